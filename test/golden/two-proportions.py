"""Second opinion on the score intervals of compareProportions(): statsmodels' of the ratio and of the odds ratio.

Run in test/golden: python3 -P two-proportions.py > two-proportions.json (statsmodels 0.13.5)

Tables with an empty cell are left out: it does not bound those. Sample 1 is our treatment, sample 2 our control.
"""
import json
import statsmodels
from statsmodels.stats.proportion import confint_proportions_2indep

TABLES = [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (20034, 44700, 20119, 45489), (320, 2678, 369, 2616),
          (10, 19, 3, 13), (3, 100, 7, 50), (95, 100, 88, 100), (1, 1000, 3, 1000)]


def interval(table, compare):
    return [float(end) for end in confint_proportions_2indep(*table, method="score", compare=compare, correction=True)]


rows = [json.dumps({"x1": t[0], "n1": t[1], "x2": t[2], "n2": t[3],
                    "ratio": interval(t, "ratio"), "oddsRatio": interval(t, "odds-ratio")}) for t in TABLES]
print("{\n\"_note\": \"made by two-proportions.py; sample 1 is our treatment\",\n\"software\": \"statsmodels %s\",\n\"cases\": [" %
      statsmodels.__version__)
print(",\n".join(rows))
print("]\n}")
