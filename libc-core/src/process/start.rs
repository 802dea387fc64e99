//! From the entry point to `main`. The start objects (`arch/crt`) call [`__libc_start_main`] with what the
//! kernel left on the stack. Source: System V psABI 3.4.1, elf(5).

use super::auxv::{self, at};
use crate::alias::alias;
use crate::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use crate::sys::{call3, call6, nr};
use crate::thread::{Tcb, tls};
use core::ffi::{c_char, c_int};
use core::ptr;

/// The environment. A program may assign it.
#[unsafe(no_mangle)]
pub static environ: AtomicPtr<*mut c_char> = AtomicPtr::new(ptr::null_mut());
alias!(environ = __environ, ___environ, _environ);

/// The name that the program was started by, all of it.
#[unsafe(no_mangle)]
pub static program_invocation_name: AtomicPtr<c_char> = AtomicPtr::new(ptr::null_mut());
alias!(program_invocation_name = __progname_full);

/// The same behind its last slash.
#[unsafe(no_mangle)]
pub static program_invocation_short_name: AtomicPtr<c_char> = AtomicPtr::new(ptr::null_mut());
alias!(program_invocation_short_name = __progname);

/// The stack protector's canary, where code for aarch64 reads it.
#[unsafe(no_mangle)]
pub static __stack_chk_guard: AtomicUsize = AtomicUsize::new(0);

type Main = unsafe extern "C" fn(c_int, *mut *mut c_char, *mut *mut c_char) -> c_int;
type Function = unsafe extern "C" fn();
type Constructor = unsafe extern "C" fn(c_int, *mut *mut c_char, *mut *mut c_char);

unsafe extern "C" {
    static __preinit_array_start: [Constructor; 0];
    static __preinit_array_end: [Constructor; 0];
    static __init_array_start: [Constructor; 0];
    static __init_array_end: [Constructor; 0];
}

const PT_LOAD: u32 = 1;

/// A program header (ELF64).
#[repr(C)]
pub struct ProgramHeader {
    /// `PT_*`.
    pub kind: u32,
    flags: u32,
    offset: usize,
    /// Where it was linked to be.
    pub address: usize,
    physical: usize,
    file_size: usize,
    /// Its size in memory.
    pub size: usize,
    align: usize,
}

/// Room for the main thread's TLS and control block, if the program's needs are ordinary. It does not cross a page: a
/// forked child has only one to copy.
#[repr(C, align(1024))]
struct Room(core::cell::UnsafeCell<[u8; ROOM]>);
const ROOM: usize = size_of::<Tcb>() + 512;
const _: () = assert!(size_of::<Room>() <= 1024);
// SAFETY: only start-up uses it, once.
unsafe impl Sync for Room {}
static MAIN_THREAD: Room = Room(core::cell::UnsafeCell::new([0; ROOM]));

/// Runs the program: sets up the process, calls the constructors and `main`, and exits with what it returns.
/// `argv` is followed in memory by the environment and the auxiliary vector. There are neither threads nor handlers yet:
/// it is neither thread-safe nor async-signal-safe. LSB core, `__libc_start_main`.
///
/// # Safety
/// For the start objects only, once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __libc_start_main(
    main: Main,
    argc: c_int,
    argv: *mut *mut c_char,
    init: Option<Function>,
    fini: Option<Function>,
    _loader_fini: Option<Function>,
) -> c_int {
    // SAFETY: the kernel's layout: argv, a null, the environment, a null, the auxiliary vector.
    unsafe {
        let envp = argv.add(argc as usize + 1);
        environ.store(envp, Ordering::Relaxed);
        let mut end = envp;
        while !(*end).is_null() {
            end = end.add(1);
        }
        auxv::set(end.add(1).cast());
        name_program(*argv);
        let segments = segments();
        set_up_main_thread(segments.tls);
        super::indirect::resolve();
        protect(segments.relocated);
        super::exit::set_legacy_fini(fini);
        construct(init, argc, argv, envp);
        let status = main(argc, argv, environ.load(Ordering::Relaxed));
        super::exit::exit(status)
    }
}

/// Sets the program's two names.
///
/// # Safety
/// `name` is null or a string.
unsafe fn name_program(name: *mut c_char) {
    if name.is_null() {
        return;
    }
    program_invocation_name.store(name, Ordering::Relaxed);
    let mut short = name;
    let mut at = name;
    // SAFETY: the string ends with a null byte.
    while let byte @ 1.. = unsafe { at.read() } as u8 {
        at = at.wrapping_add(1);
        if byte == b'/' {
            short = at;
        }
    }
    program_invocation_short_name.store(short, Ordering::Relaxed);
}

/// The program's own headers.
pub fn program_headers() -> &'static [ProgramHeader] {
    let count = auxv::get(at::PHNUM).unwrap_or(0);
    match auxv::get(at::PHDR) {
        // SAFETY: the kernel says where the executable's program headers are.
        Some(address) => unsafe { core::slice::from_raw_parts(address as *const ProgramHeader, count) },
        None => &[],
    }
}

/// The difference between where the program is and where it was linked to be.
pub fn program_base() -> usize {
    load_base(program_headers())
}

/// What the program headers tell start-up.
struct Segments {
    tls: tls::Image,
    /// What only relocation writes, if it lies in a writable segment: its start and size.
    relocated: (usize, usize),
}

