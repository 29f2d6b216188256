/** A rating scale of consecutive integers, ends included: `{ min: 1, max: 5 }`. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** The most levels a scale may have; a tally keeps one counter for each. */
export const MOST_LEVELS = 1001;

/** How many levels a scale has. */
export function levelsOf(scale: Scale): number {
  return scale.max - scale.min + 1;
}
