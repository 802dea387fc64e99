//! How the program stops when its use of memory is found to be wrong.

/// What was found.
#[derive(Clone, Copy)]
pub enum Fault {
    /// The block is free already.
    DoubleFree,
    /// The pointer is not the beginning of a block.
    NotABlock,
    /// Something wrote into a free block.
    WrittenAfterFree,
    /// A free block is asked about.
    UsedAfterFree,
}

impl Fault {
    const fn text(self) -> &'static str {
        match self {
            Self::DoubleFree => "tine: malloc: double free\n",
            Self::NotABlock => "tine: malloc: not the address of a block\n",
            Self::WrittenAfterFree => "tine: malloc: a free block was written to\n",
            Self::UsedAfterFree => "tine: malloc: a free block is used\n",
        }
    }
}

/// Says so on standard error and ends the program by SIGABRT.
#[cold]
#[inline(never)]
pub fn stop(fault: Fault) -> ! {
    let text = fault.text();
    #[cfg(test)]
    panic!("{text}");
    #[cfg(not(test))]
    {
        // SAFETY: writes a valid slice; nothing can be done about a failure.
        let _ = unsafe { crate::sys::call3(crate::sys::nr::__NR_write, 2, text.as_ptr() as usize, text.len()) };
        crate::process::abort::abort()
    }
}
