"""Oracle of src/numerics/binomial-draw.ts and src/metrics/promoters/nps-bootstrap.ts.

Run in test/golden: python3 -P binomial-draw.py > binomial-draw.json (mpmath, a second or two; -P since random.py there is
not Python's)

Draws: the generator in Python's integers, the transformed rejection with its test in 30 digits from log-gammas (the
library's is in doubles, from deviances), and inversion likewise. A draw whose test is closer than 1e-12 is refused here, so
that the listed draws are those of any correct implementation.

Bootstrap: every draw of promoters, and of detractors among the rest; sorted; the value at rank (draws + 1) q, between
ranks linear in the normal quantile of rank / (draws + 1). Exact: the distribution of promoters minus detractors of a
multinomial sample, enumerated.
"""
import json
import math
from collections import Counter

import mpmath as mp

mp.mp.dps = 30
MASK = 2**64 - 1


def generator(seed):
    """Uniform numbers: xoshiro128** from splitmix64, as random.py has them."""
    words, state = [], seed
    for _ in range(2):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        words += [z & 0xFFFFFFFF, z >> 32]
    rotate = lambda x, k: ((x << k) | (x >> (32 - k))) & 0xFFFFFFFF

    def uint32():
        a, b, c, d = words
        out = (rotate((b * 5) & 0xFFFFFFFF, 7) * 9) & 0xFFFFFFFF
        shifted = (b << 9) & 0xFFFFFFFF
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        words[:] = [a, b, c, rotate(d, 11)]
        return out

    def uniform():
        upper = uint32() >> 5
        return (upper * 2**26 + (uint32() >> 6)) / 2**53

    return uniform


def log_pmf(k, n, p):
    p = mp.mpf(p)
    # the log-gammas of 2^53 leave 12 of 30 digits after their cancellation
    return (mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log1p(-p))


def apart(a, b):
    assert abs(a - b) > 1e-12, "too close to call"


modes = {}


def draw(uniform, n, p):
    if p > 0.5:
        return n - draw(uniform, n, 1 - p)
    if n * p < 10:
        left, k = mp.mpf(uniform()), 0
        probability = mp.exp(n * mp.log1p(-mp.mpf(p)))
        odds = mp.mpf(p) / (1 - mp.mpf(p))
        while k < n:
            apart(left, probability)
            if left < probability:
                break
            left -= probability
            k += 1
            probability *= odds * (n - k + 1) / k
        return k
    deviation = math.sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * p
    while True:
        u = uniform() - 0.5
        v = uniform()
        us = 0.5 - abs(u)
        if us == 0:
            continue
        k = math.floor((2 * a / us + b) * u + (n * p + 0.5))
        if us >= 0.07 and v <= 0.92 - 4.2 / b:
            return k
        if not 0 <= k <= n:
            continue
        if (n, p) not in modes:
            modes[n, p] = log_pmf(math.floor((n + 1) * p), n, p)
        ratio = mp.exp(log_pmf(k, n, p) - modes[n, p])
        hat = mp.mpf(v) * (2.83 + 5.1 / b) * deviation / (a / us**2 + b)
        apart(ratio, hat)
        if hat <= ratio:
            return k


def bootstrap(counts, seed, draws, level):
    promoters, passives, detractors = counts
    n, uniform, scores = sum(counts), generator(seed), []
    for _ in range(draws):
        up = draw(uniform, n, promoters / n)
        rest = passives + detractors
        scores.append(up - (draw(uniform, n - up, detractors / rest) if rest else 0))
    scores.sort()

    def at(share):
        rank = (draws + 1) * mp.mpf(share)
        k = int(mp.floor(rank))
        if k < 1 or k >= draws:
            return scores[0 if k < 1 else -1]
        z = lambda position: mp.erfinv(2 * position / (draws + 1) - 1)
        low, high = scores[k - 1], scores[k]
        return low + (high - low) * (z(rank) - z(mp.mpf(k))) / (z(mp.mpf(k + 1)) - z(mp.mpf(k)))

    tail = (1 - mp.mpf(level)) / 2
    return {"counts": list(counts), "seed": seed, "draws": draws, "level": float(level),
            "ends": [float(100 * at(tail) / n), float(100 * at(1 - tail) / n)]}


def exact(counts):
    """Distribution function of promoters minus detractors, as [value, probability of at most that]."""
    promoters, passives, detractors = counts
    n = sum(counts)
    mass = Counter()
    for up in range(n + 1):
        for down in range(n - up + 1):
            zero = n - up - down
            if (up and not promoters) or (down and not detractors) or (zero and not passives):
                continue
            ways = math.comb(n, up) * math.comb(n - up, down)
            mass[up - down] += mp.mpf(ways * promoters**up * detractors**down * passives**zero) / mp.mpf(n) ** n
    total, rows = mp.mpf(0), []
    for value in sorted(mass):
        total += mass[value]
        rows.append([value, float(total)])
    assert abs(total - 1) < mp.mpf(10) ** -25
    return {"counts": list(counts), "distribution": rows}


GRID = [(1, 0.5), (5, 0.3), (10, 0.999), (30, 0.25), (40, 0.25), (100, 0.5), (1000, 0.4), (1000, 0.93), (10**6, 3e-6),
        (10**6, 0.3), (2**31, 0.5), (2**31, 1e-9), (2**31, 1 - 2**-30), (2**31, 1e-7), (2**40, 0.1)]
draws = []
for n, p in GRID:
    for seed in (1, 2026):
        uniform = generator(seed)
        draws.append({"seed": seed, "n": n, "p": p, "values": [draw(uniform, n, p) for _ in range(100)]})
bootstraps = [
    bootstrap((6, 2, 2), 1, 1000, "0.95"), bootstrap((1, 1, 1), 7, 999, "0.9"), bootstrap((436, 300, 64), 1, 1000, "0.95"),
    bootstrap((436, 300, 64), 2026, 200, "0.999"), bootstrap((3, 40, 2), 5, 1000, "0.8"), bootstrap((5, 0, 5), 1, 500, "0.95"),
    bootstrap((0, 4, 6), 3, 500, "0.95"), bootstrap((10**6, 10**6, 10**5), 1, 1000, "0.95")]
enumerated = [exact(c) for c in [(6, 2, 2), (1, 1, 1), (2, 0, 1), (12, 3, 5), (30, 8, 2), (0, 7, 3), (5, 5, 5), (20, 20, 20)]]
print("{\n\"_note\": \"made by binomial-draw.py\",\n\"software\": \"mpmath %s\",\n\"draws\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in draws))
print("],\n\"bootstraps\": [")
print(",\n".join(json.dumps(case) for case in bootstraps))
print("],\n\"exact\": [")
print(",\n".join(json.dumps(case) for case in enumerated))
print("]\n}")
