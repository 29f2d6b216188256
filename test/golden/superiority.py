"""Oracle of brunnerMunzel, probabilityOfSuperiority and cliffsDelta.

Run in test/golden: python3 superiority.py > superiority.json
Share of pairs, placements and variances are counted pair by pair in exact fractions; p-values and quantiles are mpmath's,
checked against scipy's brunnermunzel.
"""
import json
import sys
from fractions import Fraction
sys.path.pop(0)  # random.py of this folder is not Python's
import random
import mpmath as mp
import numpy
import scipy
from scipy.stats import brunnermunzel

mp.mp.dps = 40
random.seed(20240229)


def placement(value, other):
    """Weight of the other arm below a value, ties counting a half, over all of its weight."""
    total = sum(w for _, w in other)
    return sum(w * (Fraction(1) if v < value else Fraction(1, 2) if v == value else 0) for v, w in other) / total


def variance(control, treatment):
    """Share of pairs, and the variance and degrees of freedom of Brunner and Munzel, of weighted answers."""
    parts = []
    for own, other in ((control, treatment), (treatment, control)):
        n = sum(w for _, w in own)
        places = [(placement(v, other), w) for v, w in own]
        mean = sum(p * w for p, w in places) / n
        parts.append((sum(w * (p - mean) ** 2 for p, w in places) / (n - 1) / n, n, mean))
    (vc, nc, _), (vt, nt, share) = parts
    total = vc + vt
    df = total**2 / (vc**2 / (nc - 1) + vt**2 / (nt - 1)) if total else nc + nt - 2
    return share, total, df


def two_sided(t, df):
    return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def quantile(level, df):
    alpha = 1 - mp.mpf(level)
    low, high = mp.mpf(0), mp.mpf(10)
    while two_sided(high, df) > alpha:
        high *= 10
    for _ in range(140):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle, df) > alpha else (low, middle)
    return low


def real(x):
    return mp.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mp.mpf(x)


def interval(control, treatment, level):
    both = control + treatment
    ends = [(min(both), Fraction(1, 2)), (max(both), Fraction(1, 2))]
    own = [[(v, Fraction(1)) for v in arm] for arm in (control, treatment)]
    share = variance(*own)[0]
    smooth_share, smooth_variance, df = variance(own[0] + ends, own[1] + ends)
    size = smooth_share * (1 - smooth_share) / smooth_variance if smooth_variance else min(len(control), len(treatment))
    p, m, t = real(share), real(size), quantile(level, real(df))
    centre = (p * m + t * t / 2) / (m + t * t)
    half = t / (m + t * t) * mp.sqrt(p * (1 - p) * m + t * t / 4)
    return [float(centre - half), float(centre + half)]


def ratings(n, weights):
    return random.choices(range(1, len(weights) + 1), weights, k=n)


SATISFIED, MIXED = [5, 5, 10, 30, 50], [10, 20, 30, 25, 15]
CASES = [
    ("ratings, 5 and 5", [1, 2, 4, 4, 5], [3, 4, 5, 5, 5]),
    ("ratings, 12 and 20", ratings(12, SATISFIED), ratings(20, MIXED)),
    ("ratings, 60 and 45", ratings(60, MIXED), ratings(45, SATISFIED)),
    ("ratings 0-10", ratings(30, [20, 5, 6, 6, 6, 10, 8, 9, 10, 8, 12]), ratings(40, [5, 2, 2, 3, 3, 8, 6, 12, 20, 15, 24])),
    ("one arm constant", [3, 3, 3, 3], [1, 3, 4, 5, 5]),
    ("nearly separated", [1, 2, 3, 3, 4], [4, 5, 6, 7, 8, 9]),
    ("two against two", [1, 3], [2, 4]),
    ("decimals", [round(random.gauss(0, 1), 4) for _ in range(15)], [round(random.gauss(0.5, 3), 4) for _ in range(9)]),
    ("no difference", [1, 2, 3, 4], [1, 2, 3, 4]),
    ("mostly ones", [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1], [3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4]),
]
SEPARATED = [([1, 2, 2], [4, 5, 5]), ([7, 8, 9, 9], [1, 2]), ([1] * 30, [2] * 20), ([5, 5], [5, 5, 5])]

cases = []
for name, control, treatment in CASES:
    share, error, df = variance([(v, Fraction(1)) for v in control], [(v, Fraction(1)) for v in treatment])
    test = brunnermunzel(control, treatment)
    statistic = (real(share) - mp.mpf(1) / 2) / mp.sqrt(real(error))
    two = two_sided(statistic, real(df)) if statistic else mp.mpf(1)
    upper = two / 2 if statistic > 0 else 1 - two / 2
    # scipy takes its p-value from 1, which costs small ones their digits
    assert abs(test.statistic - statistic) < 1e-12 * (1 + abs(statistic)) and abs(test.pvalue - two) < 1e-14
    cases.append({
        "name": name, "control": control, "treatment": treatment, "superiority": float(share),
        "standardError": float(mp.sqrt(real(error))), "statistic": float(statistic), "degreesOfFreedom": float(df),
        "pValue": {"two-sided": float(two), "greater": float(upper), "less": float(1 - upper if statistic else upper)},
        "intervals": {level: interval(control, treatment, level) for level in ("0.8", "0.95", "0.99")},
    })
separated = [{"control": c, "treatment": t, "intervals": {level: interval(c, t, level) for level in ("0.8", "0.95", "0.99")}}
             for c, t in SEPARATED]
print("{\n\"_note\": \"made by superiority.py\",\n\"software\": \"scipy %s, numpy %s, mpmath %s\",\n\"cases\": ["
      % (scipy.__version__, numpy.__version__, mp.__version__))
print(",\n".join(json.dumps(case) for case in cases))
print("],\n\"separated\": [")
print(",\n".join(json.dumps(case) for case in separated))
print("]\n}")
