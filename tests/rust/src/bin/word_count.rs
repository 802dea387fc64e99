//! Counts lines, words and bytes of the files that the arguments name, each file in a thread of its own.
#![no_std]
#![no_main]

extern crate alloc;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr;
use libc_core::program::arguments;
use libc_core::{eprintln, println};

/// How much is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// What a file holds.
#[derive(Default, Clone, Copy)]
struct Count {
    lines: u64,
    words: u64,
    bytes: u64,
}

/// What a thread does: a file's name, and then its content's count, or the error's number.
struct Task {
    name: &'static CStr,
    result: Result<Count, c_int>,
}

fn errno() -> c_int {
    // SAFETY: the address of the thread's own variable.
    unsafe { *libc::__errno_location() }
}

fn count(name: &CStr) -> Result<Count, c_int> {
    // SAFETY: the name is a string.
    let descriptor = unsafe { libc::open(name.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC) };
    if descriptor < 0 {
        return Err(errno());
    }
    let mut piece = alloc::vec![0u8; PIECE];
    let mut count = Count::default();
    let mut in_word = false;
    let result = loop {
        // SAFETY: the buffer is as large as that.
        match unsafe { libc::read(descriptor, piece.as_mut_ptr().cast(), piece.len()) } {
            0 => break Ok(count),
            ..0 => break Err(errno()),
            length => {
                for byte in piece.iter().take(length as usize) {
                    let space = byte.is_ascii_whitespace();
                    count.bytes += 1;
                    count.lines += u64::from(*byte == b'\n');
                    count.words += u64::from(!space && !in_word);
                    in_word = !space;
                }
            }
        }
    };
    // SAFETY: nobody uses the descriptor any more.
    unsafe { libc::close(descriptor) };
    result
}

extern "C" fn work(task: *mut c_void) -> *mut c_void {
    // SAFETY: the main thread made it, and looks at it when this thread has ended.
    let task = unsafe { &mut *task.cast::<Task>() };
    task.result = count(task.name);
    ptr::null_mut()
}

#[unsafe(no_mangle)]
extern "C" fn main(argc: c_int, argv: *const *const c_char) -> c_int {
    let mut threads = Vec::new();
    // SAFETY: they are `main`'s own.
    for name in unsafe { arguments(argc, argv) }.skip(1) {
        let task = Box::into_raw(Box::new(Task { name, result: Ok(Count::default()) }));
        // SAFETY: a `pthread_t` is a pointer, which null is a value of.
        let mut thread: libc::pthread_t = unsafe { core::mem::zeroed() };
        // SAFETY: the task lives until the thread was joined.
        let error = unsafe { libc::pthread_create(&mut thread, ptr::null(), work, task.cast()) };
        if error != 0 {
            eprintln!("word_count: no thread: error {error}");
            return 1;
        }
        threads.push((thread, task));
    }
    let mut total = Count::default();
    let mut status = 0;
    let several = threads.len() > 1;
    for (thread, task) in threads {
        // SAFETY: each thread is joined once; then the task is this thread's again.
        let task = unsafe {
            libc::pthread_join(thread, ptr::null_mut());
            Box::from_raw(task)
        };
        let name = task.name.to_str().unwrap_or("?");
        match task.result {
            Ok(Count { lines, words, bytes }) => {
                println!("{lines:7} {words:7} {bytes:7} {name}");
                total = Count { lines: total.lines + lines, words: total.words + words, bytes: total.bytes + bytes };
            }
            Err(error) => {
                eprintln!("word_count: {name}: error {error}");
                status = 1;
            }
        }
    }
    if several {
        println!("{:7} {:7} {:7} total", total.lines, total.words, total.bytes);
    }
    status
}
