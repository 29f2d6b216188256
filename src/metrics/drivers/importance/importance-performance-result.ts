import type { Caveat } from "../../../core/caveats";
import type { RowUse } from "../../../core/columns";
import type { ConfidenceInterval } from "../../../core/estimate";
import type { Scale } from "../../../core/scale";
import type { RatingMeanResult } from "../../../statistics/estimates/rating-mean";
import type { ImportanceMeasure } from "./derived-importance";
import type { ImportancePerformanceQuadrant } from "./quadrant";

/** One driver's importance and performance. */
export interface ImportancePerformanceDriver<N extends string = string> {
  readonly name: N;
  readonly scale: Scale;
  /** `null` where the data do not tell the driver's effect, or where all drivers together explain nothing. */
  readonly importance: number | null;
  /** Of `importance`; `null` where there are no draws, or all are equal. */
  readonly importanceInterval: ConfidenceInterval | null;
  /** Mean rating on the whole scale, from 0 where all are at its lowest level to 100 where all are at its highest. */
  readonly performance: number;
  /** Of `performance`: that of `mean`. */
  readonly performanceInterval: ConfidenceInterval;
  /** Mean rating over all of this driver's answers; `n` says how many. */
  readonly mean: RatingMeanResult<"adjusted-t">;
  readonly quadrant: ImportancePerformanceQuadrant;
  /** The axes whose crosshair the driver's interval does not clear; empty where the quadrant is decided. */
  readonly undecided: readonly ("importance" | "performance")[];
}

/** The importance-performance grid; `N` are the drivers' names. */
export interface ImportancePerformanceResult<N extends string = string> {
  readonly kind: "importance-performance";
  /** What importance is. */
  readonly importance: ImportanceMeasure;
  readonly crosshair: {
    /** `null` where no driver has an importance. */
    readonly importance: number | null;
    readonly performance: number;
    readonly method: "mean" | "median" | "given";
  };
  /** In column order. */
  readonly drivers: readonly ImportancePerformanceDriver<N>[];
  /** Rows used for importance. */
  readonly n: number;
  /** Rows left out of importance because a value was missing. */
  readonly nMissing: number;
  /** What all drivers explain together of the outcome's variation, [0, 1]. */
  readonly rSquared: number;
  readonly confidenceLevel: number;
  /** Samples drawn, those that failed included; `null` without resampling. */
  readonly draws: number | null;
  readonly seed: number | null;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}
