//! The process's time zone: what the variable TZ names, or `/etc/localtime`. It is read again whenever TZ has
//! changed. The zone is guarded by a lock (rank TimeZone); files are read before it is taken.

use super::{LocalType, Zone, rule::Rule, tzif::File};
use crate::alias::alias;
use crate::errno::Errno;
use crate::process::auxv::{self, at};
use crate::process::fork::ranks::TimeZone;
use crate::stdlib::environment;
use crate::sync::Lock;
use crate::sync::atomic::{AtomicI32, AtomicPtr, Ordering};
use crate::sys::{call1, call2, call3, call4, nr};
use core::alloc::Layout;
use core::ffi::{CStr, c_char};
use core::ptr;
use core::sync::atomic::AtomicI64;

/// The abbreviations of standard and daylight saving time. POSIX.1-2024 tzset.
#[unsafe(no_mangle)]
pub static tzname: [AtomicPtr<c_char>; 2] = [AtomicPtr::new(EMPTY), AtomicPtr::new(EMPTY)];
alias!(tzname = __tzname);
/// Seconds west of UTC of standard time. POSIX.1-2024 tzset.
#[unsafe(no_mangle)]
pub static timezone: AtomicI64 = AtomicI64::new(0);
alias!(timezone = __timezone);
/// Whether the zone ever has daylight saving time. POSIX.1-2024 tzset.
#[unsafe(no_mangle)]
pub static daylight: AtomicI32 = AtomicI32::new(0);
alias!(daylight = __daylight);

const EMPTY: *mut c_char = c"".as_ptr().cast_mut();
/// The name of universal time, which `gmtime` gives.
pub const UTC: &CStr = c"UTC";

/// Bytes that live for good or until [`Bytes::free`].
#[derive(Clone, Copy)]
struct Bytes {
    start: *mut u8,
    length: usize,
}

impl Bytes {
    const NONE: Self = Self { start: ptr::null_mut(), length: 0 };

    fn allocate(length: usize) -> Result<Self, Errno> {
        let layout = Layout::array::<u8>(length.max(1)).map_err(|_| Errno::ENOMEM)?;
        let start = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr();
        // SAFETY: fresh memory.
        unsafe { ptr::write_bytes(start, 0, length) };
        Ok(Self { start, length })
    }

    fn copy(bytes: &[u8]) -> Result<Self, Errno> {
        let copy = Self::allocate(bytes.len())?;
        // SAFETY: fresh memory of the same length.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), copy.start, bytes.len()) };
        Ok(copy)
    }

    fn get(&self) -> &'static [u8] {
        if self.start.is_null() {
            return &[];
        }
        // SAFETY: allocated with this length; whoever frees it keeps no reference.
        unsafe { core::slice::from_raw_parts(self.start, self.length) }
    }

    fn free(self) {
        if !self.start.is_null() {
            let layout = Layout::array::<u8>(self.length.max(1)).unwrap_or(Layout::new::<u8>());
            // SAFETY: `allocate` made it with this layout.
            unsafe { crate::malloc::dealloc(self.start, layout) }
        }
    }
}

/// An abbreviation that `tm_zone` or `tzname` may point to: it is never freed.
struct Name {
    next: *const Name,
    text: Bytes,
}

/// The zone and what it was made of.
pub struct State {
    /// TZ as it was, if it was set.
    tz: Option<Bytes>,
    /// The bytes that `zone` refers to: a file, or a copy of TZ.
    data: Bytes,
    zone: Option<Zone<'static>>,
    names: *const Name,
}

// SAFETY: reached through the lock only.
unsafe impl Send for State {}

/// The one lock.
pub static STATE: Lock<TimeZone, State> =
    Lock::new(State { tz: None, data: Bytes::NONE, zone: None, names: ptr::null() });

fn tz() -> Option<&'static [u8]> {
    // SAFETY: the environment's strings stay.
    environment::get(b"TZ").map(|value| unsafe { CStr::from_ptr(value) }.to_bytes())
}

