//! Time: clocks, the calendar, time zones, and times as text.
//!
//! Shared state: the time zone, behind one lock (rank TimeZone) that is never held while a file is read; and the
//! static results of `gmtime`, `localtime`, `asctime` and `ctime`, which POSIX lets threads overwrite.

pub mod calendar;
#[cfg(not(test))]
mod calendar_entry;
#[cfg(not(test))]
pub use calendar_entry::gmtime_r;
#[cfg(not(test))]
pub mod clock;
pub mod format;
#[cfg(not(test))]
mod format_entry;
#[cfg(not(test))]
mod getdate;
#[cfg(not(test))]
mod interval_timer;
pub mod names;
#[cfg(not(test))]
mod parse;
#[cfg(not(test))]
pub mod sleep;
pub mod template;
#[cfg(not(test))]
mod timer;
#[cfg(not(test))]
mod timer_thread;
#[cfg(not(test))]
mod vdso;
pub mod zone;

pub use calendar::Tm;
