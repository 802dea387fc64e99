//! Thread attributes. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::default_attr;
use crate::errno::{CReturn, Errno};
use core::ffi::{c_int, c_void};

/// `struct sched_param`; only the first member is used.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SchedParam {
    /// The priority.
    pub priority: c_int,
    reserved: [u64; 5],
}

const _: () = assert!(size_of::<SchedParam>() == 48);

/// A scheduling policy and priority.
#[derive(Clone, Copy)]
pub struct SchedulingChoice {
    /// `SCHED_*`.
    pub policy: c_int,
    /// 0 where the policy has none.
    pub priority: c_int,
}

/// `pthread_attr_t`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Attributes {
    /// Bytes of stack.
    pub stack_size: usize,
    /// Bytes below it that are to be inaccessible.
    pub guard_size: usize,
    /// The end of the application's own stack, or 0.
    pub stack_end: usize,
    /// `PTHREAD_CREATE_DETACHED` or 0.
    pub detached: c_int,
    inherit: c_int,
    policy: c_int,
    priority: c_int,
    _room: [c_int; 4],
}

const _: () = assert!(size_of::<Attributes>() == 56);

/// `PTHREAD_STACK_MIN`.
const STACK_MIN: usize = 2048;
const EXPLICIT_SCHED: c_int = 1;

impl Attributes {
    /// The defaults.
    pub fn new() -> Self {
        let (stack_size, guard_size) = default_attr::sizes();
        Self { stack_size, guard_size, stack_end: 0, detached: 0, inherit: 0, policy: 0, priority: 0, _room: [0; 4] }
    }

    /// The scheduling that the new thread is to have, if not its creator's.
    pub fn explicit_scheduling(&self) -> Option<SchedulingChoice> {
        (self.inherit == EXPLICIT_SCHED).then_some(SchedulingChoice { policy: self.policy, priority: self.priority })
    }
}

/// Fills `*attributes` with the defaults: joinable, inherited scheduling, and the sizes of
/// `pthread_setattr_default_np`. Returns 0. Thread-safe. POSIX.1-2024 pthread_attr_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_init(attributes: *mut Attributes) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attributes.write(Attributes::new()) };
    0
}

/// Ends the use of `*attributes`, which holds nothing. Returns 0. POSIX.1-2024 pthread_attr_destroy.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_attr_destroy(_attributes: *mut Attributes) -> c_int {
    0
}

/// A function that reads one attribute.
macro_rules! get {
    ($($(#[$meta:meta])* $name:ident($type:ty) = |$attributes:ident| $value:expr;)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(attributes: *const Attributes, value: *mut $type) -> c_int {
            // SAFETY: the caller's promise.
            unsafe {
                let $attributes = &*attributes;
                value.write($value);
            }
            0
        }
    )*};
}

/// A function that checks and sets one attribute.
macro_rules! set {
    ($($(#[$meta:meta])* $name:ident($type:ty) = |$attributes:ident, $value:ident| $valid:expr, $error:ident => $set:expr;)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(attributes: *mut Attributes, $value: $type) -> c_int {
            if !$valid {
                return Errno::$error.0;
            }
            // SAFETY: the caller's promise.
            let $attributes = unsafe { &mut *attributes };
            $set;
            0
        }
    )*};
}

get! {
    /// Whether threads are detached. Returns 0. POSIX.1-2024 pthread_attr_getdetachstate.
    pthread_attr_getdetachstate(c_int) = |attributes| attributes.detached;
    /// The size of the guard in bytes. Returns 0. POSIX.1-2024 pthread_attr_getguardsize.
    pthread_attr_getguardsize(usize) = |attributes| attributes.guard_size;
    /// The size of the stack in bytes. Returns 0. POSIX.1-2024 pthread_attr_getstacksize.
    pthread_attr_getstacksize(usize) = |attributes| attributes.stack_size;
    /// Whether scheduling is inherited. Returns 0. POSIX.1-2024 pthread_attr_getinheritsched.
    pthread_attr_getinheritsched(c_int) = |attributes| attributes.inherit;
    /// The scheduling policy. Returns 0. POSIX.1-2024 pthread_attr_getschedpolicy.
    pthread_attr_getschedpolicy(c_int) = |attributes| attributes.policy;
    /// The contention scope, `PTHREAD_SCOPE_SYSTEM`. Returns 0. POSIX.1-2024 pthread_attr_getscope.
    pthread_attr_getscope(c_int) = |_attributes| 0;
}

