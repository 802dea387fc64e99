#!/usr/bin/env python3
"""Writes the tables of reference values, tests/c/math/reference_{float,double,x87,binary128}.inc.

Each line is CASE(function, argument, argument or integer, result, rest): the result rounded to the format, and what it
lacks of the exact value, in units of its last place. Usage: references.py DIRECTORY. Needs mpmath (PyPI)."""
import random
import sys
from mpmath import mp, mpf
import mpmath

FORMATS = {"float": (24, 127), "double": (53, 1023), "x87": (64, 16383), "binary128": (113, 16383)}
CASES = 40


class Format:
    def __init__(self, name):
        self.name = name
        self.precision, self.largest = FORMATS[name]
        self.least = 1 - self.largest

    def split(self, value):
        """Significand as an integer, exponent of its last bit, rest; `value` not 0."""
        man, exp = value.man_exp
        negative, man = value < 0, abs(int(man))
        top = exp + man.bit_length() - 1
        unit = max(top, self.least) - self.precision + 1
        shift = unit - exp
        if shift <= 0:
            return negative, man << -shift, unit, mpf(0)
        kept, below = man >> shift, man & ((1 << shift) - 1)
        half = 1 << (shift - 1)
        up = below > half or below == half and kept & 1
        rest = mpf(below) / mpf(1 << shift) - (1 if up else 0)
        return negative, kept + up, unit, rest

    def round(self, value):
        if value == 0:
            return mpf(0)
        negative, man, unit, _ = self.split(value)
        return mp.ldexp(mpf(-man if negative else man), unit)

    def text(self, value):
        if value == 0:
            return "0x0p0"
        negative, man, unit, _ = self.split(value)
        return f"{'-' if negative else ''}{hex(man)}p{unit}"


def log_uniform(low, high):
    return lambda f: mpf(random.choice((-1, 1))) * mp.ldexp(mpf(1) + mpf(random.getrandbits(130)) / mpf(2**130), random.randint(low, high))


def uniform(low, high):
    return lambda f: mpf(low) + (mpf(high) - mpf(low)) * mpf(random.getrandbits(130)) / mpf(2**130)


def positive(sampler):
    return lambda f: abs(sampler(f))


def near(points, low=-40, high=-8):
    return lambda f: mpf(random.choice(points)) + log_uniform(low, high)(f)


def whole_range(f):
    return log_uniform(f.least, f.largest)(f)


def of_range(part):
    """Up to the exponent that overflows, by the base's logarithm."""
    return lambda f: uniform(-(f.largest + f.precision) * part, (f.largest + 1) * part)(f)


def near_half_pi(f):
    return mp.pi / 2 * random.randint(1, 1000)


SMALL = log_uniform(-40, 0)
UNIT = uniform(-1, 1)
LN2 = mp.ln(2)


def lgamma(x):
    return mp.log(abs(mp.gamma(x)))


def with_pi(function):
    return lambda *a: function(*a) / mp.pi


def sinpi(x):
    return mp.sin(mp.pi * (x - 2 * mp.floor(x / 2)))


def cospi(x):
    return mp.cos(mp.pi * (x - 2 * mp.floor(x / 2)))


