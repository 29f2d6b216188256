"""Oracle of src/statistics/summaries/cross-products.ts: means and centred sums of products in exact rational arithmetic.

Run in test/golden: python3 -P cross-products.py > cross-products.json (-P since random.py there is not Python's)
Each number is the sum of two doubles, [nearest to the exact one, nearest to the rest]. Tables are read from data/ or listed.
"""
import csv
import json
import platform
import random
from fractions import Fraction


def parts(exact):
    high = float(exact)
    return [high, float(exact - Fraction(high))]


def case(name, columns, frequencies=None, source=None):
    counts = frequencies or [1] * len(columns[0])
    n = sum(counts)
    x = [[Fraction(v) for v in column] for column in columns]
    means = [sum(f * v for f, v in zip(counts, c)) / n for c in x]
    d = [[v - m for v in c] for c, m in zip(x, means)]
    products = [sum(f * a * b for f, a, b in zip(counts, d[i], d[j])) for i in range(len(d)) for j in range(i + 1)]
    return {"name": name, **(source or {"columns": columns}), "frequencies": frequencies, "n": n,
            "means": [parts(m) for m in means], "products": [parts(s) for s in products]}


def read(path, names):
    rows = list(csv.DictReader(open(f"data/{path}")))
    return case(path, [[float(r[c]) for r in rows] for c in names], source={"csv": path, "names": names})


draw = random.Random(3)
gauss = [[draw.gauss(0, 1) for _ in range(40)] for _ in range(3)]
gauss[2] = [a + b + 1e-6 * c for a, b, c in zip(*gauss)]
ratings = [[float(draw.randint(1, 5)) for _ in range(40)] for _ in range(3)]
skewed = [[draw.lognormvariate(3, 2) for _ in range(40)] for _ in range(3)]
each = lambda f, columns: [[f(v) for v in column] for column in columns]

print(json.dumps({
    "_note": "made by cross-products.py; numbers are [high, low]",
    "software": f"Python {platform.python_version()} fractions",
    "cases": [
        read("nist/Longley.csv", ["y", "x1", "x2", "x3", "x4", "x5", "x6"]),
        read("r_attitude.csv", ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"]),
        case("normal values", gauss),
        case("ratings", ratings),
        case("ratings near the top", each(lambda v: min(5.0, 3.0 + v / 2), ratings)),
        case("skewed values, some far below the mean", each(lambda v: 100 + v, skewed)),
        case("tenths", each(lambda v: v / 10, ratings)),
        case("offset 1e9", each(lambda v: 1e9 + v, gauss)),
        case("offset -1e15", each(lambda v: -1e15 + v, gauss)),
        case("size 1e149", each(lambda v: 1e149 * v, gauss)),
        case("size 1e-140", each(lambda v: 1e-140 * v, gauss)),
        case("sizes apart", [gauss[0], each(lambda v: 1e-120 * v, gauss)[1], each(lambda v: 1e100 * v, gauss)[2]]),
        case("a constant column", [gauss[0], [0.1] * 40, gauss[1]]),
        case("two rows", [[1.0, 2.5], [0.1, 0.3]]),
        case("one row", [[0.1], [-7.25]]),
        case("frequencies", gauss, [draw.choice([1, 2, 3, 7, 10**6]) for _ in range(40)]),
        case("frequencies that centre elsewhere", [[100.3, 0.1, 7.7], [5.0, 1.0, 2.0]], [10**12, 1, 3]),
    ],
}, indent=0).replace(",\n", ", ").replace("[\n", "[").replace("\n]", "]"))
