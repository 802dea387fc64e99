//! What the files of users and groups have in common: walks, look-ups, and the C functions for them.

use super::lines::{self, Lines, Room, number};
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::stdio::File;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char};
use core::mem::MaybeUninit;
use core::ptr;

/// An entry, as the C structure has it.
pub trait Record: Sized + 'static {
    /// The file of all entries.
    const PATH: &'static CStr;

    /// The bytes that the entry which a line describes needs besides its structure.
    fn room_for(line: &[u8]) -> usize;

    /// The entry that a line describes, if it is well formed. ERANGE if there is not enough room.
    fn parse(line: &[u8], room: &mut Room) -> Result<Option<Self>, Errno>;

    /// The line that describes the entry. EINVAL if a field has a colon or newline; ENOMEM.
    ///
    /// # Safety
    /// The entry's pointers are as C asks.
    unsafe fn line(&self) -> Result<Buffer<u8>, Errno>;
}

/// A file of entries, as the functions use it that share their memory.
pub struct Database<R>(UnsafeCell<State<R>>);

// SAFETY: POSIX lets threads overwrite each other's results of these functions.
unsafe impl<R> Sync for Database<R> {}

/// The walk under way, and what the last call returned.
struct State<R> {
    lines: Option<Lines>,
    entry: MaybeUninit<R>,
    memory: Buffer<u8>,
}

/// The file's lines; `None` if there is no file.
pub fn open<R: Record>() -> Result<Option<Lines>, Errno> {
    match Lines::open(R::PATH) {
        Err(Errno::ENOENT | Errno::ENOTDIR) => Ok(None),
        other => other.map(Some),
    }
}

impl<R: Record> Database<R> {
    /// One that nobody has asked yet.
    pub const fn new() -> Self {
        Self(UnsafeCell::new(State { lines: None, entry: MaybeUninit::uninit(), memory: Buffer::new() }))
    }

    /// The state, for one call.
    #[allow(clippy::mut_from_ref, reason = "one call at a time, by the application's promise")]
    fn state(&self) -> &mut State<R> {
        // SAFETY: only the functions without a buffer use it, one at a time by the application's promise.
        unsafe { &mut *self.0.get() }
    }

    /// Keeps the entry that `line` describes.
    fn keep(&self, line: &[u8]) -> Result<Option<*mut R>, Errno> {
        let state = self.state();
        state.memory.truncate(0);
        state.memory.reserve(R::room_for(line))?;
        let (start, left) = state.memory.spare();
        // SAFETY: the memory is our own.
        let mut room = unsafe { Room::new(start, left) };
        Ok(R::parse(line, &mut room)?.map(|entry| ptr::from_mut(state.entry.write(entry))))
    }

    /// Ends the walk.
    pub fn rewind(&self) {
        self.state().lines = None;
    }

    /// The walk's next entry.
    pub fn next(&self) -> Result<Option<*mut R>, Errno> {
        let lines = match self.state().lines.take() {
            None => open::<R>()?,
            lines => lines,
        };
        let Some(mut lines) = lines else { return Ok(None) };
        let mut found = None;
        while let Some(line) = lines.next()? {
            found = self.keep(line)?;
            if found.is_some() {
                break;
            }
        }
        self.state().lines = Some(lines);
        Ok(found)
    }

