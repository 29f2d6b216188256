"""Oracle of src/metrics/experiments/compare-means.ts where ab.json is silent: far from 0, unequal, tiny, huge.

Run in test/golden: python3 welch.py > welch.json (mpmath 1.3.0, 60 digits, exact means and variances of the doubles)
Sample 1 is our treatment, sample 2 our control.
"""
import json
from fractions import Fraction
import mpmath as mp

mp.mp.dps = 60


def two_sided(t, df):
    return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def quantile(level, df):
    """t whose two-sided tail is 1 - level."""
    alpha = 1 - mp.mpf(level)
    low, high = mp.mpf(0), mp.mpf(10)
    while two_sided(high, df) > alpha:
        high *= 10
    for _ in range(180):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle, df) > alpha else (low, middle)
    return low


def summary(values):
    exact = [Fraction(v) for v in values]
    n = len(exact)
    mean = sum(exact) / n
    variance = sum((v - mean) ** 2 for v in exact) / (n - 1)
    return n, mp.mpf(mean.numerator) / mean.denominator, mp.mpf(variance.numerator) / variance.denominator


def given(arm):
    return arm["n"], mp.mpf(arm["mean"]), mp.mpf(arm["standardDeviation"]) ** 2


def number(x):
    return float(x)


offset = [4, 7, 13, 16, 9, 11]
CASES = [
    ("two against two", [1.5, 2.5], [7.25, 4.75]),
    ("two against forty", [0.0, 1.0], [i % 7 + 0.1 for i in range(40)]),
    ("far from zero", [1e9 + v for v in offset], [1e9 + v + 1 for v in [4, 7, 13, 16]]),
    ("very far from zero", [1e12 + v for v in offset], [1e12 + v - 3 for v in [5, 5, 6, 7, 3]]),
    ("one arm constant", [3.0, 3.0, 3.0], [1.0, 2.0, 4.0, 2.5]),
    ("one arm constant in decimals", [0.1] * 12, [0.1, 0.3, 0.2, 0.7]),
    ("negative baseline", [-5.0, -3.5, -4.25, -6.0], [-8.0, -9.5, -7.0, -8.25, -9.0]),
    ("tiny values", [v * 1e-140 for v in offset], [v * 1e-140 for v in [1, 2, 3, 7]]),
    ("huge values", [v * 1e140 for v in offset], [v * 1e140 for v in [1, 2, 3, 7]]),
    ("spreads a million apart", [v * 1e6 for v in offset], [1.0, 2.0, 4.0]),
    ("summaries", {"n": 40, "mean": 4.5, "standardDeviation": 0.8}, {"n": 25, "mean": 4.25, "standardDeviation": 1.1}),
    ("large summaries", {"n": 10**6, "mean": 4.21, "standardDeviation": 0.9},
     {"n": 2 * 10**6, "mean": 4.2, "standardDeviation": 0.95}),
    ("a p-value of 1e-200", {"n": 10000, "mean": 4.5, "standardDeviation": 0.9},
     {"n": 12000, "mean": 4.1, "standardDeviation": 1.0}),
    ("summaries of opposite sign", {"n": 3, "mean": -2.5, "standardDeviation": 4.0},
     {"n": 5, "mean": 2.5, "standardDeviation": 0.25}),
]

cases = []
for name, treatment, control in CASES:
    n1, m1, v1 = given(treatment) if isinstance(treatment, dict) else summary(treatment)
    n2, m2, v2 = given(control) if isinstance(control, dict) else summary(control)
    a, b = v1 / n1, v2 / n2
    error = mp.sqrt(a + b)
    df = (a + b) ** 2 / (a * a / (n1 - 1) + b * b / (n2 - 1))
    difference = m1 - m2
    t = difference / error
    cases.append({
        "name": name, "treatment": treatment, "control": control,
        "difference": number(difference), "standardError": number(error), "statistic": number(t),
        "degreesOfFreedom": number(df), "pValue": number(two_sided(t, df)),
        "intervals": {l: [number(difference - quantile(l, df) * error), number(difference + quantile(l, df) * error)]
                      for l in ("0.9", "0.95", "0.99")},
    })
print("{\n\"_note\": \"made by welch.py; sample 1 is our treatment\",\n\"software\": \"mpmath %s\",\n\"cases\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
