"""Oracle of src/metrics/drivers: shares of R², dominance, Owen's values and resampled intervals by brute force.

Run in test/golden: python3 driver-importance.py > driver-importance.json
R² of every subset of drivers is that of numpy's lstsq on the rows themselves (times the root of their weights). Shapley
shares and conditional dominance are averages of gains over subsets, Owen's values averages over all orders of drivers
that no group interrupts (swiss), or over subsets of groups and of a group's drivers (mtcars). Relative weights are
Johnson's formula with numpy's eigh. Samples of rows are drawn by the oracle of the generator (random.py); one fails
whose outcome is constant or that has no more different rows than coefficients. Ends of intervals lie between two draws
on the normal scale (Davison and Hinkley 1997, chapter 5).
"""
import contextlib
import csv
import importlib.util
import io
import itertools
import json
import math
import platform
import sys

spec = importlib.util.spec_from_file_location("generator", "random.py")
generator = importlib.util.module_from_spec(spec)
with contextlib.redirect_stdout(io.StringIO()):
    spec.loader.exec_module(generator)
sys.path.pop(0)  # random.py of this folder is not Python's
import numpy
import scipy
from scipy.stats import norm


def table(name):
    with open(f"data/{name}") as file:
        return list(csv.DictReader(file))


def columns(rows, names):
    return numpy.array([[float(row[name]) for name in names] for row in rows])


def centred(x, weights):
    return (x - numpy.average(x, axis=0, weights=weights)) * numpy.sqrt(weights)[:, None]


def r_squared(x, y, weights):
    """R² of every subset of the columns of x, by the set of their places."""
    p = x.shape[1]
    # lengths of 1 keep lstsq's judgement of rank apart from units
    z = centred(x, weights)
    z = z / numpy.where(numpy.linalg.norm(z, axis=0) > 0, numpy.linalg.norm(z, axis=0), 1)
    outcome = centred(y[:, None], weights)[:, 0]
    total = outcome @ outcome
    found = {frozenset(): 0.0}
    for size in range(1, p + 1):
        for subset in itertools.combinations(range(p), size):
            own = z[:, subset]
            residual = outcome - own @ numpy.linalg.lstsq(own, outcome, rcond=1e-10)[0]
            found[frozenset(subset)] = 1 - residual @ residual / total
    return found


def conditional(explained, p):
    gains = numpy.zeros((p, p))
    for j in range(p):
        rest = [k for k in range(p) if k != j]
        for size in range(p):
            every = [explained[frozenset(s) | {j}] - explained[frozenset(s)] for s in itertools.combinations(rest, size)]
            gains[j, size] = math.fsum(every) / len(every)
    return gains


def complete(explained, p, near=1e-12):
    found = []
    for j, k in itertools.permutations(range(p), 2):
        rest = [m for m in range(p) if m not in (j, k)]
        leads = [
            explained[frozenset(s) | {j}] - explained[frozenset(s) | {k}]
            for size in range(p - 1)
            for s in itertools.combinations(rest, size)
        ]
        if min(leads) >= -near and max(leads) > near:
            found.append([j, k])
    return found


def owen_by_orders(explained, groups):
    p = sum(len(group) for group in groups)
    gains = numpy.zeros(p)
    orders = 0
    for order_of_groups in itertools.permutations(groups):
        for inside in itertools.product(*(itertools.permutations(group) for group in order_of_groups)):
            orders += 1
            before = frozenset()
            for j in itertools.chain(*inside):
                gains[j] += explained[before | {j}] - explained[before]
                before |= {j}
    return gains / orders


def owen_by_subsets(explained, groups):
    m = len(groups)
    gains = numpy.zeros(sum(len(group) for group in groups))
    for g, group in enumerate(groups):
        others = groups[:g] + groups[g + 1:]
        for count in range(m):
            for chosen in itertools.combinations(others, count):
                before = frozenset(itertools.chain(*chosen))
                for j in group:
                    rest = [k for k in group if k != j]
                    for size in range(len(group)):
                        for inside in itertools.combinations(rest, size):
                            weight = 1 / (m * math.comb(m - 1, count) * len(group) * math.comb(len(group) - 1, size))
                            with_inside = before | set(inside)
                            gains[j] += weight * (explained[with_inside | {j}] - explained[with_inside])
    return gains


def johnson(x, y, weights):
    z = centred(x, weights)
    z = z / numpy.linalg.norm(z, axis=0)
    outcome = centred(y[:, None], weights)[:, 0]
    outcome = outcome / numpy.linalg.norm(outcome)
    values, vectors = numpy.linalg.eigh(z.T @ z)
    loadings = vectors @ numpy.diag(numpy.sqrt(values)) @ vectors.T
    coefficients = numpy.linalg.solve(loadings, z.T @ outcome)
    return (loadings**2) @ coefficients**2


def ends(values, level):
    ordered = sorted(values)
    n = len(ordered)

    def at(rank):
        k = int(rank)
        if k < 1:
            return ordered[0]
        if k >= n:
            return ordered[-1]
        low, middle, high = (norm.ppf(r / (n + 1)) for r in (k, rank, k + 1))
        return ordered[k - 1] + (middle - low) / (high - low) * (ordered[k] - ordered[k - 1])

    return [at((n + 1) * (1 - level) / 2), at((n + 1) * (1 + level) / 2)]


