"""Resamples as src/statistics/resampling draws them, from the oracle of the generator (random.py).

Run in test/golden: python3 resamples.py > resamples.json
bootstrap: row i holds the rows of draw i, counted from 0: n integers below n from one stream, draw after draw.
permutation: row i holds what arrangement i puts in the smaller group, of the numbers from 0: each draw goes on from the
order that the last one left, and exchanges each of the first places with one drawn from it and all that follow.
"""
import contextlib
import importlib.util
import io
import json
import platform

spec = importlib.util.spec_from_file_location("generator", "random.py")
generator = importlib.util.module_from_spec(spec)
with contextlib.redirect_stdout(io.StringIO()):
    spec.loader.exec_module(generator)


def matrix(seed, n, draws):
    stream = generator.seeded(seed)
    return [[generator.below(stream, n) for _ in range(n)] for _ in range(draws)]


def shuffles(seed, n, smaller, draws):
    stream = generator.seeded(seed)
    order, groups = list(range(n)), []
    for _ in range(draws):
        for i in range(smaller):
            j = i + generator.below(stream, n - i)
            order[i], order[j] = order[j], order[i]
        groups.append(order[:smaller])
    return groups


def lines(cases):
    return ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)


bootstrap = [
    {"seed": seed, "n": n, "draws": draws, "rows": matrix(seed, n, draws)}
    for seed, n, draws in [(1, 10, 399), (7, 12, 299), (2**53 - 1, 15, 199)]
]
permutation = [
    {"seed": seed, "n": n, "smaller": smaller, "draws": draws, "groups": shuffles(seed, n, smaller, draws)}
    for seed, n, smaller, draws in [(1, 14, 5, 100), (12345, 30, 15, 100)]
]
print('{\n"_note": "made by resamples.py",')
print(f'"software": "Python {platform.python_version()}",')
print(f'"bootstrap": [\n{lines(bootstrap)}\n],\n"permutation": [\n{lines(permutation)}\n]\n}}')
