# Oracle of src/metrics/loyalty/segments/segmented-regression.ts: the global optimum and the profile intervals.
# Run in test/golden: python3 segmented-regression.py > segmented-regression.json
#
# Optimum: every assignment of breaks to gaps or to points, each fitted by exact rational arithmetic (normal equations in
# fractions), so that no candidate is missed or rounded; then checked against a nested grid in numpy. Errors of slopes:
# those of a line through the points strictly between the ends of the segment.
# Intervals: the residual sum of squares with a break held, the other being found by a grid in every gap and a bounded
# search from its best cells; the outermost place of a grid that is accepted, then bisection (one break: by mpmath).
import itertools
import json
import random
from fractions import Fraction as F

import mpmath
import numpy as np
import scipy
from scipy import optimize, stats

mpmath.mp.dps = 40


def solve(columns, y):
    """Exact least squares: coefficients, residual sum of squares, inverse of the Gram matrix; None if singular."""
    p = len(columns)
    gram = [[sum(a * b for a, b in zip(columns[i], columns[j])) for j in range(p)] for i in range(p)]
    work = [row[:] + [F(int(i == j)) for j in range(p)] for i, row in enumerate(gram)]
    for k in range(p):
        pivot = next((i for i in range(k, p) if work[i][k] != 0), None)
        if pivot is None:
            return None
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [v / work[k][k] for v in work[k]]
        for i in range(p):
            if i != k and work[i][k] != 0:
                work[i] = [a - work[i][k] * b for a, b in zip(work[i], work[k])]
    inverse = [row[p:] for row in work]
    moments = [sum(a * b for a, b in zip(c, y)) for c in columns]
    b = [sum(inverse[i][j] * moments[j] for j in range(p)) for i in range(p)]
    rss = sum((v - sum(b[j] * columns[j][i] for j in range(p))) ** 2 for i, v in enumerate(y))
    return b, rss, inverse


def clamp(x, lo, hi):
    return [(v if lo is None else max(v, lo)) if hi is None else (min(v, hi) if lo is None else min(max(v, lo), hi)) for v in x]


def columns_of(x, breaks, steps):
    ends = [None, *breaks, None]
    cols = [[F(1)] * len(x)]
    for s in range(len(breaks) + 1):
        start = breaks[0] if s == 0 else breaks[s - 1]
        cols.append([v - start for v in clamp(x, ends[s], ends[s + 1])])
    cols += [[F(int(v > at)) for v in x] for at in steps]
    return cols


def line(x, y):
    n = len(x)
    mx, my = sum(x) / n, sum(y) / n
    sxx = sum((v - mx) ** 2 for v in x)
    slope = sum((a - mx) * (b - my) for a, b in zip(x, y)) / sxx
    return slope, my - slope * mx


def can_deal(x, knots, share):
    """Whether rows can be dealt to the segments, those at a break to either side, so that each has this share."""
    levels = sorted(set(x))
    cuts = [[levels[k] for k in range(1, len(levels) - 2) if levels[k] <= at <= levels[k + 1]] for at in knots]
    for last in itertools.product(*cuts):
        ends = [None, *last, None]
        counts = [sum(1 for v in x if (a is None or v > a) and (b is None or v <= b)) for a, b in zip(ends, ends[1:])]
        if min(counts) >= share * len(x):
            return True
    return False


