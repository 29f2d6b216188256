"""Oracle of compareProportions(): intervals and p-values of the difference of two shares.

Run in test/golden: python3 score-interval.py > score-interval.json (mpmath 1.3.0, 60 digits, about ten seconds)

Another way than the library's: the constrained estimate comes from the closed solution of its cubic (as Farrington and
Manning write it), where the library looks for the sign change of the likelihood's slope in doubles; the p-value of the
score test from the pooled share. Newcombe's p-value is 1 minus the level at which his interval meets 0. "margins" are
the one-sided p-values of the hypotheses that the difference is -0.05 or less, and that it is 0.05 or more. Sample 1 is
our treatment, sample 2 our control.
"""
import json
import mpmath as mp

mp.mp.dps = 60

TABLES = [
    # the eight tables of Newcombe (1998)
    (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29),
    (0, 10, 0, 20), (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10),
    # the tables of ab.json
    (20034, 44700, 20119, 45489), (320, 2678, 369, 2616), (10, 19, 3, 13),
    # nothing or everything, one answer
    (0, 20, 10, 10), (10, 10, 20, 20), (1, 1, 0, 1), (0, 1, 0, 1), (1, 1, 1, 1), (1, 2, 0, 1), (0, 1, 40, 40),
    (1, 1, 0, 1000), (0, 29, 5, 56), (3, 3, 1, 40),
    # equal shares, complementary shares
    (5, 10, 10, 20), (1, 3, 100, 300), (1, 10, 9, 10),
    # large: rare events, retention, nearly everybody
    (1, 10**6, 3, 10**6), (0, 10**9, 5, 10**9), (5, 10**9, 0, 10**9), (0, 10**9, 0, 10**9),
    (8502, 44700, 8279, 45489), (44699, 44700, 45480, 45489), (0, 44700, 1, 45489), (22350, 44700, 22744, 45489),
    (10**9 - 5, 10**9, 10**9, 10**9), (3, 10, 10**8, 3 * 10**8 + 1),
    # far apart
    (90, 100, 10, 100), (900, 1000, 100, 1000), (40000, 44700, 38000, 45489),
]
LEVELS = ["0.9", "0.95", "0.99"]
MARGIN = mp.mpf("0.05")


def quantile(level):
    """Two-sided standard normal quantile of a level written in decimals."""
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def two_sided(z):
    return mp.erfc(abs(z) / mp.sqrt(2))


def constrained(x1, n1, x2, n2, delta):
    """Likeliest p2 when p1 = p2 + delta: the root of the cubic that lies between 0 and 1."""
    # slope of the log-likelihood, x1/(p+d) - (n1-x1)/(1-p-d) + x2/p - (n2-x2)/(1-p), multiplied out
    d = mp.mpf(delta)
    polys = []

    def mul(p, q):
        r = [mp.mpf(0)] * (len(p) + len(q) - 1)
        for i, u in enumerate(p):
            for j, v in enumerate(q):
                r[i + j] += u * v
        return r

    P, Q, R, S = [mp.mpf(0), mp.mpf(1)], [mp.mpf(1), mp.mpf(-1)], [d, mp.mpf(1)], [1 - d, mp.mpf(-1)]
    for k, factors in ((x1, (P, Q, S)), (-(n1 - x1), (P, Q, R)), (x2, (Q, R, S)), (-(n2 - x2), (P, R, S))):
        polys.append([k * c for c in mul(mul(factors[0], factors[1]), factors[2])])
    e, c, b, a = [sum(p[i] for p in polys) for i in range(4)]
    b, c, e = b / a, c / a, e / a
    # three real roots, of which the middle one is wanted: x = -b/3 + 2 u cos(w)
    v = b**3 / 27 - b * c / 6 + e / 2
    u = mp.sqrt(abs(b * b / 9 - c / 3))
    if u == 0:
        return -b / 3
    w = mp.acos(max(mp.mpf(-1), min(mp.mpf(1), -v / u**3))) / 3
    roots = [2 * u * mp.cos(w + 2 * mp.pi * k / 3) - b / 3 for k in range(3)]
    low, high = max(mp.mpf(0), -d), min(mp.mpf(1), 1 - d)

    def outside(p):
        return max(low - p, p - high, mp.mpf(0))

    def minus_likelihood(p):
        p = min(high, max(low, p))
        terms = [(x1, p + d), (n1 - x1, 1 - p - d), (x2, p), (n2 - x2, 1 - p)]
        if any(k > 0 and q <= 0 for k, q in terms):
            return mp.inf
        return -sum(k * mp.log(q) for k, q in terms if k > 0)

    candidates = [min(high, max(low, p)) for p in roots if outside(p) < mp.mpf(10) ** -25] + [low, high]
    return min(candidates, key=minus_likelihood)


def score(x1, n1, x2, n2, delta, shrink):
    p2 = constrained(x1, n1, x2, n2, delta)
    p1 = min(mp.mpf(1), max(mp.mpf(0), p2 + delta))
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * shrink
    short = mp.mpf(x1) / n1 - mp.mpf(x2) / n2 - delta
    if short == 0:
        return mp.mpf(0)
    return short / mp.sqrt(variance) if variance > mp.mpf(10) ** -55 else mp.sign(short) * mp.inf


def bisect(f, low, high):
    """Where f, which falls, meets 0; to 35 digits."""
    for _ in range(400):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
        if high - low <= mp.mpf(10) ** -36 * max(abs(low), abs(high)) or high - low < mp.mpf(10) ** -50:
            break
    return (low + high) / 2


