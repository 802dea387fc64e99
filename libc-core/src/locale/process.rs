//! `setlocale`: the process's locale.

use super::current::{Locale, Name, PROCESS, UTF8};
use super::name::{CATEGORIES, Category, Found, LONGEST, find, from_environment};
use crate::errno::Errno;
use crate::process::fork::ranks::Locales;
use crate::stdlib::environment;
use crate::sync::Lock;
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// What `setlocale` needs besides the locale itself.
pub struct State {
    /// Languages that were set; each stays.
    names: *const Name,
    /// The last answer for LC_ALL, where the categories differ.
    answer: [u8; CATEGORIES * (LONGEST + 1)],
}

// SAFETY: reached through the lock only.
unsafe impl Send for State {}

/// Guards changes of the process's locale.
pub static STATE: Lock<Locales, State> =
    Lock::new(State { names: ptr::null(), answer: [0; CATEGORIES * (LONGEST + 1)] });

/// A category's value for each category.
pub type Choice = [*const Name; CATEGORIES];

/// Looks `name` up for `category`, "" in the environment. `ENOENT` if there is no such locale, `ENOMEM`.
pub fn look_up(category: Category, name: &[u8], state: &mut State) -> Result<*const Name, Errno> {
    let found = if name.is_empty() {
        // SAFETY: the environment's strings stay.
        let variable = |name: &[u8]| environment::get(name).map(|value| unsafe { CStr::from_ptr(value) }.to_bytes());
        from_environment(category, variable)
    } else {
        find(category, name).ok_or(Errno::ENOENT)?
    };
    match found {
        Found::C => Ok(ptr::null()),
        Found::Utf8 => Ok(&UTF8),
        Found::Language(name) => state.intern(name),
    }
}

impl State {
    fn intern(&mut self, name: &[u8]) -> Result<*const Name, Errno> {
        let mut at = self.names;
        // SAFETY: names are never freed.
        while let Some(known) = unsafe { at.as_ref() } {
            if known.text.get(..name.len()) == Some(name) && known.text.get(name.len()) == Some(&0) {
                return Ok(at);
            }
            at = known.next;
        }
        let mut text = [0; LONGEST + 1];
        text.get_mut(..name.len()).ok_or(Errno::ENOENT)?.copy_from_slice(name);
        let new = crate::malloc::alloc(Layout::new::<Name>()).ok_or(Errno::ENOMEM)?.cast::<Name>().as_ptr();
        // SAFETY: fresh memory of the right layout.
        unsafe { new.write(Name { next: self.names, text }) };
        self.names = new;
        Ok(new)
    }

    /// The names of all categories of `locale` as one text: a single one if they are the same, else with `;` between.
    fn describe(&mut self, locale: &Locale) -> *const c_char {
        let first = locale.name(Category::Ctype);
        if Category::ALL.iter().all(|&category| locale.name(category) == first) {
            return first.as_ptr();
        }
        let mut length = 0;
        for category in Category::ALL {
            for &byte in locale.name(category).to_bytes().iter().chain(b";") {
                if let Some(slot) = self.answer.get_mut(length) {
                    *slot = byte;
                    length += 1;
                }
            }
        }
        if let Some(last) = self.answer.get_mut(length - 1) {
            *last = 0;
        }
        self.answer.as_ptr().cast()
    }
}

/// Sets the process's locale for one category or for all (`LC_ALL`), or, with a null pointer, only reads it. "" asks the
/// environment: LC_ALL, then the category's variable, then LANG, else "C.UTF-8". Returns the name, or for LC_ALL with
/// different ones what sets them again; it stays until the next call for LC_ALL. A null pointer means that there is no
/// such category or locale (or no memory), and nothing has changed. Threads with a locale of their own keep it.
/// Thread-safe, but for that text; not async-signal-safe. C23 7.11.2.1, POSIX.1-2024 setlocale.
///
/// # Safety
/// `name` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setlocale(category: c_int, name: *const c_char) -> *mut c_char {
    let all = category == CATEGORIES as c_int;
    let one = Category::from_number(category);
    if !all && one.is_none() {
        return ptr::null_mut();
    }
    let mut state = STATE.lock();
    if !name.is_null() {
        // SAFETY: the caller's promise.
        let name = unsafe { CStr::from_ptr(name) }.to_bytes();
        let changed = match one {
            Some(category) => look_up(category, name, &mut state).map(|name| PROCESS.set(category, name)),
            None => choose_all(name, &mut state).map(|choice| {
                for (category, name) in Category::ALL.into_iter().zip(choice) {
                    PROCESS.set(category, name);
                }
            }),
        };
        if changed.is_err() {
            return ptr::null_mut();
        }
    }
    match one {
        Some(category) => PROCESS.name(category).as_ptr().cast_mut(),
        None => state.describe(&PROCESS).cast_mut(),
    }
}

/// What `name` means for all categories: one name for each, or six with `;` between.
fn choose_all(name: &[u8], state: &mut State) -> Result<Choice, Errno> {
    let mut choice = [ptr::null(); CATEGORIES];
    let several = name.contains(&b';');
    let mut parts = name.split(|&byte| byte == b';');
    for (category, slot) in Category::ALL.into_iter().zip(&mut choice) {
        let part = if several { parts.next().filter(|part| !part.is_empty()).ok_or(Errno::ENOENT)? } else { name };
        *slot = look_up(category, part, state)?;
    }
    if several && parts.next().is_some() { Err(Errno::ENOENT) } else { Ok(choice) }
}
