import { checkNoOthers, checkObject, refuse, reject } from "../../core/checks";
import type { BinaryColumn, NumericColumn } from "../../core/columns";
import { eventTable, readDurations } from "./event-table";
import { checkCurveSettings, type KaplanMeierResult, kaplanMeierOf } from "./kaplan-meier-result";
import { type SurvivalMethod, survivalCurve } from "./survival-curve";

/** Options of {@link kaplanMeier}. */
export interface KaplanMeierOptions {
  /**
   * Whether the event was seen at the end of each duration: booleans, or 1 and 0. What was not seen is censored.
   *
   * @defaultValue all were
   */
  readonly observed?: BinaryColumn | undefined;
  /** Times to read the curve at; finite, >= 0. @defaultValue none */
  readonly times?: readonly number[] | undefined;
  /** Up to which time to take the mean, above 0. @defaultValue no mean */
  readonly horizon?: number | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** @defaultValue `"wilson"` */
  readonly method?: SurvivalMethod | undefined;
}

/**
 * The survival curve by Kaplan and Meier: the share that has not had an event yet, by time, when some were not watched
 * until it came.
 *
 * How long until customers get an answer, order again, or leave. Those to whom it has not happened yet count for as
 * long as they were watched; leaving them out, or taking their time for the whole time, would make the times look too
 * short.
 *
 * @remarks $$\hat S(t) = \prod_{t_i \le t} \Bigl(1 - \frac{d_i}{r_i}\Bigr), \quad \widehat{\mathrm{Var}}\, \hat S(t) =
 * \hat S(t)^2 \, G(t), \quad G(t) = \sum_{t_i \le t} \frac{d_i}{r_i (r_i - d_i)}$$ where of $r_i$ at risk $d_i$ have
 * the event at $t_i$; those who are censored then count as at risk. It assumes that being censored says nothing of when
 * the event would have come. Without censoring it is the share of durations above t.
 *
 * Intervals, of the curve at one time: `wilson`, Wilson's interval of a share (see {@link proportion}) of $$\hat S (1 -
 * \hat S) / \widehat{\mathrm{Var}}\, \hat S$$ answers, which without censoring are the n durations. Where that is 0
 * over 0, it is the number at risk while all survive, and once none do, what it would be if half of the last one
 * survived. As in R's `survfit`, cut at 0 and 1: `log-log`, $$\hat S^{\exp(\pm z \sqrt G / \ln \hat S)}$$ `log`, $$\hat
 * S \exp(\pm z \sqrt G)$$ and `plain`, $\hat S (1 \pm z \sqrt G)$, which have none where all or none survive. Where
 * they have one, `log-log` covers as `wilson` does, the other two less often in small samples (see the calibration
 * page).
 *
 * The median is the first time at which the curve is at most one half, or the middle of the step on which it is one
 * half; its ends are the same times of the ends of the curve's interval (Brookmeyer and Crowley). The restricted mean
 * is the area under the curve up to a horizon $\tau$, with $$\mathrm{Var} = \sum_{t_i \le \tau} \frac{d_i}{r_i (r_i -
 * d_i)} \Bigl(\int_{t_i}^\tau \hat S\Bigr)^2$$ and a normal interval, cut at 0 and $\tau$, which is a little short for
 * few durations (some 92 % at n = 20). Times are the same where they are the same number, without R's `timefix`.
 * Readings for which fewer than five were followed so long, counted as at risk over surviving, have the caveat
 * `few-followed`. O(n log n) time.
 *
 * @param durations - Times to the event or to being censored, in any unit; finite, >= 0; `null`, `undefined` and holes
 * are missing, and leave out the pair.
 * @param options - See {@link KaplanMeierOptions}.
 * @returns Shares in [0, 1], times in the unit of the durations.
 * @throws A {@link StatsError}: `invalid-input` on a duration that is negative or not finite, or marks of another
 * length; `insufficient-data` without a duration.
 * @see Kaplan and Meier (1958), JASA 53(282), 457-481, doi:10.1080/01621459.1958.10501452 (not read); Brookmeyer and
 * Crowley (1982), Biometrics 38(1), 29-41, doi:10.2307/2530286 (not read); Rothman (1978), Journal of Chronic Diseases
 * 31(8), 557-560, doi:10.1016/0021-9681(78)90043-7, `wilson` (not read)
 *
 * @example
 * ```ts
 * // days until a customer ordered again; the last two have not yet
 * const days = [3, 10, 10, 24, 31, 20, 45];
 * const observed = [true, true, true, true, true, false, false];
 * const { median, readings } = kaplanMeier(days, { observed, times: [30] });
 * median.estimate; //=> 24
 * readings[0]?.survival; //~> 0.381
 * // without the two, 4 of 5 would have come back within 30 days, and not 62 %
 * readings[0]?.interval; //~> { lower: 0.1197, upper: 0.7357, level: 0.95, method: "wilson" }
 * ```
 */
export function kaplanMeier(durations: NumericColumn, options: KaplanMeierOptions = {}): KaplanMeierResult {
  const fn = "kaplanMeier";
  checkObject(fn, "options", options);
  const { observed, times = [], horizon, confidenceLevel = 0.95, method = "wilson", ...others } = options;
  checkNoOthers(fn, others);
  checkCurveSettings(fn, { times, confidenceLevel, method });
  if (horizon !== undefined && !(typeof horizon === "number" && horizon > 0 && horizon < Infinity)) {
    reject(fn, "horizon", "be a finite number above 0", horizon);
  }
  const { nMissing, ...read } = readDurations(fn, durations, observed);
  if (read.observed.length + read.censored.length === 0) {
    refuse("insufficient-data", fn, "durations", "must hold at least one duration, received none");
  }
  return kaplanMeierOf(survivalCurve(eventTable(read)), nMissing, { times, horizon, confidenceLevel, method });
}
