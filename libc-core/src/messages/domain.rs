//! Text domains: `textdomain`, `bindtextdomain`, and the catalogues that are in memory. Unless a function says
//! otherwise, it is thread-safe and not async-signal-safe.

use super::file::{self, PATH_MAX, Path};
use super::list::List;
use super::mo::Catalogue;
use super::variants::variants;
use crate::errno::{Errno, Outcome};
use crate::locale::name::Category;
use crate::malloc::Buffer;
use crate::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use core::ffi::{CStr, c_char};
use core::ptr;

/// The longest name of a domain in bytes.
const NAME_MAX: usize = 255;

/// What `gettext` asks if no domain was chosen.
const DEFAULT: &CStr = c"messages";
const UTF8: &CStr = c"UTF-8";

/// A text domain: the messages of one program.
pub struct Domain {
    /// With its null byte.
    name: Buffer<u8>,
    /// Each folder that it was ever bound to.
    folders: List<Folder>,
    /// The one that it is bound to now.
    bound: AtomicPtr<Folder>,
    is_codeset_chosen: AtomicBool,
}

/// A folder with the catalogues of a domain.
struct Folder {
    /// With its null byte.
    path: Buffer<u8>,
    languages: List<Language>,
}

/// What there is for one language and one category.
struct Language {
    category: Category,
    name: Buffer<u8>,
    /// The most special first. None, if there is no file.
    catalogues: Buffer<Catalogue<'static>>,
}

impl Drop for Language {
    fn drop(&mut self) {
        for catalogue in self.catalogues.iter() {
            // SAFETY: this owned the mapping.
            unsafe { file::unmap(catalogue.bytes()) }
        }
    }
}

static DOMAINS: List<Domain> = List::new();
/// The name of the domain that `textdomain` chose; null for the default.
static CURRENT: AtomicPtr<c_char> = AtomicPtr::new(ptr::null_mut());

/// The name of the domain that a null pointer stands for.
fn current() -> &'static CStr {
    let name = CURRENT.load(Ordering::Acquire);
    // SAFETY: null, or a domain's name, which stays.
    if name.is_null() { DEFAULT } else { unsafe { CStr::from_ptr(name) } }
}

fn with_null(text: &[u8]) -> Result<Buffer<u8>, Errno> {
    let mut copy = Buffer::new();
    copy.reserve(text.len() + 1)?;
    copy.extend(text)?;
    copy.push(0)?;
    Ok(copy)
}

fn is(text: &[u8], with_null: &Buffer<u8>) -> bool {
    with_null.split_last().is_some_and(|(_, found)| found == text)
}

impl Domain {
    fn find(name: &[u8]) -> Option<&'static Self> {
        DOMAINS.find(|domain| is(name, &domain.name))
    }

    /// EINVAL if it cannot be a name, ENOMEM.
    fn find_or_add(name: &[u8]) -> Result<&'static Self, Errno> {
        if name.is_empty() || name.len() > NAME_MAX {
            return Err(Errno::EINVAL);
        }
        let make = || {
            Ok(Self {
                name: with_null(name)?,
                folders: List::new(),
                bound: AtomicPtr::new(ptr::null_mut()),
                is_codeset_chosen: AtomicBool::new(false),
            })
        };
        DOMAINS.find_or_add(|domain| is(name, &domain.name), make)
    }

    fn folder(&self) -> Option<&'static Folder> {
        // SAFETY: null, or in the list for good.
        unsafe { self.bound.load(Ordering::Acquire).as_ref() }
    }

    fn bind(&self, path: &[u8]) -> Result<*mut c_char, Errno> {
        if path.len() >= PATH_MAX {
            return Err(Errno::EINVAL);
        }
        let make = || Ok(Folder { path: with_null(path)?, languages: List::new() });
        let folder = self.folders.find_or_add(|folder| is(path, &folder.path), make)?;
        self.bound.store(ptr::from_ref(folder).cast_mut(), Ordering::Release);
        Ok(folder.path.as_ptr().cast_mut().cast())
    }
}

