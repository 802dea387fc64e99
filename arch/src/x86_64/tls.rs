//! TLS variant II: the static TLS block ends at the thread pointer, the control block begins there.
//! Source: Drepper, "ELF Handling For Thread-Local Storage", section 3.4.6.

/// Distance from the thread pointer back to the start of a TLS image that is `size` bytes long, was linked
/// at `address` and asks for `align`. The thread pointer itself must be a multiple of `align`.
pub const fn image_offset(size: usize, address: usize, align: usize) -> isize {
    -((size + (size.wrapping_add(address).wrapping_neg() & (align - 1))) as isize)
}

/// Bytes needed before the control block.
pub const fn bytes_before_tcb(size: usize, address: usize, align: usize) -> usize {
    image_offset(size, address, align).unsigned_abs()
}

/// Bytes needed behind the control block.
pub const fn bytes_after_tcb(_size: usize, _address: usize, _align: usize) -> usize {
    0
}

/// The thread pointer that belongs to a control block at `tcb`.
pub fn thread_pointer<T>(tcb: *mut T) -> *mut u8 {
    tcb.cast()
}

/// What the address in a `tls_index` is relative to, from the image's start.
pub const DTV_OFFSET: usize = 0;

/// The stack protector's canary is read from the control block (`%fs:0x28`).
pub const CANARY_IN_TCB: bool = true;
