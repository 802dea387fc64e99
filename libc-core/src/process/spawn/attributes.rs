//! The attributes of a spawned process. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::types::{pid_t, sigset_t};
use core::ffi::{c_int, c_short};

/// The effective IDs become the real ones.
pub const RESETIDS: c_int = 1;
/// The process group is set.
pub const SETPGROUP: c_int = 2;
/// Signals are set to their default action.
pub const SETSIGDEF: c_int = 4;
/// The signal mask is set.
pub const SETSIGMASK: c_int = 8;
/// The scheduling parameters are set.
pub const SETSCHEDPARAM: c_int = 16;
/// The scheduling policy is set, and the parameters.
pub const SETSCHEDULER: c_int = 32;
/// A new session begins.
pub const SETSID: c_int = 128;
/// `POSIX_SPAWN_USEVFORK`, which is always so, is a flag too.
const ALL: c_int = 0xff;

/// `struct sched_param`, of which Linux uses the first word.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SchedParam {
    /// The priority.
    pub priority: c_int,
    _reserved: [c_int; 11],
}

/// `posix_spawnattr_t`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Attributes {
    /// `POSIX_SPAWN_*`.
    pub flags: c_int,
    /// The process group.
    pub group: pid_t,
    /// Signals to set to their default action.
    pub defaults: sigset_t,
    /// The signal mask.
    pub mask: sigset_t,
    /// The scheduling priority.
    pub priority: c_int,
    /// The scheduling policy.
    pub policy: c_int,
    _room: [usize; 8],
}

impl Attributes {
    /// No flags.
    pub const fn new() -> Self {
        let empty = sigset_t { bits: [0; 16] };
        Self { flags: 0, group: 0, defaults: empty, mask: empty, priority: 0, policy: 0, _room: [0; 8] }
    }
}

impl Default for Attributes {
    fn default() -> Self {
        Self::new()
    }
}

/// Makes an object with no flags. Returns 0. Thread-safe. POSIX.1-2024 posix_spawnattr_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_init(attributes: *mut Attributes) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attributes.write(Attributes::new()) };
    0
}

/// Ends the use of an object; it holds nothing. Returns 0. POSIX.1-2024 posix_spawnattr_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn posix_spawnattr_destroy(_attributes: *mut Attributes) -> c_int {
    0
}

/// Sets `POSIX_SPAWN_*` flags. Returns 0, or EINVAL for others. POSIX.1-2024 posix_spawnattr_setflags.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_setflags(attributes: *mut Attributes, flags: c_short) -> c_int {
    let flags = c_int::from(flags);
    let result = if flags & !ALL == 0 { Ok(()) } else { Err(Errno::EINVAL) };
    // SAFETY: the caller's promise.
    result.map(|()| unsafe { (*attributes).flags = flags }).error_number()
}

/// Declares the two functions for one attribute: how it is stored, and how it is read.
macro_rules! attribute {
    ($($set:ident, $get:ident: $given:ty => $stored:ty, $name:literal,
        |$attributes:ident, $value:ident| $write:expr, $read:expr;)*) => {$(
        #[doc = concat!("Sets ", $name, ". Returns 0. POSIX.1-2024 ", stringify!($set), ".")]
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $set(attributes: *mut Attributes, $value: $given) -> c_int {
            // SAFETY: the caller's promise.
            let $attributes = unsafe { &mut *attributes };
            // SAFETY: the caller's promise.
            #[allow(unused_unsafe, reason = "not all values are pointers")]
            unsafe { $write };
            0
        }

        #[doc = concat!("Stores ", $name, ". Returns 0. POSIX.1-2024 ", stringify!($get), ".")]
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $get(attributes: *const Attributes, to: *mut $stored) -> c_int {
            // SAFETY: the caller's promise.
            unsafe {
                let $attributes = &*attributes;
                to.write($read);
            }
            0
        }
    )*};
}

attribute! {
    posix_spawnattr_setpgroup, posix_spawnattr_getpgroup: pid_t => pid_t, "the process group",
        |attributes, value| attributes.group = value, attributes.group;
    posix_spawnattr_setsigdefault, posix_spawnattr_getsigdefault: *const sigset_t => sigset_t,
        "the signals that get their default action",
        |attributes, value| attributes.defaults = *value, attributes.defaults;
    posix_spawnattr_setsigmask, posix_spawnattr_getsigmask: *const sigset_t => sigset_t, "the signal mask",
        |attributes, value| attributes.mask = *value, attributes.mask;
    posix_spawnattr_setschedpolicy, posix_spawnattr_getschedpolicy: c_int => c_int, "the scheduling policy",
        |attributes, value| attributes.policy = value, attributes.policy;
    posix_spawnattr_setschedparam, posix_spawnattr_getschedparam: *const SchedParam => SchedParam,
        "the scheduling parameters",
        |attributes, value| attributes.priority = (*value).priority,
        SchedParam { priority: attributes.priority, _reserved: [0; 11] };
}

/// Stores the flags. Returns 0. POSIX.1-2024 posix_spawnattr_getflags.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnattr_getflags(attributes: *const Attributes, to: *mut c_short) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { to.write((*attributes).flags as c_short) };
    0
}

const _: () = assert!(size_of::<Attributes>() == 336 && size_of::<SchedParam>() == 48);
