import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../src/numerics/normal";
import {
  type BootstrapMethod,
  type BootstrapOptions,
  type BootstrapProgress,
  type BootstrapStepsOptions,
  bootstrapInterval,
  bootstrapSteps,
} from "../../../src/statistics/resampling/bootstrap-interval";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/bootstrap.json" with { type: "json" };
import resamples from "../../golden/resamples.json" with { type: "json" };

const average = (sample: readonly number[]) => sample.reduce((sum, value) => sum + value, 0) / sample.length;
const squares = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - average(a)) * ((b[i] as number) - average(b)), 0);

/** The statistics of bootstrap.R by row numbers, as it has them. */
const STATISTICS: Record<string, (rows: number[]) => number> = {
  "mean of orders": (rows) => average(rows.map((i) => fromR.orders[i] as number)),
  "mean of ratings": (rows) => average(rows.map((i) => fromR.ratings[i] as number)),
  "standard deviation of waits": (rows) => {
    const waits = rows.map((i) => fromR.waits[i] as number);
    return Math.sqrt(squares(waits, waits) / (waits.length - 1));
  },
  "correlation of visits and spend": (rows) => {
    const [x, y] = [fromR.visits, fromR.spend].map((column) => rows.map((i) => column[i] as number));
    return squares(x!, y!) / Math.sqrt(squares(x!, x!) * squares(y!, y!));
  },
};
const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Runs a generator to its end. */
function finish<R>(steps: Generator<BootstrapProgress, R, void>) {
  const progress: BootstrapProgress[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { progress, result: step.value };
    progress.push(step.value);
  }
}

describe("bootstrapInterval() draws the rows that the oracle of the generator draws (resamples.py)", () => {
  it.each(resamples.bootstrap)("$n rows with the seed $seed", ({ seed, n, draws, rows }) => {
    const seen: number[][] = [];
    bootstrapInterval(
      numbers(n),
      (sample) => {
        seen.push(sample);
        return sample[0] as number;
      },
      { draws, seed },
    );
    expect(seen[0]).toEqual(numbers(n));
    expect(seen.slice(1, draws + 1)).toEqual(rows);
    // then the jackknife
    expect(seen.slice(draws + 1)).toEqual(numbers(n).map((i) => numbers(n).filter((j) => j !== i)));
  });
});

describe("bootstrapInterval() against R's boot.ci on the same resamples (bootstrap.R)", () => {
  it.each(fromR.cases)("$name", (expected) => {
    const { seed, n, draws } = resamples.bootstrap[expected.case]!;
    const statistic = STATISTICS[expected.name]!;
    for (const { level, ...ends } of expected.intervals) {
      for (const method of ["percentile", "bca"] as const) {
        const result = bootstrapInterval(numbers(n), statistic, { method, confidenceLevel: level, draws, seed });
        const [lower, upper] = ends[method] as [number, number];
        agree(result.interval?.lower, lower, 1e-12);
        agree(result.interval?.upper, upper, 1e-12);
        expect(result.interval).toMatchObject({ level, method: `bootstrap-${method}` });
        agree(result.estimate, expected.estimate, 1e-14);
        agree(result.standardError, expected.standardError, 1e-12);
        // the mean of the draws, less a number near it
        expect(Math.abs(result.bias - expected.bias)).toBeLessThan(1e-13 * Math.abs(expected.estimate));
      }
    }
  });

  it("warns where an end is the most extreme draw, as R does", () => {
    const { seed, n, draws } = resamples.bootstrap[0]!;
    const at = (confidenceLevel: number) =>
      bootstrapInterval(numbers(n), STATISTICS["mean of orders"]!, {
        method: "percentile",
        draws,
        seed,
        confidenceLevel,
      });
    // (399 + 1) * 0.0025 is 1, that of 0.00375 is 1.5
    const tooFew = (level: number) => at(level).caveats.some(({ code }) => code === "too-few-draws");
    expect([tooFew(0.9925), tooFew(0.995), tooFew(0.9999)]).toEqual([false, true, true]);
  });
});

