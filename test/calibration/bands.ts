/** A stretch of a parameter. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** Shares up to one half; those above mirror them. */
export const SHARE_BANDS: readonly Band[] = [
  { from: 0, to: 0.05 },
  { from: 0.05, to: 0.1 },
  { from: 0.1, to: 0.25 },
  { from: 0.25, to: 0.5 },
];

/** Midpoints of equal steps across a band. */
export function gridOf({ from, to }: Band, points: number): number[] {
  return Array.from({ length: points }, (_, i) => from + ((i + 0.5) / points) * (to - from));
}

/** The part of a band at or above a limit; `null` where there is none. */
export function partAbove({ from, to }: Band, limit: number): Band | null {
  return limit < to ? { from: Math.max(from, limit), to } : null;
}

export function nameOf({ from, to }: Band): string {
  return `${from}-${to}`;
}

/** A running mean, and the least and the greatest of its values with where they were. */
export function gather() {
  let sum = 0;
  let count = 0;
  let least = { value: Infinity, at: "" };
  let greatest = { value: -Infinity, at: "" };
  return {
    add(value: number, at: () => string): void {
      sum += value;
      count++;
      if (value < least.value) least = { value, at: at() };
      if (value > greatest.value) greatest = { value, at: at() };
    },
    /** `null` where nothing was added. */
    mean: () => (count === 0 ? null : { value: sum / count, interval: null }),
    least: () => ({ ...least, interval: null }),
    greatest: () => ({ ...greatest, interval: null }),
  };
}
