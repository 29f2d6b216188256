import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import type { RowUse } from "../../../core/columns";
import type { ConfidenceInterval } from "../../../core/estimate";
import { pairwiseProbabilities, rankProbabilities, shareRanks } from "../rows/draw-ranks";
import { middlePart } from "../rows/drawn-interval";
import type { ShareDraws } from "./importance-draws";
import { relativeTo } from "./relative-shares";

/** How what drivers explain together is shared out among them. */
export type DriverImportanceMethod = "lmg" | "johnson" | "first" | "last" | "pratt";

/** The importance of one driver; `N` are the drivers' names. */
export interface ImportantDriver<N extends string = string> {
  readonly name: N;
  /** What is this driver's of the explained share of the outcome's variation, in units of `rSquared`. */
  readonly share: number;
  /** Of `share`; `null` where there are no draws, or all are equal. */
  readonly interval: ConfidenceInterval | null;
  /** `share` in units of the whole: share / rSquared; `null` where rSquared is 0 but for rounding. */
  readonly relativeShare: number | null;
  /** Of `relativeShare`; `null` where there are no draws, or all are equal, as those of a driver alone. */
  readonly relativeInterval: ConfidenceInterval | null;
  /** 1 is the largest share; ties share the mean of the ranks that they occupy. */
  readonly rank: number;
  /** Of rank 1, 2 and so on, over the draws. */
  readonly rankProbabilities: readonly number[] | null;
  /** With the outcome, [-1, 1]; `null` where the driver does not vary. */
  readonly correlation: number | null;
  /**
   * In the model of all drivers, for one standard deviation of this one: of the outcome, the standard deviations, or for
   * `mcfadden` the log-odds. `null` where the driver does not vary, where the others determine it, and for `mcfadden`
   * where it grows without end (caveat `separation`).
   */
  readonly coefficient: number | null;
  /**
   * Whether beside the others it points the other way, or explains more, than alone: by its semipartial correlation;
   * for `mcfadden`, by the sign of its coefficient and by what R² loses without it.
   */
  readonly suppressor: boolean;
  /**
   * Conditional dominance: the mean gain from adding this driver to models of 0, 1, ... others, whose mean is `share`;
   * `null` for other methods than `lmg` and `mcfadden`, and for drivers in groups.
   */
  readonly conditional: readonly number[] | null;
}

/** The importance of a group of drivers. */
export interface DriverGroup<N extends string = string> {
  readonly name: string;
  readonly drivers: readonly N[];
  /** The sum of its drivers' shares. */
  readonly share: number;
  /** Of `share`; `null` where there are no draws, or all are equal. */
  readonly interval: ConfidenceInterval | null;
  /** share / rSquared; `null` where rSquared is 0 but for rounding. */
  readonly relativeShare: number | null;
  /** Of `relativeShare`; `null` where there are no draws, or all are equal, as those of a group alone. */
  readonly relativeInterval: ConfidenceInterval | null;
  /** Among the groups, 1 is the largest share; ties share the mean of the ranks that they occupy. */
  readonly rank: number;
}

/** Two drivers, one of which adds at least as much as the other to every model of the rest. */
export interface DriverDominance<N extends string = string> {
  readonly dominant: N;
  readonly dominated: N;
}

/** How much of what drivers explain together belongs to each. */
export interface DriverImportance<N extends string = string> {
  readonly kind: "driver-importance";
  readonly method: DriverImportanceMethod | "mcfadden";
  /** Rows used. */
  readonly n: number;
  /** Rows left out because a value was missing. */
  readonly nMissing: number;
  /** What all drivers explain together, [0, 1]: the sum of the shares, save for `first` and `last`. */
  readonly rSquared: number;
  /** In column order. */
  readonly drivers: readonly ImportantDriver<N>[];
  /** The groups that were given, then the drivers in none; `null` where none were given. */
  readonly groups: readonly DriverGroup<N>[] | null;
  /**
   * Probability, over the draws, that the share of the row's driver is larger than that of the column's; 0.5 on the
   * diagonal; `null` without draws.
   */
  readonly pairwise: readonly (readonly number[])[] | null;
  /** `null` for other methods than `lmg` and `mcfadden`, for drivers in groups, and above 18 drivers. */
  readonly completeDominance: readonly DriverDominance<N>[] | null;
  /** Of the intervals; `null` where a summary leaves nothing to resample. */
  readonly confidenceLevel: number | null;
  /** Resamples drawn, those that failed included; `null` without resampling. */
  readonly draws: number | null;
  readonly seed: number | null;
  /** `null` where only correlations were given. */
  readonly rows: RowUse | null;
  readonly caveats: readonly Caveat[];
}

