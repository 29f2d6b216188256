import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkDraws, checkNoOthers, checkObject, checkSeed, reject } from "../../../core/checks";
import { levelsOf } from "../../../core/scale";
import { isRounding } from "../../../statistics/summaries/moments";
import { splitLevels } from "../curve/known-levels";
import { hasPooledVariance } from "../curve/levels-and-steps";
import type { LoyaltyCurve } from "../curve/loyalty-curve";
import { type SoundCurve, soundCurve } from "../curve/sound-curve";
import { checkMargin } from "../curve/step-verdicts";
import { weighLevels } from "../curve/weighed-levels";
import type { InsensitiveZone } from "./insensitive-zone-result";
import { judgeZone, type ZoneVerdict } from "./zone-verdict";

/** Options of {@link insensitiveZone}. */
export interface InsensitiveZoneOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * The smallest gain of loyalty per point of satisfaction that is worth acting on, > 0: slopes below it count as flat.
   *
   * @defaultValue the margin that the curve was given, else half the size of the slope of the whole curve
   */
  readonly margin?: number | undefined;
  /** How often noise is drawn, integer in [100, 1e6]. @defaultValue `10000` */
  readonly draws?: number | undefined;
  /** Seed of the random numbers, integer in [0, 2^53 - 1]. @defaultValue `1` */
  readonly seed?: number | undefined;
}

const FEWEST_LEVELS = 4;
/** Candidates grow with the square of the levels. */
const MOST_LEVELS = 25;

/** What is `null` where it is not found. */
const NOTHING = {
  from: null,
  to: null,
  overallSlope: null,
  leftSlope: null,
  innerSlope: null,
  rightSlope: null,
  gainInside: null,
  gainToTop: null,
  flat: null,
  pFlat: null,
  membership: null,
  alternatives: null,
  pShape: null,
  pAbsence: null,
  margin: null,
} as const;

/**
 * The insensitive zone of a satisfaction-loyalty curve: a middle stretch between two ends where loyalty rises more
 * steeply.
 *
 * @remarks The slope $\beta$ of a segment is that of weighted least squares through its level means, weights being 1 /
 * variance. For two levels a < b with others on either side, the ends are steeper by $$c_L = \beta_{1..a} -
 * \beta_{a..b} \qquad c_R = \beta_{b..K} - \beta_{a..b}$$ On a convex curve no $c_L$ is above 0, on a concave one no
 * $c_R$; where an end falls, its slope is not. So all four must be: with $t_1$ to $t_4$ for $c_L$, $c_R$,
 * $\beta_{1..a}$ and $\beta_{b..K}$ over their standard errors, made normal scores by Student's t with Satterthwaite's
 * degrees of freedom, the test is $$T = \max_{a<b} \min_i t_i \qquad p = \max_i P(\max_{a<b} t_i^* \ge T)$$ with $t^*$
 * of normal noise, drawn `draws` times. Where p is at most 1 - `confidenceLevel`, the status is `zone`. Its ends are
 * the knots, at levels, of the continuous line of three segments with the least weighted sum of squares among those
 * that bend down and then up. They are chosen by the data, so the slopes and gains have `max-t` intervals, each of
 * which holds for all choices together.
 *
 * A zone rises less than its ends, or falls. That it is flat is a claim of its own: an equivalence test that the inner
 * slope lies within the margin, adjusted for the choice of the zone as the shape is. `membership` is how often a level
 * lies in the zone when it is delimited again with means drawn from the normal distribution around each, a parametric
 * form of a bootstrap by level, since a curve holds no rows; where no three segments bend so, a draw has no zone.
 * `alternatives` are the zones that a likelihood ratio on two degrees of freedom does not tell from the best.
 *
 * The other statuses and their reasons, each claim at the level by itself:
 * - `no-zone`, on evidence of absence. `falling`: the interval of the overall slope lies below 0 (where low ratings are
 *   the good ones, reverse the scale). `flat-everywhere`: every step's slope is shown to be within the margin, or all
 *   customers are equally loyal. `no-steeper-ends`: every zone is ruled out, because one of its ends is shown not to be
 *   steeper than its middle by the margin, and with it, where that is shown too, the form of the curve: `saturation`
 *   (flat up to the top), `threshold` (flat from the bottom), `s-shaped` (both).
 * - `undetermined`: `weak-evidence`, neither is shown, as with few answers, or where both ends are steeper but one
 *   falls. `no-overall-slope`: nor is the slope of which the default margin is half shown to be above 0; give a margin.
 * - `not-estimable`: `few-levels`, fewer than four levels with five answers or more; `no-spread`, no spread is known.
 *
 * Levels with fewer than five answers take no part: their own spread is unknown, and where spreads differ, to lend them
 * that of other levels finds zones in up to a fifth of the curves that have none. Half the overall slope, as a margin,
 * is uncertain too, which the tests allow for. The calibration page has false zones (at most 5 %) and power: on 11
 * levels a zone takes about 600 answers, its absence several thousands, and either takes more where low levels have a
 * handful. The curve compares different customers, and people who avoid the ends of scales bend it. O(draws levels^3)
 * time.
 *
 * @param curve - What {@link loyaltyCurve} returns, or that from JSON; at most 25 levels with five answers.
 * @param options - See {@link InsensitiveZoneOptions}.
 * @returns The status with its reason; slopes in the unit of loyalty per point of satisfaction.
 * @throws A {@link StatsError}: `invalid-input` on what is no sound curve, more than 25 levels, or a margin that is not
 * above 0.
 * @see Berger (1982), Technometrics 24(4), 295-300, doi:10.2307/1267823 (not read), for the intersection-union test;
 * Hothorn, Bretz and Westfall (2008), Biometrical Journal 50(3), 346-363, doi:10.1002/bimj.200810425 (not read), for
 * simultaneous inference by max-t; Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114, doi:10.2307/3002019 (not
 * read)
 *
 * @example
 * ```ts
 * const satisfaction = Array.from({ length: 500 }, (_, i) => 1 + (i % 5));
 * const recommends = satisfaction.map((level, i) => [2, 5, 5, 5, 9][level - 1]! + (i % 3) - 1);
 * const zone = insensitiveZone(loyaltyCurve(satisfaction, recommends));
 * [zone.status, zone.reason, zone.from, zone.to, zone.flat]; //=> ["zone", "steeper-ends", 2, 4, "shown"]
 * zone.gainToTop?.interval; //~> { lower: 3.75, upper: 4.27, level: 0.95, method: "max-t" }
 * ```
 *
 * @example
 * ```ts
 * const straight = Array.from({ length: 500 }, (_, i) => 1 + (i % 5));
 * const curve = loyaltyCurve(straight, straight.map((level, i) => 2 * level + (i % 3) - 1));
 * insensitiveZone(curve).reason; //=> "no-steeper-ends"
 * insensitiveZone(loyaltyCurve([1, 2, 3], [0, 5, 10])).reason; //=> "few-levels"
 * ```
 */
