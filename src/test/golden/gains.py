"""Computes gains 1/sqrt(E[f(z)^2]), z ~ N(0, 1), by tanh-sinh quadrature in 40-digit arithmetic.

    python3 gains.py > ../resources/io/github/nd4jinit/gains.csv

Python 3.11, mpmath 1.3.0.
"""
from mpmath import mp, mpf, quad, exp, sqrt, pi, tanh, sin, log, ncdf, inf

mp.dps = 40
LAMBDA = mpf("1.0507009873554804934193349852946")
ALPHA = mpf("1.6732632423543772848170429916717")


def sigmoid(z):
    return 1 / (1 + exp(-z))


def softplus(z):
    return log(1 + exp(z))


def elu(z, alpha=1):
    return z if z > 0 else alpha * (exp(z) - 1)


def clip(z, low, high):
    return max(low, min(high, z))


# each function and the points where it has kinks
FUNCTIONS = {
    "relu": (lambda z: max(mpf(0), z), [0]),
    "relu6": (lambda z: clip(z, mpf(0), mpf(6)), [0, 6]),
    "relu_squared": (lambda z: max(mpf(0), z) ** 2, [0]),
    "gelu": (lambda z: z * ncdf(z), [0]),
    "gelu_tanh": (lambda z: z / 2 * (1 + tanh(sqrt(2 / pi) * (z + mpf("0.044715") * z**3))), [0]),
    "silu": (lambda z: z * sigmoid(z), [0]),
    "mish": (lambda z: z * tanh(softplus(z)), [0]),
    "elu": (elu, [0]),
    "selu_exact": (lambda z: LAMBDA * elu(z, ALPHA), [0]),
    "tanh_exact": (tanh, [0]),
    "sigmoid_exact": (sigmoid, [0]),
    "softplus": (softplus, [0]),
    "hardswish": (lambda z: z * clip(z + 3, mpf(0), mpf(6)) / 6, [-3, 0, 3]),
    "hardsigmoid": (lambda z: clip(z + 3, mpf(0), mpf(6)) / 6, [-3, 0, 3]),
    "hardtanh": (lambda z: clip(z, mpf(-1), mpf(1)), [-1, 0, 1]),
    "softsign": (lambda z: z / (1 + abs(z)), [0]),
    "sin": (sin, [0]),
}

print("# name, 1/sqrt(E[f(z)^2]); computed by src/test/golden/gains.py with Python 3.11, mpmath 1.3.0")
for name, (f, kinks) in FUNCTIONS.items():
    points = sorted({-40, -20, -10, -5, *kinks, 5, 10, 20, 40})
    moment = quad(lambda z: f(z) ** 2 * exp(-z * z / 2) / sqrt(2 * pi), points)
    print(f"{name}, {mp.nstr(1 / sqrt(moment), 17)}")