set! {
    /// Whether threads are to be detached. Returns 0 or EINVAL. POSIX.1-2024 pthread_attr_setdetachstate.
    pthread_attr_setdetachstate(c_int) = |attributes, detached| (0..=1).contains(&detached), EINVAL
        => attributes.detached = detached;
    /// The size of the guard in bytes, rounded up to pages when it is used. Returns 0, or EINVAL (impossible).
    /// POSIX.1-2024 pthread_attr_setguardsize.
    pthread_attr_setguardsize(usize) = |attributes, size| size <= usize::MAX / 8, EINVAL
        => attributes.guard_size = size;
    /// The size of the stack in bytes; an own stack is forgotten. Returns 0, or EINVAL (less than `PTHREAD_STACK_MIN`, or
    /// impossible). POSIX.1-2024 pthread_attr_setstacksize.
    pthread_attr_setstacksize(usize) = |attributes, size| (STACK_MIN..=usize::MAX / 4).contains(&size), EINVAL
        => { attributes.stack_end = 0; attributes.stack_size = size };
    /// Whether threads inherit their creator's scheduling. Returns 0 or EINVAL. POSIX.1-2024
    /// pthread_attr_setinheritsched.
    pthread_attr_setinheritsched(c_int) = |attributes, inherit| (0..=1).contains(&inherit), EINVAL
        => attributes.inherit = inherit;
    /// The scheduling policy. Returns 0, or EINVAL if there is no such one. POSIX.1-2024 pthread_attr_setschedpolicy.
    pthread_attr_setschedpolicy(c_int) = |attributes, policy| super::schedparam::is_policy(policy), EINVAL
        => attributes.policy = policy;
    /// The contention scope. Returns 0, ENOTSUP for `PTHREAD_SCOPE_PROCESS`, or EINVAL. POSIX.1-2024
    /// pthread_attr_setscope.
    pthread_attr_setscope(c_int) = |_attributes, scope| scope != 1, ENOTSUP
        => if scope != 0 { return Errno::EINVAL.0 };
}

/// The scheduling parameters. Returns 0. POSIX.1-2024 pthread_attr_getschedparam.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getschedparam(attributes: *const Attributes, value: *mut SchedParam) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (&raw mut (*value).priority).write((*attributes).priority) };
    0
}

/// The scheduling parameters. Returns 0, or EINVAL if no policy has the priority. POSIX.1-2024
/// pthread_attr_setschedparam.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setschedparam(attributes: *mut Attributes, value: *const SchedParam) -> c_int {
    // SAFETY: the caller's promise.
    let priority = unsafe { (*value).priority };
    if !(0..=99).contains(&priority) {
        return Errno::EINVAL.0;
    }
    // SAFETY: the caller's promise.
    unsafe { (*attributes).priority = priority };
    0
}

/// The lowest address and the size in bytes of the stack; the address is null if the application gave none. Returns 0.
/// POSIX.1-2024 pthread_attr_getstack.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_getstack(
    attributes: *const Attributes,
    address: *mut *mut c_void,
    size: *mut usize,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let attributes = &*attributes;
        address.write(match attributes.stack_end {
            0 => core::ptr::null_mut(),
            end => (end - attributes.stack_size) as *mut c_void,
        });
        size.write(attributes.stack_size);
    }
    0
}

fn check_stack(address: usize, size: usize) -> Result<usize, Errno> {
    if !(STACK_MIN..=usize::MAX / 4).contains(&size) {
        return Err(Errno::EINVAL);
    }
    address.checked_add(size).filter(|_| address != 0).ok_or(Errno::EINVAL)
}

/// Lets a thread run on the `size` bytes at `address`, which get no guard. Returns 0, or EINVAL (less than
/// `PTHREAD_STACK_MIN`, or no memory). POSIX.1-2024 pthread_attr_setstack.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_attr_setstack(
    attributes: *mut Attributes,
    address: *mut c_void,
    size: usize,
) -> c_int {
    check_stack(address as usize, size)
        .map(|end| {
            // SAFETY: the caller's promise.
            let attributes = unsafe { &mut *attributes };
            attributes.stack_end = end;
            attributes.stack_size = size;
        })
        .error_number()
}

/// Fills `*attributes` with what a running thread has. Returns 0. Thread-safe. pthread_getattr_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getattr_np(thread: *const super::Tcb, attributes: *mut Attributes) -> c_int {
    // SAFETY: the caller's promise.
    let thread = unsafe { &*thread };
    let mut extent = thread.stack.get();
    if extent.size == 0 {
        extent = super::first_stack::extent();
    }
    let (policy, priority) = super::schedparam::of(thread).map_or((0, 0), |now| (now.policy, now.priority));
    let found = Attributes {
        stack_size: extent.size,
        guard_size: extent.guard,
        stack_end: extent.low + extent.size,
        detached: c_int::from(thread.life.detached.get()),
        policy,
        priority,
        ..Attributes::new()
    };
    // SAFETY: the caller's promise.
    unsafe { attributes.write(found) };
    0
}