export function insensitiveZone(curve: LoyaltyCurve, options: InsensitiveZoneOptions = {}): InsensitiveZone {
  const fn = "insensitiveZone";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, margin: asked, draws = 10000, seed = 1, ...others } = options;
  checkNoOthers(fn, others);
  const sound = soundCurve(fn, curve);
  checkConfidenceLevel(fn, confidenceLevel);
  const margin = asked ?? (sound.margin?.source === "given" ? sound.margin.estimate : undefined);
  checkMargin(fn, margin);
  checkDraws(fn, draws);
  checkSeed(fn, seed);
  const { levels, leftOut } = splitLevels(sound.levels);
  if (levels.length > MOST_LEVELS) {
    const rule = `be at most ${MOST_LEVELS} with five answers or more: join neighbouring ones`;
    reject(fn, "curve.levels", rule, levels.length);
  }
  const { status, reason, ...found } = verdictOf(fn, levels, margin, { confidenceLevel, draws, seed });
  return {
    kind: "insensitive-zone",
    status,
    reason,
    unit: sound.levels[0]!.unit,
    ...NOTHING,
    ...found,
    leftOut,
    n: levels.reduce((sum, { n }) => sum + n, 0),
    nMissing: sound.nMissing,
    confidenceLevel,
    draws,
    seed: seed + 0,
    caveats: caveatsWhere({
      "empty-levels": sound.levels.length < levelsOf(sound.scale),
      "sparse-levels": leftOut.length > 0,
      "all-answers-equal": status === "no-zone" && found.overallSlope === undefined,
      "pooled-variance": hasPooledVariance(levels),
      "too-few-draws": (draws + 1) * (1 - confidenceLevel) < 1,
    }),
  };
}

function verdictOf(
  fn: string,
  levels: SoundCurve["levels"],
  margin: number | undefined,
  settings: Required<Pick<InsensitiveZone, "confidenceLevel" | "draws" | "seed">>,
): ZoneVerdict {
  if (levels.length < FEWEST_LEVELS) return { status: "not-estimable", reason: "few-levels" };
  if (isConstant(levels)) return { status: "no-zone", reason: "flat-everywhere" };
  const weighed = weighLevels(fn, levels);
  if (weighed === null) return { status: "not-estimable", reason: "no-spread" };
  return judgeZone(weighed, margin, settings);
}

/** Whether all customers are equally loyal. */
function isConstant(levels: SoundCurve["levels"]): boolean {
  const first = levels[0]!.estimate;
  return levels.every(
    ({ estimate, standardDeviation }) =>
      isRounding(Math.abs(estimate - first), first) && isRounding(standardDeviation ?? 0, first),
  );
}
