//! The vDSO: the kernel's own shared object in every process, with the clocks as plain functions. Source: vdso(7).

use crate::process::auxv::{self, at};
use core::ffi::CStr;

const PT_LOAD: u32 = 1;
const PT_DYNAMIC: u32 = 2;
const DT_HASH: usize = 4;
const DT_STRTAB: usize = 5;
const DT_SYMTAB: usize = 6;
const DT_GNU_HASH: usize = 0x6fff_fef5;

/// A symbol (ELF64).
#[repr(C)]
struct Symbol {
    name: u32,
    info: u8,
    other: u8,
    section: u16,
    value: usize,
    size: usize,
}

/// The address of the function with this name, if the kernel has it.
pub fn find(name: &CStr) -> Option<usize> {
    let header = auxv::get(at::SYSINFO_EHDR).filter(|&header| header != 0)?;
    // SAFETY: the kernel says that a whole, mapped ELF object is there; all offsets below are its own.
    unsafe {
        let programs = header + (header as *const usize).add(4).read();
        let (size, count) =
            ((header as *const u16).add(27).read() as usize, (header as *const u16).add(28).read() as usize);
        let (mut base, mut dynamic) = (None, None);
        for program in (0..count).map(|index| programs + index * size) {
            let word = |index| (program as *const usize).add(index).read();
            match (program as *const u32).read() {
                PT_LOAD if base.is_none() => base = Some(header.wrapping_add(word(1)).wrapping_sub(word(2))),
                PT_DYNAMIC => dynamic = Some(header + word(1)),
                _ => {}
            }
        }
        let (base, mut dynamic) = (base?, dynamic? as *const [usize; 2]);
        let (mut strings, mut symbols, mut hash, mut gnu_hash) = (0, 0, 0, 0);
        loop {
            let [tag, value] = dynamic.read();
            match tag {
                0 => break,
                DT_STRTAB => strings = base.wrapping_add(value),
                DT_SYMTAB => symbols = base.wrapping_add(value),
                DT_HASH => hash = base.wrapping_add(value),
                DT_GNU_HASH => gnu_hash = base.wrapping_add(value),
                _ => {}
            }
            dynamic = dynamic.add(1);
        }
        if strings == 0 || symbols == 0 {
            return None;
        }
        let count = if hash != 0 { (hash as *const u32).add(1).read() } else { gnu_count(gnu_hash as *const u32)? };
        (0..count as usize)
            .map(|index| (symbols as *const Symbol).add(index))
            .find(|&symbol| {
                let symbol = &*symbol;
                symbol.section != 0 && CStr::from_ptr((strings + symbol.name as usize) as *const _) == name
            })
            .map(|symbol| base.wrapping_add((*symbol).value))
    }
}

/// How many symbols a GNU hash table covers: one more than the last of the last chain.
///
/// # Safety
/// `table` is null or such a table.
unsafe fn gnu_count(table: *const u32) -> Option<u32> {
    if table.is_null() {
        return None;
    }
    // SAFETY: the caller's promise.
    unsafe {
        let (buckets, first, bloom) = (table.read(), table.add(1).read(), table.add(2).read() as usize);
        let start = table.add(4 + 2 * bloom);
        let mut last = (0..buckets as usize).map(|index| start.add(index).read()).max()?;
        if last < first {
            return Some(first);
        }
        let chains = start.add(buckets as usize);
        while chains.add((last - first) as usize).read() & 1 == 0 {
            last += 1;
        }
        Some(last + 1)
    }
}
