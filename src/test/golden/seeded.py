#!/usr/bin/env python3
"""Computes golden values of Generator.seeded from the definition, without code of the library.

The script implements Threefry-2x32 in integer arithmetic, the distributions
according to the Javadoc of ThreefryStream and the Values classes, and normal
quantiles with mpmath. It updates the file FILE, whose columns are

    seed,name,tensor,element,values,expected,frozen

expected: the result of the definition. Words are exact. Uniform values are
rounded once to the element type. Other values are rounded once, from 60 digits
to the nearest double, even for floats.

frozen: the output of the first release of the library. Its last bits cannot be
computed by a script. They are copied from the existing file and must never
change. A new row gets "?"; the failure message of SeededGoldenTest then shows
the value to insert.
"""
import pathlib
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
HERE = "python3 src/test/golden/seeded.py"
FILE = "src/test/resources/io/github/nd4jinit/internal/sample/threefry/seeded.csv"
M = 0xFFFFFFFF
ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))


# ---- Threefry-2x32 (Salmon et al. 2011), 64-bit keys and counters -----------

def schedule(key):
    k = (key >> 32, key & M)
    return (*k, k[0] ^ k[1] ^ 0x1BD11BDA)


def block(key, counter, rounds=20):
    k = schedule(key)
    x0, x1 = (counter >> 32) + k[0] & M, (counter & M) + k[1] & M
    for i in range(rounds):
        g, r = i // 4, ROTATIONS[i // 4 % 2][i % 4]
        x0 = x0 + x1 & M
        x1 = (x1 << r | x1 >> 32 - r) & M ^ x0
        if i % 4 == 3:
            x0, x1 = x0 + k[(g + 1) % 3] & M, x1 + k[(g + 2) % 3] + g + 1 & M
    return x0 << 32 | x1


def counter(key, out, rounds):
    """Returns the counter whose block is out."""
    k = schedule(key)
    x0, x1 = out >> 32, out & M
    for i in reversed(range(rounds)):
        g, r = i // 4, ROTATIONS[i // 4 % 2][i % 4]
        if i % 4 == 3:
            x0, x1 = x0 - k[(g + 1) % 3] & M, x1 - k[(g + 2) % 3] - g - 1 & M
        x1 ^= x0
        x1 = x1 >> r | x1 << 32 - r & M
        x0 = x0 - x1 & M
    return (x0 - k[0] & M) << 32 | x1 - k[1] & M


# test vectors from Random123, kat_vectors
assert block(0x13198A2E03707344, 0x243F6A8885A308D3) == 0xC4923A9C483DF7A0
assert block(0x13198A2E03707344, 0x243F6A8885A308D3, 13) == 0xBA3E4725F27D669E
assert counter(5, block(5, 7 << 40, 13), 13) == 7 << 40


# ---- keys and words --------------------------------------------------------------

