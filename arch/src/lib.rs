//! All of tine that differs by CPU. Each architecture is one folder with the same files and the same items;
//! `libc-core` sees only what this file names.
//!
//! | module | what it holds |
//! |---|---|
//! | `syscall` | system calls (through `sc`) and the cancellable system call |
//! | `thread` | the thread pointer, `clone` onto a new stack, `vfork` |
//! | `tls` | where the thread control block and the static TLS block lie around the thread pointer |
//! | `signal` | the signal return trampoline and the interrupted program counter |
//! | `setjmp` | `setjmp`, `longjmp` and their family |
//! | `va_list` | the ABI's `va_list` and variadic entry points |
//! | `long_double` | `long double` as plain bits, and shims for functions that take or return it |
//! | `cache` | instruction caches |
//! | `fenv` | the floating-point environment |
//! | `ports` | what only CPUs with ports of input and output have |
//! | `relocation` | the relocations that a static program applies to itself |
//! | `half` | shims for functions that take or return `_Float16` |
//! | `compiler`, `cpu_model`, `quad` | what the C compiler calls on one architecture alone |
//! | `float` | floating-point operations for which some CPUs have an instruction |
//! | `vdso` | the names of the kernel's functions |
//! | `string` | the loops of `<string.h>` and its wide twin |
//! | `ascii` | runs of ASCII between bytes and wide characters |
//!
//! `no_builtins`, or the compiler would turn the loop in `memcpy` into a call of `memcpy`.
#![no_std]
#![no_builtins]

#[cfg(target_arch = "aarch64")]
#[path = "aarch64/mod.rs"]
mod current;
#[cfg(target_arch = "x86_64")]
#[path = "x86_64/mod.rs"]
mod current;

pub mod ascii;
mod long_double_format;
mod rounding;
pub mod string;

pub use current::{cache, fenv, float, long_double, relocation, setjmp, signal, syscall, thread, tls, va_list, vdso};
pub use long_double::LongDouble;
pub use rounding::Round;
pub use va_list::VaList;
