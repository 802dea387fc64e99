//! Running the programs of all libraries in turn.

use super::BenchArguments;
use super::table::{Noise, Table};
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use tests::watchdog;

/// No program takes longer.
const LIMIT: Duration = Duration::from_secs(60);

/// A program that prints lines of a row's name and its nanoseconds.
pub struct Subject {
    /// Its library.
    pub name: String,
    /// Its file.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// The rows of a subject in the order in which it prints them, and the least time of each.
struct Times<'a> {
    subject: &'a Subject,
    rows: Vec<(String, f64)>,
    failure: Option<anyhow::Error>,
}

impl Times<'_> {
    fn run(&mut self) -> Result<()> {
        let mut command = Command::new(&self.subject.program);
        command.args(&self.subject.arguments);
        let finished = watchdog::run(&mut command, LIMIT)?;
        for line in String::from_utf8_lossy(&finished.output).lines() {
            let (row, time) = row(line).with_context(|| format!("it printed {line:?}"))?;
            match self.rows.iter_mut().find(|known| known.0 == row) {
                Some(known) => known.1 = known.1.min(time),
                None => self.rows.push((row.to_owned(), time)),
            }
        }
        finished.success().map(drop)
    }
}

/// A line's row and its nanoseconds.
fn row(line: &str) -> Option<(&str, f64)> {
    let (row, time) = line.split_once('\t')?;
    time.trim().parse().ok().filter(|time: &f64| *time >= 0.0).map(|time| (row, time))
}

/// Runs all subjects in turn, the first once more at each turn's end, for as many rounds as asked: the least time of
/// each row counts. A library that fails has the rows up to there; tine, the first, must not fail.
pub fn interleaved(group: &str, subjects: &[Subject], arguments: &BenchArguments) -> Result<Table> {
    let first = subjects.first().context("there is nothing to measure")?;
    let times = |subject| Times { subject, rows: Vec::new(), failure: None };
    let mut all: Vec<_> = subjects.iter().map(times).chain([times(first)]).collect();
    let bar = progress(u64::from(arguments.rounds) * all.len() as u64);
    for _ in 0..arguments.rounds {
        for times in &mut all {
            bar.set_message(format!("{group}: {}", times.subject.name));
            if times.failure.is_none() {
                times.failure = times.run().err();
            }
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    let again = all.pop().context("tine was measured twice")?;
    let mut table = Table::new(all.iter().chain([&again]).flat_map(|times| &times.rows).map(|row| row.0.clone()));
    for (index, times) in all.into_iter().enumerate() {
        match times.failure {
            Some(error) if index == 0 => return Err(error.context(times.subject.name.clone())),
            Some(error) => {
                let (rows, error) = (times.rows.len(), error.to_string());
                let error = error.lines().next().unwrap_or_default();
                eprintln!("{group}: {} fails after {rows} rows: {error}", times.subject.name);
            }
            None => {}
        }
        if !times.rows.is_empty() {
            table.add_column(&times.subject.name, times.rows);
        }
    }
    if let Some(only) = &arguments.only {
        table.retain_rows(|row| row.contains(only.as_str()));
    }
    if table.rows.is_empty() {
        bail!("no row was measured");
    }
    table.noise = Noise::between(&table, &again.rows);
    Ok(table)
}

fn progress(length: u64) -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(length) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}
