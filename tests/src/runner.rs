//! Runs jobs on all cores, shows how far it is, and sums up.

use crate::job::{Filter, Job, Outcome};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Instant;

/// How many tests passed and failed.
#[derive(Default)]
pub struct Summary {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

/// Runs the jobs; prints each as it ends, the failures again at the end, and the line `N passed, N failed`.
pub fn run(jobs: Vec<Job>, filter: &Filter) -> Summary {
    let total = jobs.len() as u64;
    let bar = if std::io::stdout().is_terminal() { ProgressBar::new(total) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    let (alone, together): (Vec<_>, Vec<_>) = jobs.into_iter().partition(|job| job.alone);
    let outcomes = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    work(together, workers, filter, &bar, &outcomes);
    work(alone, 1, filter, &bar, &outcomes);
    bar.finish_and_clear();

    let outcomes = outcomes.into_inner().unwrap_or_default();
    let mut summary = Summary::default();
    for outcome in &outcomes {
        match &outcome.failure {
            None => summary.passed += 1,
            Some(failure) => {
                summary.failed += 1;
                println!("\nFAILED {}\n{}", outcome.name, indent(failure));
            }
        }
    }
    println!("\n{} passed, {} failed", summary.passed, summary.failed);
    summary
}

/// Runs jobs on as many threads.
fn work(jobs: Vec<Job>, workers: usize, filter: &Filter, bar: &ProgressBar, outcomes: &Mutex<Vec<Outcome>>) {
    let queue = Mutex::new(jobs.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(job) = queue.lock().ok().and_then(|mut queue| queue.next()) {
                    bar.set_message(job.name.clone());
                    let begin = Instant::now();
                    let results = (job.run)(filter);
                    report(&job.name, &results, begin, bar);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.extend(results);
                    }
                    bar.inc(1);
                }
            });
        }
    });
}

/// A plain line for a job that ended; on a terminal for one that failed only.
fn report(name: &str, results: &[Outcome], begin: Instant, bar: &ProgressBar) {
    let failed = results.iter().filter(|result| result.failure.is_some()).count();
    let word = if failed == 0 { "ok    " } else { "FAILED" };
    let line = format!(
        "{word} {name}: {} of {} in {:.1} s",
        results.len() - failed,
        results.len(),
        begin.elapsed().as_secs_f64()
    );
    if bar.is_hidden() {
        println!("{line}");
    } else if failed != 0 {
        bar.println(line);
    }
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
