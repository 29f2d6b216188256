"""Oracle of the resampled intervals in src/metrics/drivers: penalty-reward, driver-priorities, importance-performance.

Run in test/golden: python3 driver-draws.py > driver-draws.json
Samples of rows are drawn by the oracle of the generator (random.py), and each is fitted afresh by numpy's lstsq on
repeated rows, with survey weights by weighted least squares; effects below 1e-10 of the outcome's range are 0. Ends lie between two draws on the normal scale, as in
resampling (Davison and Hinkley). A driver fails in a sample in which one of its columns does not vary, all fail where
columns depend on each other.
"""
import contextlib
import csv
import importlib.util
import io
import json
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


def samples(seed, n, draws):
    stream = generator.seeded(seed)
    for _ in range(draws):
        yield numpy.array([generator.below(stream, n) for _ in range(n)])


def ends(values, level):
    ordered = sorted(values)
    n = len(ordered)

    def at(rank):
        k = int(rank)
        if k < 1:
            return ordered[0]
        if k >= n:
            return ordered[-1]
        place = norm.ppf(numpy.array([k, rank, k + 1]) / (n + 1))
        return ordered[k - 1] + (place[1] - place[0]) / (place[2] - place[0]) * (ordered[k] - ordered[k - 1])

    return [float(at((n + 1) * q)) for q in ((1 - level) / 2, (1 + level) / 2)]


def slopes(columns, y, w):
    """Coefficient of each column, NaN for one that does not vary; None where the others depend on each other."""
    varies = [len(set(c)) > 1 for c in columns]
    x = numpy.column_stack([numpy.ones(len(y))] + [c for c, v in zip(columns, varies) if v])
    root = numpy.sqrt(w)[:, None]
    scaled = x * root
    if numpy.linalg.matrix_rank(scaled / numpy.linalg.norm(scaled, axis=0), tol=1e-6) < x.shape[1]:
        return None
    if len(set(y)) == 1:
        return [0.0 if v else numpy.nan for v in varies]
    b = iter(numpy.linalg.lstsq(scaled, y * root[:, 0], rcond=None)[0][1:])
    return [next(b) if v else numpy.nan for v in varies]


def penalty_reward(data, low, high, seed, draws, level):
    x, y, w = data
    asymmetries = [[] for _ in x]
    negligible = 1e-10 * (max(y) - min(y)) / 2
    beyond = lambda effect: effect if effect > negligible else 0
    for rows in samples(seed, len(y), draws):
        dummies = [d for c, a, b in zip(x, low, high) for d in ((c[rows] <= a) * 1.0, (c[rows] >= b) * 1.0)]
        b = slopes(dummies, y[rows], w[rows])
        for j in range(len(x)):
            if b is None:
                continue
            penalty, reward = beyond(-b[2 * j]), beyond(b[2 * j + 1])
            if numpy.isnan(b[2 * j] + b[2 * j + 1]) or penalty + reward == 0:
                continue
            asymmetries[j].append((reward - penalty) / (penalty + reward))
    return {"interval": [ends(a, level) for a in asymmetries], "failed": [draws - len(a) for a in asymmetries]}


def score(y, goal, top):
    return {"mean": y, "top-box": (y >= (top or 0)) * 1.0, "nps": 100.0 * (y >= 9) - 100.0 * (y <= 6)}[goal]


def priorities(data, goal, move, bottom, top, cost, scale, outcome_scale, seed, draws, level):
    x, y, w = data
    least, most = {"mean": outcome_scale, "top-box": (0, 1), "nps": (-100, 100)}[goal]
    s = score(y, goal, top)
    moves = [(c <= bottom) * (bottom + 1 - c) if move == "lift-bottom" else (c < scale[1]) * 1.0 for c in x]
    gains, best = [[] for _ in x], []
    for rows in samples(seed, len(y), draws):
        b = slopes([c[rows] for c in x], s[rows], w[rows])
        if b is None:
            continue
        current = numpy.average(s[rows], weights=w[rows])
        drawn = []
        for j, m in enumerate(moves):
            mean_move = numpy.average(m[rows], weights=w[rows])
            gain = 0.0 if mean_move == 0 else min(max(b[j] * mean_move, least - current), most - current)
            drawn.append(gain)
            if not numpy.isnan(gain):
                gains[j].append(gain)
        if not numpy.isnan(sum(drawn)):
            returns = numpy.array(drawn) / (cost or [1] * len(x))
            leads = returns >= max(returns) - 1e-12 * max(abs(returns))
            best.append(leads / sum(leads))
    return {
        "interval": [ends(g, level) for g in gains],
        "standardError": [float(numpy.std(g, ddof=1)) for g in gains],
        "probabilityBest": [float(p) for p in numpy.mean(best, axis=0)],
        "failed": draws - len(best),
    }


