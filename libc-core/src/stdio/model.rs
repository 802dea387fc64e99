//! Models of the protocol between the users of a stream and fork, run by `loom` over every interleaving.

use super::guard::{Abandoned, Guard, Thread};
use crate::sync::section::{Member, World};
use loom::cell::UnsafeCell;
use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

/// A stream: a buffer of bytes, where its owner's begin, and the file.
struct Stream {
    world: World,
    members: [Member; 3],
    guard: Guard,
    buffer: UnsafeCell<(Vec<u8>, usize)>,
    file: Mutex<Vec<u8>>,
}

// SAFETY: the buffer is the owner's inside a section, and the forking thread's while the world is stopped; loom checks
// that this holds.
unsafe impl Sync for Stream {}
// SAFETY: likewise.
unsafe impl Send for Stream {}

/// A thread of the model: the stream, and its number.
#[derive(Clone, Copy)]
struct Modelled<'a>(&'a Stream, usize);

/// Inside a section.
struct Inside<'a>(Modelled<'a>);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        let Modelled(stream, number) = self.0;
        stream.members[number].leave(&stream.world);
    }
}

impl<'a> Thread for Modelled<'a> {
    type Section = Inside<'a>;

    fn name(self) -> usize {
        2 * self.1 + 2
    }

    fn enter(self) -> Inside<'a> {
        self.0.members[self.1].enter(&self.0.world);
        Inside(self)
    }

    fn parked<T>(self, wait: impl FnOnce() -> T) -> T {
        self.0.members[self.1].parked(&self.0.world, wait)
    }
}

impl Stream {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            world: World::new(),
            members: [Member::new(), Member::new(), Member::new()],
            guard: Guard::new(),
            buffer: UnsafeCell::new((Vec::new(), 0)),
            file: Mutex::new(Vec::new()),
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut (Vec<u8>, usize)) -> T) -> T {
        // SAFETY: loom checks that nobody else is at it.
        self.buffer.with_mut(|buffer| work(unsafe { &mut *buffer }))
    }

    /// What the owner's output begins with.
    fn begin(&self) {
        self.with(|(buffer, mark)| *mark = buffer.len());
    }

    fn own(&self, number: usize) -> Inside<'_> {
        self.guard.own(Modelled(self, number), false, || self.begin()).unwrap()
    }

    /// A call that writes a line in two parts: byte `number`, twice.
    fn write_line(&self, number: usize) {
        let section = self.own(number);
        for _ in 0..2 {
            self.with(|(buffer, _)| buffer.push(number as u8));
        }
        self.flush(number);
        self.guard.disown();
        drop(section);
    }

    /// Writes the buffer out. The caller owns the stream.
    fn flush(&self, number: usize) {
        let bytes = self.with(|(buffer, _)| buffer.clone());
        self.guard.in_flight(Modelled(self, number), false, || self.file.lock().unwrap().extend(bytes));
        self.with(|(buffer, mark)| {
            buffer.clear();
            *mark = 0;
        });
    }

    /// Forks; the number names the forking thread. What the child's buffer holds.
    fn fork(&self, number: usize) -> Vec<u8> {
        let me = Modelled(self, number);
        self.world.stop(|| (0..3).all(|other| other == number || !self.members[other].is_inside()));
        let (mut buffer, mark) = self.with(|state| state.clone());
        match self.guard.abandoned(me.name()) {
            Abandoned::Nothing => {}
            Abandoned::Output => buffer.truncate(mark),
            Abandoned::Flight => buffer.clear(),
        }
        self.world.resume();
        buffer
    }
}

/// A fork finds none of a line that another thread writes: neither what is in the buffer nor what is in flight.
#[test]
fn model_a_line_is_the_parents() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(4);
    builder.check(|| {
        let stream = Stream::new();
        let writer = {
            let stream = stream.clone();
            thread::spawn(move || stream.write_line(1))
        };
        assert_eq!(stream.fork(0), []);
        writer.join().unwrap();
        assert_eq!(*stream.file.lock().unwrap(), [1, 1]);
    });
}

/// Two threads write, and wait for each other; a third one forks. Every line comes whole.
#[test]
fn model_lines_of_two_threads() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(2);
    builder.check(|| {
        let stream = Stream::new();
        let writer = |number| {
            let stream = stream.clone();
            thread::spawn(move || stream.write_line(number))
        };
        let (one, two) = (writer(1), writer(2));
        assert_eq!(stream.fork(0), []);
        one.join().unwrap();
        two.join().unwrap();
        let file = stream.file.lock().unwrap();
        assert!(*file == [1, 1, 2, 2] || *file == [2, 2, 1, 1]);
    });
}

/// What a finished call left in the buffer stays in the child, whatever the present owner does, unless it is in flight
/// or written.
#[test]
fn model_finished_output_is_in_both() {
    loom::model(|| {
        let stream = Stream::new();
        let section = stream.own(0);
        stream.with(|(buffer, _)| buffer.push(7));
        stream.guard.disown();
        drop(section);
        let writer = {
            let stream = stream.clone();
            thread::spawn(move || {
                let section = stream.own(1);
                stream.with(|(buffer, _)| buffer.push(1));
                stream.guard.disown();
                drop(section);
            })
        };
        let buffer = stream.fork(0);
        assert!(buffer == [7] || buffer == [7, 1], "{buffer:?}");
        writer.join().unwrap();
    });
}

/// What the forking thread owns it keeps, with what it put into the buffer, whoever waits for it.
#[test]
fn model_the_forking_thread_keeps_its_own() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(|| {
        let stream = Stream::new();
        drop(stream.own(0));
        let waiter = {
            let stream = stream.clone();
            thread::spawn(move || stream.write_line(1))
        };
        let section = Modelled(&stream, 0).enter();
        stream.with(|(buffer, _)| buffer.push(5));
        drop(section);
        assert_eq!(stream.fork(0), [5]);
        let section = Modelled(&stream, 0).enter();
        stream.guard.disown();
        drop(section);
        waiter.join().unwrap();
        assert_eq!(*stream.file.lock().unwrap(), [5, 1, 1]);
    });
}

/// A thread that looks after all streams passes by one whose owner waits for input, however the two meet, and another
/// waiter gets the stream in the end: nobody sleeps for good.
#[test]
fn model_a_reader_holds_up_no_walk() {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(|| {
        let stream = Stream::new();
        let input = Arc::new((Mutex::new(false), Condvar::new()));
        let reader = {
            let (stream, input) = (stream.clone(), input.clone());
            thread::spawn(move || {
                let section = stream.own(1);
                stream.guard.in_flight(Modelled(&stream, 1), true, || {
                    let mut there = input.0.lock().unwrap();
                    while !*there {
                        there = input.1.wait(there).unwrap();
                    }
                });
                stream.guard.disown();
                drop(section);
            })
        };
        let writer = {
            let stream = stream.clone();
            thread::spawn(move || stream.write_line(2))
        };
        let section = stream.guard.own(Modelled(&stream, 0), true, || stream.begin());
        if section.is_some() {
            stream.guard.disown();
        }
        drop(section);
        // Only now is there input.
        *input.0.lock().unwrap() = true;
        input.1.notify_all();
        reader.join().unwrap();
        writer.join().unwrap();
    });
}
