"""Oracle of src/metrics/experiments/cuped: adjusted means, their difference and their ratio, row by row.

Run in test/golden: python3 cuped.py > cuped.json (mpmath, 50 digits)

theta solves the normal equations of the pooled products within arms. Every variance is that of a sum over rows: a row of
arm a moves the two adjusted means, and so their difference and log ratio, by its residual e and by theta'x, with weights
that are written out below for each of these; the error of theta is added as its own source, s_a^2 times the leverage of
the arm. Residual variances have n_a - 1 - tr(S^-1 S_a) degrees of freedom; all other spreads n_a - 1.
"""
import json
import math
import mpmath as mp

mp.mp.dps = 50


def quantile(level, df):
    """Two-sided quantile of Student's t, by bisecting its distribution."""
    low, high = mp.mpf(0), mp.mpf(1000)
    for _ in range(170):
        q = (low + high) / 2
        if 1 - mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + q * q), regularized=True) < level:
            low = q
        else:
            high = q
    return low


def mean(values):
    return mp.fsum(values) / len(values)


def centred(values):
    m = mean(values)
    return [v - m for v in values]


def dot(a, b):
    return mp.fsum(x * y for x, y in zip(a, b))


class Arm:
    def __init__(self, rows):
        y = [mp.mpf(v) for v in rows["outcome"]]
        d = [mp.mpf(v) for v in rows["denominator"]] if "denominator" in rows else [mp.mpf(1)] * len(y)
        x = [[mp.mpf(v) for v in column] for column in rows["covariates"].values()]
        self.n = len(y)
        self.ratio = mp.fsum(y) / mp.fsum(d)
        self.outcome = [(a - self.ratio * b) / mean(d) for a, b in zip(y, d)]
        self.means = [mean(column) for column in x]
        self.x = [centred(column) for column in x]
        self.products = mp.matrix([[dot(a, b) for b in self.x] for a in self.x])
        self.with_outcome = mp.matrix([dot(a, self.outcome) for a in self.x])


def satterthwaite(parts):
    total = mp.fsum(v for v, _ in parts)
    return total, total**2 / mp.fsum(v * v / df for v, df in parts)


