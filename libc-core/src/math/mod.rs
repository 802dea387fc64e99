//! `<math.h>`, `<complex.h>` and `<fenv.h>`. Errors are floating-point exceptions (`math_errhandling` is
//! `MATH_ERREXCEPT`), never `errno`. Every function is thread-safe; all but the `lgamma` family, which sets `signgam`,
//! are async-signal-safe.
//!
//! | module | what it holds |
//! |---|---|
//! | `format` | the formats, and the one place where results are rounded |
//! | `interchange` | formats that are no type of Rust's |
//! | `exact` | functions with exact or correctly rounded results, for every format |
//! | `elementary` | elementary and special functions for every format, by `wide` |
//! | `complex` | complex functions for every format, by `wide` |
//! | `native` | those of `double` and `float` with the CPU's arithmetic |
//! | `wide` | arithmetic and elementary functions with 128 bits, for `long double` |
//! | `entry` | the C functions |

pub mod complex;
pub mod elementary;
#[cfg(not(test))]
pub(crate) mod entry;
pub mod exact;
pub mod format;
pub mod interchange;
pub mod native;
pub mod wide;
