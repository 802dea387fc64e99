//! `strftime`'s logic: broken-down time into bytes. Pure. C23 7.29.3.5, POSIX.1-2024 strftime.

use super::calendar::{Tm, days_from_date, is_leap, to_seconds};
use super::names::{DAYS, MONTHS, NOON, short};

/// Where the text goes: a slice that may be too small.
pub struct Output<'a> {
    room: &'a mut [u8],
    used: usize,
    overflow: bool,
}

impl<'a> Output<'a> {
    /// An empty text.
    pub fn new(room: &'a mut [u8]) -> Self {
        Self { room, used: 0, overflow: false }
    }

    /// The text's length in bytes, or `None` if it did not fit.
    pub fn length(&self) -> Option<usize> {
        (!self.overflow).then_some(self.used)
    }

    fn byte(&mut self, byte: u8) {
        match self.room.get_mut(self.used) {
            Some(slot) => {
                *slot = byte;
                self.used += 1;
            }
            None => self.overflow = true,
        }
    }

    fn text(&mut self, text: &[u8]) {
        for &byte in text {
            self.byte(byte);
        }
    }
}

/// What stands between `%` and the conversion.
#[derive(Clone, Copy, Default)]
struct Spec {
    /// `-`, `_`, `0` or `+`; 0 if there is none.
    pad: u8,
    upper: bool,
    swap_case: bool,
    width: Option<usize>,
}

/// Appends `tm` as `format` says. `zone` is the abbreviation for `%Z`, `since_epoch` gives the time for `%s`.
/// What is no conversion is copied.
pub fn format(out: &mut Output, format: &[u8], tm: &Tm, zone: &[u8], since_epoch: &dyn Fn(&Tm) -> i64) {
    let mut rest = format;
    while let Some((&byte, tail)) = rest.split_first() {
        if out.overflow {
            return;
        }
        if byte != b'%' {
            out.byte(byte);
            rest = tail;
            continue;
        }
        let (spec, tail) = parse(tail);
        let (conversion, tail) = match tail.split_first() {
            Some((&conversion, tail)) => (conversion, tail),
            None => (0, tail),
        };
        if !convert(out, spec, conversion, tm, zone, since_epoch) {
            let length = rest.len() - tail.len();
            out.text(rest.get(..length).unwrap_or(rest));
        }
        rest = tail;
    }
}

fn parse(format: &[u8]) -> (Spec, &[u8]) {
    let mut spec = Spec::default();
    let mut rest = format;
    while let Some((&byte, tail)) = rest.split_first() {
        match byte {
            b'-' | b'_' | b'0' | b'+' => spec.pad = byte,
            b'^' => spec.upper = true,
            b'#' => spec.swap_case = true,
            _ => break,
        }
        rest = tail;
    }
    while let Some((&digit @ b'0'..=b'9', tail)) = rest.split_first() {
        let width = spec.width.unwrap_or(0).saturating_mul(10).saturating_add(usize::from(digit - b'0'));
        spec.width = Some(width);
        rest = tail;
    }
    // The alternative representations of these locales are the ordinary ones.
    if let Some((b'E' | b'O', tail)) = rest.split_first() {
        rest = tail;
    }
    (spec, rest)
}

