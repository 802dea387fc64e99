//! What can be built: architectures and profiles.

use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// An architecture that tine runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arch {
    /// 64-bit x86.
    X86_64,
    /// 64-bit ARM.
    Aarch64,
}

/// One architecture, or all.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Arches {
    /// 64-bit x86
    #[value(name = "x86_64")]
    X86_64,
    /// 64-bit ARM
    #[value(name = "aarch64")]
    Aarch64,
    /// Both
    All,
}

impl Arches {
    /// Each of them.
    pub fn list(self) -> &'static [Arch] {
        match self {
            Arches::X86_64 => &[Arch::X86_64],
            Arches::Aarch64 => &[Arch::Aarch64],
            Arches::All => &Arch::ALL,
        }
    }
}

impl Arch {
    /// All that tine runs on.
    pub const ALL: [Self; 2] = [Self::X86_64, Self::Aarch64];

    /// The architecture that runs xtask, if tine knows it.
    pub fn host() -> Option<Self> {
        match std::env::consts::ARCH {
            "x86_64" => Some(Self::X86_64),
            "aarch64" => Some(Self::Aarch64),
            _ => None,
        }
    }

    /// Whether programs for it run here without an emulator.
    pub fn is_native(self) -> bool {
        Self::host() == Some(self)
    }

    /// As the kernel names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::X86_64 => "x86_64",
            Self::Aarch64 => "aarch64",
        }
    }

    /// As Debian names it.
    pub fn debian(self) -> &'static str {
        match self {
            Self::X86_64 => "amd64",
            Self::Aarch64 => "arm64",
        }
    }

    /// The target that the library is compiled for.
    pub fn rust_target(self) -> String {
        format!("{}-unknown-linux-musl", self.name())
    }

    /// The GNU triplet, as Debian has it.
    pub fn gnu(self) -> String {
        format!("{}-linux-gnu", self.name())
    }

    /// A tool of the GNU toolchain for programs of this architecture.
    pub fn gnu_tool(self, tool: &str) -> String {
        if self.is_native() { tool.to_owned() } else { format!("{}-{tool}", self.gnu()) }
    }

    /// Where the kernel's headers for user space are: generic ones and those of the architecture.
    pub fn kernel_headers(self) -> [PathBuf; 2] {
        if self.is_native() {
            ["/usr/include".into(), Path::new("/usr/include").join(self.gnu())]
        } else {
            let folder = Path::new("/usr").join(self.gnu()).join("include");
            [folder.clone(), folder]
        }
    }

    /// The emulator that runs its programs here, if it takes one.
    pub fn emulator(self) -> Option<String> {
        (!self.is_native()).then(|| format!("qemu-{}", self.name()))
    }
}

/// How the library is compiled.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum Profile {
    /// As shipped
    Release,
    /// As small as can be
    Tiny,
    /// Lock ranks are checked
    Debug,
}

impl Profile {
    /// As it is named on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Tiny => "tiny",
            Self::Debug => "debug",
        }
    }

    /// Cargo's name of it; `debug` is taken there.
    pub fn cargo(self) -> &'static str {
        match self {
            Self::Debug => "checked",
            profile => profile.name(),
        }
    }

    /// The library's features.
    pub fn features(self) -> &'static str {
        match self {
            Self::Tiny => "sysroot,tiny",
            _ => "sysroot",
        }
    }
}

/// The workspace's folder.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Where everything is built.
pub fn target_folder() -> PathBuf {
    workspace().join("target")
}

/// A sysroot's folder.
pub fn sysroot(arch: Arch, profile: Profile) -> PathBuf {
    let name = match profile {
        Profile::Release => arch.name().to_owned(),
        profile => format!("{}-{}", arch.name(), profile.name()),
    };
    target_folder().join("sysroot").join(name)
}

/// The compiler wrapper of a sysroot.
pub fn compiler_wrapper(arch: Arch, profile: Profile) -> PathBuf {
    sysroot(arch, profile).join("bin/tine-cc")
}
