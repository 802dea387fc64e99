//! What is missing of a date that a template gave, as POSIX.1-2024 getdate says.

use super::Tm;
use super::calendar::{date_from_days, days_from_date, is_leap};

/// A member that the template did not give.
pub const UNSET: i32 = i32::MIN;

/// A time of which nothing is given.
pub fn unset() -> Tm {
    Tm {
        tm_sec: UNSET,
        tm_min: UNSET,
        tm_hour: UNSET,
        tm_mday: UNSET,
        tm_mon: UNSET,
        tm_year: UNSET,
        tm_wday: UNSET,
        tm_yday: UNSET,
        tm_isdst: -1,
        ..Tm::ZERO
    }
}

fn days_of_month(year: i64, month: i32) -> i32 {
    match month {
        1 => 28 + i32::from(is_leap(year)),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// Completes `given` at the time `now`; `None` if there is no such date.
pub fn complete(given: &Tm, now: &Tm) -> Option<Tm> {
    let mut tm = *given;
    let has = |member: i32| member != UNSET;
    let has_time = has(tm.tm_hour) || has(tm.tm_min) || has(tm.tm_sec);
    if !has_time {
        (tm.tm_hour, tm.tm_min, tm.tm_sec) = (now.tm_hour, now.tm_min, now.tm_sec);
    }
    for member in [&mut tm.tm_hour, &mut tm.tm_min, &mut tm.tm_sec] {
        if !has(*member) {
            *member = 0;
        }
    }
    let today = days_from_date(i64::from(now.tm_year) + 1900, i64::from(now.tm_mon) + 1, i64::from(now.tm_mday));
    let weekday = |from: i64| (i64::from(tm.tm_wday) - (from + 4)).rem_euclid(7);
    let year = |tm: &Tm| i64::from(tm.tm_year) + 1900;
    let date = if !has(tm.tm_year) && !has(tm.tm_mon) && !has(tm.tm_mday) && !has(tm.tm_yday) {
        // Only a weekday: today or the next one; nothing: today, or tomorrow for an hour that is over.
        let tomorrow = i64::from(has(given.tm_hour) && tm.tm_hour < now.tm_hour);
        Some(today + if has(tm.tm_wday) { weekday(today) } else { tomorrow })
    } else if has(tm.tm_yday) && !has(tm.tm_mon) && !has(tm.tm_mday) {
        if !has(tm.tm_year) {
            tm.tm_year = now.tm_year;
        }
        if tm.tm_yday < 0 || tm.tm_yday >= 365 + i32::from(is_leap(year(&tm))) {
            return None;
        }
        Some(days_from_date(year(&tm), 1, 1) + i64::from(tm.tm_yday))
    } else {
        let has_month = has(tm.tm_mon);
        if !has(tm.tm_year) {
            // A month that is over is next year's.
            tm.tm_year = now.tm_year + i32::from(has_month && tm.tm_mon < now.tm_mon);
        }
        if !has_month {
            tm.tm_mon = now.tm_mon;
        }
        if has(tm.tm_mday) {
            None
        } else if has_month {
            // The first day, or the first such weekday.
            let first = days_from_date(year(&tm), i64::from(tm.tm_mon) + 1, 1);
            Some(first + if has(tm.tm_wday) { weekday(first) } else { 0 })
        } else {
            tm.tm_mday = now.tm_mday;
            None
        }
    };
    if let Some(days) = date {
        let (year, month, day) = date_from_days(days);
        tm.tm_year = i32::try_from(year - 1900).ok()?;
        (tm.tm_mon, tm.tm_mday) = (month as i32 - 1, day as i32);
    }
    let is_date = (0..12).contains(&tm.tm_mon) && (1..=days_of_month(year(&tm), tm.tm_mon)).contains(&tm.tm_mday);
    is_date.then_some(tm)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday, the 22nd of September 2000, 12:19:47.
    fn now() -> Tm {
        Tm {
            tm_sec: 47,
            tm_min: 19,
            tm_hour: 12,
            tm_mday: 22,
            tm_mon: 8,
            tm_year: 100,
            tm_wday: 5,
            tm_yday: 265,
            ..Tm::ZERO
        }
    }

    fn completed(change: impl Fn(&mut Tm)) -> Option<[i32; 6]> {
        let mut given = unset();
        change(&mut given);
        let tm = complete(&given, &now())?;
        Some([tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec])
    }

    /// The standard's own examples, for what is not given.
    #[test]
    fn examples() {
        assert_eq!(completed(|tm| tm.tm_wday = 1), Some([2000, 9, 25, 12, 19, 47]));
        assert_eq!(completed(|tm| tm.tm_wday = 5), Some([2000, 9, 22, 12, 19, 47]));
        assert_eq!(completed(|tm| (tm.tm_mon, tm.tm_hour) = (11, 10)), Some([2000, 12, 1, 10, 0, 0]));
        assert_eq!(completed(|tm| tm.tm_mon = 8), Some([2000, 9, 1, 12, 19, 47]));
        assert_eq!(completed(|tm| tm.tm_mon = 0), Some([2001, 1, 1, 12, 19, 47]));
        assert_eq!(completed(|tm| (tm.tm_mon, tm.tm_year) = (0, 105)), Some([2005, 1, 1, 12, 19, 47]));
        assert_eq!(completed(|tm| (tm.tm_mon, tm.tm_year, tm.tm_wday) = (11, 89, 1)), Some([1989, 12, 4, 12, 19, 47]));
        assert_eq!(completed(|tm| tm.tm_hour = 13), Some([2000, 9, 22, 13, 0, 0]));
        assert_eq!(completed(|tm| tm.tm_hour = 11), Some([2000, 9, 23, 11, 0, 0]));
        assert_eq!(completed(|tm| tm.tm_mday = 3), Some([2000, 9, 3, 12, 19, 47]));
        assert_eq!(completed(|tm| tm.tm_yday = 59), Some([2000, 2, 29, 12, 19, 47]));
    }

    #[test]
    fn no_dates() {
        assert_eq!(completed(|tm| (tm.tm_mon, tm.tm_mday) = (1, 30)), None);
        assert_eq!(completed(|tm| tm.tm_mday = 31), None);
        assert_eq!(completed(|tm| (tm.tm_year, tm.tm_yday) = (101, 365)), None);
    }
}
