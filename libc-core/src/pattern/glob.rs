//! `glob` and `globfree`. A directory is read to its end before the next one is opened, so that one descriptor is enough
//! however deep the pattern goes; the paths and their array are in the library's own memory.

use super::shell::{Flags, Text, is_pattern, matches};
use crate::errno::Errno;
use crate::fs::directory::entries;
use crate::fs::stat::{Stat, lstat, stat};
use crate::locale;
use crate::malloc::{alloc, dealloc};
use crate::stdlib::environment;
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::mem::MaybeUninit;
use core::ptr;

const ERR: c_int = 1;
const MARK: c_int = 2;
const NOSORT: c_int = 4;
const DOOFFS: c_int = 8;
const NOCHECK: c_int = 0x10;
const APPEND: c_int = 0x20;
const NOESCAPE: c_int = 0x40;
const PERIOD: c_int = 0x80;
const TILDE: c_int = 0x1000;
const TILDE_CHECK: c_int = 0x4000;

/// The results besides 0.
const NOSPACE: c_int = 1;
const ABORTED: c_int = 2;
const NOMATCH: c_int = 3;

/// `glob_t`
#[repr(C)]
pub struct Glob {
    /// How many paths there are.
    pub count: usize,
    /// The paths.
    pub paths: *mut *mut c_char,
    offset: usize,
    _flags: c_int,
    _functions: [*mut c_void; 5],
}

type ErrorFunction = Option<unsafe extern "C" fn(*const c_char, c_int) -> c_int>;

/// A text in a list; its bytes and a 0 follow.
struct Node {
    next: *mut Node,
    length: usize,
}

impl Node {
    /// A text of two parts before `next`.
    fn new(parts: [&[u8]; 2], next: *mut Node) -> Result<*mut Node, c_int> {
        let length = parts[0].len() + parts[1].len();
        let layout =
            Layout::from_size_align(size_of::<Node>() + length + 1, align_of::<Node>()).map_err(|_| NOSPACE)?;
        let node = alloc(layout).ok_or(NOSPACE)?.cast::<Node>().as_ptr();
        let text = node.wrapping_add(1).cast::<u8>();
        // SAFETY: fresh memory, with room for the header, the text and a 0.
        unsafe {
            node.write(Node { next, length });
            ptr::copy_nonoverlapping(parts[0].as_ptr(), text, parts[0].len());
            ptr::copy_nonoverlapping(parts[1].as_ptr(), text.add(parts[0].len()), parts[1].len());
            text.add(length).write(0);
        }
        Ok(node)
    }

    /// The text.
    ///
    /// # Safety
    /// `node` is one.
    unsafe fn text<'a>(node: *mut Node) -> &'a [u8] {
        // SAFETY: the text follows the header.
        unsafe { core::slice::from_raw_parts(node.wrapping_add(1).cast(), (*node).length) }
    }

    /// Frees it and returns the next one.
    ///
    /// # Safety
    /// `node` is one, and nothing uses it any more.
    unsafe fn free(node: *mut Node) -> *mut Node {
        // SAFETY: the caller's promise; the size is not looked at.
        unsafe {
            let next = (*node).next;
            dealloc(node.cast(), Layout::new::<Node>());
            next
        }
    }
}

/// A list of texts, freed when it goes.
struct List(*mut Node);

impl Drop for List {
    fn drop(&mut self) {
        while !self.0.is_null() {
            // SAFETY: the list's own.
            self.0 = unsafe { Node::free(self.0) };
        }
    }
}

const LONGEST: usize = 4096;

/// One expansion under way.
struct Search {
    flags: c_int,
    error: ErrorFunction,
    found: List,
    count: usize,
    /// The path so far.
    path: [u8; LONGEST],
}

impl Search {
    fn fnmatch_flags(&self) -> Flags {
        let escape = if self.flags & NOESCAPE != 0 { Flags::NOESCAPE } else { 0 };
        Flags(escape | if self.flags & PERIOD != 0 { 0 } else { Flags::PERIOD })
    }

    /// Appends `text` and a 0 to the first `length` bytes of the path. The new length; `None` if it is too long.
    fn append(&mut self, length: usize, text: &[u8]) -> Option<usize> {
        let end = length.checked_add(text.len()).filter(|&end| end < LONGEST)?;
        self.path.get_mut(length..end)?.copy_from_slice(text);
        *self.path.get_mut(end)? = 0;
        Some(end)
    }

