"""Oracle of src/metrics/experiments/nps/compare-nps.ts: the scores of two arms, their difference and its tests.

Run in test/golden: python3 nps-difference.py > nps-difference.json (mpmath 1.3.0, 40 digits)

In each arm 3/4 of a promoter, 3/2 passives and 3/4 of a detractor are added; interval and p-value are the normal ones of
the two adjusted scores. Weighted arms: the linearised variance with divisor n/(n-1), as survey::svymean prints it (checked
here against nps.json's reference value), and the effective number of answers that gives that variance unweighted, at most Kish's.
`wald` is the same from the plain scores, `null` where neither arm varies; `against` are p-values of the hypotheses that
the difference is -10 points or less, and 10 points or more; `hedgesG` is the difference of the answers as 1, 0 and -1 in
pooled standard deviations, times the exact J. Arms are [promoters, passives, detractors]; the treatment comes first.
"""
import csv
import json
import mpmath as mp

mp.mp.dps = 40


def quantile(level):
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def score(p, d, n):
    """Score in points and its plug-in error, from (effective) counts."""
    p, d = mp.mpf(p) / n, mp.mpf(d) / n
    return 100 * (p - d), 100 * mp.sqrt((p + d - (p - d) ** 2) / n)


def adjusted(p, d, n):
    return score(p + mp.mpf("0.75"), d + mp.mpf("0.75"), n + 3)


def tail(z):
    return mp.erfc(z / mp.sqrt(2)) / 2


def normal(centre, error):
    z = centre / error
    return {
        "statistic": float(z), "pValue": float(2 * tail(abs(z))),
        "against": [float(tail((centre + 10) / error)), float(tail((10 - centre) / error))],
        "intervals": {l: [float(max(-200, centre - quantile(l) * error)), float(min(200, centre + quantile(l) * error))]
                      for l in ("0.9", "0.95", "0.99")},
    }


def compare(one, two):
    """`one` and `two`: (score, plug-in error, effective promoters, detractors, n); treatment first."""
    (s1, e1, *t1), (s2, e2, *t2) = one, two
    (a1, f1), (a2, f2) = adjusted(*t1), adjusted(*t2)
    error = mp.sqrt(e1**2 + e2**2)
    return {
        "estimate": float(s1 - s2), "standardError": float(error),
        **normal(a1 - a2, mp.sqrt(f1**2 + f2**2)),
        "wald": normal(s1 - s2, error) if error > 0 else None,
    }


def hedges_g(one, two):
    arms = [(mp.mpf(p - d) / (p + s + d), mp.mpf(p + d) / (p + s + d), p + s + d) for p, s, d in (one, two)]
    degrees = arms[0][2] + arms[1][2] - 2
    squares = mp.fsum(n * (square - mean**2) for mean, square, n in arms)
    if min(arms[0][2], arms[1][2]) < 2 or squares == 0:
        return None
    half = mp.mpf(degrees) / 2
    return float((arms[0][0] - arms[1][0]) / mp.sqrt(squares / degrees)
                 * mp.exp(mp.loggamma(half) - mp.loggamma(half - mp.mpf(1) / 2)) / mp.sqrt(half))


def counted(p, s, d):
    n = p + s + d
    return (*score(p, d, n), p, d, n)


def points(rating):
    return 1 if rating >= 9 else 0 if rating >= 7 else -1


def weighted(rows):
    """From (rating, weight) pairs."""
    rows = [(r, mp.mpf(w)) for r, w in rows]
    n, total = len(rows), mp.fsum(w for _, w in rows)
    mean = mp.fsum(w * points(r) for r, w in rows) / total
    variance = mp.fsum((w * (points(r) - mean)) ** 2 for r, w in rows) / total**2 * n / (n - 1)
    p = mp.fsum(w for r, w in rows if points(r) == 1) / total
    d = mp.fsum(w for r, w in rows if points(r) == -1) / total
    kish = total**2 / mp.fsum(w**2 for _, w in rows)
    effective = min(kish, (p + d - (p - d) ** 2) / variance)
    return 100 * mean, 100 * mp.sqrt(variance), p * effective, d * effective, effective


TABLES = [
    ((436, 300, 64), (400, 320, 80)),
    ((3, 2, 1), (2, 1, 2)),
    ((1, 0, 0), (0, 0, 1)),
    ((0, 0, 1), (1, 0, 0)),
    ((0, 1, 0), (0, 1, 0)),
    ((100, 0, 0), (0, 0, 100)),
    ((40, 0, 0), (40, 0, 0)),
    ((0, 25, 0), (9, 8, 8)),
    ((10**8, 10**8, 10**8), (10**8 + 10**4, 10**8, 10**8 - 10**4)),
    ((10**6, 3, 2), (10**6, 2, 4)),
    ((7000, 2000, 1000), (5000, 3000, 2000)),
    ((1, 1, 1), (1000, 1000, 1000)),
]
cases = [{"treatment": list(a), "control": list(b), "hedgesG": hedges_g(a, b), **compare(counted(*a), counted(*b))}
         for a, b in TABLES]

with open("../../docs/examples/airport-survey/sfo_2017.csv", newline="") as file:
    rows = [(r["problem"], int(r["nps"]), r["weight"]) for r in csv.DictReader(file) if r["nps"] != ""]
every = weighted([(rating, weight) for _, rating, weight in rows])
# what R's survey 4.1-1 printed for all answers (reference results, nps.json: sfo2017Weighted)
assert abs(every[0] - mp.mpf("40.3984355117074")) < 1e-12 and abs(every[1] - mp.mpf("1.445724976927")) < 1e-11
groups = [[(rating, weight) for problem, rating, weight in rows if problem == answer] for answer in ("1", "0")]
plain = [counted(*(sum(points(r) == k for r, _ in group) for k in (1, 0, -1))) for group in groups]
named = {
    "sfo17_problem": {"n": [len(group) for group in groups], **compare(*plain)},
    "sfo17_problem_weighted": {"n": [len(group) for group in groups], **compare(*map(weighted, groups))},
}
print("{\n\"_note\": \"made by nps-difference.py; the treatment is the first arm; sfo17: problem met against not met\",\n"
      "\"software\": \"mpmath %s\",\n\"survey\": %s,\n\"cases\": [" % (mp.__version__, json.dumps(named, indent=1)))
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
