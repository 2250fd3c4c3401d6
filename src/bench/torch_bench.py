"""Times torch's fills of FLOAT 4096 x 4096 on the CPU, for the benchmarks' table to compare with.

    pip install torch==2.13.0
    python src/bench/torch_bench.py > target/torch.csv
    mvn -q -Pbench -Dbench.torch=target/torch.csv

The fills take turns; each time is the median of so many rounds, in nanoseconds. The threads are all that torch takes by
itself, then one. Run it on the machine, and under the load, that the Java benchmarks run on.
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


def nanoseconds(fill, w):
    start = time.perf_counter_ns()
    fill(w)
    return time.perf_counter_ns() - start


def main():
    w = torch.empty(SIDE, SIDE)
    print("fill,side,threads,median_ns")
    for threads in sorted({torch.get_num_threads(), 1}, reverse=True):
        torch.set_num_threads(threads)
        rounds = [{name: nanoseconds(fill, w) for name, fill in FILLS.items()} for _ in range(1 + ROUNDS)]
        for name in FILLS:
            median = statistics.median(times[name] for times in rounds[1:])  # the first is to warm up
            print(f"{name},{SIDE},{threads},{median:.0f}")


if __name__ == "__main__":
    main()
