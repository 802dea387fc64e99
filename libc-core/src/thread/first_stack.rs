//! The first thread's stack, which the kernel made and grows.

use super::stack::Extent;
use crate::process::auxv::{self, page_size};
use crate::sys::{call3, call4, nr};

/// From the auxiliary vector's page, which is above everything that the program pushed, down as far as the stack may
/// grow now.
pub fn extent() -> Extent {
    const RLIMIT_STACK: usize = 3;
    let page = page_size();
    let top = (auxv::address() & !(page - 1)) + page;
    let mut limits = [0usize; 2];
    // SAFETY: room for two limits.
    let result = unsafe { call4(nr::__NR_prlimit64, 0, RLIMIT_STACK, 0, limits.as_mut_ptr() as usize) };
    let limit = limits[0] & !(page - 1);
    let size = if result.is_ok() && limit != 0 && limit < top / 2 { limit } else { mapped_below(top, page) };
    Extent { low: top - size, size, guard: 0 }
}

/// How many bytes below `top` are there already.
fn mapped_below(top: usize, page: usize) -> usize {
    let mut low = top - page;
    let mut resident = 0u8;
    // SAFETY: only asks whether the page is mapped.
    while unsafe { call3(nr::__NR_mincore, low - page, page, &raw mut resident as usize) }.is_ok() {
        low -= page;
    }
    top - low
}
