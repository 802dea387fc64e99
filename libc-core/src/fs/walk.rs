//! Walking a file tree: `nftw`, `ftw`. A directory is read whole before its files are visited, so that a walk needs one
//! descriptor at a time, however deep it is. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::directory::entries;
use super::stat::{Stat, attributes};
use super::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::errno::{CReturn, Errno};
use crate::malloc::Buffer;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;

/// `FTW_F`, `FTW_D`...: what is visited.
mod kind {
    use core::ffi::c_int;

    pub const FILE: c_int = 1;
    pub const DIRECTORY: c_int = 2;
    pub const UNREADABLE: c_int = 3;
    pub const UNKNOWN: c_int = 4;
    pub const LINK: c_int = 5;
    pub const DIRECTORY_AFTER: c_int = 6;
    pub const DANGLING: c_int = 7;
}

/// `FTW_PHYS`...: how to walk.
mod how {
    use core::ffi::c_int;

    pub const PHYSICAL: c_int = 1;
    pub const ONE_FILE_SYSTEM: c_int = 2;
    pub const CHANGE_DIRECTORY: c_int = 4;
    pub const DEPTH_FIRST: c_int = 8;
}

/// `struct FTW`.
#[repr(C)]
pub struct Place {
    base: c_int,
    level: c_int,
}

type Visit = unsafe extern "C" fn(*const c_char, *const Stat, c_int, *mut Place) -> c_int;
type SimpleVisit = unsafe extern "C" fn(*const c_char, *const Stat, c_int) -> c_int;

const PATH_MAX: usize = 4096;
const S_IFMT: u32 = 0o170000;
const S_IFDIR: u32 = 0o040000;
const S_IFLNK: u32 = 0o120000;

/// A walk under way.
struct Walk<V> {
    visit: V,
    flags: c_int,
    /// The path, with a null byte behind it.
    path: Buffer<u8>,
    /// The directories that the walk is in: device and file number.
    above: Buffer<(u64, u64)>,
    device: u64,
}

/// A callback's result that ends the walk, or an error.
enum Stop {
    Visitor(c_int),
    Error(Errno),
}

impl From<Errno> for Stop {
    fn from(e: Errno) -> Self {
        Stop::Error(e)
    }
}

impl<V: FnMut(*const c_char, *const Stat, c_int, &mut Place) -> c_int> Walk<V> {
    fn has(&self, flag: c_int) -> bool {
        self.flags & flag != 0
    }

    /// What to call the file by in a system call: with `FTW_CHDIR` its name in the directory that the walk is in.
    fn name(&self, base: usize) -> *const c_char {
        let start = if self.has(how::CHANGE_DIRECTORY) { base } else { 0 };
        self.path.as_ptr().wrapping_add(start).cast()
    }

    fn call(&mut self, file: &Stat, kind: c_int, base: usize, level: usize) -> Result<(), Stop> {
        let mut place = Place { base: base as c_int, level: level as c_int };
        match (self.visit)(self.path.as_ptr().cast(), file, kind, &mut place) {
            0 => Ok(()),
            stop => Err(Stop::Visitor(stop)),
        }
    }

    /// Visits the file whose path is in `path`, and what is below it. `base` is where its name begins.
    fn visit(&mut self, base: usize, level: usize) -> Result<(), Stop> {
        let (file, kind) = self.look(base)?;
        if level > 0 && self.has(how::ONE_FILE_SYSTEM) && kind != kind::UNKNOWN && file.st_dev != self.device {
            return Ok(());
        }
        if level == 0 {
            self.device = file.st_dev;
        }
        if kind != kind::DIRECTORY {
            return self.call(&file, kind, base, level);
        }
        let identity = (file.st_dev, file.st_ino);
        if !self.has(how::PHYSICAL) && self.above.contains(&identity) {
            return Ok(());
        }
        let mut names = Buffer::new();
        let read = self.read(base, &mut names);
        match read {
            Err(Errno::EACCES) => return self.call(&file, kind::UNREADABLE, base, level),
            Err(e) => return Err(e.into()),
            Ok(()) => {}
        }
        if !self.has(how::DEPTH_FIRST) {
            self.call(&file, kind::DIRECTORY, base, level)?;
        }
        self.above.push(identity)?;
        self.descend(&names, base, level)?;
        let depth = self.above.len() - 1;
        self.above.truncate(depth);
        if self.has(how::DEPTH_FIRST) {
            self.call(&file, kind::DIRECTORY_AFTER, base, level)?;
        }
        Ok(())
    }

    /// The file's attributes, and what it is.
    fn look(&self, base: usize) -> Result<(Stat, c_int), Stop> {
        let follow = if self.has(how::PHYSICAL) { AT_SYMLINK_NOFOLLOW } else { 0 };
        // SAFETY: the path is a string.
        match unsafe { attributes(AT_FDCWD, self.name(base), follow) } {
            Ok(file) => {
                let kind = match file.st_mode & S_IFMT {
                    S_IFDIR => kind::DIRECTORY,
                    S_IFLNK => kind::LINK,
                    _ => kind::FILE,
                };
                Ok((file, kind))
            }
            Err(e @ (Errno::ENOENT | Errno::ELOOP)) if follow == 0 => {
                // SAFETY: as above.
                let link = unsafe { attributes(AT_FDCWD, self.name(base), AT_SYMLINK_NOFOLLOW) };
                link.map(|link| (link, kind::DANGLING)).map_err(|_| e.into())
            }
            Err(Errno::EACCES) if !self.above.is_empty() => {
                // SAFETY: plain numbers.
                Ok((unsafe { MaybeUninit::<Stat>::zeroed().assume_init() }, kind::UNKNOWN))
            }
            Err(e) => Err(e.into()),
        }
    }

