//! Named semaphores: files in `/dev/shm`, mapped once for each process. sem_overview(7). Unless a function says
//! otherwise, it is thread-safe and not async-signal-safe.

use super::semaphore::{Semaphore, VALUE_MAX};
use crate::errno::{CReturn, Errno, Outcome};
use crate::fs::{AT_FDCWD, open};
use crate::malloc;
use crate::mman::shared_object::path_of;
use crate::process::fork::ranks::NamedSemaphores;
use crate::sync::Lock;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sys::nr;
use crate::sys::wrapper::plain;
use crate::thread::current;
use crate::types::mode_t;
use arch::VaList;
use core::alloc::Layout;
use core::ffi::{c_char, c_int};
use core::ptr;

const O_CREAT: c_int = nr::O_CREAT as c_int;
const O_EXCL: c_int = nr::O_EXCL as c_int;
const FLAGS: c_int = (nr::O_RDWR | nr::O_NOFOLLOW | nr::O_NONBLOCK) as c_int;
const SIZE: usize = size_of::<Semaphore>();

/// A semaphore that the process has open.
struct Open {
    semaphore: *mut Semaphore,
    /// Its file: device and inode.
    file: (u64, u64),
    /// How often it was opened.
    count: usize,
    next: *mut Open,
}

/// All of them.
pub struct Table {
    first: *mut Open,
}

// SAFETY: the entries are reached through the lock only.
unsafe impl Send for Table {}

/// Held for a walk, with no system call but the allocator's.
pub static TABLE: Lock<NamedSemaphores, Table> = Lock::new(Table { first: ptr::null_mut() });

impl Table {
    /// The link to the first entry that `wanted` is true of, or the last link.
    fn find(&mut self, wanted: impl Fn(&Open) -> bool) -> *mut *mut Open {
        let mut link = &raw mut self.first;
        // SAFETY: links in the table are valid while it is locked.
        while let Some(entry) = unsafe { (*link).as_mut() } {
            if wanted(entry) {
                break;
            }
            link = &raw mut entry.next;
        }
        link
    }
}

/// A mapping of a semaphore's file.
struct Mapping {
    semaphore: *mut Semaphore,
    file: (u64, u64),
}

impl Mapping {
    /// Maps an open file. EINVAL if it holds no semaphore.
    fn new(fd: c_int) -> Result<Self, Errno> {
        const PROT_READ_WRITE: usize = 3;
        const MAP_SHARED: usize = 1;
        let mut stat = core::mem::MaybeUninit::<nr::stat>::zeroed();
        // SAFETY: the structure is the kernel's; all of its values are valid.
        let (stat, semaphore) = unsafe {
            plain!(__NR_fstat, fd, stat.as_mut_ptr())?;
            let stat = stat.assume_init();
            if (stat.st_size as usize) < SIZE {
                return Err(Errno::EINVAL);
            }
            (stat, plain!(__NR_mmap, 0, SIZE, PROT_READ_WRITE, MAP_SHARED, fd, 0)?)
        };
        Ok(Mapping { semaphore: semaphore as *mut Semaphore, file: (stat.st_dev, stat.st_ino) })
    }

    /// Enters it into the table, where it may be already; then this mapping goes.
    fn enter(self) -> Result<*mut Semaphore, Errno> {
        let memory = malloc::alloc(Layout::new::<Open>());
        let mut table = TABLE.lock();
        let link = table.find(|open| open.file == self.file);
        // SAFETY: links in the table are valid while it is locked; the memory is fresh, and of the right layout.
        let (result, surplus) = unsafe {
            match ((*link).as_mut(), memory) {
                (Some(open), memory) => {
                    open.count += 1;
                    (Ok(open.semaphore), memory)
                }
                (None, Some(memory)) => {
                    let entry = memory.cast::<Open>().as_ptr();
                    entry.write(Open { semaphore: self.semaphore, file: self.file, count: 1, next: ptr::null_mut() });
                    *link = entry;
                    (Ok(self.semaphore), None)
                }
                (None, None) => (Err(Errno::ENOMEM), None),
            }
        };
        drop(table);
        if let Some(surplus) = surplus {
            // SAFETY: allocated above, and not used.
            unsafe { malloc::dealloc(surplus.as_ptr(), Layout::new::<Open>()) };
        }
        if result != Ok(self.semaphore) {
            unmap(self.semaphore);
        }
        result
    }
}

fn unmap(semaphore: *mut Semaphore) {
    // SAFETY: a mapping that nobody uses.
    let _ = unsafe { plain!(__NR_munmap, semaphore, SIZE) };
}

/// Opens the file at `path`, closing it when it is mapped.
fn map_file(path: *const c_char) -> Result<Mapping, Errno> {
    // SAFETY: the path is a string.
    let fd = unsafe { open::open_internally(path, FLAGS, 0)? };
    let mapping = Mapping::new(fd);
    // SAFETY: the descriptor is ours.
    let _ = unsafe { plain!(__NR_close, fd) };
    mapping
}

