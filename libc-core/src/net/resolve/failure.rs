//! Why a lookup fails: `EAI_*`.

use crate::errno::{Errno, set_errno};
use core::ffi::c_int;

/// A reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// A flag that is not known.
    Flags,
    /// There is no such name.
    Name,
    /// Nobody knows at the moment.
    Again,
    /// Nobody will know.
    Fail,
    /// The name is there, but has no address of the family.
    Data,
    /// An address family that is not known.
    Family,
    /// A socket type that is not known.
    SocketType,
    /// There is no such service for the socket type.
    Service,
    /// There is no memory.
    Memory,
    /// What `errno` says.
    System(Errno),
    /// The caller's room is too small.
    Overflow,
}

impl Failure {
    /// The number that stands for it; `errno` is set if it says `EAI_SYSTEM`.
    pub fn code(self) -> c_int {
        match self {
            Self::Flags => -1,
            Self::Name => -2,
            Self::Again => -3,
            Self::Fail => -4,
            Self::Data => -5,
            Self::Family => -6,
            Self::SocketType => -7,
            Self::Service => -8,
            Self::Memory => -10,
            Self::System(e) => {
                set_errno(e);
                -11
            }
            Self::Overflow => -12,
        }
    }
}

impl From<Errno> for Failure {
    fn from(e: Errno) -> Self {
        if e == Errno::ENOMEM { Self::Memory } else { Self::System(e) }
    }
}
