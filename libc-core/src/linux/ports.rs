//! `<sys/io.h>`: leave to use ports of input and output. All are thread-safe and async-signal-safe.

arch::with_ports! {
    crate::sys::wrapper::syscalls! {
        /// Lets the calling thread use `count` ports from `first` on, or takes that back. Returns 0, or -1 with `errno`
        /// EINVAL, ENOMEM or EPERM. ioperm(2).
        plain fn ioperm(first: core::ffi::c_ulong, count: core::ffi::c_ulong, on: core::ffi::c_int) -> core::ffi::c_int
            = __NR_ioperm(first, count, on);
        /// Sets the calling thread's privilege level for ports, 0 to 3. Returns 0, or -1 with `errno` EINVAL or EPERM.
        /// iopl(2).
        plain fn iopl(level: core::ffi::c_int) -> core::ffi::c_int = __NR_iopl(level);
    }
}
