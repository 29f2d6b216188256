import { type Caveat, caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkDraws, checkNoOthers, checkObject, checkSeed, refuse } from "../../../core/checks";
import type { ConfidenceInterval } from "../../../core/estimate";
import { levelsOf } from "../../../core/scale";
import { plainEstimate } from "./contrast-estimate";
import { gainBetween } from "./contrasts";
import { splitLevels } from "./known-levels";
import { type DrawSettings, noiseOf } from "./level-noise";
import { hasPooledVariance, type LoyaltyLevel } from "./levels-and-steps";
import type { LoyaltyCurve } from "./loyalty-curve";
import { soundCurve } from "./sound-curve";
import { type WeighedLevels, weighLevels } from "./weighed-levels";

/** Options of {@link smallestWinningMove}. */
export interface SmallestWinningMoveOptions {
  /** Of the intervals, and the probability that a move must have to be named the best. @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** How often the curve is drawn, integer in [100, 1e6]. @defaultValue `10000` */
  readonly draws?: number | undefined;
  /** Seed of the random numbers, integer in [0, 2^53 - 1]. @defaultValue `1` */
  readonly seed?: number | undefined;
}

/** Loyalty that is gained. */
export interface MoveGain {
  /** Negative where loyalty falls. */
  readonly estimate: number;
  /** `null` where no level shows any spread. */
  readonly standardError: number | null;
  /** `null` where no level shows any spread. */
  readonly interval: ConfidenceInterval | null;
}

/** All customers of one level, moved to the next. */
export interface LoyaltyMove {
  readonly from: number;
  readonly to: number;
  /** Customers at `from`, as a share of all. */
  readonly share: number;
  /** Gain of each customer who is moved. */
  readonly perCustomer: MoveGain;
  /** Gain on the average of all customers: `share` times that. */
  readonly average: MoveGain;
  /** Gain of all customers together: n times the average. */
  readonly total: MoveGain;
  /** How often the move gains more than any other, and more than none; `null` where no level shows any spread. */
  readonly probability: number | null;
}

/** Which move of one level up gains most. */
export interface SmallestWinningMove {
  readonly kind: "smallest-winning-move";
  /** `best`: a move is named; `none`: no move gains anything; `undetermined`: the data do not tell. */
  readonly status: "best" | "none" | "undetermined";
  /** Where the named move starts; `null` where none is named. */
  readonly from: number | null;
  /** Where it leads. */
  readonly to: number | null;
  /** Unit of loyalty. */
  readonly unit: LoyaltyLevel["unit"];
  /** The moves, the largest average gain first. */
  readonly moves: readonly LoyaltyMove[];
  /** How often no move gains anything; `null` where no level shows any spread. */
  readonly probabilityOfNone: number | null;
  /** Levels with fewer than five answers, to and from which nobody is moved. */
  readonly leftOut: readonly { readonly level: number; readonly n: number }[];
  /** All customers of the curve. */
  readonly n: number;
  readonly nMissing: number;
  readonly confidenceLevel: number;
  readonly draws: number;
  readonly seed: number;
  readonly caveats: readonly Caveat[];
}

/**
 * The move of one level up that gains most loyalty, if the customers who move become as loyal as those already there.
 *
 * @remarks All customers of a level are moved to the next level that has five answers or more: $$g_k = s_k (\bar y_{k'}
 * - \bar y_k)$$ on the average of all customers, s_k being the share of level k. Shares are taken as they are.
 * Intervals are Student's with Satterthwaite's degrees of freedom. A move is named where its gain is the largest, and
 * above 0, in `confidenceLevel` of the curves that are drawn from the normal distributions of the levels' means; where
 * neither a move nor its lack reaches that, none is named, and `probability` shows who competes. The largest total
 * belongs to large levels easily; `perCustomer` is what counts where each customer moved costs the same.
 *
 * The gain is a comparison of different customers, not an experiment: who is more satisfied may be more loyal for other
 * reasons. O(draws levels) time.
 *
 * @param curve - What {@link loyaltyCurve} returns; at least two levels with five answers or more.
 * @param options - See {@link SmallestWinningMoveOptions}.
 * @returns Gains in the unit of loyalty.
 * @throws A {@link StatsError}: `invalid-input` on what is no sound curve; `insufficient-data` with fewer than two
 * levels of five answers.
 * @see Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114, doi:10.2307/3002019 (not read)
 *
 * @example
 * ```ts
 * const satisfaction = Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
 * const recommends = satisfaction.map((level, i) => [2, 3, 8][level - 1]! + (i % 2));
 * const move = smallestWinningMove(loyaltyCurve(satisfaction, recommends));
 * [move.status, move.from, move.to]; //=> ["best", 2, 3]
 * move.moves.map(({ perCustomer }) => perCustomer.estimate); //=> [5, 1]
 * move.moves[0]?.average.estimate; //~> 1.6667
 * ```
 */
