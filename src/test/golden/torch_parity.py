"""Prints sessions of torch's initializers on a CPU, for TorchParityTest.

    pip install torch==2.13.0
    python src/test/golden/torch_parity.py > src/test/resources/io/github/nd4jinit/torch.csv

A session begins with torch.manual_seed, followed by calls, each of which fills a new tensor. The last call of a session
draws one uniform number, so that the position in the stream is also compared. `call` is an argument of
Initializer.parse, or the name of a method. `crc` is the CRC-32 of the little-endian bytes of all values in row-major
order. `bits` are the bits of all values, or of 48 evenly spaced values. The last row of a session has the `crc` of
torch.get_rng_state(). The test compares `crc`, or, where torch calls libm in double precision or LAPACK, the values of
`bits`.
"""

import math
import random
import sys
import zlib

import numpy
import torch

FLOATS = {"FLOAT": torch.float32, "DOUBLE": torch.float64, "HALF": torch.float16, "BFLOAT16": torch.bfloat16}
HEX = {2: ">u2", 4: ">u4", 8: ">u8"}
SEEDS = [0, 1, 42, 123, 2**31 - 1, 2**31, 2**32 - 1, 2**32 + 5, -1, -5, 2**63 - 1, -(2**63), 20261122]
SHOWN = 48
SMALL = [(), (1,), (3,), (15,), (16,), (17,), (20,), (31,), (4, 5), (2, 3, 4), (24,)]
LARGE = [(8, 16), (33, 47), (64, 3, 7, 7), (1000,), (2, 3, 4, 5), (624,), (313,), (5000,), (300, 200), (2047,), (40003,), (130, 120)]


def integers(tensor):
    size = tensor.element_size()
    signed = {2: torch.int16, 4: torch.int32, 8: torch.int64}[size]
    array = tensor.detach().contiguous().view(-1).view(signed).numpy() if tensor.numel() else numpy.zeros(0)
    return array.view({2: "<u2", 4: "<u4", 8: "<u8"}[size])


def uniform(pick):
    low, high = pick.choice([(0.0, 1.0), (-0.1, 0.3), (1000.0, 1001.0), (-0.05, 0.05), (2.5, 2.5)])
    if pick.random() < 0.3:
        low = pick.uniform(-3, 3)
        high = low + pick.uniform(0, 2)
    return f"uniform(low={low!r}, high={high!r})", lambda w: torch.nn.init.uniform_(w, low, high)


def normal(pick):
    mean, std = pick.choice([(0.0, 1.0), (0.5, 0.02), (-3.0, 2.5), (0.0, 0.02)])
    if pick.random() < 0.3:
        mean, std = pick.uniform(-1, 1), pick.uniform(0, 3)
    return f"normal(mean={mean!r}, std={std!r})", lambda w: torch.nn.init.normal_(w, mean, std)


def trunc_normal(pick):
    mean, std, a, b = pick.choice(
        [
            (0.0, 1.0, -2.0, 2.0),
            (0.0, 0.02, -2.0, 2.0),
            (0.0, 0.02, -0.04, 0.04),
            (0.3, 1.5, -0.5, 4.0),
            (0.0, 1.0, 1.0, 3.0),
            (0.0, 1.0, -0.2, 0.1),
            (1.0, 0.5, 2.0, 2.5),
        ]
    )
    if pick.random() < 0.5:
        mean, std = pick.uniform(-2, 2), pick.choice([0.02, 1.0, pick.uniform(0.1, 3)])
        a = mean + std * pick.uniform(-2.5, 2)
        b = a + std * pick.uniform(0.2, 3)
    call = f"trunc_normal(mean={mean!r}, std={std!r}, a={a!r}, b={b!r})"
    return call, lambda w: torch.nn.init.trunc_normal_(w, mean, std, a, b)


def xavier(pick):
    kind = pick.choice(["uniform", "normal"])
    gain = pick.choice([1.0, 5.0 / 3, math.sqrt(2), 0.3])
    method = getattr(torch.nn.init, f"xavier_{kind}_")
    return f"xavier_{kind}(gain={gain!r})", lambda w: method(w, gain)


