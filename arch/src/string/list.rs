//! The one list of the kernels.

/// Passes all kernels to the macro `$with`, each as `name(arguments) -> result = generic function [element]`.
macro_rules! for_each_kernel {
    ($with:ident) => {
        $with! {
            /// Copies `n` bytes from `s` to `d`, which may overlap. Returns `d`.
            memmove(d: *mut u8, s: *const u8, n: usize) -> *mut u8 = memmove[];
            /// Copies `n` bytes from `s` to `d`. Returns the end of the copy.
            mempcpy(d: *mut u8, s: *const u8, n: usize) -> *mut u8 = mempcpy[];
            /// Sets `n` bytes. Returns `d`.
            memset(d: *mut u8, byte: u8, n: usize) -> *mut u8 = memset[u8];
            /// Sets `n` wide characters. Returns `d`.
            wmemset(d: *mut Wide, wide: Wide, n: usize) -> *mut Wide = memset[Wide];
            /// Less than, equal to or greater than 0, as `a` compares to `b`.
            memcmp(a: *const u8, b: *const u8, n: usize) -> i32 = memcmp[u8];
            /// As [`memcmp`], on wide characters.
            wmemcmp(a: *const Wide, b: *const Wide, n: usize) -> i32 = memcmp[Wide];
            /// 0 if `a` and `b` are equal.
            bcmp(a: *const u8, b: *const u8, n: usize) -> i32 = bcmp[];
            /// The first `byte`, or null.
            memchr(s: *const u8, byte: u8, n: usize) -> *const u8 = memchr[u8];
            /// The first `wide`, or null.
            wmemchr(s: *const Wide, wide: Wide, n: usize) -> *const Wide = memchr[Wide];
            /// The last `byte`, or null.
            memrchr(s: *const u8, byte: u8, n: usize) -> *const u8 = memrchr[];
            /// The length of a string.
            strlen(s: *const u8) -> usize = strlen[u8];
            /// The length of a wide string.
            wcslen(s: *const Wide) -> usize = strlen[Wide];
            /// The length of a string, at most `n`.
            strnlen(s: *const u8, n: usize) -> usize = strnlen[];
            /// The first `byte`, which may be the null, or null.
            strchr(s: *const u8, byte: u8) -> *const u8 = strchr[u8];
            /// The first `wide`, which may be the null, or null.
            wcschr(s: *const Wide, wide: Wide) -> *const Wide = strchr[Wide];
            /// The first `byte`, or the string's end.
            strchrnul(s: *const u8, byte: u8) -> *const u8 = strchrnul[u8];
            /// The last `byte`, or null.
            strrchr(s: *const u8, byte: u8) -> *const u8 = strrchr[u8];
            /// The last `wide`, or null.
            wcsrchr(s: *const Wide, wide: Wide) -> *const Wide = strrchr[Wide];
            /// Less than, equal to or greater than 0, as `a` compares to `b`.
            strcmp(a: *const u8, b: *const u8) -> i32 = strcmp[u8];
            /// As [`strcmp`], on wide characters.
            wcscmp(a: *const Wide, b: *const Wide) -> i32 = strcmp[Wide];
            /// As [`strcmp`], but of at most `n` bytes.
            strncmp(a: *const u8, b: *const u8, n: usize) -> i32 = strncmp[u8];
            /// As [`strncmp`], on wide characters.
            wcsncmp(a: *const Wide, b: *const Wide, n: usize) -> i32 = strncmp[Wide];
            /// As [`strcmp`], with A-Z as a-z.
            strcasecmp(a: *const u8, b: *const u8) -> i32 = strcasecmp[];
            /// As [`strcasecmp`], but of at most `n` bytes.
            strncasecmp(a: *const u8, b: *const u8, n: usize) -> i32 = strncasecmp[];
            /// Copies a string. Returns the copy's end.
            stpcpy(d: *mut u8, s: *const u8) -> *mut u8 = stpcpy[];
            /// Copies a string. Returns the copy.
            strcpy(d: *mut u8, s: *const u8) -> *mut u8 = strcpy[];
            /// Copies at most `n` bytes of a string and fills up with nulls. Returns the end of the copy.
            stpncpy(d: *mut u8, s: *const u8, n: usize) -> *mut u8 = stpncpy[];
            /// The length of the longest head of a string that has none of the bytes in `few`.
            strcspn_few(s: *const u8, few: u32) -> usize = strcspn_few[];
            /// The first of the `n` positions behind `s` that has `pair.0` and, at distance `pair.1`, `pair.2`; or null.
            memchr_pair(s: *const u8, pair: &Pair, n: usize) -> *const u8 = memchr_pair[];
            /// The length of the longest head of a string that has only bytes of `set`, which has no null byte.
            strspn(s: *const u8, set: &ByteSet) -> usize = strspn[];
            /// The length of the longest head of a string that has no bytes of `set`, which has the null byte.
            strcspn(s: *const u8, set: &ByteSet) -> usize = strcspn[];
        }
    };
}
pub(crate) use for_each_kernel;