def effects(data, seed, draws, level):
    x, y, w = data
    drawn = []
    for rows in samples(seed, len(y), draws):
        deviation = lambda c: numpy.sqrt(numpy.cov(c[rows], aweights=w[rows], ddof=0))
        b = slopes([c[rows] for c in x], y[rows], w[rows])
        drawn.append([slope * deviation(c) / deviation(y) for slope, c in zip(b, x)])
    return {"interval": [ends([d[j] for d in drawn], level) for j in range(len(x))]}


with open("../../docs/examples/airport-survey/sfo_2017.csv", newline="") as file:
    SFO = list(csv.DictReader(file))
SIX = ["q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens"]


def survey(names, outcome, weighted=False):
    rows = [r for r in SFO if all(r[name] != "" for name in [*names, outcome])]
    column = lambda name: numpy.array([float(r[name]) for r in rows])
    return [column(n) for n in names], column(outcome), column("weight") if weighted else numpy.ones(len(rows))


# one driver with two low answers, which some samples miss, and one with a ceiling that stops the others
SMALL = {
    "wait": [3, 4, 2, 5, 4, 2, 3, 5, 3, 4, 3, 5, 4, 3, 4, 3],
    "food": [3, 5, 3, 4, 5, 1, 1, 5, 2, 3, 3, 5, 2, 4, 1, 5],
    "outcome": [4, 4, 3, 5, 5, 2, 3, 5, 3, 4, 4, 5, 3, 4, 4, 5],
    "happy": [5, 5, 4, 5, 5, 3, 5, 5, 5, 5, 5, 5, 4, 5, 5, 5],
    "weight": [1, 2, 0.5, 1, 3, 1, 1, 0.25, 2, 1, 1, 1.5, 1, 2, 1, 1],
}
small = lambda outcome, weighted: (
    [numpy.array(SMALL[n], float) for n in ("wait", "food")], numpy.array(SMALL[outcome], float),
    numpy.array(SMALL["weight"], float) if weighted else numpy.ones(16))
six = survey(SIX, "q7all")

contrasts = []
for id, data, drivers, outcome, weighted, low, high, seed, draws, level in [
    ("sfo", six, SIX, "q7all", False, 2, 5, 1, 200, 0.95),
    ("sfo_weighted", survey(SIX[:3], "q7all", True), SIX[:3], "q7all", True, 2, 5, 7, 120, 0.9),
    ("small", small("outcome", False), ["wait", "food"], "outcome", False, 2, 5, 11, 399, 0.95),
    ("small_weighted", small("outcome", True), ["wait", "food"], "outcome", True, 2, 5, 12, 399, 0.8),
]:
    result = penalty_reward(data, [low] * len(drivers), [high] * len(drivers), seed, draws, level)
    contrasts.append({"id": id, "drivers": drivers, "outcome": outcome, "weighted": weighted, "low": low, "high": high,
                      "seed": seed, "draws": draws, "confidenceLevel": level, **result})

moves = []
weighted_six = survey(SIX, "nps", True)
for id, data, drivers, outcome, weighted, goal, move, bottom, top, cost, seed, draws, level in [
    ("sfo_mean", six, SIX, "q7all", False, "mean", "one-level-up", None, None, None, 1, 200, 0.95),
    ("sfo_top_cost", six, SIX, "q7all", False, "top-box", "lift-bottom", 3, 5, [1, 5, 1, 2, 2, 2.5], 2, 200, 0.9),
    ("sfo_nps_weighted", weighted_six, SIX, "nps", True, "nps", "lift-bottom", 2, None, None, 3, 150, 0.95),
    ("small_limited", small("happy", False), ["wait", "food"], "happy", False, "top-box", "one-level-up", None, 4, None, 5, 399, 0.95),
    ("small_limited_mean", small("happy", True), ["wait", "food"], "happy", True, "mean", "lift-bottom", 4, None, None, 6, 399, 0.95),
]:
    result = priorities(data, goal, move, bottom, top, cost, (1, 5), (1, 5), seed, draws, level)
    moves.append({"id": id, "drivers": drivers, "outcome": outcome, "weighted": weighted, "goal": goal, "move": move,
                  "bottom": bottom, "topFrom": top, "cost": cost, "seed": seed, "draws": draws, "confidenceLevel": level, **result})

standardized = [
    {"id": id, "weighted": weighted, "drivers": SIX, "outcome": "q7all", "seed": seed, "draws": draws, "confidenceLevel": level,
     **effects(survey(SIX, "q7all", weighted), seed, draws, level)}
    for id, weighted, seed, draws, level in [("sfo", False, 1, 200, 0.95), ("sfo_weighted", True, 4, 150, 0.9)]
]


def lines(cases):
    return ",\n".join(json.dumps(case) for case in cases)


print('{\n"_note": "made by driver-draws.py",')
print(f'"software": "Python {platform.python_version()}, numpy {numpy.__version__}, scipy {scipy.__version__}",')
print(f'"small": {json.dumps(SMALL)},')
print(f'"penaltyReward": [\n{lines(contrasts)}\n],\n"priorities": [\n{lines(moves)}\n],\n"effects": [\n{lines(standardized)}\n]\n}}')
