//! Making requests. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::block::ControlBlock;
use super::request::{Job, Operation, Request};
use super::state::{self, Queued};
use super::suspend::wait_for_all;
use super::worker::SI_ASYNCIO;
use crate::errno::{CReturn, Errno};
use crate::malloc;
use crate::signal::event::{Notification, SigEvent};
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::alloc::Layout;
use core::ffi::c_int;
use core::{ptr, slice};

/// An unused request; EAGAIN if there is no memory for one.
fn obtain() -> Result<*mut Request, Errno> {
    if let Some(request) = state::lock().take_unused() {
        return Ok(request);
    }
    malloc::alloc(Layout::new::<Request>()).map(|memory| memory.cast().as_ptr()).ok_or(Errno::EAGAIN)
}

/// What is to be done, and in which order. EBADF.
fn job(block: &ControlBlock, operation: Operation) -> Result<Job, Errno> {
    const SEEK_CUR: c_int = 1;
    let descriptor = block.descriptor;
    // SAFETY: only asks.
    let can_seek = match unsafe { plain!(__NR_lseek, descriptor, 0, SEEK_CUR) } {
        Err(Errno::EBADF) => return Err(Errno::EBADF),
        result => result.is_ok(),
    };
    let appends = operation == Operation::Write && {
        // SAFETY: only asks.
        let flags = unsafe { plain!(__NR_fcntl, descriptor, nr::F_GETFL, 0) }?;
        flags & nr::O_APPEND as usize != 0
    };
    Ok(Job {
        operation,
        descriptor,
        buffer: block.buffer,
        size: block.size,
        // Where it appends, the kernel ignores the offset, but not an invalid one.
        offset: can_seek.then_some(if appends { 0 } else { block.offset }),
        in_order: !can_seek || appends,
    })
}

/// Queues a request, and sees to it that a thread serves it.
///
/// # Safety
/// The block is null or valid until the request is done, and so is its buffer; the list is null or queued.
unsafe fn queue(
    block: *const ControlBlock,
    job: Job,
    notification: Notification,
    list: *mut Request,
    blockers: usize,
) -> Result<Queued, Errno> {
    // A handler that interrupted this must not find a request without a thread.
    let _blocked = Blocked::these(!INTERNAL);
    let request = obtain()?;
    // SAFETY: it is unused, or fresh memory for one; the caller's promise.
    let (queued, wanted) = unsafe {
        request.write(Request::new(block, job, notification, list));
        if let Some(block) = block.as_ref() {
            block.begin();
        }
        let mut state = state::lock();
        if let Some(list) = list.as_mut() {
            list.blockers += 1;
        }
        (state.insert(request, blockers), state.call_threads(0, true))
    };
    if let Err(e) = wanted.fetch()
        && state::lock().withdraw(&queued).is_some()
    {
        state::announce();
        return Err(e);
    }
    Ok(queued)
}

/// Makes a request for a block. If it cannot be made, the block says why.
///
/// # Safety
/// As in C; the list is null or queued.
unsafe fn submit(block: *mut ControlBlock, operation: Operation, list: *mut Request) -> Result<(), Errno> {
    crate::unistd::closing::set_cancel_operations(super::cancel::before_close);
    super::cancel::own_by_this_process();
    let make = || {
        // SAFETY: the caller's promise.
        unsafe {
            let notification = (*block).event.notification()?;
            queue(block, job(&*block, operation)?, notification, list, 0).map(|_| ())
        }
    };
    make().inspect_err(|&e| {
        // SAFETY: the caller's promise.
        unsafe { (*block).finish(Err(e)) }
    })
}

/// Starts to read `aio_nbytes` bytes at `aio_offset`, or what comes next where the descriptor cannot seek; reads of that
/// kind are served in turn. `aio_sigevent` says what happens when it is done. The block and the buffer must stay until
/// then. Returns 0, or -1 with `errno` EAGAIN (no memory, or no thread), EBADF, EINVAL (the event); then nothing was
/// started. What `read` may report comes from [`aio_error`](super::block::aio_error). Thread-safe. POSIX.1-2024 aio_read.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_read(block: *mut ControlBlock) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { submit(block, Operation::Read, ptr::null_mut()) }.c_int()
}

/// Starts to write `aio_nbytes` bytes, as [`aio_read`] reads. With `O_APPEND`, or where the descriptor cannot seek, writes
/// take effect in the order of the calls. POSIX.1-2024 aio_write.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_write(block: *mut ControlBlock) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { submit(block, Operation::Write, ptr::null_mut()) }.c_int()
}

/// Starts an `fsync` (for `O_SYNC`) or `fdatasync` (for `O_DSYNC`), which begins when all writes that were queued for the
/// descriptor before are done. Returns as [`aio_read`]; EINVAL also for another operation. POSIX.1-2024 aio_fsync.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn aio_fsync(operation: c_int, block: *mut ControlBlock) -> c_int {
    let operation = match operation as u32 {
        nr::O_SYNC => Ok(Operation::Synchronize),
        nr::O_DSYNC => Ok(Operation::SynchronizeData),
        _ => Err(Errno::EINVAL),
    };
    // SAFETY: the caller's promise.
    operation.and_then(|operation| unsafe { submit(block, operation, ptr::null_mut()) }).c_int()
}

