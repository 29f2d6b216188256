import type { RandomGenerator } from "../../src/numerics/random";
import { sampler } from "./shapes";

/** How often a customer of each of three groups answers. */
const PROPENSITIES = [1, 0.5, 0.2];
/** Shares of the groups among the least and among the most satisfied customers. */
const LEAST = [0.25, 0.35, 0.4];
const MOST = [0.45, 0.35, 0.2];

/** What the studies say of the weights that these respondents have. */
export const WEIGHTING = `Customers belong to three groups, of which all, half and a fifth answer; the less satisfied
belong more often to those who seldom do. Each answer is weighted by one over its group's share of respondents, which
makes n answers worth about two thirds of n.`;

/**
 * Draws customers until n have answered.
 *
 * @param draw - A customer.
 * @param satisfaction - From 0 for the least satisfied customer to 1 for the most.
 */
export function respondents<T>(
  draw: (random: RandomGenerator) => T,
  satisfaction: (customer: T) => number,
): (n: number, random: RandomGenerator) => { answers: T[]; weights: number[] } {
  // groups at a hundred degrees of satisfaction
  const groups = Array.from({ length: 101 }, (_, percent) =>
    sampler(LEAST.map((least, group) => least + (percent / 100) * (MOST[group]! - least))),
  );
  return (n, random) => {
    const answers: T[] = [];
    const weights: number[] = [];
    while (answers.length < n) {
      const customer = draw(random);
      const propensity = PROPENSITIES[groups[Math.round(100 * satisfaction(customer))]!(random)]!;
      if (random.uniform() >= propensity) continue;
      answers.push(customer);
      weights.push(1 / propensity);
    }
    return { answers, weights };
  };
}