/** What a method gives: the result without what follows from the shares and the draws. */
export interface ImportanceParts<N extends string>
  extends Pick<DriverImportance<N>, "method" | "n" | "nMissing" | "rSquared" | "completeDominance" | "rows"> {
  readonly drivers: readonly Pick<
    ImportantDriver<N>,
    "name" | "share" | "correlation" | "coefficient" | "suppressor" | "conditional"
  >[];
  readonly groups: readonly Pick<DriverGroup<N>, "name" | "drivers">[] | null;
  readonly caveats: readonly Caveat[];
}

/** How the shares were resampled. */
export interface ImportanceResampling {
  readonly seed: number;
  readonly draws: number;
  /** Shares of the drivers, in column order. */
  readonly found: ShareDraws;
}

/**
 * A result from its parts: what follows from the shares and the draws, and the caveats that resampling owes.
 *
 * @param resampling - `null` where nothing was resampled.
 * @param confidenceLevel - `null` where nothing could be.
 */
export function driverImportanceResult<N extends string>(
  parts: ImportanceParts<N>,
  resampling: ImportanceResampling | null,
  confidenceLevel: number | null,
): DriverImportance<N> {
  const { rSquared, drivers } = parts;
  const draws = resampling === null || resampling.found.shares[0]!.length < 2 ? null : resampling.found.shares;
  const inDraws = (shares: readonly Float64Array[] | null) =>
    shares?.map((each) => middlePart(each, confidenceLevel ?? 0)) ?? null;
  const intervals = inDraws(draws);
  const probabilities = draws && rankProbabilities(draws);
  const ranks = shareRanks(drivers.map(({ share }) => share));
  const groups = parts.groups && summedUp(parts.groups, drivers, draws);
  const groupIntervals = inDraws(groups?.draws ?? null);
  const groupRanks = shareRanks(groups?.shares ?? []);
  const relativeOf = relativeTo(rSquared, resampling?.found.rSquared ?? null, confidenceLevel ?? 0);
  const relatives = drivers.map(({ share }, j) => relativeOf(share, draws?.[j]));
  const groupRelatives = groups?.shares.map((share, g) => relativeOf(share, groups.draws?.[g]));
  return {
    kind: "driver-importance",
    method: parts.method,
    n: parts.n,
    nMissing: parts.nMissing,
    rSquared,
    drivers: drivers.map(({ name, share, ...ofModel }, j) => ({
      name,
      share,
      interval: intervals?.[j]?.interval ?? null,
      relativeShare: relatives[j]!.share,
      relativeInterval: relatives[j]!.interval,
      rank: ranks[j]!,
      rankProbabilities: probabilities?.[j] ?? null,
      ...ofModel,
    })),
    groups:
      groups &&
      parts.groups.map(({ name, drivers: members }, g) => ({
        name,
        drivers: members,
        share: groups.shares[g]!,
        interval: groupIntervals?.[g]?.interval ?? null,
        relativeShare: groupRelatives![g]!.share,
        relativeInterval: groupRelatives![g]!.interval,
        rank: groupRanks[g]!,
      })),
    pairwise: draws && pairwiseProbabilities(draws),
    completeDominance: parts.completeDominance,
    confidenceLevel,
    draws: resampling?.draws ?? null,
    seed: resampling === null ? null : resampling.seed + 0,
    rows: parts.rows,
    caveats: [
      ...parts.caveats,
      ...caveatsWhere({
        "no-resampling": resampling === null,
        "no-interval": resampling !== null && draws === null,
        "failed-draws": (resampling?.found.failed ?? 0) > 0,
        "too-few-draws": intervals?.some(({ extreme }) => extreme) ?? false,
      }),
      ...drivers.flatMap(({ correlation }, j) => {
        // of a driver that does not vary, another caveat says so
        const equal = correlation !== null && intervals?.[j]?.interval === null;
        return caveatsAt(`drivers.${j}`, [...caveatsWhere({ "all-draws-equal": equal }), ...relatives[j]!.caveats]);
      }),
      ...(groupIntervals ?? []).flatMap(({ interval }, g) =>
        caveatsAt(`groups.${g}`, [
          ...caveatsWhere({ "all-draws-equal": interval === null }),
          ...groupRelatives![g]!.caveats,
        ]),
      ),
    ],
  };
}

/** The shares of groups, and their draws: in each, the sum of the drivers' shares. */
function summedUp(
  groups: readonly Pick<DriverGroup, "drivers">[],
  drivers: readonly Pick<ImportantDriver, "name" | "share">[],
  draws: readonly Float64Array[] | null,
): { readonly shares: number[]; readonly draws: readonly Float64Array[] | null } {
  const members = groups.map((group) => group.drivers.map((name) => drivers.findIndex((one) => one.name === name)));
  const sum = (places: readonly number[], shareOf: (j: number) => number) =>
    places.reduce((total, j) => total + shareOf(j), 0);
  return {
    shares: members.map((places) => sum(places, (j) => drivers[j]!.share)),
    draws: draws && members.map((places) => draws[0]!.map((_, draw) => sum(places, (j) => draws[j]![draw]!))),
  };
}
