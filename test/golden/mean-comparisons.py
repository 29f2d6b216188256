"""Oracle of the pooled test, the ratio, Hedges' g and the margins of compareMeans() and compareMeansPaired().

Run in test/golden: python3 mean-comparisons.py > mean-comparisons.json (mpmath, 40 digits, exact means and variances)

Ends of Fieller's interval are found by bisection on what defines them: the ratios r at which t - r c is as many
standard errors from 0 as the quantile of the test of the difference. Those of Hedges' g are on the arsinh scale, where
they are as far from d as the t test would reject d = 0, then in another quantile. J is a ratio of gamma functions.
"""
import json
from fractions import Fraction
import mpmath as mp

mp.mp.dps = 40
LEVELS = ("0.9", "0.95", "0.99")


def upper(t, df):
    """P(T > t) of Student's t."""
    if df > 500:
        # the series of the other side; no tail here is too small for that
        tail = (1 - mp.betainc(mp.mpf(1) / 2, df / 2, 0, t * t / (df + t * t), regularized=True)) / 2
    else:
        tail = mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return tail if t > 0 else 1 - tail


def bisect(f, low, high):
    """Where f changes its sign."""
    sign = f(low) > 0
    for _ in range(160):
        middle = (low + high) / 2
        low, high = (middle, high) if (f(middle) > 0) == sign else (low, middle)
    return low


def quantile(level, df):
    if df == mp.inf:
        return mp.sqrt(2) * mp.erfinv(mp.mpf(level))
    alpha = (1 - mp.mpf(level)) / 2
    return bisect(lambda t: upper(t, df) - alpha, mp.mpf(0), mp.mpf(10) ** (6 if df < 500 else 1))


def exact(values):
    return [Fraction(v) for v in values]


def mean(values):
    return sum(values) / len(values)


def product(x, y):
    """Covariance with divisor n - 1."""
    return sum((a - mean(x)) * (b - mean(y)) for a, b in zip(x, y)) / (len(x) - 1)


def number(x):
    return mp.mpf(x.numerator) / x.denominator


def satterthwaite(parts):
    return sum(v for v, _ in parts) ** 2 / sum(v * v / df for v, df in parts)


def unbiased(df):
    return mp.gamma(df / 2) / (mp.sqrt(df / 2) * mp.gamma((df - 1) / 2))


class Means:
    """Two means; `sources` are (v_t, v_c, v_tc, degrees of freedom)."""

    def __init__(self, t, c, sources):
        self.t, self.c, self.sources = t, c, sources

    def variance(self, r):
        return [(vt - 2 * r * vtc + r * r * vc, df) for vt, vc, vtc, df in self.sources]

    def error(self, r):
        return mp.sqrt(sum(v for v, _ in self.variance(r)))

    def freedom(self, r):
        return satterthwaite(self.variance(r))

    def test(self):
        df = self.freedom(1)
        t = (self.t - self.c) / self.error(1)
        return {"statistic": float(t), "degreesOfFreedom": float(df), "pValue": float(2 * upper(abs(t), df)),
                "standardError": float(self.error(1)),
                "intervals": {l: [float(self.t - self.c + s * quantile(l, df) * self.error(1)) for s in (-1, 1)] for l in LEVELS}}

    def against(self, margin):
        df, error, d = self.freedom(1), self.error(1), self.t - self.c
        margin = mp.mpf(margin)
        return {"margin": float(margin), "greater": float(upper((d + margin) / error, df)),
                "less": float(upper((margin - d) / error, df))}

    def above(self, level):
        for mean, at in ((self.t, 0), (self.c, 1)):
            own = [(source[at], source[3]) for source in self.sources if source[at] > 0]
            if own and mean <= quantile(level, satterthwaite(own)) * mp.sqrt(sum(v for v, _ in own)) or mean <= 0:
                return False
        return True

    def ratio(self):
        r = self.t / self.c
        return {"estimate": float(r), "standardError": float(self.error(r) / abs(self.c)),
                "intervals": {l: self.log(l) if self.above(l) else self.fieller(l) for l in LEVELS}}

    def log(self, level):
        r = self.t / self.c
        half = quantile(level, self.freedom(r)) * self.error(r) / self.t
        return ["log", float(r * mp.exp(-half)), float(r * mp.exp(half))]

    def fieller(self, level):
        q = quantile(level, self.freedom(1))
        outside = lambda r: (self.t - r * self.c) ** 2 - (q * self.error(r)) ** 2
        r, far = self.t / self.c, mp.mpf(10) ** 12
        if outside(-far) < 0 or outside(far) < 0:
            return ["fieller", None, None]
        return ["fieller", float(bisect(outside, r, -far)), float(bisect(outside, r, far))]


