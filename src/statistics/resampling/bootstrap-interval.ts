import { caveatsWhere } from "../../core/caveats";
import {
  checkConfidenceLevel,
  checkDraws,
  checkInteger,
  checkNoOthers,
  checkObject,
  checkOneOf,
  checkSeed,
  isIterable,
  refuse,
  reject,
} from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { randomGenerator } from "../../numerics/random";
import { isSkewed } from "../estimates/interval";
import {
  allEqual,
  type BootstrapEnds,
  bcaEnds,
  jackknifeSkewness,
  momentsOfDraws,
  percentileEnds,
} from "./bootstrap-ends";

/** How the interval is made from the draws. */
export type BootstrapMethod = "bca" | "percentile";

/** Options of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  /** @defaultValue `"bca"` */
  readonly method?: BootstrapMethod | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** How many resamples are drawn, integer in [100, 1e6]. @defaultValue `2000` */
  readonly draws?: number | undefined;
  /** Seed of the random numbers, integer in [0, 2^53 - 1]. @defaultValue `1` */
  readonly seed?: number | undefined;
}

/** Options of {@link bootstrapSteps}. */
export interface BootstrapStepsOptions extends BootstrapOptions {
  /** Evaluations of the statistic from one step to the next, integer >= 1. @defaultValue `200` */
  readonly chunk?: number | undefined;
}

/** How far {@link bootstrapSteps} has come. */
export interface BootstrapProgress {
  /** Evaluations of the statistic so far. */
  readonly done: number;
  /** Evaluations in all: one a draw and, for `bca`, one a row, which are not needed where all draws are equal. */
  readonly of: number;
}

/** A statistic with its bootstrap interval. */
export interface BootstrapResult extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "bootstrap";
  readonly method: BootstrapMethod;
  /** Mean of the draws less the estimate: what the statistic of a sample is off by, on average; not corrected for. */
  readonly bias: number;
  readonly draws: number;
  readonly seed: number;
}

/**
 * Any statistic with an interval from resampling the data.
 *
 * @remarks Draws samples of n rows with replacement and takes the statistic of each; `standardError` is the standard
 * deviation of these draws, with divisor draws - 1. `percentile` is the middle part of the draws. `bca` takes other
 * levels of them, $$\Phi\Bigl(w + \frac{w + z}{1 - a (w + z)}\Bigr)$$ for z the normal quantile of each end, with w the
 * normal quantile of the share of draws below the estimate (those equal to it count half), and with a sixth of the
 * skewness of the jackknife, $$a = \frac{\sum (\bar t - t_{-i})^3}{6 \bigl(\sum (\bar t - t_{-i})^2\bigr)^{3/2}}$$
 * Between two draws both interpolate on the normal scale, as R's `boot.ci` does, which counts no equal draws: where
 * there are none and it is given the same draws and jackknife, it gives the same interval.
 *
 * For smooth statistics, such as means, ratios and correlations, and many rows; too short for few, the more so the more
 * skewed the rows, and wrong for extremes such as a maximum or where rows depend on one another. At 95 %, `bca` covers
 * the mean of 20 exponential values in 90 % of samples, of 20 log-normal ones in 88 %, of 50 in 91 %, and of 50 ratings
 * of which 95 % are at one level in 86 % (see the calibration page). The caveat `skewed-answers` says where the
 * skewness of the statistic is beyond 0.3: for `bca` by the jackknife; `percentile` has only its draws to tell by,
 * which for medians are skewed though the interval is sound.
 *
 * There is no interval where all draws are equal (caveat `all-draws-equal`), or for `bca` where all lie on one side of
 * the estimate (`draws-on-one-side`). An end that asks for more draws than there are is the most extreme of them
 * (`too-few-draws`).
 *
 * A statistic of several columns takes rows: objects as they come from a file, or the row numbers `[0, 1, ...]`, by
 * which it looks the columns up. Missing values are rows like others: they are drawn, and are the statistic's to leave
 * out. Draws n integers a sample from one stream, in order, so a seed gives the same draws everywhere. draws + n
 * evaluations for `bca`, draws for `percentile`, the better choice for many thousand rows.
 *
 * @typeParam T - What a row is: a number, an object, anything.
 * @param data - Rows; length n >= 1.
 * @param statistic - Takes a sample of n rows (n - 1 for the jackknife), an array of its own that it may sort; returns
 * a finite number.
 * @param options - See {@link BootstrapOptions}.
 * @returns The statistic of the data, in its own unit; `interval.method` is `bootstrap-bca` or `bootstrap-percentile`.
 * @throws A {@link StatsError}: `invalid-input` on a statistic that is not a function, or that returns anything but a
 * finite number, naming the draw; `insufficient-data` without a row. What the statistic throws is passed on.
 * @see Efron (1987), JASA 82(397), 171-185, doi:10.1080/01621459.1987.10478410 (not read); Davison and Hinkley (1997),
 * Bootstrap Methods and their Application, chapter 5 (not read)
 *
 * @example
 * ```ts
 * const orders = [12, 9, 33, 41, 8, 15, 90, 22, 17, 25];
 * const geometric = (sample: number[]) =>
 *   Math.exp(sample.reduce((sum, value) => sum + Math.log(value), 0) / sample.length);
 * const typical = bootstrapInterval(orders, geometric);
 * typical.estimate; //~> 20.74
 * typical.interval; //~> { lower: 14.23, upper: 33.37, level: 0.95, method: "bootstrap-bca" }
 * const rows = [{ x: 1, y: 2 }, { x: 2, y: 5 }, { x: 4, y: 6 }, { x: 5, y: 11 }];
 * const ratio = (sample: { x: number; y: number }[]) =>
 *   sample.reduce((sum, row) => sum + row.y, 0) / sample.reduce((sum, row) => sum + row.x, 0);
 * bootstrapInterval(rows, ratio).estimate; //=> 2
 * ```
 */