/// What `look_up` finds in the first catalogue that has it, among those of a domain (null: the current one) in the
/// languages given.
pub fn search<'a>(
    domain: Option<&'a CStr>,
    category: Category,
    languages: impl Iterator<Item = &'a [u8]>,
    look_up: impl Fn(&Catalogue<'static>) -> Option<&'static [u8]>,
) -> Option<&'static [u8]> {
    let name = domain.map_or_else(|| current().to_bytes(), CStr::to_bytes);
    let folder = Domain::find(name)?.folder()?;
    for language in languages {
        let is_it = |known: &Language| known.category == category && *known.name == *language;
        let language = folder.languages.find_or_add(is_it, || Language::load(folder, name, category, language)).ok()?;
        if let Some(found) = language.catalogues.iter().find_map(&look_up) {
            return Some(found);
        }
    }
    None
}

impl Language {
    /// Maps what files there are. ENOMEM.
    fn load(folder: &Folder, domain: &[u8], category: Category, name: &[u8]) -> Result<Self, Errno> {
        let mut language = Self { category, name: Buffer::new(), catalogues: Buffer::new() };
        language.name.extend(name)?;
        let (_, root) = folder.path.split_last().ok_or(Errno::ENOENT)?;
        for [base, codeset, modifier] in variants(name) {
            let parts = [root, b"/", base, codeset, modifier, b"/", category.variable(), b"/", domain, b".mo"];
            let Ok(bytes) = Path::of(parts).and_then(|path| file::map(path.as_c_str())) else { continue };
            match Catalogue::parse(bytes) {
                Some(catalogue) => language.catalogues.push(catalogue)?,
                // SAFETY: nobody else has seen it.
                None => unsafe { file::unmap(bytes) },
            }
        }
        Ok(language)
    }
}

/// # Safety
/// Null or a string.
unsafe fn bytes<'a>(text: *const c_char) -> Option<&'a [u8]> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_bytes())
}

/// Chooses the domain that `gettext` asks, "messages" if the name is empty; a null pointer chooses none. Returns the one
/// chosen, a string that stays and must not be changed; null with `errno` EINVAL (more than 255 bytes) or ENOMEM.
/// Thread-safe. POSIX.1-2024 textdomain.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn textdomain(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let chosen = match unsafe { bytes(name) } {
        None => Ok(()),
        Some(b"") => {
            CURRENT.store(ptr::null_mut(), Ordering::Release);
            Ok(())
        }
        Some(name) => Domain::find_or_add(name)
            .map(|domain| CURRENT.store(domain.name.as_ptr().cast_mut().cast(), Ordering::Release)),
    };
    chosen.map(|()| current().as_ptr().cast_mut()).or_errno(ptr::null_mut())
}

/// Says in which folder a domain's catalogues are, as FOLDER/LOCALE/LC_MESSAGES/DOMAIN.mo; a null pointer changes nothing.
/// Returns the folder, a string that stays and must not be changed; null if there is none (there is no default), or with
/// `errno` EINVAL (no name, one of more than 255 bytes, a path that is too long) or ENOMEM. Thread-safe. POSIX.1-2024
/// bindtextdomain.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bindtextdomain(name: *const c_char, folder: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (name, folder) = unsafe { (bytes(name).unwrap_or_default(), bytes(folder)) };
    let Some(folder) = folder else {
        let bound = Domain::find(name).and_then(Domain::folder);
        return bound.map_or(ptr::null_mut(), |folder| folder.path.as_ptr().cast_mut().cast());
    };
    Domain::find_or_add(name).and_then(|domain| domain.bind(folder)).or_errno(ptr::null_mut())
}

/// Asks for a domain's messages in a codeset; all are in UTF-8, and nothing else can be had. A null pointer changes
/// nothing. Returns the codeset, null if none was asked for, or with `errno` EINVAL or ENOMEM. Thread-safe. POSIX.1-2024
/// bind_textdomain_codeset.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bind_textdomain_codeset(name: *const c_char, codeset: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (name, codeset) = unsafe { (bytes(name).unwrap_or_default(), bytes(codeset)) };
    let is_chosen = match codeset {
        None => Ok(Domain::find(name).is_some_and(|domain| domain.is_codeset_chosen.load(Ordering::Relaxed))),
        Some(codeset) if codeset.eq_ignore_ascii_case(b"UTF-8") || codeset.eq_ignore_ascii_case(b"UTF8") => {
            Domain::find_or_add(name).map(|domain| {
                domain.is_codeset_chosen.store(true, Ordering::Relaxed);
                true
            })
        }
        Some(_) => Err(Errno::EINVAL),
    };
    is_chosen
        .map(|is_chosen| if is_chosen { UTF8.as_ptr().cast_mut() } else { ptr::null_mut() })
        .or_errno(ptr::null_mut())
}