def named(key, name):
    data = name.encode("utf-16-be")
    key = block(key, 1 << 63)
    for i in range(0, len(data), 8):
        key = block(key, int.from_bytes(data[i:i + 8], "big"))
    return block(key, 1 << 63 | len(data) // 2)


def word(key, element):
    b = block(key, element // 2048 * 1024 + element % 1024, 13)
    return b >> 32 if element % 2048 < 1024 else b & M


class Stream:
    def __init__(self, seed, name, tensor):
        root = seed % 2 ** 64
        self.key = block(named(root, name) if name else root, tensor)
        self.low_key = block(self.key, 2 ** 64 - 1)
        self.mask_key = block(self.key, 2 ** 64 - 2)

    def word(self, element):
        return word(self.key, element)

    def low_word(self, element):
        return word(self.low_key, element)

    def leading(self, element, bits):
        """Returns u truncated to its leading bits, plus half a step."""
        both = self.word(element) << 32 | self.low_word(element)
        return (mpf(both >> 64 - bits) + 0.5) / mpf(2) ** bits


# ---- values ------------------------------------------------------------------------

def cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def quantile(p, upper):
    """Returns z with P(Z > z) = p if upper, else P(Z < z) = p, by Newton's method on log P."""
    z = mpmath.sqrt(-2 * mpmath.log(p)) if p < mpf("0.1") else mpf(0)
    for _ in range(200):
        tail = cdf(-z)
        step = (mpmath.log(tail) - mpmath.log(p)) * tail * mpmath.sqrt(2 * mpmath.pi) * mpmath.exp(z * z / 2)
        z += step
        if abs(step) < mpf(10) ** -50:
            return z if upper else -z
    raise ArithmeticError(p)


def rounded(x, bits):
    with mp.workprec(bits):
        return +x


def uniform(low, high):
    def value(s, i, bits):
        return rounded(low + s.leading(i, bits - 1) * (high - low), bits)
    return value


def quantile_of_u(s, i, bits):
    w = s.word(i)
    distance = min(w, M - w)
    if distance < 1 << 21:
        bits = 32 if bits == 24 and distance >= 1 << 13 else 64
    else:
        bits = 24 if bits == 24 else 52
    u = s.leading(i, bits)
    return quantile(1 - u, True) if u > 0.5 else quantile(u, False)


def normal(mean, std):
    def value(s, i, bits):
        return mean + std * quantile_of_u(s, i, bits)
    return value


def truncated(mean, std, a, b):
    def value(s, i, _):
        low, high = (cdf((mpf(bound) - mean) / std) for bound in (a, b))
        p = low + s.leading(i, 64) * (high - low)
        return mean + std * (quantile(1 - p, True) if p > 0.5 else quantile(p, False))
    return value


def is_nonzero(s, row, column):
    """Returns whether a row is among the first distinct rows that the words of the column select."""
    key, rows, draw = block(s.mask_key, column), set(), 0
    while len(rows) < ROWS - ZEROS:
        product = word(key, draw) * ROWS
        if product & M >= 2 ** 32 % ROWS:  # rejection, so that every row has the same probability
            rows.add(product >> 32)
        draw += 1
    return row in rows


def sparse(s, i, bits):
    """Returns 0, or the next normal value: the nonzero elements receive the normal values 0, 1, 2, ... in order."""
    nonzero = [is_nonzero(s, *divmod(j, COLUMNS)) for j in range(i + 1)]
    return quantile_of_u(s, sum(nonzero) - 1, bits) if nonzero[i] else mpf(0)


ROWS, COLUMNS, ZEROS = 5, 16, 3
KINDS = {"uniform": uniform(mpf("-0.25"), mpf("0.75")), "symmetric": uniform(mpf("-0.3"), mpf("0.3")),
         "range": uniform(mpf("0.1"), mpf(7)), "normal": normal(0, 1), "scaled": normal(mpf("0.5"), mpf("0.02")),
         "wide": truncated(mpf("0.125"), mpf("0.5"), -1, mpf("0.9375")), "tail": truncated(0, 1, 2, 5),
         "sparse": sparse}


def tail_elements(s):
    """Yields elements that have the smallest or the largest word, or a word on either side of a limit of the tails."""
    for w in (0, M, (1 << 13) - 1, 1 << 13, M - (1 << 13), (1 << 21) - 1, 1 << 21, M - (1 << 21), M - (1 << 21) + 1):
        other = 0
        while (c := counter(s.key, w << 32 | other, 13)) >= 2 ** 62:
            other += 1
        yield c // 1024 * 2048 + c % 1024


def rows():
    for seed, name, tensor in ((0, "", 0), (42, "", 0), (-1, "", 0), (42, "", 1), (42, "wte", 0), (42, "größe/gewicht", 1)):
        s = Stream(seed, name, tensor)
        head = f"{seed},{name},{tensor}"
        for i in (0, 1, 31, 64, 1023, 1024, 2047, 2048, 2 ** 31 + 7, 2 ** 40):
            yield f"{head},{i},words", f"{s.word(i):08x}{s.low_word(i):08x}"
            for kind, value in KINDS.items():
                if kind != "sparse" or i < ROWS * COLUMNS:
                    for precision, bits in (("float", 24), ("double", 53)):
                        yield f"{head},{i},{kind} {precision}", float(value(s, i, bits)).hex()
    s = Stream(0, "", 0)
    for i in tail_elements(s):
        for precision, bits in (("float", 24), ("double", 53)):
            yield f"0,,0,{i},normal {precision}", float(quantile_of_u(s, i, bits)).hex()


frozen_values = {}
if pathlib.Path(FILE).exists():
    for line in pathlib.Path(FILE).read_text().splitlines():
        if not line.startswith("#"):
            row, _, frozen = line.rsplit(",", 2)
            frozen_values[row] = frozen
out = ["# Values of Generator.seeded: seed,name,tensor,element,values,expected,frozen.",
       "# expected is computed from the definition by " + HERE + " (which updates this file;",
       f"# Python {sys.version.split()[0]}, mpmath {mpmath.__version__}).",
       "# frozen is the output of this library at its first release: a released value never changes.",
       "# uniform: [-0.25, 0.75); symmetric: [-0.3, 0.3); range: [0.1, 7); normal: mean 0, std 1;",
       "# scaled: mean 0.5, std 0.02; wide: mean 0.125, std 0.5, [-1, 0.9375];",
       f"# tail: mean 0, std 1, [2, 5]; sparse: {ROWS} x {COLUMNS}, {ZEROS} zeros per column, std 1."]
for row, expected in rows():
    out.append(f"{row},{expected},{frozen_values.get(row, '?')}")
pathlib.Path(FILE).write_text("\n".join(out) + "\n")
