//! `va_list` as the System V psABI (section 3.5.7) has it, and variadic entry points.

use crate::LongDouble;

/// The ABI's `va_list`. A function with a `va_list` parameter gets a pointer to it.
#[repr(C)]
#[derive(Clone)]
pub struct VaList {
    gp_offset: u32,
    fp_offset: u32,
    overflow_area: *mut u8,
    save_area: *mut u8,
}

impl VaList {
    #[inline]
    fn general(&mut self) -> *mut u8 {
        if self.gp_offset < 48 {
            let p = self.save_area.wrapping_add(self.gp_offset as usize);
            self.gp_offset += 8;
            p
        } else {
            self.overflow(8)
        }
    }

    #[inline]
    fn overflow(&mut self, size: usize) -> *mut u8 {
        let p = self.overflow_area;
        self.overflow_area = p.wrapping_add(size);
        p
    }

    /// The next argument, a 32-bit integer (or one promoted to it).
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_i32(&mut self) -> i32 {
        // SAFETY: the caller's promise.
        unsafe { self.general().cast::<i32>().read() }
    }

    /// The next argument, an unsigned 32-bit integer (or one promoted to it).
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_u32(&mut self) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { self.arg_i32() as u32 }
    }

    /// The next argument, a 64-bit integer.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_i64(&mut self) -> i64 {
        // SAFETY: the caller's promise.
        unsafe { self.general().cast::<i64>().read() }
    }

    /// The next argument, an unsigned 64-bit integer.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_u64(&mut self) -> u64 {
        // SAFETY: the caller's promise.
        unsafe { self.arg_i64() as u64 }
    }

    /// The next argument, an integer of a pointer's size.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_isize(&mut self) -> isize {
        // SAFETY: the caller's promise.
        unsafe { self.arg_i64() as isize }
    }

    /// The next argument, an unsigned integer of a pointer's size.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_usize(&mut self) -> usize {
        // SAFETY: the caller's promise.
        unsafe { self.arg_i64() as usize }
    }

    /// The next argument, a pointer.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_ptr<T>(&mut self) -> *mut T {
        // SAFETY: the caller's promise.
        unsafe { self.general().cast::<*mut T>().read() }
    }

    /// The next argument, a `double`.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_f64(&mut self) -> f64 {
        let p = if self.fp_offset < 176 {
            let p = self.save_area.wrapping_add(self.fp_offset as usize);
            self.fp_offset += 16;
            p
        } else {
            self.overflow(8)
        };
        // SAFETY: the caller's promise.
        unsafe { p.cast::<f64>().read() }
    }

    /// The next argument, a `long double`.
    ///
    /// # Safety
    /// The caller passed one here.
    #[inline]
    pub unsafe fn arg_long_double(&mut self) -> LongDouble {
        let pad = self.overflow_area.align_offset(16);
        self.overflow(pad);
        let p = self.overflow(16);
        // SAFETY: the caller's promise; the padding makes it aligned.
        unsafe { p.cast::<LongDouble>().read() }
    }
}

/// A variadic C function, `fn name(N)` with N fixed integer or pointer parameters (0 to 5), as a naked
/// function: it spills the argument registers into a [`VaList`] and calls `target` with the N parameters
/// and a pointer to that list.
#[macro_export]
macro_rules! variadic {
    (@ $(#[$meta:meta])* $vis:vis $name:ident $target:path, $fixed:literal, $list:literal) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!(
                "sub rsp, 0xd8",
                // The register save area is at rsp+0x20: six general, eight vector registers.
                ".if {fixed} < 1", "mov [rsp+0x20], rdi", ".endif",
                ".if {fixed} < 2", "mov [rsp+0x28], rsi", ".endif",
                ".if {fixed} < 3", "mov [rsp+0x30], rdx", ".endif",
                ".if {fixed} < 4", "mov [rsp+0x38], rcx", ".endif",
                ".if {fixed} < 5", "mov [rsp+0x40], r8", ".endif",
                "mov [rsp+0x48], r9",
                "test al, al",
                "je 2f",
                "movaps [rsp+0x50], xmm0",
                "movaps [rsp+0x60], xmm1",
                "movaps [rsp+0x70], xmm2",
                "movaps [rsp+0x80], xmm3",
                "movaps [rsp+0x90], xmm4",
                "movaps [rsp+0xa0], xmm5",
                "movaps [rsp+0xb0], xmm6",
                "movaps [rsp+0xc0], xmm7",
                "2:",
                "lea rax, [rsp+0xe0]",
                "mov [rsp+8], rax",
                "lea rax, [rsp+0x20]",
                "mov [rsp+16], rax",
                "mov dword ptr [rsp], {fixed} * 8",
                "mov dword ptr [rsp+4], 48",
                concat!("mov ", $list, ", rsp"),
                "call {target}",
                "add rsp, 0xd8",
                "ret",
                fixed = const $fixed,
                target = sym $target,
            )
        }
    };
    ($(#[$m:meta])* $v:vis fn $n:ident(0) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 0, "rdi"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(1) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 1, "rsi"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(2) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 2, "rdx"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(3) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 3, "rcx"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(4) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 4, "r8"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(5) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 5, "r9"); };
}
