"""Oracle of the ratio, the odds ratio and Cohen's h in compareProportions().

Run in test/golden: python3 share-ratios.py > share-ratios.json (mpmath 1.3.0, 60 digits, about ten seconds)

miettinen-nurminen: where the score statistic meets the normal quantile, by bisection on the logarithm of the ratio. The
constrained proportions come from the textbook's roots of their quadratics, and at every end they are checked against the
maximum of the likelihood, found by bisection on its slope: another way than the library's, which finds the roots in
forms that survive doubles. At 1 both statistics are checked to be that of the difference. newcombe: the ratios at which
MOVER's interval of p1 - ratio p2 meets 0, by bisection; the odds ratio by square-and-add of the log odds of the Wilson
limits, and from the far ends of both where a log odds is infinite; Cohen's h by square-and-add of their arcsines. wald:
Katz, Woolf, and the constant variance of arcsines. null is no end. Sample 1 is our treatment, sample 2 our control.
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
    (1, 1, 0, 1000), (0, 29, 5, 56), (3, 3, 1, 40), (7, 7, 3, 9), (3, 9, 7, 7), (0, 7, 3, 9), (1, 2, 1, 1),
    # equal shares, complementary shares
    (5, 10, 10, 20), (1, 3, 100, 300), (1, 10, 9, 10),
    # large: rare events, retention, nearly everybody, arms of very different size
    (1, 10**6, 3, 10**6), (0, 10**9, 5, 10**9), (5, 10**9, 0, 10**9), (0, 10**9, 0, 10**9),
    (8502, 44700, 8279, 45489), (44699, 44700, 45480, 45489), (0, 44700, 1, 45489),
    (10**9 - 5, 10**9, 10**9 - 9, 10**9), (10**9 - 5, 10**9, 10**9, 10**9), (3, 10, 10**8, 3 * 10**8 + 1),
    (2, 10, 5, 10**9), (8, 10, 10**9 - 5, 10**9), (10**9 - 5, 10**9, 8, 10), (541413457, 541413458, 0, 841531),
    # far apart
    (90, 100, 10, 100), (900, 1000, 100, 1000),
]
LEVELS = ["0.9", "0.95", "0.99"]


def quantile(level):
    """Two-sided standard normal quantile of a level written in decimals."""
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def halve(f, low, high, steps=230):
    """Where f, which falls, meets 0."""
    for _ in range(steps):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# The constrained proportions of a ratio p1 = r p2, and of an odds ratio

def by_ratio(x1, n1, x2, n2, r):
    n = n1 + n2
    b = r * (n1 + x2) + n2 + x1
    p2 = (b - mp.sqrt(b * b - 4 * n * r * (x1 + x2))) / (2 * n * r)
    return r * p2, p2


def by_odds_ratio(x1, n1, x2, n2, psi):
    if psi == 1:
        return mp.mpf(x1 + x2) / (n1 + n2), mp.mpf(x1 + x2) / (n1 + n2)
    a = n2 * (psi - 1)
    b = n1 * psi + n2 - (x1 + x2) * (psi - 1)
    p2 = (-b + mp.sqrt(b * b + 4 * a * (x1 + x2))) / (2 * a)
    return p2 * psi / (1 + p2 * (psi - 1)), p2


def slope(x, n, p):
    up = x / p if x else 0
    return up - (n - x) / (1 - p) if n - x else up


def check_ratio(x1, n1, x2, n2, r):
    """The likelihood's maximum over p2 in (0, min(1, 1 / r)) is where by_ratio says."""
    best = halve(lambda p: r * slope(x1, n1, r * p) + slope(x2, n2, p), mp.mpf(0), min(mp.mpf(1), 1 / r))
    assert abs(by_ratio(x1, n1, x2, n2, r)[1] - best) < 1e-30


def check_odds_ratio(x1, n1, x2, n2, psi):
    """The likelihood's maximum over control's log odds is where by_odds_ratio says."""
    if x1 + x2 in (0, n1 + n2):
        return
    share = lambda log_odds: 1 / (1 + mp.exp(-log_odds))
    best = halve(lambda log_odds: x1 + x2 - n1 * share(log_odds + mp.log(psi)) - n2 * share(log_odds),
                 mp.mpf(-200), mp.mpf(200))
    assert abs(by_odds_ratio(x1, n1, x2, n2, psi)[1] - share(best)) < 1e-30


