#!/usr/bin/env python3
"""Computes golden values of the standard normal distribution.

Prints lines of the form function,argument,value. Both numbers are hexadecimal literals; the value
is rounded once, from 60 digits to the nearest double.
"""
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
HERE = "python3 src/test/golden/standard_normal.py"
THERE = "src/test/resources/io/github/nd4jinit/internal/math/standard_normal.csv"
CENTRAL = 0.5 - 2.0 ** -11  # |q| is at most this number outside the tails
choose = random.Random(1).uniform  # Mersenne Twister, so the arguments are reproducible


def cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def cdf_minus_half(x):
    return mpmath.erf(x / mpmath.sqrt(2)) / 2


def density(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def quantile(p):
    """Returns z with P(Z > z) = p for 0 < p <= 1/2, by Newton's method on log P."""
    z = mpmath.sqrt(-2 * mpmath.log(p)) if p < mpf("0.1") else mpf(0)
    for _ in range(200):
        upper = cdf(-z)
        step = (mpmath.log(upper) - mpmath.log(p)) * upper / density(z)
        z += step
        if abs(step) < mpf(10) ** -50:
            return z
    raise ArithmeticError(p)


def central(q):
    return quantile(mpf(1) / 2 - q) if q >= 0 else -quantile(mpf(1) / 2 + q)


def to_float(x):
    """Returns the nearest float to a number in the range of normal floats."""
    with mp.workprec(24):
        return float(+mpf(x))


def arguments():
    split = 0.75
    for name in ("cdf", "cdf minus half"):
        yield from ((name, x) for x in (-split, split, -0.7499999999999999, 0.7499999999999999, -0.0, 1e-8, -1e-300))
        yield from ((name, choose(-split, split)) for _ in range(40))
        yield from ((name, choose(-8, 8)) for _ in range(60))
    yield from (("cdf", x / 2) for x in range(-75, 1))
    yield from (("cdf", choose(-37.5, -8)) for _ in range(40))
    yield from (("density", x) for x in (0.0, 1.0, -2.5, 5.5, -12.25, 24.1, 37.5))
    yield from (("density", choose(-37.5, 37.5)) for _ in range(40))
    for name, cut in (("central float", to_float), ("central double", float)):
        yield from ((name, cut(q)) for q in (0.49, 0.25, -0.4, 2.0 ** -25, -2.0 ** -54, 1e-30, CENTRAL, -CENTRAL))
        yield from ((name, cut(choose(-CENTRAL, CENTRAL))) for _ in range(150))
        yield from ((name, cut(choose(0.45, CENTRAL))) for _ in range(50))
        yield from ((name, cut(choose(0.49, CENTRAL))) for _ in range(50))
    yield from (("tail", p) for p in (0.02, 0.01, 1e-3, 2.0 ** -12, 2.0 ** -33, 2.0 ** -54, 2.0 ** -65, 1e-300))
    yield from (("tail", 10.0 ** choose(-20, -1.7)) for _ in range(150))
    yield from (("tail", 10.0 ** choose(-300, -20)) for _ in range(50))
    half = 0.7071067811865476
    yield from (("log", x) for x in (1 - 2.0 ** -53, 1 + 2.0 ** -52, 1 - 2.0 ** -20, 1 + 2.0 ** -20, 0.99, 1.01))
    yield from (("log", x) for x in (half - 2.0 ** -53, half, half + 2.0 ** -53, 2 * half, 2 * half + 2.0 ** -52))
    yield from (("log", x) for x in (2.0 ** -1022, 1e-300, 2.0 ** -65, 0.5, 2.0, 1e300))
    yield from (("log", 10.0 ** choose(-20, 0)) for _ in range(100))


FUNCTIONS = {"cdf": cdf, "cdf minus half": cdf_minus_half, "density": density, "central float": central,
             "central double": central, "tail": quantile, "log": mpmath.log}

print("# Values of the standard normal distribution, correctly rounded to double; tail is the upper quantile.")
print(f"# Python {sys.version.split()[0]}, mpmath {mpmath.__version__}: {HERE} > {THERE}")
for function, argument in arguments():
    value = FUNCTIONS[function](mpf(argument))
    print(f"{function},{float(argument).hex()},{float(value).hex()}")