def optimum(x, y, breaks, share=0):
    levels = sorted(set(x))
    best = None
    # each break in a gap after the k-th level (("gap", k)) or at a level (("at", k))
    places = [("gap", k) for k in range(2, len(levels) - 1)] + [("at", k) for k in range(1, len(levels) - 1)]
    for spots in itertools.product(places, repeat=breaks):
        knots = []
        # free lines where a break is in a gap: the segments between such breaks are fitted apart
        cuts = [levels[k - 1] for kind, k in spots if kind == "gap"]
        if sorted(cuts) != cuts or len(set(cuts)) != len(cuts):
            continue
        held = [levels[k] for kind, k in spots if kind == "at"]
        groups = []
        for s in range(len(cuts) + 1):
            lo = cuts[s - 1] if s > 0 else None
            hi = cuts[s] if s < len(cuts) else None
            groups.append([i for i, v in enumerate(x) if (lo is None or v > lo) and (hi is None or v <= hi)])
        rss = F(0)
        pieces = []
        ok = True
        for s, g in enumerate(groups):
            gx, gy = [x[i] for i in g], [y[i] for i in g]
            low = cuts[s - 1] if s > 0 else None
            high = cuts[s] if s < len(cuts) else None
            inner = [h for h in held if (low is None or h > low) and (high is None or h <= high)]
            if len(inner) == 0:
                if len(set(gx)) < 2:
                    ok = False
                    break
                slope, icpt = line(gx, gy)
                pieces.append(([], [(slope, icpt)]))
                rss += sum((b - icpt - slope * a) ** 2 for a, b in zip(gx, gy))
            else:
                found = solve(columns_of(gx, inner, []), gy)
                if found is None:
                    ok = False
                    break
                b, r, _ = found
                lines = []
                height = b[0]
                for t in range(len(inner) + 1):
                    knot = inner[max(0, t - 1)]
                    lines.append((b[t + 1], height - b[t + 1] * knot))
                    if 0 < t < len(inner):
                        height += b[t + 1] * (inner[t] - inner[t - 1])
                pieces.append((inner, lines))
                rss += r
        if not ok:
            continue
        for s in range(len(groups)):
            knots += pieces[s][0]
            if s < len(cuts):
                (b0, a0), (b1, a1) = pieces[s][1][-1], pieces[s + 1][1][0]
                if b0 == b1:
                    ok = False
                    break
                cross = (a1 - a0) / (b0 - b1)
                at = levels.index(cuts[s])
                if not (levels[at] <= cross <= levels[at + 1]):
                    ok = False
                    break
                knots.append(cross)
        if not ok or len(set(knots)) != breaks or sorted(knots) != knots:
            continue
        # two distinct x in every segment, counting those at its ends
        ends = [levels[0], *knots, levels[-1]]
        if any(sum(1 for v in levels if a <= v <= b) < 2 for a, b in zip(ends, ends[1:])):
            continue
        if share > 0 and not can_deal(x, knots, share):
            continue
        if best is None or rss < best[0]:
            best = (rss, knots)
    return best


def rss_at(x, y, knots):
    cols = [np.ones_like(x), x] + [np.maximum(x - k, 0) for k in knots]
    m = np.column_stack(cols)
    fitted = m @ np.linalg.lstsq(m, y, rcond=None)[0]
    return float(np.sum((y - fitted) ** 2))


def precise_rss(x, y, knots):
    m = mpmath.matrix([[1, v] + [max(v - k, 0) for k in knots] for v in x])
    t = mpmath.matrix(y)
    b = mpmath.lu_solve(m.T * m, m.T * t)
    r = t - m * b
    return (r.T * r)[0]


