"""Oracle of the score test and interval of the difference of two independent net shares (two Net Promoter Scores).

Run in test/golden: python3 trinomial-score-difference.py > trinomial-score-difference.json (mpmath, 30 digits, minutes)

Another way than the library's: the likelihood under the hypothesis is maximised as it stands, over control's net share
s (the slope of its profile is bisected) and, for each s, over the share of failures in each arm (the slope in it is
bisected); the statistic is the short difference over its error under these shares, and is compared with Rao's own,
u' I^-1 u, from gradient u and information I of the unconstrained likelihood, wherever every share is inside (0, 1); the
ends are bisected in delta. Bisection is finished by secants. Arms are [successes, zeros, failures], treatment first.
"""
import json
import mpmath as mp

mp.mp.dps = 30

TABLES = [
    # one trial against one
    ((1, 0, 0), (0, 0, 1)), ((1, 0, 0), (1, 0, 0)), ((0, 1, 0), (0, 1, 0)), ((0, 1, 0), (1, 0, 0)),
    # all of one kind
    ((10, 0, 0), (0, 0, 10)), ((10, 0, 0), (10, 0, 0)), ((0, 12, 0), (0, 30, 0)), ((0, 20, 0), (6, 8, 6)),
    ((15, 0, 0), (9, 4, 2)), ((1000, 0, 0), (999, 1, 0)),
    # a kind that is missing
    ((6, 4, 0), (0, 4, 6)), ((7, 0, 3), (5, 0, 5)), ((6, 4, 0), (8, 2, 0)), ((5, 0, 5), (0, 10, 0)),
    # ordinary, and of unequal size
    ((3, 2, 1), (2, 1, 2)), ((12, 3, 19), (25, 50, 25)), ((436, 300, 64), (400, 320, 80)), ((2, 1, 0), (500, 300, 200)),
    ((100, 1, 2), (3, 40, 2)),
    # many
    ((500200, 300000, 199800), (500000, 300000, 200000)), ((1000000, 3, 2), (1000000, 2, 4)),
    # effective numbers
    (("7.25", "3.5", "1.75"), ("10.3", "0.2", "4.125")),
]
POINTS = ["-1.7", "-0.5", "0", "0.2", "1.1"]
LEVELS = ["0.8", "0.95", "0.999"]


def root(falling, low, high):
    """Where a falling function is 0: bisection while its ends are wild, then secants that must stay inside."""
    low, high = mp.mpf(low), mp.mpf(high)
    width = (high - low) * mp.mpf(10) ** -4
    at_low = at_high = None
    while high - low > mp.mpf(10) ** -27 * max(abs(low), abs(high), mp.mpf(10) ** -12):
        middle = (low + high) / 2
        if at_low is not None and at_high is not None and high - low < width and at_low != at_high:
            guess = low + (high - low) * at_low / (at_low - at_high)
            # a little to the other side, so that both ends close in
            nudge = (high - low) * mp.mpf(10) ** -9
            for point in (guess - nudge, guess + nudge):
                if low < point < high:
                    value = falling(point)
                    if value > 0:
                        low, at_low = point, value
                    else:
                        high, at_high = point, value
            middle = (low + high) / 2
        value = falling(middle)
        if value == 0:
            return middle
        if value > 0:
            low, at_low = middle, value if mp.isfinite(value) else None
        else:
            high, at_high = middle, value if mp.isfinite(value) else None
    return (low + high) / 2


def part(count, share, rate):
    if count == 0:
        return mp.mpf(0)
    return mp.inf * rate if share <= 0 else rate * count / share


def likeliest(arm, s):
    """Shares of an arm whose net share is s, and the slope of its likelihood along s."""
    a, c, b = arm
    low, high = max(mp.mpf(0), -s), (1 - s) / 2
    slope = lambda q: part(a, q + s, 1) + part(b, q, 1) + part(c, 1 - 2 * q - s, -2)
    if high <= low or not slope(low) > 0:
        q = low
    elif not slope(high) < 0:
        q = high
    else:
        q = root(slope, low, high)
    p, r = q + s, 1 - 2 * q - s
    # by the share that may move: at an end of q, what is 0 there stays 0 and another share moves
    if q == high:
        pull = (part(a, p, 1) - part(b, q, 1)) / 2
    elif p <= 0:
        pull = part(c, r, 1) - part(b, q, 1)
    else:
        pull = part(a, p, 1) - part(c, r, 1)
    return (p, q, r), pull


def constrained(treatment, control, delta):
    low, high = max(mp.mpf(-1), -1 - delta), min(mp.mpf(1), 1 - delta)
    s = root(lambda s: likeliest(control, s)[1] + likeliest(treatment, s + delta)[1], low, high)
    return likeliest(treatment, s + delta)[0], likeliest(control, s)[0]


def statistic(treatment, control, delta, check=False):
    n1, n0 = sum(treatment), sum(control)
    short = (treatment[0] - treatment[2]) / n1 - (control[0] - control[2]) / n0 - delta
    if short == 0:
        return mp.mpf(0)
    shares = constrained(treatment, control, delta)
    spread = mp.fsum((p + q - (p - q) ** 2) / n for (p, q, _), n in zip(shares, (n1, n0)))
    inflated = (n1 + n0) / (n1 + n0 - 1)
    if check and min(min(one) for one in shares) > mp.mpf(10) ** -15:
        rao = mp.mpf(0)
        for (p, q, r), (a, c, b) in zip(shares, (treatment, control)):
            u, n = [a / p - c / r, b / q - c / r], a + b + c
            inverse = [[p * (1 - p) / n, -p * q / n], [-p * q / n, q * (1 - q) / n]]
            rao += mp.fsum(u[i] * inverse[i][j] * u[j] for i in range(2) for j in range(2))
        assert abs(rao * spread / short**2 - 1) < mp.mpf(10) ** -12, (treatment, control, delta, rao)
    return short / mp.sqrt(spread * inflated)


def upper(treatment, control, z):
    observed = (treatment[0] - treatment[2]) / sum(treatment) - (control[0] - control[2]) / sum(control)
    if observed == 2:
        return observed
    return root(lambda delta: statistic(treatment, control, delta) + z, observed, 2)


cases = []
for table in TABLES:
    treatment, control = [[mp.mpf(k) for k in arm] for arm in table]
    scores = {point: float(statistic(treatment, control, mp.mpf(point), True)) for point in POINTS}
    intervals = {}
    for level in LEVELS:
        z = mp.sqrt(2) * mp.erfinv(mp.mpf(level))
        intervals[level] = [float(-upper(control, treatment, z)), float(upper(treatment, control, z))]
    cases.append({"treatment": [float(k) for k in table[0]], "control": [float(k) for k in table[1]],
                  "scores": scores, "intervals": intervals})
print("{\n\"_note\": \"made by trinomial-score-difference.py; arms are [successes, zeros, failures]\",\n"
      "\"software\": \"mpmath %s\",\n\"cases\": [" % mp.__version__)
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
