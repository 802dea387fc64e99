//! What a spawned process does with descriptors before it becomes another program. Unless a function says otherwise, it
//! is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::plain;
use crate::types::mode_t;
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// `posix_spawn_file_actions_t`.
#[repr(C)]
pub struct FileActions {
    _room: [c_int; 2],
    last: *mut Action,
    first: *mut Action,
    _more: [usize; 7],
}

/// One of them. The bytes of its path follow it in memory.
pub struct Action {
    next: *mut Action,
    layout: Layout,
    step: Step,
}

/// What to do.
#[derive(Clone, Copy)]
enum Step {
    Close(c_int),
    Dup2(c_int, c_int),
    Open { fd: c_int, flags: c_int, mode: mode_t },
    Chdir,
    Fchdir(c_int),
}

impl FileActions {
    /// No actions.
    pub const fn new() -> Self {
        Self { _room: [0; 2], last: ptr::null_mut(), first: ptr::null_mut(), _more: [0; 7] }
    }

    /// Appends one.
    fn add(&mut self, step: Step, path: &[u8]) -> Result<(), Errno> {
        let (layout, offset) = Layout::array::<u8>(path.len())
            .and_then(|bytes| Layout::new::<Action>().extend(bytes))
            .map_err(|_| Errno::ENOMEM)?;
        let action = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr();
        // SAFETY: there is room for the action and the path.
        unsafe {
            ptr::copy_nonoverlapping(path.as_ptr(), action.add(offset), path.len());
            action.cast::<Action>().write(Action { next: ptr::null_mut(), layout, step });
            match self.last.as_mut() {
                Some(last) => last.next = action.cast(),
                None => self.first = action.cast(),
            }
        }
        self.last = action.cast();
        Ok(())
    }

    fn add_with_path(&mut self, step: Step, path: *const c_char) -> Result<(), Errno> {
        // SAFETY: the caller of the C function promises a string.
        self.add(step, unsafe { CStr::from_ptr(path) }.to_bytes_with_nul())
    }

    /// Appends an action that makes `to` the same file as `from`, which was checked.
    pub fn add_dup2(&mut self, from: c_int, to: c_int) -> Result<(), Errno> {
        self.add(Step::Dup2(from, to), &[])
    }

    /// Appends an action that closes `fd`.
    pub fn add_close(&mut self, fd: c_int) -> Result<(), Errno> {
        self.add(Step::Close(fd), &[])
    }

    /// Frees them all.
    pub fn clear(&mut self) {
        let mut at = self.first;
        while !at.is_null() {
            // SAFETY: the list is our own; `add` allocated each with this layout.
            unsafe {
                let (next, layout) = ((*at).next, (*at).layout);
                crate::malloc::dealloc(at.cast(), layout);
                at = next;
            }
        }
        self.first = ptr::null_mut();
        self.last = ptr::null_mut();
    }

    /// Does them all, in a child. `report` is a descriptor of the library's that must not be in the way; it moves then.
    pub fn perform(&self, report: &mut c_int) -> Result<(), Errno> {
        let mut at = self.first;
        // SAFETY: the list is valid as long as the object.
        while let Some(action) = unsafe { at.as_ref() } {
            let target = match action.step {
                Step::Close(fd) | Step::Dup2(_, fd) | Step::Open { fd, .. } => Some(fd),
                Step::Chdir | Step::Fchdir(_) => None,
            };
            if target == Some(*report) {
                move_away(report)?;
            }
            action.perform(*report)?;
            at = action.next;
        }
        Ok(())
    }
}

impl Default for FileActions {
    fn default() -> Self {
        Self::new()
    }
}

/// Gives the library's descriptor another number.
fn move_away(report: &mut c_int) -> Result<(), Errno> {
    use crate::sys::nr;
    // SAFETY: descriptors only.
    let moved = unsafe { plain!(__NR_fcntl, *report, nr::F_DUPFD_CLOEXEC, 0) }?;
    // SAFETY: the descriptor is our own.
    let _ = unsafe { plain!(__NR_close, *report) };
    *report = moved as c_int;
    Ok(())
}

impl Action {
    fn path(&self) -> *const u8 {
        ptr::from_ref(self).wrapping_add(1).cast()
    }

