//! The memory of a thread: guard, stack, what the thread starts with, its values, TLS and control block, in one mapping.

use super::attr::Attributes;
use super::keys::Table;
use super::{Tcb, tls};
use crate::errno::Errno;
use crate::process::auxv::page_size;
use crate::sys::{call2, call3, call6, nr};

/// Where a stack is.
#[derive(Clone, Copy)]
pub struct Extent {
    /// The lowest address.
    pub low: usize,
    /// Its size in bytes.
    pub size: usize,
    /// Inaccessible bytes below it.
    pub guard: usize,
}

impl Extent {
    /// Of the first thread, whose stack the kernel made.
    pub const fn unknown() -> Self {
        Self { low: 0, size: 0, guard: 0 }
    }
}

/// A new thread's memory.
pub struct Memory {
    /// Its control block, complete but for what creation sets.
    pub tcb: &'static Tcb,
    /// The top of the stack, below which everything is free.
    pub top: *mut u8,
    base: *mut u8,
    size: usize,
}

/// A new thread's memory, and room for a `T` above its stack. EAGAIN if there is not enough.
pub fn allocate<T>(attributes: &Attributes) -> Result<(Memory, *mut T), Errno> {
    let page = page_size();
    let image = tls::image();
    let block = image.block_size() + size_of::<Table>() + size_of::<T>() + 64;
    let (guard, stack) = if attributes.stack_end == 0 {
        let guard = attributes.guard_size.checked_next_multiple_of(page).ok_or(Errno::EAGAIN)?;
        (guard, attributes.stack_size)
    } else {
        (0, 0)
    };
    let size = stack
        .checked_add(block)
        .and_then(|size| size.checked_next_multiple_of(page))
        .and_then(|size| size.checked_add(guard))
        .ok_or(Errno::EAGAIN)?;
    let base = map(size, guard)?;
    let after = base.wrapping_add(size - block);
    // The application's own stack, or what is below the block.
    let (low, top) = match attributes.stack_end {
        0 => (base.wrapping_add(guard), after.map_addr(|address| address & !15)),
        end => ((end - attributes.stack_size) as *mut u8, end as *mut u8),
    };
    let start = after.map_addr(|address| address.next_multiple_of(16));
    let values = start.wrapping_add(size_of::<T>().next_multiple_of(16));
    let tls = values.wrapping_add(size_of::<Table>());
    // SAFETY: the mapping is fresh and zero; the room counted above is there, alignment included.
    let tcb = unsafe { image.lay_out(tls) };
    tcb.values.set_table(values.cast());
    tcb.mapping.set((base, size));
    tcb.stack.set(Extent { low: low as usize, size: top as usize - low as usize, guard });
    Ok((Memory { tcb, top, base, size }, start.cast()))
}

impl Memory {
    /// Gives it back: the thread never began.
    pub fn discard(self) {
        // SAFETY: nothing uses it.
        let _ = unsafe { call2(nr::__NR_munmap, self.base as usize, self.size) };
    }
}

/// `size` bytes of memory, the first `guard` of them inaccessible.
fn map(size: usize, guard: usize) -> Result<*mut u8, Errno> {
    const PROT_READ_WRITE: usize = 3;
    const MAP_STACK_NORESERVE_PRIVATE_ANONYMOUS: usize = 0x2_4022;
    let protection = if guard == 0 { PROT_READ_WRITE } else { 0 };
    // SAFETY: asks for new memory.
    let base =
        unsafe { call6(nr::__NR_mmap, 0, size, protection, MAP_STACK_NORESERVE_PRIVATE_ANONYMOUS, usize::MAX, 0) }
            .map_err(|_| Errno::EAGAIN)?;
    if guard != 0 {
        // SAFETY: the mapping is ours.
        let result = unsafe { call3(nr::__NR_mprotect, base + guard, size - guard, PROT_READ_WRITE) };
        if result.is_err() {
            // SAFETY: as above.
            let _ = unsafe { call2(nr::__NR_munmap, base, size) };
            return Err(Errno::EAGAIN);
        }
    }
    Ok(base as *mut u8)
}

/// Unmaps a thread's memory, its control block with it.
///
/// # Safety
/// The thread is gone, is in no list, and nobody refers to it.
pub unsafe fn release(thread: *const Tcb) {
    // SAFETY: the caller's promise.
    let (base, size) = unsafe { (*thread).mapping.get() };
    if size != 0 {
        // SAFETY: the caller's promise.
        let _ = unsafe { call2(nr::__NR_munmap, base as usize, size) };
    }
}

/// Unmaps the memory of many threads, by as few system calls as possible: threads that were made one after the other mostly
/// lie side by side. It is done when this goes.
pub struct Unmapping {
    start: usize,
    end: usize,
}

impl Unmapping {
    /// Of no thread.
    pub const fn new() -> Self {
        Self { start: 0, end: 0 }
    }

    /// Unmaps a thread's memory, at the latest when this goes.
    ///
    /// # Safety
    /// As [`release`].
    pub unsafe fn add(&mut self, thread: *const Tcb) {
        // SAFETY: the caller's promise.
        let (base, size) = unsafe { (*thread).mapping.get() };
        let (start, end) = (base as usize, base as usize + size);
        if start == self.end {
            self.end = end;
        } else if end == self.start {
            self.start = start;
        } else if size != 0 {
            self.unmap();
            (self.start, self.end) = (start, end);
        }
    }

    fn unmap(&self) {
        if self.start != self.end {
            // SAFETY: promised for each of the threads.
            let _ = unsafe { call2(nr::__NR_munmap, self.start, self.end - self.start) };
        }
    }
}

impl Drop for Unmapping {
    fn drop(&mut self) {
        self.unmap();
    }
}
