//! C functions that are a system call and nothing else.

/// Declares C functions that pass their arguments to a system call and return its value, or -1 with `errno` set.
/// `plain` is an ordinary call, `point` a cancellation point:
///
/// `plain fn mkdir(path: *const c_char, mode: mode_t) -> c_int = __NR_mkdirat(AT_FDCWD, path, mode);`
macro_rules! syscalls {
    ($($(#[$meta:meta])* $kind:ident fn $name:ident($($parameter:ident: $type:ty),* $(,)?) -> $result:ty
        = $number:ident($($argument:expr),* $(,)?);)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// Pointers are as C asks.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($parameter: $type),*) -> $result {
            // SAFETY: the caller's promise is what the system call asks.
            let result = unsafe { $crate::sys::wrapper::$kind!($number $(, $argument)*) };
            $crate::errno::CReturn::c_long(result) as $result
        }
    )*};
}

/// A system call by name, with as many arguments as are given, each of them cast to a word.
macro_rules! plain {
    ($nr:ident) => { $crate::sys::call0($crate::sys::nr::$nr) };
    ($nr:ident, $a:expr) => { $crate::sys::call1($crate::sys::nr::$nr, $a as usize) };
    ($nr:ident, $a:expr, $b:expr) => { $crate::sys::call2($crate::sys::nr::$nr, $a as usize, $b as usize) };
    ($nr:ident, $a:expr, $b:expr, $c:expr) => {
        $crate::sys::call3($crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize)
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr) => {
        $crate::sys::call4($crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize, $d as usize)
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr, $e:expr) => {
        $crate::sys::call5($crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize, $d as usize, $e as usize)
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr) => {
        $crate::sys::call6(
            $crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize, $d as usize, $e as usize, $f as usize,
        )
    };
}

/// The same as a cancellation point.
macro_rules! point {
    ($nr:ident, $a:expr) => { $crate::sys::cancel::call1($crate::sys::nr::$nr, $a as usize) };
    ($nr:ident, $a:expr, $b:expr) => { $crate::sys::cancel::call2($crate::sys::nr::$nr, $a as usize, $b as usize) };
    ($nr:ident, $a:expr, $b:expr, $c:expr) => {
        $crate::sys::cancel::call3($crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize)
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr) => {
        $crate::sys::cancel::call4($crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize, $d as usize)
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr, $e:expr) => {
        $crate::sys::cancel::call5(
            $crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize, $d as usize, $e as usize,
        )
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr) => {
        $crate::sys::cancel::call6(
            $crate::sys::nr::$nr, $a as usize, $b as usize, $c as usize, $d as usize, $e as usize, $f as usize,
        )
    };
}

pub(crate) use {plain, point, syscalls};
