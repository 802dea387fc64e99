//! `cargo xtask draw`: the drawing and the table of docs/fork.md, made from the code's table of locks.

use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::PathBuf;
use tests::job::{Filter, Job, Outcome};
use tests::workspace;

/// A lock, or what has a lock's place in the order.
struct Rank {
    name: String,
    /// What `ranks.rs` says about it.
    about: String,
    /// The module whose hooks fork calls for it.
    module: String,
}

/// `cargo xtask draw`: writes both, or with `check` only says whether they are current.
pub fn command(check: bool) -> Result<()> {
    for (path, text) in files()? {
        let old = fs::read_to_string(&path).unwrap_or_default();
        if old == text {
            continue;
        }
        if check {
            bail!("{} is not current: run cargo xtask draw", path.display());
        }
        fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// A job that checks that both are current.
pub fn jobs(filter: &Filter) -> Vec<Job> {
    let name = "docs/fork.md is current";
    if !filter.wants(name) {
        return Vec::new();
    }
    let run = Box::new(move |_: &Filter| vec![Outcome::new(name, command(true))]);
    vec![Job { name: name.to_owned(), alone: false, run }]
}

/// What both files should hold.
fn files() -> Result<Vec<(PathBuf, String)>> {
    let ranks = ranks()?;
    let folder = workspace().join("docs");
    let page = folder.join("fork.md");
    let text = fs::read_to_string(&page)?;
    Ok(vec![(folder.join("fork.svg"), drawing(&ranks)), (page, with_table(&text, &ranks)?)])
}

/// The table in the code: names and texts from `ranks.rs`, and from `hooks.rs` whose hooks they are.
fn ranks() -> Result<Vec<Rank>> {
    let folder = workspace().join("libc-core/src/process/fork");
    let mut ranks = Vec::new();
    let mut about = Vec::new();
    for line in table(&fs::read_to_string(folder.join("ranks.rs"))?, "ranks! {")? {
        match line.strip_prefix("///") {
            Some(text) => about.push(text.trim().to_owned()),
            None => {
                let (name, about) = (line.trim_end_matches(',').to_owned(), std::mem::take(&mut about).join(" "));
                ranks.push(Rank { name, about, module: String::new() });
            }
        }
    }
    let hooks = table(&fs::read_to_string(folder.join("hooks.rs"))?, "hooks! {")?;
    ensure!(ranks.len() == hooks.len(), "{} ranks, but {} hooks", ranks.len(), hooks.len());
    for (rank, hook) in ranks.iter_mut().zip(hooks) {
        rank.module = module(&hook);
    }
    Ok(ranks)
}

/// The lines of the macro call that begins with this line.
fn table(source: &str, begin: &str) -> Result<Vec<String>> {
    let lines = source.lines().skip_while(|line| *line != begin).skip(1).take_while(|line| *line != "}");
    let lines: Vec<_> = lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    ensure!(!lines.is_empty(), "no table {begin}");
    Ok(lines)
}

/// `crate::stdio::open_files::ForkHooks,` is of `stdio::open_files`.
fn module(hook: &str) -> String {
    let path = hook.trim_end_matches(',').trim_end_matches(".raw()");
    let path =
        path.strip_prefix("crate::").map_or_else(|| path.replacen("super::", "process::fork::", 1), str::to_owned);
    path.rsplit_once("::").map_or(path.clone(), |(module, _)| module.to_owned())
}

const BEGIN: &str = "<!-- Made by `cargo xtask draw` from the code. -->\n";
const END: &str = "<!-- End of what is made. -->\n";

/// The page with its table made anew.
fn with_table(page: &str, ranks: &[Rank]) -> Result<String> {
    let (before, rest) = page.split_once(BEGIN).context("docs/fork.md has no place for the table")?;
    let (_, after) = rest.split_once(END).context("docs/fork.md has no end of the table")?;
    let mut table = String::from("\n| rank | name | what it guards | hooks |\n|---|---|---|---|\n");
    for (number, Rank { name, about, module }) in ranks.iter().enumerate() {
        table += &format!("| {number} | `{name}` | {about} | `{module}` |\n");
    }
    Ok(format!("{before}{BEGIN}{table}\n{END}{after}"))
}

const WIDTH: usize = 900;
const STEP: usize = 27;

/// An SVG drawing that is built from pieces.
struct Svg(String);

impl Svg {
    fn piece(&mut self, text: &str) {
        self.0 += text;
        self.0.push('\n');
    }

    /// A box with text in its middle.
    fn boxed(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), class: &str, text: &str) {
        self.piece(&format!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>"#));
        self.text((x + width / 2, y + height / 2 + 4), "middle", text);
    }

    fn text(&mut self, (x, y): (usize, usize), anchor: &str, text: &str) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.piece(&format!(r#"<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>"#));
    }

    fn arrow(&mut self, (x1, y1): (usize, usize), (x2, y2): (usize, usize)) {
        self.piece(&format!(r#"<path class="arrow" d="M{x1} {y1} L{x2} {y2}"/>"#));
    }
}

const HEAD: &str = r#"<title>What fork does, and the one order of locks</title>
<style>
text { font: 13px sans-serif; fill: #1b1f24; }
rect { stroke: #57606a; fill: #f6f8fa; }
.free { fill: #dafbe1; }
.held { fill: #fff8c5; }
.clone { fill: #ddf4ff; }
.arrow { stroke: #57606a; fill: none; marker-end: url(#head); }
#head path { fill: #57606a; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  rect { stroke: #8b949e; fill: #161b22; }
  .free { fill: #12361f; }
  .held { fill: #3d3000; }
  .clone { fill: #0c2d48; }
  .arrow { stroke: #8b949e; }
  #head path { fill: #8b949e; }
}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0 L8 4 L0 8 z"/></marker></defs>"#;

/// Time runs downwards on the left, where the locks are taken, and on, in both processes, on the right, where they are
/// given back from the last one up.
fn drawing(ranks: &[Rank]) -> String {
    let ladder = 116;
    let bottom = ladder + ranks.len() * STEP;
    let height = bottom + 128;
    let mut svg = Svg(String::new());
    svg.piece(&format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">"#
    ));
    svg.piece(HEAD);
    let (left, middle, right) = (20, 230, 715);
    svg.boxed((left, 12), (180, 34), "free", "prepare handlers, last first");
    svg.boxed((left, 62), (180, 34), "held", "signals blocked");
    svg.text((left + 90, 152), "middle", "prepare hooks take");
    svg.text((left + 90, 170), "middle", "all locks in this order");
    svg.arrow((left + 90, 46), (left + 90, 60));
    svg.arrow((left + 90, 96), (left + 90, 134));
    svg.arrow((left + 90, 180), (left + 90, bottom + 14));
    svg.text((middle, ladder - 12), "start", "the one order of locks");
    for (number, rank) in ranks.iter().enumerate() {
        let y = ladder + number * STEP;
        svg.boxed((middle, y), (150, STEP - 5), "held", &rank.name);
        svg.text((middle + 160, y + 16), "start", &shortened(&rank.about));
    }
    svg.boxed((left, bottom + 16), (WIDTH - 2 * left, 34), "clone", "clone: from here on there are two processes");
    let (parent, child) = (right, right + 95);
    for (x, name) in [(parent, "parent"), (child, "child")] {
        svg.text((x + 42, ladder - 12), "middle", name);
        svg.arrow((x + 42, bottom + 14), (x + 42, ladder + 4));
    }
    svg.boxed((right - 45, 12), (210, 34), "free", "its handlers, the first one first");
    svg.boxed((right - 45, 62), (210, 30), "held", "signals as before");
    svg.arrow((right + 60, 62), (right + 60, 48));
    let notes = [
        "In the parent the hooks give each lock back, from the last one up.",
        "In the child they make each lock free, whoever held it, and the state behind it the one thread's own:",
        "streams lose the other threads' half-done output, the other threads' stacks and caches are taken back.",
    ];
    for (line, note) in notes.iter().enumerate() {
        svg.text((left, bottom + 72 + line * 19), "start", note);
    }
    svg.piece("</svg>");
    svg.0
}

/// The first sentence, without the marks of code.
fn shortened(about: &str) -> String {
    let sentence = about.split_inclusive(['.', ':', '(']).next().unwrap_or(about);
    let sentence = if about.starts_with("Not a lock:") { "not a lock: threads inside sections" } else { sentence };
    sentence.trim_end_matches(['.', ':', '(', ' ']).replace('`', "")
}