def miettinen_nurminen(x1, n1, x2, n2, z):
    shrink = mp.mpf(n1 + n2) / (n1 + n2 - 1)
    observed = mp.mpf(x1) / n1 - mp.mpf(x2) / n2
    lower = mp.mpf(-1) if observed == -1 else bisect(
        lambda d: score(x1, n1, x2, n2, d, shrink) - z, mp.mpf(-1), observed)
    upper = mp.mpf(1) if observed == 1 else bisect(
        lambda d: score(x1, n1, x2, n2, d, shrink) + z, observed, mp.mpf(1))
    return lower, upper


def score_p(x1, n1, x2, n2):
    pooled = mp.mpf(x1 + x2) / (n1 + n2)
    if pooled in (0, 1):
        return mp.mpf(0), mp.mpf(1)
    n = n1 + n2
    z = (mp.mpf(x1) / n1 - mp.mpf(x2) / n2) / mp.sqrt(
        pooled * (1 - pooled) * (mp.mpf(1) / n1 + mp.mpf(1) / n2) * n / (n - 1))
    return z, two_sided(z)


def wilson(x, n, z):
    x, n = mp.mpf(x), mp.mpf(n)
    half = z * mp.sqrt(x * (n - x) / n + z * z / 4)
    return (x + z * z / 2 - half) / (n + z * z), (x + z * z / 2 + half) / (n + z * z)


def newcombe(x1, n1, x2, n2, z):
    p1, p2 = mp.mpf(x1) / n1, mp.mpf(x2) / n2
    (l1, u1), (l2, u2) = wilson(x1, n1, z), wilson(x2, n2, z)
    return p1 - p2 - mp.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), p1 - p2 + mp.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def newcombe_z(x1, n1, x2, n2, delta):
    observed = mp.mpf(x1) / n1 - mp.mpf(x2) / n2
    above = observed > delta
    z = bisect(lambda z: newcombe(x1, n1, x2, n2, z)[0] - delta if above else delta - newcombe(x1, n1, x2, n2, z)[1],
               mp.mpf(0), mp.mpf(100000))
    return z if above else -z


def wald_z(x1, n1, x2, n2, delta):
    p1, p2 = mp.mpf(x1) / n1, mp.mpf(x2) / n2
    error = mp.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return (p1 - p2 - delta) / error if error > 0 else mp.sign(p1 - p2 - delta) * mp.inf


def margins(statistic):
    """P-values of "not above -0.05" and of "not below 0.05"."""
    tail = lambda z: mp.mpf(0) if z == mp.inf else mp.mpf(1) if z == -mp.inf else mp.erfc(z / mp.sqrt(2)) / 2
    return [float(tail(statistic(-MARGIN))), float(tail(-statistic(MARGIN)))]


def newcombe_p(x1, n1, x2, n2):
    observed = mp.mpf(x1) / n1 - mp.mpf(x2) / n2
    if observed == 0:
        return mp.mpf(1)
    z = bisect(lambda z: newcombe(x1, n1, x2, n2, z)[0] if observed > 0 else -newcombe(x1, n1, x2, n2, z)[1],
               mp.mpf(0), mp.mpf(100000))
    return two_sided(z)


def wald(x1, n1, x2, n2, z):
    p1, p2 = mp.mpf(x1) / n1, mp.mpf(x2) / n2
    error = mp.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return p1 - p2 - z * error, p1 - p2 + z * error


def wald_p(x1, n1, x2, n2):
    p1, p2 = mp.mpf(x1) / n1, mp.mpf(x2) / n2
    error = mp.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    if error == 0:
        return mp.mpf(1) if p1 == p2 else mp.mpf(0)
    return two_sided((p1 - p2) / error)


def cut(ends):
    return [float(max(mp.mpf(-1), min(mp.mpf(1), end))) for end in ends]


cases = []
for table in TABLES:
    z0, p = score_p(*table)
    if not any(table[0:3:2]) or table[0] * table[3] == table[1] * table[2]:
        assert z0 == 0 or abs(z0) < 1e-50
    else:
        # the two ways to the statistic agree: through the cubic and through the pooled share
        again = score(*table, mp.mpf(0), mp.mpf(table[1] + table[3]) / (table[1] + table[3] - 1))
        assert abs(again / z0 - 1) < 1e-25, (table, again, z0)
    x1, n1, x2, n2 = table
    cases.append({
        "x1": x1, "n1": n1, "x2": x2, "n2": n2,
        "estimate": float(mp.mpf(x1) / n1 - mp.mpf(x2) / n2),
        "miettinen-nurminen": {"statistic": float(z0), "pValue": float(p),
                               "margins": margins(lambda d: score(*table, d, mp.mpf(n1 + n2) / (n1 + n2 - 1))),
                               "intervals": {l: cut(miettinen_nurminen(*table, quantile(l))) for l in LEVELS}},
        "newcombe": {"pValue": float(newcombe_p(*table)),
                     "margins": margins(lambda d: newcombe_z(*table, d)),
                     "intervals": {l: cut(newcombe(*table, quantile(l))) for l in LEVELS}},
        "wald": {"pValue": float(wald_p(*table)),
                 "margins": margins(lambda d: wald_z(*table, d)),
                 "intervals": {l: cut(wald(*table, quantile(l))) for l in LEVELS}},
    })
print("{\n\"_note\": \"made by score-interval.py; sample 1 is our treatment\",\n\"software\": \"mpmath %s\",\n\"cases\": [" %
      mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
