//! Interfaces' names and numbers. netdevice(7). Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::netlink::Netlink;
use super::netlink_message::{GET_LINK, LINK, NEW_LINK, attribute, number32, text};
use crate::errno::{Errno, Outcome, set_errno};
use crate::malloc::{Buffer, public};
use crate::net::dns::exchange::Socket;
use crate::net::resolve::uncancelled;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char, c_int, c_uint, c_ulong};
use core::ptr;

/// `IF_NAMESIZE`.
pub const NAME: usize = 16;
/// `IFLA_IFNAME`.
const IFLA_IFNAME: u16 = 3;

/// `struct ifreq`, as far as a number is concerned.
#[repr(C)]
struct Request {
    name: [u8; NAME],
    index: c_int,
    more: [u8; 20],
}

const _: () = assert!(size_of::<Request>() == 40);

fn ask(request: &mut Request, what: c_ulong) -> Result<(), Errno> {
    const AF_UNIX: c_int = 1;
    const SOCK_DGRAM: c_int = 2;
    let kind = SOCK_DGRAM | nr::O_CLOEXEC as c_int;
    // SAFETY: makes a descriptor only.
    let socket = Socket(unsafe { plain!(__NR_socket, AF_UNIX, kind, 0) }? as c_int);
    // SAFETY: the request is valid.
    unsafe { plain!(__NR_ioctl, socket.0, what, ptr::from_mut(request)) }.map(|_| ())
}

/// The number of the interface with this name; ENODEV.
pub fn index_of(name: &[u8]) -> Result<u32, Errno> {
    const SIOCGIFINDEX: c_ulong = 0x8933;
    let mut request = Request { name: [0; NAME], index: 0, more: [0; 20] };
    // The last byte stays null.
    request.name.get_mut(..name.len()).filter(|_| name.len() < NAME).ok_or(Errno::ENODEV)?.copy_from_slice(name);
    ask(&mut request, SIOCGIFINDEX)?;
    u32::try_from(request.index).ok().filter(|&index| index != 0).ok_or(Errno::ENODEV)
}

/// The name of the interface with this number, with null bytes behind it; ENXIO.
pub fn name_of(index: u32) -> Result<[u8; NAME], Errno> {
    const SIOCGIFNAME: c_ulong = 0x8910;
    let mut request = Request { name: [0; NAME], index: index as c_int, more: [0; 20] };
    ask(&mut request, SIOCGIFNAME).map_err(|e| if e == Errno::ENODEV { Errno::ENXIO } else { e })?;
    if let Some(last) = request.name.last_mut() {
        *last = 0;
    }
    Ok(request.name)
}

/// The number of the interface with this name; or 0 with `errno` ENODEV... Thread-safe. POSIX.1-2024 if_nametoindex.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn if_nametoindex(name: *const c_char) -> c_uint {
    // SAFETY: the caller's promise.
    index_of(unsafe { CStr::from_ptr(name) }.to_bytes()).or_errno(0)
}

/// Stores the name of the interface with this number in 16 bytes. Returns `to`, or null with `errno` ENXIO... Thread-safe.
/// POSIX.1-2024 if_indextoname.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn if_indextoname(index: c_uint, to: *mut c_char) -> *mut c_char {
    let named = name_of(index).map(|name| {
        // SAFETY: the caller's promise.
        unsafe { to.cast::<[u8; NAME]>().write(name) };
        to
    });
    named.or_errno(ptr::null_mut())
}

/// `struct if_nameindex`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Interface {
    index: c_uint,
    name: *mut c_char,
}

/// A name in an array of its own.
#[derive(Clone, Copy)]
struct Named {
    index: c_uint,
    name: [u8; NAME],
}

fn all() -> Result<Buffer<Named>, Errno> {
    let mut netlink = Netlink::open()?;
    let list = netlink.list(GET_LINK)?;
    let mut all = Buffer::new();
    for message in netlink.messages(&list).filter(|message| message.kind == NEW_LINK) {
        let (Some(index), Some(name)) = (number32(message.body, 4), attribute(message.body, LINK, IFLA_IFNAME)) else {
            continue;
        };
        let mut named = Named { index, name: [0; NAME] };
        if let Some(room) = named.name.get_mut(..text(name).len()).filter(|room| room.len() < NAME) {
            room.copy_from_slice(text(name));
            all.push(named)?;
        }
    }
    Ok(all)
}

/// All interfaces' numbers and names, with a number 0 and a null name at the end, to be freed by [`if_freenameindex`]; or
/// null with `errno` ENOBUFS. Thread-safe. POSIX.1-2024 if_nameindex.
#[unsafe(no_mangle)]
pub extern "C" fn if_nameindex() -> *mut Interface {
    let list = all().and_then(|all| {
        // The list, and behind it the names.
        let size = (all.len() + 1) * size_of::<Interface>() + all.len() * NAME;
        let list = uncancelled(|| public::malloc(size)).cast::<Interface>();
        if list.is_null() {
            return Err(Errno::ENOBUFS);
        }
        // SAFETY: the memory is new and large enough.
        unsafe {
            let names = list.add(all.len() + 1).cast::<[u8; NAME]>();
            for (place, named) in all.iter().enumerate() {
                names.add(place).write(named.name);
                list.add(place).write(Interface { index: named.index, name: names.add(place).cast() });
            }
            list.add(all.len()).write(Interface { index: 0, name: ptr::null_mut() });
        }
        Ok(list)
    });
    list.unwrap_or_else(|_| {
        set_errno(Errno::ENOBUFS);
        ptr::null_mut()
    })
}

/// Frees what [`if_nameindex`] returned. Thread-safe. POSIX.1-2024 if_freenameindex.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn if_freenameindex(list: *mut Interface) {
    // SAFETY: the caller's promise.
    unsafe { public::free(list.cast()) };
}
