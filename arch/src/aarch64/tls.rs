//! TLS variant I: the static TLS block begins 16 bytes above the thread pointer, the control block ends at
//! it. Source: Drepper, "ELF Handling For Thread-Local Storage", section 3.4.1; AAELF64.

/// The two words that the ABI reserves at the thread pointer.
const GAP: usize = 16;

/// Distance from the thread pointer to the start of a TLS image that was linked at `address` and asks for
/// `align`. The thread pointer itself must be a multiple of `align`.
pub const fn image_offset(_size: usize, address: usize, align: usize) -> isize {
    (GAP + (address.wrapping_sub(GAP) & (align - 1))) as isize
}

/// Bytes needed before the control block.
pub const fn bytes_before_tcb(_size: usize, _address: usize, _align: usize) -> usize {
    0
}

/// Bytes needed behind the control block.
pub const fn bytes_after_tcb(size: usize, address: usize, align: usize) -> usize {
    image_offset(size, address, align) as usize + size
}

/// The thread pointer that belongs to a control block at `tcb`.
pub fn thread_pointer<T>(tcb: *mut T) -> *mut u8 {
    tcb.wrapping_add(1).cast()
}

/// What the address in a `tls_index` is relative to, from the image's start.
pub const DTV_OFFSET: usize = 0;

/// The stack protector's canary is the global `__stack_chk_guard`.
pub const CANARY_IN_TCB: bool = false;
