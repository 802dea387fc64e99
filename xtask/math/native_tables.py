#!/usr/bin/env python3
"""Writes libc-core/src/math/native/tables.rs: the tables of the exponential and the logarithm of double.

Usage: native_tables.py > libc-core/src/math/native/tables.rs, then rustfmt. Needs mpmath (PyPI)."""
import struct
from mpmath import mp, mpf, ldexp, log, nint

mp.prec = 300


def bits(value):
    return "0x%016x" % struct.unpack("<Q", struct.pack("<d", float(value)))[0]


def rounded(value, unit):
    return ldexp(nint(ldexp(mpf(value), unit)), -unit)


def constant(name, value, comment):
    print(f"/// {comment}\npub const {name}: f64 = f64::from_bits({bits(value)});")


OFFSET = 0x3FF0000000000000 - (37 << 45) - (1 << 44)

print("//! Tables and constants, written by `xtask/math/native_tables.py`.\n")
print("/// 2^(j/128): what its bits are less j × 2^45, and by how much of itself the number so made is too small.")
print("pub static EXP2: [(u64, f64); 128] = [")
for j in range(128):
    exact = mpf(2) ** (mpf(j) / 128)
    near = float(exact)
    number = struct.unpack("<Q", struct.pack("<d", near))[0]
    tail = exact / mpf(near) - 1
    print(f"    (0x{(number - (j << 45)) & (2**64 - 1):016x}, f64::from_bits({bits(tail)})),")
print("];")
constant("LN2_128_HIGH", rounded(log(2) / 128, 43), "ln 2 / 128 to 2^-43.")
constant("LN2_128_LOW", log(2) / 128 - rounded(log(2) / 128, 43), "The rest of ln 2 / 128.")
constant("INVERSE_LN2_128", 128 / log(2), "128 / ln 2.")
constant("LOG2_10_128", 128 * log(10) / log(2), "128 log2 10.")
constant("LOG10_2_128_HIGH", rounded(log(2) / log(10) / 128, 42), "log10 2 / 128 to 2^-42.")
constant("LOG10_2_128_LOW", log(2) / log(10) / 128 - rounded(log(2) / log(10) / 128, 42), "The rest of log10 2 / 128.")
constant("LN2_HIGH", rounded(log(2), 42), "ln 2 to 2^-42.")
constant("LN2_LOW", log(2) - rounded(log(2), 42), "The rest of ln 2.")
constant("LOG2_E_HIGH", rounded(1 / log(2), 20), "log2 e to 2^-20.")
constant("LOG2_E_LOW", 1 / log(2) - rounded(1 / log(2), 20), "The rest of log2 e.")
constant("LOG10_E_HIGH", rounded(1 / log(10), 20), "log10 e to 2^-20.")
constant("LOG10_E_LOW", 1 / log(10) - rounded(1 / log(10), 20), "The rest of log10 e.")
print(f"/// Where the mantissas begin that the table covers: 1 is in the middle of an interval.\npub const LN_OFFSET: u64 = 0x{OFFSET:016x};")
print("/// Near the inverse of each mantissa in an interval c, of at most 11 bits; -ln c to 2^-42; the rest of it.")
print("pub static LN: [(f64, f64, f64); 128] = [")
for i in range(128):
    ends = [struct.unpack("<d", struct.pack("<Q", OFFSET + (i << 45) + (part << 44)))[0] for part in (0, 2)]
    middle = (mpf(ends[0]) + mpf(ends[1])) / 2
    inverse = mpf(1) if ends[0] < 1 < ends[1] else rounded(1 / middle, 10)
    high = rounded(-log(inverse), 42)
    print(f"    (f64::from_bits({bits(inverse)}), f64::from_bits({bits(high)}), f64::from_bits({bits(-log(inverse) - high)})),")
print("];")
