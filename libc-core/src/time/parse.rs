//! `strptime`. POSIX.1-2024 strptime. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::Tm;
use super::calendar::{date_from_days, days_from_date};
use super::calendar_entry::{complete, localtime_r};
use super::names::{DAYS, MONTHS, NOON, short};
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// What is known besides the members of `struct tm`.
#[derive(Default)]
struct Parts {
    century: Option<i32>,
    year_of_century: Option<i32>,
    afternoon: Option<bool>,
    hour12: Option<i32>,
    /// Weeks of the year, and the weekday that begins them.
    week: Option<(i32, i32)>,
    have_weekday: bool,
    have_year: bool,
    have_month: bool,
    have_day: bool,
    have_year_day: bool,
}

/// The text that is left.
struct Input<'a> {
    rest: &'a [u8],
}

impl Input<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
        while let Some((0x0b, rest)) = self.rest.split_first() {
            self.rest = rest.trim_ascii_start();
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    /// A number of at most `digits` digits between two bounds, with leading space.
    fn number(&mut self, digits: usize, least: i64, most: i64) -> Option<i64> {
        self.skip_space();
        let sign = match self.rest.first() {
            Some(b'-') => -1,
            Some(b'+') => 1,
            _ => 0,
        };
        if sign != 0 {
            self.rest = self.rest.get(1..)?;
        }
        let length = self.rest.iter().take(digits).take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.rest.split_at_checked(length).filter(|_| length != 0)?;
        let value =
            number.iter().try_fold(0i64, |value, digit| value.checked_mul(10)?.checked_add(i64::from(digit - b'0')))?;
        self.rest = rest;
        let value = if sign < 0 { -value } else { value };
        (least..=most).contains(&value).then_some(value)
    }

    fn int(&mut self, digits: usize, least: i32, most: i32) -> Option<c_int> {
        self.number(digits, least.into(), most.into()).map(|value| value as c_int)
    }

    /// The index of the name that is next, in full or abbreviated, in any case.
    fn name(&mut self, names: &[&str]) -> Option<c_int> {
        let starts = |text: &str, rest: &[u8]| {
            rest.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text.as_bytes()))
        };
        for (index, name) in names.iter().enumerate() {
            for form in [name, short(name)] {
                if starts(form, self.rest) {
                    self.rest = self.rest.get(form.len()..)?;
                    return Some(index as c_int);
                }
            }
        }
        None
    }
}

/// Reads `text` as `pattern` says.
fn parse(input: &mut Input, pattern: &[u8], tm: &mut Tm, parts: &mut Parts) -> Option<()> {
    let mut pattern = pattern;
    while let Some((&byte, rest)) = pattern.split_first() {
        pattern = rest;
        if byte.is_ascii_whitespace() || byte == 0x0b {
            input.skip_space();
            continue;
        }
        if byte != b'%' {
            input.take(byte)?;
            continue;
        }
        // Flags and widths: a width bounds the digits of a year.
        let mut width = None;
        while let Some((&flag, rest)) = pattern.split_first() {
            match flag {
                b'E' | b'O' | b'+' | b'-' | b'_' | b'^' | b'#' => {}
                b'0'..=b'9' => {
                    width = Some(width.unwrap_or(0usize).saturating_mul(10).saturating_add(usize::from(flag - b'0')))
                }
                _ => break,
            }
            pattern = rest;
        }
        let (&conversion, rest) = pattern.split_first()?;
        pattern = rest;
        convert(input, conversion, width, tm, parts)?;
    }
    Some(())
}

