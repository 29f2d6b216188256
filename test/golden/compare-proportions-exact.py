"""Oracle of compareProportionsExact: the noncentral hypergeometric distribution in 40 digits.

Run in test/golden: python3 compare-proportions-exact.py > compare-proportions-exact.json
Small tables from exact integer coefficients; large ones from 40 standard deviations around the table, by the ratio of
neighbouring probabilities. Probabilities within a relative 1e-7 are equal, as in R's fisher.test. Roots are checked to
change the sign within a relative 1e-20.
"""
import json
import sys
import mpmath as mp

mp.mp.dps = 40
TOLERANCE = mp.mpf(10**7 + 1) / 10**7
LEVELS = ("0.8", "0.9", "0.95", "0.99")


class Table:
    """Treatment's successes a of n1 trials, control's c of n0; weights relative to that of the table itself."""

    def __init__(self, control, treatment):
        (c, n0), (a, n1) = control, treatment
        m = a + c
        self.low, self.high, self.at = max(0, m - n0), min(n1, m), a
        total = n0 + n1
        sd = mp.sqrt(mp.mpf(n1) * n0 * m * (total - m) / (mp.mpf(total) ** 2 * max(total - 1, 1)))
        reach, self.step = int(40 * sd) + 200, 1 / max(sd, 1)
        middle = int(mp.mpf(n1) * m / total)
        up = lambda k: mp.mpf(n1 - k) * (m - k) / (mp.mpf(k + 1) * (n0 - m + k + 1))
        above, w = [mp.mpf(1)], mp.mpf(1)
        for k in range(a, min(self.high, max(a, middle) + reach)):
            w *= up(k)
            above.append(w)
        below, w = [], mp.mpf(1)
        for k in range(a, max(self.low, min(a, middle) - reach), -1):
            w /= up(k - 1)
            below.append(w)
        self.above, self.below = above, below

    def tails(self, odds):
        """Weights from the table on, those before it, and the excess of the mean over the table, the square too."""
        power, upper, excess, square = mp.mpf(1), mp.mpf(0), mp.mpf(0), mp.mpf(0)
        for d, w in enumerate(self.above):
            upper += w * power
            excess += d * w * power
            square += d * d * w * power
            power *= odds
        power, lower = 1 / odds, mp.mpf(0)
        for d, w in enumerate(self.below, 1):
            lower += w * power
            excess -= d * w * power
            square += d * d * w * power
            power /= odds
        return upper, lower, excess, square

    def root(self, f):
        """Odds at which f, which rises, is 0: the Illinois method between ends of unlike sign."""
        g = lambda log: f(mp.e**log)
        low = high = mp.mpf(0)
        while g(low) > 0:
            low, high = low - self.step, low
        while g(high) < 0:
            low, high = high, high + self.step
        at_low, at_high = g(low), g(high)
        for _ in range(200):
            middle = (low * at_high - high * at_low) / (at_high - at_low)
            value = g(middle)
            if value * at_high < 0:
                low, at_low = high, at_high
            else:
                at_low /= 2
            high, at_high = middle, value
            if abs(value) < mp.mpf(10) ** -35:
                break
        assert g(middle - mp.mpf(10) ** -20) < 0 < g(middle + mp.mpf(10) ** -20)
        return mp.e**middle


def pvalues(table):
    upper, lower, _, _ = table.tails(mp.mpf(1))
    total = upper + lower
    rare = sum(w for w in table.above if w <= TOLERANCE) + sum(w for w in table.below if w <= TOLERANCE)
    twice = lambda part: min(mp.mpf(1), 2 * (upper - 1 + part) / total, 2 * (lower + part) / total)
    return {"fisher": float(rare / total), "central": float(twice(1)), "mid-p": float(twice(mp.mpf(1) / 2))}


def interval(table, level, part):
    alpha = (1 - mp.mpf(level)) / 2

    def above(odds):
        upper, lower, _, _ = table.tails(odds)
        return (upper - 1 + part) / (upper + lower) - alpha

    def below(odds):
        upper, lower, _, _ = table.tails(odds)
        return alpha - (lower + part) / (upper + lower)

    return [0 if table.at == table.low else float(table.root(above)),
            None if table.at == table.high else float(table.root(below))]


def case(control, treatment, levels):
    table = Table(control, treatment)
    result = {"control": control, "treatment": treatment, "pValue": pvalues(table)}
    result["estimate"] = None if table.at == table.high else 0 if table.at == table.low else None
    result["standardError"] = result["estimate"]
    if table.low < table.at < table.high:
        odds = table.root(lambda psi: table.tails(psi)[2])
        upper, lower, _, square = table.tails(odds)
        result["estimate"] = float(odds)
        result["standardError"] = float(odds / mp.sqrt(square / (upper + lower)))
    half = mp.mpf(1) / 2
    result["intervals"] = {level: {"exact": interval(table, level, 1), "mid-p": interval(table, level, half)}
                           for level in levels}
    return result


SMALL = [[[1, 4], [3, 4]], [[11, 14], [1, 10]], [[6, 10], [0, 5]], [[2, 10], [7, 7]], [[0, 10], [10, 10]], [[9, 20], [4, 16]],
         [[8, 308], [200, 207]], [[5, 20], [1, 25]], [[7, 23], [12, 17]], [[56, 70], [48, 80]], [[5, 10], [5, 10]],
         [[4, 14], [9, 13]], [[30, 930], [150, 170]], [[0, 39], [1, 1]], [[3, 40], [9, 60]], [[2, 2000], [11, 2000]]]
LARGE = [[[3100, 6150], [3000, 5800]], [[20119, 45489], [20034, 44700]], [[369, 2616], [320, 2678]], [[500000, 1000000], [502000, 1000000]]]

cases = [case(c, t, LEVELS) for c, t in SMALL] + [case(c, t, ("0.95",)) for c, t in LARGE]
print("{\n\"_note\": \"made by compare-proportions-exact.py; arms are [successes, trials], an upper end of null is unbounded\",\n"
      "\"software\": \"Python %s, mpmath %s\",\n\"cases\": [" % (sys.version.split()[0], mp.__version__))
print(",\n".join(json.dumps(c) for c in cases))
print("]\n}")
