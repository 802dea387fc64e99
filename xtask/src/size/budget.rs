//! The budget: how large each program of `tests/size` may be. Sizes are exact, so the tests fail when one grows.

use super::PROGRAMS;
use super::breakdown::Breakdown;
use crate::target::{Arch, Profile, workspace};
use crate::{build, compiler, tool};
use ::tests::job::{Job, Outcome};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What is shipped.
const PROFILES: [Profile; 2] = [Profile::Release, Profile::Tiny];

/// What one program may take, and what it was made of when that was decided.
#[derive(Debug, PartialEq, Eq)]
struct Allowance {
    bytes: u64,
    subsystems: BTreeMap<String, u64>,
}

/// What each program may take, by its name, profile and architecture.
struct Budget {
    /// The tools that made the sizes.
    tools: String,
    allowances: BTreeMap<String, Allowance>,
}

/// `size/budget`: builds what is shipped for an architecture, and compares.
pub fn job(arch: Arch) -> Job {
    let name = format!("size/budget ({})", arch.name());
    let failing = name.clone();
    Job {
        name,
        alone: false,
        run: Box::new(move |_| check(arch).unwrap_or_else(|error| vec![Outcome::new(failing, Err(error))])),
    }
}

/// Writes the budget as the sizes are now.
pub fn update() -> Result<()> {
    let mut budget = Budget { tools: tools()?, allowances: BTreeMap::new() };
    for arch in Arch::ALL {
        for (key, breakdown) in breakdowns(arch)? {
            budget.allowances.insert(key, Allowance { bytes: breakdown.bytes, subsystems: breakdown.subsystems() });
        }
    }
    fs::write(path(), budget.text()).with_context(|| format!("cannot write {}", path().display()))
}

fn check(arch: Arch) -> Result<Vec<Outcome>> {
    let text = fs::read_to_string(path()).with_context(|| format!("cannot read {}", path().display()))?;
    let budget = Budget::parse(&text)?;
    let same_tools = budget.tools == tools()?;
    let outcomes = breakdowns(arch)?.into_iter().map(|(key, breakdown)| {
        let result = match budget.allowances.get(&key) {
            None => Err(anyhow::anyhow!("{key} has no budget: run `cargo xtask size --update-budget`")),
            Some(allowance) => within(allowance, &breakdown, same_tools),
        };
        Outcome::new(format!("size/budget/{}", key.replace(' ', "-")), result)
    });
    Ok(outcomes.collect())
}

/// Fails with the names of what grew. Other compilers make other sizes: they are allowed a 32nd more.
fn within(allowance: &Allowance, now: &Breakdown, same_tools: bool) -> Result<()> {
    let most = if same_tools { allowance.bytes } else { allowance.bytes + allowance.bytes / 32 };
    if now.bytes <= most {
        return Ok(());
    }
    let mut text = format!("{} bytes, {} above the budget of {most}", now.bytes, now.bytes - most);
    for (subsystem, bytes) in now.subsystems() {
        let before = allowance.subsystems.get(&subsystem).copied().unwrap_or(0);
        if bytes <= before {
            continue;
        }
        let _ = write!(text, "\n{subsystem} grew from {before} to {bytes}:");
        for part in now.parts.iter().filter(|part| part.subsystem == subsystem).take(12) {
            let _ = write!(text, "\n  {:6} {}", part.bytes, part.name);
        }
    }
    text.push_str("\nIf it is worth it: `cargo xtask size --update-budget`");
    bail!("{text}")
}

/// All programs of an architecture, by their keys.
fn breakdowns(arch: Arch) -> Result<Vec<(String, Breakdown)>> {
    let mut list = Vec::new();
    for profile in PROFILES {
        build::build(arch, profile)?;
        for program in PROGRAMS {
            let key = format!("{program} {} {}", profile.name(), arch.name());
            list.push((key, Breakdown::new(arch, profile, &super::source(program))?));
        }
    }
    Ok(list)
}

impl Budget {
    fn parse(text: &str) -> Result<Self> {
        let mut budget = Self { tools: String::new(), allowances: BTreeMap::new() };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, value) = line.split_once(": ").with_context(|| format!("{line:?} has no value"))?;
            if key == "tools" {
                budget.tools = value.to_owned();
            } else {
                let allowance = Allowance::parse(value).with_context(|| format!("{line:?} is no budget"))?;
                budget.allowances.insert(key.to_owned(), allowance);
            }
        }
        Ok(budget)
    }

    fn text(&self) -> String {
        let mut text =
            "# The bytes that each stripped program of this folder may take, and what they are. The tests fail \
                        when a size\n# grows past it; `cargo xtask size --update-budget` writes this file.\n"
                .to_owned();
        let _ = writeln!(text, "tools: {}", self.tools);
        for (key, allowance) in &self.allowances {
            let parts: Vec<_> =
                allowance.subsystems.iter().map(|(subsystem, bytes)| format!("{subsystem} {bytes}")).collect();
            let _ = writeln!(text, "{key}: {} = {}", allowance.bytes, parts.join(", "));
        }
        text
    }
}

impl Allowance {
    fn parse(text: &str) -> Option<Self> {
        let (bytes, parts) = text.split_once(" = ")?;
        let part = |part: &str| {
            let (subsystem, bytes) = part.rsplit_once(' ')?;
            Some((subsystem.to_owned(), bytes.parse().ok()?))
        };
        Some(Self { bytes: bytes.parse().ok()?, subsystems: parts.split(", ").map(part).collect::<Option<_>>()? })
    }
}

/// The compilers and the linker, as they name themselves.
fn tools() -> Result<String> {
    let rustc = compiler::with_source().context("no Rust compiler has its library's source beside it")?;
    let mut commands = [Command::new(rustc), Command::new("gcc"), Command::new("ld")];
    let lines = commands.iter_mut().map(|command| {
        let text = tool::output(command.arg("--version"))?;
        Ok(text.lines().next().unwrap_or_default().to_owned())
    });
    Ok(lines.collect::<Result<Vec<_>>>()?.join("; "))
}

fn path() -> PathBuf {
    workspace().join("tests/size/budget.txt")
}

#[cfg(test)]
mod tests {
    use super::super::breakdown::Part;
    use super::*;

    fn breakdown(parts: &[(&str, u64)]) -> Breakdown {
        let part = |(subsystem, bytes): &(&str, u64)| Part {
            subsystem: (*subsystem).to_owned(),
            name: format!("{subsystem}::f"),
            bytes: *bytes,
        };
        Breakdown { bytes: parts.iter().map(|part| part.1).sum(), parts: parts.iter().map(part).collect() }
    }

    #[test]
    fn text_is_read_as_written() {
        let allowance = Allowance::parse("300 = arch::string 100, stdio 200").expect("a budget");
        let budget = Budget { tools: "a: 1; b".into(), allowances: [("puts tiny x86_64".into(), allowance)].into() };
        let again = Budget::parse(&budget.text()).expect("a budget");
        assert_eq!((again.tools, again.allowances), (budget.tools, budget.allowances));
    }

    #[test]
    fn growth_has_a_name() {
        let allowance = Allowance::parse("300 = malloc 100, stdio 200").expect("a budget");
        assert!(within(&allowance, &breakdown(&[("malloc", 90), ("stdio", 210)]), true).is_ok());
        let grown = breakdown(&[("malloc", 90), ("stdio", 211)]);
        let error = within(&allowance, &grown, true).expect_err("it grew").to_string();
        assert!(error.contains("1 above") && error.contains("stdio grew from 200 to 211") && !error.contains("malloc"));
        assert!(within(&allowance, &grown, false).is_ok());
    }
}