/// Runs `use_zone` with the process's zone, as TZ says now. No memory for a zone means UTC.
pub fn with<T>(use_zone: impl FnOnce(&mut Current) -> T) -> T {
    let tz = tz();
    let mut state = STATE.lock();
    if state.zone.is_none() || state.tz.map(|tz| tz.get()) != tz {
        drop(state);
        let (data, zone) = load(tz);
        let copy = tz.map(Bytes::copy);
        state = STATE.lock();
        state.install(copy.and_then(Result::ok), data, zone);
    }
    let zone = state.zone.unwrap_or(Zone::UTC);
    use_zone(&mut Current { zone, state: &mut state })
}

/// The zone under its lock.
pub struct Current<'a> {
    zone: Zone<'static>,
    state: &'a mut State,
}

impl Current<'_> {
    /// The local type at an instant, its name as a string that stays.
    pub fn at(&mut self, seconds: i64) -> (LocalType<'static>, *const c_char) {
        let found = self.zone.at(seconds);
        (found, self.state.intern(found.name))
    }

    /// As [`Zone::instant`].
    pub fn instant(&self, local: i64, is_dst: Option<bool>) -> i64 {
        self.zone.instant(local, is_dst)
    }
}

impl State {
    fn install(&mut self, tz: Option<Bytes>, data: Bytes, zone: Zone<'static>) {
        let old = (core::mem::replace(&mut self.tz, tz), core::mem::replace(&mut self.data, data));
        self.zone = Some(zone);
        let (standard, other) = zone.names();
        let shown = other.unwrap_or(standard);
        let names = [self.intern(standard.name), if other.is_some() { self.intern(shown.name) } else { EMPTY }];
        for (slot, name) in tzname.iter().zip(names) {
            slot.store(name.cast_mut(), Ordering::Release);
        }
        timezone.store(-standard.offset, Ordering::Relaxed);
        daylight.store(i32::from(other.is_some()), Ordering::Relaxed);
        if let Some(tz) = old.0 {
            tz.free();
        }
        old.1.free();
    }

    /// A string that stays with this text.
    fn intern(&mut self, name: &[u8]) -> *const c_char {
        if name == UTC.to_bytes() {
            return UTC.as_ptr();
        }
        if let Some(known) = self.names().find(|known| known.text.get() == name) {
            return known.text.start.cast();
        }
        self.intern_new(name).unwrap_or(EMPTY.cast_const())
    }

    fn intern_new(&mut self, name: &[u8]) -> Result<*const c_char, Errno> {
        let mut text = Bytes::allocate(name.len() + 1)?;
        text.length = name.len();
        let Some(node) = crate::malloc::alloc(Layout::new::<Name>()) else {
            return Err(Errno::ENOMEM);
        };
        let node = node.as_ptr().cast::<Name>();
        // SAFETY: fresh memory; the text has a null byte more than its length.
        unsafe {
            ptr::copy_nonoverlapping(name.as_ptr(), text.start, name.len());
            node.write(Name { next: self.names, text });
        }
        self.names = node;
        Ok(text.start.cast())
    }

    fn names(&self) -> impl Iterator<Item = &Name> {
        // SAFETY: names are never freed.
        core::iter::successors(unsafe { self.names.as_ref() }, |name| unsafe { name.next.as_ref() })
    }
}

/// The abbreviation of a broken-down time: `tm_zone`, if the library made it, else what `tm_isdst` says.
pub fn name_of(tm: &super::super::Tm) -> &'static [u8] {
    if ptr::eq(tm.tm_zone, UTC.as_ptr()) {
        return UTC.to_bytes();
    }
    let known = STATE.lock().names().find(|name| ptr::eq(name.text.start, tm.tm_zone.cast())).map(|name| name.text);
    if let Some(text) = known {
        return text.get();
    }
    if tm.tm_isdst < 0 {
        return b"";
    }
    with(|_| {});
    let name = tzname[usize::from(tm.tm_isdst > 0)].load(Ordering::Acquire);
    // SAFETY: `install` stored a string that stays.
    unsafe { CStr::from_ptr(name) }.to_bytes()
}