def cuped(name, control, treatment, level):
    arms = [Arm(control), Arm(treatment)]
    level_ = mp.mpf(level)
    total = arms[0].n + arms[1].n
    w = [mp.mpf(a.n) / total for a in arms]
    inverse = (arms[0].products + arms[1].products) ** -1
    theta = inverse * (arms[0].with_outcome + arms[1].with_outcome)
    k = len(theta)
    apart = mp.matrix([b - a for a, b in zip(arms[0].means, arms[1].means)])
    shift = (theta.T * apart)[0]
    adjusted = [arms[0].ratio + w[1] * shift, arms[1].ratio - w[0] * shift]
    u = inverse * apart
    told = [[mp.fsum(theta[j] * arm.x[j][i] for j in range(k)) for i in range(arm.n)] for arm in arms]
    left = [[l - m for l, m in zip(arm.outcome, t)] for arm, t in zip(arms, told)]
    df, s2, slopes = [], [], []
    for arm, e in zip(arms, left):
        product = inverse * arm.products
        nu = arm.n - 1 - mp.fsum(product[j, j] for j in range(k))
        df.append(nu)
        s2.append(dot(e, e) / nu)
        slopes.append(s2[-1] * (u.T * arm.products * u)[0])

    def variance(g):
        """Of g[0] A_0 + g[1] A_1: what each arm adds, with its degrees of freedom."""
        parts = []
        for a, arm in enumerate(arms):
            # a row's residual moves its own arm's mean, its theta'x the common mean of both by the arm's share
            along, common = g[a], w[a] * (g[0] + g[1])
            own = along**2 * s2[a] + (2 * along * common * dot(left[a], told[a]) + common**2 * dot(told[a], told[a])) / (arm.n - 1)
            error_of_theta = (g[0] * w[1] - g[1] * w[0]) ** 2 * slopes[a]
            parts.append((own / arm.n + error_of_theta, df[a]))
        return satterthwaite(parts)

    def by_t(estimate, g):
        v, nu = variance(g)
        half = quantile(level_, nu) * mp.sqrt(v)
        return {"estimate": float(estimate), "standardError": float(mp.sqrt(v)), "degreesOfFreedom": float(nu),
                "interval": [float(estimate - half), float(estimate + half)]}

    difference = adjusted[1] - adjusted[0]
    v, nu = variance((-1, 1))
    t = difference / mp.sqrt(v)
    p = mp.betainc(nu / 2, mp.mpf(1) / 2, 0, nu / (nu + t * t), regularized=True)
    plain = mp.fsum(dot(arm.outcome, arm.outcome) / (arm.n - 1) / arm.n for arm in arms)

    rho = adjusted[1] / adjusted[0]
    error, nu_log = variance((-1 / adjusted[0], 1 / adjusted[1]))
    surely = True
    for a, g in ((0, (1, 0)), (1, (0, 1))):
        own, nu_own = variance(g)
        surely = surely and adjusted[a] > quantile(level_, nu_own) * mp.sqrt(own)
    if surely:
        half = quantile(level_, nu_log) * mp.sqrt(error)
        ends = [rho * mp.exp(-half), rho * mp.exp(half)]
    else:
        q = quantile(level_, nu)
        kept = lambda r: abs(adjusted[1] - r * adjusted[0]) <= q * mp.sqrt(variance((-r, 1))[0])
        ends = []
        for far in (mp.mpf(-10) ** 9, mp.mpf(10) ** 9):
            assert not kept(far)
            inside, outside = rho, far
            for _ in range(250):
                middle = (inside + outside) / 2
                if kept(middle):
                    inside = middle
                else:
                    outside = middle
            ends.append(inside)
    return {
        "name": name, "level": level, "control": control, "treatment": treatment, "theta": [float(v) for v in theta],
        "arms": [by_t(adjusted[0], (1, 0)), by_t(adjusted[1], (0, 1))],
        "difference": {**by_t(difference, (-1, 1)), "statistic": float(t), "pValue": float(p)},
        "varianceReduction": float(1 - v / plain),
        "ratio": {"estimate": float(rho), "standardError": float(abs(rho) * mp.sqrt(error)),
                  "method": "log" if surely else "fieller", "interval": [float(end) for end in ends]},
    }


state = 20261122


def uniform():
    global state
    state = state * 48271 % (2**31 - 1)
    return state / 2**31


def normal():
    return sum(uniform() for _ in range(12)) - 6


def rows(n, slope, effect, offset=0.0, noise=1.0, covariates=1, ratio=False, centre=5.0):
    x = [[round(offset - 1.5 * math.log(uniform() * uniform()), 2) for _ in range(n)] for _ in range(covariates)]
    d = [1 + math.floor(6 * uniform()) if ratio else 1 for _ in range(n)]
    y = [round(d[i] * (centre + effect + sum(slope * (column[i] - offset) for column in x) + noise * normal()), 2)
         for i in range(n)]
    result = {"outcome": y, "covariates": {f"before{j}": column for j, column in enumerate(x)}}
    return {**result, "denominator": d} if ratio else result


CASES = [
    cuped("one covariate", rows(30, 0.8, 0), rows(22, 0.8, 0.5), 0.95),
    cuped("three covariates, few customers", rows(7, 0.5, 0, covariates=3), rows(9, 0.5, 1, covariates=3), 0.9),
    cuped("a ratio metric", rows(40, 0.4, 0, ratio=True), rows(35, 0.4, 0.4, ratio=True, noise=2), 0.95),
    cuped("a ratio metric with two covariates", rows(20, 0.4, 0, ratio=True, covariates=2),
          rows(30, 0.4, 0.4, ratio=True, covariates=2), 0.99),
    cuped("covariates far from zero", rows(15, 1, 0, offset=1e6), rows(15, 1, 0.3, offset=1e6), 0.95),
    cuped("a covariate that tells nothing", rows(12, 0, 0), rows(15, 0, 0.3), 0.95),
    cuped("a treatment that may be 0", rows(25, -0.5, 0, centre=4), rows(14, -0.5, -2.2, centre=4), 0.99),
]
print(json.dumps({"_note": f"mpmath {mp.__version__}", "cases": CASES}, indent=1))
