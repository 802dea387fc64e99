//! The C libraries and the allocators that are compared, as far as they are installed.

use crate::target::{Arch, Profile, compiler_wrapper};
use crate::tool;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A way to build a program.
pub struct Peer {
    /// As the tables name it.
    pub name: &'static str,
    /// Compiles and links.
    pub compiler: PathBuf,
    /// What comes before the source.
    pub arguments: &'static [&'static str],
    /// What comes after it.
    pub libraries: Vec<OsString>,
}

impl Peer {
    fn new(name: &'static str, compiler: impl Into<PathBuf>, arguments: &'static [&'static str]) -> Self {
        Self { name, compiler: compiler.into(), arguments, libraries: vec!["-lm".into(), "-lpthread".into()] }
    }

    /// The machine's own, static.
    pub fn glibc() -> Self {
        Self::new("glibc", "gcc", &["-static"])
    }

    /// Its name as part of a file's or of a macro's.
    pub fn file_name(&self) -> String {
        self.name.replace(' ', "-")
    }
}

/// tine and the other C libraries.
pub fn libraries(arch: Arch) -> Vec<Peer> {
    let tine = Peer::new("tine", compiler_wrapper(arch, Profile::Release), &[]);
    let klibc = Peer { libraries: Vec::new(), ..Peer::new("klibc", "klcc", &["-static"]) };
    let others = [
        Peer::glibc(),
        Peer::new("glibc dynamic", "gcc", &[]),
        Peer::new("musl", "musl-gcc", &["-static"]),
        Peer::new("dietlibc", "diet", &["gcc"]),
        klibc,
    ];
    std::iter::once(tine).chain(others.into_iter().filter(|peer| tool::exists(&peer.compiler))).collect()
}

/// Allocators in glibc's place: linked statically where that is to be had.
pub fn allocators(arch: Arch) -> Vec<Peer> {
    let folder = Path::new("/usr/lib").join(arch.gnu());
    let find = |name, files: [&str; 4]| {
        let file = files.map(|file| folder.join(file)).into_iter().find(|path| path.is_file())?;
        let is_static = file.extension().is_some_and(|extension| extension == "a" || extension == "o");
        let arguments: &[_] = if is_static { &["-static"] } else { &[] };
        // A static jemalloc has a part in C++ for `new`.
        let libraries = [file.into(), "-lstdc++".into(), "-lm".into(), "-lpthread".into()];
        Some(Peer { name, compiler: "gcc".into(), arguments, libraries: libraries.into() })
    };
    [
        find("mimalloc", ["mimalloc.o", "libmimalloc.a", "libmimalloc.so", "libmimalloc.so.2"]),
        find("jemalloc", ["libjemalloc.a", "libjemalloc.so", "libjemalloc.so.2", "libjemalloc.so.1"]),
        find(
            "tcmalloc",
            ["libtcmalloc_minimal.a", "libtcmalloc_minimal.so", "libtcmalloc_minimal.so.4", "libtcmalloc_minimal.so.0"],
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
