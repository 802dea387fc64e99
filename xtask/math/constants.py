#!/usr/bin/env python3
"""Writes libc-core/src/math/wide/constants.rs: the constants and tables of the functions with 128 bits.

Usage: constants.py > libc-core/src/math/wide/constants.rs, then rustfmt. Needs mpmath (PyPI)."""
from mpmath import mp, mpf, floor, log, exp, pi, sqrt, euler, zeta, bernoulli, factorial, atan, ldexp, nint

mp.prec = 20000
TWO_OVER_PI = 2 / pi
mp.prec = 1200


def fixed(value, bits):
    return int(floor(ldexp(mpf(value), bits)))


def hexadecimal(value, digits=32):
    return f"0x{value:0{digits}x}"


def exponent_of(value):
    exponent = 0
    while value >= 2:
        value, exponent = value / 2, exponent + 1
    while value < 1:
        value, exponent = value * 2, exponent - 1
    return exponent, value


def wide(value):
    value = mpf(value)
    negative = value < 0
    exponent, fraction = exponent_of(abs(value))
    significand = min(int(nint(ldexp(fraction, 127))), 2**128 - 1)
    text = f"Wide::constant({exponent}, {hexadecimal(significand)})"
    return f"{text}.with_sign(true)" if negative else text


def long(value):
    exponent, fraction = exponent_of(mpf(value))
    bits = fixed(fraction, 255)
    return f"(Wide::constant({exponent}, {hexadecimal(bits >> 128)}), {hexadecimal(bits & (2**128 - 1))})"


def constant(name, text, comment):
    print(f"/// {comment}\npub const {name}: Wide = {text};")


def long_constant(name, value, comment):
    print(f"/// {comment}\npub const {name}: Long = {long(value)};")


def table(name, values, comment, kind="u128"):
    values = list(values)
    print(f"/// {comment}\npub static {name}: [{kind}; {len(values)}] = [")
    for value in values:
        print(f"    {value},")
    print("];")


def reciprocal(j):
    return int(nint(mpf(512) * 128 / (128 + 2 * j + 1)))


print("//! Constants and tables, written by `xtask/math/constants.py`; fractions are of 2^128, cut off.")
print("\nuse super::Wide;\nuse super::long::Long;\n")
constant("PI", wide(pi), "π.")
constant("HALF_PI", wide(pi / 2), "π / 2.")
constant("ONE_OVER_PI", wide(1 / pi), "1 / π.")
constant("LN_2", wide(log(2)), "ln 2.")
constant("LN_10", wide(log(10)), "ln 10.")
constant("LOG2_E", wide(1 / log(2)), "log2 e.")
constant("LOG10_E", wide(1 / log(10)), "log10 e.")
constant("HALF_LN_2_PI", wide(log(2 * pi) / 2), "ln(2π) / 2.")
constant("TWO_OVER_ROOT_PI", wide(2 / sqrt(pi)), "2 / √π.")
constant("ONE_LESS_EULER", wide(1 - euler), "1 - γ.")
h = mpf(5) / 16
constant("ERFC_STEP_OVER_PI", wide(h / pi), "The step of the trapezoidal rule for `erfc`, 5/16, by π.")
constant("ERFC_POLE", wide(2 * pi / h), "2π by that step.")
long_constant("LONG_LOG2_E", 1 / log(2), "log2 e.")
long_constant("LONG_LOG2_10", log(10) / log(2), "log2 10.")
long_constant("LONG_LN_2", log(2), "ln 2.")
print(f"/// ln 2 as a fraction.\npub const LN_2_FRACTION: u128 = {hexadecimal(fixed(log(2), 128))};")
table("EXP2", (hexadecimal(fixed(mpf(2) ** (mpf(j) / 32), 127)) for j in range(32)), "2^(j/32) × 2^127.")
table("INVERSE_FACTORIALS", ["0", "0"] + [hexadecimal(fixed(1 / factorial(k), 128)) for k in range(2, 36)], "1 / k! from k = 2 on.")
table("RECIPROCALS", (reciprocal(j) for j in range(64)), "512 / (1 + (j + 1/2) / 64), rounded.", "u16")
table("LN_RECIPROCALS", (long(log(mpf(512) / reciprocal(j))) for j in range(64)), "-ln of the reciprocals / 512.", "Long")
table("INVERSES", ["0", "0"] + [hexadecimal(fixed(mpf(1) / k, 128)) for k in range(2, 40)], "1 / k from k = 2 on.")
table("ATAN", ["Wide::ZERO"] + [wide(atan(mpf(j) / 32)) for j in range(1, 33)], "atan(j/32).", "Wide")
table("ERF", ["0"] + [hexadecimal(fixed(1 / (factorial(k) * (2 * k + 1)), 128)) for k in range(1, 37)], "1 / (k! (2k + 1)) from k = 1 on.")
table("ERFC", [wide(exp(-((k * h) ** 2))) for k in range(1, 32)], "exp(-(kh)^2), h the step, from k = 1 on.", "Wide")
table("STIRLING", [wide(bernoulli(2 * k) / (2 * k * (2 * k - 1))) for k in range(1, 25)], "B(2k) / (2k (2k - 1)) from k = 1 on.", "Wide")
table("ZETA", ["0", "0"] + [hexadecimal(fixed((zeta(k) - 1) / k, 128)) for k in range(2, 70)], "(ζ(k) - 1) / k from k = 2 on.")
mp.prec = 20000
words = 264
bits = fixed(TWO_OVER_PI, 64 * words)
table("TWO_OVER_PI", (hexadecimal(bits >> (64 * (words - 1 - i)) & (2**64 - 1), 16) for i in range(words)), "2/π, 64 bits each.", "u64")