def ratio_score(x1, n1, x2, n2, r):
    p1, p2 = by_ratio(x1, n1, x2, n2, r)
    short = mp.mpf(x1) / n1 - r * mp.mpf(x2) / n2
    if abs(short) < mp.mpf(10) ** -50:
        return mp.mpf(0)
    variance = (p1 * (1 - p1) / n1 + r * r * p2 * (1 - p2) / n2) * (n1 + n2) / (n1 + n2 - 1)
    return short / mp.sqrt(variance)


def odds_ratio_score(x1, n1, x2, n2, psi):
    p1, p2 = by_odds_ratio(x1, n1, x2, n2, psi)
    short = x1 - n1 * p1
    if abs(short) < mp.mpf(10) ** -45:
        return mp.mpf(0)
    return short * mp.sqrt((1 / (n1 * p1 * (1 - p1)) + 1 / (n2 * p2 * (1 - p2))) * (n1 + n2 - 1) / (n1 + n2))


def score_ends(statistic, check, table, z, estimate, no_lower, no_upper):
    """Where the statistic is z and -z; the search is on the logarithm, from 1e-20 to 1e40 times what is observed."""
    centre = mp.log(estimate) if estimate not in (None, 0) else mp.mpf(0)
    ends = []
    for missing, critical in ((no_lower, z), (no_upper, -z)):
        if missing:
            ends.append(mp.mpf(0) if critical > 0 else None)
            continue
        end = mp.exp(halve(lambda log: statistic(*table, mp.exp(log)) - critical, centre - 46, centre + 92))
        check(*table, end)
        ends.append(end)
    return ends


# Wilson

def wilson(x, n, z):
    x, n = mp.mpf(x), mp.mpf(n)
    half = z * mp.sqrt(x * (n - x) / n + z * z / 4)
    return (x + z * z / 2 - half) / (n + z * z), (x + z * z / 2 + half) / (n + z * z)


def mover_ratio(x1, n1, x2, n2, z):
    p1, p2 = mp.mpf(x1) / n1, mp.mpf(x2) / n2
    (l1, u1), (l2, u2) = wilson(x1, n1, z), wilson(x2, n2, z)
    lower = lambda r: p1 - r * p2 - mp.sqrt((p1 - l1) ** 2 + r * r * (u2 - p2) ** 2)
    upper = lambda r: p1 - r * p2 + mp.sqrt((u1 - p1) ** 2 + r * r * (p2 - l2) ** 2)
    start, stop = mp.log(mp.mpf(10) ** -30), mp.log(mp.mpf(10) ** 30)
    end = lambda f: mp.exp(halve(lambda log: f(mp.exp(log)), start, stop))
    return [mp.mpf(0) if x1 == 0 else end(lower), None if x2 == 0 else end(upper)]


def log_odds(x, n, z):
    """Estimate and ends; an end at infinity is None."""
    l, u = wilson(x, n, z)
    logit = lambda p: mp.log(p / (1 - p))
    return (logit(mp.mpf(x) / n) if 0 < x < n else None, logit(l) if x > 0 else None, logit(u) if x < n else None)


def square_and_add(x1, n1, x2, n2, z):
    t, lt, ut = log_odds(x1, n1, z)
    c, lc, uc = log_odds(x2, n2, z)
    infinite = t is None or c is None

    def end(from_t, from_c, sign):
        if from_t is None or from_c is None:
            return mp.mpf(0) if sign < 0 else None
        if infinite:
            return mp.exp(from_t - from_c)
        return mp.exp(t - c + sign * mp.sqrt((t - from_t) ** 2 + (c - from_c) ** 2))

    return [end(lt, uc, -1), end(ut, lc, 1)]


# Normal on the log scale

def normal_log(estimate, error, z):
    return [estimate * mp.exp(-z * error), estimate * mp.exp(z * error)]


