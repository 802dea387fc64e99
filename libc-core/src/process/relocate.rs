//! A static position-independent program relocates itself before anything else. Source: gABI "Dynamic Section",
//! "Relative Relocation Table" (RELR), and the psABIs.

use super::auxv::at;
use super::indirect::{Relocation, Table, remember};

const PT_DYNAMIC: u32 = 2;

mod tag {
    pub const PLTRELSZ: usize = 2;
    pub const RELA: usize = 7;
    pub const RELASZ: usize = 8;
    pub const JMPREL: usize = 23;
    pub const SYMTAB: usize = 6;
    pub const RELRSZ: usize = 35;
    pub const RELR: usize = 36;
}

/// Applies the program's own relocations. Nothing that needs one may be touched before: no static, no table.
///
/// # Safety
/// For `rcrt1.o` only, once: `stack` is what the kernel left, `dynamic` the program's dynamic section.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __tine_relocate(stack: *const usize, dynamic: *const [usize; 2]) {
    // SAFETY: the kernel's and the linker's layouts, as the caller promises.
    unsafe {
        let base = base(stack, dynamic);
        // Plain variables: filling an array would call `memset`, which may not be ready.
        let (mut rela, mut rela_size, mut symbols, mut relr, mut relr_size) = (0, 0, 0, 0, 0);
        let (mut plt, mut plt_size) = (0, 0);
        let mut entry = dynamic;
        while let [key @ 1..=usize::MAX, value] = entry.read() {
            if key == tag::RELA {
                rela = value;
            } else if key == tag::RELASZ {
                rela_size = value;
            } else if key == tag::SYMTAB {
                symbols = value;
            } else if key == tag::RELR {
                relr = value;
            } else if key == tag::RELRSZ {
                relr_size = value;
            } else if key == tag::JMPREL {
                plt = value;
            } else if key == tag::PLTRELSZ {
                plt_size = value;
            }
            entry = entry.add(1);
        }
        let table =
            |offset: usize, size: usize| (base.wrapping_add(offset), base.wrapping_add(offset).wrapping_add(size));
        let (all, functions) = (table(rela, rela_size), table(plt, plt_size));
        let indirect = apply_rela(base, all, symbols) | apply_rela(base, functions, symbols);
        apply_relr(base, relr, relr_size);
        if indirect {
            remember(base, [all, functions]);
        }
    }
}

/// The difference between where the program is and where it was linked to be.
///
/// # Safety
/// As [`__tine_relocate`].
unsafe fn base(stack: *const usize, dynamic: *const [usize; 2]) -> usize {
    // SAFETY: argc, argv, a null, the environment, a null, the auxiliary vector, which ends with entry 0.
    unsafe {
        let mut word = stack.add(stack.read() + 2);
        while word.read() != 0 {
            word = word.add(1);
        }
        let mut auxv = word.add(1).cast::<[usize; 2]>();
        let (mut headers, mut count) = (0, 0);
        while let [key @ 1..=usize::MAX, value] = auxv.read() {
            if key == at::PHDR {
                headers = value;
            } else if key == at::PHNUM {
                count = value;
            }
            auxv = auxv.add(1);
        }
        for header in core::slice::from_raw_parts(headers as *const super::start::ProgramHeader, count) {
            if header.kind == PT_DYNAMIC {
                return (dynamic as usize).wrapping_sub(header.address);
            }
        }
    }
    0
}

/// Whether any is left that has to wait.
///
/// # Safety
/// The table is one of relocations, `symbols` the offset of the symbol table.
unsafe fn apply_rela(base: usize, (start, end): Table, symbols: usize) -> bool {
    let mut at = start as *const Relocation;
    let mut indirect = false;
    while (at as usize) < end {
        // SAFETY: the linker's table; each place is a word of the program.
        unsafe {
            let [offset, info, addend] = at.read();
            let place = base.wrapping_add(offset) as *mut usize;
            match (info as u32, info >> 32) {
                (arch::relocation::INDIRECT, _) => indirect = true,
                (arch::relocation::RELATIVE, _) => place.write(base.wrapping_add(addend)),
                (arch::relocation::ABSOLUTE | arch::relocation::GLOBAL_DATA, symbol) => {
                    // An ELF64 symbol is 24 bytes: its section is at 6, its value at 8. Section 0: it is undefined, and 0.
                    let symbol = (base.wrapping_add(symbols) as *const u8).wrapping_add(24 * symbol);
                    let section = symbol.add(6).cast::<u16>().read();
                    let value = symbol.add(8).cast::<usize>().read();
                    let target = if section == 0 { 0 } else { base.wrapping_add(value) };
                    place.write(target.wrapping_add(addend));
                }
                _ => {}
            }
            at = at.add(1);
        }
    }
    indirect
}

/// # Safety
/// `table` is the offset of a RELR table of `size` bytes.
unsafe fn apply_relr(base: usize, table: usize, size: usize) {
    let mut at = base.wrapping_add(table) as *const usize;
    let end = (at as usize).wrapping_add(size);
    let mut place = core::ptr::null_mut::<usize>();
    while (at as usize) < end {
        // SAFETY: the linker's table; each place is a word of the program.
        unsafe {
            let entry = at.read();
            if entry & 1 == 0 {
                place = base.wrapping_add(entry) as *mut usize;
                place.write(base.wrapping_add(place.read()));
                place = place.add(1);
            } else {
                // A bit for each of the next 63 words.
                let mut bits = entry >> 1;
                let mut word = place;
                while bits != 0 {
                    if bits & 1 != 0 {
                        word.write(base.wrapping_add(word.read()));
                    }
                    bits >>= 1;
                    word = word.wrapping_add(1);
                }
                place = place.wrapping_add(63);
            }
            at = at.add(1);
        }
    }
}
