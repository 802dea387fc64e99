//! Names of days and months in the "C" locale, which "C.UTF-8" shares. POSIX.1-2024 7.3.5.

/// The days of the week, from Sunday.
pub const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// The months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What stands before and after noon.
pub const NOON: [&str; 2] = ["AM", "PM"];

/// The first three letters of a name.
pub fn short(name: &str) -> &str {
    name.get(..3).unwrap_or(name)
}
