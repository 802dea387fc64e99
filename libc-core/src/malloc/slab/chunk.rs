//! Chunks: mappings that granules come from, 64 of them each. A chunk's granules are given out by `linked_list_allocator`,
//! working on their headers: a header stands for its granule, so the allocator's holes lie in the headers of what is free,
//! and no page of free memory is touched. The first two granules are never used. Their headers hold the chunk's own data,
//! and they keep what writes beyond another mapping's end away from the first blocks.

use super::class::{GRANULE, GRANULE_BITS};
use super::map;
use super::pages;
use super::span::Span;
use crate::errno::Errno;
use core::alloc::Layout;
use core::ptr::{self, NonNull};
use linked_list_allocator::Heap;

/// A chunk's size and alignment in bytes.
const CHUNK: usize = 4 << 20;
/// How many headers it has, and how many bytes they take: no more than a page.
const HEADERS: usize = CHUNK / GRANULE;
const HEADERS_SIZE: usize = HEADERS * size_of::<Span>();
/// How many headers its own data takes.
const OWN: usize = 2;

/// A chunk's own data. Nothing of it lies where the headers in its place would have their kind, so that is zero.
#[repr(C)]
struct Chunk {
    address: *mut u8,
    next: *mut Chunk,
    no_owner: [usize; 2],
    granules: Heap,
    no_kind: [usize; 6],
}

const _: () = assert!(size_of::<Chunk>() == OWN * size_of::<Span>() && size_of::<Heap>() == 48);

/// The chunks that have free granules.
pub struct Chunks {
    first: *mut Chunk,
    /// Where the next one would be beside the last.
    hint: usize,
}

/// The address of a header's granule.
pub fn address_of(span: &Span) -> *mut u8 {
    let header = ptr::from_ref(span);
    let chunk = header.map_addr(|address| address & !(HEADERS_SIZE - 1)).cast::<Chunk>();
    let index = header.addr() % HEADERS_SIZE / size_of::<Span>();
    // SAFETY: a span's header is in a chunk's array, which begins with its data.
    unsafe { (*chunk).address.wrapping_add(index << GRANULE_BITS) }
}

fn layout(granules: usize) -> Layout {
    // SAFETY: a span has few granules.
    unsafe { Layout::from_size_align_unchecked(granules * size_of::<Span>(), size_of::<Span>()) }
}

impl Chunks {
    /// None.
    pub const fn new() -> Self {
        Self { first: ptr::null_mut(), hint: 0 }
    }

    /// The header of the first of so many granules; ENOMEM.
    pub fn allocate(&mut self, granules: usize) -> Result<&'static Span, Errno> {
        let mut link = &raw mut self.first;
        // SAFETY: links lead to chunks, until null.
        while let Some(chunk) = unsafe { (*link).as_mut() } {
            if let Ok(header) = chunk.granules.allocate_first_fit(layout(granules)) {
                if chunk.granules.free() == 0 {
                    // SAFETY: as above.
                    unsafe { *link = chunk.next };
                }
                // SAFETY: the memory that is given out is headers.
                return Ok(unsafe { header.cast::<Span>().as_ref() });
            }
            link = &raw mut chunk.next;
        }
        // SAFETY: `grow` returns a chunk.
        let chunk = unsafe { &mut *self.grow()? };
        let header = chunk.granules.allocate_first_fit(layout(granules)).map_err(|()| Errno::ENOMEM)?;
        // SAFETY: as above.
        Ok(unsafe { header.cast::<Span>().as_ref() })
    }

    /// A further chunk.
    fn grow(&mut self) -> Result<*mut Chunk, Errno> {
        let memory = self.map()?;
        let headers = match map::make(memory as usize) {
            Ok(headers) => ptr::from_ref(headers).cast_mut(),
            Err(e) => {
                // SAFETY: nothing uses it.
                unsafe { pages::unmap(memory, CHUNK) };
                return Err(e);
            }
        };
        // A page for all of them at once, without a fault.
        pages::populate(headers.cast(), HEADERS_SIZE);
        let chunk = headers.cast::<Chunk>();
        // SAFETY: the headers of the chunk's granules are nobody else's, and zero.
        unsafe {
            let granules = Heap::new(headers.add(OWN).cast(), HEADERS_SIZE - OWN * size_of::<Span>());
            chunk.write(Chunk { address: memory, next: self.first, no_owner: [0; 2], granules, no_kind: [0; 6] });
        }
        self.first = chunk;
        self.hint = (memory as usize).wrapping_sub(CHUNK);
        Ok(chunk)
    }

    /// Memory for a chunk, aligned to its size.
    fn map(&mut self) -> Result<*mut u8, Errno> {
        if self.hint != 0 {
            let memory = pages::map_at(self.hint, CHUNK)?;
            if (memory as usize).is_multiple_of(CHUNK) {
                return Ok(memory);
            }
            // SAFETY: nothing uses it.
            unsafe { pages::unmap(memory, CHUNK) };
        }
        pages::map_aligned(CHUNK, CHUNK)
    }

    /// Takes granules back. A chunk that is free then is unmapped if there is another one.
    ///
    /// # Safety
    /// [`Chunks::allocate`] returned `first` for so many, and nothing uses them.
    pub unsafe fn free(&mut self, first: &'static Span, granules: usize) {
        let chunk = ptr::from_ref(first).map_addr(|address| address & !(HEADERS_SIZE - 1)).cast_mut().cast::<Chunk>();
        // SAFETY: a span's header is in a chunk's array.
        let this = unsafe { &mut *chunk };
        if this.granules.free() == 0 {
            this.next = self.first;
            self.first = chunk;
        }
        // SAFETY: the caller's promise.
        unsafe { this.granules.deallocate(NonNull::from(first).cast(), layout(granules)) };
        if this.granules.used() == 0 && !(ptr::eq(self.first, chunk) && this.next.is_null()) {
            self.unmap(chunk);
        }
    }

    fn unmap(&mut self, chunk: *mut Chunk) {
        let mut link = &raw mut self.first;
        // SAFETY: the chunk has free granules, so it is in the list.
        unsafe {
            while !ptr::eq(*link, chunk) {
                link = &raw mut (**link).next;
            }
            *link = (*chunk).next;
            pages::unmap((*chunk).address, CHUNK);
            // Zeroed headers are nobody's.
            chunk.cast::<u8>().write_bytes(0, HEADERS_SIZE);
        }
    }
}
