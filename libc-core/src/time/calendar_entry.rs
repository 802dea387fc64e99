//! `gmtime`, `localtime`, `mktime` and their like. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::Tm;
use super::calendar::{from_seconds, to_seconds};
use super::format::week_and_year_day;
use super::names::{DAYS, MONTHS, short};
use super::zone::state;
use crate::errno::{Errno, Outcome};
use crate::types::time_t;
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_double, c_int, c_long};
use core::ptr;

/// What functions without a buffer parameter return.
struct Static<T>(UnsafeCell<T>);
// SAFETY: POSIX lets concurrent calls of these functions interfere.
unsafe impl<T> Sync for Static<T> {}

static TIME: Static<Tm> = Static(UnsafeCell::new(Tm::ZERO));
static TEXT: Static<[u8; 26]> = Static(UnsafeCell::new([0; 26]));

fn universal(seconds: i64) -> Result<Tm, Errno> {
    from_seconds(seconds).map(|tm| Tm { tm_zone: state::UTC.as_ptr(), ..tm })
}

fn local(seconds: i64) -> Result<Tm, Errno> {
    let (found, name) = state::with(|zone| zone.at(seconds));
    let tm = from_seconds(seconds.checked_add(found.offset).ok_or(Errno::EOVERFLOW)?)?;
    Ok(Tm { tm_isdst: found.is_dst.into(), tm_gmtoff: found.offset, tm_zone: name, ..tm })
}

/// Stores `result` in `*out` and returns `out`, or null with `errno`.
///
/// # Safety
/// `out` is valid.
unsafe fn store(result: Result<Tm, Errno>, out: *mut Tm) -> *mut Tm {
    // SAFETY: the caller's promise.
    result.map(|tm| unsafe { out.write(tm) }).map(|()| out).or_errno(ptr::null_mut())
}

/// Broken-down UTC time, in `*out`. Null with `errno` EOVERFLOW if the year does not fit. Thread-safe. C23 7.29.3.3.
///
/// # Safety
/// Both pointers are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gmtime_r(seconds: *const time_t, out: *mut Tm) -> *mut Tm {
    // SAFETY: the caller's promise.
    unsafe { store(universal(seconds.read()), out) }
}

/// As `gmtime_r`, in an object that the next call overwrites. Not thread-safe. C23 7.29.3.3.
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gmtime(seconds: *const time_t) -> *mut Tm {
    // SAFETY: the caller's promise.
    unsafe { gmtime_r(seconds, TIME.0.get()) }
}

/// Broken-down local time, in `*out`, after reading TZ. Null with `errno` EOVERFLOW if the year does not fit.
/// Thread-safe. C23 7.29.3.4.
///
/// # Safety
/// Both pointers are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn localtime_r(seconds: *const time_t, out: *mut Tm) -> *mut Tm {
    // SAFETY: the caller's promise.
    unsafe { store(local(seconds.read()), out) }
}

/// As `localtime_r`, in an object that the next call overwrites. Not thread-safe. C23 7.29.3.4.
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn localtime(seconds: *const time_t) -> *mut Tm {
    // SAFETY: the caller's promise.
    unsafe { localtime_r(seconds, TIME.0.get()) }
}

/// Seconds since the Epoch of broken-down local time, whose members may be outside of their ranges; they are
/// brought into them. -1 with `errno` EOVERFLOW, and nothing changed, if the year does not fit. Thread-safe. C23 7.29.2.3.
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mktime(time: *mut Tm) -> time_t {
    // SAFETY: the caller's promise.
    let tm = unsafe { &mut *time };
    let is_dst = (tm.tm_isdst >= 0).then_some(tm.tm_isdst > 0);
    let seconds = state::with(|zone| zone.instant(to_seconds(tm), is_dst));
    local(seconds).map(|normal| *tm = normal).map(|()| seconds).or_errno(-1)
}

/// As `mktime`, for UTC. C23 7.29.2.4.
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timegm(time: *mut Tm) -> time_t {
    // SAFETY: the caller's promise.
    let tm = unsafe { &mut *time };
    let seconds = to_seconds(tm);
    universal(seconds).map(|normal| *tm = normal).map(|()| seconds).or_errno(-1)
}

/// The same as `mktime`. timelocal(3).
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timelocal(time: *mut Tm) -> time_t {
    // SAFETY: the caller's promise.
    unsafe { mktime(time) }
}