fn convert(input: &mut Input, conversion: u8, width: Option<usize>, tm: &mut Tm, parts: &mut Parts) -> Option<()> {
    match conversion {
        b'a' | b'A' => {
            tm.tm_wday = input.name(&DAYS)?;
            parts.have_weekday = true;
        }
        b'b' | b'B' | b'h' => {
            tm.tm_mon = input.name(&MONTHS)?;
            parts.have_month = true;
        }
        b'c' => parse(input, b"%a %b %e %H:%M:%S %Y", tm, parts)?,
        b'C' => parts.century = Some(input.int(width.unwrap_or(2), -9999, 9999)?),
        b'd' | b'e' => {
            tm.tm_mday = input.int(2, 1, 31)?;
            parts.have_day = true;
        }
        b'D' | b'x' => parse(input, b"%m/%d/%y", tm, parts)?,
        b'F' => {
            convert(input, b'Y', width.map(|width| width.saturating_sub(6)), tm, parts)?;
            parse(input, b"-%m-%d", tm, parts)?;
        }
        b'g' => {
            input.int(2, 0, 99)?;
        }
        b'G' => {
            input.number(width.unwrap_or(4), -9999, 9999)?;
        }
        b'H' | b'k' => {
            tm.tm_hour = input.int(2, 0, 23)?;
            parts.hour12 = None;
        }
        b'I' | b'l' => parts.hour12 = Some(input.int(2, 1, 12)? % 12),
        b'j' => {
            tm.tm_yday = input.int(3, 1, 366)? - 1;
            parts.have_year_day = true;
        }
        b'm' => {
            tm.tm_mon = input.int(2, 1, 12)? - 1;
            parts.have_month = true;
        }
        b'M' => tm.tm_min = input.int(2, 0, 59)?,
        b'n' | b't' => input.skip_space(),
        b'p' | b'P' => {
            let index = NOON.iter().position(|name| {
                input.rest.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            })?;
            input.rest = input.rest.get(2..)?;
            parts.afternoon = Some(index == 1);
        }
        b'r' => parse(input, b"%I:%M:%S %p", tm, parts)?,
        b'R' => parse(input, b"%H:%M", tm, parts)?,
        b's' => {
            let seconds = input.number(20, i64::MIN, i64::MAX)?;
            // SAFETY: both are valid.
            if unsafe { localtime_r(&seconds, tm) }.is_null() {
                return None;
            }
            (parts.have_year, parts.have_month, parts.have_day) = (true, true, true);
        }
        b'S' => tm.tm_sec = input.int(2, 0, 60)?,
        b'T' | b'X' => parse(input, b"%H:%M:%S", tm, parts)?,
        b'u' => {
            tm.tm_wday = input.int(1, 1, 7)? % 7;
            parts.have_weekday = true;
        }
        b'U' => parts.week = Some((input.int(2, 0, 53)?, 0)),
        b'W' => parts.week = Some((input.int(2, 0, 53)?, 1)),
        b'V' => {
            input.int(2, 1, 53)?;
        }
        b'w' => {
            tm.tm_wday = input.int(1, 0, 6)?;
            parts.have_weekday = true;
        }
        b'y' => parts.year_of_century = Some(input.int(2, 0, 99)?),
        b'Y' => {
            let year = input.number(width.unwrap_or(if signed(input) { 19 } else { 4 }), i64::MIN, i64::MAX)?;
            tm.tm_year = c_int::try_from(year.checked_sub(1900)?).ok()?;
            (parts.century, parts.year_of_century, parts.have_year) = (None, None, true);
        }
        b'z' => offset(input, tm)?,
        b'Z' => {
            let length = input.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            input.rest = input.rest.get(length..)?;
        }
        b'%' => input.take(b'%')?,
        _ => return None,
    }
    Some(())
}

/// Whether a year has an explicit sign and may have more than four digits.
fn signed(input: &Input) -> bool {
    matches!(input.rest.trim_ascii_start().first(), Some(b'+' | b'-'))
}

