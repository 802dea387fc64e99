//! Headers as a sysroot gets them: without declarations of what the library does not define, so that a program never
//! compiles with a function that it cannot link.

use super::declarations::declarations;
use crate::target::{Arch, workspace};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Headers that announce what the program itself defines.
const PROGRAMS_OWN: [&str; 2] = ["telnet.h", "ftp.h"];

/// Writes the headers for an architecture below `include`; `defined` are the library's names.
pub fn install(arch: Arch, include: &Path, defined: &BTreeSet<String>) -> Result<()> {
    let folders = [workspace().join("libc-core/include"), workspace().join("arch/include").join(arch.name())];
    folders.iter().try_for_each(|folder| install_folder(folder, include, defined))
}

fn install_folder(from: &Path, to: &Path, defined: &BTreeSet<String>) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            install_folder(&entry.path(), &target, defined)?;
            continue;
        }
        let mut text = fs::read_to_string(entry.path())?;
        if !PROGRAMS_OWN.iter().any(|name| entry.file_name() == *name) {
            text = without_undefined(&text, &|name| defined.contains(name));
        }
        if fs::read_to_string(&target).ok().as_ref() != Some(&text) {
            fs::write(&target, text).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

/// A header without the declarations of functions and objects none of which is defined.
fn without_undefined(text: &str, is_defined: &dyn Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut statement = String::new();
    let (mut in_comment, mut in_macro) = (false, false);
    for line in text.lines() {
        let code = line.trim();
        let begins_statement = statement.is_empty();
        let starts_comment = code.starts_with("/*");
        if begins_statement && (in_comment || in_macro || starts_comment || is_no_statement(code)) {
            in_macro = code.ends_with('\\');
            in_comment = (in_comment || starts_comment) && !code.contains("*/");
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        statement.push_str(line);
        statement.push('\n');
        if is_whole(&statement) {
            if !declares_undefined(&statement, is_defined) {
                kept.push_str(&statement);
            }
            statement.clear();
        }
    }
    kept.push_str(&statement);
    kept
}

/// Blank lines, the preprocessor's, and macros that stand for a bracket.
fn is_no_statement(code: &str) -> bool {
    code.is_empty() || code.starts_with('#') || code.starts_with("__EXTERN_C_")
}

/// Whether a statement has come to its end.
fn is_whole(statement: &str) -> bool {
    // What is between the lines for the preprocessor opens and closes nothing.
    let code = statement.lines().filter(|line| !line.trim_start().starts_with('#'));
    let (mut depth, mut last) = (0, ' ');
    for part in code.flat_map(str::chars).filter(|part| !part.is_whitespace()) {
        match part {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        last = part;
    }
    depth == 0 && matches!(last, ';' | '}')
}

fn declares_undefined(statement: &str, is_defined: &dyn Fn(&str) -> bool) -> bool {
    // A structure's end, or that of a macro.
    if statement.contains('{') {
        return false;
    }
    let found = declarations(statement);
    let mut names = found.functions.keys().chain(found.variables.keys()).peekable();
    names.peek().is_some() && !names.any(|name| is_defined(name))
}

#[cfg(test)]
mod tests {
    use super::without_undefined;

    #[test]
    fn undefined_functions_go() {
        let header = "/* About\n * it. */\n#ifndef H\n#define H\n\n#define twice(x) \\\n\t((x) + (x))\n\n__EXTERN_C_BEGIN\n\
                      int here(void);\nint gone(int,\n\tint);\nextern int there, away;\nextern char *lost;\n\
                      struct s {\n\tint (*member)(void);\n};\ntypedef int (*hook)(void);\n\
                      _Noreturn void left(int);\nstatic __inline int both(int __x)\n{\n\treturn __x;\n}\n\
                      __EXTERN_C_END\n\n#endif\n";
        let wanted = header
            .replace("int gone(int,\n\tint);\n", "")
            .replace("extern char *lost;\n", "")
            .replace("_Noreturn void left(int);\n", "");
        assert_eq!(without_undefined(header, &|name| ["here", "there"].contains(&name)), wanted);
    }
}
