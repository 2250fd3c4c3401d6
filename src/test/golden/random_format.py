#!/usr/bin/env python3
"""Implements src/site/markdown/random-format.md, and compares its values with frozen values.

The script was written from the page alone. It uses the arithmetic of Python's integers and of numpy's float32 and
float64, and no code of the library. Every row of FILE must have the same bits in the column "frozen"; the script prints
a summary and exits with status 1 if a row differs. For the columns of the file, see seeded.py.
"""
import math
import pathlib
import sys
from collections import Counter
from fractions import Fraction

import numpy as np

HERE = "python3 src/test/golden/random_format.py"
FILE = "src/test/resources/io/github/nd4jinit/internal/sample/threefry/seeded.csv"
MASK32 = 2 ** 32 - 1
MASK64 = 2 ** 64 - 1
f32 = np.float32
f64 = np.float64
LARGEST_FLOAT = float(np.finfo(f32).max)
np.seterr(all="ignore")


def hexes(text, dtype):
    return [dtype(float.fromhex(number)) for number in text.split()]


# ---- the cipher -------------------------------------------------------------------------------------------------

ROTATIONS = (13, 15, 26, 6, 17, 29, 16, 24)


def block(key, counter, rounds=20):
    k = [key >> 32, key & MASK32]
    k.append(k[0] ^ k[1] ^ 0x1BD11BDA)
    x = (counter >> 32) + k[0] & MASK32
    y = (counter & MASK32) + k[1] & MASK32
    for r in range(rounds):
        x = x + y & MASK32
        y = ((y << ROTATIONS[r % 8] | y >> 32 - ROTATIONS[r % 8]) & MASK32) ^ x
        if r % 4 == 3:
            n = (r + 1) // 4
            x = x + k[n % 3] & MASK32
            y = y + k[(n + 1) % 3] + n & MASK32
    return x << 32 | y


# ---- keys and words -----------------------------------------------------------------------------------------------

def named(key, name):
    encoded = name.encode("utf-16-be")
    units = [int.from_bytes(encoded[i:i + 2], "big") for i in range(0, len(encoded), 2)]
    h = block(key, 2 ** 63)
    for i in range(0, len(units), 4):
        w = 0
        for unit in units[i:i + 4]:
            w = w << 16 | unit
        h = block(h, w)
    return block(h, 2 ** 63 + len(units))


