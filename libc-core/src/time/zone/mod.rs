//! Time zones: POSIX TZ strings and TZif files as pure data (`rule`, `tzif`), and the process's own zone (`state`).

pub mod rule;
#[cfg(not(test))]
pub mod state;
pub mod tzif;

/// What a zone says of one instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LocalType<'a> {
    /// Seconds east of UTC.
    pub offset: i64,
    /// Whether it is daylight saving time.
    pub is_dst: bool,
    /// The abbreviation.
    pub name: &'a [u8],
}

/// A zone: a TZif file, or a rule alone. The bytes are the caller's.
#[derive(Clone, Copy)]
pub enum Zone<'a> {
    /// A POSIX TZ string.
    Rule(rule::Rule<'a>),
    /// A TZif file.
    File(tzif::File<'a>),
}

impl<'a> Zone<'a> {
    /// Coordinated universal time.
    pub const UTC: Zone<'static> = Zone::Rule(rule::Rule::UTC);

    /// The local type at an instant.
    pub fn at(&self, seconds: i64) -> LocalType<'a> {
        match self {
            Zone::Rule(rule) => rule.at(seconds),
            Zone::File(file) => file.at(seconds),
        }
    }

    /// The zone's standard time and, if it has one, daylight saving time, as `tzname` wants them: the latest ones.
    pub fn names(&self) -> (LocalType<'a>, Option<LocalType<'a>>) {
        match self {
            Zone::Rule(rule) => rule.names(),
            Zone::File(file) => file.names(),
        }
    }

    /// The instant that has the local time `local` (seconds as if it were UTC). Where the clock is put forward there
    /// is none: then the time before the change goes on. Where it is put back there are two: `is_dst` chooses.
    pub fn instant(&self, local: i64, is_dst: Option<bool>) -> i64 {
        const DAY: i64 = super::calendar::DAY;
        let before = self.at(local.saturating_sub(DAY));
        let after = self.at(local.saturating_add(DAY));
        let fits = |candidate: LocalType| {
            let instant = local.saturating_sub(candidate.offset);
            let found = self.at(instant);
            (found.offset == candidate.offset).then_some((instant, found))
        };
        let found = match (fits(before), fits(after)) {
            (Some(first), Some(second))
                if is_dst.is_some_and(|dst| first.1.is_dst != dst && second.1.is_dst == dst) =>
            {
                second
            }
            (Some(first), _) => first,
            (None, Some(second)) => second,
            (None, None) => (local.saturating_sub(before.offset), before),
        };
        // The caller says that the other kind of time is meant: then the clock would show this one here.
        match is_dst {
            Some(dst) if dst != found.1.is_dst => match self.offset_of_kind(dst, found.0) {
                Some(offset) => local.saturating_sub(offset),
                None => found.0,
            },
            _ => found.0,
        }
    }

    /// The offset that standard or daylight saving time has near an instant.
    fn offset_of_kind(&self, dst: bool, near: i64) -> Option<i64> {
        const QUARTER: i64 = 91 * super::calendar::DAY;
        [-1, 1, -2, 2]
            .iter()
            .map(|quarter| self.at(near.saturating_add(quarter * QUARTER)))
            .find(|found| found.is_dst == dst)
            .or_else(|| {
                let (standard, daylight) = self.names();
                if dst { daylight } else { Some(standard) }
            })
            .map(|found| found.offset)
    }
}
