//! C types as the ABI has them (musl's, LP64).
#![allow(non_camel_case_types, reason = "these are C's names")]
#![allow(missing_docs, reason = "each is described by POSIX <sys/types.h>")]

use core::ffi::{c_int, c_long, c_uint, c_ulong};

pub type size_t = usize;
pub type ssize_t = isize;
pub type off_t = i64;
pub type time_t = i64;
pub type suseconds_t = i64;
pub type clock_t = c_long;
pub type clockid_t = c_int;
pub type pid_t = c_int;
pub type uid_t = c_uint;
pub type gid_t = c_uint;
pub type id_t = c_uint;
pub type mode_t = c_uint;
pub type dev_t = u64;
pub type ino_t = u64;
pub type wchar_t = c_int_wchar;
pub type wint_t = c_uint;
pub type wctype_t = c_ulong;
pub type useconds_t = c_uint;

#[cfg(target_arch = "x86_64")]
type c_int_wchar = c_int;
#[cfg(target_arch = "aarch64")]
type c_int_wchar = c_uint;

/// Seconds and nanoseconds.
#[repr(C)]
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct timespec {
    pub tv_sec: time_t,
    pub tv_nsec: c_long,
}

/// Seconds and microseconds.
#[repr(C)]
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct timeval {
    pub tv_sec: time_t,
    pub tv_usec: suseconds_t,
}

/// A set of signals: the kernel's 64 bits first, the rest is room.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sigset_t {
    pub bits: [u64; 16],
}