def word(key, element):
    b = block(key, 1024 * (element // 2048) + element % 1024, 13)
    return b >> 32 if element % 2048 < 1024 else b & MASK32


class Tensor:
    def __init__(self, seed, name, position):
        generator = seed & MASK64
        if name:
            generator = named(generator, name)
        self.key = block(generator, position)
        self.low_key = block(self.key, 2 ** 64 - 1)
        self.sparsity_key = block(self.key, 2 ** 64 - 2)

    def w(self, element):
        return word(self.key, element)

    def n(self, element):
        """Returns the 64 bits of both words."""
        return self.w(element) << 32 | word(self.low_key, element)

    def m(self, element, dtype):
        """Returns 2u - 1 for the leading 24 or 52 bits."""
        if dtype is f32:
            return f32((2 * (self.w(element) >> 8) + 1 - 2 ** 24) / 2 ** 24)
        return f64((2 * (self.n(element) >> 12) + 1 - 2 ** 52) / 2 ** 52)


# ---- quantiles ----------------------------------------------------------------------------------------------------

P32 = hexes("-0x1.08236cp+15 -0x1.de494p+14 0x1.e977ap+12 0x1.3c6764p+12 0x1.69aaeap+8 0x1.d0cadp+1", f32)
Q32 = hexes("0x1.09f09ap+15 0x1.1360eap+16 0x1.2a8d7p+15 0x1.6d5b5p+12 0x1.c2ebcap+7 0x1.5f77d6p+0", f32)
P64 = hexes("""
    -0x1.734c0909c2e87p+30 -0x1.a19f6f7f4773cp+33 -0x1.e984b2f468f5ap+34 -0x1.644bf3f73638ep+34
    -0x1.2e1ab41f57fddp+30 0x1.0865157b3cb48p+32 0x1.7e16c8c69387ap+30 0x1.98ac21ed5ef8p+27
    0x1.76f0b0271ea5fp+23 0x1.1c0c5a0d31d3dp+18 0x1.2bc1c56d57d69p+11 0x1.11eacf7074486p+2""", f64)
Q64 = hexes("""
    0x1.7372f84386d19p+30 0x1.daff7aa0e70e2p+33 0x1.74dde372211acp+35 0x1.f4ef5158e6551p+35
    0x1.4688763f901d6p+35 0x1.b1c3b2043d322p+33 0x1.28c94cead25p+31 0x1.9b0624a8f09p+27
    0x1.11d4e24d31c9ap+23 0x1.3cdf785a5ed41p+17 0x1.0230c75e273a2p+10 0x1.59d97006d2f86p+0""", f64)
TAIL_NUMERATOR = hexes("""
    0x1.1b2233e63c95ep-37 0x1.4701b4b4e4d63p-24 0x1.c64044a738f51p-16 0x1.4d54382860fefp-9
    0x1.67d1d6dca1e6dp-4 0x1.4813eb07bef85p+0 0x1.15246332873d1p+3 0x1.e26eeaaf70e1fp+4
    0x1.b68d393ee4db3p+5 0x1.26e0d208a96b4p+5 0x1.4e9d7a2e43d33p+2""", f64)
TAIL_DENOMINATOR = hexes("""
    0x1.461ddf0425573p-27 0x1.2296a03eff7e4p-18 0x1.04402de4cee5fp-11 0x1.55610f0a6e3bbp-6
    0x1.7f069f3a63691p-2 0x1.9464a9e622128p+1 0x1.ba68ddbc758d4p+3 0x1.0b08694f6b8a7p+5
    0x1.37f087ac1ecfap+5 0x1.0adfa929b4053p+4 0x1.7d9f32271bdf2p+0""", f64)
LOG = hexes("""
    0x1.0c05b7a5c7db9p-3 0x1.0fbe5ef5f006ep-3 0x1.3b1c378abb14p-3 0x1.745cf8f9841fap-3
    0x1.c71c7201758a8p-3 0x1.2492492476bb6p-2 0x1.9999999999a38p-2 0x1.5555555555555p-1""", f64)
EXP = hexes("0x1.6376972bea4d0p-25 -0x1.bbd41c5d26bf1p-20 0x1.1566aaf25de2cp-14 -0x1.6c16c16bebd93p-9"
            " 0x1.555555555553ep-3", f64)


def polynomial(coefficients, x):
    total = coefficients[0]
    for c in coefficients[1:]:
        total = total * x + c
    return total


def central(m):
    dtype = type(m)
    one, two = dtype(1), dtype(2)
    p, q, c = (P32, Q32, f32(float.fromhex("0x1.0364c8p-2"))) if dtype is f32 else (
        P64, Q64, f64(float.fromhex("0x1.0364c7fd89c16p-2")))
    w = np.sqrt((one - m) * (one + m))
    return two * m + m * ((c - w) + (one - w) * (polynomial(p, w) / polynomial(q, w)))


def bits_of(x):
    return int(f64(x).view(np.int64))


def log(x):
    k = bits_of(x) - bits_of(float.fromhex("0x1.6a09e667f3bcdp-1")) >> 52
    m = np.int64(bits_of(x) - (k << 52)).view(f64)
    d = m - 1
    f = d / (m + 1)
    t = f * f
    rest = (f * (d - t * polynomial(LOG, t)) - k * float.fromhex("0x1.9ef35793c7673p-41")) - d
    return k * float.fromhex("0x1.62e42fefa2p-1") - rest


def tail(upper, p):
    r = np.sqrt(-2 * log(p))
    z = r - polynomial(TAIL_NUMERATOR, r) / polynomial(TAIL_DENOMINATOR, r)
    return z if upper else -z


def fma(a, b, c):
    """Returns a * b + c, rounded once, of finite numbers. Python rounds the quotient of two integers correctly."""
    return f64(float(Fraction(float(a)) * Fraction(float(b)) + Fraction(float(c))))


def exp(x):
    if x < float.fromhex("-0x1.74910d52d3051p+9"):
        return f64(0)
    upper_bits = bits_of(x) >> 32 & 0x7FFFFFFF
    if upper_bits < 0x3E300000:
        return 1 + x
    k = 0
    if upper_bits > 0x3FD62E42:
        k = -1 if upper_bits < 0x3FF0A2B2 else int(float.fromhex("0x1.71547652b82fep+0") * x - 0.5)
    high = x - k * float.fromhex("0x1.62e42feep-1")
    low = f64(k * float.fromhex("0x1.a39ef35793c76p-33"))
    r = high - low
    t = r * r
    c = r - t * polynomial(EXP, t)
    y = 1 - (r * c / (c - 2) - r) if k == 0 else 1 - ((low - r * c / (2 - c)) - high)
    return y * 2.0 ** (k + 1000) * 2.0 ** -1000 if k < -1021 else y * 2.0 ** k


def density(x):
    if abs(x) > 39:
        return f64(0)
    power = exp(-0.5 * (x * x))
    return fma(power, -0.5 * fma(x, x, -(x * x)), power) * float.fromhex("0x1.9884533d43651p-2")


def upper_tail(x):
    rest = x
    for n in range(20 + int(400 / (x * x)), 0, -1):
        rest = x + n / rest
    return density(x) / rest


def cdf_minus_half(x):
    if abs(x) < 0.75:
        total = f64(1)
        for n in range(41, 1, -2):
            total = fma(x * x / n, total, 1)
        return density(x) * (x * total)
    return 0.5 - upper_tail(x) if x > 0 else upper_tail(-x) - 0.5


def cdf(x):
    return upper_tail(-x) if x <= -0.75 else 0.5 + cdf_minus_half(x) if x < 0.75 else 1 - upper_tail(x)


# ---- values -------------------------------------------------------------------------------------------------------

def largest_below(x, dtype):
    rounded = dtype(x)
    return rounded if rounded < x else np.nextafter(rounded, dtype(-math.inf))


def uniform(low, high):
    low, high = f64(low), f64(high)
    span = high - low

    def value(tensor, i, dtype):
        limit = max(largest_below(high, dtype), dtype(low))
        if dtype is f32 and span <= LARGEST_FLOAT:
            u = f32(((tensor.w(i) >> 9) + 0.5) / 2 ** 23)
        else:
            u = f64(((tensor.n(i) >> 12) + 0.5) / 2 ** 52)
        t = type(u)
        x = (u - t(0.5)) * t(span) + t(0) if low == -high else u * t(span) + t(low)
        return dtype(min(x, t(limit)))
    return value


def distance(n, bits):
    return min(n, 2 ** bits - 1 - n)


def quantile(tensor, i, dtype):
    w = tensor.w(i)
    d = distance(w, 32)
    if d >= 2 ** 21:
        return central(tensor.m(i, dtype))
    if dtype is f32 and d >= 2 ** 13:
        return f32(tail(w >= 2 ** 31, (f64(d) + 0.5) / 2.0 ** 32))
    return dtype(tail(w >= 2 ** 31, (f64(distance(tensor.n(i), 64)) + 0.5) / 2.0 ** 64))


def normal(mean, std):
    def value(tensor, i, dtype):
        return quantile(tensor, i, dtype) * dtype(std) + dtype(mean)
    return value


def fraction(n):
    return (f64(n) + 0.5) / 2.0 ** 64 if n < 2 ** 63 else (f64(n // 2) + 0.5) / 2.0 ** 63


class TruncatedNormal:
    def __init__(self, mean, std, a, b):
        self.mean, self.std, self.a, self.b = (f64(x) for x in (mean, std, a, b))
        self.alpha = (self.a - self.mean) / self.std
        self.beta = (self.b - self.mean) / self.std
        low, high = cdf_minus_half(self.alpha), cdf_minus_half(self.beta)
        self.middle = (low + high) / 2
        self.half = (high - low) / 2
        self.between = (cdf(-self.alpha) - cdf(-self.beta) if self.alpha > 0
                        else cdf(self.beta) - cdf(self.alpha) if self.beta < 0 else high - low)

    def is_in_tail(self, w, t):
        least = (t - 0.5 - self.middle) / (2 * self.half) + 0.5
        most = (0.5 - t - self.middle) / (2 * self.half) + 0.5

        def h(x):
            return int(max(0.0, min(2.0 ** 31 * x, 2.0 ** 31 - 1)))

        return (least > 0 or most < 1) and (least >= 1 or most <= 0 or w // 2 < h(least) or w // 2 > h(most))

    def tail(self, n):
        complement = MASK64 - n
        upper = (2 * fraction(n) - 1) * self.half + self.middle > 0
        p = (fraction(complement) * self.between + cdf(-self.beta) if upper
             else fraction(n) * self.between + cdf(self.alpha))
        return tail(upper, p)

    def __call__(self, tensor, i, dtype):
        if dtype is f32 and (self.half < 2.0 ** -8 or abs(self.mean) + 16 * self.std > LARGEST_FLOAT):
            return f32(self(tensor, i, f64))
        if self.is_in_tail(tensor.w(i), 2.0 ** -8 if dtype is f32 else 2.0 ** -11):
            z = dtype(self.tail(tensor.n(i)))
        else:
            z = central(tensor.m(i, dtype) * dtype(2 * self.half) + dtype(2 * self.middle))
        return max(dtype(self.a), min(dtype(self.b), z * dtype(self.std) + dtype(self.mean)))


class Sparse:
    def __init__(self, rows, columns, sparsity, std):
        self.rows, self.columns, self.values = rows, columns, normal(0, std)
        self.zeros = math.ceil(sparsity * rows)

    def is_zero(self, tensor, row, column):
        draws_zeros = self.zeros < self.rows - self.zeros
        key = block(tensor.sparsity_key, column)
        drawn, element = set(), 0
        while len(drawn) < min(self.zeros, self.rows - self.zeros):
            product = word(key, element) * self.rows
            if product % 2 ** 32 >= 2 ** 32 % self.rows:
                drawn.add(product // 2 ** 32)
            element += 1
        return (row in drawn) == draws_zeros

    def __call__(self, tensor, i, dtype):
        group = i // 2048 * 2048
        entries = [j for j in range(group, i + 1) if not self.is_zero(tensor, *divmod(j, self.columns))]
        return self.values(tensor, group + len(entries) - 1, dtype) if i in entries else dtype(0)


KINDS = {
    "uniform": uniform(-0.25, 0.75),
    "symmetric": uniform(-0.3, 0.3),
    "range": uniform(0.1, 7),
    "normal": normal(0, 1),
    "scaled": normal(0.5, 0.02),
    "wide": TruncatedNormal(0.125, 0.5, -1, 0.9375),
    "tail": TruncatedNormal(0, 1, 2, 5),
    "sparse": Sparse(5, 16, 0.6, 1),
}


def main():
    equal, different = Counter(), 0
    for line in pathlib.Path(FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        seed, name, position, element, values, _, frozen = line.split(",")
        tensor, i = Tensor(int(seed), name, int(position)), int(element)
        if values == "words":
            found = f"{tensor.n(i):016x}"
            same = found == frozen
        else:
            kind, precision = values.split(" ")
            found = float(KINDS[kind](tensor, i, f32 if precision == "float" else f64))
            expected = float.fromhex(frozen)
            same = found == expected and math.copysign(1, found) == math.copysign(1, expected)
            found = found.hex()
        if same:
            equal[values] += 1
        else:
            different += 1
            print(f"different: {line}: {found}")
    for values, count in equal.items():
        print(f"{values}: {count} equal")
    print(f"{sum(equal.values())} rows are equal, {different} rows are different")
    sys.exit(1 if different or not equal else 0)


if __name__ == "__main__":
    main()