    /// Finds what is at the path so far, of `length` bytes, and matches `pattern` below it. A path that gets too long
    /// matches nothing. `exists` tells that the path so far was read in a directory.
    fn expand(&mut self, mut length: usize, mut pattern: &[u8], mut exists: bool) -> Result<(), c_int> {
        loop {
            let slashes = pattern.iter().take_while(|&&byte| byte == b'/').count();
            let (before, rest) = pattern.split_at(slashes);
            if slashes > 0 {
                exists = false;
                match self.append(length, before) {
                    Some(longer) => length = longer,
                    None => return Ok(()),
                }
            }
            if rest.is_empty() {
                return self.add(length, exists);
            }
            let end = rest.iter().position(|&byte| byte == b'/').unwrap_or(rest.len());
            let (component, behind) = rest.split_at(end);
            if is_pattern(component, self.fnmatch_flags()) {
                return self.expand_in(length, component, behind);
            }
            exists = false;
            let mut escaped = false;
            for byte in component {
                if *byte == b'\\' && !escaped && self.flags & NOESCAPE == 0 {
                    escaped = true;
                    continue;
                }
                escaped = false;
                match self.append(length, core::slice::from_ref(byte)) {
                    Some(longer) => length = longer,
                    None => return Ok(()),
                }
            }
            pattern = behind;
        }
    }

    /// Matches the entries of the directory so far against `component`, and goes on below each with `behind`.
    fn expand_in(&mut self, length: usize, component: &[u8], behind: &[u8]) -> Result<(), c_int> {
        const DT_UNKNOWN: u8 = 0;
        const DT_DIR: u8 = 4;
        const DT_LNK: u8 = 10;
        let directory = if length == 0 { c".".as_ptr() } else { self.path.as_ptr().cast() };
        let encoding = locale::encoding();
        let flags = self.fnmatch_flags();
        let mut names = List(ptr::null_mut());
        let each = |entry: &crate::fs::directory::Entry| {
            let name = entry.name().to_bytes();
            let may_be_directory = matches!(entry.kind, DT_UNKNOWN | DT_DIR | DT_LNK);
            let [pattern, string] = [component, name].map(|bytes| Text { bytes, encoding });
            if (behind.is_empty() || may_be_directory) && matches(pattern, string, flags) {
                names.0 = Node::new([name, b""], names.0).map_err(|_| Errno::ENOMEM)?;
            }
            Ok(())
        };
        // SAFETY: the path ends with a 0.
        match unsafe { entries(directory, each) } {
            Ok(()) | Err(Errno::ENOTDIR) => {}
            Err(Errno::ENOMEM) => return Err(NOSPACE),
            Err(e) => {
                let path = if length == 0 { directory } else { self.path.as_ptr().cast() };
                // SAFETY: the application's function gets a string.
                let stop = self.error.is_some_and(|function| unsafe { function(path, e.0) } != 0);
                if stop || self.flags & ERR != 0 {
                    return Err(ABORTED);
                }
            }
        }
        let mut at = names.0;
        while !at.is_null() {
            // SAFETY: the list's own.
            let (name, next) = unsafe { (Node::text(at), (*at).next) };
            if let Some(longer) = self.append(length, name) {
                self.expand(longer, behind, true)?;
            }
            at = next;
        }
        Ok(())
    }

    /// Adds the path of `length` bytes to the result, if it is there.
    fn add(&mut self, length: usize, exists: bool) -> Result<(), c_int> {
        const S_IFMT: u32 = 0o170000;
        const S_IFDIR: u32 = 0o040000;
        let path = self.path.as_ptr().cast();
        let mut attributes = MaybeUninit::<Stat>::uninit();
        let saved = crate::errno::errno();
        // SAFETY: the path ends with a 0.
        let missing = !exists && unsafe { lstat(path, attributes.as_mut_ptr()) } != 0;
        let mut mark: &[u8] = b"";
        if !missing && self.flags & MARK != 0 && length > 0 && self.path.get(length - 1) != Some(&b'/') {
            // SAFETY: as above; filled on success.
            unsafe {
                if stat(path, attributes.as_mut_ptr()) == 0 && attributes.assume_init_ref().st_mode & S_IFMT == S_IFDIR
                {
                    mark = b"/";
                }
            }
        }
        crate::errno::set_errno(saved);
        if missing { Ok(()) } else { self.push(length, mark) }
    }

    fn push(&mut self, length: usize, mark: &[u8]) -> Result<(), c_int> {
        let path = self.path.get(..length).unwrap_or_default();
        self.found.0 = Node::new([path, mark], self.found.0)?;
        self.count += 1;
        Ok(())
    }
}

