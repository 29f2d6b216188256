import type { Ranks } from "./ranks";

/** How the pairs of n points agree in their order. */
export interface Concordance {
  /** Of each point: how many others it is concordant with, less how many it is discordant with. */
  readonly scores: Float64Array;
  /** Of each point: how many have its first rank, itself included. */
  readonly sameFirst: Float64Array;
  /** Of each point: how many have its second rank, itself included. */
  readonly sameSecond: Float64Array;
}

/**
 * Concordant and discordant pairs, point by point; each pair counts at both of its ends.
 *
 * @remarks Points are taken in order of their first rank. A tree of counts (Fenwick's) tells how many of the earlier
 * ones have a lower and a higher second rank; how many of the later ones have, follows from the totals. O(n log n)
 * time, O(n) memory.
 *
 * @param first - Ranks of n values.
 * @param second - Ranks of n values, in the same order.
 * @see Fenwick (1994), Software: Practice and Experience 24(3), 327-336, doi:10.1002/spe.4380240306 (not read)
 */
export function concordance(first: Ranks, second: Ranks): Concordance {
  const n = first.ranks.length;
  const a = groupsOf(first);
  const b = groupsOf(second);
  const order = Float64Array.from(first.ranks, (_, i) => i).sort(
    (i, j) => a.below[i]! - a.below[j]! || b.below[i]! - b.below[j]!,
  );
  const tree = new Float64Array(n + 1);
  /** How many of the points in the tree have fewer than `limit` second ranks below theirs. */
  const countBelow = (limit: number) => {
    let count = 0;
    for (let at = limit; at > 0; at -= at & -at) count += tree[at]!;
    return count;
  };
  const scores = new Float64Array(n);
  for (let start = 0; start < n; ) {
    const end = start + a.same[order[start]!]!;
    for (let from = start; from < end; ) {
      // points from..to - 1 are equal in both ranks
      const i = order[from]!;
      const below = b.below[i]!;
      let to = from + 1;
      while (to < end && b.below[order[to]!] === below) to++;
      const earlierLower = countBelow(below);
      const earlierHigher = start - countBelow(below + 1);
      const laterLower = below - earlierLower - (from - start);
      const laterHigher = n - below - b.same[i]! - earlierHigher - (end - to);
      for (; from < to; from++) scores[order[from]!] = earlierLower + laterHigher - earlierHigher - laterLower;
    }
    for (let place = start; place < end; place++) {
      for (let at = b.below[order[place]!]! + 1; at <= n; at += at & -at) tree[at]! += 1;
    }
    start = end;
  }
  return { scores, sameFirst: a.same, sameSecond: b.same };
}

/** Of each value: how many are equal to it, and how many are smaller. */
function groupsOf({ ranks, tieSizes }: Ranks): { same: Float64Array; below: Float64Array } {
  const sizeAtTwiceTheRank = new Float64Array(2 * ranks.length + 1);
  let smaller = 0;
  for (const size of tieSizes) {
    sizeAtTwiceTheRank[2 * smaller + size + 1] = size;
    smaller += size;
  }
  const same = ranks.map((rank) => sizeAtTwiceTheRank[2 * rank]!);
  return { same, below: ranks.map((rank, i) => rank - (same[i]! + 1) / 2) };
}
