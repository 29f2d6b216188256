import { refuse, reject } from "../../core/checks";
import type { Scale } from "../../core/scale";
import type { Tally } from "../summaries/tally";
import { effectiveN, kishN, linearisedVariance, meanScore } from "../summaries/weighted-tally";

/** The scale of "how likely are you to recommend us". */
export const RECOMMEND_SCALE: Scale = { min: 0, max: 10 };

/** Refuses a tally of answers to another question. */
export function checkRecommendScale(fn: string, path: string, { min, max }: Scale): void {
  if (min !== RECOMMEND_SCALE.min || max !== RECOMMEND_SCALE.max) reject(fn, path, "be 0 to 10", `${min} to ${max}`);
}

const LOWEST_PASSIVE = 7;
const LOWEST_PROMOTER = 9;

/** What an answer adds to the score before it is in points: 1 for a promoter, -1 for a detractor. */
export function netOf(rating: number): -1 | 0 | 1 {
  return rating >= LOWEST_PROMOTER ? 1 : rating >= LOWEST_PASSIVE ? 0 : -1;
}

/** A group of customers: how many answers, and what share of them, weighted where they are. */
export interface NpsGroup {
  readonly count: number;
  readonly share: number;
}

/** Promoters and detractors among `n` answers; all three may be effective numbers, no integers. */
export interface Trinomial {
  readonly promoters: number;
  readonly detractors: number;
  readonly n: number;
}

/** A score in points with its standard error. */
export interface Score {
  readonly estimate: number;
  readonly standardError: number;
}

/** Variance of one answer's score on the scale of -1, 0, 1. */
export function answerVariance(promoters: number, detractors: number): number {
  // p(1-p) + d(1-d) + 2pd: equal to p + d - (p - d)^2, without its cancellation when nearly everybody agrees
  return promoters * (1 - promoters) + detractors * (1 - detractors) + 2 * promoters * detractors;
}

/** The plain score, 100 (p - d), with its plug-in error. */
function plainScore({ promoters, detractors, n }: Trinomial): Score {
  return {
    estimate: (100 * (promoters - detractors)) / n,
    standardError: 100 * Math.sqrt(answerVariance(promoters / n, detractors / n) / n),
  };
}

/** The score with 3/4 of a promoter, 3/2 passives and 3/4 of a detractor added: the centre of the adjusted interval. */
export function adjustedScore({ promoters, detractors, n }: Trinomial): Score {
  return plainScore({ promoters: promoters + 0.75, detractors: detractors + 0.75, n: n + 3 });
}

/** A tally's answers in their groups. */
export interface GroupedAnswers {
  readonly groups: { readonly promoters: NpsGroup; readonly passives: NpsGroup; readonly detractors: NpsGroup };
  /** What intervals are made of: the counts, effective ones if the tally is weighted. */
  readonly trinomial: Trinomial;
  /** The plain score with its plug-in error. */
  readonly score: Score;
}

/** Sorts the answers of a tally on the scale 0-10 into promoters, passives and detractors; refuses one without. */
export function groupAnswers(fn: string, path: string, summary: Tally): GroupedAnswers {
  const { n, counts, weights } = summary;
  if (n === 0) refuse("insufficient-data", fn, path, "must hold at least one answer, received none");
  const within = (list: readonly number[], from: number, to: number) =>
    list.slice(from, to).reduce((sum, value) => sum + value, 0);
  const total = within(weights ?? counts, 0, 11);
  const group = (from: number, to: number): NpsGroup => ({
    count: within(counts, from, to),
    share: within(weights ?? counts, from, to) / total,
  });
  const groups = {
    promoters: group(LOWEST_PROMOTER, 11),
    passives: group(LOWEST_PASSIVE, LOWEST_PROMOTER),
    detractors: group(0, LOWEST_PASSIVE),
  };
  if (weights === null) {
    const trinomial = { promoters: groups.promoters.count, detractors: groups.detractors.count, n };
    return { groups, trinomial, score: plainScore(trinomial) };
  }
  const mean = meanScore(summary, netOf);
  const variance = linearisedVariance(summary, netOf, mean);
  const { promoters, detractors } = groups;
  const answers = effectiveN(kishN(summary), answerVariance(promoters.share, detractors.share), variance);
  return {
    groups,
    trinomial: { promoters: promoters.share * answers, detractors: detractors.share * answers, n: answers },
    score: { estimate: 100 * mean, standardError: 100 * Math.sqrt(variance) },
  };
}
