"""Oracle of the intervals of compareProportionsStratified: stratified score tests in 40 digits, by brute force.

Run in test/golden: python3 compare-proportions-stratified.py > compare-proportions-stratified.json
In each stratum the two binomial likelihoods are maximised under p1 = p0 + delta, or p1 = rho p0, by bisecting the slope in
p0; the variance, times N / (N - 1), is that under the pair so found, and the weights are n1 n0 / N. Ends by bisection.
Strata are those of compare-proportions-stratified-r.json.
"""
import json
import sys
import mpmath as mp

mp.mp.dps = 40
LEVELS = ("0.9", "0.95")


def bisected(falls, low, high, steps=125):
    for _ in range(steps):
        middle = (low + high) / 2
        if falls(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def pair(stratum, to_treatment, by, low, high):
    """The most likely p0 and p1 = to_treatment(p0), whose slope is by."""
    x1, n1, x0, n0 = stratum

    def slope(p0):
        p1 = to_treatment(p0)
        parts = ((x0, p0, 1), (n0 - x0, 1 - p0, -1), (x1, p1, by), (n1 - x1, 1 - p1, -by))
        return mp.fsum(count * sign / value for count, value, sign in parts if count)

    p0 = bisected(slope, low, high)
    return p0, to_treatment(p0)


def statistic(strata, excess, pairs, factor):
    variance = mp.mpf(0)
    for (x1, n1, x0, n0), (p0, p1) in zip(strata, pairs):
        total, w = n1 + n0, mp.mpf(n1 * n0) / (n1 + n0)
        variance += w**2 * (p1 * (1 - p1) / n1 + factor**2 * p0 * (1 - p0) / n0) * total / (total - 1)
    return excess / mp.sqrt(variance)


def of_difference(strata, delta):
    pairs = [pair(s, lambda p: p + delta, 1, max(mp.mpf(0), -delta), min(mp.mpf(1), 1 - delta)) for s in strata]
    excess = mp.fsum(mp.mpf(n1 * n0) / (n1 + n0) * (mp.mpf(x1) / n1 - mp.mpf(x0) / n0 - delta) for x1, n1, x0, n0 in strata)
    return statistic(strata, excess, pairs, mp.mpf(1))


def of_ratio(strata, rho):
    pairs = [pair(s, lambda p: p * rho, rho, mp.mpf(0), min(mp.mpf(1), 1 / rho)) for s in strata]
    excess = mp.fsum(mp.mpf(n1 * n0) / (n1 + n0) * (mp.mpf(x1) / n1 - rho * mp.mpf(x0) / n0) for x1, n1, x0, n0 in strata)
    return statistic(strata, excess, pairs, rho)


def case(known):
    strata = [tuple(int(count) for count in row) for row in known["strata"]]
    control, treatment = known["shares"]
    observed, log = mp.mpf(treatment) - mp.mpf(control), mp.log(mp.mpf(treatment) / mp.mpf(control))
    result = {"name": known["name"], "statistic": float(of_difference(strata, mp.mpf(0))),
              "against": {d: float(of_difference(strata, mp.mpf(d))) for d in ("-0.05", "0.05")}, "levels": {}}
    for level in LEVELS:
        z = mp.sqrt(2) * mp.erfinv(mp.mpf(level))
        result["levels"][level] = {
            "difference": [float(bisected(lambda d: of_difference(strata, d) - z, mp.mpf(-1), observed, 60)),
                           float(bisected(lambda d: of_difference(strata, d) + z, observed, mp.mpf(1), 60))],
            "ratio": [float(mp.e ** bisected(lambda r: of_ratio(strata, mp.e**r) - z, log - 8, log, 60)),
                      float(mp.e ** bisected(lambda r: of_ratio(strata, mp.e**r) + z, log, log + 8, 60))]}
    return result


with open("compare-proportions-stratified-r.json") as file:
    KNOWN = json.load(file)["cases"]
print("{\n\"_note\": \"made by compare-proportions-stratified.py of the strata of compare-proportions-stratified-r.json\",\n"
      "\"software\": \"Python %s, mpmath %s\",\n\"cases\": [" % (sys.version.split()[0], mp.__version__))
print(",\n".join(json.dumps(case(known)) for known in KNOWN))
print("]\n}")
