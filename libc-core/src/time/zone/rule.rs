//! POSIX TZ strings: `std offset [dst [offset] [,start[/time],end[/time]]]`. POSIX.1-2024 8.3, with times from
//! -167 to 167 hours (RFC 9636).

use super::LocalType;
use crate::time::calendar::{DAY, date_from_days, days_from_date, is_leap};

/// A day of the year on which the clock changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Day {
    /// `Jn`: 1 to 365, February 29 is never counted.
    Julian(i64),
    /// `n`: 0 to 365, with February 29.
    Zero(i64),
    /// `Mm.n.d`: day `d` (from Sunday) of week `n` (5: the last) of month `m`.
    Month(i64, i64, i64),
}

/// A day, and seconds from its midnight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Change {
    day: Day,
    time: i64,
}

/// Daylight saving time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Daylight<'a> {
    name: &'a [u8],
    offset: i64,
    start: Change,
    end: Change,
}

/// A parsed TZ string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule<'a> {
    name: &'a [u8],
    offset: i64,
    daylight: Option<Daylight<'a>>,
}

impl Rule<'static> {
    /// Coordinated universal time.
    pub const UTC: Rule<'static> = Rule { name: b"UTC", offset: 0, daylight: None };
}

impl<'a> Rule<'a> {
    /// Reads a TZ string, all of it.
    pub fn parse(text: &'a [u8]) -> Option<Self> {
        let mut rest = Text { bytes: text };
        let name = rest.name()?;
        let offset = -rest.time(24)?;
        if rest.bytes.is_empty() {
            return Some(Self { name, offset, daylight: None });
        }
        let daylight_name = rest.name()?;
        let daylight_offset = match rest.bytes.first() {
            None | Some(b',') => offset + 3600,
            Some(_) => -rest.time(24)?,
        };
        let (start, end) = if rest.bytes.is_empty() {
            // Where the string does not say when: the rules of the United States since 2007.
            (Change { day: Day::Month(3, 2, 0), time: 7200 }, Change { day: Day::Month(11, 1, 0), time: 7200 })
        } else {
            (rest.change()?, rest.change()?)
        };
        let daylight = Daylight { name: daylight_name, offset: daylight_offset, start, end };
        rest.bytes.is_empty().then_some(Self { name, offset, daylight: Some(daylight) })
    }

    fn standard(&self) -> LocalType<'a> {
        LocalType { offset: self.offset, is_dst: false, name: self.name }
    }

    /// The local type at an instant.
    pub fn at(&self, seconds: i64) -> LocalType<'a> {
        let Some(daylight) = &self.daylight else { return self.standard() };
        // Years that `struct tm` can have end before.
        let seconds = seconds.clamp(-1 << 56, 1 << 56);
        let local = seconds + self.offset;
        let (year, ..) = date_from_days(local.div_euclid(DAY));
        // The changes of the years around count too, as the times can lie outside of their day.
        let last = (year - 1..=year + 1)
            .flat_map(|year| {
                [
                    (daylight.start.instant(year, self.offset), true),
                    (daylight.end.instant(year, daylight.offset), false),
                ]
            })
            .filter(|&(instant, _)| instant <= seconds)
            // Of two at the same instant the start counts: daylight saving time all year.
            .max();
        if last.is_some_and(|(_, is_dst)| is_dst) {
            LocalType { offset: daylight.offset, is_dst: true, name: daylight.name }
        } else {
            self.standard()
        }
    }

    /// Standard and daylight saving time.
    pub fn names(&self) -> (LocalType<'a>, Option<LocalType<'a>>) {
        let daylight =
            self.daylight.map(|daylight| LocalType { offset: daylight.offset, is_dst: true, name: daylight.name });
        (self.standard(), daylight)
    }
}

impl Change {
    /// The instant of the change in a year, with the offset that holds until then.
    fn instant(&self, year: i64, offset: i64) -> i64 {
        let first = days_from_date(year, 1, 1);
        let day = match self.day {
            Day::Julian(day) => first + day - 1 + i64::from(is_leap(year) && day >= 60),
            Day::Zero(day) => first + day,
            Day::Month(month, week, weekday) => {
                let first = days_from_date(year, month, 1);
                let next =
                    if month == 12 { days_from_date(year + 1, 1, 1) } else { days_from_date(year, month + 1, 1) };
                let day = first + (weekday - (first + 4)).rem_euclid(7) + (week - 1) * 7;
                if day >= next { day - 7 } else { day }
            }
        };
        day * DAY + self.time - offset
    }
}

