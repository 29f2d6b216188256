"""Oracle of src/statistics/models/em.ts: means and covariances of a normal table with missing values, by direct maximisation.

Run in test/golden: python3 -P em.py > em.json (numpy, scipy; -P since random.py there is not Python's)

No EM here: the log-likelihood of what was observed is maximised by BFGS over means and a Cholesky factor, then Newton's
method sets its gradient by means and covariances, written out by hand, to zero; its Jacobian is of central differences.
Regressions of the first column on the others follow from the covariances. `score` is what is left of the gradient, per
row, in standard deviations: at a maximum 0.
"""
import csv
import json
import platform
import numpy as np
import scipy
from scipy.optimize import minimize


def patterns_of(x):
    groups = {}
    for row in x:
        groups.setdefault(tuple(~np.isnan(row)), []).append(row)
    result = []
    for seen, rows in groups.items():
        o = np.flatnonzero(seen)
        if len(o):
            own = np.array(rows)[:, o]
            mean = own.mean(axis=0)
            result.append((o, len(own), mean, (own - mean).T @ (own - mean)))
    return result


def likelihood(patterns, mu, sigma):
    """Log-likelihood and its gradient by mu and by the (unconstrained) entries of sigma."""
    total, by_mu, by_sigma = 0.0, np.zeros_like(mu), np.zeros_like(sigma)
    for o, n, mean, s in patterns:
        block = sigma[np.ix_(o, o)]
        w = np.linalg.inv(block)
        d = mean - mu[o]
        a = s + n * np.outer(d, d)
        total -= 0.5 * (n * (len(o) * np.log(2 * np.pi) + np.linalg.slogdet(block)[1]) + np.sum(w * a))
        by_mu[o] += n * (w @ d)
        by_sigma[np.ix_(o, o)] -= 0.5 * (n * w - w @ a @ w)
    return total, by_mu, by_sigma


def maximise(x):
    p = x.shape[1]
    center, scale = np.nanmean(x, axis=0), np.nanstd(x, axis=0)
    patterns = patterns_of((x - center) / scale)
    rows = sum(n for _, n, _, _ in patterns)
    low = np.tril_indices(p)

    def cost(theta):
        factor = np.zeros((p, p))
        factor[low] = theta[p:]
        value, by_mu, by_sigma = likelihood(patterns, theta[:p], factor @ factor.T)
        return -value / rows, -np.concatenate([by_mu, (2 * by_sigma @ factor)[low]]) / rows

    start = np.concatenate([np.zeros(p), np.eye(p)[low]])
    theta = minimize(cost, start, jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 5000}).x
    factor = np.zeros((p, p))
    factor[low] = theta[p:]
    theta = np.concatenate([theta[:p], (factor @ factor.T)[low]])

    def unpack(theta):
        sigma = np.zeros((p, p))
        sigma[low] = theta[p:]
        return theta[:p], sigma + np.tril(sigma, -1).T

    def score(theta):
        _, by_mu, by_sigma = likelihood(patterns, *unpack(theta))
        both = by_sigma + np.tril(by_sigma.T, -1)
        return np.concatenate([by_mu, both[low]]) / rows

    for _ in range(4):
        h = 1e-5
        jacobian = np.array([(score(theta + h * e) - score(theta - h * e)) / (2 * h) for e in np.eye(len(theta))])
        theta = theta - np.linalg.solve(jacobian.T, score(theta))
    mu, sigma = unpack(theta)
    assert np.all(np.linalg.eigvalsh(sigma) > 0) and np.all(np.linalg.eigvalsh((jacobian + jacobian.T) / 2) < 0)
    value = likelihood(patterns, mu, sigma)[0] - sum(n * np.log(scale[o]).sum() for o, n, _, _ in patterns)
    left = float(np.max(np.abs(score(theta))))
    assert left < 1e-13, left
    return center + scale * mu, sigma * np.outer(scale, scale), float(value), left


def case(name, x, source):
    x = np.array(x)
    mean, covariance, value, left = maximise(x)
    slopes = np.linalg.solve(covariance[1:, 1:], covariance[1:, 0])
    explained = slopes @ covariance[1:, 0]
    return {
        "name": name, **source, "complete": int((~np.isnan(x)).all(axis=1).sum()),
        "means": mean.tolist(), "covariance": covariance.tolist(), "logLikelihood": value, "score": left,
        "coefficients": [float(mean[0] - slopes @ mean[1:]), *slopes.tolist()],
        "rSquared": float(explained / covariance[0, 0]),
        "residualVariance": float(covariance[0, 0] - explained),
    }


number = lambda v: float(v) if v != "" else np.nan


def read(name, path, names, gone=lambda i, j: False):
    rows = list(csv.DictReader(open(path)))
    x = [[np.nan if gone(i, j) else number(r[c]) for j, c in enumerate(names)] for i, r in enumerate(rows)]
    return case(name, x, {"csv": path.split("/")[-1], "names": names})


def listed(name, columns):
    x = np.array([[np.nan if v is None else v for v in c] for c in columns]).T
    return case(name, x, {"columns": columns})


SURVEY = "../../docs/examples/airport-survey/sfo_2017.csv"
SERVICES = ["q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens", "q7infodown", "q7infoup", "q7wifi",
            "q7roads", "q7park", "q7airtrain", "q7ltparking", "q7rental"]
x = [8.0, 3.5, None, 7.25, 1.0, 6.5, 4.0, 2.25, None, 5.5, 9.0, 3.0, 6.0, 2.0]
y = [9.5, 4.0, 5.0, None, 2.5, 6.0, 5.25, None, 3.0, 6.5, 8.0, None, 7.75, 1.0]
z = [2.0, None, 3.5, 4.0, None, 1.25, 2.75, 5.0, 4.5, None, 1.0, 3.0, 2.5, 4.25]

print(json.dumps({
    "_note": "made by em.py",
    "software": f"Python {platform.python_version()} numpy {np.__version__} scipy {scipy.__version__}",
    "cases": [
        listed("two columns, one with gaps", [y, [v if v is not None else 5.0 for v in x]]),
        listed("three columns with gaps", [y, x, z]),
        listed("far from 0, in other units", [[v and 1e6 + v for v in y], [v and 1e-6 * v for v in x], z]),
        listed("nothing missing", [[v if v is not None else 4.0 for v in y], [v if v is not None else 5.0 for v in x]]),
        read("six services and the airport", SURVEY,
             ["q7all", "q7food", "q7store", "q7sign", "q7wifi", "q9restroom", "q10safe"]),
        read("fourteen services and the score", SURVEY, ["nps", *SERVICES]),
    ],
}, indent=0).replace(",\n", ", ").replace("[\n", "[").replace("\n]", "]"))