/// Reads the program headers: the segments that are loaded come before what lies in them (gABI, "Program Header").
fn segments() -> Segments {
    const PT_TLS: u32 = 7;
    const PT_GNU_RELRO: u32 = 0x6474_e552;
    const PF_W: u32 = 2;
    let headers = program_headers();
    let base = load_base(headers);
    let tls = tls::Image { start: ptr::null(), file_size: 0, size: 0, align: 1 };
    let mut found = Segments { tls, relocated: (0, 0) };
    let mut writable = (0, 0);
    for header in headers {
        let start = base.wrapping_add(header.address);
        match header.kind {
            PT_LOAD if header.flags & PF_W != 0 => writable = (start, header.size),
            PT_GNU_RELRO if start.wrapping_sub(writable.0) < writable.1 => found.relocated = (start, header.size),
            PT_TLS => {
                found.tls = tls::Image {
                    start: start as *const u8,
                    file_size: header.file_size,
                    size: header.size,
                    align: header.align.max(1),
                }
            }
            _ => {}
        }
    }
    found
}

/// Gives the main thread its thread-local storage and its control block.
fn set_up_main_thread(image: tls::Image) {
    tls::set_image(image);
    let size = image.block_size();
    let memory = if size <= ROOM { MAIN_THREAD.0.get().cast() } else { map(size) };
    // SAFETY: the memory is zero, large enough and used for nothing else.
    let tcb = unsafe { image.lay_out(memory) };
    // SAFETY: the block is complete and lives as long as the process.
    let set = unsafe { arch::thread::set_tcb(ptr::from_ref(tcb).cast_mut()) };
    if set != 0 {
        die();
    }
    plant_canary(tcb);
    // SAFETY: the word is in the control block, which stays.
    let tid = unsafe { arch::syscall::syscall1(nr::__NR_set_tid_address as usize, tcb.tid.as_ptr() as usize) };
    tcb.tid.store(tid as i32, Ordering::Relaxed);
}

/// The difference between where the executable is and where it was linked to be. Its ELF header is loaded with
/// the first segment, and the program headers follow it.
fn load_base(headers: &[ProgramHeader]) -> usize {
    const ELF_HEADER_SIZE: usize = 64;
    let elf_header = (headers.as_ptr() as usize).wrapping_sub(ELF_HEADER_SIZE);
    headers
        .iter()
        .find(|header| header.kind == PT_LOAD && header.offset == 0)
        .map_or(0, |header| elf_header.wrapping_sub(header.address))
}

/// Makes what only relocation writes read-only.
fn protect((start, size): (usize, usize)) {
    const PROT_READ: usize = 1;
    let page = auxv::page_size();
    let (start, end) = (start & !(page - 1), (start + size) & !(page - 1));
    // SAFETY: the linker promises that nothing writes there once relocation is done, which it is.
    if start < end && unsafe { call3(nr::__NR_mprotect, start, end - start, PROT_READ) }.is_err() {
        die();
    }
}

/// Fresh zeroed memory.
fn map(size: usize) -> *mut u8 {
    const PROT_READ_WRITE: usize = 3;
    const MAP_PRIVATE_ANONYMOUS: usize = 0x22;
    // SAFETY: asks for new memory.
    match unsafe { call6(nr::__NR_mmap, 0, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, usize::MAX, 0) } {
        Ok(address) => address as *mut u8,
        Err(_) => die(),
    }
}

/// Sets the stack protector's canary from the kernel's random bytes. Its first byte is 0, so that an overrunning
/// string cannot reproduce it.
fn plant_canary(tcb: &Tcb) {
    let canary = match auxv::get(at::RANDOM) {
        // SAFETY: the kernel put 16 random bytes there.
        Some(random) => unsafe { (random as *const usize).read_unaligned() },
        None => ptr::from_ref(tcb) as usize,
    } & !0xff;
    tcb.canary.set(canary);
    __stack_chk_guard.store(canary, Ordering::Relaxed);
}

/// Calls the constructors: `.preinit_array`, `_init`, `.init_array`.
///
/// # Safety
/// Once, with the program's own arguments.
unsafe fn construct(init: Option<Function>, argc: c_int, argv: *mut *mut c_char, envp: *mut *mut c_char) {
    // SAFETY: the linker script delimits arrays of functions of this type.
    unsafe {
        run(&raw const __preinit_array_start, &raw const __preinit_array_end, argc, argv, envp);
        if let Some(init) = init {
            init();
        }
        run(&raw const __init_array_start, &raw const __init_array_end, argc, argv, envp);
    }

    unsafe fn run(
        start: *const [Constructor; 0],
        end: *const [Constructor; 0],
        argc: c_int,
        argv: *mut *mut c_char,
        envp: *mut *mut c_char,
    ) {
        let mut at = start.cast::<Constructor>();
        while (at as usize) < end as usize {
            // SAFETY: the caller's promise.
            unsafe { (*at)(argc, argv, envp) };
            at = at.wrapping_add(1);
        }
    }
}

/// Nothing works yet: stops without a word.
fn die() -> ! {
    loop {
        // SAFETY: ends the process.
        unsafe { arch::syscall::syscall1(nr::__NR_exit_group as usize, 127) };
    }
}
