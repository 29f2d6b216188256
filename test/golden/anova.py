"""Oracle of anova and welchAnova: sums of squares in exact fractions, p-values in 50 digits, checked against R.

Run in test/golden: python3 anova.py > anova.json (needs Rscript for the check)
"""
import json
import subprocess
from fractions import Fraction
import mpmath as mp

mp.mp.dps = 50


def real(x):
    return mp.mpf(x.numerator) / x.denominator


def f_upper(f, d1, d2):
    return mp.betainc(d2 / mp.mpf(2), d1 / mp.mpf(2), 0, d2 / (d2 + d1 * f), regularized=True)


def reckon(groups):
    exact = [[Fraction(v) for v in values] for values in groups.values()]
    sizes = [len(v) for v in exact]
    means = [sum(v) / len(v) for v in exact]
    squares = [sum((x - m) ** 2 for x in v) for v, m in zip(exact, means)]
    n, k = sum(sizes), len(sizes)
    grand = sum(m * s for m, s in zip(means, sizes)) / n
    between = sum(s * (m - grand) ** 2 for m, s in zip(means, sizes))
    within = sum(squares)
    residual = within / (n - k)
    f = between / (k - 1) / residual
    result = {
        "n": n, "means": [float(m) for m in means], "between": float(between), "within": float(within), "statistic": float(f),
        "degreesOfFreedom": [k - 1, n - k], "pValue": float(f_upper(real(f), k - 1, n - k)),
        "etaSquared": float(between / (between + within)),
        "omegaSquared": max(0.0, float((between - (k - 1) * residual) / (between + within + residual))),
    }
    if min(sizes) > 1:
        weights = [s * (s - 1) / q for s, q in zip(sizes, squares)]
        total = sum(weights)
        centre = sum(w * m for w, m in zip(weights, means)) / total
        spread = sum((1 - w / total) ** 2 / (s - 1) for w, s in zip(weights, sizes)) / (k * k - 1)
        welch = sum(w * (m - centre) ** 2 for w, m in zip(weights, means)) / (k - 1) / (1 + 2 * (k - 2) * spread)
        df = 1 / (3 * spread)
        result["welch"] = {"statistic": float(welch), "degreesOfFreedom": [k - 1, float(df)],
                           "pValue": float(f_upper(real(welch), k - 1, real(df)))}
    return result


def check_with_r(groups, result):
    """R's own answers, where its digits suffice."""
    values = ",".join(repr(v) for g in groups.values() for v in g)
    labels = ",".join(str(i) for i, g in enumerate(groups.values()) for _ in g)
    code = ("x<-c(%s);g<-factor(c(%s));f<-function(e){o<-oneway.test(x~g,var.equal=e);"
            "cat(sprintf('%%.17g %%.17g\\n',o$statistic,o$p.value))};f(TRUE);f(FALSE)") % (values, labels)
    out = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True).stdout.split("\n")
    equal, welch = ([float(v) for v in line.split()] for line in out[:2])
    for ours, theirs in ((result, equal), (result.get("welch"), welch)):
        if ours is not None:
            assert abs(ours["statistic"] / theirs[0] - 1) < 1e-10 and abs(ours["pValue"] / theirs[1] - 1) < 1e-9


SMALL = {"north": [6, 8, 4, 5, 3, 4], "south": [8, 12, 9, 11, 6, 8], "west": [13, 9, 11, 8, 7, 12]}
CASES = [
    ("three groups", SMALL, True),
    ("two groups", {"a": [1.5, 2.25, 3.75, 4.5], "b": [2.5, 6.125, 7.25]}, True),
    ("unequal spreads", {"a": [4.1, 4.2, 4.15, 4.18, 4.11], "b": [1, 9, 4, 6], "c": [2.5, 3.5, 7.5, 8.25, 3, 4, 5.5]}, True),
    ("a single value", {"a": [3.0], "b": [1.0, 2.0, 2.5], "c": [4.0, 5.5]}, False),
    ("equal means", {"a": [1, 2, 3], "b": [0, 2, 4], "c": [2, 2.5, 1.5]}, False),
    ("offset of 1e9", {name: [1e9 + v for v in values] for name, values in SMALL.items()}, False),
    ("offset of 1e9 in hundredths", {name: [1e9 + v / 100 for v in values] for name, values in SMALL.items()}, False),
    ("offset of 1e12", {name: [-1e12 + v for v in values] for name, values in SMALL.items()}, False),
    ("tiny", {name: [v * 1e-140 for v in values] for name, values in SMALL.items()}, False),
    ("huge", {name: [v * 1e140 for v in values] for name, values in SMALL.items()}, False),
    ("means a hair apart", {"a": [1e6 + v for v in [1, 2, 3, 4]], "b": [1e6 + v + 1 / 1024 for v in [1, 2, 3, 4]]}, False),
]
cases = []
for name, groups, checked in CASES:
    result = reckon(groups)
    if checked:
        check_with_r(groups, result)
    cases.append({"name": name, "groups": groups, **result})
print("{\n\"_note\": \"made by anova.py\",\n\"software\": \"mpmath %s, checked with R 4.2.2\",\n\"cases\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