def hedges(d, a, freedom, a_freedom, spread_freedom, bias_freedom):
    """Limits by the scale on which a + b d^2 is the same everywhere, in units of the test's quantile, then in those of q."""
    b, ends = 1 / (2 * spread_freedom), {}
    for l in LEVELS:
        scale = lambda x: mp.asinh(x * mp.sqrt(b / a))
        t = quantile(l, freedom)
        half = scale(t * mp.sqrt(a))
        q = quantile(l, max(freedom, a_freedom))
        ends[l] = [float(q / t * mp.sinh(scale(d) + s * half) * mp.sqrt(a / b)) for s in (-1, 1)]
    j = unbiased(bias_freedom)
    return {"estimate": float(j * d), "standardError": float(j * mp.sqrt(a + b * d * d)), "intervals": ends}


def freedom_of_ratio(x, y, covariance):
    """Two over the variance of the logarithm of a ratio, whose parts have these variances and this covariance."""
    total = x + y - 2 * covariance
    return 2 / total if total > mp.mpf(10) ** -30 else mp.inf


def independent(name, treatment, control, margin):
    t, c = exact(treatment), exact(control)
    (nt, mt, vt), (nc, mc, vc) = [(len(x), number(mean(x)), number(product(x, x))) for x in (t, c)]
    m = nt + nc - 2
    vp = ((nt - 1) * vt + (nc - 1) * vc) / m
    d = (mt - mc) / mp.sqrt(vp)
    welch = Means(mt, mc, [(vt / nt, mp.mpf(0), mp.mpf(0), nt - 1), (mp.mpf(0), vc / nc, mp.mpf(0), nc - 1)])
    pooled = Means(mt, mc, [(vp / nt, vp / nc, mp.mpf(0), m)])
    # errors of the logarithms of the variance of the difference, vd, and of that of the values, vp
    vd = vt / nt + vc / nc
    arms = [(vt, mp.mpf(nt)), (vc, mp.mpf(nc))]
    of_d = sum((v / n / vd) ** 2 * 2 / (n - 1) for v, n in arms)
    of_p = sum(((n - 1) * v / m / vp) ** 2 * 2 / (n - 1) for v, n in arms)
    common = sum((v / n / vd) * ((n - 1) * v / m / vp) * 2 / (n - 1) for v, n in arms)
    one = mp.mpf(1)
    return {"name": name, "treatment": treatment, "control": control,
            "welch": {"test": welch.test(), "against": welch.against(margin), "ratio": welch.ratio(),
                      "hedgesG": hedges(d, vd / vp, welch.freedom(1), freedom_of_ratio(of_d, of_p, common),
                                        2 / of_p, mp.mpf(m))},
            "pooled": {"test": pooled.test(), "against": pooled.against(margin), "ratio": pooled.ratio(),
                       "hedgesG": hedges(d, one / nt + one / nc, m, mp.inf, mp.mpf(m), mp.mpf(m))}}


def paired(name, treatment, control, margin):
    t, c = exact(treatment), exact(control)
    n = len(t)
    mt, mc = number(mean(t)), number(mean(c))
    vt, vc, vtc = [number(product(x, y)) for x, y in ((t, t), (c, c), (t, c))]
    means = Means(mt, mc, [(vt / n, vc / n, vtc / n, n - 1)])
    s2, vd = (vt + vc) / 2, vt + vc - 2 * vtc
    # covariances of estimated variances of normal values: twice the squares of the covariances over n - 1
    of_s = 2 * (vt**2 + vc**2 + 2 * vtc**2) / 4 / s2**2 / (n - 1)
    of_d = mp.mpf(2) / (n - 1)
    common = 2 * ((vt - vtc) ** 2 + (vtc - vc) ** 2) / 2 / s2 / vd / (n - 1)
    return {"name": name, "treatment": treatment, "control": control, "test": means.test(), "against": means.against(margin),
            "ratio": means.ratio(), "correlation": float(vtc / mp.sqrt(vt * vc)) if vt * vc > 0 else None,
            "hedgesG": None if n < 3 else hedges((mt - mc) / mp.sqrt(s2), vd / n / s2, mp.mpf(n - 1),
                                                 freedom_of_ratio(of_s, of_d, common), 2 / of_s, 2 / of_s)}


