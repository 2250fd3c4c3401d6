"""Times torch's fills of a FLOAT matrix of 4096 x 4096, and its orthogonal matrices, on the CPU. The table of the Java
benchmarks compares this library with these times.

    pip install torch==2.13.0
    python src/bench/torch_bench.py > target/torch.csv
    mvn -q -Pbench -Dbench.torch=target/torch.csv

The fills are timed alternately. Each time is the median of ROUNDS rounds, in nanoseconds. The number of threads is torch's
default, and then one. Run this script on the same machine and under the same load as the Java benchmarks.
"""

import statistics
import time

import torch

SIDE = 4096
ROUNDS = 7

FILLS = {
    "uniform": torch.nn.init.uniform_,
    "normal": torch.nn.init.normal_,
    "truncated_normal": lambda w: torch.nn.init.trunc_normal_(w, 0, 1, -2, 2),
    "constant": lambda w: torch.nn.init.constant_(w, 0.3),
    "zeros": torch.nn.init.zeros_,
    "sparse": lambda w: torch.nn.init.sparse_(w, 0.9),
    "kaiming_normal": torch.nn.init.kaiming_normal_,
}

ORTHOGONAL_SHAPES = [(64, 64), (256, 256), (512, 512), (2048, 2048), (4096, 512), (512, 4096)]


def nanoseconds(fill, w):
    start = time.perf_counter_ns()
    fill(w)
    return time.perf_counter_ns() - start


def main():
    calls = [(name, fill, torch.empty(SIDE, SIDE)) for name, fill in FILLS.items()]
    calls += [("orthogonal", torch.nn.init.orthogonal_, torch.empty(shape)) for shape in ORTHOGONAL_SHAPES]
    print("fill,rows,columns,threads,median_ns")
    for threads in sorted({torch.get_num_threads(), 1}, reverse=True):
        torch.set_num_threads(threads)
        rounds = [[nanoseconds(fill, w) for _, fill, w in calls] for _ in range(1 + ROUNDS)]
        for i, (name, _, w) in enumerate(calls):
            median = statistics.median(times[i] for times in rounds[1:])  # the first round is a warm-up
            print(f"{name},{w.shape[0]},{w.shape[1]},{threads},{median:.0f}")


if __name__ == "__main__":
    main()
