"""Oracle of src/metrics/experiments/nps/compare-nps-paired.ts: the change of a score among the same customers.

Run in test/golden: python3 nps-paired.py > nps-paired.json (mpmath 1.3.0, 40 digits)

Tables are rows of [to promoter, to passive, to detractor], from promoters, passives and detractors. For `adjusted-wald`
three customers are added to the nine cells as the outer product of (1/4, 1/2, 1/4) with itself, and mean and variance of
the change are those of the adjusted table; that each margin then gets 3/4, 3/2, 3/4 is asserted. `wald` is from the table
itself, `null` where all changed alike. Weighted customers: the linearised variance with divisor n/(n-1), and the effective
number of customers that gives that variance unweighted, at most Kish's, which the table's shares are multiplied by.
`against` are p-values of the hypotheses that the change is -10 points or less, and 10 points or more.
"""
import json
import mpmath as mp

mp.mp.dps = 40

NET = (1, 0, -1)
CELLS = [(i, j) for i in range(3) for j in range(3)]
SPREAD = (mp.mpf(1) / 4, mp.mpf(1) / 2, mp.mpf(1) / 4)


def tail(z):
    return mp.erfc(z / mp.sqrt(2)) / 2


def normal(centre, error):
    z = centre / error
    quantile = {l: mp.sqrt(2) * mp.erfinv(mp.mpf(l)) for l in ("0.9", "0.95", "0.99")}
    return {
        "statistic": float(z), "pValue": float(2 * tail(abs(z))),
        "against": [float(tail((centre + 10) / error)), float(tail((10 - centre) / error))],
        "intervals": {l: [float(max(-200, centre - q * error)), float(min(200, centre + q * error))]
                      for l, q in quantile.items()},
    }


def change(table):
    """Mean change in points, its plug-in error, and the variance of one customer's change."""
    n = mp.fsum(table[i][j] for i, j in CELLS)
    mean = mp.fsum(table[i][j] * (NET[j] - NET[i]) for i, j in CELLS) / n
    variance = mp.fsum(table[i][j] * (NET[j] - NET[i] - mean) ** 2 for i, j in CELLS) / n
    return 100 * mean, 100 * mp.sqrt(variance / n), variance


def adjusted(table):
    added = [[table[i][j] + 3 * SPREAD[i] * SPREAD[j] for j in range(3)] for i in range(3)]
    for i in range(3):
        assert abs(mp.fsum(added[i]) - mp.fsum(table[i]) - 3 * SPREAD[i]) < mp.mpf(10) ** -25
        assert abs(mp.fsum(added[k][i] - table[k][i] for k in range(3)) - 3 * SPREAD[i]) < mp.mpf(10) ** -25
    return change(added)


def result(table, estimate, error, effective):
    return {
        "estimate": float(estimate), "standardError": float(error),
        "adjusted-wald": normal(*adjusted(effective)[:2]),
        "wald": normal(estimate, error) if error > 0 else None,
    }


def counted(table):
    table = [[mp.mpf(k) for k in row] for row in table]
    estimate, error, _ = change(table)
    return result(table, estimate, error, table)


def weighted(rows):
    """From (from, to, weight), the groups being 0, 1 and 2."""
    rows = [(i, j, mp.mpf(w)) for i, j, w in rows]
    n, total = len(rows), mp.fsum(w for *_, w in rows)
    table = [[mp.fsum(w for a, b, w in rows if (a, b) == (i, j)) / total for j in range(3)] for i in range(3)]
    estimate, _, spread = change(table)
    variance = mp.fsum((w * (NET[j] - NET[i] - estimate / 100)) ** 2 for i, j, w in rows) / total**2 * n / (n - 1)
    effective = min(total**2 / mp.fsum(w**2 for *_, w in rows), spread / variance)
    return result(table, estimate, 100 * mp.sqrt(variance), [[share * effective for share in row] for row in table])


TABLES = [
    ((20, 3, 2), (8, 12, 1), (4, 3, 7)),
    ((215, 31, 12), (54, 160, 22), (18, 25, 63)),
    # one customer; all stay; all move alike; from one end to the other
    ((1, 0, 0), (0, 0, 0), (0, 0, 0)),
    ((0, 0, 0), (0, 0, 0), (1, 0, 0)),
    ((30, 0, 0), (0, 20, 0), (0, 0, 10)),
    ((0, 12, 0), (0, 0, 9), (0, 0, 0)),
    ((0, 0, 0), (0, 0, 0), (25, 0, 0)),
    ((0, 0, 100), (0, 0, 0), (0, 0, 0)),
    # one changes, of many
    ((500, 0, 1), (0, 300, 0), (0, 0, 199)),
    # without any order
    ((5, 5, 5), (5, 5, 5), (5, 5, 5)),
    ((10**8, 10**7, 10**7), (10**7 + 10**4, 10**8, 10**6), (10**7, 10**6, 10**8)),
]
WEIGHTED = [
    [(i, j, 1 + (3 * i + 5 * j + k) % 7 / 4) for i, j in CELLS for k in range(1 + (2 * i + 4 * j) % 5)],
    # a few light answers on one side
    [(0, 0, 9)] * 20 + [(1, 0, "0.125")] * 3,
]
cases = [{"table": [list(row) for row in table], **counted(table)} for table in TABLES]
surveys = [{"rows": [[i, j, float(w)] for i, j, w in rows], **weighted(rows)} for rows in WEIGHTED]
print("{\n\"_note\": \"made by nps-paired.py; tables are rows from, columns to promoters, passives, detractors\",\n"
      "\"software\": \"mpmath %s\",\n\"cases\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("],\n\"weighted\": [")
print(",\n".join(json.dumps(case) for case in surveys))
print("]\n}")
