//! A sysroot: headers, archive, start objects, and the compiler's wrapper.

use crate::headers::installed;
use crate::target::{Arch, Profile, workspace};
use crate::{archive, tool};
use anyhow::{Context, Result};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Libraries whose content is in `libc.a`.
const EMPTY: [&str; 8] = ["m", "pthread", "rt", "dl", "util", "crypt", "resolv", "xnet"];

/// The kernel's header folders that a sysroot gets, and those that lie among the architecture's own.
const KERNEL_HEADERS: [(&str, usize); 8] =
    [("linux", 0), ("asm-generic", 0), ("asm", 1), ("mtd", 0), ("sound", 0), ("video", 0), ("drm", 0), ("misc", 0)];

/// Makes the sysroot around `library`; its folder.
pub fn make(arch: Arch, profile: Profile, library: &Path) -> Result<PathBuf> {
    let root = crate::target::sysroot(arch, profile);
    let lib = root.join("lib");
    fs::create_dir_all(&lib)?;
    fs::create_dir_all(root.join("bin"))?;
    archive::finish(library, &lib.join("libc.a"))?;
    for name in EMPTY {
        archive::write_empty(&lib.join(format!("lib{name}.a")))?;
    }
    start_objects(arch, &lib)?;
    headers(arch, &root.join("include"), &lib.join("libc.a"))?;
    wrapper(arch, &root)?;
    Ok(root)
}

fn start_objects(arch: Arch, lib: &Path) -> Result<()> {
    let sources = workspace().join("arch/src").join(arch.name()).join("crt");
    let objects = [
        ("crt1", "crt1", false),
        ("Scrt1", "crt1", false),
        ("rcrt1", "crt1", true),
        ("crti", "crti", false),
        ("crtn", "crtn", false),
    ];
    for (object, source, relocates) in objects {
        let mut command = Command::new(arch.gnu_tool("gcc"));
        command.arg("-c").arg(sources.join(format!("{source}.S"))).arg("-o").arg(lib.join(format!("{object}.o")));
        if relocates {
            command.arg("-Wa,--defsym,SELF_RELOCATE=1");
        }
        tool::run(&mut command)?;
    }
    Ok(())
}

/// Copies the kernel's headers, and the library's as far as the archive has what they declare.
fn headers(arch: Arch, include: &Path, library: &Path) -> Result<()> {
    let kernel = arch.kernel_headers();
    for (folder, place) in KERNEL_HEADERS {
        let from = kernel[place].join(folder);
        if from.is_dir() {
            copy(&from, &include.join(folder))?;
        }
    }
    installed::install(arch, include, &archive::defined_names(library)?)
}

/// Copies a folder's content, leaving files alone that are the same already.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if fs::metadata(entry.path())?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            let content = fs::read(entry.path())?;
            if fs::read(&target).ok().as_ref() != Some(&content) {
                fs::write(&target, content).with_context(|| format!("cannot write {}", target.display()))?;
                fs::set_permissions(&target, fs::metadata(entry.path())?.permissions())?;
            }
        }
    }
    Ok(())
}

fn wrapper(arch: Arch, root: &Path) -> Result<()> {
    let linker = workspace().join("linker");
    for name in ["tine.specs", "static.ld"] {
        fs::copy(linker.join(name), root.join("lib").join(name))?;
    }
    let clang_linker = if arch.is_native() { "ld".to_owned() } else { format!("/usr/bin/{}", arch.gnu_tool("ld")) };
    let script = fs::read_to_string(linker.join("tine-cc.sh"))?
        .replace("@GCC@", &arch.gnu_tool("gcc"))
        .replace("@CLANG_TARGET@", &arch.gnu())
        .replace("@CLANG_LINKER@", &clang_linker);
    let path = root.join("bin/tine-cc");
    fs::write(&path, script)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}
