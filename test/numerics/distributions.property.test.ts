import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile, betaUpperQuantile, betaUpperTail } from "../../src/numerics/beta-distribution";
import { binomialCdf, binomialPmf, binomialQuantile, binomialUpper } from "../../src/numerics/binomial";
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredUpper,
  chiSquaredUpperQuantile,
} from "../../src/numerics/chi-squared";
import { fCdf, fQuantile, fUpper, fUpperQuantile } from "../../src/numerics/f-distribution";
import { gammaCdf, gammaQuantile, gammaUpper, gammaUpperQuantile } from "../../src/numerics/gamma-distribution";
import { normalCdf, normalQuantile, normalUpper } from "../../src/numerics/normal";
import { poissonCdf, poissonPmf, poissonQuantile, poissonUpper } from "../../src/numerics/poisson";
import {
  studentTCdf,
  studentTQuantile,
  studentTTwoSided,
  studentTUpper,
  studentTUpperQuantile,
} from "../../src/numerics/student-t";

/** Numbers spread evenly over orders of magnitude. */
const magnitude = (from: number, to: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log10(from), max: Math.log10(to), noNaN: true }).map((e) => 10 ** e);
const shape = magnitude(1e-3, 1e5);
const probability = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  magnitude(1e-300, 1),
  magnitude(1e-16, 1).map((q) => 1 - q),
);
const share = probability;
const positive = magnitude(1e-300, 1e300);
const count = fc.integer({ min: 0, max: 3000 });

interface Continuous {
  readonly name: string;
  readonly point: fc.Arbitrary<number>;
  readonly shapes: readonly [fc.Arbitrary<number>, fc.Arbitrary<number>];
  readonly cdf: (x: number, a: number, b: number) => number;
  readonly upper: (x: number, a: number, b: number) => number;
  readonly quantile: (p: number, a: number, b: number) => number;
  readonly upperQuantile: (q: number, a: number, b: number) => number;
  readonly support: readonly [number, number];
}

const real = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  positive,
  positive.map((x) => -x),
);
const nearOne = fc.oneof(magnitude(0.01, 100), positive);
const distributions: readonly Continuous[] = [
  {
    name: "normal",
    point: real,
    shapes: [shape, shape],
    cdf: (x) => normalCdf(x),
    upper: (x) => normalUpper(x),
    quantile: (p) => normalQuantile(p),
    upperQuantile: (q) => -normalQuantile(q),
    support: [-Infinity, Infinity],
  },
  {
    name: "Student's t",
    point: real,
    shapes: [magnitude(0.1, 1e12), shape],
    cdf: studentTCdf,
    upper: studentTUpper,
    quantile: studentTQuantile,
    upperQuantile: studentTUpperQuantile,
    support: [-Infinity, Infinity],
  },
  {
    name: "chi-squared",
    // Points around the mean, which is the number of degrees of freedom, come from the gamma and F rows.
    point: nearOne,
    shapes: [shape, shape],
    cdf: chiSquaredCdf,
    upper: chiSquaredUpper,
    quantile: chiSquaredQuantile,
    upperQuantile: chiSquaredUpperQuantile,
    support: [0, Infinity],
  },
  {
    name: "F",
    point: nearOne,
    shapes: [shape, shape],
    cdf: fCdf,
    upper: fUpper,
    quantile: fQuantile,
    upperQuantile: fUpperQuantile,
    support: [0, Infinity],
  },
  {
    name: "beta",
    point: share,
    shapes: [shape, shape],
    cdf: betaCdf,
    upper: betaUpperTail,
    quantile: betaQuantile,
    upperQuantile: betaUpperQuantile,
    support: [0, 1],
  },
  {
    name: "gamma",
    point: nearOne,
    shapes: [shape, shape],
    cdf: gammaCdf,
    upper: gammaUpper,
    quantile: gammaQuantile,
    upperQuantile: gammaUpperQuantile,
    support: [0, Infinity],
  },
];