export function bootstrapInterval<T>(
  data: ArrayLike<T> | Iterable<T>,
  statistic: (sample: T[]) => number,
  options: BootstrapOptions = {},
): BootstrapResult {
  const steps = checkedSteps("bootstrapInterval", data, statistic, options, Infinity);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * {@link bootstrapInterval} in steps, so that a page can show how far it is, stay responsive, or stop.
 *
 * @remarks A generator: it works while `next()` runs and rests in between; `return()` ends it. Arguments are checked
 * when it is made. The result is the same, bit for bit, whatever the chunk.
 *
 * @typeParam T - What a row is.
 * @param data - See {@link bootstrapInterval}; read when the generator is made.
 * @param statistic - See {@link bootstrapInterval}.
 * @param options - See {@link BootstrapStepsOptions}.
 * @returns A generator that yields a {@link BootstrapProgress} after each full chunk and returns the result.
 * @throws A {@link StatsError}: as {@link bootstrapInterval}.
 *
 * @example
 * ```ts
 * const steps = bootstrapSteps([4, 2, 5, 5, 3, 1], (sample) => Math.max(...sample), { draws: 300, chunk: 150 });
 * steps.next().value; //=> { done: 150, of: 306 }
 * steps.next().value; //=> { done: 300, of: 306 }
 * let step = steps.next();
 * while (!step.done) step = steps.next();
 * step.value.estimate; //=> 5
 * ```
 */
export function bootstrapSteps<T>(
  data: ArrayLike<T> | Iterable<T>,
  statistic: (sample: T[]) => number,
  options: BootstrapStepsOptions = {},
): Generator<BootstrapProgress, BootstrapResult, void> {
  const fn = "bootstrapSteps";
  checkObject(fn, "options", options);
  const { chunk = 200, ...ofBootstrap } = options;
  checkInteger(fn, "chunk", chunk, 1, Number.MAX_SAFE_INTEGER);
  return checkedSteps(fn, data, statistic, ofBootstrap, chunk);
}

type Steps = Generator<BootstrapProgress, BootstrapResult, void>;

function checkedSteps<T>(
  fn: string,
  data: ArrayLike<T> | Iterable<T>,
  statistic: (sample: T[]) => number,
  options: BootstrapOptions,
  chunk: number,
): Steps {
  checkObject(fn, "options", options);
  const { method = "bca", confidenceLevel = 0.95, draws = 2000, seed = 1, ...others } = options;
  checkNoOthers(fn, others);
  checkOneOf(fn, "method", method, ["bca", "percentile"]);
  checkConfidenceLevel(fn, confidenceLevel);
  checkDraws(fn, draws);
  checkSeed(fn, seed);
  if (typeof statistic !== "function") reject(fn, "statistic", "be a function of a sample", statistic);
  if (!isIterable(data)) reject(fn, "data", "be an array, a typed array or an iterable of rows", data);
  const rows = Array.from(data as Iterable<T>);
  if (rows.length === 0) refuse("insufficient-data", fn, "data", "must hold at least one row, received none");
  return stepsOf({ fn, rows, statistic, settings: { method, confidenceLevel, draws, seed }, chunk });
}

interface Bootstrap<T> {
  readonly fn: string;
  readonly rows: readonly T[];
  readonly statistic: (sample: T[]) => number;
  readonly settings: { readonly [K in keyof BootstrapOptions]-?: NonNullable<BootstrapOptions[K]> };
  readonly chunk: number;
}

function* stepsOf<T>({ fn, rows, statistic, settings, chunk }: Bootstrap<T>): Steps {
  const { method, confidenceLevel: level, draws, seed } = settings;
  const n = rows.length;
  const of = draws + (method === "bca" ? n : 0);
  const evaluate = (sample: T[], which: string) => {
    const value = statistic(sample);
    if (typeof value !== "number" || !Number.isFinite(value)) {
      reject(fn, "statistic", `return a finite number for ${which}`, value);
    }
    return value + 0;
  };

  const estimate = evaluate(rows.slice(), "the data");
  const random = randomGenerator(seed);
  const values = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const sample = Array.from(rows, () => rows[random.below(n)]!);
    values[draw] = evaluate(sample, `draw ${draw}`);
    if ((draw + 1) % chunk === 0) yield { done: draw + 1, of };
  }
  let ends: BootstrapEnds | null = null;
  const equal = allEqual(values);
  const { mean, deviation, ...ofDraws } = equal
    ? { mean: values[0]!, deviation: 0, skewness: 0 }
    : momentsOfDraws(values);
  let skewness = ofDraws.skewness;
  if (method === "percentile" && !equal) ends = percentileEnds(values, level);
  if (method === "bca" && !equal) {
    const leftOut = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      leftOut[i] = evaluate(
        rows.filter((_, j) => j !== i),
        `the data without row ${i}`,
      );
      if ((draws + i + 1) % chunk === 0) yield { done: draws + i + 1, of };
    }
    ends = bcaEnds(values, estimate, leftOut, level);
    skewness = jackknifeSkewness(leftOut);
  }

  const bias = mean - estimate + 0;
  for (const part of [bias, deviation, ends?.lower ?? 0, ends?.upper ?? 0]) {
    if (!Number.isFinite(part)) reject(fn, "statistic", "return numbers that differ by less than 1e308", part);
  }
  return {
    kind: "bootstrap",
    unit: "value",
    scale: null,
    estimate,
    standardError: deviation,
    interval: ends && { lower: ends.lower, upper: ends.upper, level, method: `bootstrap-${method}` },
    n,
    nMissing: 0,
    method,
    bias,
    draws,
    seed: seed + 0,
    caveats: caveatsWhere({
      "all-draws-equal": equal,
      "draws-on-one-side": !equal && ends === null,
      "skewed-answers": ends !== null && isSkewed(skewness, 1),
      "too-few-draws": ends?.extreme === true,
    }),
  };
}
