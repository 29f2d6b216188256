"""Oracle of src/numerics/least-squares.ts: least squares in exact rational arithmetic on the doubles themselves.

Run: python3 test/golden/exact-least-squares.py > test/golden/exact-least-squares.json
Where NIST certifies the solution for decimal data, this is the solution for the doubles that JavaScript holds, so the
two differ where rounding x^k to a double moves it (Filip: 8 digits agree). Predictors of `columns` cases are listed.
"""

import csv
import json
import pathlib
import platform
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
DATA = pathlib.Path(__file__).parent / "data"


def solve(columns, y):
    """Normal equations over the rationals: nothing rounds, so their condition does not matter."""
    p = len(columns)
    n = len(y)
    X = [[Fraction(v) for v in c] for c in columns]
    y = [Fraction(v) for v in y]
    dot = lambda a, b: sum(u * v for u, v in zip(a, b))
    m = [[dot(a, b) for b in X] + [dot(a, y)] + [Fraction(int(i == j)) for j in range(p)] for i, a in enumerate(X)]
    for k in range(p):
        pivot = next(i for i in range(k, p) if m[i][k] != 0)
        m[k], m[pivot] = m[pivot], m[k]
        m[k] = [v / m[k][k] for v in m[k]]
        for i in range(p):
            if i != k and m[i][k] != 0:
                f = m[i][k]
                m[i] = [a - f * b for a, b in zip(m[i], m[k])]
    b = [row[p] for row in m]
    residuals = [v - sum(c[i] * bj for c, bj in zip(X, b)) for i, v in enumerate(y)]
    rss = dot(residuals, residuals)
    return b, rss, [m[j][p + 1 + j] for j in range(p)], residuals


def root(f):
    return (Decimal(f.numerator) / Decimal(f.denominator)).sqrt()


def number(x):
    """Nearest double, as a string of 17 digits."""
    return repr(float(Fraction(x) if isinstance(x, Decimal) else x))


def case(name, columns, y, listed):
    b, rss, c, residuals = solve(columns, y)
    df = len(y) - len(columns)
    return {
        "name": name,
        **({"columns": columns, "outcome": y} if listed else {}),
        "coefficients": [number(v) for v in b],
        "standardErrors": [number(root(rss / df * v)) for v in c],
        "residualNorm": number(root(rss)),
        "residuals": [number(v) for v in residuals],
    }


def polynomial(name, degree):
    rows = list(csv.DictReader(open(DATA / "nist" / f"{name}.csv")))
    x = [float(r["x"]) for r in rows]
    powers = [[1.0] * len(x), x]
    for _ in range(2, degree + 1):
        powers.append([a * b for a, b in zip(powers[-1], x)])  # rounded once a step, as the test does
    return case(name, powers, [float(r["y"]) for r in rows], False)


small = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0]
other = [2.0, 7.0, 1.0, 8.0, 2.0, 8.0, 1.0, 8.0, 2.0, 8.0]
ones = [1.0] * 10
outcome = [4.0, 4.5, 5.0, 4.75, 6.0, 11.0, 2.5, 9.25, 6.0, 7.5]
shifted = lambda values, offset: [v + offset for v in values]
times = lambda values, factor: [v * factor for v in values]

print(json.dumps({
    "_note": "made by exact-least-squares.py; numbers are the doubles nearest to the exact results",
    "software": f"Python {platform.python_version()} fractions",
    "cases": [
        polynomial("Filip", 10),
        polynomial("Wampler2", 5),
        polynomial("Pontius", 2),
        case("plain", [ones, small, other], outcome, True),
        case("predictor offset 1e9", [ones, shifted(small, 1e9), other], outcome, True),
        case("both predictors offset 1e9", [ones, shifted(small, 1e9), shifted(other, 1e9)], outcome, True),
        case("outcome offset 1e9", [ones, small, other], shifted(outcome, 1e9), True),
        case("outcome offset 1e15", [ones, small, other], shifted(outcome, 1e15), True),
        case("predictors 1e300 and 1e-300", [ones, times(small, 1e300), times(other, 1e-300)], outcome, True),
        case("outcome 1e300", [ones, small, other], times(outcome, 1e300), True),
        case("outcome 1e-300", [ones, small, other], times(outcome, 1e-300), True),
        case("no intercept", [small, other], outcome, True),
        case("nearly equal columns", [ones, small, [v + 1e-9 * w for v, w in zip(small, other)]], outcome, True),
    ],
}, indent=1))
