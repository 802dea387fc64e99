//! What a suite says.

use anyhow::{Result, bail};

/// How many tests of a suite passed, and which failed.
#[derive(Default)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Those that failed.
    pub failed: Vec<Failure>,
    /// Tests that the suite did not run.
    pub skipped: usize,
    /// What was run instead, where it was not the program's own suite, or not all of it.
    pub note: Option<&'static str>,
}

/// A test that failed.
pub struct Failure {
    /// Its name.
    pub name: String,
    /// What the suite says about it, if more than that.
    pub why: String,
}

impl Tally {
    /// From lines as automake's and busybox's suites print them: `PASS: name`.
    pub fn of_lines(output: &str) -> Result<Self> {
        let mut tally = Self::default();
        for line in output.lines() {
            let Some((word, name)) = line.split_once(": ") else { continue };
            match word {
                "PASS" | "XFAIL" => tally.passed += 1,
                "FAIL" | "XPASS" | "ERROR" => tally.fail(name),
                "SKIP" | "SKIPPED" | "UNTESTED" => tally.skipped += 1,
                _ => {}
            }
        }
        if tally.passed + tally.failed.len() == 0 {
            bail!("the suite ran no test\n{}", crate::watchdog::tail(output.as_bytes()));
        }
        Ok(tally)
    }

    /// One more test.
    pub fn add<T>(&mut self, name: &str, result: Result<T>) {
        match result {
            Ok(_) => self.passed += 1,
            Err(error) => self.failed.push(Failure { name: name.to_owned(), why: format!("{error:#}") }),
        }
    }

    /// One more test, that failed, unless it was told before: suites sum up.
    pub fn fail(&mut self, name: &str) {
        let name = name.trim();
        if self.failed.iter().all(|failure| failure.name != name) {
            self.failed.push(Failure { name: name.to_owned(), why: String::new() });
        }
    }

    /// With a remark.
    pub fn note(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }
}
