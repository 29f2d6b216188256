"""Makes distributions-grid.json: distribution values at extreme arguments, by series in 420-digit arithmetic.

    python3 test/golden/distributions-grid.py > test/golden/distributions-grid.json

Every argument is a double, written so that it reads back as that double, and is used exactly. Incomplete beta and gamma
integrals are summed from their power series with positive terms only (NIST DLMF 8.17.8 and 8.11.4; not read); the other
tail is 1 minus that, with digits enough for 1e-320. The library uses continued fractions, so the two share no formula.
Each series is compared with mpmath's own betainc or gammainc at a few arguments. Takes some minutes.
"""
import json
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 420


def beta_pair(x, y, a, b):
    """I_x(a, b) and its complement; x + y = 1."""
    if x > mpf("0.9"):
        return beta_pair(y, x, b, a)[::-1]
    log_front = a * mp.log(x) + b * mp.log(y) - mp.log(a) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    term = total = mpf(1)
    k = 0
    limit = mpf(10) ** -410
    while True:
        ratio = x * (a + b + k) / (a + 1 + k)
        term *= ratio
        total += term
        k += 1
        if ratio < 0.95 and term < limit * total or ratio < 1 and term / (1 - ratio) < limit * total:
            break
    lower = mp.exp(log_front) * total
    return lower, 1 - lower


def gamma_pair(a, x):
    front = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    term = total = mpf(1)
    k = 0
    limit = mpf(10) ** -410
    while True:
        k += 1
        ratio = x / (a + k)
        term *= ratio
        total += term
        if ratio < 1 and term / (1 - ratio) < limit * total:
            break
    lower = front * total
    return lower, 1 - lower


def check():
    for a, b, x in ((2.5, 7.25, 0.3), (0.01, 30, 0.001), (40, 0.5, 0.95), (300, 200, 0.62)):
        a, b, x = mpf(a), mpf(b), mpf(x)
        mp.dps = 60
        want = mpmath.betainc(a, b, 0, x, regularized=True)
        mp.dps = 420
        assert abs(beta_pair(x, 1 - x, a, b)[0] / want - 1) < mpf(10) ** -45
    for a, x in ((0.01, 0.5), (3.5, 20), (200, 150)):
        mp.dps = 60
        want = mpmath.gammainc(mpf(a), 0, mpf(x), regularized=True)
        mp.dps = 420
        assert abs(gamma_pair(mpf(a), mpf(x))[0] / want - 1) < mpf(10) ** -45


def newton(target, start, tail, density, sign, reach):
    """Root in s = ln x of ln tail(x) = ln target; density is that of s. Steps beyond reach are cut short: a far
    overshoot would end where 1 - lower has no digits left."""
    s = start
    for _ in range(2000):
        x = mp.exp(s)
        step = sign * (mp.log(target) - mp.log(tail(x))) * tail(x) / density(x)
        step = max(min(step, reach), -reach)
        s += step
        if abs(step) < mpf(10) ** -24:
            return mp.exp(s)
    raise ArithmeticError("no convergence")


def memo(f):
    last = {}

    def g(x):
        if last.get("x") != x:
            last["x"], last["y"] = x, f(x)
        return last["y"]

    return g


def beta_odds(p, a, b, upper, start=None):
    pair = memo(lambda o: beta_pair(o / (1 + o), 1 / (1 + o), a, b))
    density = lambda o: mp.exp(
        a * mp.log(o) - (a + b) * mp.log1p(o) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    )
    start = mp.log(a / b) if start is None else start
    reach = 8 * mp.sqrt(1 / a + 1 / b)
    if upper:
        return newton(p, start, lambda o: pair(o)[1], density, -1, reach)
    return newton(p, start, lambda o: pair(o)[0], density, 1, reach)


def gamma_root(a, p, upper):
    reach = mpf(3)
    pair = memo(lambda x: gamma_pair(a, x))
    density = lambda x: mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if upper:
        level = -mp.log(p)
        return newton(p, mp.log(a + mp.sqrt(2 * a * level) + level), lambda x: pair(x)[1], density, -1, reach)
    start = mp.log(a)
    if a * 0.9 > mp.sqrt(-2 * a * mp.log(p)):
        start = mp.log(a - mp.sqrt(-2 * a * mp.log(p)))
    return newton(p, start, lambda x: pair(x)[0], density, 1, reach)


def text(v):
    return "0.0" if abs(v) < mpf(10) ** -340 else mp.nstr(v, 20)


def num(v):
    return repr(v) if isinstance(v, int) else repr(float(v)).replace("e-0", "e-").replace("e+", "e")