def kaiming(pick):
    kind = pick.choice(["uniform", "normal"])
    mode = pick.choice(["fan_in", "fan_out"])
    method = getattr(torch.nn.init, f"kaiming_{kind}_")
    nonlinearity = pick.choice(["relu", "leaky_relu", "tanh", "linear", "selu", "sigmoid"])
    slope = pick.choice([0.0, 0.01, 0.2, math.sqrt(5)]) if nonlinearity == "leaky_relu" else 0.0
    text = f"leaky_relu({slope!r})" if nonlinearity == "leaky_relu" else nonlinearity
    call = f"kaiming_{kind}(mode={mode}, nonlinearity={text})"
    return call, lambda w: method(w, a=slope, mode=mode, nonlinearity=nonlinearity)


def sparse(pick):
    sparsity, std = pick.choice([(0.1, 0.01), (0.9, 0.01), (0.0, 1.0), (1.0, 0.5), (0.5, 0.02)])
    return f"sparse(sparsity={sparsity}, std={std})", lambda w: torch.nn.init.sparse_(w, sparsity, std)


def orthogonal(pick):
    gain = pick.choice([1.0, math.sqrt(2)])
    return f"orthogonal(gain={gain!r})", lambda w: torch.nn.init.orthogonal_(w, gain)


def constant(pick):
    return pick.choice([("zeros", torch.nn.init.zeros_), ("ones", torch.nn.init.ones_)])


def layer(pick):
    """Returns the name of a method with the shape of the weight, and the module that torch creates."""
    out, fan = pick.choice([(5, 4), (10, 7), (64, 33)])
    if pick.random() < 0.5:
        return f"torchLinear[{out} {fan}]", torch.nn.Linear(fan, out)
    kernel = pick.choice([1, 3])
    return f"torchConv[{out} {fan} {kernel} {kernel}]", torch.nn.Conv2d(fan, out, kernel)


def row(session, seed, call, kind, shape, tensor):
    array = integers(tensor)
    crc = zlib.crc32(array.tobytes())
    shown = array if len(array) <= SHOWN else array[[i * (len(array) - 1) // (SHOWN - 1) for i in range(SHOWN)]]
    digits = 2 * array.dtype.itemsize
    bits = " ".join(f"{int(x):0{digits}x}" for x in shown)
    print(f"{session};{seed};{call};{kind};{' '.join(map(str, shape))};{crc:08x};{bits}")


def main():
    pick = random.Random(2026)
    print("session;seed;call;type;shape;crc;bits")
    session = 0
    for _ in range(6):
        for seed in SEEDS:
            session += 1
            torch.manual_seed(seed)
            for _ in range(10):
                kind = pick.choice(["FLOAT"] * 5 + ["DOUBLE", "HALF", "BFLOAT16"])
                what = pick.choice(
                    [uniform, normal, normal, trunc_normal, xavier, kaiming, kaiming, sparse, orthogonal, constant, layer, "p"]
                )
                if what == "p":
                    n = pick.choice([0, 1, 2, 10, 1000])
                    row(session, seed, f"randperm({n})", "INT", (n,), torch.randperm(n).to(torch.int32))
                    continue
                if what is layer:
                    call, module = layer(pick)
                    values = torch.cat([module.weight.reshape(-1), module.bias])
                    row(session, seed, call, "FLOAT", values.shape, values)
                    continue
                call, fill = what(pick)
                shapes = SMALL + LARGE
                if what in (xavier, kaiming, orthogonal):
                    shapes = [s for s in shapes if len(s) > 1]
                if what is sparse:
                    shapes = [s for s in shapes if len(s) == 2]
                if what is orthogonal:
                    kind = pick.choice(["FLOAT", "DOUBLE"])
                    shapes = [s for s in shapes if math.prod(s) < 20000]
                shape = pick.choice(shapes)
                tensor = torch.empty(shape, dtype=FLOATS[kind])
                fill(tensor)
                row(session, seed, call, kind, shape, tensor)
            row(session, seed, "uniform(low=0.0, high=1.0)", "FLOAT", (1,), torch.empty(1).uniform_())
            state = zlib.crc32(torch.get_rng_state().numpy().tobytes())
            print(f"{session};{seed};state;BYTES;;{state:08x};")


if __name__ == "__main__":
    if torch.__version__.split("+")[0] != "2.13.0":
        sys.exit("this script requires torch 2.13.0")
    main()