TRIG = [SMALL, uniform(-10, 10), near_half_pi, whole_range, uniform(-1e5, 1e5), log_uniform(20, 60)]
FUNCTIONS = {
    "sin": (mp.sin, TRIG), "cos": (mp.cos, TRIG), "tan": (mp.tan, TRIG),
    "asin": (mp.asin, [SMALL, UNIT, UNIT, near([1, -1])]), "acos": (mp.acos, [SMALL, UNIT, UNIT, near([1, -1])]),
    "atan": (mp.atan, [SMALL, uniform(-4, 4), log_uniform(-10, 60)]),
    "sinh": (mp.sinh, [SMALL, uniform(-3, 3), of_range(LN2)]), "cosh": (mp.cosh, [SMALL, uniform(-3, 3), of_range(LN2)]),
    "tanh": (mp.tanh, [SMALL, uniform(-3, 3), uniform(-30, 30)]),
    "asinh": (mp.asinh, [SMALL, uniform(-3, 3), whole_range]), "acosh": (mp.acosh, [near([1]), uniform(1, 4), positive(whole_range)]),
    "atanh": (mp.atanh, [SMALL, UNIT, near([1, -1])]),
    "exp": (mp.exp, [SMALL, uniform(-3, 3), of_range(LN2), of_range(LN2)]), "exp2": (lambda x: mp.power(2, x), [SMALL, uniform(-3, 3), of_range(1)]),
    "exp10": (lambda x: mp.power(10, x), [SMALL, uniform(-3, 3), of_range(LN2 / mp.ln(10))]),
    "expm1": (mp.expm1, [SMALL, uniform(-3, 3), of_range(LN2), uniform(-0.5, 0.5)]),
    "log": (mp.log, [positive(whole_range), near([1]), uniform(0.5, 2), positive(SMALL)]),
    "log2": (lambda x: mp.log(x) / mp.ln(2), [positive(whole_range), near([1]), uniform(0.5, 2), positive(SMALL)]),
    "log10": (lambda x: mp.log(x) / mp.ln(10), [positive(whole_range), near([1]), uniform(0.5, 2), positive(SMALL)]),
    "log1p": (mp.log1p, [SMALL, positive(whole_range), uniform(-0.9, 2), near([-1])]),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), [whole_range, uniform(-10, 10)]),
    "erf": (mp.erf, [SMALL, uniform(-2, 2), uniform(-5, 5)]),
    "erfc": (mp.erfc, [SMALL, uniform(-2, 2), uniform(0, 5), lambda f: uniform(1, mp.sqrt(f.largest * LN2))(f)]),
    "tgamma": (mp.gamma, [uniform(0.01, 5), lambda f: uniform(1, {127: 35, 1023: 171, 16383: 1755}[f.largest])(f), uniform(-10, 0), positive(SMALL), near([1, 2, 3])]),
    "lgamma": (lgamma, [uniform(0.01, 5), positive(log_uniform(0, 30)), near([1, 2]), positive(SMALL), uniform(-1.9, 0)]),
    "pow": (mp.power, [(positive(SMALL), uniform(-9, 9)), (uniform(0.1, 9), uniform(-30, 30)), (near([1], -30, -8), log_uniform(0, 18)),
                       (uniform(1, 2), lambda f: uniform(-f.largest, f.largest)(f)), (positive(whole_range), UNIT)]),
    "atan2": (mp.atan2, [(uniform(-5, 5), uniform(-5, 5)), (log_uniform(-20, 20), log_uniform(-20, 20))]),
    "hypot": (mp.hypot, [(uniform(-5, 5), uniform(-5, 5)), (log_uniform(-20, 20), log_uniform(-20, 20))]),
    "exp2m1": (lambda x: mp.expm1(x * mp.ln(2)), [SMALL, uniform(-3, 3), of_range(1)]),
    "exp10m1": (lambda x: mp.expm1(x * mp.ln(10)), [SMALL, uniform(-3, 3), of_range(LN2 / mp.ln(10))]),
    "log2p1": (lambda x: mp.log1p(x) / mp.ln(2), [SMALL, positive(whole_range), uniform(-0.9, 2)]),
    "log10p1": (lambda x: mp.log1p(x) / mp.ln(10), [SMALL, positive(whole_range), uniform(-0.9, 2)]),
    "rsqrt": (lambda x: 1 / mp.sqrt(x), [positive(whole_range), uniform(0.1, 9)]),
    "sinpi": (sinpi, [SMALL, uniform(-10, 10), uniform(-1e5, 1e5)]), "cospi": (cospi, [SMALL, uniform(-10, 10), uniform(-1e5, 1e5)]),
    "tanpi": (lambda x: sinpi(x) / cospi(x), [SMALL, uniform(-10, 10), uniform(-1e5, 1e5)]),
    "asinpi": (with_pi(mp.asin), [SMALL, UNIT]), "acospi": (with_pi(mp.acos), [SMALL, UNIT]),
    "atanpi": (with_pi(mp.atan), [SMALL, uniform(-4, 4), log_uniform(-10, 60)]),
    "atan2pi": (with_pi(mp.atan2), [(uniform(-5, 5), uniform(-5, 5))]),
    "powr": (mp.power, [(uniform(0.1, 9), uniform(-30, 30))]),
    "pown": (lambda x, n: mp.power(x, int(n)), [(uniform(-9, 9), lambda f: mpf(random.randint(-30, 30)))]),
    "compoundn": (lambda x, n: mp.exp(int(n) * mp.log1p(x)), [(uniform(-0.5, 3), lambda f: mpf(random.randint(-30, 30))), (log_uniform(-30, -10), lambda f: mpf(random.randint(-10**6, 10**6)))]),
    "rootn": (lambda x, n: mp.power(x, mpf(1) / int(n)), [(uniform(0.1, 99), lambda f: mpf(random.choice([-7, -2, 2, 3, 5, 9, 100])))]),
}
BESSEL = [uniform(0.1, 10), uniform(10, 100), positive(SMALL), positive(log_uniform(5, 25))]
FEW = {
    "j0": (lambda x: mp.besselj(0, x), BESSEL), "j1": (lambda x: mp.besselj(1, x), BESSEL),
    "y0": (lambda x: mp.bessely(0, x), BESSEL), "y1": (lambda x: mp.bessely(1, x), BESSEL),
}


