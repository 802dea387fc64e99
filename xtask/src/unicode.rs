//! The tables of character properties that `core` does not have, made from the data of the crates `unicode-properties`
//! and `unicode-width`.

use crate::target::workspace;
use anyhow::{Context, Result};
use std::fmt::Write;
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// The file that holds the tables, in the library's source.
const FILE: &str = "libc-core/src/wchar/tables.rs";

/// The most characters that a range holds: its length less 1 is in the lower 11 bits.
const LONGEST: u32 = 1 << 11;

/// Writes the file.
pub fn command() -> Result<()> {
    std::fs::write(workspace().join(FILE), tables()).context(FILE)?;
    println!("{FILE}");
    Ok(())
}

/// The text of [`FILE`].
fn tables() -> String {
    let (major, minor, patch) = unicode_properties::UNICODE_VERSION;
    let mut text = format!(
        "//! Sets of characters of Unicode {major}.{minor}.{patch}, made by `cargo xtask unicode`: ranges in ascending order, the first\n\
         //! character in the upper 21 bits, the number of those behind it in the lower 11.\n\n"
    );
    let category = |c: char| c.general_category();
    add(&mut text, "DECIMAL", "Decimal digits (Nd) but ASCII's.", &|c| {
        !c.is_ascii() && category(c) == Category::DecimalNumber
    });
    add(&mut text, "PRINTABLE", "What is assigned and no control character or separator of lines.", &|c| {
        use Category::{Control, LineSeparator, ParagraphSeparator, Surrogate, Unassigned};
        !matches!(category(c), Control | LineSeparator | ParagraphSeparator | Surrogate | Unassigned)
    });
    add(&mut text, "ZERO_WIDTH", "What takes no column: combining and format characters.", &|c| {
        c != '\0' && c.width() == Some(0)
    });
    add(&mut text, "WIDE", "What takes two columns.", &|c| c.width() == Some(2));
    text.pop();
    text
}

fn add(text: &mut String, name: &str, what: &str, contains: &dyn Fn(char) -> bool) {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for c in '\0'..=char::MAX {
        if contains(c) {
            match ranges.last_mut() {
                Some((first, last)) if *last + 1 == u32::from(c) && *last + 1 - *first < LONGEST => *last += 1,
                _ => ranges.push((u32::from(c), u32::from(c))),
            }
        }
    }
    let _ = write!(text, "/// {what}\n#[rustfmt::skip]\npub static {name}: [u32; {}] = [", ranges.len());
    for (index, (first, last)) in ranges.iter().enumerate() {
        text.push_str(if index % 10 == 0 { "\n    " } else { " " });
        let _ = write!(text, "{:#x},", first << 11 | (last - first));
    }
    text.push_str("\n];\n\n");
}