def interval(x, y, breaks, best, rss, df, level, which):
    fx, fy = np.array([float(v) for v in x]), np.array([float(v) for v in y])
    mx, my = [mpmath.mpf(v.numerator) / v.denominator for v in x], [mpmath.mpf(v.numerator) / v.denominator for v in y]
    levels = sorted(set(float(v) for v in x))
    q = stats.f.ppf(level, 1, df)
    bound = float(rss) * (1 + q / df)
    # the quantile from scipy is good to 1e-14
    m_bound = mpmath.mpf(rss.numerator) / rss.denominator * (1 + mpmath.mpf(q) / df)

    def profile(at, precise=False):
        if breaks == 1:
            return precise_rss(mx, my, [at]) if precise else rss_at(fx, fy, [at])
        def order(o):
            return sorted([at, o])
        others = [o for a, b in zip(levels, levels[1:]) for o in np.linspace(a, b, 9)[:-1] if 1e-9 < (o - at if which == 0 else at - o)]
        others = [o for o in others if levels[1] <= o <= levels[-2]] + ([at + 1e-9] if which == 0 else [at - 1e-9])
        values = [rss_at(fx, fy, order(o)) for o in others]
        outs = []
        for i in np.argsort(values)[:6]:
            o = others[i]
            h = max(b - a for a, b in zip(levels, levels[1:])) / 8
            lo, hi = o - h, o + h
            if which == 0:
                lo = max(lo, at + 1e-12)
            else:
                hi = min(hi, at - 1e-12)
            if hi <= lo:
                continue
            found = optimize.minimize_scalar(lambda v: rss_at(fx, fy, order(v)), bounds=(lo, hi), method="bounded", options={"xatol": 1e-13})
            outs.append(min(found.fun, values[i]))
        return min(outs)

    ends = []
    for side in (-1, 1):
        inner = float(best)
        edge = levels[1] if side < 0 else levels[-2]
        # places in every gap, since what is accepted may be a gap apart from the rest
        grid = [v for a, b in zip(levels, levels[1:]) for v in np.linspace(a, b, 9)[1:]]
        grid = [v for v in grid if min(edge, inner) < v < max(edge, inner)]
        grid = [edge, *(grid if side < 0 else grid[::-1]), inner]
        if profile(edge) <= bound:
            ends.append(levels[0] if side < 0 else levels[-1])
            continue
        at = next(i for i, v in enumerate(grid) if profile(v) <= bound or i == len(grid) - 1)
        lo, hi = grid[at - 1], grid[at]
        if breaks == 1:
            lo, hi = mpmath.mpf(lo), mpmath.mpf(hi)
            for _ in range(110):
                mid = (lo + hi) / 2
                lo, hi = (lo, mid) if profile(mid, True) <= m_bound else (mid, hi)
        else:
            for _ in range(50):
                mid = (lo + hi) / 2
                lo, hi = (lo, mid) if profile(mid) <= bound else (mid, hi)
        ends.append(float(hi))
    return ends


def case(id, x, y, breaks, level=0.95, profile=True, share=0):
    fx, fy = [F(v).limit_denominator(10**6) for v in x], [F(v).limit_denominator(10**6) for v in y]
    assert all(float(a) == b for a, b in zip(fx, x)) and all(float(a) == b for a, b in zip(fy, y))
    # what the library reads are the doubles
    fx, fy = [F(v) for v in x], [F(v) for v in y]
    rss, knots = optimum(fx, fy, breaks, share)
    levels = sorted(set(fx))
    steps = [k for k in knots if k not in levels]
    b, r, inverse = solve(columns_of(fx, knots, steps), fy)
    assert abs(float(r / rss) - 1) < 1e-15, (float(r), float(rss))
    df = len(x) - 2 - 2 * breaks
    slope, icpt = line(fx, fy)
    linear = sum((v - icpt - slope * u) ** 2 for u, v in zip(fx, fy))
    mean = sum(fy) / len(fy)
    total = sum((v - mean) ** 2 for v in fy)
    # nested grid
    a, c = np.array([float(v - fx[0]) for v in fx]), np.array(y, float)
    grid = np.linspace(float(levels[1] - fx[0]), float(levels[-2] - fx[0]), 61)
    dealt = [k for k in itertools.combinations(grid, breaks) if share == 0 or can_deal(fx, [F(v) + fx[0] for v in k], share)]
    least = min(rss_at(a, c, k) for k in dealt)
    assert least >= float(rss) * (1 - 1e-9), (least, float(rss))
    assert least <= float(rss) + 0.2 * float(linear - rss), (least, float(rss))
    out = {
        "id": id, "x": x, "y": y, "breaks": breaks, "confidenceLevel": level,
        "breakpoints": [float(k) for k in knots], "rss": float(rss), "linearRss": float(linear),
        "linear": [float(icpt), float(slope)], "rSquared": float(1 - rss / total),
        "slopes": [float(v) for v in b[1 : breaks + 2]],
        "standardErrors": [error_of(inside, rss / df) for inside in insides(fx, knots)],
        "onLevel": [k in levels for k in knots],
    }
    if share > 0:
        out["minimumShare"] = share
    if profile:
        one = optimum(fx, fy, 1)[0] if breaks == 2 else None
        bound = float(rss) * (1 + stats.f.ppf(level, 1, df) / df)
        if float(linear) <= bound:
            out["intervals"] = [[None, None]] * breaks
        elif one is not None and float(one) <= bound:
            out["intervals"] = "one break accepted"
        else:
            # from the first x, so that plain doubles keep their digits far from 0
            near = [v - fx[0] for v in fx]
            ends = [interval(near, fy, breaks, k - fx[0], rss, df, level, w) for w, k in enumerate(knots)]
            out["intervals"] = [[float(F(v) + fx[0]) for v in pair] for pair in ends]
    return out


