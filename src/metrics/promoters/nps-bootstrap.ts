import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkDraws, checkNoOthers, checkObject, checkSeed, reject } from "../../core/checks";
import type { ConfidenceInterval } from "../../core/estimate";
import { binomialDraw } from "../../numerics/binomial-draw";
import { randomGenerator } from "../../numerics/random";
import { isSkewed } from "../../statistics/estimates/interval";
import { groupAnswers, type Trinomial } from "../../statistics/estimates/trinomial";
import { allEqual, percentileEnds } from "../../statistics/resampling/bootstrap-ends";
import type { Tally } from "../../statistics/summaries/tally";
import { type NpsCounts, type NpsResult, npsResult, tallyOfEither } from "./nps";

/** Options of {@link npsBootstrap}. */
export interface NpsBootstrapOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** How many samples are drawn, integer in [100, 1e6]. @defaultValue `10000` */
  readonly draws?: number | undefined;
  /** Seed of the random numbers, integer in [0, 2^53 - 1]. @defaultValue `1` */
  readonly seed?: number | undefined;
}

/** Net Promoter Score with an interval from resampling the answers. */
export interface NpsBootstrapResult extends Omit<NpsResult, "interval"> {
  /** `null` where all draws are equal. */
  readonly interval: ConfidenceInterval | null;
  readonly draws: number;
  readonly seed: number;
}

/**
 * Net Promoter Score with the percentile interval of the bootstrap.
 *
 * @remarks Draws samples of n answers with replacement: promoters from their binomial distribution, then detractors
 * from theirs among the others, so a sample of a billion answers costs what one of ten does. The ends are the scores
 * of rank (draws + 1) (1 - level) / 2 and (draws + 1) (1 + level) / 2 among the sorted ones; between two ranks they are
 * interpolated on the normal scale, as R's `boot.ci` does.
 *
 * For comparison with software that bootstraps: the interval is Wald's but for skewness, hence as much too short for
 * few answers, and missing where all are of one kind (caveat `all-draws-equal`); {@link nps} and `npsScoreInterval` do
 * better. At 95 % and n = 20 it covers 82 % for scores above 75, as the caveat `skewed-answers` warns, and 83 % where
 * three in four answers or more are passive and the score is below 25 (see the calibration page). `standardError` is
 * the plug-in one, to which that of the draws converges. An end that asks for more draws than there are is the most
 * extreme of them (`too-few-draws`). O(draws log draws).
 *
 * @param counts - The sizes of the three groups, or an unweighted tally on the scale 0-10; at least one answer.
 * @param options - See {@link NpsBootstrapOptions}.
 * @returns Score in points, [-100, 100], as {@link nps} gives it but for the interval, whose method is
 * `bootstrap-percentile`.
 * @throws A {@link StatsError}: `invalid-input` on a negative or fractional count, another scale or a weighted or
 * unsound tally; `insufficient-data` without an answer.
 * @see Efron (1979), Annals of Statistics 7(1), 1-26, doi:10.1214/aos/1176344552 (not read)
 *
 * @example
 * ```ts
 * const result = npsBootstrap({ promoters: 436, passives: 300, detractors: 64 }, { draws: 1000 });
 * [result.estimate, result.draws, result.seed]; //=> [46.5, 1000, 1]
 * result.interval; //~> { lower: 42.003, upper: 50.497, level: 0.95, method: "bootstrap-percentile" }
 * ```
 */
export function npsBootstrap(counts: Tally | NpsCounts, options: NpsBootstrapOptions = {}): NpsBootstrapResult {
  const fn = "npsBootstrap";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, draws = 10000, seed = 1, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, level);
  checkDraws(fn, draws);
  checkSeed(fn, seed);
  const summary = tallyOfEither(fn, counts);
  // a weighted answer cannot be told from the others of its level, so it cannot be drawn
  if (summary.weights !== null) reject(fn, "counts.weights", "be null: only whole answers are drawn", summary.weights);
  const answers = groupAnswers(fn, "counts", summary);
  const scores = scoresOf(answers.trinomial, draws, seed);
  const { lower, upper, extreme } = percentileEnds(scores, level);
  const result = npsResult(summary, answers, { lower, upper, level, method: "bootstrap-percentile" });
  const equal = allEqual(scores);
  return {
    ...result,
    interval: equal ? null : result.interval,
    draws,
    seed: seed + 0,
    caveats: [
      // that caveat says to trust the interval, and where all are of one kind there is none
      ...result.caveats.filter(({ code }) => code !== "all-or-none"),
      ...caveatsWhere({
        "all-draws-equal": equal,
        "skewed-answers": !equal && isSkewed(skewnessOf(answers.trinomial), answers.trinomial.n),
        "too-few-draws": extreme && !equal,
      }),
    ],
  };
}

/** Skewness of answers that count 1, 0 and -1; not a number where all are of one kind. */
function skewnessOf({ promoters, detractors, n }: Trinomial): number {
  const score = (promoters - detractors) / n;
  const vocal = (promoters + detractors) / n;
  return (score * (1 - 3 * vocal + 2 * score ** 2)) / (vocal - score ** 2) ** 1.5;
}

/** Scores of samples with replacement. */
function scoresOf({ promoters, detractors, n }: Trinomial, draws: number, seed: number): Float64Array {
  const random = randomGenerator(seed);
  const others = n - promoters;
  return new Float64Array(draws).map(() => {
    const up = binomialDraw(random, n, promoters / n);
    const down = others > 0 ? binomialDraw(random, n - up, detractors / others) : 0;
    return (100 * (up - down)) / n;
  });
}
