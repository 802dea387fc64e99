//! Models of what forks do beside each other, beside registrations and beside threads that take locks, run by `loom` over
//! the interleavings: `RUSTFLAGS="--cfg loom" cargo test -p libc-core --lib model`.

use super::hooks::{Hooks, hooks};
use super::ranks::{Environment, Malloc, OpenFiles, Threads};
use super::registrations::{Registration, Registrations};
use crate::sync::section::{Member, World};
use crate::sync::{Lock, RawLock};
use loom::model::Builder;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;
use std::mem::MaybeUninit;

fn register(all: &Registrations<u32>, value: u32) {
    let memory = Box::leak(Box::new(MaybeUninit::<Registration<u32>>::uninit()));
    // SAFETY: leaked, and used here only.
    unsafe { all.append(memory.as_mut_ptr(), value) };
}

/// A fork's two walks: what it prepares, and what it then undoes, in the order of the registrations.
fn fork(all: &Registrations<u32>, mut clone: impl FnMut()) -> Vec<u32> {
    let registered = all.now();
    let (mut prepared, mut undone) = (Vec::new(), Vec::new());
    registered.backwards(|value| prepared.push(*value));
    clone();
    registered.forwards(|value| undone.push(*value));
    prepared.reverse();
    assert_eq!(prepared, undone, "each fork has a matched set");
    undone
}

/// One thread registers while two fork: what a fork sees is the beginning of the list, the same before and after.
#[test]
fn model_registrations_beside_forks() {
    loom::model(|| {
        let all = Arc::new(Registrations::new());
        register(&all, 0);
        let registering = {
            let all = all.clone();
            thread::spawn(move || (1..3).for_each(|value| register(&all, value)))
        };
        let forking = {
            let all = all.clone();
            thread::spawn(move || fork(&all, || ()))
        };
        let seen = [fork(&all, || ()), forking.join().unwrap()];
        registering.join().unwrap();
        for seen in seen {
            assert_eq!(seen, [0, 1, 2][..seen.len()]);
        }
        assert_eq!(fork(&all, || ()), [0, 1, 2]);
    });
}

/// Two threads register at the same time, one of them inside its own fork, as a handler does: none is lost, and the fork
/// does not see it.
#[test]
fn model_registrations_beside_each_other() {
    loom::model(|| {
        let all = Arc::new(Registrations::new());
        register(&all, 0);
        let other = {
            let all = all.clone();
            thread::spawn(move || register(&all, 1))
        };
        let seen = fork(&all, || register(&all, 2));
        assert!(seen == [0] || seen == [0, 1], "{seen:?}");
        other.join().unwrap();
        let mut seen = fork(&all, || ());
        seen.sort_unstable();
        assert_eq!(seen, [0, 1, 2]);
    });
}

loom::lazy_static! {
    static ref THREADS: RawLock<Threads> = RawLock::new();
    static ref WORLD: World = World::new();
    static ref MEMBER: Member = Member::new();
    static ref FILES: Lock<OpenFiles, [u32; 2]> = Lock::new([0; 2]);
    static ref VARIABLES: Lock<Environment, [u32; 2]> = Lock::new([0; 2]);
    static ref MEMORY: Lock<Malloc, [u32; 2]> = Lock::new([0; 2]);
    /// The threads between `prepare` and `parent`.
    static ref FORKING: AtomicUsize = AtomicUsize::new(0);
}

/// The world's part, for the one thread that enters a section.
struct Sections;

impl Hooks for Sections {
    fn prepare(&self) {
        WORLD.stop(|| !MEMBER.is_inside());
    }

    fn parent(&self) {
        WORLD.resume();
    }

    fn child(&self) {
        WORLD.reset_in_child();
    }
}

hooks! {
    THREADS,
    Sections,
    FILES.raw(),
    VARIABLES.raw(),
    MEMORY.raw(),
}

/// Changes both numbers behind a lock, one after the other.
fn change(pair: &mut [u32; 2]) {
    pair[0] += 1;
    pair[1] += 1;
}

/// A fork, which finds every pair consistent and nobody else forking.
fn fork_of_process() {
    prepare();
    assert_eq!(FORKING.fetch_add(1, Ordering::Relaxed), 0);
    // SAFETY: this thread holds the locks.
    let pairs = unsafe { [*FILES.value_unlocked(), *VARIABLES.value_unlocked(), *MEMORY.value_unlocked()] };
    for [one, other] in pairs {
        assert_eq!(one, other);
    }
    FORKING.fetch_sub(1, Ordering::Relaxed);
    parent();
}

/// Threads that take locks in the order of their ranks, two at a time, and a fork that takes all: nobody waits for good.
#[test]
fn model_locks_in_rank_order() {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(|| {
        let one = thread::spawn(|| {
            let mut variables = VARIABLES.lock();
            change(&mut variables);
            change(&mut MEMORY.lock());
        });
        let two = thread::spawn(|| {
            MEMBER.enter(&WORLD);
            let mut files = FILES.lock();
            change(&mut files);
            change(&mut MEMORY.lock());
            drop(files);
            MEMBER.leave(&WORLD);
        });
        fork_of_process();
        one.join().unwrap();
        two.join().unwrap();
    });
}

/// Two forks at the same time, and a thread inside a section with a lock: one fork after the other, and all get through.
#[test]
fn model_forks_beside_each_other() {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(2);
    builder.check(|| {
        let forking = thread::spawn(fork_of_process);
        let working = thread::spawn(|| {
            MEMBER.enter(&WORLD);
            change(&mut MEMORY.lock());
            MEMBER.leave(&WORLD);
        });
        fork_of_process();
        forking.join().unwrap();
        working.join().unwrap();
    });
}