def insides(x, knots):
    ends = [min(x) - 1, *knots, max(x) + 1]
    return [[v for v in x if a < v < b] for a, b in zip(ends, ends[1:])]


def error_of(inside, variance):
    if len(set(inside)) < 2:
        return None
    mean = sum(inside) / len(inside)
    squared = variance / sum((v - mean) ** 2 for v in inside)
    return float(mpmath.sqrt(mpmath.mpf(squared.numerator) / squared.denominator))


def noisy(seed, x, curve, sd, digits=2):
    r = random.Random(seed)
    return [round(curve(v) + r.gauss(0, sd), digits) for v in x]


def kink(at, before, after):
    return lambda v: before * min(v - at, 0) + after * max(v - at, 0)


def zone(v):
    return 1.5 * min(v, 3) + 0.1 * min(max(v - 3, 0), 4) + 1.5 * max(v - 7, 0)


r = random.Random(1)
continuous = sorted(round(r.uniform(1, 5), 2) for _ in range(24))
levels = [float(v) for v in range(1, 8) for _ in range(4)]
tenths = [v / 2 for v in range(2, 16)]
cases = [
    case("continuous x", continuous, noisy(2, continuous, kink(3, 2, 0.5), 0.4), 1),
    case("continuous x, level 0.8", continuous, noisy(2, continuous, kink(3, 2, 0.5), 0.4), 1, 0.8),
    case("weak change", continuous, noisy(3, continuous, kink(3, 1, 0.8), 0.8), 1),
    case("levels, break at a level", levels, noisy(4, levels, kink(4, 2, 0.2), 0.9), 1),
    case("levels, break in a gap", levels, noisy(5, levels, kink(4.5, 0.3, 2), 0.5), 1),
    case("break at the second x", tenths, noisy(6, tenths, kink(1.5, 9, 0.5), 0.3), 1),
    case("far from 0", [v + 1e9 for v in continuous], noisy(2, continuous, kink(3, 2, 0.5), 0.4), 1),
    case("two breaks", [v / 2 for v in range(0, 21)], noisy(7, [v / 2 for v in range(0, 21)], zone, 0.3), 2),
    case("two breaks, ties", [float(v) for v in range(0, 11) for _ in range(3)], noisy(8, [float(v) for v in range(0, 11) for _ in range(3)], zone, 0.6), 2),
    case("two breaks, weak", continuous, noisy(9, continuous, kink(3, 1, 0.5), 0.6), 2),
    case("a jump", [float(v) for v in range(1, 13)], noisy(10, list(range(1, 13)), lambda v: 0.3 * v + (5 if v > 6 else 0), 0.3), 2),
    case("a step of one point", [float(v) for v in range(1, 13)], noisy(11, list(range(1, 13)), lambda v: 0.3 * v + (5 if v > 6 else 2.5 if v == 6 else 0), 0.3), 2),
    case("an outlying point", [float(v) for v in range(1, 13)], noisy(12, list(range(1, 13)), lambda v: 0.3 * v + (4 if v == 6 else 0), 0.3), 2),
    case("least share, one break", continuous, noisy(13, continuous, kink(1.5, 6, 0.5), 0.4), 1, profile=False, share=0.25),
    case("least share, a jump", [float(v) for v in range(1, 13)], noisy(10, list(range(1, 13)), lambda v: 0.3 * v + (5 if v > 6 else 0), 0.3), 2, profile=False, share=0.25),
    case("least share, two breaks", continuous, noisy(9, continuous, kink(3, 1, 0.5), 0.6), 2, profile=False, share=0.2),
    case("least share, levels", levels, noisy(14, levels, lambda v: v + 3 * (v > 4), 0.9), 2, profile=False, share=0.28),
]
print(json.dumps({"_note": f"exact fractions of Python; numpy {np.__version__}, scipy {scipy.__version__}, mpmath {mpmath.__version__}", "cases": cases}, indent=1))
