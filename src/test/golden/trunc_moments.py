"""Computes the means and standard deviations of normal variables truncated to [a, b], in 60-digit arithmetic.

    python3 trunc_moments.py > ../resources/io/github/nd4jinit/trunc_moments.csv

Python 3.11, mpmath 1.3.0.
"""
from mpmath import mp, mpf, exp, quad, sqrt

mp.dps = 60
CASES = [
    (0, 1, -2, 2),
    (0, 1, -1e-20, 1e-20),
    (0, 1, 0.1, 0.1 + 1e-9),
    (0, 1, 0.1, 0.1001),
    (0, 1, 1, 5),
    (0, 1, 7, 9),
    (0, 1, 30, 30.001),
    (0, 1, 35, 60),
    (1, 0.5, -9, -5),
    (0.5, 2, -1, 7),
    (100, 10, -1e-3, 1e-3),
    (0, 1e-200, -1, 1),
    (0, 1e-310, -1, 1),
    (5, 1e300, -1, 1),
    (0, 1, -20, 1e300),
]

print("# mean, std, a, b, mean and std of the truncated variable; computed by src/test/golden/trunc_moments.py")
print("# with Python 3.11, mpmath 1.3.0")
for mean, std, a, b in CASES:
    m, s = mpf(mean), mpf(std)
    alpha, beta = (mpf(a) - m) / s, (mpf(b) - m) / s
    peak = max(alpha, min(beta, mpf(0)))
    reach = 200 / (abs(peak) + sqrt(peak**2 + 200))
    low, high = max(alpha, peak - reach), min(beta, peak + reach)
    points = [low + (high - low) * i / 16 for i in range(17)]

    def moment(k):
        return quad(lambda z: (z - peak) ** k * exp(-(z - peak) * (z + peak) / 2), points)

    shift = moment(1) / moment(0)
    variance = moment(2) / moment(0) - shift**2
    print(f"{mean!r}, {std!r}, {a!r}, {b!r}, {mp.nstr(m + s * (peak + shift), 17)}, {mp.nstr(s * sqrt(variance), 17)}")