    fn perform(&self, report: c_int) -> Result<(), Errno> {
        use crate::sys::nr;
        // SAFETY: descriptors, and paths that are strings.
        unsafe {
            match self.step {
                // A descriptor that is not open is as good as closed.
                Step::Close(fd) => {
                    let _ = plain!(__NR_close, fd);
                }
                // The program has no such descriptor.
                Step::Dup2(from, _) | Step::Fchdir(from) if from == report => return Err(Errno::EBADF),
                Step::Dup2(from, to) if from == to => {
                    let flags = plain!(__NR_fcntl, from, nr::F_GETFD, 0)?;
                    plain!(__NR_fcntl, from, nr::F_SETFD, flags & !(nr::FD_CLOEXEC as usize))?;
                }
                Step::Dup2(from, to) => {
                    plain!(__NR_dup3, from, to, 0)?;
                }
                Step::Open { fd, flags, mode } => {
                    let flags = flags | nr::O_LARGEFILE as c_int;
                    let opened = plain!(__NR_openat, crate::fs::AT_FDCWD, self.path(), flags, mode)?;
                    if opened != fd as usize {
                        let keep = flags & nr::O_CLOEXEC as c_int;
                        plain!(__NR_dup3, opened, fd, keep)?;
                        plain!(__NR_close, opened)?;
                    }
                }
                Step::Chdir => {
                    plain!(__NR_chdir, self.path())?;
                }
                Step::Fchdir(fd) => {
                    plain!(__NR_fchdir, fd)?;
                }
            }
        }
        Ok(())
    }
}

fn descriptor(fd: c_int) -> Result<c_int, Errno> {
    if fd < 0 { Err(Errno::EBADF) } else { Ok(fd) }
}

/// Makes an object without actions. Returns 0. Thread-safe. POSIX.1-2024 posix_spawn_file_actions_init.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_init(actions: *mut FileActions) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { actions.write(FileActions::new()) };
    0
}

/// Frees an object's actions. Returns 0. Thread-safe. POSIX.1-2024 posix_spawn_file_actions_destroy.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_destroy(actions: *mut FileActions) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*actions).clear() };
    0
}

/// Adds: close `fd`, if it is open. Returns 0, EBADF (negative) or ENOMEM.
/// POSIX.1-2024 posix_spawn_file_actions_addclose.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addclose(actions: *mut FileActions, fd: c_int) -> c_int {
    // SAFETY: the caller's promise.
    descriptor(fd).and_then(|fd| unsafe { (*actions).add_close(fd) }).error_number()
}

/// Adds: make `to` the same file as `from`; if they are equal, keep it over the exec. Returns 0, EBADF (negative) or
/// ENOMEM. POSIX.1-2024 posix_spawn_file_actions_adddup2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_adddup2(actions: *mut FileActions, from: c_int, to: c_int) -> c_int {
    let both = descriptor(from).and(descriptor(to));
    // SAFETY: the caller's promise.
    both.and_then(|to| unsafe { (*actions).add_dup2(from, to) }).error_number()
}

/// Adds: open a file as `fd`. The path is copied. Returns 0, EBADF (negative) or ENOMEM.
/// POSIX.1-2024 posix_spawn_file_actions_addopen.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addopen(
    actions: *mut FileActions,
    fd: c_int,
    path: *const c_char,
    flags: c_int,
    mode: mode_t,
) -> c_int {
    let step = descriptor(fd).map(|fd| Step::Open { fd, flags, mode });
    // SAFETY: the caller's promise.
    step.and_then(|step| unsafe { (*actions).add_with_path(step, path) }).error_number()
}

/// Adds: change the working directory. The path is copied. Returns 0 or ENOMEM.
/// POSIX.1-2024 posix_spawn_file_actions_addchdir.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addchdir(actions: *mut FileActions, path: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*actions).add_with_path(Step::Chdir, path) }.error_number()
}

/// Adds: change the working directory to an open one. Returns 0, EBADF (negative) or ENOMEM.
/// POSIX.1-2024 posix_spawn_file_actions_addfchdir.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addfchdir(actions: *mut FileActions, fd: c_int) -> c_int {
    // SAFETY: the caller's promise.
    descriptor(fd).and_then(|fd| unsafe { (*actions).add(Step::Fchdir(fd), &[]) }).error_number()
}

/// The older name of [`posix_spawn_file_actions_addchdir`]. posix_spawn_file_actions_addchdir_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addchdir_np(actions: *mut FileActions, path: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { posix_spawn_file_actions_addchdir(actions, path) }
}

/// The older name of [`posix_spawn_file_actions_addfchdir`]. posix_spawn_file_actions_addfchdir_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addfchdir_np(actions: *mut FileActions, fd: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { posix_spawn_file_actions_addfchdir(actions, fd) }
}

const _: () = assert!(size_of::<FileActions>() == 80);
