"""Oracle of src/statistics/estimates/mean-score.ts: the score test of the mean of values -2 to 2 (changes of customers' groups).

Run in test/golden: python3 mean-score.py > mean-score.json (mpmath 1.3.0, 40 digits)

The likeliest shares with a given mean delta are c / (n + l (v - delta)), with the l that makes them add up to 1, found by
bisection at delta itself; where l reaches the end at which the share of an outermost value without an answer may be
anything, that value gets what the others leave. That no shares are likelier is checked against random ones with the same
mean, near and far. The statistic is the short mean over its error under these shares; interval ends are bisected in delta.
"""
import json
import random
import mpmath as mp

mp.mp.dps = 40

VALUES = (-2, -1, 0, 1, 2)
COUNTS = [
    (2, 3, 10, 8, 4), (1, 0, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 30, 0, 0), (0, 0, 0, 25, 0), (0, 4, 70, 12, 0),
    (0, 0, 0, 0, 40), (5, 0, 0, 0, 5), (1, 1, 1, 1, 1), (0, 1, 998, 0, 1), (3, 40, 130, 22, 5), (0, 0, 12, 3, 0),
    (10**6, 3 * 10**6, 8 * 10**6, 3 * 10**6, 10**6 + 5000), ("0.25", "1.5", "7.75", "3.125", "0.5"),
]
POINTS = ["-1.9", "-0.6", "0", "0.1", "1.4"]
LEVELS = ["0.8", "0.95", "0.999"]


def bisect(falling, low, high):
    for _ in range(150):
        middle = (low + high) / 2
        if falling(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def likeliest(counts, delta):
    """Shares for a delta below the observed mean."""
    n = mp.fsum(counts)
    end = n / (delta - VALUES[0])
    shares = lambda l: [c / (n + l * (v - delta)) if c else mp.mpf(0) for c, v in zip(counts, VALUES)]
    slope = lambda l: mp.fsum(f * (v - delta) for f, v in zip(shares(l), VALUES))
    if counts[0] == 0 and slope(end) >= 0:
        rest = shares(end)
        return [1 - mp.fsum(rest)] + rest[1:]
    return shares(bisect(slope, mp.mpf(0), end * (1 - mp.mpf(10) ** -35)))


def likelihood(counts, shares):
    return mp.fsum(c * mp.log(f) if f > 0 else -mp.inf for c, f in zip(counts, shares) if c)


def check(counts, shares, delta):
    assert abs(mp.fsum(shares) - 1) < mp.mpf(10) ** -30 and min(shares) >= 0
    assert abs(mp.fsum(f * v for f, v in zip(shares, VALUES)) - delta) < mp.mpf(10) ** -30
    best = likelihood(counts, shares)
    for _ in range(200):
        # a direction that changes neither sum nor mean
        i, j, k = random.sample(range(5), 3)
        step = [mp.mpf(0)] * 5
        step[i], step[j], step[k] = mp.mpf(VALUES[j] - VALUES[k]), mp.mpf(VALUES[k] - VALUES[i]), mp.mpf(VALUES[i] - VALUES[j])
        size = random.choice([-1, 1]) * mp.mpf(10) ** -random.randint(1, 8)
        other = [f + size * s for f, s in zip(shares, step)]
        assert min(other) < 0 or likelihood(counts, other) <= best, (counts, delta)


def statistic(counts, delta, checked=False):
    n = mp.fsum(counts)
    short = mp.fsum(c * v for c, v in zip(counts, VALUES)) / n - delta
    if short == 0:
        return mp.mpf(0)
    if short < 0:
        return -statistic(counts[::-1], -delta, checked)
    shares = likeliest(counts, delta)
    if checked:
        check(counts, shares, delta)
    return short / mp.sqrt(mp.fsum(f * (v - delta) ** 2 for f, v in zip(shares, VALUES)) / n)


def lower(counts, z):
    observed = mp.fsum(c * v for c, v in zip(counts, VALUES)) / mp.fsum(counts)
    return observed if observed == -2 else bisect(lambda delta: statistic(counts, delta) - z, mp.mpf(-2), observed)


random.seed(1)
cases = []
for given in COUNTS:
    counts = [mp.mpf(c) for c in given]
    scores = {point: float(statistic(counts, mp.mpf(point), True)) for point in POINTS}
    intervals = {}
    for level in LEVELS:
        z = mp.sqrt(2) * mp.erfinv(mp.mpf(level))
        intervals[level] = [float(lower(counts, z)), float(-lower(counts[::-1], z))]
    cases.append({"counts": [float(c) for c in counts], "scores": scores, "intervals": intervals})
print("{\n\"_note\": \"made by mean-score.py; counts of the values -2, -1, 0, 1 and 2\",\n\"software\": \"mpmath %s\",\n"
      "\"cases\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