describe("bootstrapInterval()", () => {
  const orders = [12, 9, 33, 41, 8, 15, 90, 22, 17, 25];

  it("echoes what was decided", () => {
    const result = bootstrapInterval(orders, average);
    expect(result).toMatchObject({
      kind: "bootstrap",
      unit: "value",
      scale: null,
      n: 10,
      nMissing: 0,
      method: "bca",
      draws: 2000,
      seed: 1,
      interval: { level: 0.95, method: "bootstrap-bca" },
      caveats: [{ code: "skewed-answers", path: null }],
    });
    expectPlain(result);
    expect(bootstrapInterval(orders, average)).toEqual(result);
    expect(bootstrapInterval(orders, average, { seed: 2 }).interval).not.toEqual(result.interval);
  });

  it("reads arrays, typed arrays, iterables and rows of any kind alike", () => {
    const options = { draws: 200 };
    const expected = bootstrapInterval(orders, average, options);
    expect(bootstrapInterval(Float32Array.from(orders), average, options)).toEqual(expected);
    expect(bootstrapInterval(new Set(orders), average, options)).toEqual(expected);
    const rows = orders.map((total) => ({ total }));
    const ofRows = (sample: { total: number }[]) => average(sample.map(({ total }) => total));
    expect(bootstrapInterval(rows, ofRows, options)).toEqual(expected);
  });

  it("lets the statistic sort or empty its sample without harm", () => {
    const before = [...orders];
    const expected = bootstrapInterval(orders, average, { draws: 200 });
    const destructive = (sample: number[]) => {
      const result = average(sample);
      sample.sort((a, b) => a - b).splice(0);
      return result;
    };
    expect(bootstrapInterval(orders, destructive, { draws: 200 })).toEqual(expected);
    expect(orders).toEqual(before);
  });

  it("is mirrored where the statistic changes its sign, ties and all", () => {
    const ratings = [5, 4, 5, 3, 5, 1, 4, 5, 2, 5];
    for (const method of ["bca", "percentile"] as const) {
      const there = bootstrapInterval(ratings, average, { method });
      const back = bootstrapInterval(ratings, (sample) => -average(sample), { method });
      agree(back.interval?.lower, -(there.interval?.upper as number), 1e-12);
      agree(back.interval?.upper, -(there.interval?.lower as number), 1e-12);
      agree(back.standardError, there.standardError as number, 1e-14);
    }
  });

  it("follows a change of unit, up to 1e300 and down to 1e-300", () => {
    const plain = bootstrapInterval(orders, average, { draws: 500 });
    for (const factor of [3, 1e-300, 1e300]) {
      const scaled = bootstrapInterval(orders, (sample) => factor * average(sample), { draws: 500 });
      for (const part of ["estimate", "standardError"] as const) agree(scaled[part], factor * plain[part]!, 1e-12);
      agree(scaled.interval?.lower, factor * (plain.interval?.lower as number), 1e-12);
      agree(scaled.interval?.upper, factor * (plain.interval?.upper as number), 1e-12);
      expect(Math.abs(scaled.bias / factor - plain.bias)).toBeLessThan(1e-12);
    }
  });

  it("is wider at a higher level and, by percentile, narrower where every row comes twice", () => {
    const width = (data: number[], options: BootstrapOptions) => {
      const { interval } = bootstrapInterval(data, average, options);
      return (interval?.upper as number) - (interval?.lower as number);
    };
    for (const method of ["bca", "percentile"] as const) {
      expect(width(orders, { method, confidenceLevel: 0.99 })).toBeGreaterThan(width(orders, { method }));
      expect(width(orders, { method, confidenceLevel: 0.5 })).toBeLessThan(width(orders, { method }));
      expect(width([...orders, ...orders], { method })).toBeLessThan(width(orders, { method }));
    }
  });

  it("has the plug-in standard error of a mean, to the noise of the draws", () => {
    const { standardError } = bootstrapInterval(orders, average, { draws: 20000 });
    const plugIn = Math.sqrt(squares(orders, orders) / 10 / 10);
    // the relative error of a standard deviation from 20,000 draws is 0.5 %; four of them
    agree(standardError, plugIn, 0.02);
  });
});