INDEPENDENT = [
    ("ratings", [4, 5, 5, 3, 4, 5, 2, 5], [3, 4, 2, 3, 5, 3, 4], 0.5),
    ("two against two", [7.25, 4.75], [1.5, 2.5], 1),
    ("two against forty", [5.5, 6.0], [i % 7 + 1.1 for i in range(40)], 3),
    ("one arm constant", [3.0, 3.0, 3.0], [1.0, 2.0, 4.0, 2.5], 1),
    ("control constant", [1.0, 2.0, 4.0, 2.5], [3.0, 3.0, 3.0], 1),
    ("treatment may be 0", [-1.0, 2.0, 4.0, -2.5, 1.0], [30.0, 31.5, 29.0, 33.0], 40),
    ("control may be 0", [30.0, 31.5, 29.0, 33.0], [-1.0, 2.0, 4.0, -2.5, 1.0], 1),
    ("treatment below 0", [-8.0, -9.5, -7.0, -8.25, -9.0], [5.0, 3.5, 4.25, 6.0], 1),
    ("negative baseline", [-5.0, -3.5, -4.25, -6.0], [-8.0, -9.5, -7.0, -8.25, -9.0], 2),
    ("both sides of 0 from a negative baseline", [5.0, 3.5, 4.25, 6.0], [-8.0, -9.5, -7.0, -8.25, -9.0], 2),
    ("treatment is 0", [1.0, -2.0, 1.0], [5.0, 3.5, 4.25, 6.0], 2),
    ("spreads a thousand apart", [4000.0, 7000.0, 13000.0, 16000.0, 9000.0], [1.0, 2.0, 4.0], 5000),
    ("far from zero", [1e9 + v for v in (4, 7, 13, 16)], [1e9 + v for v in (4, 7, 13, 16, 9, 11)], 2),
    ("tiny", [v * 1e-140 for v in (4, 7, 13, 16)], [v * 1e-140 for v in (1, 2, 3, 7)], 1e-139),
    ("huge", [v * 1e140 for v in (4, 7, 13, 16)], [v * 1e140 for v in (1, 2, 3, 7)], 1e141),
    ("far apart", [1000.5, 1001.0, 1002.5, 1000.0], [1.0, 2.0, 1.5, 3.0, 1.25], 990),
]
PAIRED = [
    ("ratings", [4, 5, 2, 5, 5, 4, 4, 3], [3, 4, 2, 5, 3, 2, 4, 4], 0.5),
    ("two pairs", [4.5, 7.0], [3.0, 4.0], 2),
    ("three pairs", [4.5, 7.0, 3.0], [3.0, 4.0, 2.5], 2),
    ("against each other", [1.0, 2.0, 3.0, 4.5, 6.0], [9.0, 7.5, 6.0, 4.0, 5.0], 2),
    ("one side constant", [1.0, 2.0, 3.0, 4.5, 6.0], [3.0, 3.0, 3.0, 3.0, 3.0], 2),
    ("all but the same", [1.001, 2.0, 3.002, 4.503, 6.0], [1.0, 2.0, 3.0, 4.5, 6.0], 0.001),
    ("control may be 0", [5.0, 7.0, 6.5, 4.0], [-1.0, 2.0, 1.5, -2.0], 2),
    ("treatment may be 0", [-1.0, 2.0, 1.5, -2.0], [5.0, 7.0, 6.5, 4.0], 2),
    ("negative baseline", [-5.0, -3.5, -4.25, -6.0], [-8.0, -9.5, -7.0, -8.25], 2),
    ("far from zero", [1e9 + v for v in (4, 7, 13, 16, 9)], [1e9 + v for v in (5, 6, 10, 16, 8)], 2),
    ("tiny", [v * 1e-140 for v in (4, 7, 13, 16)], [v * 1e-140 for v in (1, 2, 3, 7)], 1e-139),
    ("huge", [v * 1e140 for v in (4, 7, 13, 16)], [v * 1e140 for v in (1, 2, 3, 7)], 1e141),
]


def rows(cases):
    return "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]"


print("{\n\"_note\": \"made by mean-comparisons.py; treatment first\",\n\"software\": \"mpmath %s\"," % mp.__version__)
print("\"independent\": %s,\n\"paired\": %s\n}" % (rows(independent(*case) for case in INDEPENDENT), rows(paired(*case) for case in PAIRED)))