    /// Reads the names in a directory, each with its null byte.
    fn read(&self, base: usize, names: &mut Buffer<u8>) -> Result<(), Errno> {
        // SAFETY: the path is a string.
        unsafe { entries(self.name(base), |entry| names.extend(entry.name().to_bytes_with_nul())) }
    }

    /// Visits the files in the directory whose path is in `path`.
    fn descend(&mut self, names: &[u8], base: usize, level: usize) -> Result<(), Stop> {
        let length = self.path.len() - 1;
        let back = if self.has(how::CHANGE_DIRECTORY) { Some(Back::enter(self.name(base))?) } else { None };
        let slash = self.path.get(length.wrapping_sub(1)) != Some(&b'/');
        for name in names.split_inclusive(|&byte| byte == 0) {
            if back.is_none() && length + 1 + name.len() > PATH_MAX {
                return Err(Errno::ENAMETOOLONG.into());
            }
            self.path.truncate(length);
            if slash {
                self.path.push(b'/')?;
            }
            let base = self.path.len();
            self.path.extend(name)?;
            self.visit(base, level + 1)?;
        }
        self.path.truncate(length);
        self.path.push(0)?;
        back.map_or(Ok(()), Back::leave)
    }
}

/// The directory that the process was in.
struct Back(c_int);

impl Back {
    /// Enters a directory.
    fn enter(path: *const c_char) -> Result<Self, Errno> {
        const FLAGS: u32 = nr::O_PATH | nr::O_DIRECTORY | nr::O_CLOEXEC;
        // SAFETY: strings.
        unsafe {
            let back = Back(plain!(__NR_openat, AT_FDCWD, c".".as_ptr(), FLAGS, 0)? as c_int);
            plain!(__NR_chdir, path)?;
            Ok(back)
        }
    }

    /// Goes back.
    fn leave(self) -> Result<(), Stop> {
        // SAFETY: descriptors only.
        Ok(unsafe { plain!(__NR_fchdir, self.0) }.map(|_| ())?)
    }
}

impl Drop for Back {
    fn drop(&mut self) {
        // SAFETY: the descriptor is our own.
        let _ = unsafe { plain!(__NR_close, self.0) };
    }
}

/// # Safety
/// `path` is a string.
unsafe fn walk(
    path: *const c_char,
    flags: c_int,
    visit: impl FnMut(*const c_char, *const Stat, c_int, &mut Place) -> c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(path) };
    let run = || {
        let bytes = text.to_bytes();
        if bytes.is_empty() {
            return Err(Errno::ENOENT.into());
        }
        if bytes.len() >= PATH_MAX {
            return Err(Errno::ENAMETOOLONG.into());
        }
        // The name begins behind the last slash that is not at the end.
        let end = bytes.iter().rposition(|&byte| byte != b'/').map_or(1, |last| last + 1);
        let named = bytes.get(..end).unwrap_or(bytes);
        let base = if named == b"/" { 0 } else { named.iter().rposition(|&byte| byte == b'/').map_or(0, |at| at + 1) };
        let mut walk = Walk { visit, flags, path: Buffer::new(), above: Buffer::new(), device: 0 };
        walk.path.extend(text.to_bytes_with_nul())?;
        if base == 0 || flags & how::CHANGE_DIRECTORY == 0 {
            return walk.visit(base, 0);
        }
        // The first file, too, is visited from its directory.
        let mut parent = Buffer::new();
        parent.extend(bytes.get(..base).unwrap_or_default())?;
        parent.push(0)?;
        let back = Back::enter(parent.as_ptr().cast())?;
        walk.visit(base, 0)?;
        back.leave()
    };
    match run() {
        Ok(()) => 0,
        Err(Stop::Visitor(result)) => result,
        Err(Stop::Error(e)) => Err::<(), _>(e).c_int(),
    }
}

/// Walks a file tree and calls `visit` for each file, with its attributes, what it is, and where in the path its name
/// begins and how deep it is. `flags` are `FTW_PHYS` (do not follow links), `FTW_MOUNT` (stay in the file system),
/// `FTW_CHDIR` (in each directory while its files are visited), `FTW_DEPTH` (directories after their files). Ends with 0;
/// with what `visit` returned, if that is not 0; or with -1 and `errno` EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR,
/// ENOMEM... Uses one descriptor, and one for each level with `FTW_CHDIR`. Thread-safe without `FTW_CHDIR`.
/// POSIX.1-2024 nftw.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nftw(path: *const c_char, visit: Visit, _descriptors: c_int, flags: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { walk(path, flags, |path, file, kind, place| visit(path, file, kind, place)) }
}

/// [`nftw`] without flags, and without the place. ftw(3), XSI in POSIX.1-2017.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftw(path: *const c_char, visit: SimpleVisit, _descriptors: c_int) -> c_int {
    let kind_of = |kind| if kind == kind::DANGLING { kind::UNKNOWN } else { kind };
    // SAFETY: the caller's promise.
    unsafe { walk(path, 0, |path, file, kind, _| visit(path, file, kind_of(kind))) }
}
