//! A group's page.

use super::Machine;
use super::group::Group;
use super::table::{Table, Unit};
use std::fmt::Write;

/// The page as Markdown.
pub fn markdown(group: Group, table: &Table, machine: &Machine) -> String {
    let mut page = String::new();
    let (name, what, unit) = match group.unit() {
        Unit::Nanoseconds => (group.name(), "time", "ns"),
        Unit::Bytes => (group.name(), "size", "bytes"),
    };
    let _ = writeln!(page, "# Benchmark: {name}\n");
    let _ = writeln!(
        page,
        "{}; {}; {}. Made by `cargo xtask bench {name}`: each {what} as a ratio to the least of its row; less is \
         better.\n",
        machine.date, machine.processor, machine.software
    );
    let _ = writeln!(page, "![The ratios of all rows]({name}.svg)\n");
    let names: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let _ = writeln!(page, "| | least, {unit} | {} |", names.join(" | "));
    let _ = writeln!(page, "|---|{}", "--:|".repeat(names.len() + 1));
    for (row, name) in table.rows.iter().enumerate() {
        let ratios: Vec<_> = table.columns.iter().map(|column| ratio(table.ratio(column, row))).collect();
        let _ = writeln!(page, "| {name} | {} | {} |", value(table.best(row), group.unit()), ratios.join(" | "));
    }
    let means: Vec<_> = table.columns.iter().map(|column| ratio(table.mean(column))).collect();
    let _ = writeln!(page, "| **geometric mean** | | {} |", means.join(" | "));
    let counts: Vec<_> =
        table.columns.iter().map(|column| column.values.iter().flatten().count().to_string()).collect();
    let _ = writeln!(page, "| rows | {} | {} |", table.rows.len(), counts.join(" | "));

    let against: Vec<_> = table
        .columns
        .iter()
        .skip(1)
        .filter_map(|column| Some(format!("{} of {}'s", ratio(Some(table.against(column)?)), column.name)))
        .collect();
    if !against.is_empty() {
        let _ =
            writeln!(page, "\ntine's {what} in the geometric mean of the rows that both have: {}.", against.join(", "));
    }
    if let Some(noise) = &table.noise {
        let _ = writeln!(
            page,
            "\nNoise, tine measured twice: {} in the geometric mean, {} in the worst row ({}).",
            ratio(Some(noise.mean)),
            ratio(Some(noise.worst.1)),
            noise.worst.0
        );
    }
    page
}

/// A ratio to two or three digits.
pub fn ratio(ratio: Option<f64>) -> String {
    match ratio {
        None => "–".to_owned(),
        Some(ratio) if ratio < 10.0 => format!("{ratio:.2}"),
        Some(ratio) if ratio < 100.0 => format!("{ratio:.1}"),
        Some(ratio) => format!("{ratio:.0}"),
    }
}

fn value(value: Option<f64>, unit: Unit) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if unit == Unit::Bytes || value >= 100.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.2}"),
    }
}
