"""Oracle of the standard error of cronbachAlpha() where alpha is near 1: psych subtracts numbers near 1 and has five digits.

Run in test/golden: python3 cronbach-alpha.py > cronbach-alpha-error.json (mpmath, 40 digits; reads cronbach-alpha.json)

van Zyl, Neudecker and Nel's formula, as psych's alpha() has it, of the printed items of cronbach-alpha.R.
"""
import json
import mpmath as mp

mp.mp.dps = 40


def error(columns):
    rows = [row for row in zip(*columns) if None not in row]
    n, k = len(rows), len(columns)
    columns = [[mp.mpf(value) for value in column] for column in zip(*rows)]
    means = [mp.fsum(column) / n for column in columns]
    v = [[mp.fsum((a - m) * (b - l) for a, b in zip(x, y)) / (n - 1) for y, l in zip(columns, means)] for x, m in zip(columns, means)]
    total = mp.fsum(map(mp.fsum, v))
    trace = mp.fsum(v[i][i] for i in range(k))
    trace_of_square = mp.fsum(x * x for row in v for x in row)
    sum_of_square = mp.fsum(mp.fsum(row) ** 2 for row in v)
    q = 2 * mp.mpf(k) ** 2 / ((k - 1) ** 2 * total**3) * (total * (trace_of_square + trace**2) - 2 * trace * sum_of_square)
    return float(mp.sqrt(q / n))


with open("cronbach-alpha.json") as file:
    cases = [case for case in json.load(file)["cases"] if case["items"] is not None]
errors = {case["id"]: error(case["items"].values()) for case in cases}
print("{\n\"_note\": \"made by cronbach-alpha.py\",\n\"software\": \"mpmath %s\",\n\"errors\": %s\n}" % (mp.__version__, json.dumps(errors, indent=1)))
