//! What `__builtin_cpu_supports` and `__builtin_cpu_is` read: the CPU's vendor, model and features, numbered as GCC numbers
//! them (`processor_features`, `processor_types` and `processor_subtypes` of libgcc's ABI). Source: Intel SDM and AMD APM,
//! CPUID. They are there before constructors run, and after `__builtin_cpu_init` for who comes earlier.

use core::arch::asm;
use core::arch::x86_64::{__cpuid_count, CpuidResult};
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// libgcc's `struct __processor_model`.
#[repr(C)]
pub struct Model {
    vendor: AtomicU32,
    kind: AtomicU32,
    subtype: AtomicU32,
    features: AtomicU32,
}

/// The CPU's vendor, type and subtype, and features 0 to 31.
#[unsafe(no_mangle)]
pub static __cpu_model: Model = Model {
    vendor: AtomicU32::new(0),
    kind: AtomicU32::new(0),
    subtype: AtomicU32::new(0),
    features: AtomicU32::new(0),
};

/// Features from 32 on; more words than any compiler knows.
#[unsafe(no_mangle)]
pub static __cpu_features2: [AtomicU32; 7] = [const { AtomicU32::new(0) }; 7];

/// What the system must save for a feature to be usable: bits of XCR0.
const AVX: u64 = 0x6;
const AVX512: u64 = 0xe6;
const AMX: u64 = 0x6_0000;

