"""Fills tensors with torch on request. The Java benchmarks start this script with -Dbench.torch=PYTHON, so that torch and
this library take turns in one run:

    pip install torch==2.13.0
    mvn -q -Pbench -Dbench.torch=python

The first line of the output describes torch. Then the script answers each line of the input, for example

    normal 4096 4096 float32

with the time of the fill in seconds. It runs the fill once, or repeatedly until MINIMUM nanoseconds have passed, and then
prints the mean. MINIMUM is the only argument; the Java benchmarks use the same minimum for their own calls.
"""

import functools
import sys
import time

import torch

FILLS = {
    "uniform": torch.nn.init.uniform_,
    "normal": torch.nn.init.normal_,
    "truncated_normal": lambda w: torch.nn.init.trunc_normal_(w, 0, 1, -2, 2),
    "constant": lambda w: torch.nn.init.constant_(w, 0.3),
    "zeros": torch.nn.init.zeros_,
    "sparse": lambda w: torch.nn.init.sparse_(w, 0.9),
    "kaiming_normal": torch.nn.init.kaiming_normal_,
    "xavier_uniform": torch.nn.init.xavier_uniform_,
    "orthogonal": torch.nn.init.orthogonal_,
}


def description():
    blas = next(
        setting.split("=")[1] for setting in torch.__config__.show().split(", ") if setting.startswith("LAPACK_INFO=")
    )
    vectors = torch.backends.cpu.get_cpu_capability()
    return f"torch {torch.__version__}, {torch.get_num_threads()} threads, BLAS {blas}, {vectors}"


@functools.lru_cache(maxsize=4)
def tensor(rows, columns, dtype):
    return torch.zeros(rows, columns, dtype=getattr(torch, dtype))


def seconds(fill, w, minimum):
    start = time.perf_counter_ns()
    calls = 0
    elapsed = 0
    while calls == 0 or elapsed < minimum:
        fill(w)
        calls += 1
        elapsed = time.perf_counter_ns() - start
    return elapsed / calls / 1e9


def main():
    minimum = int(sys.argv[1])
    print(description(), flush=True)
    for line in sys.stdin:
        name, rows, columns, dtype = line.split()
        print(seconds(FILLS[name], tensor(int(rows), int(columns), dtype), minimum), flush=True)


if __name__ == "__main__":
    main()