def main(directory):
    for name in FORMATS:
        f = Format(name)
        with open(f"{directory}/reference_{name}.inc", "w") as out:
            out.write("/* Written by xtask/math/references.py. */\n")
            functions = dict(FUNCTIONS, **(FEW if f.precision < 60 else {}))
            for function, (compute, samplers) in functions.items():
                random.seed(f"{name} {function}")
                done = 0
                while done < CASES:
                    mp.prec = 500
                    sampler = samplers[done % len(samplers)]
                    parts = sampler if isinstance(sampler, tuple) else (sampler,)
                    arguments = [f.round(part(f)) for part in parts]
                    mp.prec = 500 + (max(0, int(mp.log(abs(arguments[0]), 2))) if function in ("sin", "cos", "tan") and arguments[0] else 0)
                    try:
                        value = compute(*arguments)
                        if isinstance(value, mpmath.mpc) or value == 0 or not mp.isfinite(value):
                            continue
                        negative, man, unit, rest = f.split(value)
                    except (ValueError, ZeroDivisionError, OverflowError, mpmath.libmp.NoConvergence):
                        continue
                    if man == 0 or man.bit_length() + unit - 1 > f.largest:
                        continue
                    mp.prec = 500
                    first = f.text(arguments[0])
                    second = f.text(arguments[1]) if len(arguments) > 1 else "0"
                    if function in ("pown", "compoundn", "rootn"):
                        second = str(int(arguments[1]))
                    out.write(f"CASE({function}, {first}, {second}, {f.text(value)}, {mp.nstr(rest, 6)})\n")
                    done += 1


PLANE = [uniform(-3, 3), log_uniform(-20, 0), lambda f: uniform(-30, 30)(f)]
COMPLEX = {name: getattr(mp, name) for name in "sin cos tan sinh cosh tanh exp log sqrt asin acos atan asinh acosh atanh".split()}


def near_circle(f):
    angle = uniform(-3, 3)(f)
    return f.round(mp.cos(angle)), f.round(mp.sin(angle))


def complex_table(directory):
    for name in FORMATS:
        f = Format(name)
        with open(f"{directory}/reference_complex_{name}.inc", "w") as out:
            out.write("/* Written by xtask/math/references.py. */\n")
            for function, compute in dict(COMPLEX, pow=None).items():
                random.seed(f"{name} complex {function}")
                done = 0
                while done < CASES:
                    mp.prec = 700
                    x, y = f.round(PLANE[done % 3](f)), f.round(PLANE[done // 3 % 3](f))
                    if done % 4 == 3:
                        x, y = near_circle(f)
                    z = mp.mpc(x, y)
                    if compute:
                        value, power = compute(z), ""
                    else:
                        a, b = f.round(uniform(-3, 3)(f)), f.round(uniform(-3, 3)(f))
                        value, power = mp.exp(mp.mpc(a, b) * mp.log(z)), f"{f.text(a)}, {f.text(b)}, "
                    if value.real == 0 or value.imag == 0:
                        continue
                    parts = [(f.text(part), mp.nstr(f.split(part)[3], 6)) for part in (value.real, value.imag)]
                    out.write(f"CASE({function}, {f.text(x)}, {f.text(y)}, {power}{parts[0][0]}, {parts[0][1]}, {parts[1][0]}, {parts[1][1]})\n")
                    done += 1


main(sys.argv[1])
complex_table(sys.argv[1])
