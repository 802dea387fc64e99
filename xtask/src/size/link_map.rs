//! The map that GNU ld writes of a program: which piece of which object went where.

/// An input section that takes bytes in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// The section's name, such as `.text.puts`; `*fill*` is padding.
    pub section: String,
    /// Its size.
    pub bytes: u64,
    /// The object, or `archive(member)`.
    pub object: String,
}

/// The pieces of a map that the file holds.
pub fn pieces(map: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut in_file = false;
    let mut pending = None;
    for line in map.split("\nLinker script and memory map").nth(1).unwrap_or_default().lines() {
        if line.starts_with(['.', '/']) {
            let name = line.split_whitespace().next().unwrap_or_default();
            in_file = !matches!(name, ".bss" | ".tbss" | "/DISCARD/");
            pending = None;
            continue;
        }
        // An input section is one space in; a long name has a line to itself.
        let (section, rest) = match line.strip_prefix(' ').filter(|line| !line.starts_with([' ', '('])) {
            Some(line) => line.split_once(' ').unwrap_or((line, "")),
            None => match pending.take() {
                Some(section) => (section, line),
                None => continue,
            },
        };
        if rest.trim().is_empty() {
            pending = Some(section);
        } else if in_file && let Some((address, bytes, object)) = place(rest) {
            // What has no address is not loaded.
            if address != 0 && bytes != 0 {
                pieces.push(Piece { section: section.to_owned(), bytes, object: object.to_owned() });
            }
        }
    }
    pieces
}

/// An address, a size and an object.
fn place(text: &str) -> Option<(u64, u64, &str)> {
    let (address, rest) = text.trim_start().split_once(' ')?;
    let (bytes, object) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
    Some((number(address)?, number(bytes)?, object.trim()))
}

fn number(text: &str) -> Option<u64> {
    u64::from_str_radix(text.strip_prefix("0x")?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_map() {
        let map = "Archive member included\n\nLinker script and memory map\n\
             .text           0x0000000000400100      0x100\n \
             *(.text .text.*)\n \
             .text.exit     0x0000000000400100       0x97 /lib/libc.a(a.o)\n                \
             0x0000000000400100                exit\n \
             .text._RNvNtNtCs6oATzU34RUl_9libc_core7process5start12name_program\n                \
             0x0000000000400198       0x33 /lib/libc.a(b.o)\n \
             *fill*         0x00000000004001cb        0x5 \n \
             .text          0x00000000004001d0        0x0 /lib/crt1.o\n\
             .bss            0x0000000000500000      0x100\n \
             .bss.x         0x0000000000500000      0x100 /lib/libc.a(a.o)\n\
             .comment        0x0000000000000000       0x10\n \
             .comment       0x0000000000000000       0x10 a.o\n";
        let found = pieces(map);
        let found: Vec<_> = found.iter().map(|piece| (piece.section.as_str(), piece.bytes)).collect();
        let long = ".text._RNvNtNtCs6oATzU34RUl_9libc_core7process5start12name_program";
        assert_eq!(found, [(".text.exit", 0x97), (long, 0x33), ("*fill*", 5)]);
    }
}
