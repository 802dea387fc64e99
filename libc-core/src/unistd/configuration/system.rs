//! `sysconf`: limits and options of the system. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::{memory, processors};
use crate::errno::{Errno, Outcome};
use crate::process::auxv::page_size;
use crate::process::limits;
use core::ffi::{c_int, c_long};

/// `_POSIX_VERSION`.
const VERSION: c_long = 200_809;

const RLIMIT_STACK: c_int = 3;
const RLIMIT_NPROC: c_int = 6;
const RLIMIT_NOFILE: c_int = 7;
const RLIMIT_SIGPENDING: c_int = 11;

/// `_SC_*`.
mod sc {
    use core::ffi::c_int;

    pub const ARG_MAX: c_int = 0;
    pub const CHILD_MAX: c_int = 1;
    pub const CLK_TCK: c_int = 2;
    pub const NGROUPS_MAX: c_int = 3;
    pub const OPEN_MAX: c_int = 4;
    pub const STREAM_MAX: c_int = 5;
    pub const TZNAME_MAX: c_int = 6;
    pub const JOB_CONTROL: c_int = 7;
    pub const SAVED_IDS: c_int = 8;
    pub const REALTIME_SIGNALS: c_int = 9;
    pub const PRIORITY_SCHEDULING: c_int = 10;
    pub const TIMERS: c_int = 11;
    pub const ASYNCHRONOUS_IO: c_int = 12;
    pub const PRIORITIZED_IO: c_int = 13;
    pub const SYNCHRONIZED_IO: c_int = 14;
    pub const FSYNC: c_int = 15;
    pub const MAPPED_FILES: c_int = 16;
    pub const MEMLOCK: c_int = 17;
    pub const MEMLOCK_RANGE: c_int = 18;
    pub const MEMORY_PROTECTION: c_int = 19;
    pub const MESSAGE_PASSING: c_int = 20;
    pub const SEMAPHORES: c_int = 21;
    pub const SHARED_MEMORY_OBJECTS: c_int = 22;
    pub const AIO_LISTIO_MAX: c_int = 23;
    pub const AIO_MAX: c_int = 24;
    pub const AIO_PRIO_DELTA_MAX: c_int = 25;
    pub const DELAYTIMER_MAX: c_int = 26;
    pub const MQ_OPEN_MAX: c_int = 27;
    pub const MQ_PRIO_MAX: c_int = 28;
    pub const VERSION: c_int = 29;
    pub const PAGE_SIZE: c_int = 30;
    pub const RTSIG_MAX: c_int = 31;
    pub const SEM_NSEMS_MAX: c_int = 32;
    pub const SEM_VALUE_MAX: c_int = 33;
    pub const SIGQUEUE_MAX: c_int = 34;
    pub const TIMER_MAX: c_int = 35;
    pub const BC_BASE_MAX: c_int = 36;
    pub const BC_DIM_MAX: c_int = 37;
    pub const BC_SCALE_MAX: c_int = 38;
    pub const BC_STRING_MAX: c_int = 39;
    pub const COLL_WEIGHTS_MAX: c_int = 40;
    pub const EXPR_NEST_MAX: c_int = 42;
    pub const LINE_MAX: c_int = 43;
    pub const RE_DUP_MAX: c_int = 44;
    pub const POSIX2_VERSION: c_int = 46;
    pub const POSIX2_C_BIND: c_int = 47;
    pub const POSIX2_C_DEV: c_int = 48;
    pub const POSIX2_FORT_DEV: c_int = 49;
    pub const POSIX2_FORT_RUN: c_int = 50;
    pub const POSIX2_SW_DEV: c_int = 51;
    pub const POSIX2_LOCALEDEF: c_int = 52;
    pub const IOV_MAX: c_int = 60;
    pub const THREADS: c_int = 67;
    pub const THREAD_SAFE_FUNCTIONS: c_int = 68;
    pub const GETGR_R_SIZE_MAX: c_int = 69;
    pub const GETPW_R_SIZE_MAX: c_int = 70;
    pub const LOGIN_NAME_MAX: c_int = 71;
    pub const TTY_NAME_MAX: c_int = 72;
    pub const THREAD_DESTRUCTOR_ITERATIONS: c_int = 73;
    pub const THREAD_KEYS_MAX: c_int = 74;
    pub const THREAD_STACK_MIN: c_int = 75;
    pub const THREAD_THREADS_MAX: c_int = 76;
    pub const THREAD_ATTR_STACKADDR: c_int = 77;
    pub const THREAD_ATTR_STACKSIZE: c_int = 78;
    pub const THREAD_PRIORITY_SCHEDULING: c_int = 79;
    pub const THREAD_PRIO_INHERIT: c_int = 80;
    pub const THREAD_PRIO_PROTECT: c_int = 81;
    pub const THREAD_PROCESS_SHARED: c_int = 82;
    pub const NPROCESSORS_CONF: c_int = 83;
    pub const NPROCESSORS_ONLN: c_int = 84;
    pub const PHYS_PAGES: c_int = 85;
    pub const AVPHYS_PAGES: c_int = 86;
    pub const ATEXIT_MAX: c_int = 87;
    pub const PASS_MAX: c_int = 88;
    pub const XOPEN_VERSION: c_int = 89;
    pub const XOPEN_XCU_VERSION: c_int = 90;
    pub const XOPEN_UNIX: c_int = 91;
    pub const XOPEN_CRYPT: c_int = 92;
    pub const XOPEN_ENH_I18N: c_int = 93;
    pub const XOPEN_SHM: c_int = 94;
    pub const POSIX2_CHAR_TERM: c_int = 95;
    pub const POSIX2_UPE: c_int = 97;
    pub const XOPEN_XPG2: c_int = 98;
    pub const XOPEN_XPG3: c_int = 99;
    pub const XOPEN_XPG4: c_int = 100;
    pub const NZERO: c_int = 109;
    pub const XBS5_ILP32_OFF32: c_int = 125;
    pub const XBS5_ILP32_OFFBIG: c_int = 126;
    pub const XBS5_LP64_OFF64: c_int = 127;
    pub const XBS5_LPBIG_OFFBIG: c_int = 128;
    pub const XOPEN_LEGACY: c_int = 129;
    pub const XOPEN_REALTIME: c_int = 130;
    pub const XOPEN_REALTIME_THREADS: c_int = 131;
    pub const ADVISORY_INFO: c_int = 132;
    pub const BARRIERS: c_int = 133;
    pub const CLOCK_SELECTION: c_int = 137;
    pub const CPUTIME: c_int = 138;
    pub const THREAD_CPUTIME: c_int = 139;
    pub const MONOTONIC_CLOCK: c_int = 149;
    pub const READER_WRITER_LOCKS: c_int = 153;
    pub const SPIN_LOCKS: c_int = 154;
    pub const REGEXP: c_int = 155;
    pub const SHELL: c_int = 157;
    pub const SPAWN: c_int = 159;
    pub const SPORADIC_SERVER: c_int = 160;
    pub const THREAD_SPORADIC_SERVER: c_int = 161;
    pub const TIMEOUTS: c_int = 164;
    pub const TYPED_MEMORY_OBJECTS: c_int = 165;
    pub const POSIX2_PBS: c_int = 168;
    pub const POSIX2_PBS_ACCOUNTING: c_int = 169;
    pub const POSIX2_PBS_LOCATE: c_int = 170;
    pub const POSIX2_PBS_MESSAGE: c_int = 171;
    pub const POSIX2_PBS_TRACK: c_int = 172;
    pub const SYMLOOP_MAX: c_int = 173;
    pub const STREAMS: c_int = 174;
    pub const POSIX2_PBS_CHECKPOINT: c_int = 175;
    pub const V6_ILP32_OFF32: c_int = 176;
    pub const V6_ILP32_OFFBIG: c_int = 177;
    pub const V6_LP64_OFF64: c_int = 178;
    pub const V6_LPBIG_OFFBIG: c_int = 179;
    pub const HOST_NAME_MAX: c_int = 180;
    pub const TRACE: c_int = 181;
    pub const TRACE_EVENT_FILTER: c_int = 182;
    pub const TRACE_INHERIT: c_int = 183;
    pub const TRACE_LOG: c_int = 184;
    pub const IPV6: c_int = 235;
    pub const RAW_SOCKETS: c_int = 236;
    pub const V7_ILP32_OFF32: c_int = 237;
    pub const V7_ILP32_OFFBIG: c_int = 238;
    pub const V7_LP64_OFF64: c_int = 239;
    pub const V7_LPBIG_OFFBIG: c_int = 240;
    pub const SS_REPL_MAX: c_int = 241;
    pub const TRACE_EVENT_NAME_MAX: c_int = 242;
    pub const TRACE_NAME_MAX: c_int = 243;
    pub const TRACE_SYS_MAX: c_int = 244;
    pub const TRACE_USER_EVENT_MAX: c_int = 245;
    pub const XOPEN_STREAMS: c_int = 246;
    pub const THREAD_ROBUST_PRIO_INHERIT: c_int = 247;
    pub const THREAD_ROBUST_PRIO_PROTECT: c_int = 248;
}