def resampled(x, y, weights, shares_of, groups, seed, draws, level):
    n, p = x.shape
    stream = generator.seeded(seed)
    kept, explained = [], []
    for _ in range(draws):
        rows = numpy.array([generator.below(stream, n) for _ in range(n)])
        if len(set(rows)) <= p + 1 or len(set(y[rows])) == 1:
            continue
        kept.append(shares_of(x[rows], y[rows], weights[rows]))
        explained.append(r_squared(x[rows], y[rows], weights[rows])[frozenset(range(p))])
    kept = numpy.array(kept)
    relative = kept / numpy.array(explained)[:, None]
    ranks = numpy.zeros((p, p))
    for shares in kept:
        for place, j in enumerate(sorted(range(p), key=lambda k: -shares[k])):
            ranks[j, place] += 1
    wins = [[0.5 if j == k else float(numpy.mean(kept[:, j] > kept[:, k])) for k in range(p)] for j in range(p)]
    result = {
        "seed": seed,
        "draws": draws,
        "confidenceLevel": level,
        "failed": draws - len(kept),
        "intervals": [ends(kept[:, j], level) for j in range(p)],
        "relativeIntervals": [ends(relative[:, j], level) for j in range(p)],
        "rankProbabilities": (ranks / len(kept)).tolist(),
        "pairwise": wins,
    }
    if groups is not None:
        result["groupIntervals"] = [ends(kept[:, group].sum(axis=1), level) for group in groups]
        result["relativeGroupIntervals"] = [ends(relative[:, group].sum(axis=1), level) for group in groups]
    return result


def lmg(x, y, weights):
    return conditional(r_squared(x, y, weights), x.shape[1]).mean(axis=1)


def last(x, y, weights):
    return conditional(r_squared(x, y, weights), x.shape[1])[:, -1]


def owen(groups):
    return lambda x, y, weights: owen_by_orders(r_squared(x, y, weights), groups)


def case(name, file, outcome, drivers, groups=None, weights=None, rows=None, boots=(), shares="lmg"):
    data = table(file)[:rows]
    x = columns(data, drivers)
    y = columns(data, [outcome])[:, 0]
    w = numpy.ones(len(y)) if weights is None else numpy.array([1 + (5 * i) % 7 for i in range(len(y))]) / 2
    p = len(drivers)
    explained = r_squared(x, y, w)
    gains = conditional(explained, p)
    result = {
        "name": name,
        "csv": file,
        "outcome": outcome,
        "drivers": drivers,
        "n": len(y),
        "weights": None if weights is None else w.tolist(),
        "rSquared": explained[frozenset(range(p))],
        "lmg": gains.mean(axis=1).tolist(),
        "conditional": gains.tolist(),
        "completeDominance": [[drivers[j], drivers[k]] for j, k in complete(explained, p)],
        "johnson": johnson(x, y, w).tolist(),
    }
    if groups is not None:
        result["groups"] = [[drivers[j] for j in group] for group in groups]
        result["owen"] = (owen_by_orders if p <= 6 else owen_by_subsets)(explained, groups).tolist()
        if p <= 6:
            assert numpy.allclose(result["owen"], owen_by_subsets(explained, groups).tolist(), rtol=1e-12, atol=0)
    ways = {"lmg": lmg, "last": last, "johnson": johnson, "owen": owen(groups) if groups else None}
    result["resampled"] = [
        {"method": way, **resampled(x, y, w, ways[way], groups if way == "owen" else None, *settings)}
        for way, *settings in boots
    ]
    return result


SWISS = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]
MTCARS = ["cyl", "disp", "hp", "drat", "wt", "qsec", "vs", "am", "gear", "carb"]

print(json.dumps({
    "_note": "made by driver-importance.py; weights are (1 + 5 i mod 7) / 2 for row i from 0",
    "software": f"Python {platform.python_version()}, numpy {numpy.__version__}, scipy {scipy.__version__}",
    "cases": [
        case("swiss", "r_swiss.csv", "Fertility", SWISS, [[0, 1, 2], [3, 4]],
             boots=[("lmg", 1, 200, 0.95), ("johnson", 7, 300, 0.9), ("owen", 3, 100, 0.95), ("last", 2, 100, 0.9)]),
        case("swiss, one group and drivers alone", "r_swiss.csv", "Fertility", SWISS, [[1, 3], [0], [2], [4]]),
        case("swiss, weighted", "r_swiss.csv", "Fertility", SWISS, weights=True, boots=[("lmg", 1, 200, 0.95)]),
        case("swiss, nine rows", "r_swiss.csv", "Fertility", SWISS[:3], rows=9, boots=[("lmg", 5, 200, 0.95)]),
        case("mtcars", "r_mtcars.csv", "mpg", MTCARS, [[0, 1, 2, 4], [5, 6], [3], [7, 8, 9]]),
    ],
}, indent=1))
