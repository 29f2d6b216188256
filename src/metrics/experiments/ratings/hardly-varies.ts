import type { LevelTable } from "../../../statistics/hypothesis-tests/level-table";

/**
 * Whether an arm varies so little that Brunner and Munzel's error is that of the other arm alone: fewer than five of
 * its answers are not its most frequent one, and of the other arm's more than twice as many.
 *
 * @remarks Without the second condition arms would count that hardly vary both, where the test rejects too seldom. In
 * the cases of the calibration page the 5 % test rejects 6 % of the time at most without this to be said.
 */
export function hardlyVaries({ counts, sizes }: LevelTable): boolean {
  const others = counts.map((own, arm) => sizes[arm]!.n - Math.max(...own));
  const [fewer, more] = [Math.min(...others), Math.max(...others)];
  return fewer < 5 && more > 2 * fewer;
}
