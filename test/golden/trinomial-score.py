"""Oracle of the score interval of a difference of two shares of the same trials (NPS, Tango's paired difference).

Run in test/golden: python3 trinomial-score.py > trinomial-score.json (mpmath, 50 digits, about a minute)

Another way than the library's: the constrained estimate is found by bisecting the slope of the log-likelihood a ln(q +
delta) + b ln q + m ln(1 - 2q - delta) in its share of failures q, not by the closed root of its quadratic; the statistic
is then Rao's own, u' I^-1 u, from the gradient u of the unconstrained log-likelihood and its information I, wherever
every share is inside (0, 1), and the ratio of the short difference to its error elsewhere (the two are compared where
both exist); and the ends are bisected in 40 digits. Tables are [successes, zeros, failures].
"""
import json
import mpmath as mp

mp.mp.dps = 50

TABLES = [
    # one trial, and two
    (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (1, 1, 0), (0, 1, 1), (2, 0, 0),
    # all of one kind, and nearly all
    (10, 0, 0), (0, 10, 0), (0, 0, 10), (1000, 0, 0), (1000, 0, 1), (1000, 1, 0), (0, 1000, 1), (1, 0, 1000),
    # a kind that is missing
    (6, 4, 0), (0, 4, 6), (5, 0, 5), (7, 0, 3), (60, 40, 0),
    # ordinary
    (6, 2, 2), (1, 1, 1), (2, 1, 0), (436, 300, 64), (1436, 968, 342), (3, 40, 2), (25, 50, 25), (12, 3, 19),
    # many
    (10**6, 0, 0), (500000, 300000, 200000), (999998, 1, 1), (10**8, 10**8, 10**8), (3, 10**9, 2),
    # effective numbers
    ("7.25", "3.5", "1.75"), ("0.3", "0.2", "0"),
]
LEVELS = ["0.8", "0.95", "0.999"]


def constrained(a, m, b, delta):
    """Most likely share of failures at a difference."""
    low, high = max(mp.mpf(0), -delta), (1 - delta) / 2

    def slope(q):
        s = mp.mpf(0)
        for count, share, rate in ((a, q + delta, 1), (b, q, 1), (m, 1 - 2 * q - delta, -2)):
            if count:
                if share <= 0:
                    return rate * mp.inf
                s += rate * count / share
        return s

    for _ in range(170):
        middle = (low + high) / 2
        if slope(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def statistic(a, m, b, delta, check=False):
    n = a + m + b
    short = (a - b) / n - delta
    if short == 0:
        return mp.mpf(0)
    q = constrained(a, m, b, delta)
    p, r = q + delta, 1 - 2 * q - delta
    tiny = mp.mpf(10) ** -30
    inside = min(p, q, r) > tiny
    plain = short / mp.sqrt((p + q - delta**2) / n) if not inside or check else None
    if not inside:
        return plain
    u = [a / p - m / r, b / q - m / r]
    # inverse of n (diag(1/p, 1/q) + 1/r)
    inverse = [[p * (1 - p) / n, -p * q / n], [-p * q / n, q * (1 - q) / n]]
    rao = sum(u[i] * inverse[i][j] * u[j] for i in range(2) for j in range(2))
    rao = mp.sign(short) * mp.sqrt(rao)
    assert not check or abs(rao / plain - 1) < mp.mpf(10) ** -25, (a, m, b, delta, rao, plain)
    return rao


def upper(a, m, b, z):
    low, high = (a - b) / (a + m + b), mp.mpf(1)
    if low == 1:
        return high
    while high - low > mp.mpf(10) ** -32:
        middle = (low + high) / 2
        if statistic(a, m, b, middle) > -z:
            low = middle
        else:
            high = middle
    return (low + high) / 2


cases = []
for table in TABLES:
    a, m, b = map(mp.mpf, table)
    n = a + m + b
    points = ["-0.9", "-0.3", "0", "0.25", "0.8"]
    scores = {point: float(statistic(a, m, b, mp.mpf(point), True)) for point in points}
    intervals = {}
    for level in LEVELS:
        z = mp.sqrt(2) * mp.erfinv(mp.mpf(level))
        intervals[level] = [float(-upper(b, m, a, z)), float(upper(a, m, b, z))]
    cases.append({"table": [float(k) if isinstance(k, str) else k for k in table], "estimate": float((a - b) / n),
                  "scores": scores, "intervals": intervals})
print("{\n\"_note\": \"made by trinomial-score.py; tables are [successes, zeros, failures]\",\n\"software\": \"mpmath %s\",\n"
      "\"cases\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
