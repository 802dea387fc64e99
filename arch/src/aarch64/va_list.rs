//! `va_list` as AAPCS64 (appendix B) has it, and variadic entry points.

use crate::LongDouble;

/// The ABI's `va_list`. A function with a `va_list` parameter gets a pointer to a copy of it.
#[repr(C)]
#[derive(Clone)]
pub struct VaList {
    stack: *mut u8,
    gr_top: *mut u8,
    vr_top: *mut u8,
    gr_offs: i32,
    vr_offs: i32,
}

impl VaList {
    #[inline]
    fn general(&mut self) -> *mut u8 {
        if self.gr_offs < 0 {
            let p = self.gr_top.wrapping_offset(self.gr_offs as isize);
            self.gr_offs += 8;
            p
        } else {
            self.overflow(8)
        }
    }

    #[inline]
    fn overflow(&mut self, size: usize) -> *mut u8 {
        let p = self.stack;
        self.stack = p.wrapping_add(size);
        p
    }

    #[inline]
    fn vector(&mut self) -> Option<*mut u8> {
        (self.vr_offs < 0).then(|| {
            let p = self.vr_top.wrapping_offset(self.vr_offs as isize);
            self.vr_offs += 16;
            p
        })
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
        let p = match self.vector() {
            Some(p) => p,
            None => self.overflow(8),
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
        let p = match self.vector() {
            Some(p) => p,
            None => {
                let pad = self.stack.align_offset(16);
                self.overflow(pad);
                self.overflow(16)
            }
        };
        // SAFETY: the caller's promise; register slots and padded stack slots are aligned.
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
                // Frame record at 0, the list at 16, general registers at 48, vector registers at 112.
                "stp x29, x30, [sp, #-240]!",
                "mov x29, sp",
                "stp x0, x1, [sp, #48]",
                "stp x2, x3, [sp, #64]",
                "stp x4, x5, [sp, #80]",
                "stp x6, x7, [sp, #96]",
                "stp q0, q1, [sp, #112]",
                "stp q2, q3, [sp, #144]",
                "stp q4, q5, [sp, #176]",
                "stp q6, q7, [sp, #208]",
                "add x9, sp, #240",
                "add x10, sp, #112",
                "stp x9, x10, [sp, #16]",
                "str x9, [sp, #32]",
                "mov w10, #({fixed} * 8 - 64)",
                "mov w11, #-128",
                "stp w10, w11, [sp, #40]",
                concat!("add ", $list, ", sp, #16"),
                "bl {target}",
                "ldp x29, x30, [sp], #240",
                "ret",
                fixed = const $fixed,
                target = sym $target,
            )
        }
    };
    ($(#[$m:meta])* $v:vis fn $n:ident(0) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 0, "x0"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(1) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 1, "x1"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(2) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 2, "x2"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(3) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 3, "x3"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(4) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 4, "x4"); };
    ($(#[$m:meta])* $v:vis fn $n:ident(5) => $t:path) => { $crate::variadic!(@ $(#[$m])* $v $n $t, 5, "x5"); };
}