    /// The next entry of a stream.
    pub fn next_of(&self, file: &File) -> Result<Option<*mut R>, Errno> {
        while let Some(line) = lines::from_stream(file)? {
            if let Some(entry) = self.keep(&line)? {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// The first entry that `wanted` says is meant.
    pub fn find(&self, wanted: impl Fn(&[u8]) -> bool) -> Result<Option<*mut R>, Errno> {
        let Some(mut lines) = open::<R>()? else { return Ok(None) };
        while let Some(line) = lines.next()? {
            if wanted(line)
                && let Some(entry) = self.keep(line)?
            {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }
}

/// The same in the caller's memory, which it does not share.
///
/// # Safety
/// The pointers are valid.
pub unsafe fn find_in<R: Record>(
    wanted: impl Fn(&[u8]) -> bool,
    entry: *mut R,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut R,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe { result.write(ptr::null_mut()) };
    let Some(mut lines) = open::<R>()? else { return Ok(()) };
    while let Some(line) = lines.next()? {
        if !wanted(line) {
            continue;
        }
        // SAFETY: the caller's promise.
        let mut room = unsafe { Room::new(buffer.cast(), size) };
        if let Some(found) = R::parse(line, &mut room)? {
            // SAFETY: the caller's promise.
            unsafe {
                entry.write(found);
                result.write(entry);
            }
            return Ok(());
        }
    }
    Ok(())
}

/// Whether a line's first field is this one.
pub fn is_named(line: &[u8], name: &[u8]) -> bool {
    line.strip_prefix(name).is_some_and(|rest| rest.first() == Some(&b':'))
}

/// A line's third field, which is a number.
pub fn id_of(line: &[u8]) -> Option<u32> {
    number(line.split(|&byte| byte == b':').nth(2)?)
}

/// Defines the C functions of a database, which all have an entry's type in common. Behind each name is its source.
macro_rules! entry_points {
    (
        $record:ident,
        walk: $rewind:ident($rewind_source:literal) $end:ident($end_source:literal) $next:ident($next_source:literal),
        streams: $of_stream:ident($of_stream_source:literal) $put:ident($put_source:literal),
        by_name: $by_name:ident($by_name_source:literal) $by_name_r:ident($by_name_r_source:literal),
        $(by_id: $by_id:ident($by_id_source:literal) $by_id_r:ident($by_id_r_source:literal),)?
    ) => {
        static DATABASE: $crate::users::database::Database<$record> = $crate::users::database::Database::new();

        fn or_null(found: Result<Option<*mut $record>, $crate::errno::Errno>) -> *mut $record {
            let null = core::ptr::null_mut();
            $crate::errno::Outcome::or_errno(found.map(|found| found.unwrap_or(null)), null)
        }

        #[doc = concat!("Begins the walk through all entries anew. ", $rewind_source, ".")]
        #[unsafe(no_mangle)]
        pub extern "C" fn $rewind() {
            DATABASE.rewind();
        }

        #[doc = concat!("Ends the walk. ", $end_source, ".")]
        #[unsafe(no_mangle)]
        pub extern "C" fn $end() {
            DATABASE.rewind();
        }

        /// The next entry, valid until the next call; null at the end, or with `errno` set. Not thread-safe.
        #[doc = concat!($next_source, ".")]
        #[unsafe(no_mangle)]
        pub extern "C" fn $next() -> *mut $record {
            or_null(DATABASE.next())
        }

        /// The next entry of a stream, valid until the next call; null at the end, or with `errno` set. Not thread-safe.
        #[doc = concat!($of_stream_source, ".")]
        #[unsafe(no_mangle)]
        pub extern "C" fn $of_stream(file: &$crate::stdio::File) -> *mut $record {
            or_null(DATABASE.next_of(file))
        }

        /// Writes an entry to a stream as a line. Returns 0, or -1 with `errno` EINVAL (a colon or newline in a field) or
        /// what writing meets. Thread-safe.
        #[doc = concat!($put_source, ".")]
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $put(entry: *const $record, file: &$crate::stdio::File) -> core::ffi::c_int {
            // SAFETY: the caller's promise.
            let line = unsafe { $crate::users::database::Record::line(&*entry) };
            $crate::errno::CReturn::c_int(line.and_then(|line| file.lock().put(&line).map_err(|(_, e)| e)))
        }

        /// The entry with this name, valid until the next call; null if there is none, or with `errno` set. Not
        /// thread-safe.
        #[doc = concat!($by_name_source, ".")]
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $by_name(name: *const core::ffi::c_char) -> *mut $record {
            // SAFETY: the caller's promise.
            let name = unsafe { core::ffi::CStr::from_ptr(name) }.to_bytes();
            or_null(DATABASE.find(|line| $crate::users::database::is_named(line, name)))
        }

        /// Stores the entry with this name in `*entry`, its strings in `size` bytes, and in `*result` where it is, or null
        /// if there is none. Returns 0, or ERANGE (more room is needed), EIO, EMFILE... Thread-safe.
        #[doc = concat!($by_name_r_source, ".")]
        ///
        /// # Safety
        /// As in C.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $by_name_r(
            name: *const core::ffi::c_char,
            entry: *mut $record,
            buffer: *mut core::ffi::c_char,
            size: usize,
            result: *mut *mut $record,
        ) -> core::ffi::c_int {
            // SAFETY: the caller's promise.
            let found = unsafe {
                let name = core::ffi::CStr::from_ptr(name).to_bytes();
                let wanted = |line: &[u8]| $crate::users::database::is_named(line, name);
                $crate::users::database::find_in(wanted, entry, buffer, size, result)
            };
            $crate::errno::CReturn::error_number(found)
        }

        $(
            /// The entry with this ID, valid until the next call; null if there is none, or with `errno` set. Not
            /// thread-safe.
            #[doc = concat!($by_id_source, ".")]
            #[unsafe(no_mangle)]
            pub extern "C" fn $by_id(id: u32) -> *mut $record {
                or_null(DATABASE.find(|line| $crate::users::database::id_of(line) == Some(id)))
            }

            #[doc = concat!("As `", stringify!($by_name_r), "`, by the ID. Thread-safe. ", $by_id_r_source, ".")]
            ///
            /// # Safety
            /// As in C.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $by_id_r(
                id: u32,
                entry: *mut $record,
                buffer: *mut core::ffi::c_char,
                size: usize,
                result: *mut *mut $record,
            ) -> core::ffi::c_int {
                let wanted = |line: &[u8]| $crate::users::database::id_of(line) == Some(id);
                // SAFETY: the caller's promise.
                let found = unsafe { $crate::users::database::find_in(wanted, entry, buffer, size, result) };
                $crate::errno::CReturn::error_number(found)
            }
        )?
    };
}

pub(super) use entry_points;
