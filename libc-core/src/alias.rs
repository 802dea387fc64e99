//! Second names of C items, at the same address: what other C libraries call them, and programs that were written for
//! those.

/// Makes second names for an exported item of the same module.
macro_rules! alias {
    ($item:ident = $($alias:ident),+) => {
        core::arch::global_asm!($(
            concat!(".weak ", stringify!($alias)),
            concat!(".set ", stringify!($alias), ", ", stringify!($item)),
        )+);
    };
}

pub(crate) use alias;