out = {
    "_note": f"mpmath {mpmath.__version__}, 420-digit working precision, 20 digits kept; made by distributions-grid.py. "
    "Arguments are exactly the doubles that the strings read back as. Columns: the arguments, then the values named in _columns.",
    "_columns": {},
}


def add(name, columns, rows):
    out["_columns"][name] = columns
    out[name] = [[num(v) if not isinstance(v, mpf) else text(v) for v in row] for row in rows]
    print(name, len(rows), file=sys.stderr, flush=True)


check()

add("normal", "z cdf upper", [
    [z, mp.ncdf(mpf(z)), mp.ncdf(-mpf(z))]
    for z in (-38.4, -37.5, -30.1, -20.3, -10.7, -5.0, -2.9, -1.51, -1.49, -0.7, -0.1, -1e-5, -1e-12, 1e-300, 0.3, 1.499, 1.501, 2.2, 8.1, 25.7, 37.51)
])
def normal_quantile(p):
    z = mpf(0) if abs(p - 0.5) < 0.2 else (-1 if p < 0.5 else 1) * mp.sqrt(-2 * mp.log(min(p, 1 - p)))
    for _ in range(60):
        cdf = mp.ncdf(z) if z < 0 else 1 - mp.ncdf(-z)
        tail, want = (cdf, mpf(p)) if p < 0.5 else (1 - cdf, 1 - mpf(p))
        step = tail / mp.npdf(z) * mp.log(want / tail) * (1 if p < 0.5 else -1)
        z += step
        if abs(step) < mpf(10) ** -60 * (abs(z) + mpf(10) ** -40):
            return z
    return z
add("normalQuantile", "p z", [
    [p, normal_quantile(p)]
    for p in (5e-324, 2.5e-320, 2.3e-308, 1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-8, 1e-3, 0.01, 0.05, 0.0699, 0.0701, 0.2, 0.3, 0.45,
              0.49, 0.4999, 0.4999999999, 0.5000000000000001, 0.500001, 0.6, 0.929, 0.931, 0.975, 0.999, 1 - 1e-6, 1 - 1e-10, 1 - 1e-16)
])
add("errorFunction", "x erf erfc", [
    [x, mp.erf(mpf(x)), mp.erfc(mpf(x))]
    for x in (-5.5, -2.1, -0.3, 1e-300, 1e-10, 1e-3, 0.1, 0.4, 0.49, 0.51, 0.9, 1.06, 1.07, 1.5, 2.0, 3.3, 5.1, 10.9, 20.03, 26.5)
])
xs = (1e-300, 1e-10, 1e-5, 0.01, 0.3, 0.49, 0.51, 0.9, 0.999999, 1 + 1e-12, 1.3, 1.49, 1.51, 1.9, 1.999999, 2 + 1e-9, 2.4, 2.6, 5.0, 9.9, 10.1, 77.7, 1e4, 1e8, 1e15, 1e300)
add("gammaFunction", "x logGamma digamma", [[x, mp.loggamma(mpf(x)), mp.digamma(mpf(x))] for x in xs])
def stirling(n):
    n = mpf(n)
    return mp.loggamma(n + 1) - (n + 0.5) * mp.log(n) + n - mp.log(2 * mp.pi) / 2
add("stirlingError", "n value", [[n, stirling(n)] for n in (1e-5, 0.1, 0.5, 1, 2.5, 7, 9.99, 10, 15.5, 100, 12345.5, 1e8)])
add("binomialDeviance", "x mean value", [
    [x, m, mpf(x) * mp.log(mpf(x) / mpf(m)) + mpf(m) - mpf(x)]
    for x, m in ((1e-5, 3.0), (1, 1 + 1e-12), (5, 5.5), (5, 700.0), (100, 100.001), (1e6, 1e6 + 1), (1e6, 1037000.5), (1e10, 1e10 + 3e6), (3.3, 1e-200))
])

rows = []
for df in (0.1, 0.5, 1, 1.7, 3, 10, 61, 340.5, 5000, 1e6, 1e10):
    n = mpf(df)
    for t in (1e-9, 0.01, 0.5, 1.2, 1.7, 1.8, 2.5, 6.0, 19.3, 36.9, 1e4, 1e9, 1e30, 1e100, 1e160, 1e300):
        if df > 1e3 and t > 40 or df > 60 and t > 1e9: continue
        s = mpf(t) ** 2
        v = beta_pair(n / (n + s), s / (n + s), n / 2, mpf(0.5))[0] / 2
        if v > mpf(10) ** -307: rows.append([t, df, v])
