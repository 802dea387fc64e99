//! A group's plot: a lane for each library with a dot for each row, at its ratio to the row's best, and the mean.

use super::Machine;
use super::group::Group;
use super::report::ratio;
use super::table::{Table, Unit};
use std::fmt::Write;

const WIDTH: f64 = 760.0;
/// Where the axis begins and ends.
const LEFT: f64 = 110.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 52.0;
/// From lane to lane.
const LANE: f64 = 30.0;
/// Ratios above are drawn at the axis's end.
const MOST: f64 = 256.0;

/// The plot as SVG.
pub fn svg(group: Group, table: &Table, machine: &Machine) -> String {
    let bottom = TOP + LANE * table.columns.len() as f64;
    let height = bottom + 46.0;
    let largest = (0..table.rows.len())
        .flat_map(|row| table.columns.iter().filter_map(move |column| table.ratio(column, row)))
        .fold(2.0, f64::max);
    // The axis ends at a power of two.
    let octaves = largest.min(MOST).log2().ceil();
    let x = |ratio: f64| LEFT + (RIGHT - LEFT) * (ratio.log2() / octaves).min(1.0);
    let what = if group.unit() == Unit::Bytes { "size" } else { "time" };
    let mut text = String::new();
    let _ = writeln!(
        text,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="{WIDTH}" height="{height}" fill="#fff"/>
<text x="12" y="20" font-size="15" font-weight="bold">{name}</text>
<text x="{LEFT}" y="20">{what} as a ratio to the best of each row (less is better); the bar is the geometric mean</text>
<text x="{LEFT}" y="36" fill="#777" font-size="11">{date}; {processor}; {rows} rows</text>"##,
        name = group.name(),
        date = escape(&machine.date),
        processor = escape(&machine.processor),
        rows = table.rows.len(),
    );
    for octave in 0..=octaves as i32 {
        let ratio = f64::from(1 << octave);
        let _ = writeln!(
            text,
            r##"<path d="M{x:.1} {TOP}V{bottom}" stroke="#ddd"/><text x="{x:.1}" y="{y}" text-anchor="middle" fill="#777">{ratio}{more}</text>"##,
            x = x(ratio),
            y = bottom + 16.0,
            more = if ratio < largest && octave == octaves as i32 { "+" } else { "" },
        );
    }
    for (lane, column) in table.columns.iter().enumerate() {
        let y = TOP + LANE * (lane as f64 + 0.5);
        let (colour, weight) = if lane == 0 { ("#c2410c", "bold") } else { ("#2563a8", "normal") };
        let _ = writeln!(
            text,
            r#"<text x="{}" y="{}" text-anchor="end" font-weight="{weight}">{}</text>"#,
            LEFT - 12.0,
            y + 4.0,
            escape(&column.name)
        );
        let mut dots = String::new();
        for row in 0..table.rows.len() {
            let Some(value) = table.ratio(column, row) else { continue };
            // Rows beside each other are not drawn on one another.
            let _ = write!(dots, "M{:.0} {:.0}h0", x(value), y + (row % 5) as f64 * 3.0 - 6.0);
        }
        let _ = writeln!(
            text,
            r#"<path d="{dots}" stroke="{colour}" stroke-opacity=".4" stroke-width="5" stroke-linecap="round"/>"#
        );
        if let Some(mean) = table.mean(column) {
            let _ = writeln!(
                text,
                r#"<path d="M{:.1} {}v22" stroke="{colour}" stroke-width="3"/><text x="{}" y="{}" font-weight="{weight}">{}</text>"#,
                x(mean),
                y - 11.0,
                RIGHT + 14.0,
                y + 4.0,
                ratio(Some(mean))
            );
        }
    }
    let _ = writeln!(
        text,
        r##"<text x="{}" y="{}" fill="#777" font-size="11">Made by cargo xtask bench {}</text>"##,
        LEFT,
        bottom + 36.0,
        group.name()
    );
    text.push_str("</svg>\n");
    text
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_text() {
        assert_eq!(escape("a<b>&c"), "a&lt;b&gt;&amp;c");
    }
}
