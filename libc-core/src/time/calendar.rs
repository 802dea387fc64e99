//! The proleptic Gregorian calendar: seconds since the Epoch from and to broken-down time. Pure. Years are 64 bits
//! wide here. Source: POSIX.1-2024 4.19; Hinnant, "chrono-Compatible Low-Level Date Algorithms".

use crate::errno::Errno;
use core::ffi::{c_char, c_int, c_long};
use core::ptr;

/// `struct tm`.
#[repr(C)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tm {
    /// Seconds, 0 to 60.
    pub tm_sec: c_int,
    /// Minutes, 0 to 59.
    pub tm_min: c_int,
    /// Hours, 0 to 23.
    pub tm_hour: c_int,
    /// Day of the month, 1 to 31.
    pub tm_mday: c_int,
    /// Month, 0 to 11.
    pub tm_mon: c_int,
    /// Year less 1900.
    pub tm_year: c_int,
    /// Day of the week, 0 to 6, from Sunday.
    pub tm_wday: c_int,
    /// Day of the year, 0 to 365.
    pub tm_yday: c_int,
    /// Whether daylight saving time is in effect; negative if that is not known.
    pub tm_isdst: c_int,
    /// Seconds east of UTC.
    pub tm_gmtoff: c_long,
    /// The time zone's abbreviation.
    pub tm_zone: *const c_char,
}

impl Tm {
    /// Midnight of the first day of 1900, UTC.
    pub const ZERO: Tm = Tm {
        tm_sec: 0,
        tm_min: 0,
        tm_hour: 0,
        tm_mday: 0,
        tm_mon: 0,
        tm_year: 0,
        tm_wday: 0,
        tm_yday: 0,
        tm_isdst: 0,
        tm_gmtoff: 0,
        tm_zone: ptr::null(),
    };
}

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// Days from 1970-01-01 to a date; `month` is 1 to 12.
pub const fn days_from_date(year: i64, month: i64, day: i64) -> i64 {
    // March is the first month, so that the leap day is the last of the year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date, `(year, month 1 to 12, day)`, so many days after 1970-01-01.
pub const fn date_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + (month <= 2) as i64, month, day)
}

/// Whether February has 29 days.
pub const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Broken-down UTC time. EOVERFLOW if the year does not fit.
pub fn from_seconds(seconds: i64) -> Result<Tm, Errno> {
    let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = date_from_days(days);
    Ok(Tm {
        tm_sec: (rest % 60) as c_int,
        tm_min: (rest / 60 % 60) as c_int,
        tm_hour: (rest / 3600) as c_int,
        tm_mday: day as c_int,
        tm_mon: month as c_int - 1,
        tm_year: c_int::try_from(year - 1900).map_err(|_| Errno::EOVERFLOW)?,
        tm_wday: (days + 4).rem_euclid(7) as c_int,
        tm_yday: (days - days_from_date(year, 1, 1)) as c_int,
        ..Tm::ZERO
    })
}

/// Seconds since the Epoch of broken-down UTC time, whose members may be outside their ranges. Cannot overflow:
/// each member has 32 bits.
pub fn to_seconds(tm: &Tm) -> i64 {
    let months = i64::from(tm.tm_mon);
    let year = 1900 + i64::from(tm.tm_year) + months.div_euclid(12);
    let days = days_from_date(year, months.rem_euclid(12) + 1, 1) + i64::from(tm.tm_mday) - 1;
    days * DAY + i64::from(tm.tm_hour) * 3600 + i64::from(tm.tm_min) * 60 + i64::from(tm.tm_sec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries() {
        let mut day = days_from_date(1600, 1, 1);
        for year in 1600..2400 {
            for month in 1..=12 {
                let length = match month {
                    2 => 28 + i64::from(is_leap(year)),
                    4 | 6 | 9 | 11 => 30,
                    _ => 31,
                };
                for date in 1..=length {
                    assert_eq!(days_from_date(year, month, date), day);
                    assert_eq!(date_from_days(day), (year, month, date));
                    day += 1;
                }
            }
        }
        assert_eq!(date_from_days(0), (1970, 1, 1));
    }

    #[test]
    fn the_extreme_years() {
        let last = 67_768_036_191_676_799;
        assert_eq!(from_seconds(last).unwrap().tm_year, c_int::MAX);
        assert_eq!(from_seconds(last + 1), Err(Errno::EOVERFLOW));
        let first = -67_768_040_609_740_800;
        assert_eq!(from_seconds(first).unwrap().tm_year, c_int::MIN);
        assert_eq!(from_seconds(first - 1), Err(Errno::EOVERFLOW));
        for seconds in [first, last, -1, 0, 951_868_799] {
            assert_eq!(to_seconds(&from_seconds(seconds).unwrap()), seconds);
        }
        assert_eq!(from_seconds(-1).unwrap().tm_wday, 3);
        assert_eq!(from_seconds(i64::MAX), Err(Errno::EOVERFLOW));
    }
}