add("studentTUpper", "t df upper", rows)
rows = []
for df in (0.1, 0.5, 1, 1.7, 3, 10, 61, 340.5, 5000, 1e6, 1e10):
    n = mpf(df)
    for q in (1e-300, 1e-200, 1e-100, 1e-30, 1e-10, 1e-5, 0.001, 0.025, 0.1, 0.2, 0.3, 0.4, 0.45, 0.49, 0.49999, 0.4999999999):
        if 2 * float(mp.log(q)) / df < -1300: continue
        # The odds t^2 / df; the start lies above the root, so Newton's steps are one-way.
        inner = q > 0.3
        start = mp.log(mp.expm1(-2 * mp.log(2 * mpf(q)) / n))
        o = beta_odds(1 - 2 * mpf(q), mpf(0.5), n / 2, False, start) if inner else beta_odds(2 * mpf(q), mpf(0.5), n / 2, True, start)
        t = mp.sqrt(o * n)
        if t < mpf(10) ** 300: rows.append([q, df, t])
add("studentTUpperQuantile", "q df t", rows)

rows = []
for a in (1e-5, 0.01, 0.5, 0.9, 1, 2.5, 9.7, 31, 150, 1234.5, 1e5, 1e6):
    m = mpf(a)
    xs = [1e-300, 1e-30, 1e-5, 0.3, 1.0, 1.7, 5.0, 40.0, 690.0] if a < 3 else []
    xs += [a + z * a**0.5 for z in (-36.1, -20.2, -5.1, -1, -0.1, 0, 0.3, 1.1, 4.9, 15.3, 37.2) if a + z * a**0.5 > 0 and a > 2]
    if a > 3: xs += [a * 0.01, a / 3.0]
    for x in xs:
        p, q = gamma_pair(m, mpf(x))
        if min(p, q) > mpf(10) ** -340: rows.append([a, float(x), p, q])
add("incompleteGamma", "a x p q", rows)
rows = []
for a in (1e-3, 0.01, 0.5, 1, 2.5, 31, 150, 1234.5, 1e5):
    for p in (1e-300, 1e-100, 1e-20, 1e-5, 0.01, 0.3, 0.5, 0.7):
        if a > 2000 and p in (1e-20, 0.3): continue
        lower = gamma_root(mpf(a), mpf(p), False) if float(mp.log(p)) / a > -700 else mpf(0)
        upper = gamma_root(mpf(a), mpf(p), True) if a >= 0.4 or p < 1e-3 else mpf(0)
        rows.append([a, p, lower, upper])
add("incompleteGammaInverse", "a p pInverse(0.0:notComputed) qInverse(0.0:notComputed)", rows)

