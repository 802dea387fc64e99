//! `<fenv.h>`. Every function is thread-safe and async-signal-safe: the environment is the thread's own. C23 7.6.

use arch::Round;
use arch::fenv::{self, ALL, Environment, Exceptions, Mode, round_number};
use core::ffi::c_int;

/// `FE_DFL_ENV` and `FE_DFL_MODE` are this pointer.
fn is_default<T>(pointer: *const T) -> bool {
    pointer.addr() == usize::MAX
}

functions! {
    /// Clears exceptions; 0.
    fn feclearexcept(exceptions: c_int) -> c_int => {
        fenv::clear(exceptions as u32);
        0
    };
    /// Raises exceptions; 0.
    fn feraiseexcept(exceptions: c_int) -> c_int => {
        fenv::raise(exceptions as u32);
        0
    };
    /// Sets the flags of exceptions without raising them; 0.
    fn fesetexcept(exceptions: c_int) -> c_int => {
        fenv::raise(exceptions as u32);
        0
    };
    /// Those of `exceptions` that are raised.
    fn fetestexcept(exceptions: c_int) -> c_int => fenv::test(exceptions as u32) as c_int;
    /// The rounding direction.
    fn fegetround() -> c_int => round_number(fenv::get_round());
    /// Sets the rounding direction; 0, or -1 if there is no such.
    fn fesetround(direction: c_int) -> c_int => {
        for round in [Round::Nearest, Round::Down, Round::Up, Round::TowardZero] {
            if round_number(round) == direction {
                fenv::set_round(round);
                return 0;
            }
        }
        -1
    };
    /// What `FLT_ROUNDS` is now. C23 5.2.5.3.3.
    fn __flt_rounds() -> c_int => match fenv::get_round() {
        Round::TowardZero => 0,
        Round::Nearest => 1,
        Round::Up => 2,
        Round::Down => 3,
    };
}

pointer_functions! {
    /// Stores which of `exceptions` are raised; 0.
    fn fegetexceptflag(flags: *mut Exceptions, exceptions: c_int) -> c_int => {
        flags.write(fenv::test(exceptions as u32) as Exceptions);
        0
    };
    /// Restores the flags of `exceptions`; 0.
    fn fesetexceptflag(flags: *const Exceptions, exceptions: c_int) -> c_int => {
        let raised = u32::from(*flags) & exceptions as u32;
        fenv::clear(!raised & exceptions as u32);
        fenv::raise(raised);
        0
    };
    /// Those of `exceptions` that stored flags say are raised.
    fn fetestexceptflag(flags: *const Exceptions, exceptions: c_int) -> c_int =>
        (u32::from(*flags) & exceptions as u32 & ALL) as c_int;
    /// Stores the environment; 0.
    fn fegetenv(environment: *mut Environment) -> c_int => {
        environment.write(fenv::get_environment());
        0
    };
    /// Stores the environment, clears all exceptions and masks their traps; 0.
    fn feholdexcept(environment: *mut Environment) -> c_int => {
        environment.write(fenv::get_environment());
        fenv::clear(ALL);
        fenv::mask_traps();
        0
    };
    /// Installs an environment, or by `FE_DFL_ENV` that of a program's start; 0.
    fn fesetenv(environment: *const Environment) -> c_int => {
        fenv::set_environment(if is_default(environment) { None } else { Some(&*environment) });
        0
    };
    /// Installs an environment, and raises in it the exceptions that are raised now; 0.
    fn feupdateenv(environment: *const Environment) -> c_int => {
        let raised = fenv::test(ALL);
        fenv::set_environment(if is_default(environment) { None } else { Some(&*environment) });
        fenv::raise(raised);
        0
    };
    /// Stores the dynamic modes; 0.
    fn fegetmode(mode: *mut Mode) -> c_int => {
        mode.write(fenv::get_mode());
        0
    };
    /// Installs dynamic modes, or by `FE_DFL_MODE` those of a program's start; 0.
    fn fesetmode(mode: *const Mode) -> c_int => {
        fenv::set_mode(if is_default(mode) { None } else { Some(&*mode) });
        0
    };
}
