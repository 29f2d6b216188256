"""Oracle of the rank correlations: exact null distributions, and the standard error of tau-b, in whole numbers.

Run in test/golden: python3 rank-correlation.py > rank-correlation.json

Spearman: permutations counted by their sum of squared rank differences, over sets of partners; every permutation is
listed for n <= 8 as a check. Kendall: permutations counted by inversions, all listed for n <= 8. Standard error of
tau-b: Brown and Benedetti's asymptotic variance from the contingency table, as software prints it (ASE), checked
against the spread of numerical derivatives of tau-b by the cells' shares (the delta method).
"""
import itertools
import json
import platform
from collections import Counter
from decimal import Decimal, getcontext
from fractions import Fraction
from math import factorial

getcontext().prec = 40


def spearman_counts(n):
    ways = {frozenset(): Counter({0: 1})}
    for rank in range(1, n + 1):
        following = {}
        for taken, counts in ways.items():
            for partner in set(range(1, n + 1)) - taken:
                into = following.setdefault(taken | {partner}, Counter())
                for total, count in counts.items():
                    into[total + (rank - partner) ** 2] += count
        ways = following
    return ways[frozenset(range(1, n + 1))]


def kendall_counts(n):
    counts = [1]
    for m in range(2, n + 1):
        following = [0] * (len(counts) + m - 1)
        for k, count in enumerate(counts):
            for j in range(m):
                following[k + j] += count
        counts = following
    return counts


for n in range(2, 9):
    listed, inversions = Counter(), Counter()
    for p in itertools.permutations(range(n)):
        listed[sum((i - v) ** 2 for i, v in enumerate(p))] += 1
        inversions[sum(a > b for a, b in itertools.combinations(p, 2))] += 1
    assert listed == spearman_counts(n)
    assert [inversions[k] for k in range(n * (n - 1) // 2 + 1)] == kendall_counts(n)


def spearman(n):
    counts = spearman_counts(n)
    assert sum(counts.values()) == factorial(n)
    below, at_most = 0, []
    for s in range(0, (n**3 - n) // 3 + 1, 2):
        below += counts[s]
        at_most.append(below)
    return {"n": n, "permutations": factorial(n), "atMost": at_most}


def kendall(n, ts):
    counts = kendall_counts(n)
    total = factorial(n)
    return [{"n": n, "t": t, "cdf": float(Fraction(sum(counts[: t + 1]), total))} for t in ts]


def delta_method(table):
    """Standard error from how tau-b moves when a little weight is added to each cell."""
    n = sum(map(sum, table))
    step = Decimal(10) ** -15
    slopes = []
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            if count:
                moved = [[v / Decimal(n) + (step if (k, l) == (i, j) else 0) for l, v in enumerate(r)]
                         for k, r in enumerate(table)]
                slopes.append((count, (statistic(moved) - statistic(table)) / step))
    middle = sum(count * slope for count, slope in slopes) / n
    return (sum(count * (slope - middle) ** 2 for count, slope in slopes) / n**2).sqrt()


def statistic(table):
    n = sum(map(sum, table))
    by_row = [sum(row) for row in table]
    by_column = [sum(column) for column in zip(*table)]
    cells = [(i, j) for i in range(len(table)) for j in range(len(by_column))]
    difference = sum(
        table[i][j] * table[k][l] * (1 if (k - i) * (l - j) > 0 else -1)
        for (i, j), (k, l) in itertools.product(cells, cells) if (k - i) * (l - j) != 0
    )
    size = (n * n - sum(v * v for v in by_row)) * (n * n - sum(v * v for v in by_column))
    return Decimal(difference) / Decimal(size).sqrt()


def tau_b(table):
    rows, columns = len(table), len(table[0])
    cells = [(i, j) for i in range(rows) for j in range(columns)]
    n = sum(map(sum, table))
    by_row = [sum(row) for row in table]
    by_column = [sum(row[j] for row in table) for j in range(columns)]

    def d(i, j):
        return sum(
            table[k][l] * (1 if (k - i) * (l - j) > 0 else -1)
            for k, l in cells if (k - i) * (l - j) != 0
        )

    w_r = n * n - sum(v * v for v in by_row)
    w_c = n * n - sum(v * v for v in by_column)
    w = (Decimal(w_r) * Decimal(w_c)).sqrt()
    tau = Decimal(sum(table[i][j] * d(i, j) for i, j in cells)) / w
    squares = sum(
        table[i][j] * (2 * w * d(i, j) + tau * (by_row[i] * w_c + by_column[j] * w_r)) ** 2 for i, j in cells
    )
    variance = (squares - n**3 * tau**2 * (w_r + w_c) ** 2) / w**4
    assert abs(delta_method(table) / variance.sqrt() - 1) < Decimal("1e-12")
    assert abs(statistic(table) - tau) < Decimal("1e-30")
    return {"table": table, "tauB": float(tau), "standardError": float(variance.sqrt())}


TABLES = [
    # satisfaction by recommendation, made up: a diagonal, a ceiling, a gap, no association
    [[5, 3, 1], [2, 6, 4], [1, 2, 9]],
    [[0, 1, 0, 2, 3], [0, 0, 1, 4, 6], [1, 0, 2, 9, 31]],
    [[7, 0], [1, 4]],
    [[10, 10, 10], [10, 10, 10]],
    [[0, 0, 8], [0, 5, 0], [9, 1, 0]],
    # no ties: y is 2 1 4 3 6 5 7
    [[1 if j == p else 0 for j in range(7)] for p in [1, 0, 3, 2, 5, 4, 6]],
]

print(json.dumps({
    "_note": "made by rank-correlation.py; atMost[k] counts the permutations with a sum of squares of at most 2k",
    "software": f"Python {platform.python_version()}",
    "spearman": [spearman(n) for n in range(2, 13)],
    "kendall": [
        *kendall(5, range(11)), *kendall(20, [0, 3, 40, 94, 95, 96, 150, 187, 189]),
        *kendall(49, [0, 1, 200, 400, 587, 588, 700, 900, 1100, 1175]),
    ],
    "tauB": [tau_b(table) for table in TABLES],
}))