def cohens_h(x1, n1, x2, n2, z):
    h = 2 * mp.asin(mp.sqrt(mp.mpf(x1) / n1)) - 2 * mp.asin(mp.sqrt(mp.mpf(x2) / n2))
    error = mp.sqrt(mp.mpf(1) / n1 + mp.mpf(1) / n2)
    return h, error, [max(-mp.pi, h - z * error), min(mp.pi, h + z * error)]


def mover_cohens_h(x1, n1, x2, n2, z):
    angle = lambda p: 2 * mp.asin(mp.sqrt(min(mp.mpf(1), max(mp.mpf(0), p))))
    (l1, u1), (l2, u2) = wilson(x1, n1, z), wilson(x2, n2, z)
    t, c = angle(mp.mpf(x1) / n1), angle(mp.mpf(x2) / n2)
    return [t - c - mp.sqrt((t - angle(l1)) ** 2 + (angle(u2) - c) ** 2),
            t - c + mp.sqrt((angle(u1) - t) ** 2 + (c - angle(l2)) ** 2)]


def numbers(ends):
    return None if ends is None else [None if end is None else float(end) for end in ends]


cases = []
for table in TABLES:
    x1, n1, x2, n2 = table
    a, b, c, d = x1, n1 - x1, x2, n2 - x2
    pooled = mp.mpf(x1 + x2) / (n1 + n2)
    if 0 < pooled < 1:
        z0 = (mp.mpf(x1) / n1 - mp.mpf(x2) / n2) / mp.sqrt(
            pooled * (1 - pooled) * (mp.mpf(1) / n1 + mp.mpf(1) / n2) * (n1 + n2) / (n1 + n2 - 1))
        assert abs(ratio_score(*table, mp.mpf(1)) - z0) < 1e-25
        assert abs(odds_ratio_score(*table, mp.mpf(1)) - z0) < 1e-25
    ratio = None if c == 0 else mp.mpf(x1) / n1 / (mp.mpf(x2) / n2)
    odds_ratio = None if b * c == 0 else mp.mpf(a * d) / (b * c)
    katz = None if a * c == 0 else mp.sqrt(mp.mpf(b) / a / n1 + mp.mpf(d) / c / n2)
    woolf = None if a * b * c * d == 0 else mp.sqrt(sum(1 / mp.mpf(count) for count in (a, b, c, d)))
    found = {}
    for level in LEVELS:
        z = quantile(level)
        found[level] = {
            "ratio": {
                "miettinen-nurminen": numbers(score_ends(ratio_score, check_ratio, table, z, ratio, a == 0, c == 0)),
                "newcombe": numbers(mover_ratio(*table, z)),
                "wald": None if katz is None else numbers(normal_log(ratio, katz, z)),
            },
            "oddsRatio": {
                "miettinen-nurminen": numbers(score_ends(odds_ratio_score, check_odds_ratio, table, z, odds_ratio,
                                                         a * d == 0, b * c == 0)),
                "newcombe": numbers(square_and_add(*table, z)),
                "wald": None if woolf is None else numbers(normal_log(odds_ratio, woolf, z)),
            },
            "cohensH": {"newcombe": numbers(mover_cohens_h(*table, z)), "wald": numbers(cohens_h(*table, z)[2])},
        }
    h, h_error, _ = cohens_h(*table, mp.mpf(1))
    cases.append({
        "x1": x1, "n1": n1, "x2": x2, "n2": n2,
        "ratio": None if ratio is None else float(ratio),
        "ratioError": None if ratio is None else float(
            mp.sqrt(mp.mpf(a * b) / n1**3 + ratio**2 * mp.mpf(c * d) / n2**3) * n2 / c),
        "oddsRatio": None if odds_ratio is None else float(odds_ratio),
        "oddsRatioError": None if odds_ratio is None else 0.0 if odds_ratio == 0 else float(odds_ratio * woolf),
        "cohensH": float(h), "cohensHError": float(h_error), "intervals": found,
    })
print("{\n\"_note\": \"made by share-ratios.py; sample 1 is our treatment\",\n\"software\": \"mpmath %s\",\n\"cases\": [" %
      mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
