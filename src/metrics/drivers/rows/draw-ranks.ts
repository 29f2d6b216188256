/** Shares of a sample closer than this, relative to the largest, differ by rounding. */
const ROUNDING = 1e-12;

/** Ranks of shares, 1 for the largest; ties share the mean of the ranks that they occupy. */
export function shareRanks(shares: readonly number[]): number[] {
  const near = nearnessOf(shares);
  return shares.map((share) => {
    const { above, tied } = placeOf(share, shares, near);
    return above + (tied + 1) / 2;
  });
}

/** Probability of each rank, 1 to p, for each of p items; ties split the ranks that they occupy. */
export function rankProbabilities(shares: readonly Float64Array[]): number[][] {
  const draws = (shares[0] as Float64Array).length;
  const counts = shares.map(() => new Array<number>(shares.length).fill(0));
  const sample = new Array<number>(shares.length).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    for (let j = 0; j < sample.length; j++) sample[j] = shares[j]![draw]!;
    const near = nearnessOf(sample);
    for (let j = 0; j < sample.length; j++) {
      const { above, tied } = placeOf(sample[j]!, sample, near);
      for (let k = above; k < above + tied; k++) counts[j]![k]! += 1 / tied;
    }
  }
  return counts.map((row) => row.map((count) => count / draws));
}

/** How often the share of the row's item is larger than that of the column's; ties count half. */
export function pairwiseProbabilities(shares: readonly Float64Array[]): number[][] {
  const draws = (shares[0] as Float64Array).length;
  const wins = shares.map(() => new Array<number>(shares.length).fill(0));
  const sample = new Array<number>(shares.length).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    for (let j = 0; j < sample.length; j++) sample[j] = shares[j]![draw]!;
    const near = nearnessOf(sample);
    for (let j = 0; j < sample.length; j++) {
      for (let k = 0; k < sample.length; k++) {
        const lead = sample[j]! - sample[k]!;
        wins[j]![k]! += Math.abs(lead) <= near ? 0.5 : lead > 0 ? 1 : 0;
      }
    }
  }
  return wins.map((row) => row.map((count) => count / draws));
}

/** How many shares are above one, and how many are equal to it but for rounding, itself included. */
function placeOf(share: number, shares: readonly number[], near: number): { above: number; tied: number } {
  let above = 0;
  let tied = 0;
  for (const other of shares) {
    if (Math.abs(other - share) <= near) tied++;
    else if (other > share) above++;
  }
  return { above, tied };
}

function nearnessOf(shares: readonly number[]): number {
  let largest = 0;
  for (const share of shares) largest = Math.max(largest, Math.abs(share));
  return ROUNDING * largest;
}