/// Finds the paths that the shell pattern `pattern` matches, in the order of their bytes (`GLOB_NOSORT`: in any), and
/// stores them in `*result`, behind those of an earlier call with `GLOB_APPEND`, and behind `gl_offs` null pointers with
/// `GLOB_DOOFFS`. Returns 0; `GLOB_NOMATCH` if there is none (with `GLOB_NOCHECK` the pattern itself is the result);
/// `GLOB_ABORTED` if a directory could not be read and `error` said so, or `GLOB_ERR`; `GLOB_NOSPACE`. What was found before
/// an error is in `*result`. `GLOB_MARK` adds a slash to directories, `GLOB_NOESCAPE` makes a backslash ordinary,
/// `GLOB_PERIOD` lets wildcards match a leading period, though never `.` and `..`; `GLOB_TILDE` stands HOME in for a `~`,
/// `GLOB_TILDE_CHECK` fails if there is none. Thread-safe; not async-signal-safe. POSIX.1-2024 glob, glob(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn glob(pattern: *const c_char, flags: c_int, error: ErrorFunction, result: *mut Glob) -> c_int {
    // SAFETY: the caller's promise.
    let (pattern, result) = unsafe { (CStr::from_ptr(pattern).to_bytes(), &mut *result) };
    if flags & DOOFFS == 0 && flags & APPEND == 0 {
        result.offset = 0;
    }
    if flags & APPEND == 0 {
        result.count = 0;
        result.paths = ptr::null_mut();
    }
    let mut search = Search { flags, error, found: List(ptr::null_mut()), count: 0, path: [0; LONGEST] };
    let searched = search_for(&mut search, pattern);
    let checked = match searched {
        Ok(()) if search.count == 0 && flags & NOCHECK != 0 => as_it_is(&mut search, pattern),
        Ok(()) if search.count == 0 => Err(NOMATCH),
        other => other,
    };
    let stored = if flags & DOOFFS != 0 { result.offset } else { 0 };
    let stored = result.store(search, stored, flags & NOSORT == 0);
    checked.and(stored).err().unwrap_or(0)
}

fn search_for(search: &mut Search, pattern: &[u8]) -> Result<(), c_int> {
    if search.flags & (TILDE | TILDE_CHECK) == 0 || pattern.first() != Some(&b'~') {
        return search.expand(0, pattern, false);
    }
    let end = pattern.iter().position(|&byte| byte == b'/').unwrap_or(pattern.len());
    // SAFETY: the environment's strings stay.
    let home = environment::get(b"HOME").map(|home| unsafe { CStr::from_ptr(home) }.to_bytes());
    match (end, home, pattern.get(end..)) {
        (1, Some(home), Some(rest)) => match search.append(0, home) {
            Some(length) => search.expand(length, rest, false),
            None => Ok(()),
        },
        _ if search.flags & TILDE_CHECK != 0 => Err(NOMATCH),
        _ => search.expand(0, pattern, false),
    }
}

/// Makes the pattern itself the result.
fn as_it_is(search: &mut Search, pattern: &[u8]) -> Result<(), c_int> {
    search.found.0 = Node::new([pattern, b""], search.found.0)?;
    search.count += 1;
    Ok(())
}

impl Glob {
    /// Stores what was found behind what is there, and behind `offset` null pointers.
    fn store(&mut self, mut search: Search, offset: usize, sort: bool) -> Result<(), c_int> {
        let old = self.count;
        let total = offset.checked_add(old).and_then(|sum| sum.checked_add(search.count + 1)).ok_or(NOSPACE)?;
        let layout = Layout::array::<*mut c_char>(total).map_err(|_| NOSPACE)?;
        let array = alloc(layout).ok_or(NOSPACE)?.cast::<*mut c_char>().as_ptr();
        // SAFETY: fresh memory for `total` pointers; the old array has `offset` and `old` of them.
        unsafe {
            ptr::write_bytes(array, 0, total);
            if !self.paths.is_null() {
                ptr::copy_nonoverlapping(self.paths, array, offset + old);
                dealloc(self.paths.cast(), Layout::new::<*mut c_char>());
            }
            // The last one found is the first one in the list.
            let new = core::slice::from_raw_parts_mut(array.add(offset + old), search.count);
            for slot in new.iter_mut().rev() {
                *slot = search.found.0.wrapping_add(1).cast();
                search.found.0 = (*search.found.0).next;
            }
            if sort {
                new.sort_unstable_by(|&a, &b| CStr::from_ptr(a).cmp(CStr::from_ptr(b)));
            }
        }
        self.paths = array;
        self.count = old + search.count;
        Ok(())
    }
}

/// Frees the paths that [`glob`] stored, and their array. Thread-safe; not async-signal-safe. POSIX.1-2024 globfree.
///
/// # Safety
/// `result` is what `glob` stored, and nothing uses the paths.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn globfree(result: *mut Glob) {
    // SAFETY: the caller's promise; each path follows the header of its node.
    unsafe {
        let result = &mut *result;
        if result.paths.is_null() {
            return;
        }
        for index in 0..result.count {
            let path = *result.paths.add(result.offset + index);
            Node::free(path.cast::<Node>().sub(1));
        }
        dealloc(result.paths.cast(), Layout::new::<*mut c_char>());
        result.paths = ptr::null_mut();
        result.count = 0;
    }
}
