"""Oracle of ratio() with method mover, by its definition: the ratios r at which MOVER's interval of t - r c holds 0.

Run in test/golden: python3 ratio.py > ratio-roots.json (mpmath, 40 digits)

Each end is found by bisection on the sign of an end of MOVER's interval of treatment - r control (Zou and Donner 2008, with
the ends of control exchanged for negative r), for any signs and for ends that are missing; null is an unbounded end. Where
0 lies inside of control's interval both ends are null, since then every large |r| is in the set. Estimates are [estimate,
lower, upper]; the treatment comes first.
"""
import json
import mpmath as mp

mp.mp.dps = 40
FAR = mp.mpf(10) ** 30


def end_of_difference(t, c, r, upper):
    """The lower or the upper end of MOVER's interval of t - r c."""
    c_reach = (c[0] - c[1]) if (r >= 0) == upper else (c[2] - c[0])
    t_reach = (t[2] - t[0]) if upper else (t[0] - t[1])
    # r = 0 takes nothing from an infinite reach
    c_part = 0 if r == 0 else r * c_reach
    half = mp.sqrt(t_reach**2 + c_part**2)
    return t[0] - r * c[0] + (half if upper else -half)


def root(f, lower, upper):
    """The sign change of a function that falls from positive to negative."""
    for _ in range(400):
        middle = (lower + upper) / 2
        if f(middle) > 0:
            lower = middle
        else:
            upper = middle
    return (lower + upper) / 2


def ratio(t, c):
    t, c = [[mp.mpf(x) if x is not None else None for x in one] for one in (t, c)]
    for one in (t, c):
        one[1] = -mp.inf if one[1] is None else one[1]
        one[2] = mp.inf if one[2] is None else one[2]
    if c[0] < 0:
        t, c = [-t[0], -t[2], -t[1]], [-c[0], -c[2], -c[1]]
    if c[1] < 0:
        return [None, None]
    ends = []
    for upper in (False, True):
        f = lambda r: end_of_difference(t, c, r, upper)
        if (t[2] if upper else t[1]) in (mp.inf, -mp.inf):
            ends.append(None)
        elif (t[2] if upper else t[1]) == 0:
            ends.append(mp.mpf(0))
        elif (f(-FAR) > 0) == (f(FAR) > 0):
            ends.append(None)
        else:
            ends.append(root(f, -FAR, FAR))
    # at an infinite reach the root only tends to 0
    return [None if e is None else float(e) if abs(e) > mp.mpf(10) ** -60 else 0.0 for e in ends]


CASES = [
    ([4, 3, 6], [2, 1, 2.5]), ([4, 3, 6], [2, 1.9, 9]), ([4, 3, 6], [2, 0.001, 2.5]), ([4, 3, 6], [2, 0, 2.5]),
    ([4, 3, 6], [2, -0.1, 2.5]), ([4, -1, 6], [2, 1, 2.5]), ([-1, -3, 2], [2, 1, 2.5]), ([-4, -6, -3], [2, 1, 2.5]),
    ([4, 3, 6], [-2, -2.5, -1]), ([-4, -6, -3], [-2, -9, -1]), ([0, -1, 2], [2, 1, 2.5]), ([4, 0, 6], [2, 1, 2.5]),
    ([-4, -6, 0], [2, 1, 2.5]), ([4, 3, 6], [2, 1, 100]), ([4, 3, None], [2, 1, None]), ([4, None, 6], [2, 1, 2.5]),
    ([4, 3, None], [2, 1, 2.5]), ([4, 3, 6], [2, 1, None]), ([4, 3, 6], [2, None, 2.5]), ([-4, -6, None], [2, 1, 2.5]),
    ([-4, -6, -3], [2, 1, None]), ([4, 4, 4], [2, 2, 2]), ([4, -1, 6], [2, 0, 2.5]), ([1e-9, -1, 1], [1, 0.5, 1.5]),
    ([1e9 + 1, 1e9, 1e9 + 3], [1e-9, 0.9e-9, 1.5e-9]), ([5, 4.999999999, 5.000000002], [3, 2.999999998, 3.000000001]),
]
rows = [json.dumps({"treatment": t, "control": c, "ends": ratio(t, c)}) for t, c in CASES]
print("{\n\"_note\": \"made by ratio.py; estimates are [estimate, lower, upper]\",\n\"software\": \"mpmath %s\",\n\"cases\": [" % mp.__version__)
print(",\n".join(rows))
print("]\n}")
