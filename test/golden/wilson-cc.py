"""Oracle of the continuity-corrected Wilson interval, as Newcombe (1998) prints it, and of statsmodels' intervals.

Run in test/golden: python3 -P wilson-cc.py > wilson-cc.json (60 digits; -P since random.py there is not Python's)

L = (2np + z^2 - 1 - z sqrt(z^2 - 2 - 1/n + 4p(nq + 1))) / (2(n + z^2)), 0 at p = 0;
U = (2np + z^2 + 1 + z sqrt(z^2 + 2 - 1/n + 4p(nq - 1))) / (2(n + z^2)), 1 at p = 1.

The fractional counts are effective ones, as a weighted share has them: there the correction stops at 0 and at n. One-sided
bounds are ends of the two-sided interval at twice the level minus 1; statsmodels is asked for those.
"""
import json
import platform

import mpmath as mp
import statsmodels
from statsmodels.stats.proportion import proportion_confint

mp.mp.dps = 60


def newcombe(x, n, level):
    x, n, z = mp.mpf(x), mp.mpf(n), mp.sqrt(2) * mp.erfinv(mp.mpf(level))
    p, q = x / n, 1 - x / n
    lower = 0 if x <= 0.5 else (2*n*p + z**2 - 1 - z * mp.sqrt(z**2 - 2 - 1/n + 4*p*(n*q + 1))) / (2 * (n + z**2))
    upper = 1 if n - x <= 0.5 else (2*n*p + z**2 + 1 + z * mp.sqrt(z**2 + 2 - 1/n + 4*p*(n*q - 1))) / (2 * (n + z**2))
    return [float(lower), float(upper)]


COUNTS = [(0, 1), (1, 1), (1, 2), (0, 10), (1, 10), (5, 10), (9, 10), (10, 10), (15, 148), (1, 29), (81, 263),
          (500, 1000), (0, 10**5), (1, 10**5), (99999, 10**5), (1, 10**9), (10**9 - 1, 10**9), (4 * 10**15, 2**53 - 1)]
FRACTIONAL = [("3.75", "7.25"), ("0.25", "6.5"), ("6.25", "6.5"), ("0.5", "2.5"), ("18.2", "40.3")]
LEVELS = ["0.5", "0.9", "0.95", "0.99", "0.9999"]
METHODS = {"wilson": "wilson", "agresti-coull": "agresti_coull", "wald": "normal", "clopper-pearson": "beta",
           "jeffreys": "jeffreys"}

cases = [{"successes": x, "trials": n, "level": float(level), "interval": newcombe(x, n, level)}
         for x, n in COUNTS for level in LEVELS]
fractional = [{"successes": float(x), "trials": float(n), "level": float(level), "interval": newcombe(x, n, level)}
              for x, n in FRACTIONAL for level in LEVELS]
confint = [{"successes": x, "trials": n, "method": ours, "tail": tail,
            "ends": [float(end) for end in proportion_confint(x, n, 2 * tail, theirs)]}
           for x, n in [(1, 10), (5, 10), (9, 10), (15, 148), (81, 263), (500, 1000)]
           for tail in (0.025, 0.05, 0.2) for ours, theirs in METHODS.items()]
print("{\n\"_note\": \"made by wilson-cc.py\",\n\"software\": \"mpmath %s, statsmodels %s, Python %s\",\n\"cases\": [" %
      (mp.__version__, statsmodels.__version__, platform.python_version()))
print(",\n".join(json.dumps(case) for case in cases))
print("],\n\"fractional\": [")
print(",\n".join(json.dumps(case) for case in fractional))
print("],\n\"statsmodels\": [")
print(",\n".join(json.dumps(case) for case in confint))
print("]\n}")
