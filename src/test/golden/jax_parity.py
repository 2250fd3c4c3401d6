"""Prints outputs of JAX's initializers on a CPU, for JaxParityTest.

    pip install jax==0.10.2
    XLA_FLAGS=--xla_cpu_max_isa=AVX2 python src/test/golden/jax_parity.py > src/test/resources/io/github/nd4jinit/jax.csv

`key` is a path from jax.random.key(seed): "42 split 3 1 fold_in 7" is fold_in(split(key(42), 3)[1], 7). `call` is an
argument of Initializer.parse, or "data" for the words of the key. `mode` is the value of jax_threefry_partitionable.
`crc` is the CRC-32 of the little-endian bytes of all values in row-major order. `bits` are the bits of all values, or
of 48 evenly spaced values. The test compares `crc`, or, where JAX calls LAPACK, the values of `bits`. The flag limits
XLA to AVX2, because JAX computes different HALF values on CPUs with AVX512-FP16.
"""

import math
import random
import sys
import zlib

import jax
import jax.nn.initializers as init
import jax.numpy as jnp
import numpy

TYPES = {"FLOAT": jnp.float32, "HALF": jnp.float16, "BFLOAT16": jnp.bfloat16}
SEEDS = [0, 1, 42, 123, 2**31, 2**32 - 1, 2**32 + 5, -1, -5, 2**63 - 1, 20261122]
SHOWN = 48
SHAPES = [(1,), (3,), (17,), (4, 6), (3, 5), (5, 3), (24,), (8, 16), (33, 47), (3, 3, 8, 16), (1000,), (1025,), (5000,), (40003,)]


def path(pick):
    seed = pick.choice(SEEDS)
    key, text = jax.random.key(seed), str(seed)
    for _ in range(pick.choice([0, 0, 1, 2])):
        if pick.random() < 0.5:
            n = pick.choice([2, 3, 5])
            i = pick.randrange(n)
            key, text = jax.random.split(key, n)[i], f"{text} split {n} {i}"
        else:
            number = pick.choice([0, 1, 7, 123456789, 2**31 - 1])
            key, text = jax.random.fold_in(key, number), f"{text} fold_in {number}"
    return key, text


def uniform(pick):
    if pick.random() < 0.5:
        scale = pick.choice([1.0, 0.01, 0.3, 2.5, 1e-39])
        return f"uniform(low=0.0, high={scale})", init.uniform(scale)
    low, high = pick.choice([(-0.37, 0.61), (-1.0, 1.0), (1000.0, 1001.0)])
    return (
        f"uniform(low={low}, high={high})",
        lambda key, shape, dtype: jax.random.uniform(key, shape, dtype, low, high),
    )


def normal(pick):
    std = pick.choice([1.0, 0.01, 0.02, 5.0, 0.3, 1e-39, 1.00048828218, pick.uniform(0, 3)])
    return f"normal(mean=0.0, std={std!r})", init.normal(std)


def trunc_normal(pick):
    std = pick.choice([1.0, 0.02, 0.3, 5.0])
    lower, upper = pick.choice([(-2.0, 2.0), (-2.0, 2.0), (-0.3, 1.7), (-3.0, 3.0), (0.5, 4.0)])
    if pick.random() < 0.5:
        std, lower = pick.uniform(0.01, 3), pick.choice([0.0, pick.uniform(-3, 2)])
        upper = lower + pick.uniform(0.3, 3)
    call = f"trunc_normal(mean=0.0, std={std!r}, a={lower * std!r}, b={upper * std!r})"
    return call, init.truncated_normal(std, lower=lower, upper=upper)


def variance_scaling(pick):
    scale = pick.choice([1.0, 2.0, 0.7, 1.0 / 3, pick.uniform(0.1, 5)])
    mode = pick.choice(["fan_in", "fan_out", "fan_avg", "fan_geo_avg"])
    distribution = pick.choice(["truncated_normal", "normal", "uniform"])
    call = f"variance_scaling(scale={scale!r}, mode={mode}, distribution={distribution})"
    return call, init.variance_scaling(scale, mode, distribution)


def named(pick):
    return pick.choice(
        [
            ("glorot_uniform", init.glorot_uniform()),
            ("glorot_normal", init.glorot_normal()),
            ("lecun_uniform", init.lecun_uniform()),
            ("lecun_normal", init.lecun_normal()),
            ("he_uniform", init.he_uniform()),
            ("he_normal", init.he_normal()),
            ("xavier_uniform(gain=1.0)", init.glorot_uniform()),
            ("kaiming_uniform(mode=fan_in, nonlinearity=relu)", init.he_uniform()),
        ]
    )


def orthogonal(pick):
    gain = pick.choice([1.0, math.sqrt(2)])
    return f"orthogonal(gain={gain!r})", init.orthogonal(gain)


def delta_orthogonal(pick):
    return "delta_orthogonal(gain=1.0)", init.delta_orthogonal()


def row(mode, key, call, kind, shape, values):
    array = numpy.asarray(values)
    array = array.view({2: "<u2", 4: "<u4"}[array.dtype.itemsize]).reshape(-1)
    crc = zlib.crc32(array.tobytes())
    shown = array if len(array) <= SHOWN else array[[i * (len(array) - 1) // (SHOWN - 1) for i in range(SHOWN)]]
    digits = 2 * array.dtype.itemsize
    bits = " ".join(f"{int(x):0{digits}x}" for x in shown)
    print(f"{mode};{key};{call};{kind};{' '.join(map(str, shape))};{crc:08x};{bits}")


def main():
    pick = random.Random(2026)
    print("mode;key;call;type;shape;crc;bits")
    for mode in (True, False):
        jax.config.update("jax_threefry_partitionable", mode)
        for _ in range(200):
            key, text = path(pick)
            what = pick.choice([uniform, normal, trunc_normal, variance_scaling, variance_scaling, named, orthogonal, delta_orthogonal, "data"])
            if what == "data":
                row(mode, text, "data", "INT", (2,), jax.random.key_data(key))
                continue
            call, initializer = what(pick)
            kind = pick.choice(["FLOAT", "FLOAT", "FLOAT", "BFLOAT16", "HALF"])
            shapes = SHAPES
            if what in (variance_scaling, named):
                shapes = [s for s in shapes if len(s) > 1]
            if what is orthogonal:
                kind, shapes = "FLOAT", [(3, 5), (5, 3), (4, 4), (3, 3, 4, 8), (16, 17), (130, 120)]
            if what is delta_orthogonal:
                kind, shapes = "FLOAT", [(3, 3, 4), (3, 3, 2, 5), (1, 3, 3, 2, 2)]
            shape = pick.choice(shapes)
            row(mode, text, call, kind, shape, initializer(key, shape, TYPES[kind]))


if __name__ == "__main__":
    if jax.__version__ != "0.10.2":
        sys.exit("this script requires JAX 0.10.2")
    main()
