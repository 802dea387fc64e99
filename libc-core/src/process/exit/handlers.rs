//! The functions of `atexit`, `at_quick_exit` and `__cxa_atexit`. Unless a function says otherwise, it is thread-safe
//! and not async-signal-safe.

use super::{_Exit, HANDLERS, entry};
use crate::errno::Errno;
use crate::process::fork::hooks::Hooks;
use crate::process::fork::ranks::AtExit;
use crate::sync::Lock;
use core::alloc::Layout;
use core::ffi::{c_int, c_void};
use core::ptr;

type Plain = unsafe extern "C" fn();
type WithArgument = unsafe extern "C" fn(*mut c_void);

/// A function to call, and what with.
#[derive(Clone, Copy)]
enum Handler {
    Plain(Plain),
    WithArgument(WithArgument, *mut c_void),
}

const ROOM: usize = 32;

/// Handlers in order of registration; the next list holds older ones.
struct List {
    handlers: [Option<Handler>; ROOM],
    count: usize,
    older: *mut List,
}

impl List {
    const fn new() -> Self {
        Self { handlers: [None; ROOM], count: 0, older: ptr::null_mut() }
    }

    /// Takes the youngest.
    fn pop(&mut self) -> Option<Handler> {
        if self.count == 0 {
            // SAFETY: `push` made it, in memory that is never freed.
            let older = unsafe { self.older.as_mut()? };
            self.handlers = older.handlers;
            self.count = older.count;
            self.older = older.older;
        }
        self.count -= 1;
        self.handlers.get_mut(self.count)?.take()
    }

    fn is_full(&self) -> bool {
        self.count == ROOM
    }

    /// Adds the youngest. If the list is full, `spare` takes its content over.
    fn push(&mut self, handler: Handler, spare: &mut *mut List) {
        if self.is_full() {
            let older = core::mem::replace(spare, ptr::null_mut());
            // SAFETY: fresh memory of the right layout.
            unsafe { older.write(List { handlers: self.handlers, count: self.count, older: self.older }) };
            self.count = 0;
            self.older = older;
        }
        if let Some(slot) = self.handlers.get_mut(self.count) {
            *slot = Some(handler);
            self.count += 1;
        }
    }
}

struct State {
    at_exit: List,
    at_quick_exit: List,
}

// SAFETY: the pointers are to memory that the lock guards, or the application's.
unsafe impl Send for State {}

static STATE: Lock<AtExit, State> = Lock::new(State { at_exit: List::new(), at_quick_exit: List::new() });

/// The handlers' part in a fork.
pub static LOCK: ForkHooks = ForkHooks;

/// In the child nobody but the forking thread can be in `exit`.
pub struct ForkHooks;

impl Hooks for ForkHooks {
    fn prepare(&self) {
        STATE.raw().prepare();
    }

    fn parent(&self) {
        STATE.raw().parent();
    }

    fn child(&self) {
        entry::reset_in_child();
        STATE.raw().child();
    }
}

/// Runs the functions of `atexit`, the youngest first; they may register more.
fn run_at_exit() {
    run(|state| &mut state.at_exit);
}

fn run(list: impl Fn(&mut State) -> &mut List) {
    loop {
        let handler = list(&mut STATE.lock()).pop();
        crate::sync::rank::assert_none_held("an exit handler");
        match handler {
            // SAFETY: the application registered it to be called here.
            Some(Handler::Plain(function)) => unsafe { function() },
            // SAFETY: likewise.
            Some(Handler::WithArgument(function, argument)) => unsafe { function(argument) },
            None => return,
        }
    }
}

/// Lets `handler` run at `exit`.
fn register_at_exit(handler: Handler) -> c_int {
    HANDLERS.set(run_at_exit);
    -c_int::from(register(handler, |state| &mut state.at_exit).is_err())
}

fn register(handler: Handler, list: impl Fn(&mut State) -> &mut List) -> Result<(), Errno> {
    let mut spare: *mut List = ptr::null_mut();
    loop {
        let mut state = STATE.lock();
        let list = list(&mut state);
        if !list.is_full() || !spare.is_null() {
            list.push(handler, &mut spare);
            drop(state);
            if !spare.is_null() {
                // SAFETY: allocated below with this layout, and not used.
                unsafe { crate::malloc::dealloc(spare.cast(), Layout::new::<List>()) };
            }
            return Ok(());
        }
        drop(state);
        spare = crate::malloc::alloc(Layout::new::<List>()).ok_or(Errno::ENOMEM)?.as_ptr().cast();
    }
}

/// Lets `function` run at `exit`, before those that were registered earlier. Returns 0, or non-zero if there is
/// no memory. Thread-safe; not async-signal-safe. C23 7.24.4.2.
#[unsafe(no_mangle)]
pub extern "C" fn atexit(function: Plain) -> c_int {
    register_at_exit(Handler::Plain(function))
}

/// As `atexit`, with an argument; for the compiler, which passes its shared object's handle as the third one.
/// Itanium C++ ABI 3.3.6.3.
#[unsafe(no_mangle)]
pub extern "C" fn __cxa_atexit(function: WithArgument, argument: *mut c_void, _object: *mut c_void) -> c_int {
    register_at_exit(Handler::WithArgument(function, argument))
}

/// Lets `function` run at `quick_exit`, before those that were registered earlier. Returns 0, or non-zero if
/// there is no memory. Thread-safe; not async-signal-safe. C23 7.24.4.3.
#[unsafe(no_mangle)]
pub extern "C" fn at_quick_exit(function: Plain) -> c_int {
    -c_int::from(register(Handler::Plain(function), |state| &mut state.at_quick_exit).is_err())
}

/// Ends the process: runs the functions of `at_quick_exit` in reverse order, flushes nothing, and leaves with
/// `status & 0xff`. Thread-safe; not async-signal-safe. C23 7.24.4.7.
#[unsafe(no_mangle)]
pub extern "C" fn quick_exit(status: c_int) -> ! {
    entry::enter();
    run(|state| &mut state.at_quick_exit);
    _Exit(status)
}

/// The handle that `__cxa_atexit` gets from a static executable.
#[unsafe(no_mangle)]
pub static __dso_handle: usize = 0;
