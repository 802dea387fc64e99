//! Models of the lock and the fork protocol, run by `loom` over every interleaving of two or three threads:
//! `RUSTFLAGS="--cfg loom" cargo test -p libc-core --lib model`.

use super::section::{Member, World};
use super::{Lock, Rank};
use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::thread;

struct Outer;
impl Rank for Outer {
    const RANK: u8 = 0;
    const NAME: &'static str = "Outer";
}

/// Two threads add to a number behind a lock: no addition is lost, and nobody sleeps for good.
#[test]
fn model_lock_excludes() {
    loom::model(|| {
        let lock = Arc::new(Lock::<Outer, u32>::new(0));
        let other = {
            let lock = lock.clone();
            thread::spawn(move || *lock.lock() += 1)
        };
        *lock.lock() += 1;
        other.join().unwrap();
        assert_eq!(*lock.lock(), 2);
    });
}

/// What fork must find consistent: a pair of equal numbers that a thread changes one after the other.
struct State {
    world: World,
    members: Vec<Member>,
    pairs: Vec<UnsafeCell<(u32, u32)>>,
}

// SAFETY: a pair is changed by its own thread inside a section, and read by the forking one while the world is
// stopped; loom checks that this holds.
unsafe impl Sync for State {}
// SAFETY: likewise.
unsafe impl Send for State {}

impl State {
    fn new(threads: usize) -> Arc<Self> {
        Arc::new(Self {
            world: World::new(),
            members: (0..threads).map(|_| Member::new()).collect(),
            pairs: (0..threads).map(|_| UnsafeCell::new((0, 0))).collect(),
        })
    }

    fn change(&self, thread: usize) {
        self.pairs[thread].with_mut(|pair| {
            // SAFETY: loom checks that nobody else is at it.
            let pair = unsafe { &mut *pair };
            pair.0 += 1;
            pair.1 += 1;
        });
    }

    fn fork(&self) {
        self.world.stop(|| self.members.iter().all(|member| !member.is_inside()));
        for pair in &self.pairs {
            // SAFETY: loom checks that nobody is at it.
            pair.with(|pair| assert!(unsafe { (*pair).0 == (*pair).1 }));
        }
        self.world.resume();
    }
}

/// A fork sees no thread inside its section, and every thread gets through.
#[test]
fn model_fork_finds_sections_consistent() {
    loom::model(|| {
        let state = State::new(1);
        let worker = {
            let state = state.clone();
            thread::spawn(move || {
                state.members[0].enter(&state.world);
                state.change(0);
                state.members[0].leave(&state.world);
            })
        };
        state.fork();
        worker.join().unwrap();
    });
}

/// The same with two threads inside, one of which parks in the middle for a call that blocks.
#[test]
fn model_fork_passes_a_parked_thread() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(|| {
        let state = State::new(2);
        let worker = |thread: usize, parks: bool| {
            let state = state.clone();
            thread::spawn(move || {
                let member = &state.members[thread];
                member.enter(&state.world);
                state.change(thread);
                if parks {
                    member.parked(&state.world, || ());
                    state.change(thread);
                }
                member.leave(&state.world);
            })
        };
        let (one, two) = (worker(0, true), worker(1, false));
        state.fork();
        one.join().unwrap();
        two.join().unwrap();
    });
}

/// Two threads that fork at the same time do so one after the other: the list of threads' lock orders them.
#[test]
fn model_forks_are_serial() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(|| {
        let state = State::new(1);
        let threads = Arc::new(Lock::<Outer, ()>::new(()));
        let fork = {
            let (state, threads) = (state.clone(), threads.clone());
            move || {
                let _threads = threads.lock();
                state.fork();
            }
        };
        let other = thread::spawn(fork.clone());
        let worker = {
            let state = state.clone();
            thread::spawn(move || {
                state.members[0].enter(&state.world);
                state.change(0);
                state.members[0].leave(&state.world);
            })
        };
        fork();
        other.join().unwrap();
        worker.join().unwrap();
    });
}
