#!/usr/bin/env python3
"""Fits the coefficients of the normal quantile and of the natural logarithm.

Prints Java hexadecimal floating-point literals, lowest power first. Requires
mpmath, numpy and scipy (scipy only for starting values). Takes about a minute.

Every fit is a rational function P/Q with minimax relative error, computed by
the Remez exchange algorithm in 40-digit arithmetic, with Newton's method for
the leveled equations. P and Q have a common scale factor, which is arbitrary.
After the fit, it is set to the candidate value for which rounding the
coefficients to float or double increases the error least.
"""
import numpy as np
from mpmath import (mp, mpf, atanh, ellipfun, ellipk, erfc, exp, floor, ldexp,
                    log, lu_solve, matrix, pi, sqrt)
from scipy.special import ndtri, ndtri_exp

mp.dps = 40
POINTS = 401


# ---- reference values ------------------------------------------------------

def upper_tail(x):
    return erfc(x / sqrt(mpf(2))) / 2


def polish(z, p):
    """Performs one Halley step towards upper_tail(z) = p."""
    e = (upper_tail(z) - p) / (exp(-z * z / 2) / sqrt(2 * pi))
    return z + e / (1 - e * z / 2)


def quantile_over_q(q):
    """Returns z / q, where z is the normal quantile of 1/2 + q."""
    if q == 0:
        return sqrt(2 * pi)
    z = mpf(float(-ndtri(0.5 - float(q))))
    return polish(polish(z, mpf(1) / 2 - q), mpf(1) / 2 - q) / q


def tail_quantile(r):
    """Returns z > 0 whose upper tail probability is exp(-r * r / 2)."""
    lp = -r * r / 2
    z = mpf(float(-ndtri_exp(float(lp))))
    return polish(polish(z, exp(lp)), exp(lp))


# ---- Remez exchange --------------------------------------------------------

def grid(a):
    """Returns points of [a, 1] in the equilibrium distribution for a branch cut (-inf, 0]."""
    m = 1 - mpf(a)
    k, dn = ellipk(m), ellipfun('dn')
    xs = [dn(k * i / (POINTS - 1), m=m) ** 2 for i in range(POINTS)]
    return [mpf(1)] + xs[1:-1] + [mpf(a)]


def horner(c, x):
    r = c[-1]
    for a in reversed(c[:-1]):
        r = r * x + a
    return r


def affine(c, mid, half):
    """Returns the coefficients in x of the polynomial c in (x - mid) / half."""
    r = [mpf(0)]
    for a in reversed(c):
        n = [mpf(0)] * (len(r) + 1)
        for i, v in enumerate(r):
            n[i + 1] += v / half
            n[i] -= mid * v / half
        n[0] += a
        r = n
    return r[:len(c)]


def extrema(err):
    out, j = [], 0
    while j < len(err):
        s, best = err[j] > 0, j
        while j < len(err) and (err[j] > 0) == s:
            if abs(err[j]) > abs(err[best]):
                best = j
            j += 1
        out.append(best)
    return out


def trim(ext, err, n):
    while len(ext) > n:
        k = min(range(len(ext) - 1),
                key=lambda k: max(abs(err[ext[k]]), abs(err[ext[k + 1]])))
        if len(ext) == n + 1:
            ext.pop(0 if abs(err[ext[0]]) < abs(err[ext[-1]]) else -1)
        elif k == 0:
            ext.pop(0)
        elif k == len(ext) - 2:
            ext.pop()
        else:
            del ext[k:k + 2]
    return ext


def remez(xs, fs, ws, m, n):
    """Returns P and Q of degrees m and n that minimize max |P/Q - f| * w over the grid."""
    size = m + n + 2
    mid, half = (xs[0] + xs[-1]) / 2, abs(xs[0] - xs[-1]) / 2
    ys = [(x - mid) / half for x in xs]

    def solve(rows, goals, extra=None):
        a = matrix(len(rows), len(rows))
        for i, (j, f) in enumerate(zip(rows, goals)):
            for k in range(m + 1):
                a[i, k] = ys[j] ** k
            for k in range(1, n + 1):
                a[i, m + k] = -f * ys[j] ** k
            if extra:
                a[i, size - 1] = extra[i]
        s = lu_solve(a, matrix(goals))
        return list(s[:m + 1]), [mpf(1)] + list(s[m + 1:m + n + 1]), s[len(rows) - 1]

    nodes = [round((i + 0.5) * (POINTS - 1) / (size - 1)) for i in range(size - 1)]
    p, q, _ = solve(nodes, [fs[j] for j in nodes])
    best, e = None, None
    for _ in range(15):
        qv = [horner(q, y) for y in ys]
        err = [(horner(p, y) / v - f) * w for y, v, f, w in zip(ys, qv, fs, ws)]
        top = max(map(abs, err))
        if min(qv) > 0 and (best is None or top < best[0]):
            best = top, p, q
        ref = extrema(err)
        if len(ref) < size or (e is not None and top < abs(e) * mpf('1.002')):
            break
        ref = trim(ref, err, size)
        sign = [(1 if err[ref[0]] > 0 else -1) * (-1) ** i for i in range(size)]
        e = sum(abs(err[j]) for j in ref) / size if e is None else abs(e)
        for _ in range(12):
            old = q
            goals = [fs[j] + g * e / ws[j] for g, j in zip(sign, ref)]
            p, q, d = solve(ref, goals, [-g * horner(old, ys[j]) / ws[j]
                                         for g, j in zip(sign, ref)])
            e += d
            if abs(d) < abs(e) * mpf('1e-4'):
                break
    top, p, q = best
    return affine(p, mid, half), affine(q, mid, half), top


