//! `<nl_types.h>`: message catalogues by numbers.

use super::file::{self, Path};
use super::gencat::Catalogue;
use super::nlspath::Names;
use crate::errno::{CReturn, Errno, Outcome, set_errno};
use crate::locale;
use crate::locale::name::Category;
use crate::process::auxv::{self, at};
use crate::stdlib::environment;
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};

/// What `nl_catd` points to.
pub struct Open {
    /// The whole file.
    bytes: &'static [u8],
    catalogue: Catalogue<'static>,
}

/// No catalogue.
const INVALID: *mut Open = usize::MAX as *mut Open;

/// Take the locale of LC_MESSAGES, not the variable LANG.
const NL_CAT_LOCALE: c_int = 1;

fn open_file(path: &CStr) -> Result<*mut Open, Errno> {
    let bytes = file::map(path)?;
    let opened = Catalogue::parse(bytes).ok_or(Errno::ENOENT).and_then(|catalogue| {
        let open = crate::malloc::alloc(Layout::new::<Open>()).ok_or(Errno::ENOMEM)?.cast::<Open>().as_ptr();
        // SAFETY: fresh memory of the right layout.
        unsafe { open.write(Open { bytes, catalogue }) };
        Ok(open)
    });
    if opened.is_err() {
        // SAFETY: nobody else has seen it.
        unsafe { file::unmap(bytes) };
    }
    opened
}

fn variable(name: &[u8]) -> Option<&'static [u8]> {
    // SAFETY: the environment's strings stay.
    environment::get(name).map(|value| unsafe { CStr::from_ptr(value) }.to_bytes())
}

fn open(name: &CStr, flag: c_int) -> Result<*mut Open, Errno> {
    if name.to_bytes().contains(&b'/') {
        return open_file(name);
    }
    let is_secure = auxv::get(at::SECURE).unwrap_or(0) != 0;
    let templates = variable(b"NLSPATH").filter(|_| !is_secure).ok_or(Errno::ENOENT)?;
    let locale = if flag & NL_CAT_LOCALE != 0 {
        locale::name_of(Category::Messages).to_bytes()
    } else {
        // LANG is the user's: it must not lead out of the folders named.
        variable(b"LANG").filter(|lang| !lang.contains(&b'/')).unwrap_or_default()
    };
    let names = Names { catalogue: name.to_bytes(), locale };
    let mut failure = Errno::ENOENT;
    for template in templates.split(|&byte| byte == b':') {
        let mut path = Path::new();
        if names.expand(template, |part| path.push(part).is_ok()) {
            match open_file(path.as_c_str()) {
                Err(e @ (Errno::ENOMEM | Errno::EMFILE | Errno::ENFILE | Errno::EACCES)) => failure = e,
                Err(_) => {}
                opened => return opened,
            }
        }
    }
    Err(failure)
}

/// Opens a message catalogue: a path, or a name that is looked for as the variable NLSPATH says, for the locale of
/// LC_MESSAGES (flag `NL_CAT_LOCALE`) or the variable LANG. Returns `(nl_catd)-1` with `errno` ENOENT (there is none, or
/// it is damaged), EACCES, EMFILE, ENFILE or ENOMEM. Thread-safe; not async-signal-safe. POSIX.1-2024 catopen.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn catopen(name: *const c_char, flag: c_int) -> *mut Open {
    // SAFETY: the caller's promise.
    let opened = open(unsafe { CStr::from_ptr(name) }, flag);
    // What is no catalogue is not there.
    opened.map_err(|e| if e == Errno::EINVAL { Errno::ENOENT } else { e }).or_errno(INVALID)
}

/// The message with a number in a set, in a string that stays until the catalogue is closed and must not be changed; or
/// `otherwise` with `errno` ENOMSG (there is none) or EBADF (there is no such catalogue). Thread-safe; async-signal-safe.
/// POSIX.1-2024 catgets.
///
/// # Safety
/// The catalogue is open, or `(nl_catd)-1`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn catgets(
    catalogue: *const Open,
    set: c_int,
    message: c_int,
    otherwise: *const c_char,
) -> *mut c_char {
    let found = if catalogue == INVALID.cast_const() || catalogue.is_null() {
        Err(Errno::EBADF)
    } else {
        // SAFETY: the caller's promise.
        unsafe { &*catalogue }.catalogue.message(set, message).ok_or(Errno::ENOMSG)
    };
    match found {
        Ok(text) => text.as_ptr().cast_mut().cast(),
        Err(e) => {
            set_errno(e);
            otherwise.cast_mut()
        }
    }
}

/// Closes a catalogue: its messages are gone. 0, or -1 with `errno` EBADF. Thread-safe; not async-signal-safe.
/// POSIX.1-2024 catclose.
///
/// # Safety
/// The catalogue is open, or `(nl_catd)-1`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn catclose(catalogue: *mut Open) -> c_int {
    let close = || {
        if catalogue == INVALID || catalogue.is_null() {
            return Err(Errno::EBADF);
        }
        // SAFETY: the caller's promise.
        unsafe {
            file::unmap((*catalogue).bytes);
            crate::malloc::dealloc(catalogue.cast(), Layout::new::<Open>());
        }
        Ok(())
    };
    close().c_int()
}
