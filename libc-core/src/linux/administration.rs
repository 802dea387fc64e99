//! The machine and the kernel. All are thread-safe and async-signal-safe.

use crate::sys::wrapper::syscalls;
use core::ffi::{c_char, c_int, c_uint, c_ulong, c_void};

const LINUX_REBOOT_MAGIC1: c_uint = 0xfee1_dead;
const LINUX_REBOOT_MAGIC2: c_uint = 672_274_793;

syscalls! {
    /// Reboots, halts, or changes what Ctrl-Alt-Del does. Returns 0, or -1 with `errno` EINVAL or EPERM. reboot(2).
    plain fn reboot(command: c_int) -> c_int = __NR_reboot(LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, command, 0);
    /// Reads or controls the kernel's message buffer. klogctl(3).
    plain fn klogctl(command: c_int, buffer: *mut c_char, size: c_int) -> c_int = __NR_syslog(command, buffer, size);
    /// Loads a kernel module. init_module(2).
    plain fn init_module(image: *const c_void, size: c_ulong, parameters: *const c_char) -> c_int
        = __NR_init_module(image, size, parameters);
    /// Removes a kernel module. delete_module(2).
    plain fn delete_module(name: *const c_char, flags: c_uint) -> c_int = __NR_delete_module(name, flags);
    /// Starts swapping to a file or device. swapon(2).
    plain fn swapon(path: *const c_char, flags: c_int) -> c_int = __NR_swapon(path, flags);
    /// Stops swapping to a file or device. swapoff(2).
    plain fn swapoff(path: *const c_char) -> c_int = __NR_swapoff(path);
    /// Handles disk quotas. quotactl(2).
    plain fn quotactl(command: c_int, device: *const c_char, id: c_int, address: *mut c_char) -> c_int
        = __NR_quotactl(command, device, id, address);
    /// Makes all CPUs that run certain threads pass a memory barrier. membarrier(2).
    plain fn membarrier(command: c_int, flags: c_int) -> c_int = __NR_membarrier(command, flags, 0);
}
