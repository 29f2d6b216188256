/** Up to how many values the exact distribution is cheap: milliseconds, and once only. */
export const MOST_EXACT_SPEARMAN = 12;

/**
 * Lower tail of Spearman's sum of squared rank differences of n values without ties, P(S <= s), where order says
 * nothing.
 *
 * @remarks S is even and symmetric about (n^3 - n) / 6: P(S >= s) is the lower tail at (n^3 - n) / 3 - s. Exact, save
 * the final division: permutations are counted in integers.
 *
 * @param s - Any integer.
 * @param n - Integer in [1, 12].
 */
export function spearmanCdf(s: number, n: number): number {
  const counts = permutationsBySum(n);
  // sum d^2 = 2 sum i^2 - 2 sum i pi(i), and the largest sum of products is the sum of squares
  const squares = counts.length - 1;
  const least = Math.max(0, Math.ceil(squares - s / 2));
  let met = 0;
  let all = 0;
  for (let sum = squares; sum >= 0; sum--) {
    all += counts[sum]!;
    if (sum >= least) met += counts[sum]!;
  }
  return met / all;
}

const known = new Map<number, Float64Array>();

/** How many permutations pi of 1, ..., n have each value of the sum of i pi(i), up to the sum of squares. */
function permutationsBySum(n: number): Float64Array {
  const before = known.get(n);
  if (before !== undefined) return before;
  // Ways to give the first ranks, one each, to a set of partners; a set comes after all its subsets.
  const ways: (Float64Array | null)[] = new Array(2 ** n).fill(null);
  ways[0] = Float64Array.of(1);
  for (let set = 0; set < 2 ** n - 1; set++) {
    const counts = ways[set]!;
    ways[set] = null;
    const rank = membersOf(set) + 1;
    for (let partner = 1; partner <= n; partner++) {
      const larger = set | (1 << (partner - 1));
      if (larger === set) continue;
      const shift = rank * partner;
      ways[larger] ??= new Float64Array(largestSum(larger) + 1);
      const into = ways[larger]!;
      for (let sum = 0; sum < counts.length; sum++) into[sum + shift]! += counts[sum]!;
    }
  }
  const counts = ways[2 ** n - 1]!;
  known.set(n, counts);
  return counts;
}

function membersOf(set: number): number {
  let members = 0;
  for (let rest = set; rest > 0; rest >>= 1) members += rest & 1;
  return members;
}

/** The largest sum of products that pairs 1, 2, ... with the members of a set: both in ascending order. */
function largestSum(set: number): number {
  let sum = 0;
  let rank = 0;
  for (let partner = 1; set >> (partner - 1) > 0; partner++) {
    if ((set >> (partner - 1)) & 1) sum += partner * ++rank;
  }
  return sum;
}
