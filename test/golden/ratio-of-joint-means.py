"""Oracle of src/metrics/experiments/means/ratio-of-joint-means.ts: ratios of two ratios of means, with their intervals.

Run in test/golden: python3 ratio-of-joint-means.py > ratio-of-joint-means.json (mpmath, 40 digits)

Each arm is a ratio of means with its linearised variance. `log`: the delta method on the log scale with Satterthwaite's
degrees of freedom of v_t / t^2 + v_c / c^2. `fieller`: the ratios that Student's t test of t - r c does not reject, found
by bisecting the test itself, with the degrees of freedom of t - c.
"""
import json
import mpmath as mp

mp.mp.dps = 40


def quantile(level, df):
    """Two-sided quantile of Student's t, by bisecting its distribution."""
    low, high = mp.mpf(0), mp.mpf(1000)
    for _ in range(150):
        q = (low + high) / 2
        if 1 - mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + q * q), regularized=True) < level:
            low = q
        else:
            high = q
    return low


def arm(numerator, denominator):
    y, d = [mp.mpf(v) for v in numerator], [mp.mpf(v) for v in denominator]
    n = len(y)
    ratio, below = mp.fsum(y) / mp.fsum(d), mp.fsum(d) / n
    return ratio, mp.fsum((a - ratio * b) ** 2 for a, b in zip(y, d)) / below**2 / n / (n - 1), mp.mpf(n - 1)


def satterthwaite(parts):
    return mp.fsum(v for v, _ in parts) ** 2 / mp.fsum(v * v / df for v, df in parts)


def bisect(f, inside, outside):
    for _ in range(400):
        middle = (inside + outside) / 2
        if f(middle):
            inside = middle
        else:
            outside = middle
    return inside


def ratio(name, control, treatment, level):
    (c, vc, dc), (t, vt, dt) = arm(**control), arm(**treatment)
    rho = t / c
    error = mp.sqrt(vt + rho**2 * vc) / abs(c)
    level_ = mp.mpf(level)
    surely = all(m > quantile(level_, df) * mp.sqrt(v) for m, v, df in ((c, vc, dc), (t, vt, dt)))
    if surely:
        df = satterthwaite([(vt / t**2, dt), (vc / c**2, dc)])
        half = quantile(level_, df) * mp.sqrt(vt / t**2 + vc / c**2)
        method, interval = "log", [rho * mp.exp(-half), rho * mp.exp(half)]
    else:
        q = quantile(level_, satterthwaite([(vt, dt), (vc, dc)]))
        method = "fieller"
        kept = lambda r: abs(t - r * c) <= q * mp.sqrt(vt + r * r * vc)
        far = mp.mpf(10) ** 8
        bounded = not kept(far) and not kept(-far)
        interval = [bisect(kept, rho, -far), bisect(kept, rho, far)] if bounded else None
    return {"name": name, "level": level, "control": control, "treatment": treatment, "method": method,
            "estimate": float(rho), "standardError": float(error), "interval": interval and [float(end) for end in interval]}


ONES = [1] * 6
CASES = [
    ratio("both surely above 0", {"numerator": [3, 4, 2, 6, 5, 4], "denominator": [4, 6, 5, 9, 7, 5]},
          {"numerator": [5, 6, 4, 4, 7, 6, 8], "denominator": [6, 7, 4, 6, 8, 9, 9]}, 0.95),
    ratio("treatment may be 0", {"numerator": [3, 4, 2, 6, 5, 4], "denominator": [4, 6, 5, 9, 7, 5]},
          {"numerator": [1, -6, 4, 1, 3, -2], "denominator": [2, 4, 3, 2, 6, 3]}, 0.95),
    ratio("a negative baseline", {"numerator": [-3, -4, -2, -6, -5, -4], "denominator": ONES},
          {"numerator": [-1, -3, -4, -1, -2, -3], "denominator": ONES}, 0.9),
    ratio("a negative treatment", {"numerator": [3, 4, 2, 6, 5, 4], "denominator": ONES},
          {"numerator": [-1, -3, -4, -1, -2, -3], "denominator": ONES}, 0.95),
    ratio("a baseline that may be 0", {"numerator": [1, -2, 3, -1, 2, -2], "denominator": ONES},
          {"numerator": [3, 4, 2, 6, 5, 4], "denominator": ONES}, 0.95),
    ratio("nearly unbounded", {"numerator": [0.5, 4, 1, 5.5, 1, 0.5], "denominator": ONES},
          {"numerator": [3, 4, 2, 6, 5, 4], "denominator": ONES}, 0.95),
    ratio("small errors", {"numerator": [1000, 1001, 1002, 999, 998], "denominator": [1] * 5},
          {"numerator": [1010, 1011, 1009, 1012], "denominator": [1] * 4}, 0.99),
]
print(json.dumps({"_note": f"mpmath {mp.__version__}", "cases": CASES}, indent=1))