/// Appends one conversion; `false` if there is no such one.
fn convert(
    out: &mut Output,
    spec: Spec,
    conversion: u8,
    tm: &Tm,
    zone: &[u8],
    since_epoch: &dyn Fn(&Tm) -> i64,
) -> bool {
    let year = i64::from(tm.tm_year) + 1900;
    let hour12 = (i64::from(tm.tm_hour) + 11).rem_euclid(12) + 1;
    let number = |out: &mut Output, value: i64, width: usize, pad: u8| put_number(out, spec, value, width, pad);
    let name = |out: &mut Output, names: &[&str], index: i32, whole: bool| {
        let name = usize::try_from(index).ok().and_then(|index| names.get(index)).copied();
        let text = name.map_or("?", |name| if whole { name } else { short(name) });
        put_text(out, spec, text.as_bytes(), Case::Upper);
    };
    match conversion {
        b'a' => name(out, &DAYS, tm.tm_wday, false),
        b'A' => name(out, &DAYS, tm.tm_wday, true),
        b'b' | b'h' => name(out, &MONTHS, tm.tm_mon, false),
        b'B' => name(out, &MONTHS, tm.tm_mon, true),
        b'c' => nested(out, spec, b"%a %b %e %H:%M:%S %Y", tm, zone, since_epoch),
        b'C' => put_year(out, spec, year.div_euclid(100), 2),
        b'd' => number(out, tm.tm_mday.into(), 2, b'0'),
        b'D' | b'x' => nested(out, spec, b"%m/%d/%y", tm, zone, since_epoch),
        b'e' => number(out, tm.tm_mday.into(), 2, b'_'),
        b'F' => put_date(out, spec, tm, year),
        b'g' => number(out, iso_week(tm).0.rem_euclid(100), 2, b'0'),
        b'G' => put_year(out, spec, iso_week(tm).0, 4),
        b'H' => number(out, tm.tm_hour.into(), 2, b'0'),
        b'I' => number(out, hour12, 2, b'0'),
        b'j' => number(out, i64::from(tm.tm_yday) + 1, 3, b'0'),
        b'k' => number(out, tm.tm_hour.into(), 2, b'_'),
        b'l' => number(out, hour12, 2, b'_'),
        b'm' => number(out, i64::from(tm.tm_mon) + 1, 2, b'0'),
        b'M' => number(out, tm.tm_min.into(), 2, b'0'),
        b'n' => put_text(out, spec, b"\n", Case::Upper),
        b'p' => put_text(out, spec, NOON[usize::from(tm.tm_hour >= 12)].as_bytes(), Case::Lower),
        b'P' => {
            let lower = if tm.tm_hour >= 12 { b"pm" } else { b"am" };
            put_text(out, spec, lower, Case::Upper);
        }
        b'r' => nested(out, spec, b"%I:%M:%S %p", tm, zone, since_epoch),
        b'R' => nested(out, spec, b"%H:%M", tm, zone, since_epoch),
        b's' => number(out, since_epoch(tm), 1, b'0'),
        b'S' => number(out, tm.tm_sec.into(), 2, b'0'),
        b't' => put_text(out, spec, b"\t", Case::Upper),
        b'T' | b'X' => nested(out, spec, b"%H:%M:%S", tm, zone, since_epoch),
        b'u' => number(out, (i64::from(tm.tm_wday) + 6).rem_euclid(7) + 1, 1, b'0'),
        b'U' => number(out, (i64::from(tm.tm_yday) + 7 - i64::from(tm.tm_wday)) / 7, 2, b'0'),
        b'V' => number(out, iso_week(tm).1, 2, b'0'),
        b'w' => number(out, tm.tm_wday.into(), 1, b'0'),
        b'W' => {
            let from_monday = (i64::from(tm.tm_wday) + 6).rem_euclid(7);
            number(out, (i64::from(tm.tm_yday) + 7 - from_monday) / 7, 2, b'0');
        }
        b'y' => number(out, year.rem_euclid(100), 2, b'0'),
        b'Y' => put_year(out, spec, year, 4),
        b'z' if tm.tm_isdst >= 0 => put_offset(out, spec, tm.tm_gmtoff),
        b'Z' if tm.tm_isdst >= 0 => put_text(out, spec, zone, Case::Lower),
        b'z' | b'Z' => {}
        b'%' => put_text(out, spec, b"%", Case::Upper),
        _ => return false,
    }
    true
}

/// What the flag `#` does to a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Upper,
    Lower,
}

fn put_text(out: &mut Output, spec: Spec, text: &[u8], swapped: Case) {
    pad(out, spec.width.unwrap_or(0), text.len(), if spec.pad == b'0' || spec.pad == b'+' { b'0' } else { b' ' });
    for &byte in text {
        out.byte(match (spec.upper, spec.swap_case, swapped) {
            (_, true, Case::Lower) => byte.to_ascii_lowercase(),
            (true, ..) | (_, true, Case::Upper) => byte.to_ascii_uppercase(),
            _ => byte,
        });
    }
}

fn pad(out: &mut Output, width: usize, length: usize, with: u8) {
    for _ in length..width {
        if out.overflow {
            return;
        }
        out.byte(with);
    }
}

/// The decimal digits of a number, in the last bytes of a buffer.
fn digits(value: u64, buffer: &mut [u8; 20]) -> &[u8] {
    let mut rest = value;
    let mut start = buffer.len();
    for byte in buffer.iter_mut().rev() {
        *byte = b'0' + (rest % 10) as u8;
        rest /= 10;
        start -= 1;
        if rest == 0 {
            break;
        }
    }
    buffer.get(start..).unwrap_or_default()
}

/// A number, at least `width` wide, filled with zeros or (`_`) spaces unless the flags say otherwise.
fn put_number(out: &mut Output, spec: Spec, value: i64, width: usize, default_pad: u8) {
    let filler = match spec.pad {
        0 => default_pad,
        b'+' => b'0',
        pad => pad,
    };
    put_signed(out, value < 0, value.unsigned_abs(), spec.width.unwrap_or(width), filler, false);
}

fn put_signed(out: &mut Output, negative: bool, magnitude: u64, width: usize, filler: u8, plus: bool) {
    let mut buffer = [0; 20];
    let digits = digits(magnitude, &mut buffer);
    let sign: &[u8] = if negative {
        b"-"
    } else if plus {
        b"+"
    } else {
        b""
    };
    let width = if filler == b'-' { 0 } else { width };
    let length = digits.len() + sign.len();
    if filler == b'_' {
        pad(out, width, length, b' ');
        out.text(sign);
    } else {
        out.text(sign);
        pad(out, width, length, b'0');
    }
    out.text(digits);
}