/// `+hhmm`, `+hh:mm`, `+hh` or `Z`.
fn offset(input: &mut Input, tm: &mut Tm) -> Option<()> {
    input.skip_space();
    if input.take(b'Z').is_some() {
        tm.tm_gmtoff = 0;
        return Some(());
    }
    let (&sign @ (b'+' | b'-'), rest) = input.rest.split_first()? else { return None };
    input.rest = rest;
    let two = |input: &mut Input, most: i64| {
        let (digits, rest) = input.rest.split_at_checked(2)?;
        let value = match digits {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => i64::from(tens - b'0') * 10 + i64::from(ones - b'0'),
            _ => return None,
        };
        input.rest = rest;
        (value <= most).then_some(value)
    };
    let hours = two(input, 24)?;
    let colon = input.take(b':').is_some();
    let minutes = match input.rest.first() {
        Some(b'0'..=b'9') => two(input, 59)?,
        _ if colon => return None,
        _ => 0,
    };
    let seconds = hours * 3600 + minutes * 60;
    tm.tm_gmtoff = if sign == b'-' { -seconds } else { seconds };
    Some(())
}

/// Puts together what was read in parts.
fn settle(tm: &mut Tm, parts: &Parts) {
    if let Some(hour) = parts.hour12 {
        tm.tm_hour = hour + if parts.afternoon == Some(true) { 12 } else { 0 };
    } else if let Some(afternoon) = parts.afternoon {
        tm.tm_hour = tm.tm_hour % 12 + if afternoon { 12 } else { 0 };
    }
    let mut have_year = parts.have_year;
    match (parts.century, parts.year_of_century) {
        (Some(century), year) => {
            tm.tm_year = century * 100 + year.unwrap_or((tm.tm_year + 1900).rem_euclid(100)) - 1900;
            have_year = true;
        }
        // POSIX: 69 to 99 are of the twentieth century, 00 to 68 of the next one.
        (None, Some(year)) => {
            tm.tm_year = if year < 69 { year + 100 } else { year };
            have_year = true;
        }
        (None, None) => {}
    }
    let year = i64::from(tm.tm_year) + 1900;
    let date = parts.have_month && parts.have_day;
    let day = if !have_year || date {
        None
    } else if parts.have_year_day {
        Some(days_from_date(year, 1, 1) + i64::from(tm.tm_yday))
    } else if let (Some((week, first)), true) = (parts.week, parts.have_weekday) {
        let new_year = days_from_date(year, 1, 1);
        let weekday = (new_year + 4).rem_euclid(7);
        let start = new_year + (i64::from(first) - weekday).rem_euclid(7);
        Some(start + i64::from(week - 1) * 7 + i64::from((tm.tm_wday - first).rem_euclid(7)))
    } else {
        None
    };
    if let Some(day) = day {
        let (year, month, date) = date_from_days(day);
        (tm.tm_year, tm.tm_mon, tm.tm_mday) = ((year - 1900) as c_int, month as c_int - 1, date as c_int);
    }
    if day.is_some() || have_year && date {
        complete(tm);
    }
}

/// Whether all of `text` is as `pattern` says, for `getdate`. Members of `*tm` that the pattern does not name, or imply,
/// stay.
pub fn fits(text: &[u8], pattern: &[u8], tm: &mut Tm) -> bool {
    let mut input = Input { rest: text };
    let mut parts = Parts::default();
    let fits = parse(&mut input, pattern, tm, &mut parts).is_some() && input.rest.is_empty();
    if fits {
        let hour = tm.tm_hour;
        settle(tm, &parts);
        // Half a day is nothing without an hour.
        if parts.hour12.is_none() && !(0..24).contains(&hour) {
            tm.tm_hour = hour;
        }
    }
    fits
}

/// Reads `text` as `pattern` says into `*time`; members that the pattern does not name, or imply, stay. Returns
/// where reading ended, or null if the text does not fit the pattern. Thread-safe; no `errno`.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strptime(text: *const c_char, pattern: *const c_char, time: *mut Tm) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (bytes, pattern, tm) =
        unsafe { (CStr::from_ptr(text).to_bytes(), CStr::from_ptr(pattern).to_bytes(), &mut *time) };
    let mut input = Input { rest: bytes };
    let mut parts = Parts::default();
    if parse(&mut input, pattern, tm, &mut parts).is_none() {
        return ptr::null_mut();
    }
    settle(tm, &parts);
    text.wrapping_add(bytes.len() - input.rest.len()).cast_mut()
}
