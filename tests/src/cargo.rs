//! The unit tests of the library and of this runner on the host, and its models under `loom`.

use crate::job::{Filter, Job, Outcome};
use crate::{watchdog, workspace};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(1500);

/// The jobs: unit tests, and models.
pub fn jobs(filter: &Filter) -> Vec<Job> {
    // A unit test's name is not known before it is built: any filter that names none of the other kinds may mean one.
    let wanted = |kind: &str| {
        filter.parts.is_empty() || filter.parts.iter().any(|part| part.contains("::") || kind.contains(part.as_str()))
    };
    let mut jobs = Vec::new();
    if wanted("unit") {
        jobs.push(job("unit", "", &["--package", "tests", "--lib"]));
    }
    if wanted("loom") {
        jobs.push(job("loom", "--cfg loom", &["--lib", "--release", "--target-dir", "target/loom", "model"]));
    }
    jobs
}

fn job(kind: &'static str, flags: &'static str, arguments: &'static [&'static str]) -> Job {
    Job {
        name: kind.to_owned(),
        alone: false,
        run: Box::new(move |filter| {
            let mut command = Command::new("cargo");
            command.current_dir(workspace()).args(["test", "--quiet", "--package", "libc-core"]).args(arguments);
            command.args(["--", "--format=pretty"]);
            if !flags.is_empty() {
                command.env("RUSTFLAGS", flags);
            }
            match watchdog::run(&mut command, LIMIT) {
                Ok(finished) => outcomes(kind, finished, filter),
                Err(error) => vec![Outcome::new(kind, Err(error))],
            }
        }),
    }
}

/// A result for each line `test NAME ... ok`.
fn outcomes(kind: &str, finished: watchdog::Finished, filter: &Filter) -> Vec<Outcome> {
    let text = String::from_utf8_lossy(&finished.output).into_owned();
    let mut outcomes = Vec::new();
    for line in text.lines() {
        let Some((name, result)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) else {
            continue;
        };
        let (test, name) = (name, format!("{kind} {name}"));
        if filter.wants(&name) || filter.wants(kind) {
            let failure = (result != "ok").then(|| report_of(&text, test));
            outcomes.push(Outcome { name, failure });
        }
    }
    if !finished.status.success() && outcomes.iter().all(|outcome| outcome.failure.is_none()) {
        outcomes.push(Outcome::new(kind, finished.success().map(drop)));
    }
    outcomes
}

/// What a failed test printed.
fn report_of(text: &str, test: &str) -> String {
    let begin = format!("---- {test} stdout ----");
    text.lines()
        .skip_while(|line| *line != begin)
        .skip(1)
        .take_while(|line| !line.starts_with("---- "))
        .take(20)
        .map(|line| format!("{line}\n"))
        .collect()
}