rows = []
shapes = ((1e-5, 1e-5), (1e-5, 3), (2, 1e-5), (0.01, 50), (0.5, 0.5), (0.5, 7), (1, 1), (3, 0.25), (8.5, 2.5), (30, 30), (2, 900), (150, 0.5), (1234.5, 77), (800, 4000), (1e5, 2e5), (1e6, 1e6))
for a, b in shapes:
    m = a / (a + b)
    sd = (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
    xs = [m + z * sd for z in (-36.3, -15.2, -5.1, -1, -0.1, 0, 0.3, 1.1, 4.9, 20.1, 36.6)]
    if a + b < 1000: xs += [1e-300, 1e-30, 1e-8, 0.01, 0.3, 0.5, 0.77, 0.99, 1 - 1e-9]
    for x in sorted(set(float(x) for x in xs if 0 < x < 1)):
        p, q = beta_pair(mpf(x), 1 - mpf(x), mpf(a), mpf(b))
        if min(p, q) > mpf(10) ** -340: rows.append([x, a, b, p, q])
add("incompleteBeta", "x a b lower upper", rows)
rows = []
for a, b in ((0.01, 50), (0.5, 0.5), (0.5, 7), (1, 1), (8.5, 2.5), (30, 30), (2, 900), (150, 0.5), (1234.5, 77), (800, 4000), (1e5, 2e5)):
    for p in (1e-300, 1e-100, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.8):
        if a > 2e4 and p in (1e-20, 0.3): continue
        def x_of(upper):
            o = beta_odds(mpf(p), mpf(a), mpf(b), upper)
            return o / (1 + o)
        rows.append([p, a, b, x_of(False) if float(mp.log(p)) / a > -700 else mpf(0), x_of(True)])
add("incompleteBetaInverse", "p a b lowerInverse(0.0:notComputed) upperInverse", rows)

rows = []
for d1, d2 in ((0.1, 3), (1, 1), (1, 1e6), (2.5, 7), (4, 1e10), (30, 40), (700, 5000), (1e5, 12), (3, 0.2)):
    for f in (1e-200, 1e-20, 1e-4, 0.2, 0.8, 1.0, 1.3, 3.0, 17.5, 200.0, 1e6, 1e20, 1e200):
        if d2 > 1e5 and f > 400 or d1 >= 1e5 and f < 1e-3 or d1 == 700 and f > 10: continue
        u, w = mpf(d1) * mpf(f), mpf(d2)
        p, q = beta_pair(u / (u + w), w / (u + w), mpf(d1) / 2, mpf(d2) / 2)
        if min(p, q) > mpf(10) ** -340: rows.append([f, d1, d2, p, q])
add("f", "f d1 d2 cdf upper", rows)
rows = []
for d1, d2 in ((1, 1), (1, 1e6), (2.5, 7), (4, 1e10), (30, 40), (700, 5000), (1e4, 12)):
    for p in (1e-300, 1e-20, 1e-5, 0.05, 0.5, 0.7):
        if p == 1e-300 and d2 == 1: continue
        start = mp.log(mpf(d1) / mpf(d2))
        up = start if d2 < 1e5 else start + mp.log(1 + 2 * -mp.log(p) / d1 + 2 * mp.sqrt(-mp.log(p)))
        lo = beta_odds(mpf(p), mpf(d1) / 2, mpf(d2) / 2, False, start)
        hi = beta_odds(mpf(p), mpf(d1) / 2, mpf(d2) / 2, True, up)
        lo, hi = (v * mpf(d2) / mpf(d1) for v in (lo, hi))
        rows.append([p, d1, d2, lo, hi if hi < mpf(10) ** 300 else mpf(0)])
add("fQuantile", "p d1 d2 quantile(0.0:notComputed) upperQuantile(0.0:notComputed)", rows)

rows = []
for n, p, ks in (
    (1, 0.3, (0, 1)), (20, 1e-10, (0, 1, 5, 20)), (20, 0.5, (0, 3, 10, 19, 20)), (300, 1e-3, (0, 1, 4, 60, 300)), (300, 0.97, (0, 100, 270, 291, 299, 300)),
    (5000, 0.4, (0, 900, 1700, 1990, 2000, 2049, 2300, 3300)), (100000, 1e-5, (0, 1, 3, 50)), (1000000, 0.31, (292000, 305000, 309900, 310000, 310500, 318000, 327000)),
):
    q = 1 - mpf(p)
    for k in ks:
        pmf = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(mpf(p)) + (n - k) * mp.log(q))
        upper, cdf = beta_pair(mpf(p), q, mpf(k + 1), mpf(n - k)) if k < n else (mpf(0), mpf(1))
        rows.append([k, n, p, pmf, cdf, upper])
add("binomial", "k n p pmf cdf upper", rows)
rows = []
for m, ks in ((1e-10, (0, 1, 4)), (0.5, (0, 1, 3, 100)), (7.25, (0, 2, 7, 8, 30, 150)), (300.5, (0, 30, 200, 299, 300, 302, 400, 900)), (1e6, (965000, 990000, 999999, 1000000, 1000300, 1020000, 1037000))):
    for k in ks:
        pmf = mp.exp(k * mp.log(mpf(m)) - mpf(m) - mp.loggamma(k + 1))
        upper, cdf = gamma_pair(mpf(k + 1), mpf(m))
        rows.append([k, m, pmf, cdf, upper])
add("poisson", "k mean pmf cdf upper", rows)

def smallest(cdf, p, last):
    total = mpf(0)
    for k in range(last + 1):
        total += cdf(k)
        if total >= p: return k
    return last
def binomial_pmf(n, p):
    return memo(lambda k: mp.binomial(n, k) * mpf(p) ** k * (1 - mpf(p)) ** (n - k))
mp.dps = 340
add("binomialQuantile", "probability n p k", [
    [pr, n, p, smallest(binomial_pmf(n, p), mpf(pr), n)]
    for n, p in ((1, 0.3), (10, 0.5), (20, 0.1), (300, 0.97), (900, 0.4))
    for pr in (1e-300, 1e-20, 1e-3, 0.025, 0.4, 0.5, 0.623046875, 0.9, 0.999999, 1 - 1e-15)
])
add("poissonQuantile", "probability mean k", [
    [pr, m, smallest(lambda k: mp.exp(k * mp.log(mpf(m)) - mpf(m)) / mp.factorial(k), mpf(pr), 10**6)]
    for m in (1e-3, 0.5, 7.25, 300.5)
    for pr in (1e-300, 1e-20, 1e-3, 0.025, 0.4, 0.5, 0.7, 0.9, 0.999999, 1 - 1e-15)
])
body = ",\n".join(
    f' "{name}": ' + (json.dumps(v) if name.startswith("_") else "[\n" + ",\n".join("  " + json.dumps(r) for r in v) + "\n ]")
    for name, v in out.items()
)
print("{\n" + body + "\n}")