/// The path of a file that nobody else makes.
fn temporary_path() -> [u8; 48] {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let now = crate::time::clock::now(1).map_or(0, |now| now.tv_nsec as u64 ^ (now.tv_sec as u64) << 30);
    let mut number = now
        ^ (current().tid.load(Ordering::Relaxed) as u64) << 40
        ^ u64::from(COUNT.fetch_add(1, Ordering::Relaxed)) << 20;
    let mut path = [0; 48];
    for (to, &from) in path.iter_mut().zip(b"/dev/shm/.semaphore-") {
        *to = from;
    }
    for digit in path.iter_mut().skip(20).take(16) {
        *digit = b'a' + (number & 15) as u8;
        number >>= 4;
    }
    path
}

/// Makes a file with a new semaphore, complete before it gets its name. EEXIST if the name is there.
fn make(path: *const c_char, mode: mode_t, value: u32) -> Result<Mapping, Errno> {
    let temporary = temporary_path();
    let new = Semaphore::new(value, true);
    // SAFETY: the paths are strings; the structure is written as it is.
    unsafe {
        let fd = open::open_internally(temporary.as_ptr().cast(), FLAGS | O_CREAT | O_EXCL, mode & 0o666)?;
        let result = match plain!(__NR_write, fd, &raw const new, SIZE) {
            Ok(SIZE) => Mapping::new(fd),
            Ok(_) => Err(Errno::ENOSPC),
            Err(e) => Err(e),
        };
        let _ = plain!(__NR_close, fd);
        let linked = match result {
            Ok(mapping) => plain!(__NR_linkat, AT_FDCWD, temporary.as_ptr(), AT_FDCWD, path, 0)
                .map_err(|e| {
                    unmap(mapping.semaphore);
                    e
                })
                .map(|_| mapping),
            Err(e) => Err(e),
        };
        let _ = plain!(__NR_unlinkat, AT_FDCWD, temporary.as_ptr(), 0);
        linked
    }
}

/// # Safety
/// `name` is a string.
unsafe fn open_named(name: *const c_char, flags: c_int, mode: mode_t, value: u32) -> Result<*mut Semaphore, Errno> {
    // SAFETY: the caller's promise.
    let path = unsafe { path_of(name)? };
    let path = path.as_ptr().cast();
    if flags & O_CREAT != 0 && value > VALUE_MAX {
        return Err(Errno::EINVAL);
    }
    loop {
        if flags & (O_CREAT | O_EXCL) != O_CREAT | O_EXCL {
            match map_file(path) {
                Err(Errno::ENOENT) if flags & O_CREAT != 0 => {}
                result => return result.and_then(Mapping::enter),
            }
        }
        match make(path, mode, value) {
            // Another one came first.
            Err(Errno::EEXIST) if flags & O_EXCL == 0 => {}
            result => return result.and_then(Mapping::enter),
        }
    }
}

arch::variadic! {
    /// Opens the semaphore of this name; with `O_CREAT` a mode and a value follow, for one that is made. A process gets the
    /// same address each time. Returns it, or `SEM_FAILED` with `errno` EACCES, EEXIST (`O_CREAT | O_EXCL`), EINVAL,
    /// EMFILE, ENAMETOOLONG, ENFILE, ENOENT, ENOMEM, ENOSPC. Thread-safe. POSIX.1-2024 sem_open.
    pub fn sem_open(2) => vsem_open
}

/// # Safety
/// As in C.
unsafe extern "C" fn vsem_open(name: *const c_char, flags: c_int, arguments: &mut VaList) -> *mut Semaphore {
    // SAFETY: the arguments are there with the flag; the name is the caller's promise.
    unsafe {
        let (mode, value) = if flags & O_CREAT != 0 { (arguments.arg_u32(), arguments.arg_u32()) } else { (0, 0) };
        open_named(name, flags, mode, value)
    }
    .or_errno(ptr::null_mut())
}

fn close(semaphore: *mut Semaphore) -> Result<(), Errno> {
    let mut table = TABLE.lock();
    let link = table.find(|open| ptr::eq(open.semaphore, semaphore));
    // SAFETY: links in the table are valid while it is locked.
    let entry = unsafe {
        let Some(open) = (*link).as_mut() else { return Err(Errno::EINVAL) };
        open.count -= 1;
        if open.count != 0 {
            return Ok(());
        }
        core::mem::replace(&mut *link, open.next)
    };
    drop(table);
    unmap(semaphore);
    // SAFETY: allocated with this layout, and out of the table.
    unsafe { malloc::dealloc(entry.cast(), Layout::new::<Open>()) };
    Ok(())
}

/// Closes a named semaphore, as often as it was opened. Returns 0, or -1 with `errno` EINVAL. Thread-safe. POSIX.1-2024
/// sem_close.
#[unsafe(no_mangle)]
pub extern "C" fn sem_close(semaphore: *mut Semaphore) -> c_int {
    close(semaphore).c_int()
}

/// Removes a semaphore's name; who has it open keeps it. Returns 0, or -1 with `errno` EACCES, ENAMETOOLONG or ENOENT.
/// Thread-safe. POSIX.1-2024 sem_unlink.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise; the path is a string.
    let result = unsafe { path_of(name).and_then(|path| plain!(__NR_unlinkat, AT_FDCWD, path.as_ptr(), 0)) };
    result
        .map_err(|e| match e {
            Errno::EPERM => Errno::EACCES,
            Errno::EINVAL => Errno::ENOENT,
            e => e,
        })
        .c_int()
}