/// What is left to read.
struct Text<'a> {
    bytes: &'a [u8],
}

impl<'a> Text<'a> {
    fn take(&mut self, byte: u8) -> bool {
        match self.bytes.split_first() {
            Some((&first, rest)) if first == byte => {
                self.bytes = rest;
                true
            }
            _ => false,
        }
    }

    fn split(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(head)
    }

    /// An abbreviation: three letters or more, or anything alphanumeric with signs in angle brackets.
    fn name(&mut self) -> Option<&'a [u8]> {
        if self.take(b'<') {
            let length = self.bytes.iter().position(|&byte| byte == b'>')?;
            let name = self.split(length)?;
            self.take(b'>');
            let valid = name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'));
            return (valid && length >= 3).then_some(name);
        }
        let length = self.bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(self.bytes.len());
        if length < 3 { None } else { self.split(length) }
    }

    fn number(&mut self, most: i64) -> Option<i64> {
        let length = self.bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(self.bytes.len());
        if length == 0 || length > 3 {
            return None;
        }
        let value = self.split(length)?.iter().fold(0, |value, &digit| value * 10 + i64::from(digit - b'0'));
        (value <= most).then_some(value)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn time(&mut self, most_hours: i64) -> Option<i64> {
        let negative = self.take(b'-');
        if !negative {
            self.take(b'+');
        }
        let mut seconds = self.number(most_hours)? * 3600;
        if self.take(b':') {
            seconds += self.number(59)? * 60;
            if self.take(b':') {
                seconds += self.number(59)?;
            }
        }
        Some(if negative { -seconds } else { seconds })
    }

    /// `,date[/time]`.
    fn change(&mut self) -> Option<Change> {
        if !self.take(b',') {
            return None;
        }
        let day = if self.take(b'J') {
            Day::Julian(self.number(365).filter(|&day| day >= 1)?)
        } else if self.take(b'M') {
            let month = self.number(12).filter(|&month| month >= 1)?;
            let week = self.take(b'.').then(|| self.number(5)).flatten().filter(|&week| week >= 1)?;
            Day::Month(month, week, self.take(b'.').then(|| self.number(6)).flatten()?)
        } else {
            Day::Zero(self.number(365)?)
        };
        let time = if self.take(b'/') { self.time(167)? } else { 7200 };
        Some(Change { day, time })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn central_europe() {
        let rule = Rule::parse(b"CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let name = |seconds| rule.at(seconds).name;
        assert_eq!(name(1_711_846_799), b"CET");
        assert_eq!(name(1_711_846_800), b"CEST");
        assert_eq!(name(1_729_990_799), b"CEST");
        assert_eq!(name(1_729_990_800), b"CET");
        assert_eq!(rule.at(0).offset, 3600);
    }

    #[test]
    fn the_southern_half_and_odd_offsets() {
        let rule = Rule::parse(b"<-03>3<-02>,M3.5.0/-2,M10.5.0/-1").unwrap();
        assert_eq!(rule.at(0).offset, -3 * 3600);
        assert_eq!(rule.at(1_720_000_000).name, b"-02");
        let rule = Rule::parse(b"AEST-10AEDT,M10.1.0,M4.1.0/3").unwrap();
        assert!(rule.at(1_704_067_200).is_dst);
        assert!(!rule.at(1_720_000_000).is_dst);
        assert_eq!(Rule::parse(b"NST3:30NDT").unwrap().at(0).offset, -(3 * 3600 + 1800));
    }

    #[test]
    fn daylight_saving_all_year() {
        let rule = Rule::parse(b"XXX3EDT4,0/0,J365/23").unwrap();
        for day in 0..800 {
            assert!(rule.at(1_700_000_000 + day * DAY).is_dst);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "A",
            "AB1",
            "ABC",
            "ABC25",
            "ABC1:60",
            "ABC1DEF,",
            "ABC1DEF,M1",
            "ABC1DEF,M13.1.1,M1.1.1",
            "ABC1DEF,M3.6.0,M3.1.0",
            "ABC1DEF,J0,J1",
            "ABC1DEF,366,1",
            "<AB>1",
            "<ABC1",
            "ABC1DEF,1,2,3",
            "ABC+-1",
            "ABC1DEF,J1/168,J2",
            "ABC1D",
            "ABC9999",
        ] {
            assert_eq!(Rule::parse(text.as_bytes()), None, "{text}");
        }
    }
}
