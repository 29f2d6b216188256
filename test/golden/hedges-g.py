"""Second way to the interval of Hedges' g with pooled variances: the exact limits, from the noncentral t distribution.

Run in test/golden: python3 -P hedges-g.py > hedges-g.json (scipy; -P leaves random.py alone)

The limits of the difference in standard deviations are those that make the t statistic seen as improbable, on either side,
as the level leaves. The noncentral t distribution is a normal one, integrated over the chi distribution of the standard
deviation; scipy's own is not a number here and there. Ours, in closed form, are to be near these limits.
"""
import json
import numpy
import scipy
from scipy.integrate import fixed_quad
from scipy.optimize import brentq
from scipy.stats import chi, norm

SIZES = ((2, 2), (2, 3), (3, 3), (5, 5), (10, 10), (20, 20), (5, 50), (20, 100), (200, 200))
CASES = [(n, m, d) for n, m in SIZES for d in (0.0, 0.3, 1.0, 2.0, 5.0)]
LEVEL = 0.95


def noncentral_t(t, df, centre):
    """P(T <= t): T is a normal value around the centre over an estimated standard deviation s."""
    edges = numpy.linspace(chi.ppf(1e-15, df), chi.isf(1e-15, df), 21)
    part = lambda x: norm.cdf(t * x / df**0.5 - centre) * chi.pdf(x, df)
    return sum(fixed_quad(part, low, high, n=20)[0] for low, high in zip(edges, edges[1:]))


cases = []
for n, m, d in CASES:
    scale = (1 / n + 1 / m) ** 0.5
    tail = (1 - LEVEL) / 2
    outside = lambda delta, p: noncentral_t(d / scale, n + m - 2, delta / scale) - p
    limits = [brentq(outside, d - 12, d + 12, args=(p,), xtol=1e-13) for p in (1 - tail, tail)]
    cases.append({"control": n, "treatment": m, "difference": d, "limits": limits})
print('{\n"_note": "made by hedges-g.py",\n"software": "scipy %s",\n"level": %s,\n"cases": [' % (scipy.__version__, LEVEL))
print(",\n".join(json.dumps(case) for case in cases))
print("]\n}")
