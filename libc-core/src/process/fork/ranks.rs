//! Every lock of the library, in the one order in which a thread may take them.

use crate::sync::Rank;

/// Makes a marker type for each rank.
macro_rules! ranks {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        /// The ranks by number.
        #[allow(dead_code, reason = "only the numbers matter")]
        #[repr(u8)]
        enum Place { $($name,)* }

        $(
            $(#[$meta])*
            pub struct $name;

            impl Rank for $name {
                const RANK: u8 = Place::$name as u8;
                const NAME: &'static str = stringify!($name);
            }
        )*

        /// The name of the rank with this number.
        pub fn name(rank: u8) -> &'static str {
            const NAMES: &[&str] = &[$(stringify!($name)),*];
            NAMES.get(rank as usize).copied().unwrap_or("?")
        }
    };
}

ranks! {
    /// The registry of `pthread_atfork` handlers: held to append one, and by the one thread that forks.
    AtFork,
    /// The functions of `atexit` and `at_quick_exit`.
    AtExit,
    /// The list of threads.
    Threads,
    /// Not a lock: a thread inside a section (`sync::section`).
    Section,
    /// The list of open `FILE`s.
    OpenFiles,
    /// The process's locale, and the locales that were made.
    Locales,
    /// The time zone.
    TimeZone,
    /// The environment.
    Environment,
    /// `random` and its relatives.
    Random,
    /// `syslog`'s connection.
    Syslog,
    /// Named semaphores that are open.
    NamedSemaphores,
    /// The sockets through which message queues notify.
    QueueNotifications,
    /// The commands that `system` runs.
    ShellCommands,
    /// Not a lock: a thread inside its heap (`sync::gate`).
    ThreadHeap,
    /// The program's memory.
    Malloc,
    /// Asynchronous input and output. Taken last, with application signals blocked: `close` in a signal handler takes it.
    Aio,
}
