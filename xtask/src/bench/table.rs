//! What was measured: a row for each operation, a column for each library, and means.

/// What a table's values are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Of time.
    Nanoseconds,
    /// Of a file.
    Bytes,
}

/// All values of a group. Less is better.
pub struct Table {
    /// The rows' names.
    pub rows: Vec<String>,
    /// The libraries; the first is tine.
    pub columns: Vec<Column>,
    /// How much tine differs from itself.
    pub noise: Option<Noise>,
}

/// A library's values.
pub struct Column {
    /// Its name.
    pub name: String,
    /// A value for each row, where it has one.
    pub values: Vec<Option<f64>>,
}

/// How the same program differs when it is measured twice.
pub struct Noise {
    /// The geometric mean of the rows' ratios.
    pub mean: f64,
    /// The row that differs most, and by which ratio.
    pub worst: (String, f64),
}

impl Table {
    /// An empty one; a name that comes again is one row.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut rows: Vec<String> = Vec::new();
        for name in names {
            if !rows.contains(&name) {
                rows.push(name);
            }
        }
        Self { rows, columns: Vec::new(), noise: None }
    }

    /// Adds a library's rows.
    pub fn add_column(&mut self, name: &str, rows: impl IntoIterator<Item = (String, f64)>) {
        let mut values = vec![None; self.rows.len()];
        for (row, value) in rows {
            if let Some(index) = self.rows.iter().position(|known| *known == row) {
                values[index] = Some(value);
            }
        }
        self.columns.push(Column { name: name.to_owned(), values });
    }

    /// Drops rows by name.
    pub fn retain_rows(&mut self, wants: impl Fn(&str) -> bool) {
        let wanted: Vec<_> = self.rows.iter().map(|row| wants(row)).collect();
        let mut at = wanted.iter();
        self.rows.retain(|_| *at.next().unwrap_or(&true));
        for column in &mut self.columns {
            let mut at = wanted.iter();
            column.values.retain(|_| *at.next().unwrap_or(&true));
        }
    }

    /// The least value of a row, if any library has one.
    pub fn best(&self, row: usize) -> Option<f64> {
        self.columns.iter().filter_map(|column| column.values[row]).min_by(f64::total_cmp)
    }

    /// A library's value of a row as a ratio to the row's least.
    pub fn ratio(&self, column: &Column, row: usize) -> Option<f64> {
        ratio(column.values[row]?, self.best(row)?)
    }

    /// The geometric mean of a library's ratios, over the rows that it has.
    pub fn mean(&self, column: &Column) -> Option<f64> {
        geometric_mean((0..self.rows.len()).filter_map(|row| self.ratio(column, row)))
    }

    /// The geometric mean of the first library's values as ratios to another's, over the rows that both have.
    pub fn against(&self, other: &Column) -> Option<f64> {
        let first = self.columns.first()?;
        geometric_mean(first.values.iter().zip(&other.values).filter_map(|(first, other)| ratio((*first)?, (*other)?)))
    }
}

impl Noise {
    /// Between the first library's rows and the same measured again.
    pub fn between(table: &Table, again: &[(String, f64)]) -> Option<Self> {
        let first = table.columns.first()?;
        let ratios: Vec<(String, f64)> = table
            .rows
            .iter()
            .zip(&first.values)
            .filter_map(|(row, value)| {
                let (_, second) = again.iter().find(|(name, _)| name == row)?;
                Some((row.clone(), ratio(*second, (*value)?)?))
            })
            .collect();
        let mean = geometric_mean(ratios.iter().map(|(_, ratio)| *ratio))?;
        let worst = ratios.into_iter().max_by(|a, b| f64::total_cmp(&a.1.ln().abs(), &b.1.ln().abs()))?;
        Some(Self { mean, worst })
    }
}

/// A ratio of two values, if both are more than nothing.
fn ratio(value: f64, to: f64) -> Option<f64> {
    (value > 0.0 && to > 0.0).then(|| value / to)
}

fn geometric_mean(ratios: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0);
    for ratio in ratios {
        sum += ratio.ln();
        count += 1;
    }
    (count != 0).then(|| (sum / f64::from(count)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[(&str, f64)]) -> Vec<(String, f64)> {
        values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    fn table() -> Table {
        let mut table = Table::new(["a", "b", "a", "c"].map(str::to_owned));
        table.add_column("tine", rows(&[("a", 1.0), ("b", 8.0), ("c", 3.0)]));
        table.add_column("other", rows(&[("b", 2.0), ("a", 4.0)]));
        table
    }

    #[test]
    fn ratios_and_means() {
        let table = table();
        assert_eq!(table.rows, ["a", "b", "c"]);
        assert_eq!(table.ratio(&table.columns[0], 1), Some(4.0));
        assert_eq!(table.ratio(&table.columns[1], 2), None);
        let close = |value: Option<f64>, to: f64| value.is_some_and(|value| (value - to).abs() < 1e-12);
        assert!(close(table.mean(&table.columns[0]), 4f64.cbrt()));
        assert!(close(table.mean(&table.columns[1]), 2.0));
        assert!(close(table.against(&table.columns[1]), 1.0));
    }

    #[test]
    fn rows_are_dropped_in_every_column() {
        let mut table = table();
        table.retain_rows(|row| row != "a");
        assert_eq!(table.rows, ["b", "c"]);
        assert_eq!(table.columns[1].values, [Some(2.0), None]);
    }

    #[test]
    fn noise_is_the_worst_in_either_direction() {
        let noise = Noise::between(&table(), &rows(&[("a", 1.1), ("b", 4.0)])).expect("rows in common");
        assert_eq!(noise.worst, ("b".to_owned(), 0.5));
    }
}