/// Finds the zone that TZ names: a file, a POSIX rule, or UTC if it makes no sense.
fn load(tz: Option<&[u8]>) -> (Bytes, Zone<'static>) {
    let found = match tz {
        None => read_zone(&[b"/etc/localtime"]),
        Some(b"") => None,
        Some(tz) => match tz.strip_prefix(b":") {
            Some(name) => read_named(name),
            // A name of a file is no rule, but for short ones such as EST5EDT, where both say the same.
            None => parse_rule(tz).or_else(|| read_named(tz)),
        },
    };
    found.unwrap_or((Bytes::NONE, Zone::UTC))
}

fn parse_rule(tz: &[u8]) -> Option<(Bytes, Zone<'static>)> {
    Rule::parse(tz)?;
    let data = Bytes::copy(tz).ok()?;
    Some((data, Zone::Rule(Rule::parse(data.get())?)))
}

fn read_named(name: &[u8]) -> Option<(Bytes, Zone<'static>)> {
    let secure = auxv::get(at::SECURE).unwrap_or(0) != 0;
    if name.starts_with(b"/") {
        return if secure { None } else { read_zone(&[name]) };
    }
    if name.is_empty() || name.split(|&byte| byte == b'/').any(|part| part == b".." || part == b".") {
        return None;
    }
    [&b"/usr/share/zoneinfo/"[..], b"/share/zoneinfo/", b"/etc/zoneinfo/"]
        .iter()
        .find_map(|directory| read_zone(&[directory, name]))
}

fn read_zone(path: &[&[u8]]) -> Option<(Bytes, Zone<'static>)> {
    let data = read_file(path).ok()?;
    match File::parse(data.get()) {
        Some(file) => Some((data, Zone::File(file))),
        None => {
            data.free();
            None
        }
    }
}

/// The content of a regular file whose path is these parts together.
fn read_file(parts: &[&[u8]]) -> Result<Bytes, Errno> {
    const LONGEST: usize = 4096;
    let mut path = [0u8; LONGEST];
    let mut length = 0;
    for part in parts {
        let end = length + part.len();
        path.get_mut(length..end).filter(|_| end < LONGEST).ok_or(Errno::ENAMETOOLONG)?.copy_from_slice(part);
        length = end;
    }
    const FLAGS: u32 = nr::O_RDONLY | nr::O_CLOEXEC | nr::O_NONBLOCK;
    // SAFETY: the path ends with a null byte.
    let fd = unsafe { call4(nr::__NR_openat, nr::AT_FDCWD as usize, path.as_ptr() as usize, FLAGS as usize, 0) }?;
    let result = read_all(fd);
    // SAFETY: the descriptor is this function's own.
    let _ = unsafe { call1(nr::__NR_close, fd) };
    result
}

/// The largest file that is believed to be a time zone.
const LARGEST: usize = 1 << 20;

fn read_all(fd: usize) -> Result<Bytes, Errno> {
    // SAFETY: plain memory that the kernel fills.
    let mut status: nr::stat = unsafe { core::mem::zeroed() };
    // SAFETY: the structure is valid.
    unsafe { call2(nr::__NR_fstat, fd, &raw mut status as usize) }?;
    let size = status.st_size as usize;
    if status.st_mode & nr::S_IFMT != nr::S_IFREG || size > LARGEST {
        return Err(Errno::EINVAL);
    }
    let mut data = Bytes::allocate(size)?;
    let mut read = 0;
    while read < size {
        // SAFETY: the rest of the buffer is valid.
        match unsafe { call3(nr::__NR_read, fd, data.start as usize + read, size - read) } {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(Errno::EINTR) => {}
            Err(e) => {
                data.free();
                return Err(e);
            }
        }
    }
    data.length = read;
    Ok(data)
}

/// Reads TZ and sets `tzname`, `timezone` and `daylight`. Thread-safe; not async-signal-safe; no errors: what
/// makes no sense is UTC. POSIX.1-2024 tzset.
#[unsafe(no_mangle)]
pub extern "C" fn tzset() {
    with(|_| {});
}