describe("bootstrapInterval() of skewed rows", () => {
  const logNormal = (n: number) => Array.from({ length: n }, (_, i) => Math.exp(normalQuantile((i + 0.5) / n)));
  const middle = (sample: number[]) => sample.sort((a, b) => a - b)[Math.floor(sample.length / 2)] as number;
  const warns = (rows: number[], method: BootstrapMethod, statistic: (sample: number[]) => number = average) =>
    bootstrapInterval(rows, statistic, { method }).caveats.some(({ code }) => code === "skewed-answers");
  const METHODS = ["bca", "percentile"] as const;

  it("warns where the calibration page says less than 93 % of means, and where it says more does not", () => {
    const ratings = (...counts: number[]) => counts.flatMap((count, i) => new Array<number>(count).fill(i + 1));
    for (const method of METHODS) {
      for (const rows of [logNormal(20), logNormal(50), ratings(0, 0, 0, 1, 19), ratings(1, 0, 0, 1, 48)]) {
        expect([rows.length, warns(rows, method)]).toEqual([rows.length, true]);
      }
      for (const rows of [logNormal(20).map(Math.log), logNormal(50).map(Math.log), ratings(8, 5, 4, 4, 29)]) {
        expect([rows.length, warns(rows, method)]).toEqual([rows.length, false]);
      }
      // in any unit, on either side
      expect(
        warns(
          logNormal(20).map((value) => -1e200 * value),
          method,
        ),
      ).toBe(true);
    }
  });

  it("does not warn of a median by bca, whose draws are skewed while the interval is sound", () => {
    expect([warns(logNormal(20), "bca", middle), warns(logNormal(20), "percentile", middle)]).toEqual([false, true]);
  });
});

describe("bootstrapInterval() where draws say little", () => {
  it("has no interval where all draws are equal, but for rounding", () => {
    for (const [data, statistic] of [
      [[4, 4, 4, 4], average],
      [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], average],
      [[1, 2, 3], () => 7],
      [[5], average],
      [[1, 2, 3], () => -0],
    ] as const) {
      for (const method of ["bca", "percentile"] as const) {
        const result = bootstrapInterval(data, statistic, { method, draws: 100 });
        expect(result).toMatchObject({ interval: null, standardError: 0, bias: 0 });
        expect(result.caveats).toEqual([{ code: "all-draws-equal", path: null }]);
        expectPlain(result);
      }
    }
  });

  it("has no BCa interval where all draws lie below the estimate, but a percentile interval", () => {
    // 40 different values: a resample of 40 has some twice, but for 1 in 1e16
    const distinct = (sample: readonly number[]) => new Set(sample).size;
    const result = bootstrapInterval(numbers(40), distinct, { draws: 300 });
    expect(result).toMatchObject({ estimate: 40, interval: null });
    expect(result.caveats).toEqual([{ code: "draws-on-one-side", path: null }]);
    expect(result.bias).toBeLessThan(-10);
    expect(bootstrapInterval(numbers(40), distinct, { draws: 300, method: "percentile" }).interval).not.toBeNull();
  });

  it("takes no acceleration from a statistic that no single row moves", () => {
    const middle = (sample: number[]) => sample.sort((a, b) => a - b)[Math.floor(sample.length / 2)] as number;
    const data = [1, 1, 2, 3, 3, 3, 3, 4, 5, 5];
    const result = bootstrapInterval(data, middle, { draws: 500 });
    expect(result.interval).not.toBeNull();
    expectPlain(result);
  });

  it("ends at the most extreme draw where the correction has no end", () => {
    // one huge value: the jackknife is as skewed as it can be, and a (w + z) passes 1 at a high level
    const data = [...new Array(60).fill(0).map((_, i) => i % 3), 1e6];
    const result = bootstrapInterval(data, average, { confidenceLevel: 0.999999999 });
    expect(result.caveats.map(({ code }) => code)).toEqual(["skewed-answers", "too-few-draws"]);
    expect(result.interval?.upper).toBeGreaterThan(result.estimate);
    expectPlain(result);
  });
});

