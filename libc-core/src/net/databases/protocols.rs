//! The protocols on top of IP, from a table: no file is read. Source: IANA's registry of protocol numbers. Those with a
//! result in static memory, and those that go on where the last call stopped, are not thread-safe; the ones named `_r`
//! are. None is async-signal-safe.

use crate::sync::atomic::{AtomicUsize, Ordering};
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// `struct protoent`.
#[repr(C)]
pub struct Protoent {
    name: *const c_char,
    aliases: *const *const c_char,
    number: c_int,
}

const _: () = assert!(size_of::<Protoent>() == 24);

/// A list of one other name.
#[repr(transparent)]
struct Aliases([*const c_char; 2]);
// SAFETY: constant strings.
unsafe impl Sync for Aliases {}
// SAFETY: constant strings.
unsafe impl Sync for Protoent {}

macro_rules! protocols {
    ($($number:literal $name:literal $alias:literal,)*) => {
        static TABLE: &[Protoent] = &[$({
            static ALIASES: Aliases = Aliases([$alias.as_ptr(), ptr::null()]);
            Protoent { name: $name.as_ptr(), aliases: ALIASES.0.as_ptr(), number: $number }
        },)*];
    };
}

protocols! {
    0 c"ip" c"IP",
    0 c"hopopt" c"HOPOPT",
    1 c"icmp" c"ICMP",
    2 c"igmp" c"IGMP",
    3 c"ggp" c"GGP",
    4 c"ipencap" c"IP-ENCAP",
    5 c"st" c"ST",
    6 c"tcp" c"TCP",
    8 c"egp" c"EGP",
    9 c"igp" c"IGP",
    12 c"pup" c"PUP",
    17 c"udp" c"UDP",
    20 c"hmp" c"HMP",
    22 c"xns-idp" c"XNS-IDP",
    27 c"rdp" c"RDP",
    29 c"iso-tp4" c"ISO-TP4",
    33 c"dccp" c"DCCP",
    36 c"xtp" c"XTP",
    37 c"ddp" c"DDP",
    38 c"idpr-cmtp" c"IDPR-CMTP",
    41 c"ipv6" c"IPv6",
    43 c"ipv6-route" c"IPv6-Route",
    44 c"ipv6-frag" c"IPv6-Frag",
    45 c"idrp" c"IDRP",
    46 c"rsvp" c"RSVP",
    47 c"gre" c"GRE",
    50 c"esp" c"IPSEC-ESP",
    51 c"ah" c"IPSEC-AH",
    57 c"skip" c"SKIP",
    58 c"ipv6-icmp" c"IPv6-ICMP",
    59 c"ipv6-nonxt" c"IPv6-NoNxt",
    60 c"ipv6-opts" c"IPv6-Opts",
    73 c"rspf" c"RSPF",
    81 c"vmtp" c"VMTP",
    88 c"eigrp" c"EIGRP",
    89 c"ospf" c"OSPFIGP",
    93 c"ax.25" c"AX.25",
    94 c"ipip" c"IPIP",
    97 c"etherip" c"ETHERIP",
    98 c"encap" c"ENCAP",
    103 c"pim" c"PIM",
    108 c"ipcomp" c"IPCOMP",
    112 c"vrrp" c"VRRP",
    115 c"l2tp" c"L2TP",
    124 c"isis" c"ISIS",
    132 c"sctp" c"SCTP",
    133 c"fc" c"FC",
    135 c"mobility-header" c"Mobility-Header",
    136 c"udplite" c"UDPLite",
    137 c"mpls-in-ip" c"MPLS-in-IP",
    138 c"manet" c"MANET",
    139 c"hip" c"HIP",
    140 c"shim6" c"Shim6",
    141 c"wesp" c"WESP",
    142 c"rohc" c"ROHC",
    143 c"ethernet" c"Ethernet",
    255 c"raw" c"RAW",
}

/// The index of the next one of a walk.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// Begins the walk through all protocols anew. POSIX.1-2024 setprotoent.
#[unsafe(no_mangle)]
pub extern "C" fn setprotoent(_stay_open: c_int) {
    NEXT.store(0, Ordering::Relaxed);
}

/// Ends the walk. POSIX.1-2024 endprotoent.
#[unsafe(no_mangle)]
pub extern "C" fn endprotoent() {
    NEXT.store(0, Ordering::Relaxed);
}

/// The next protocol, constant; null at the end. POSIX.1-2024 getprotoent.
#[unsafe(no_mangle)]
pub extern "C" fn getprotoent() -> *const Protoent {
    let index = NEXT.load(Ordering::Relaxed);
    let next = TABLE.get(index);
    if next.is_some() {
        NEXT.store(index + 1, Ordering::Relaxed);
    }
    next.map_or(ptr::null(), ptr::from_ref)
}

/// The protocol with this name, or other name, constant; null if there is none. Thread-safe. POSIX.1-2024 getprotobyname.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getprotobyname(name: *const c_char) -> *const Protoent {
    // SAFETY: the caller's promise.
    let wanted = unsafe { CStr::from_ptr(name) };
    // SAFETY: the table's entries point to strings, each list to one at least.
    let is_meant = |entry: &&Protoent| unsafe {
        CStr::from_ptr(entry.name) == wanted || CStr::from_ptr(entry.aliases.read()) == wanted
    };
    TABLE.iter().find(is_meant).map_or(ptr::null(), ptr::from_ref)
}

/// The protocol with this number, constant; null if there is none. Thread-safe. POSIX.1-2024 getprotobynumber.
#[unsafe(no_mangle)]
pub extern "C" fn getprotobynumber(number: c_int) -> *const Protoent {
    TABLE.iter().find(|entry| entry.number == number).map_or(ptr::null(), ptr::from_ref)
}