/// A year or century: the flag `+` asks for a sign when there are more digits than usual.
fn put_year(out: &mut Output, spec: Spec, value: i64, usual: usize) {
    let width = spec.width.unwrap_or(usual);
    let limit = 10i64.pow(usual as u32);
    let plus = spec.pad == b'+' && (value >= limit || width > usual);
    let filler = if spec.pad == 0 || spec.pad == b'+' { b'0' } else { spec.pad };
    // A sign does not count against the least width of four or two digits.
    let width = if value < 0 && spec.width.is_none() { width + 1 } else { width };
    put_signed(out, value < 0, value.unsigned_abs(), width, filler, plus);
}

/// `%F`: the width is that of the whole.
fn put_date(out: &mut Output, spec: Spec, tm: &Tm, year: i64) {
    let year_spec = Spec { width: spec.width.map(|width| width.saturating_sub(6)), ..spec };
    put_year(out, year_spec, year, 4);
    let plain = Spec::default();
    for part in [tm.tm_mon + 1, tm.tm_mday] {
        out.byte(b'-');
        put_number(out, plain, part.into(), 2, b'0');
    }
}

/// `%z`: hours and minutes east of UTC.
fn put_offset(out: &mut Output, spec: Spec, seconds: i64) {
    let minutes = seconds.unsigned_abs() / 60;
    let filler = if spec.pad == 0 || spec.pad == b'+' { b'0' } else { spec.pad };
    put_signed(out, seconds < 0, minutes / 60 * 100 + minutes % 60, spec.width.unwrap_or(5), filler, seconds >= 0);
}

/// A conversion that stands for a format.
fn nested(out: &mut Output, spec: Spec, inner: &[u8], tm: &Tm, zone: &[u8], since_epoch: &dyn Fn(&Tm) -> i64) {
    let mut buffer = [0; 128];
    let mut text = Output::new(&mut buffer);
    format(&mut text, inner, tm, zone, since_epoch);
    let length = text.used;
    put_text(out, spec, buffer.get(..length).unwrap_or_default(), Case::Upper);
}

/// The ISO 8601 year and week.
fn iso_week(tm: &Tm) -> (i64, i64) {
    let year = i64::from(tm.tm_year) + 1900;
    let from_monday = (i64::from(tm.tm_wday) + 6).rem_euclid(7);
    // The week belongs to the year of its Thursday.
    let thursday = i64::from(tm.tm_yday) - from_monday + 3;
    let length = |year| 365 + i64::from(is_leap(year));
    if thursday < 0 {
        (year - 1, (thursday + length(year - 1)) / 7 + 1)
    } else if thursday >= length(year) {
        (year + 1, (thursday - length(year)) / 7 + 1)
    } else {
        (year, thursday / 7 + 1)
    }
}

/// `%s` without a time zone.
pub fn seconds_in_utc(tm: &Tm) -> i64 {
    to_seconds(tm)
}

/// The day of the week (from Sunday) and of the year of a date; `month` is 0 to 11.
pub fn week_and_year_day(year: i64, month: i64, day: i64) -> (i32, i32) {
    let days = days_from_date(year, month + 1, day);
    ((days + 4).rem_euclid(7) as i32, (days - days_from_date(year, 1, 1)) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::calendar::from_seconds;

    fn text(pattern: &str, seconds: i64) -> String {
        let mut buffer = [0; 200];
        let mut out = Output::new(&mut buffer);
        format(&mut out, pattern.as_bytes(), &from_seconds(seconds).unwrap(), b"UTC", &seconds_in_utc);
        let length = out.length().unwrap();
        String::from_utf8(buffer[..length].to_vec()).unwrap()
    }

    #[test]
    fn the_usual_ones() {
        assert_eq!(text("%c", 0), "Thu Jan  1 00:00:00 1970");
        assert_eq!(text("%Y-%m-%dT%H:%M:%SZ %s", 1_700_000_000), "2023-11-14T22:13:20Z 1700000000");
        assert_eq!(text("%G-W%V-%u %g %U %W %j", 1_609_459_200), "2020-W53-5 20 00 00 001");
        assert_eq!(text("%I %l %p %P %r", 1_700_000_000), "10 10 PM pm 10:13:20 PM");
        assert_eq!(
            text("%D %F %x %X %T %R %h %e|%k", 0),
            "01/01/70 1970-01-01 01/01/70 00:00:00 00:00:00 00:00 Jan  1| 0"
        );
        assert_eq!(text("%n%t%%%z%Z", 0), "\n\t%+0000UTC");
    }

    #[test]
    fn flags_and_widths() {
        assert_eq!(text("%-d %_d %05d %^a %#Z %-H", 0), "1  1 00001 THU utc 0");
        assert_eq!(text("%10F|%+11F|%12Y|%+6Y|%C", 0), "1970-01-01|+1970-01-01|000000001970|+01970|19");
        assert_eq!(text("%Q %", 0), "%Q %");
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let mut buffer = [0; 3];
        let mut out = Output::new(&mut buffer);
        format(&mut out, b"%Y", &from_seconds(0).unwrap(), b"", &seconds_in_utc);
        assert_eq!(out.length(), None);
    }
}
