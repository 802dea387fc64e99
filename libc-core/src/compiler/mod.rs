//! Routines that gcc and clang call for operations without instructions, as far as `compiler_builtins` has none: there is
//! no libgcc. Pure functions, but for `__clear_cache`. Source: GCC internals manual, chapter 4.

mod bits;
mod cache;
mod checked;
mod half;
mod integer_conversion;
mod long_double;
mod quad;