# ---- rounding and printing -------------------------------------------------

def wide(values):
    return np.array([np.longdouble(mp.nstr(v, 25)) for v in values])


def round_scaled(p, q, xs, fs, ws, dtype, tries=4000):
    x, f, w = wide(xs), wide(fs), wide(ws)
    pw, qw = wide(p), wide(q)

    def measure(lam):
        a = [np.longdouble(dtype(v)) for v in pw * lam]
        b = [np.longdouble(dtype(v)) for v in qw * lam]
        return np.max(np.abs(horner(a, x) / horner(b, x) - f) * w), a, b

    base = 1 / qw[0]
    best = min((measure(base * np.longdouble(2) ** (np.longdouble(i) / tries))
                for i in range(tries)), key=lambda t: t[0])
    return best


def literal(v, dtype):
    s = float(v).hex().replace('0000000p', 'p').rstrip()
    mant, ex = s.split('p')
    if '.' in mant:
        mant = mant.rstrip('0')
        mant += '0' if mant.endswith('.') else ''
    return mant + 'p' + ex + ('f' if dtype is np.float32 else '')


def show(name, top, rounded, groups, dtype):
    print('%s: minimax %.3g, rounded %.3g' % (name, top, rounded))
    for label, c in groups:
        print('  %s = {%s}' % (label, ', '.join(literal(v, dtype) for v in c)))
    print(flush=True)


def rational(name, xs, fs, ws, m, n, dtype):
    p, q, top = remez(xs, fs, ws, m, n)
    r, a, b = round_scaled(p, q, xs, fs, ws, dtype)
    show('%s (%d,%d)' % (name, m, n), top, r, [('P', a), ('Q', b)], dtype)


def central(tail_probability, m, n, dtype):
    """Fits z = 2 x + x (c - w + (1 - w) P(w) / Q(w)), where x = 2 u - 1, w = sqrt(1 - x x) and c = sqrt(pi / 2) - 1.

    The terms are chosen for small rounding errors: 2 x is exact, c - w is exact or small, the fraction is less than
    1.2, and its factor is small where the polynomials are inaccurate.
    """
    bound = 1 - 2 * mpf(tail_probability)
    ws = grid(sqrt(1 - bound * bound))
    xs = [sqrt(1 - w * w) for w in ws]
    rs = [quantile_over_q(x / 2) / 2 for x in xs]
    c = sqrt(pi / 2)
    fs = [(r - c) / (1 - w) - 1 if x else c * pi / 6 - 1 for x, r, w in zip(xs, rs, ws)]
    weights = [max(1 - w, mpf('2e-3')) / r for r, w in zip(rs, ws)]
    rational('central, tail probability %s, %s' % (tail_probability, dtype.__name__),
             ws, fs, weights, m, n, dtype)


def tail(lo, hi, m, n):
    """Fits z = r - P(r) / Q(r), where r = sqrt(-2 log p)."""
    xs = [mpf(hi) * x for x in grid(mpf(lo) / mpf(hi))]
    zs = [tail_quantile(x) for x in xs]
    rational('tail r %s..%s' % (lo, hi), xs, [x - z for x, z in zip(xs, zs)],
             [1 / z for z in zs], m, n, np.float64)


def logarithm(degree):
    """Fits log m = 2 f + f t L(t), where f = (m - 1) / (m + 1) and t = f f."""
    f1 = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)
    xs = [1 - x for x in grid(1 - f1 * f1)]
    xs[0] = mpf('1e-12')
    fs = [2 * (atanh(sqrt(x)) / sqrt(x) - 1) / x for x in xs]
    p, _, top = remez(xs, fs, [1 / f for f in fs], degree, 0)
    show('log, L of degree %d' % degree, top, 0, [('L', p)], np.float64)
    hi = ldexp(floor(ldexp(log(mpf(2)), 40)), -40)
    show('log 2', 0, 0, [('hi, lo', [hi, log(mpf(2)) - hi])], np.float64)


if __name__ == '__main__':
    central(2.0 ** -11, 5, 5, np.float32)
    central(2.0 ** -11, 11, 11, np.float64)
    show('sqrt(pi / 2) - 1', 0, 0, [('float', [np.float32(sqrt(pi / 2) - 1)])], np.float32)
    show('sqrt(pi / 2) - 1', 0, 0, [('double', [sqrt(pi / 2) - 1])], np.float64)
    tail('2.7', '37.25', 10, 10)
    logarithm(7)