describe.each(distributions)(
  "the $name distribution",
  ({ point, shapes, cdf, upper, quantile, upperQuantile, support }) => {
    it("has tails that add up to 1 within 1e-14, the error each may have by itself", () => {
      fc.assert(
        fc.property(point, ...shapes, (x, a, b) => {
          expect(Math.abs(cdf(x, a, b) + upper(x, a, b) - 1)).toBeLessThanOrEqual(1e-14);
        }),
      );
    });

    it("has a cdf that grows and an upper tail that falls, up to rounding", () => {
      fc.assert(
        fc.property(point, point, ...shapes, (x, y, a, b) => {
          const [low, high] = x < y ? [x, y] : [y, x];
          expect(cdf(low, a, b)).toBeLessThanOrEqual(cdf(high, a, b) * (1 + 1e-13));
          expect(upper(high, a, b)).toBeLessThanOrEqual(upper(low, a, b) * (1 + 1e-13));
        }),
      );
    });

    it("has quantiles that hit their probability from either side", () => {
      fc.assert(
        fc.property(probability, ...shapes, (p, a, b) => {
          // A root is a double: its neighbours, too, bracket the probability, unless it is at an end of the scale.
          const brackets = (x: number, tail: (x: number) => number, target: number): boolean => {
            const before = tail(x * (1 - 1e-13)) - target;
            const after = tail(x * (1 + 1e-13)) - target;
            const slack = 1e-13 * target + 5e-324;
            return (
              !(Math.abs(x) > 1e-290 && Math.abs(x) < 1e290) ||
              (Math.min(before, after) <= slack && Math.max(before, after) >= -slack)
            );
          };
          // Near 1 doubles are too coarse to be roots of the beta distribution.
          const ofLower = quantile(p, a, b);
          const ofUpper = upperQuantile(p, a, b);
          if (ofLower < support[1]) expect(brackets(ofLower, (x) => cdf(Math.min(x, support[1]), a, b), p)).toBe(true);
          if (ofUpper < support[1])
            expect(brackets(ofUpper, (x) => upper(Math.min(x, support[1]), a, b), p)).toBe(true);
        }),
      );
    });

    it("gives no NaN and nothing outside the range at wild arguments", () => {
      const wildShape = fc.oneof(shape, magnitude(1e-20, 1e20), magnitude(1e-280, 1e280));
      const wildPoint = fc.oneof(
        point,
        fc.constantFrom(...support),
        fc.double({
          min: Math.max(support[0], -Number.MAX_VALUE),
          max: Math.min(support[1], Number.MAX_VALUE),
          noNaN: true,
        }),
      );
      const wildProbability = fc.oneof(probability, fc.constantFrom(0, 5e-324, 1e-310, 0.5, 1));
      fc.assert(
        fc.property(wildPoint, wildProbability, wildShape, wildShape, (x, p, a, b) => {
          for (const value of [cdf(x, a, b), upper(x, a, b)]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          for (const value of [quantile(p, a, b), upperQuantile(p, a, b)]) {
            expect(value).toBeGreaterThanOrEqual(support[0]);
            expect(value).toBeLessThanOrEqual(support[1]);
          }
        }),
        { numRuns: 500 },
      );
    }, 60_000);
  },
);

describe("symmetries and identities", () => {
  const close = (actual: number, expected: number, tolerance: number): void => {
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected) + 5e-324);
  };

  it("normal and t are mirror symmetric, bit by bit", () => {
    fc.assert(
      fc.property(real, magnitude(0.1, 1e12), (x, df) => {
        expect(normalCdf(x)).toBe(normalUpper(-x));
        expect(studentTCdf(x, df)).toBe(studentTUpper(-x, df));
        expect(studentTTwoSided(x, df)).toBe(studentTTwoSided(-x, df));
      }),
    );
  });

  it("t squared is F with one degree of freedom in the numerator", () => {
    fc.assert(
      fc.property(magnitude(1e-3, 20), magnitude(0.1, 1e8), (t, df) => {
        const short = Math.fround(t); // whose square is a double
        close(fUpper(short * short, 1, df), studentTTwoSided(short, df), 1e-13);
      }),
    );
  });

  it("F is beta of d1 f / (d1 f + d2), and its reciprocal F with exchanged degrees of freedom", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: -6, max: 6 }),
        (d1, d2, e) => {
          const f = 2 ** e;
          close(fCdf(f, d1, d2), betaCdf((d1 * f) / (d1 * f + d2), d1 / 2, d2 / 2), 1e-13);
          close(fCdf(f, d1, d2), fUpper(1 / f, d2, d1), 1e-13);
        },
      ),
    );
  });

  it("the beta distribution turned round has its shapes exchanged", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), shape, shape, (k, a, b) => {
        const x = k / 2 ** 30;
        close(betaUpperTail(x, a, b), betaCdf(1 - x, b, a), 1e-14);
      }),
    );
  });

  it("binomial tails are sums of probabilities and beta integrals", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 199 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, k, p) => {
          fc.pre(k < n);
          let sum = 0;
          for (let i = 0; i <= k; i++) sum += binomialPmf(i, n, p);
          close(binomialCdf(k, n, p), sum, 1e-13);
          close(binomialUpper(k, n, p), betaCdf(p, k + 1, n - k), 1e-13);
        },
      ),
    );
  });

  it("Poisson tails are sums of probabilities and gamma integrals", () => {
    fc.assert(
      fc.property(count, magnitude(1e-3, 1e3), (k, mean) => {
        let sum = 0;
        for (let i = 0; i <= k; i++) sum += poissonPmf(i, mean);
        close(poissonCdf(k, mean), sum, 1e-13);
        close(poissonUpper(k, mean), gammaCdf(mean, k + 1, 1), 1e-13);
      }),
    );
  });
});

describe("discrete quantiles", () => {
  it("undo the cdf, where doubles resolve it", () => {
    fc.assert(
      fc.property(count, count, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (k, more, p) => {
        const n = k + more;
        const below = binomialCdf(k, n, p);
        fc.pre(below > 1e-290 && below < 0.99);
        expect(binomialQuantile(below, n, p)).toBe(k);
        const mean = n * p + 0.1;
        const belowPoisson = poissonCdf(k, mean);
        fc.pre(belowPoisson > 1e-290 && belowPoisson < 0.99);
        expect(poissonQuantile(belowPoisson, mean)).toBe(k);
      }),
    );
  });

  it("are integers on the support at wild arguments", () => {
    const trials = fc.oneof(count, fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(probability, trials, share, fc.oneof(fc.constant(0), magnitude(1e-300, 1e12)), (q, n, p, mean) => {
        const k = binomialQuantile(q, n, p);
        expect(Number.isInteger(k) && k >= 0 && k <= n).toBe(true);
        const j = poissonQuantile(q, mean);
        expect(q === 1 ? j === Infinity || mean === 0 : Number.isInteger(j) && j >= 0).toBe(true);
        for (const value of [binomialPmf(k, n, p), binomialCdf(k, n, p), poissonPmf(q < 1 ? j : 0, mean)]) {
          expect(value >= 0 && value <= 1).toBe(true);
        }
      }),
    );
  }, 60_000);
});