/// Where bits of a CPUID leaf mean features: the register, what the system must save, and for each feature the bit and
/// GCC's number.
type Register = fn(&CpuidResult) -> u32;
struct Bits(u32, u32, Register, u64, &'static [(u8, u8)]);

const fn eax(result: &CpuidResult) -> u32 {
    result.eax
}
const fn ebx(result: &CpuidResult) -> u32 {
    result.ebx
}
const fn ecx(result: &CpuidResult) -> u32 {
    result.ecx
}
const fn edx(result: &CpuidResult) -> u32 {
    result.edx
}

#[rustfmt::skip]
const BITS: &[Bits] = &[
    // cmpxchg8b, cmov, mmx, fxsave, sse, sse2
    Bits(1, 0, edx, 0, &[(8, 47), (15, 0), (23, 1), (24, 51), (25, 3), (26, 4)]),
    // sse3, pclmul, ssse3, cmpxchg16b, sse4.1, sse4.2, movbe, popcnt, aes, xsave, osxsave, rdrnd
    Bits(1, 0, ecx, 0, &[(0, 5), (1, 19), (9, 6), (13, 46), (19, 7), (20, 8), (22, 58), (23, 2), (25, 18), (26, 81),
        (27, 62), (30, 69)]),
    // fma, avx, f16c
    Bits(1, 0, ecx, AVX, &[(12, 14), (28, 9), (29, 49)]),
    // fsgsbase, sgx, bmi, hle, bmi2, rtm, rdseed, adx, clflushopt, clwb, sha
    Bits(7, 0, ebx, 0, &[(0, 50), (2, 73), (3, 16), (4, 52), (8, 17), (11, 71), (18, 70), (19, 40), (23, 43), (24, 44),
        (29, 74)]),
    // avx2
    Bits(7, 0, ebx, AVX, &[(5, 10)]),
    // avx512f, dq, ifma, pf, er, cd, bw, vl
    Bits(7, 0, ebx, AVX512, &[(16, 15), (17, 22), (21, 27), (26, 25), (27, 24), (28, 23), (30, 21), (31, 20)]),
    // prefetchwt1, pku, waitpkg, shstk, gfni, rdpid, kl, cldemote, movdiri, movdir64b, enqcmd
    Bits(7, 0, ecx, 0, &[(0, 65), (4, 64), (5, 79), (7, 75), (8, 32), (22, 68), (23, 90), (25, 42), (27, 60), (28, 59),
        (29, 48)]),
    // vaes, vpclmulqdq
    Bits(7, 0, ecx, AVX, &[(9, 78), (10, 33)]),
    // avx512vbmi, vbmi2, vnni, bitalg, vpopcntdq
    Bits(7, 0, ecx, AVX512, &[(1, 26), (6, 31), (11, 34), (12, 35), (14, 30)]),
    // uintr, serialize, tsxldtrk, pconfig, ibt
    Bits(7, 0, edx, 0, &[(5, 88), (14, 72), (16, 77), (18, 63), (20, 53)]),
    // amx-bf16, amx-tile, amx-int8
    Bits(7, 0, edx, AMX, &[(22, 87), (24, 85), (25, 86)]),
    // avx5124vnniw, avx5124fmaps, avx512vp2intersect, avx512fp16
    Bits(7, 0, edx, AVX512, &[(2, 28), (3, 29), (8, 37), (23, 94)]),
    // raoint, cmpccxadd, hreset
    Bits(7, 1, eax, 0, &[(3, 105), (7, 102), (22, 89)]),
    // sha512, sm3, sm4, avxvnni, avxifma
    Bits(7, 1, eax, AVX, &[(0, 109), (1, 108), (2, 110), (4, 93), (23, 99)]),
    // avx512bf16
    Bits(7, 1, eax, AVX512, &[(5, 36)]),
    // amx-fp16
    Bits(7, 1, eax, AMX, &[(21, 103)]),
    // avxvnniint8, avxneconvert, avxvnniint16
    Bits(7, 1, edx, AVX, &[(4, 100), (5, 101), (10, 107)]),
    // amx-complex
    Bits(7, 1, edx, AMX, &[(8, 106)]),
    // prefetchi
    Bits(7, 1, edx, 0, &[(14, 104)]),
    // xsaveopt, xsavec, xsaves
    Bits(0xd, 1, eax, 0, &[(0, 83), (1, 82), (3, 84)]),
    // ptwrite
    Bits(0x14, 0, ebx, 0, &[(4, 67)]),
    // aeskle, widekl
    Bits(0x19, 0, ebx, 0, &[(0, 91), (2, 92)]),
    // lahf_lm, abm, lzcnt, sse4a, prfchw, lwp, tbm, mwaitx
    Bits(0x8000_0001, 0, ecx, 0, &[(0, 54), (5, 41), (5, 57), (6, 11), (8, 66), (15, 56), (21, 76), (29, 61)]),
    // xop, fma4
    Bits(0x8000_0001, 0, ecx, AVX, &[(11, 13), (16, 12)]),
    // lm, 3dnowp, 3dnow
    Bits(0x8000_0001, 0, edx, 0, &[(29, 55), (30, 39), (31, 38)]),
    // clzero, wbnoinvd
    Bits(0x8000_0008, 0, ebx, 0, &[(0, 45), (9, 80)]),
];

/// The features that make up a level of the psABI, which is itself one.
#[rustfmt::skip]
const LEVELS: [(u8, &[u8]); 4] = [
    // lm, sse2
    (95, &[55, 4]),
    // cmpxchg16b, lahf_lm, popcnt, sse4.2
    (96, &[46, 54, 2, 8]),
    // avx2, bmi, bmi2, f16c, fma, lzcnt, movbe
    (97, &[10, 16, 17, 49, 14, 57, 58]),
    // avx512bw, cd, dq, vl
    (98, &[21, 23, 22, 20]),
];

/// A set of features.
#[derive(Clone, Copy)]
struct Features([u32; 8]);

impl Features {
    fn has(&self, feature: u8) -> bool {
        self.0[usize::from(feature / 32)] >> (feature % 32) & 1 != 0
    }

    fn add(&mut self, feature: u8) {
        self.0[usize::from(feature / 32)] |= 1 << (feature % 32);
    }

    fn of_this_cpu() -> Self {
        const OSXSAVE: u32 = 27;
        let (basic, extended) = (__cpuid_count(0, 0).eax, __cpuid_count(0x8000_0000, 0).eax);
        let mut saved = 0;
        if __cpuid_count(1, 0).ecx >> OSXSAVE & 1 != 0 {
            let (low, high): (u32, u32);
            // SAFETY: the system has enabled the instruction; it reads XCR0.
            unsafe { asm!("xgetbv", in("ecx") 0, out("eax") low, out("edx") high, options(nomem, nostack)) };
            saved = u64::from(high) << 32 | u64::from(low);
        }
        let mut features = Features([0; 8]);
        for &Bits(leaf, part, register, needed, bits) in BITS {
            let highest = if leaf < 0x8000_0000 { basic } else { extended };
            let there = leaf <= highest && (part == 0 || leaf != 7 || part <= __cpuid_count(7, 0).eax);
            if there && saved & needed == needed {
                let value = register(&__cpuid_count(leaf, part));
                for &(bit, feature) in bits {
                    if value >> bit & 1 != 0 {
                        features.add(feature);
                    }
                }
            }
        }
        for (level, parts) in LEVELS {
            if parts.iter().all(|&part| features.has(part)) {
                features.add(level);
            }
        }
        features
    }
}

const VENDOR_INTEL: u32 = 1;
const VENDOR_AMD: u32 = 2;
const VENDOR_OTHER: u32 = 3;

/// Models of Intel's family 6: type and subtype.
#[rustfmt::skip]
const INTEL: &[(&[u32], u32, u32)] = &[
    (&[0x1c, 0x26], 1, 0),                                           // bonnell
    (&[0x0f, 0x17, 0x1d], 2, 0),                                     // core2
    (&[0x37, 0x4a, 0x4c, 0x4d, 0x5a, 0x5d, 0x75], 6, 0),             // silvermont
    (&[0x57], 7, 0),                                                 // knl
    (&[0x85], 11, 0),                                                // knm
    (&[0x5c, 0x5f], 12, 0),                                          // goldmont
    (&[0x7a], 13, 0),                                                // goldmont-plus
    (&[0x86, 0x96, 0x9c], 14, 0),                                    // tremont
    (&[0x1a, 0x1e, 0x1f, 0x2e], 3, 1),                               // nehalem
    (&[0x25, 0x2c, 0x2f], 3, 2),                                     // westmere
    (&[0x2a, 0x2d], 3, 3),                                           // sandybridge
    (&[0x3a, 0x3e], 3, 12),                                          // ivybridge
    (&[0x3c, 0x3f, 0x45, 0x46], 3, 13),                              // haswell
    (&[0x3d, 0x47, 0x4f, 0x56], 3, 14),                              // broadwell
    (&[0x4e, 0x5e, 0x8e, 0x9e, 0xa5, 0xa6], 3, 15),                  // skylake
    (&[0x66], 3, 17),                                                // cannonlake
    (&[0x7d, 0x7e, 0x9d], 3, 18),                                    // icelake-client
    (&[0x6a, 0x6c], 3, 19),                                          // icelake-server
    (&[0x8c, 0x8d], 3, 22),                                          // tigerlake
    (&[0x8f, 0xcf], 3, 24),                                          // sapphirerapids
    (&[0x97, 0x9a, 0xaa, 0xac, 0xb7, 0xbf], 3, 25),                  // alderlake
    (&[0xa7, 0xa8], 3, 27),                                          // rocketlake
];

/// The type and the subtype; 0 if unknown.
fn intel(family: u32, model: u32, features: &Features) -> (u32, u32) {
    const AVX512BF16: u8 = 36;
    const AVX512VNNI: u8 = 34;
    match (family, model) {
        (6, 0x55) if features.has(AVX512BF16) => (3, 23), // cooperlake
        (6, 0x55) if features.has(AVX512VNNI) => (3, 21), // cascadelake
        (6, 0x55) => (3, 16),                             // skylake-avx512
        (6, _) => {
            let found = INTEL.iter().find(|(models, _, _)| models.contains(&model));
            found.map_or((0, 0), |&(_, kind, subtype)| (kind, subtype))
        }
        _ => (0, 0),
    }
}

/// The same for AMD.
fn amd(family: u32, model: u32, features: &Features) -> (u32, u32) {
    const AVX512F: u8 = 15;
    match (family, model) {
        (0x10, 2) => (4, 4),                                                // barcelona
        (0x10, 4) => (4, 5),                                                // shanghai
        (0x10, 8) => (4, 6),                                                // istanbul
        (0x10, _) => (4, 0),                                                // amdfam10h
        (0x14, _) => (8, 0),                                                // btver1
        (0x15, 0x02 | 0x10..=0x2f) => (5, 8),                               // bdver2
        (0x15, 0x00..=0x0f) => (5, 7),                                      // bdver1
        (0x15, 0x30..=0x4f) => (5, 9),                                      // bdver3
        (0x15, _) => (5, 10),                                               // bdver4
        (0x16, _) => (9, 0),                                                // btver2
        (0x17, 0x00..=0x1f) => (10, 11),                                    // znver1
        (0x17, _) => (10, 20),                                              // znver2
        (0x19, 0x10..=0x1f | 0x60..=0xaf) => (15, 29),                      // znver4
        (0x19, model) if model > 0x0f && features.has(AVX512F) => (15, 29), // znver4
        (0x19, _) => (15, 26),                                              // znver3
        _ => (0, 0),
    }
}

/// Fills both in. Doing it again changes nothing. Async-signal-safe, thread-safe. GCC manual, `__builtin_cpu_init`.
#[unsafe(no_mangle)]
pub extern "C" fn __cpu_indicator_init() -> i32 {
    if __cpu_model.vendor.load(Relaxed) != 0 {
        return 0;
    }
    let features = Features::of_this_cpu();
    let name = __cpuid_count(0, 0);
    let signature = __cpuid_count(1, 0).eax;
    let (mut family, mut model) = (signature >> 8 & 0xf, signature >> 4 & 0xf);
    if family == 6 || family == 0xf {
        model |= signature >> 12 & 0xf0;
    }
    if family == 0xf {
        family += signature >> 20 & 0xff;
    }
    let (vendor, (kind, subtype)) = match [name.ebx, name.edx, name.ecx].map(u32::to_le_bytes).as_flattened() {
        b"GenuineIntel" => (VENDOR_INTEL, intel(family, model, &features)),
        b"AuthenticAMD" => (VENDOR_AMD, amd(family, model, &features)),
        _ => (VENDOR_OTHER, (0, 0)),
    };
    let [first, rest @ ..] = features.0;
    for (word, value) in __cpu_features2.iter().zip(rest) {
        word.store(value, Relaxed);
    }
    __cpu_model.features.store(first, Relaxed);
    __cpu_model.kind.store(kind, Relaxed);
    __cpu_model.subtype.store(subtype, Relaxed);
    __cpu_model.vendor.store(vendor, Relaxed);
    0
}

/// Programs need not call it themselves. It is in their list of constructors if they use any of this.
#[used]
#[unsafe(link_section = ".init_array.00101")]
static CONSTRUCTOR: extern "C" fn() -> i32 = __cpu_indicator_init;
