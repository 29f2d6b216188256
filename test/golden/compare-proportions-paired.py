"""Oracle of compareProportionsPaired: score tests and intervals without a closed form, in 40 digits.

Run in test/golden: python3 compare-proportions-paired.py > compare-proportions-paired.json
Each customer scores a for one of four outcomes, and the hypothesis is that the mean score is t: second minus first is
1, -1 or 0 with t = delta, second minus rho times first has t = 0. The likelihood of the four counts is maximised under
it by its multiplier (p = count / (n + mu (a - t)), a cell without a count getting what is left where mu reaches its
bound), which is bisected; the variance is that of the scores under the probabilities so found. Ends by bisection.
"""
import json
import sys
import mpmath as mp

mp.mp.dps = 40
LEVELS = ("0.9", "0.95", "0.99")


def bisected(falls, low, high, steps=130):
    """Where a function turns from positive to negative."""
    for _ in range(steps):
        middle = (low + high) / 2
        if falls(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def variance(cells, t):
    """Variance of the scores under the most likely probabilities with mean t; cells are (count, score)."""
    n = sum(count for count, _ in cells)
    gaps = [(count, a - t) for count, a in cells]
    low = max([-n / g for _, g in gaps if g > 0], default=None)
    high = min([-n / g for _, g in gaps if g < 0], default=None)
    if low is None or high is None:
        return mp.mpf(0)
    excess = lambda mu: mp.fsum(count * g / (n + mu * g) for count, g in gaps if count)
    width = high - low
    tiny = mp.mpf(10) ** -36 * width
    if excess(low + tiny) > 0 > excess(high - tiny):
        mu = bisected(excess, low, high)
        return mp.fsum(count * g**2 / (n + mu * g) for count, g in gaps if count)
    mu = low if excess(low + tiny) <= 0 else high
    held = mp.fsum(count * g / (n + mu * g) for count, g in gaps if count)
    own = mp.fsum(count * g**2 / (n + mu * g) for count, g in gaps if count)
    free = [g for count, g in gaps if count == 0 and abs(n + mu * g) < tiny]
    assert free and -held / free[0] >= 0
    return own + (-held / free[0]) * free[0] ** 2


def statistic(cells, t):
    n = sum(count for count, _ in cells)
    short = mp.fsum(count * a for count, a in cells) / n - t
    return mp.mpf(0) if short == 0 else short / mp.sqrt(variance(cells, t) / n)


def of_difference(table, delta):
    both, b, c, neither = table
    return statistic([(both, mp.mpf(0)), (b, mp.mpf(-1)), (c, mp.mpf(1)), (neither, mp.mpf(0))], mp.mpf(delta))


def of_ratio(table, rho):
    both, b, c, neither = table
    return statistic([(both, 1 - rho), (b, -rho), (c, mp.mpf(1)), (neither, mp.mpf(0))], mp.mpf(0))


def quantile(level):
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def upper_tail(z):
    return float(mp.erfc(z / mp.sqrt(2)) / 2)


def case(table):
    both, b, c, neither = table
    n, first, second = sum(table), both + b, both + c
    observed = mp.mpf(c - b) / n
    result = {"counts": dict(zip(("both", "onlyFirst", "onlySecond", "neither"), table)), "levels": {}}
    z = of_difference(table, 0)
    result["statistic"], result["pValue"] = float(z), 2 * upper_tail(abs(z))
    result["against"] = {str(d): float(of_difference(table, mp.mpf(d))) for d in ("-0.1", "0.02", "0.1")}
    for level in LEVELS:
        q = quantile(level)
        ends = {"difference": [float(bisected(lambda d: of_difference(table, d) - q, mp.mpf(-1), observed)),
                               float(bisected(lambda d: of_difference(table, d) + q, observed, mp.mpf(1)))]}
        # in the logarithm, since an end may be near 0
        at = lambda log: of_ratio(table, mp.e**log)
        middle = mp.log(mp.mpf(second) / first) if first and second else mp.mpf(0)
        lower = 0 if second == 0 else float(mp.e ** bisected(lambda l: at(l) - q, mp.mpf(-40), middle if first else mp.mpf(40)))
        upper = None if first == 0 else float(mp.e ** bisected(lambda l: at(l) + q, middle if second else mp.mpf(-40), mp.mpf(40)))
        ends["ratio"] = [lower, upper]
        # the odds of Wilson's ends: roots of the score test of c in b + c
        m = b + c
        score = lambda p: (c - m * p) / mp.sqrt(m * p * (1 - p))
        edge = mp.mpf(10) ** -38
        odds = lambda p: float(p / (1 - p))
        ends["odds"] = None if m == 0 else [
            0 if c == 0 else odds(bisected(lambda p: score(p) - q, edge, mp.mpf(c) / m if b else 1 - edge)),
            None if b == 0 else odds(bisected(lambda p: score(p) + q, mp.mpf(c) / m if c else edge, 1 - edge))]
        result["levels"][level] = ends
    return result


TABLES = [(50, 5, 15, 30), (972, 530, 36, 273), (43, 0, 1, 0), (20, 12, 2, 16), (0, 3, 8, 0), (5, 0, 4, 6), (5, 4, 0, 6),
          (0, 0, 7, 9), (0, 6, 0, 9), (12, 0, 0, 5), (0, 4, 6, 10), (1, 1, 1, 1), (700, 20, 45, 3), (3, 2, 9, 8000),
          (53, 16, 8, 9), (10, 0, 0, 0), (0, 0, 0, 7)]
print("{\n\"_note\": \"made by compare-proportions-paired.py; an upper end of null is unbounded\",\n"
      "\"software\": \"Python %s, mpmath %s\",\n\"cases\": [" % (sys.version.split()[0], mp.__version__))
print(",\n".join(json.dumps(case(t)) for t in TABLES))
print("]\n}")
