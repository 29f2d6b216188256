import type { LoyaltyLevel } from "./levels-and-steps";

/** Below five answers a level's spread is not known well enough, and that of other levels need not be its own. */
const FEWEST_ANSWERS = 5;

/** The levels whose uncertainty is known well enough to compare them, and those that are left out for want of that. */
export function splitLevels(levels: readonly LoyaltyLevel[]): {
  readonly levels: readonly LoyaltyLevel[];
  readonly leftOut: readonly { readonly level: number; readonly n: number }[];
} {
  return {
    levels: levels.filter(({ n }) => n >= FEWEST_ANSWERS),
    leftOut: levels.filter(({ n }) => n < FEWEST_ANSWERS).map(({ level, n }) => ({ level, n })),
  };
}