/// The value of a limit or option of the system; -1 if there is no limit or the option is not there, or with `errno`
/// EINVAL if it is unknown. Thread-safe, async-signal-safe. POSIX.1-2024 sysconf.
#[unsafe(no_mangle)]
pub extern "C" fn sysconf(name: c_int) -> c_long {
    value(name).or_errno(-1)
}

fn value(name: c_int) -> Result<c_long, Errno> {
    Ok(match name {
        sc::ARG_MAX => argument_room(),
        sc::CHILD_MAX => limit(RLIMIT_NPROC),
        sc::CLK_TCK => 100,
        sc::NGROUPS_MAX | sc::EXPR_NEST_MAX | sc::TTY_NAME_MAX => 32,
        sc::OPEN_MAX => limit(RLIMIT_NOFILE),
        sc::STREAM_MAX
        | sc::PRIORITIZED_IO
        | sc::AIO_LISTIO_MAX
        | sc::AIO_MAX
        | sc::MQ_OPEN_MAX
        | sc::TIMER_MAX
        | sc::POSIX2_C_DEV
        | sc::POSIX2_FORT_DEV
        | sc::POSIX2_FORT_RUN
        | sc::POSIX2_SW_DEV
        | sc::POSIX2_LOCALEDEF
        | sc::THREAD_THREADS_MAX
        | sc::ATEXIT_MAX
        | sc::PASS_MAX
        | sc::POSIX2_CHAR_TERM
        | sc::POSIX2_UPE
        | sc::XOPEN_XPG2
        | sc::XOPEN_XPG3
        | sc::XOPEN_XPG4
        | sc::XBS5_ILP32_OFF32
        | sc::XBS5_ILP32_OFFBIG
        | sc::XBS5_LPBIG_OFFBIG
        | sc::XOPEN_LEGACY
        | sc::XOPEN_REALTIME
        | sc::XOPEN_REALTIME_THREADS
        | sc::SPORADIC_SERVER
        | sc::THREAD_SPORADIC_SERVER
        | sc::TYPED_MEMORY_OBJECTS
        | sc::POSIX2_PBS
        | sc::POSIX2_PBS_ACCOUNTING
        | sc::POSIX2_PBS_LOCATE
        | sc::POSIX2_PBS_MESSAGE
        | sc::POSIX2_PBS_TRACK
        | sc::POSIX2_PBS_CHECKPOINT
        | sc::V6_ILP32_OFF32
        | sc::V6_ILP32_OFFBIG
        | sc::V6_LPBIG_OFFBIG
        | sc::TRACE
        | sc::TRACE_EVENT_FILTER
        | sc::TRACE_INHERIT
        | sc::TRACE_LOG
        | sc::V7_ILP32_OFF32
        | sc::V7_ILP32_OFFBIG
        | sc::V7_LPBIG_OFFBIG
        | sc::SS_REPL_MAX
        | sc::TRACE_EVENT_NAME_MAX
        | sc::TRACE_NAME_MAX
        | sc::TRACE_SYS_MAX
        | sc::TRACE_USER_EVENT_MAX => -1,
        sc::TZNAME_MAX => 6,
        sc::JOB_CONTROL
        | sc::SAVED_IDS
        | sc::XOPEN_UNIX
        | sc::XOPEN_CRYPT
        | sc::XOPEN_ENH_I18N
        | sc::XOPEN_SHM
        | sc::XBS5_LP64_OFF64
        | sc::REGEXP
        | sc::SHELL
        | sc::V6_LP64_OFF64
        | sc::V7_LP64_OFF64 => 1,
        sc::REALTIME_SIGNALS
        | sc::PRIORITY_SCHEDULING
        | sc::TIMERS
        | sc::ASYNCHRONOUS_IO
        | sc::SYNCHRONIZED_IO
        | sc::FSYNC
        | sc::MAPPED_FILES
        | sc::MEMLOCK
        | sc::MEMLOCK_RANGE
        | sc::MEMORY_PROTECTION
        | sc::MESSAGE_PASSING
        | sc::SEMAPHORES
        | sc::SHARED_MEMORY_OBJECTS
        | sc::VERSION
        | sc::POSIX2_VERSION
        | sc::POSIX2_C_BIND
        | sc::THREADS
        | sc::THREAD_SAFE_FUNCTIONS
        | sc::THREAD_ATTR_STACKADDR
        | sc::THREAD_ATTR_STACKSIZE
        | sc::THREAD_PRIORITY_SCHEDULING
        | sc::THREAD_PRIO_INHERIT
        | sc::THREAD_PRIO_PROTECT
        | sc::THREAD_PROCESS_SHARED
        | sc::ADVISORY_INFO
        | sc::BARRIERS
        | sc::CLOCK_SELECTION
        | sc::CPUTIME
        | sc::THREAD_CPUTIME
        | sc::MONOTONIC_CLOCK
        | sc::READER_WRITER_LOCKS
        | sc::SPIN_LOCKS
        | sc::SPAWN
        | sc::TIMEOUTS
        | sc::IPV6
        | sc::RAW_SOCKETS
        | sc::THREAD_ROBUST_PRIO_INHERIT
        | sc::THREAD_ROBUST_PRIO_PROTECT => VERSION,
        sc::AIO_PRIO_DELTA_MAX | sc::STREAMS | sc::XOPEN_STREAMS => 0,
        sc::DELAYTIMER_MAX | sc::SEM_VALUE_MAX => c_int::MAX.into(),
        sc::MQ_PRIO_MAX => 32768,
        sc::PAGE_SIZE => page_size() as c_long,
        sc::RTSIG_MAX => 30,
        sc::SEM_NSEMS_MAX | sc::LOGIN_NAME_MAX => 256,
        sc::SIGQUEUE_MAX => limit(RLIMIT_SIGPENDING),
        sc::BC_BASE_MAX | sc::BC_SCALE_MAX => 99,
        sc::BC_DIM_MAX | sc::LINE_MAX | sc::THREAD_STACK_MIN => 2048,
        sc::BC_STRING_MAX => 1000,
        sc::COLL_WEIGHTS_MAX => 2,
        sc::RE_DUP_MAX | sc::HOST_NAME_MAX => 255,
        sc::IOV_MAX | sc::GETGR_R_SIZE_MAX | sc::GETPW_R_SIZE_MAX => 1024,
        sc::THREAD_DESTRUCTOR_ITERATIONS => 4,
        sc::THREAD_KEYS_MAX => 128,
        sc::NPROCESSORS_CONF => processors::configured(),
        sc::NPROCESSORS_ONLN => processors::online(),
        sc::PHYS_PAGES => memory::pages(),
        sc::AVPHYS_PAGES => memory::free_pages(),
        sc::XOPEN_VERSION | sc::XOPEN_XCU_VERSION => 700,
        sc::NZERO => 20,
        sc::SYMLOOP_MAX => 40,
        _ => return Err(Errno::EINVAL),
    })
}

/// A resource limit, -1 if there is none.
fn limit(resource: c_int) -> c_long {
    match limits::soft(resource) {
        Ok(limits::INFINITY) | Err(_) => -1,
        Ok(limit) => limit.try_into().unwrap_or(c_long::MAX),
    }
}

/// The room for a new program's arguments and environment: a quarter of its stack, at least 128 KiB. execve(2).
fn argument_room() -> c_long {
    const LEAST: u64 = 131_072;
    const MOST: u64 = 6 * 1024 * 1024;
    limits::soft(RLIMIT_STACK).map_or(LEAST, |stack| (stack / 4).clamp(LEAST, MOST)) as c_long
}

/// The size of a page in bytes. Async-signal-safe. getpagesize(2).
#[unsafe(no_mangle)]
pub extern "C" fn getpagesize() -> c_int {
    page_size() as c_int
}

/// The number of descriptors that the process may have. getdtablesize(3).
#[unsafe(no_mangle)]
pub extern "C" fn getdtablesize() -> c_int {
    limits::soft(RLIMIT_NOFILE).map_or(c_int::MAX, |limit| limit.min(c_int::MAX as u64) as c_int)
}
