//! Models of the gate to the heaps, run by `loom` over every interleaving. Its membarrier is a fence on the forking side;
//! what orders the other threads then are their compiler fences, which the model makes fences, too.

use super::gate::{Door, Gate};
use super::{Lock, Rank};
use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::sync::atomic::{Ordering, fence};
use loom::thread;

struct Outer;
impl Rank for Outer {
    const RANK: u8 = 0;
    const NAME: &'static str = "Outer";
}

/// A thread's heap: a list and its count, which change one after the other.
struct Heap {
    door: Door,
    list: UnsafeCell<(u32, u32)>,
}

struct Process {
    gate: Gate,
    forking: Lock<Outer, ()>,
    heaps: Vec<Heap>,
}

// SAFETY: a heap is changed by its own thread inside, and read by the forking one while nobody is; loom checks that.
unsafe impl Sync for Process {}
// SAFETY: likewise.
unsafe impl Send for Process {}

impl Process {
    fn new(threads: usize, has_membarrier: bool) -> Arc<Self> {
        let heap = |_| Heap { door: Door::new(), list: UnsafeCell::new((0, 0)) };
        Arc::new(Self {
            gate: Gate::new(has_membarrier),
            forking: Lock::new(()),
            heaps: (0..threads).map(heap).collect(),
        })
    }

    /// As an allocation does it: in at once, or if that fails slowly.
    fn allocate(&self, thread: usize) {
        let heap = &self.heaps[thread];
        if !heap.door.try_enter(&self.gate) {
            heap.door.enter(&self.gate);
        }
        heap.list.with_mut(|list| {
            // SAFETY: loom checks that nobody else is at it.
            let list = unsafe { &mut *list };
            list.0 += 1;
            list.1 += 1;
        });
        heap.door.leave(&self.gate);
    }

    fn fork(&self) {
        let _forking = self.forking.lock();
        self.gate.close(|| fence(Ordering::SeqCst), || self.heaps.iter().all(|heap| !heap.door.is_inside()));
        for heap in &self.heaps {
            // SAFETY: loom checks that nobody is at it.
            heap.list.with(|list| assert!(unsafe { (*list).0 == (*list).1 }));
        }
        self.gate.open();
        self.gate.wake();
    }
}

fn check(threads: usize, allocations: usize, forks: usize, preemptions: Option<usize>) {
    for has_membarrier in [true, false] {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = preemptions;
        builder.check(move || {
            let process = Process::new(threads, has_membarrier);
            let mut others: Vec<_> = (0..threads)
                .map(|thread| {
                    let process = process.clone();
                    thread::spawn(move || (0..allocations).for_each(|_| process.allocate(thread)))
                })
                .collect();
            others.extend((1..forks).map(|_| {
                let process = process.clone();
                thread::spawn(move || process.fork())
            }));
            process.fork();
            for other in others {
                other.join().unwrap();
            }
        });
    }
}

/// A fork sees no thread inside its heap, and every thread gets through.
#[test]
fn model_fork_finds_heaps_consistent() {
    check(1, 1, 1, Some(3));
}

/// The same with a thread that comes back while the gate is closed.
#[test]
fn model_a_thread_allocates_twice() {
    check(1, 2, 1, Some(3));
}

/// The same with two threads.
#[test]
fn model_fork_finds_two_heaps_consistent() {
    check(2, 1, 1, Some(1));
}

/// Two forks come one after the other.
#[test]
fn model_two_forks() {
    check(1, 1, 2, Some(2));
}