describe("bootstrapSteps()", () => {
  const data = [3, 1, 4, 1, 5, 9, 2, 6];

  it.each([1, 7, 50, 100, 108, 1000])("gives what bootstrapInterval gives, bit for bit, in chunks of %d", (chunk) => {
    for (const method of ["bca", "percentile"] as const) {
      const options = { draws: 100, seed: 3, method };
      const { progress, result } = finish(bootstrapSteps(data, average, { ...options, chunk }));
      expect(result).toEqual(bootstrapInterval(data, average, options));
      const of = method === "bca" ? 108 : 100;
      expect(progress).toEqual(
        Array.from({ length: Math.floor(of / chunk) }, (_, i) => ({ done: (i + 1) * chunk, of })),
      );
    }
  });

  it("yields every 200 evaluations unless told", () => {
    const { progress } = finish(bootstrapSteps(data, average));
    expect(progress.map(({ done }) => done)).toEqual([200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000]);
    expect(progress[0]).toEqual({ done: 200, of: 2008 });
  });

  it("does no more work than it is asked for, and none after it is stopped", () => {
    let evaluations = 0;
    const steps = bootstrapSteps(
      data,
      (sample) => {
        evaluations++;
        return average(sample);
      },
      { chunk: 10 },
    );
    expect(evaluations).toBe(0);
    steps.next();
    expect(evaluations).toBe(11);
    steps.return(undefined as never);
    expect(steps.next()).toEqual({ done: true, value: undefined });
    expect(evaluations).toBe(11);
  });

  it("reads the data when it is made, and checks its arguments then", () => {
    const own = [...data];
    const steps = bootstrapSteps(own, average, { draws: 100 });
    own.fill(0);
    expect(finish(steps).result).toEqual(bootstrapInterval(data, average, { draws: 100 }));
    expect(errorOf(() => bootstrapSteps([], average))).toEqual(
      insufficient("bootstrapSteps", "data", "must hold at least one row, received none"),
    );
    for (const [chunk, shown] of [
      [0, "0"],
      [1.5, "1.5"],
      ["10", '"10"'],
      [Infinity, "Infinity"],
    ]) {
      expect(errorOf(() => bootstrapSteps(data, average, { chunk } as BootstrapStepsOptions))).toEqual(
        invalid("bootstrapSteps", "chunk", `be an integer in [1, 9007199254740991], received ${shown}`),
      );
    }
  });
});

describe("bootstrapInterval() refuses", () => {
  const bad = (data: unknown, statistic: unknown, options?: unknown) =>
    errorOf(() => bootstrapInterval(data as number[], statistic as () => number, options as BootstrapOptions));
  const fn = "bootstrapInterval";

  it.each<[string, unknown[], string, string]>([
    [
      "data that are no sequence",
      [5, average],
      "data",
      "be an array, a typed array or an iterable of rows, received 5",
    ],
    ["text", ["abc", average], "data", 'be an array, a typed array or an iterable of rows, received "abc"'],
    ["a statistic that is no function", [[1], "mean"], "statistic", 'be a function of a sample, received "mean"'],
    ["an unknown method", [[1], average, { method: "t" }], "method", 'be one of "bca", "percentile", received "t"'],
    [
      "a level of 1",
      [[1], average, { confidenceLevel: 1 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 1",
    ],
    ["few draws", [[1], average, { draws: 99 }], "draws", "be an integer in [100, 1000000], received 99"],
    [
      "a fractional seed",
      [[1], average, { seed: 0.5 }],
      "seed",
      "be an integer in [0, 9007199254740991], received 0.5",
    ],
    ["options that are null", [[1], average, null], "options", "be an object, received null"],
  ])("%s", (_, [data, statistic, options], path, rule) => {
    expect(bad(data, statistic, options)).toEqual(invalid(fn, path, rule));
  });

  it("no row, as nothing to draw from", () => {
    expect(bad([], average)).toEqual(insufficient(fn, "data", "must hold at least one row, received none"));
  });

  it("a statistic that returns no finite number, naming the draw", () => {
    const failing = (at: number, value: unknown) => {
      let evaluations = 0;
      return (sample: number[]) => (evaluations++ === at ? value : sample[0]);
    };
    const rule = (which: string, shown: string) => `return a finite number for ${which}, received ${shown}`;
    expect(bad([1, 2], failing(0, Number.NaN))).toEqual(invalid(fn, "statistic", rule("the data", "NaN")));
    expect(bad([1, 2], failing(18, "7"))).toEqual(invalid(fn, "statistic", rule("draw 17", '"7"')));
    expect(bad([1, 2], failing(102, undefined), { draws: 100 })).toEqual(
      invalid(fn, "statistic", rule("the data without row 1", "undefined")),
    );
  });

  it("a statistic whose draws a double cannot hold apart", () => {
    const jump = (sample: number[]) => (sample.join() === "1,2" ? 1.7e308 : -1.7e308);
    expect(bad([1, 2], jump)).toEqual(
      invalid(fn, "statistic", "return numbers that differ by less than 1e308, received -Infinity"),
    );
  });

  it("nothing that the statistic itself throws: that is passed on", () => {
    expect(() =>
      bootstrapInterval([1, 2], () => {
        throw new RangeError("mine");
      }),
    ).toThrow(RangeError);
  });
});