export function smallestWinningMove(
  curve: LoyaltyCurve,
  options: SmallestWinningMoveOptions = {},
): SmallestWinningMove {
  const fn = "smallestWinningMove";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, draws = 10000, seed = 1, ...others } = options;
  checkNoOthers(fn, others);
  const sound = soundCurve(fn, curve);
  checkConfidenceLevel(fn, confidenceLevel);
  checkDraws(fn, draws);
  checkSeed(fn, seed);
  const { levels, leftOut } = splitLevels(sound.levels);
  if (levels.length < 2) {
    refuse("insufficient-data", fn, "curve.levels", "must be at least two with five answers or more");
  }
  const weighed = weighLevels(fn, levels);
  const odds = weighed && oddsOf(weighed, levels, { draws, seed });
  const moves = levels
    .slice(1)
    .map((to, i): LoyaltyMove => {
      const from = levels[i]!;
      const perCustomer = gainOf(levels, weighed, i, confidenceLevel);
      return {
        from: from.level,
        to: to.level,
        share: from.share,
        perCustomer,
        average: scaled(perCustomer, from.share),
        total: scaled(perCustomer, from.share * sound.n),
        probability: odds?.best[i] ?? null,
      };
    })
    .sort((one, other) => other.average.estimate - one.average.estimate);
  const named = moves.find(({ probability }) => probability !== null && probability >= confidenceLevel);
  const none = odds !== null && odds.none >= confidenceLevel;
  return {
    kind: "smallest-winning-move",
    status: named ? "best" : none ? "none" : "undetermined",
    from: named?.from ?? null,
    to: named?.to ?? null,
    unit: levels[0]!.unit,
    moves,
    probabilityOfNone: odds?.none ?? null,
    leftOut,
    n: sound.n,
    nMissing: sound.nMissing,
    confidenceLevel,
    draws,
    seed: seed + 0,
    caveats: caveatsWhere({
      "empty-levels": sound.levels.length < levelsOf(sound.scale),
      "sparse-levels": leftOut.length > 0,
      "no-interval": weighed === null,
      "pooled-variance": hasPooledVariance(levels),
    }),
  };
}

/** What a customer gains who is moved from a level, by index, to the next. */
function gainOf(
  levels: readonly LoyaltyLevel[],
  weighed: WeighedLevels | null,
  from: number,
  confidenceLevel: number,
): MoveGain {
  if (weighed !== null) return plainEstimate(weighed, gainBetween(weighed, from, from + 1), confidenceLevel);
  return { estimate: levels[from + 1]!.estimate - levels[from]!.estimate + 0, standardError: null, interval: null };
}

function scaled({ estimate, standardError, interval }: MoveGain, factor: number): MoveGain {
  return {
    estimate: factor * estimate + 0,
    standardError: standardError === null ? null : factor * standardError,
    interval: interval && { ...interval, lower: factor * interval.lower, upper: factor * interval.upper },
  };
}

/** How often each move gains most in drawn curves, and how often none gains. */
function oddsOf(weighed: WeighedLevels, levels: readonly LoyaltyLevel[], settings: DrawSettings) {
  const { means, errors } = weighed;
  const best = new Float64Array(levels.length - 1);
  let none = 0;
  const drawn = new Float64Array(levels.length);
  for (const noise of noiseOf(weighed, settings)) {
    for (let k = 0; k < drawn.length; k++) drawn[k] = means[k]! + errors[k]! * noise[k]!;
    let most = 0;
    let winner = -1;
    for (let k = 0; k < best.length; k++) {
      const gain = levels[k]!.share * (drawn[k + 1]! - drawn[k]!);
      if (gain > most) {
        most = gain;
        winner = k;
      }
    }
    if (winner < 0) none++;
    else best[winner] = best[winner]! + 1;
  }
  return { best: Array.from(best, (count) => count / settings.draws), none: none / settings.draws };
}