/// The seconds from `start` to `end`. Async-signal-safe and thread-safe; no errors. C23 7.29.2.2.
#[unsafe(no_mangle)]
pub extern "C" fn difftime(end: time_t, start: time_t) -> c_double {
    (i128::from(end) - i128::from(start)) as c_double
}

/// The text `Thu Jan  1 00:00:00 1970\n` in 26 bytes at `buffer`. Null with `errno` EOVERFLOW if it needs more.
/// Thread-safe. POSIX.1-2008 asctime_r.
///
/// # Safety
/// The pointers are valid, `buffer` for 26 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn asctime_r(time: *const Tm, buffer: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (tm, out) = unsafe { (&*time, &mut *buffer.cast::<[u8; 26]>()) };
    write_text(tm, out).map(|()| buffer).or_errno(ptr::null_mut())
}

fn write_text(tm: &Tm, out: &mut [u8; 26]) -> Result<(), Errno> {
    let name = |names: &[&'static str], index: c_int| {
        let name = usize::try_from(index).ok().and_then(|index| names.get(index)).copied();
        name.map_or("???", short).as_bytes()
    };
    let two = |value: c_int, fill: u8| -> Result<[u8; 2], Errno> {
        let value = u8::try_from(value).ok().filter(|&value| value < 100).ok_or(Errno::EOVERFLOW)?;
        Ok([if value < 10 { fill } else { b'0' + value / 10 }, b'0' + value % 10])
    };
    let year = i64::from(tm.tm_year) + 1900;
    if !(0..=9999).contains(&year) {
        return Err(Errno::EOVERFLOW);
    }
    let (century, rest) = (two((year / 100) as c_int, b'0')?, two((year % 100) as c_int, b'0')?);
    // Before the year 1000 there are fewer digits.
    let digits = [century[0], century[1], rest[0], rest[1]];
    let skip = digits.iter().take(3).take_while(|&&digit| digit == b'0').count();
    let parts: [&[u8]; 14] = [
        name(&DAYS, tm.tm_wday),
        b" ",
        name(&MONTHS, tm.tm_mon),
        b" ",
        &two(tm.tm_mday, b' ')?,
        b" ",
        &two(tm.tm_hour, b'0')?,
        b":",
        &two(tm.tm_min, b'0')?,
        b":",
        &two(tm.tm_sec, b'0')?,
        b" ",
        digits.get(skip..).unwrap_or_default(),
        b"\n",
    ];
    *out = [0; 26];
    for (slot, byte) in out.iter_mut().zip(parts.into_iter().flatten()) {
        *slot = *byte;
    }
    Ok(())
}

/// As `asctime_r`, in a buffer that the next call overwrites. Not thread-safe. C23 7.29.3.1.
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn asctime(time: *const Tm) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { asctime_r(time, TEXT.0.get().cast()) }
}

/// `asctime(localtime(seconds))`. Not thread-safe. C23 7.29.3.2.
///
/// # Safety
/// The pointer is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctime(seconds: *const time_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { ctime_r(seconds, TEXT.0.get().cast()) }
}

/// As `ctime`, in 26 bytes at `buffer`. Thread-safe. POSIX.1-2008 ctime_r.
///
/// # Safety
/// The pointers are valid, `buffer` for 26 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctime_r(seconds: *const time_t, buffer: *mut c_char) -> *mut c_char {
    let mut tm = Tm::ZERO;
    // SAFETY: the caller's promise.
    unsafe {
        if localtime_r(seconds, &mut tm).is_null() {
            return ptr::null_mut();
        }
        asctime_r(&tm, buffer)
    }
}

/// Seconds since the Epoch of broken-down local time, for `%s`.
pub fn seconds_since_epoch(tm: &Tm) -> i64 {
    let local = to_seconds(tm);
    if ptr::eq(tm.tm_zone, state::UTC.as_ptr()) {
        return local;
    }
    let is_dst = (tm.tm_isdst >= 0).then_some(tm.tm_isdst > 0);
    state::with(|zone| zone.instant(local, is_dst))
}

/// Fills in the day of the week and of the year.
pub fn complete(tm: &mut Tm) {
    let year = i64::from(tm.tm_year) + 1900;
    (tm.tm_wday, tm.tm_yday) = week_and_year_day(year, tm.tm_mon.into(), tm.tm_mday.into());
}

const _: () = assert!(size_of::<Tm>() == 9 * size_of::<c_int>() + 4 + 2 * size_of::<c_long>());
