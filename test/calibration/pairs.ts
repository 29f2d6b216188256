import { normalCdf, normalQuantile } from "../../src/numerics/normal";
import type { RandomGenerator } from "../../src/numerics/random";
import { gridOf } from "./bands";
import { sampler } from "./shapes";

/** Probability of each pair of levels: a row for each level of x, with that of every level of y. */
export type Joint = readonly (readonly number[])[];

/** Pairs that agree with a probability and are independent otherwise; the mean of y is a line in x with that slope. */
export function agreeing(shape: readonly number[], agreement: number): Joint {
  return shape.map((px, x) => shape.map((py, y) => (1 - agreement) * px * py + (x === y ? agreement * px : 0)));
}

/** Levels of two normal quantities with a correlation, cut where both get the shape. */
export function latentNormal(shape: readonly number[], correlation: number): Joint {
  const reached = shape.map((_, x) => shape.slice(0, x).reduce((sum, share) => sum + share, 0));
  const cuts = [...reached.map(normalQuantile), Infinity];
  const spread = Math.sqrt(1 - correlation ** 2);
  return shape.map((share, x) => {
    const inside = gridOf({ from: reached[x]!, to: reached[x]! + share }, 500).map(normalQuantile);
    const upTo = (cut: number) =>
      inside.reduce((sum, z) => sum + normalCdf((cut - correlation * z) / spread), 0) / inside.length;
    return shape.map((_, y) => share * (upTo(cuts[y + 1]!) - upTo(cuts[y]!)));
  });
}

/** n pairs of ratings that start at 1. */
export function pairSampler(joint: Joint): (n: number, random: RandomGenerator) => { x: number[]; y: number[] } {
  const draw = sampler(joint.flat());
  const levels = joint.length;
  return (n, random) => {
    const cells = Array.from({ length: n }, () => draw(random));
    return {
      x: cells.map((cell) => 1 + Math.floor(cell / levels)),
      y: cells.map((cell) => 1 + (cell % levels)),
    };
  };
}

/** The correlations of such pairs. */
export function correlationsOf(joint: Joint): { pearson: number; spearman: number; kendall: number } {
  const ofX = joint.map((row) => row.reduce((sum, p) => sum + p, 0));
  const ofY = joint.map((_, y) => joint.reduce((sum, row) => sum + row[y]!, 0));
  const level = ofX.map((_, i) => i);
  return {
    pearson: correlationOf(joint, ofX, ofY, level, level),
    spearman: correlationOf(joint, ofX, ofY, midRanks(ofX), midRanks(ofY)),
    kendall: tauOf(joint, ofX, ofY),
  };
}

/** Share of answers below each level, with half of those on it: what ranks become in a large sample. */
function midRanks(shares: readonly number[]): number[] {
  return shares.map((share, i) => shares.slice(0, i).reduce((sum, below) => sum + below, 0) + share / 2);
}

/** Pearson's correlation of scores that the levels of x and of y are given. */
function correlationOf(
  joint: Joint,
  ofX: readonly number[],
  ofY: readonly number[],
  scoreX: readonly number[],
  scoreY: readonly number[],
): number {
  const centred = (shares: readonly number[], scores: readonly number[]) => {
    const mean = shares.reduce((sum, share, i) => sum + share * scores[i]!, 0);
    return scores.map((score) => score - mean);
  };
  const [a, b] = [centred(ofX, scoreX), centred(ofY, scoreY)];
  const variance = (shares: readonly number[], scores: readonly number[]) =>
    shares.reduce((sum, share, i) => sum + share * scores[i]! ** 2, 0);
  const covariance = joint.reduce((sum, row, i) => sum + row.reduce((inner, p, j) => inner + p * a[i]! * b[j]!, 0), 0);
  return covariance / Math.sqrt(variance(ofX, a) * variance(ofY, b));
}

/** Kendall's tau-b: concordant less discordant, over the geometric mean of what is not tied in x and in y. */
function tauOf(joint: Joint, ofX: readonly number[], ofY: readonly number[]): number {
  let difference = 0;
  joint.forEach((row, i) => {
    row.forEach((p, j) => {
      joint.forEach((other, k) => {
        other.forEach((q, l) => {
          difference += p * q * Math.sign((i - k) * (j - l));
        });
      });
    });
  });
  const untied = (shares: readonly number[]) => 1 - shares.reduce((sum, share) => sum + share ** 2, 0);
  return difference / Math.sqrt(untied(ofX) * untied(ofY));
}
