//! The runner of tine's tests, and the tests of each kind.
//!
//! | folder | what lies there | judged by |
//! |---|---|---|
//! | `c/` | C programs of many small tests each (`check.h`) | the program |
//! | `oracle/` | C programs that print much | the same program on glibc |
//! | `torture/` | a C program that forks amid busy threads, in many ways | each child, and a watchdog |
//! | `rust/` | Rust programs without a standard library | what they print and answer |
//! | `programs/` | scripts for real programs, fetched when the tests run | their own suites, or the same program on the host's libc |
//!
//! Besides these, the unit tests of `libc-core` and its `loom` models run on the host.

pub mod allocators;
pub mod book;
pub mod c;
pub mod cargo;
pub mod debian_source;
pub mod function_docs;
pub mod headers;
pub mod job;
pub mod oracle;
pub mod programs;
pub mod runner;
pub mod rust;
pub mod torture;
pub mod watchdog;

use std::path::PathBuf;

/// What programs are built with, and where they run.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Its name in reports.
    pub name: String,
    /// Compiles and links with the library that is tested.
    pub compiler: PathBuf,
    /// Compiles and links with glibc for the same architecture.
    pub oracle_compiler: PathBuf,
    /// Runs the programs, if this machine cannot itself.
    pub emulator: Option<String>,
    /// Whether the library is built to check the order of locks.
    pub checked: bool,
}

/// The workspace's folder.
pub fn workspace() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Where the tests are built and run.
pub fn build_folder() -> PathBuf {
    workspace().join("target/tests")
}
