//! Static thread-local storage: the program's `PT_TLS` segment, laid out around the thread pointer.

use super::Tcb;
use crate::sync::atomic::{AtomicUsize, Ordering};

/// The program's TLS segment.
#[derive(Clone, Copy)]
pub struct Image {
    /// Where its initialised bytes are.
    pub start: *const u8,
    /// How many of them there are.
    pub file_size: usize,
    /// The size of a thread's copy.
    pub size: usize,
    /// Its alignment, a power of two.
    pub align: usize,
}

static START: AtomicUsize = AtomicUsize::new(0);
static FILE_SIZE: AtomicUsize = AtomicUsize::new(0);
static SIZE: AtomicUsize = AtomicUsize::new(0);
static ALIGN: AtomicUsize = AtomicUsize::new(1);

/// Makes `image` the program's. Start-up calls it once.
pub fn set_image(image: Image) {
    START.store(image.start as usize, Ordering::Relaxed);
    FILE_SIZE.store(image.file_size, Ordering::Relaxed);
    SIZE.store(image.size, Ordering::Relaxed);
    ALIGN.store(image.align, Ordering::Relaxed);
}

/// The program's TLS segment; empty if it has none.
pub fn image() -> Image {
    Image {
        start: START.load(Ordering::Relaxed) as *const u8,
        file_size: FILE_SIZE.load(Ordering::Relaxed),
        size: SIZE.load(Ordering::Relaxed),
        align: ALIGN.load(Ordering::Relaxed),
    }
}

/// Where `thread`'s copy of the segment is.
pub fn block_of(thread: &Tcb) -> *mut u8 {
    let image = image();
    let offset = arch::tls::image_offset(image.size, image.start as usize, image.align);
    arch::tls::thread_pointer(core::ptr::from_ref(thread).cast_mut()).wrapping_offset(offset)
}

impl Image {
    /// The alignment that the thread pointer needs: the segment's, and the control block's own.
    fn block_align(&self) -> usize {
        self.align.max(align_of::<Tcb>()).max(16)
    }

    /// Bytes that a thread's TLS and control block take, with room to align them anywhere.
    pub fn block_size(&self) -> usize {
        let address = self.start as usize;
        arch::tls::bytes_before_tcb(self.size, address, self.align)
            + size_of::<Tcb>()
            + arch::tls::bytes_after_tcb(self.size, address, self.align)
            + 2 * self.block_align()
    }

    /// Lays a thread's TLS and control block into `block_size()` bytes at `memory`, which are zero.
    ///
    /// # Safety
    /// The memory is valid and nobody else's.
    pub unsafe fn lay_out(&self, memory: *mut u8) -> &'static Tcb {
        let address = self.start as usize;
        let align = self.block_align();
        let lowest = memory as usize + arch::tls::bytes_before_tcb(self.size, address, self.align);
        // The thread pointer, not the control block, has to be aligned.
        let distance = arch::tls::thread_pointer(memory.cast::<Tcb>()) as usize - memory as usize;
        let pointer = (lowest + distance).next_multiple_of(align);
        let offset = pointer - distance - memory as usize;
        // SAFETY: `block_size` has room for what comes before, the block, what comes after, and the alignment.
        unsafe {
            let tcb = memory.add(offset).cast::<Tcb>();
            tcb.write(Tcb::new());
            if self.size != 0 {
                let image =
                    arch::tls::thread_pointer(tcb).offset(arch::tls::image_offset(self.size, address, self.align));
                core::ptr::copy_nonoverlapping(self.start, image, self.file_size);
            }
            (*tcb).settle();
            &*tcb
        }
    }
}
