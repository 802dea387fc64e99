//! Indirect functions (`STT_GNU_IFUNC`): at start, a resolver of the program's chooses the code of each. Resolvers may
//! use thread-local storage and the canary; constructors may call what they chose.

use super::auxv::{self, at};
use crate::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// An entry of a relocation table: where, what, and the addend.
pub type Relocation = [usize; 3];

/// The start and end of a table.
pub type Table = (usize, usize);

/// The difference between where the program is and where it was linked to be.
static BASE: AtomicUsize = AtomicUsize::new(0);
/// The bounds of the two tables of a position-independent program, if it has indirect functions.
static TABLES: [[AtomicUsize; 2]; 2] = [const { [const { AtomicUsize::new(0) }; 2] }; 2];

/// Remembers where a position-independent program's relocations are, for [`resolve`].
pub fn remember(base: usize, tables: [Table; 2]) {
    BASE.store(base, Relaxed);
    for (place, (start, end)) in TABLES.iter().zip(tables) {
        place[0].store(start, Relaxed);
        place[1].store(end, Relaxed);
    }
}

/// Lets the resolvers choose.
///
/// # Safety
/// Once, before constructors, and while what relocation writes is still writable.
pub unsafe fn resolve() {
    let base = BASE.load(Relaxed);
    // SAFETY: the linker's tables.
    unsafe {
        apply(base, arch::relocation::indirect_table());
        for [start, end] in &TABLES {
            apply(base, (start.load(Relaxed), end.load(Relaxed)));
        }
    }
}

/// # Safety
/// It is a table of relocations of the program's.
unsafe fn apply(base: usize, (start, end): Table) {
    let mut at = start as *const Relocation;
    while (at as usize) < end {
        // SAFETY: the caller's promise; the place is a word of the program.
        unsafe {
            let [offset, info, addend] = at.read();
            if info as u32 == arch::relocation::INDIRECT {
                let capabilities = [at::HWCAP, at::HWCAP2].map(|key| auxv::get(key).unwrap_or(0));
                let chosen = arch::relocation::resolve(base.wrapping_add(addend), capabilities);
                (base.wrapping_add(offset) as *mut usize).write(chosen);
            }
            at = at.add(1);
        }
    }
}