const LIO_READ: c_int = 0;
const LIO_WRITE: c_int = 1;
const LIO_NOP: c_int = 2;

/// The operation that a block of a list asks for; `None` for none.
fn operation(block: &ControlBlock) -> Result<Option<Operation>, Errno> {
    match block.opcode {
        LIO_READ => Ok(Some(Operation::Read)),
        LIO_WRITE => Ok(Some(Operation::Write)),
        LIO_NOP => Ok(None),
        _ => Err(Errno::EINVAL),
    }
}

/// Makes the requests of a list. EAGAIN if one was not made for want of resources, else EIO if one was not made.
///
/// # Safety
/// As in C.
unsafe fn submit_all(blocks: &[*mut ControlBlock], list: *mut Request) -> Result<(), Errno> {
    let mut outcome = Ok(());
    for &block in blocks {
        // SAFETY: the caller's promise.
        let Some(valid) = (unsafe { block.as_ref() }) else { continue };
        let result = match operation(valid) {
            // SAFETY: the caller's promise.
            Ok(Some(operation)) => unsafe { submit(block, operation, list) },
            Ok(None) => Ok(()),
            Err(e) => {
                valid.finish(Err(e));
                Err(e)
            }
        };
        match result {
            Ok(()) => {}
            Err(Errno::EAGAIN) => outcome = Err(Errno::EAGAIN),
            Err(_) => outcome = outcome.and(Err(Errno::EIO)),
        }
    }
    outcome
}

/// # Safety
/// As in C.
unsafe fn submit_and_wait(blocks: &[*mut ControlBlock]) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let outcome = unsafe { submit_all(blocks, ptr::null_mut()) };
    // SAFETY: the caller's promise.
    let valid = |&block: &*mut ControlBlock| unsafe { block.as_ref() };
    let made = || blocks.iter().filter_map(valid).filter(|block| matches!(operation(block), Ok(Some(_))));
    wait_for_all(|| made().any(ControlBlock::is_under_way))?;
    outcome?;
    if made().any(|block| block.error() != 0) { Err(Errno::EIO) } else { Ok(()) }
}

/// # Safety
/// As in C.
unsafe fn submit_and_return(blocks: &[*mut ControlBlock], event: *const SigEvent) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let notification = match unsafe { event.as_ref() } {
        // SAFETY: the caller's promise.
        Some(event) => unsafe { event.notification()? },
        None => Notification::Nothing,
    };
    if notification.is_nothing() {
        // SAFETY: the caller's promise.
        return unsafe { submit_all(blocks, ptr::null_mut()) };
    }
    // SAFETY: it waits for this function, too, until all requests are made.
    let list = unsafe { queue(ptr::null(), Job::NOTHING, notification, ptr::null_mut(), 1)? };
    // SAFETY: the caller's promise.
    let outcome = unsafe { submit_all(blocks, list.request) };
    let wanted = {
        let mut state = state::lock();
        // SAFETY: it waits for this.
        unsafe { state.unblock(list.request) };
        state.call_threads(0, true)
    };
    if wanted.fetch().is_err() {
        // They are all done, and there is no thread that would say so.
        let notification = state::lock().withdraw(&list);
        if let Some(notification) = notification {
            notification.deliver(SI_ASYNCIO);
        }
    }
    outcome
}

/// Makes the requests of a list, each as its `aio_lio_opcode` says; null pointers and `LIO_NOP` are skipped. `LIO_WAIT`
/// waits until all are done; with `LIO_NOWAIT` `event` (or nothing, if it is null) happens when all are. Returns 0, or -1
/// with `errno` EAGAIN (some could not be made), EINTR (they go on), EINVAL (the mode, the event, a negative count; none
/// was made) or EIO (some failed: see the blocks). Thread-safe; a cancellation point with `LIO_WAIT`. POSIX.1-2024
/// lio_listio.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lio_listio(
    mode: c_int,
    list: *const *mut ControlBlock,
    count: c_int,
    event: *mut SigEvent,
) -> c_int {
    const LIO_WAIT: c_int = 0;
    const LIO_NOWAIT: c_int = 1;
    let Ok(count) = usize::try_from(count) else { return Err::<(), _>(Errno::EINVAL).c_int() };
    // SAFETY: the caller's promise.
    let blocks = if count == 0 { &[] } else { unsafe { slice::from_raw_parts(list, count) } };
    let result = match mode {
        // SAFETY: the caller's promise.
        LIO_WAIT => unsafe { submit_and_wait(blocks) },
        // SAFETY: the caller's promise.
        LIO_NOWAIT => unsafe { submit_and_return(blocks, event) },
        _ => Err(Errno::EINVAL),
    };
    result.c_int()
}
