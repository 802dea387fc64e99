//! How a `Result` inside becomes what a C function returns.

use super::{Errno, set_errno};
use core::ffi::{c_int, c_long};

/// A failure reported by a special value and `errno`.
pub trait Outcome<T>: Sized {
    /// The value, or `otherwise` with `errno` set.
    fn or_errno(self, otherwise: T) -> T;
}

impl<T> Outcome<T> for Result<T, Errno> {
    #[inline]
    fn or_errno(self, otherwise: T) -> T {
        match self {
            Ok(value) => value,
            Err(e) => {
                set_errno(e);
                otherwise
            }
        }
    }
}

/// The usual C conventions, each in one place.
pub trait CReturn {
    /// 0 (or the value, cut to an `int`), or -1 with `errno` set.
    fn c_int(self) -> c_int;
    /// The value, or -1 with `errno` set.
    fn c_long(self) -> c_long;
    /// 0, or the error number itself, `errno` untouched: the convention of `pthread_*` and `posix_*`.
    fn error_number(self) -> c_int;
}

/// A success value that fits a C integer.
pub trait CValue {
    /// As C returns it.
    fn value(self) -> c_long;
}

impl CValue for () {
    fn value(self) -> c_long {
        0
    }
}
impl CValue for usize {
    fn value(self) -> c_long {
        self as c_long
    }
}
impl CValue for isize {
    fn value(self) -> c_long {
        self as c_long
    }
}
impl CValue for c_int {
    fn value(self) -> c_long {
        self as c_long
    }
}
impl CValue for c_long {
    fn value(self) -> c_long {
        self
    }
}

impl<T: CValue> CReturn for Result<T, Errno> {
    #[inline]
    fn c_int(self) -> c_int {
        self.c_long() as c_int
    }

    #[inline]
    fn c_long(self) -> c_long {
        self.map(CValue::value).or_errno(-1)
    }

    #[inline]
    fn error_number(self) -> c_int {
        match self {
            Ok(_) => 0,
            Err(e) => e.0,
        }
    }
}
