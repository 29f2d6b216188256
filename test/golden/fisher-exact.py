"""Oracle of fisherExact and of the hypergeometric distribution under it: all tables in exact integers.

Run in test/golden: python3 fisher-exact.py > fisher-exact.json
Probabilities within a relative 1e-7 are equal, as in R. Odds ratios by bisection in 50 digits (mpmath): R's have four to six.
"""
import json
import sys
from fractions import Fraction
from math import comb, factorial
import mpmath as mp

mp.mp.dps = 50
TOLERANCE = Fraction(10**7 + 1, 10**7)
LEVELS = ("0.9", "0.95", "0.99")


def weights(table):
    (a, b), (c, d) = table
    low, high = max(0, a + c - (c + d)), min(a + b, a + c)
    return low, [comb(a + b, k) * comb(c + d, a + c - k) for k in range(low, high + 1)]


def fourfold(table):
    low, ways = weights(table)
    total, at = sum(ways), table[0][0] - low
    share = lambda some: float(Fraction(sum(some), total))
    return {"two-sided": share([w for w in ways if w <= ways[at] * TOLERANCE]),
            "less": share(ways[:at + 1]), "greater": share(ways[at:])}


def root(f, rises):
    """Odds at which a monotone function is 0."""
    low, high = mp.mpf(-200), mp.mpf(200)
    for _ in range(190):
        middle = (low + high) / 2
        if (f(mp.e**middle) < 0) == rises:
            low = middle
        else:
            high = middle
    return float(mp.e**low)


def odds(table):
    low, ways = weights(table)
    at = table[0][0] - low
    large = [mp.mpf(w) for w in ways]

    def shares(psi):
        powers, p = [], mp.mpf(1)
        for w in large:
            powers.append(w * p)
            p *= psi
        total = sum(powers)
        return [w / total for w in powers]

    mean = lambda psi: sum(k * p for k, p in enumerate(shares(psi))) - at
    lower = lambda tail: 0 if at == 0 else root(lambda psi: sum(shares(psi)[at:]) - tail, True)
    upper = lambda tail: None if at == len(ways) - 1 else root(lambda psi: sum(shares(psi)[:at + 1]) - tail, False)
    estimate = 0 if at == 0 else None if at == len(ways) - 1 else root(mean, True)
    return {"estimate": estimate,
            "intervals": {level: [lower((1 - mp.mpf(level)) / 2), upper((1 - mp.mpf(level)) / 2)] for level in LEVELS},
            "bounds": {level: [lower(1 - mp.mpf(level)), upper(1 - mp.mpf(level))] for level in LEVELS}}


def columns_of(left, column):
    """Every way to take a column from what is left of the rows."""
    if len(left) == 1:
        if column <= left[0]:
            yield (column,)
        return
    for k in range(max(0, column - sum(left[1:])), min(left[0], column) + 1):
        for rest in columns_of(left[1:], column - k):
            yield (k,) + rest


def enumerated(table):
    """The distribution of the product of all factorials, exactly; equal remainders share their ways on."""
    rows = sorted(sum(row) for row in table)
    columns = [sum(column) for column in zip(*table)]
    memo = {}

    def products(left, j):
        key = (left, j)
        if key not in memo:
            found = {}
            if j == len(columns):
                found[1] = 1
            else:
                for taken in columns_of(left, columns[j]):
                    own = 1
                    for k in taken:
                        own *= factorial(k)
                    for product, ways in products(tuple(sorted(l - k for l, k in zip(left, taken))), j + 1).items():
                        found[product * own] = found.get(product * own, 0) + ways
            memo[key] = found
        return memo[key]

    # a table's probability is a constant over the product of its factorials
    observed = 1
    for row in table:
        for k in row:
            observed *= factorial(k)
    all_products = products(tuple(rows), 0)
    scale = 1
    for margin in rows + columns:
        scale *= factorial(margin)
    share = lambda items: sum(Fraction(ways * scale, product) for product, ways in items) / factorial(sum(rows))
    assert share(all_products.items()) == 1
    return float(share((p, w) for p, w in all_products.items() if observed <= p * TOLERANCE))


FOURFOLD = [[[3, 1], [1, 3]], [[1, 9], [11, 3]], [[0, 5], [6, 4]], [[7, 0], [2, 8]], [[10, 0], [0, 10]], [[2, 3], [0, 0]],
            [[4, 12], [9, 11]], [[200, 7], [8, 300]], [[1, 24], [5, 15]], [[12, 5], [7, 16]], [[48, 32], [56, 14]],
            [[1, 0], [0, 1]], [[5, 5], [5, 5]], [[3000, 2800], [3100, 3050]], [[150, 20], [30, 900]]]
LARGER = [[[3, 1, 2], [1, 3, 4]], [[40, 30, 20], [20, 30, 50]], [[2, 0, 1, 2, 6], [1, 3, 1, 1, 1], [1, 0, 3, 1, 0], [1, 2, 1, 2, 0]],
          [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]], [[3, 0, 0], [0, 4, 0], [0, 0, 5]],
          [[2, 2, 2], [2, 2, 2], [2, 2, 2]], [[1, 0], [0, 1], [1, 0], [0, 1], [1, 1]], [[9, 4, 0, 1], [3, 8, 2, 5]],
          [[8, 2], [5, 5], [1, 9], [4, 4]], [[14, 9, 3], [6, 11, 8], [2, 5, 17]], [[20, 15, 10], [10, 15, 25], [17, 11, 9]],
          [[160, 120, 80], [80, 120, 200]]]

cases = []
for table in FOURFOLD:
    (a, b), (c, d) = table
    free = 0 not in (a + b, c + d, a + c, b + d)
    case = {"table": table, "pValue": fourfold(table), "oddsRatio": odds(table) if free and a + b + c + d < 2000 else None}
    cases.append(case)
print("{\n\"_note\": \"made by fisher-exact.py; bounds are one-sided, an upper end of null is unbounded\",\n\"software\": \"Python %s, mpmath %s\",\n\"fourfold\": ["
      % (sys.version.split()[0], mp.__version__))
print(",\n".join(json.dumps(case) for case in cases))
print("],\n\"larger\": [")
print(",\n".join(json.dumps({"table": table, "pValue": enumerated(table)}) for table in LARGER))
print("]\n}")
