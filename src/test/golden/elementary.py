#!/usr/bin/env python3
"""Prints logarithms, sines and cosines rounded to the nearest double, for DoubleDoubleTest.

    python3 src/test/golden/elementary.py > src/test/resources/io/github/nd4jinit/internal/math/elementary.csv

Python 3.11.7, mpmath 1.3.0. The arguments of log are multiples of 2^-53 in (0, 1], which are the values of uniform doubles.
The arguments of sin and cos are between 0 and 2 pi.
"""
import math
import random

from mpmath import mp

mp.prec = 200


def main():
    pick = random.Random(53)
    print("# function,argument,nearest double: python3 src/test/golden/elementary.py")
    ones = [1.0, 0.5, 2.0**-53, 1 - 2.0**-53, math.sqrt(0.5), 0.75]
    for x in ones + [math.ldexp(pick.getrandbits(53) + 1, -53) for _ in range(400)]:
        print(f"log,{x.hex()},{float(mp.log(mp.mpf(x))).hex()}")
    angles = [0.0, math.pi / 4, math.pi / 2, math.pi, 3 * math.pi / 2, 2.0**-40, 7 * math.pi / 4]
    for x in angles + [2 * math.pi * pick.random() for _ in range(400)]:
        print(f"sin,{x.hex()},{float(mp.sin(mp.mpf(x))).hex()}")
        print(f"cos,{x.hex()},{float(mp.cos(mp.mpf(x))).hex()}")


if __name__ == "__main__":
    main()
