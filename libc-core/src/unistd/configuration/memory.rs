//! How much memory the machine has. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::process::auxv::page_size;
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{c_char, c_int, c_long, c_short, c_uint, c_ulong};
use core::mem::MaybeUninit;

/// `struct sysinfo`. The kernel fills the beginning of it.
#[repr(C)]
pub struct SystemInfo {
    uptime: c_ulong,
    loads: [c_ulong; 3],
    total_ram: c_ulong,
    free_ram: c_ulong,
    shared_ram: c_ulong,
    buffer_ram: c_ulong,
    total_swap: c_ulong,
    free_swap: c_ulong,
    processes: c_short,
    _padding: c_short,
    total_high: c_ulong,
    free_high: c_ulong,
    unit: c_uint,
    _reserved: [c_char; 256],
}

syscalls! {
    /// Stores the machine's memory, load and uptime. Returns 0, or -1 with `errno` EFAULT. sysinfo(2).
    plain fn sysinfo(to: *mut SystemInfo) -> c_int = __NR_sysinfo(to);
}

fn info() -> Result<SystemInfo, Errno> {
    let mut info = MaybeUninit::<SystemInfo>::zeroed();
    // SAFETY: the structure is valid, and the kernel fills what it has of it.
    unsafe {
        plain!(__NR_sysinfo, info.as_mut_ptr())?;
        Ok(info.assume_init())
    }
}

fn in_pages(amount: impl Fn(&SystemInfo) -> c_ulong) -> c_long {
    let pages = info().map(|info| {
        let bytes = u128::from(amount(&info)) * u128::from(info.unit.max(1));
        c_long::try_from(bytes / page_size() as u128).unwrap_or(c_long::MAX)
    });
    pages.c_long()
}

/// The machine's memory in pages.
pub fn pages() -> c_long {
    in_pages(|info| info.total_ram)
}

/// The memory that is free, in pages.
pub fn free_pages() -> c_long {
    in_pages(|info| info.free_ram.saturating_add(info.buffer_ram))
}

/// The machine's memory in pages. get_phys_pages(3).
#[unsafe(no_mangle)]
pub extern "C" fn get_phys_pages() -> c_long {
    pages()
}

/// The memory that is free, in pages. get_avphys_pages(3).
#[unsafe(no_mangle)]
pub extern "C" fn get_avphys_pages() -> c_long {
    free_pages()
}

/// Stores the average number of processes that ran, over 1, 5 and 15 minutes: at most 3. Returns how many are stored, or
/// -1. getloadavg(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getloadavg(to: *mut f64, count: c_int) -> c_int {
    const SCALE: f64 = 65536.0;
    if count < 0 {
        return -1;
    }
    let loads = info().map(|info| {
        for (at, load) in info.loads.iter().take(count as usize).enumerate() {
            // SAFETY: the caller's promise.
            unsafe { to.add(at).write(*load as f64 / SCALE) };
        }
        count.min(3)
    });
    loads.c_int()
}

const _: () = assert!(core::mem::offset_of!(SystemInfo, unit) == 104 && size_of::<SystemInfo>() == 368);
