//! `mq_notify`. For `SIGEV_THREAD` the kernel reports by a netlink socket, which a thread reads that then runs the
//! application's function: the thread is there from the start, so that no message comes to nothing for want of one.
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::process::fork::hooks::Hooks;
use crate::process::fork::ranks::QueueNotifications;
use crate::signal::event::{Call, SIGEV_SIGNAL, SIGEV_THREAD, SigEvent};
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::Ordering;
use crate::sync::{Futex, Lock};
use crate::sys::wrapper::plain;
use crate::thread::wait::{Scope, wake};
use core::cell::Cell;
use core::ffi::{c_int, c_void};
use core::ptr;

/// What the kernel sends back through the socket; it changes the last byte.
type Cookie = [u8; 32];

/// A socket that a thread waits on. It is in the thread's frame.
struct Listener {
    socket: c_int,
    next: *mut Listener,
}

/// All listeners. A socket is open only as long as its listener is here, and neither changes without the lock.
struct Listeners(*mut Listener);

// SAFETY: used under the lock only.
unsafe impl Send for Listeners {}

static LISTENERS: Lock<QueueNotifications, Listeners> = Lock::new(Listeners(ptr::null_mut()));

fn close(socket: c_int) {
    // SAFETY: the socket is the library's own.
    let _ = unsafe { plain!(__NR_close, socket) };
}

/// The sockets' part in a fork.
pub struct ForkHooks;

impl Hooks for ForkHooks {
    fn prepare(&self) {
        LISTENERS.raw().prepare();
    }

    fn parent(&self) {
        LISTENERS.raw().parent();
    }

    /// The child is not notified of what its parent asked for.
    fn child(&self) {
        // SAFETY: the child has one thread, and it holds the lock.
        let listeners = unsafe { LISTENERS.value_unlocked() };
        let mut at = core::mem::replace(&mut listeners.0, ptr::null_mut());
        // SAFETY: the other threads' stacks are there still.
        while let Some(listener) = unsafe { at.as_ref() } {
            close(listener.socket);
            at = listener.next;
        }
        LISTENERS.raw().child();
    }
}

impl Listener {
    /// Opens the socket. Signals are blocked.
    fn open(&mut self) -> Result<(), Errno> {
        const AF_NETLINK: c_int = 16;
        const SOCK_RAW_CLOEXEC: c_int = 3 | 0o2000000;
        let mut listeners = LISTENERS.lock();
        // SAFETY: asks for a descriptor.
        self.socket = unsafe { plain!(__NR_socket, AF_NETLINK, SOCK_RAW_CLOEXEC, 0) }? as c_int;
        self.next = listeners.0;
        listeners.0 = self;
        Ok(())
    }

    /// Closes it.
    fn close(&mut self) {
        let mut listeners = LISTENERS.lock();
        let mut at = &raw mut listeners.0;
        // SAFETY: who is in the list is in a frame that is there, and this one is in it.
        unsafe {
            while !ptr::eq(*at, self) {
                at = &raw mut (**at).next;
            }
            *at = self.next;
        }
        close(self.socket);
    }

    /// Waits for the kernel's word: whether it is about a message, and not about the end of the registration.
    fn is_notified(&self) -> bool {
        const MSG_WAITALL_NOSIGNAL: c_int = 0x100 | 0x4000;
        const NOTIFY_WOKENUP: u8 = 1;
        let mut cookie: Cookie = [0; 32];
        loop {
            let (to, size) = (cookie.as_mut_ptr(), cookie.len());
            // SAFETY: the buffer is valid.
            match unsafe { plain!(__NR_recvfrom, self.socket, to, size, MSG_WAITALL_NOSIGNAL, 0, 0) } {
                Err(Errno::EINTR) => {}
                got => return got == Ok(size) && cookie.last() == Some(&NOTIFY_WOKENUP),
            }
        }
    }
}

/// What the thread begins with. It is in its creator's frame.
struct Setup {
    queue: c_int,
    call: Call,
    outcome: Cell<Result<(), Errno>>,
    /// 1 once the outcome is there. Then the thread uses no more than its address.
    done: Futex,
}

/// Starts the thread that registers and waits.
fn listen(queue: c_int, call: Call) -> Result<(), Errno> {
    let setup = Setup { queue, call, outcome: Cell::new(Ok(())), done: Futex::new(0) };
    {
        // The thread inherits it.
        let _blocked = Blocked::these(!INTERNAL);
        call.start_with(serve, (&raw const setup).cast_mut().cast())?;
    }
    while setup.done.load(Ordering::Acquire) == 0 {
        setup.done.wait(0);
    }
    setup.outcome.get()
}

unsafe extern "C" fn serve(setup: *mut c_void) {
    // SAFETY: the creator waits until it is told.
    let setup = unsafe { &*setup.cast::<Setup>() };
    let call = setup.call;
    let mut listener = Listener { socket: -1, next: ptr::null_mut() };
    let registered = listener.open().and_then(|()| {
        let result = register(setup.queue, listener.socket);
        if result.is_err() {
            listener.close();
        }
        result
    });
    setup.outcome.set(registered);
    let word = setup.done.as_ptr();
    setup.done.store(1, Ordering::Release);
    wake(word, 1, Scope::Private);
    if registered.is_err() {
        return;
    }
    let notified = listener.is_notified();
    listener.close();
    if notified {
        call.run();
    }
}

/// Tells the kernel to report by the socket.
fn register(queue: c_int, socket: c_int) -> Result<(), Errno> {
    let mut cookie: Cookie = [0; 32];
    let event = SigEvent::to_socket(socket, cookie.as_mut_ptr().cast());
    // SAFETY: the event and the cookie are valid; the kernel copies both.
    unsafe { plain!(__NR_mq_notify, queue, &raw const event) }.map(|_| ())
}

/// # Safety
/// `event` is null or valid.
unsafe fn notify(queue: c_int, event: *const SigEvent) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    if let Some(event) = unsafe { event.as_ref() } {
        match event.notify {
            // SAFETY: the caller's promise.
            SIGEV_THREAD => return listen(queue, unsafe { event.call() }?),
            SIGEV_SIGNAL => event.check_signal()?,
            _ => {}
        }
    }
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_mq_notify, queue, event) }.map(|_| ())
}

/// Asks to be notified, once, when a message comes into the queue while it is empty and nobody waits in `mq_receive`: by
/// a signal, by a function that is called in a new, detached thread with all signals blocked, or not at all, which only
/// keeps others from asking. A null pointer takes the process's wish back. Not inherited by a forked child. Returns 0, or
/// -1 with `errno` EBADF, EBUSY (a process is registered already), EINVAL (the event), EAGAIN, EMFILE or ENOMEM (no
/// thread, or no socket for it). Thread-safe. POSIX.1-2024 mq_notify, mq_notify(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mq_notify(queue: c_int, event: *const SigEvent) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { notify(queue, event) }.c_int()
}
