"""Oracle of src/numerics/studentized-range.ts and src/numerics/dunnett.ts: upper tails.

Run in test/golden: python3 many-comparisons.py > many-comparisons.json (mpmath, some minutes)
The probability that nothing is rejected is integrated by the trapezoidal rule, whose error falls exponentially for
these integrands, and taken from 1 with digits to spare; every value comes from two step sizes, which must agree.
"""
import json
import sys
sys.path.pop(0)  # random.py of this folder is not Python's
import mpmath as mp

STEPS = (mp.mpf(1), mp.mpf(8) / 11)
NONE = "Infinity"


def normal_cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def density(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def averaged(inner, t, df, step):
    """Mean of inner(t s) where df s^2 is chi-squared, over u = ln s."""
    if df == NONE:
        return inner(mp.mpf(t))
    df = mp.mpf(df)
    log_constant = mp.log(2) + (df / 2) * mp.log(df / 2) - mp.loggamma(df / 2)
    h = step / mp.sqrt(160 + 10 * df)
    total = mp.mpf(0)
    for direction in (1, -1):
        u = mp.mpf(0) if direction == 1 else -h
        while True:
            weight = mp.exp(log_constant + df * u - df * mp.exp(2 * u) / 2)
            if weight < mp.mpf(10) ** (-mp.mp.dps + 5):
                break
            total += weight * inner(mp.mpf(t) * mp.exp(u))
            u += direction * h
    return total * h


def range_tail(q, k, df, step):
    """Tail of the range of k normal values: the smallest is at z, the others lie within w above it."""
    h = step / 10
    reach = int(mp.sqrt(2 * mp.mp.dps * mp.log(10)) / h)
    zs = [i * h for i in range(-reach, reach + 1)]
    parts = [(z, density(z), normal_cdf(z)) for z in zs]

    def beyond(w):
        return 1 - k * h * sum(f * (normal_cdf(z + w) - p) ** (k - 1) for z, f, p in parts)

    return averaged(beyond, q, df, step)


def dunnett_tail(t, ratios, df, step):
    """Tail of the largest |t| of arms that are so many times as large as control, given control's mean."""
    ratios = [mp.mpf(r) for r in ratios]
    tight = 1 / mp.sqrt(1 + max(ratios))
    h = step * min(mp.mpf(1) / 10, tight / 6)
    reach = int(mp.sqrt(2 * mp.mp.dps * mp.log(10)) / h)
    alike = {r: ratios.count(r) for r in ratios}

    def beyond(w):
        total = mp.mpf(0)
        for i in range(reach + 1):
            y = i * h
            inside = density(y) * (1 if i == 0 else 2)
            for r, count in alike.items():
                a, b = mp.sqrt(r), mp.sqrt(1 + r)
                inside *= (normal_cdf(a * y + b * w) - normal_cdf(a * y - b * w)) ** count
            total += inside
        return 1 - total * h

    return averaged(beyond, t, df, step)


def both(tail, *arguments):
    one, two = (tail(*arguments, step) for step in STEPS)
    assert abs(one - two) <= mp.mpf(10) ** -18 * abs(one), (arguments, one, two)
    return mp.nstr(two, 17)


RANGE = [
    (0.01, 3, 20), (0.5, 2, 4), (1, 10, 30), (3, 3, 4), (3.5, 3, 27), (3.5, 3, NONE), (4.2, 5, 10), (4.5, 11, 100),
    (5, 20, 19), (5, 20, NONE), (5.5, 50, 1000), (6, 100, 1e5), (8, 4, 60), (10, 3, 12), (12, 11, 200), (13, 6, NONE),
    (20, 3, 5), (30, 2, 2), (40, 10, 11), (100, 3, 3), (5, 4, 1e9),
]
DEEP_RANGE = [(25, 4, NONE), (40, 3, 300)]
SIX = [0.4, 0.7, 1, 1.01, 1.5, 2]
DUNNETT = [
    (0.01, [1, 1], 20), (0.7, [1], 4), (1, [1] * 9, 30), (2.2, [1, 1], 3), (2.35, [1, 1, 1], 40),
    (2.35, [1, 1, 1], NONE), (2.5, SIX, 50), (2.5, SIX, NONE), (2.6, [1] * 10, 1e5), (3, [1] * 50, 1000),
    (2.4, [0.01, 0.1, 1], 25), (2.4, [1, 4, 9], 30), (2.4, [1, 60], NONE), (2.4, [1, 900], NONE),
    (3, [5000, 9000, 9001], NONE), (9, [5000, 9000], NONE), (6, [100, 1, 0.01], 80), (5, SIX, 200), (7, [1, 1, 1], 100),
    (8, [1, 2], NONE), (12, [0.5, 1, 3], 12), (60, [1, 1], 3), (2.6, [1] * 4, 1e9),
]
DEEP_DUNNETT = [(15, [1, 1, 2], NONE), (30, [1, 2], 300)]


def rows(name, tail, shallow, deep):
    lines = []
    for digits, cases in ((40, shallow), (150, deep)):
        mp.mp.dps = digits
        lines += [json.dumps([t, second, df, both(tail, t, second, df)]) for t, second, df in cases]
    return '"%s": [\n%s\n]' % (name, ",\n".join(lines))


print('{\n"_note": "made by many-comparisons.py: statistic, number of means or sizes of the arms over that of control, '
      'degrees of freedom, upper tail",\n"software": "mpmath %s",' % mp.__version__)
print(rows("studentizedRangeUpper", range_tail, RANGE, DEEP_RANGE) + ",")
print(rows("dunnettUpper", dunnett_tail, DUNNETT, DEEP_DUNNETT) + "\n}")
