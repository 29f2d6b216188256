import type { Sentences } from "../phrasebook";
import type { MetricsResult } from "../results";

/** What English says about measures and analyses. */
export const metrics: Sentences<MetricsResult> = {
  nps: (r, f) => {
    const { promoters, passives, detractors } = r;
    const [p, m, d] = f.shares([promoters.share, passives.share, detractors.share]);
    return `NPS is ${f.estimate(r)}: ${p} promoters, ${m} passives, ${d} detractors; ${f.answers(r.n, r.nMissing)}.`;
  },
  csat: (r, f) =>
    `${f.estimate(r)} of customers are satisfied (${f.count(r.satisfiedFrom)} or more on a scale of ${f.count(r.scale.min)} to ` +
    `${f.count(r.scale.max)}); the mean rating is ${f.estimate(r.mean)}; ${f.answers(r.n, r.nMissing)}.`,
  ces: (r, f) =>
    `The effort score is ${f.estimate(r)} on a scale of ${f.count(r.scale.min)} to ${f.count(r.scale.max)}, where higher is ` +
    `${r.direction === "higher-is-easier" ? "easier" : "harder"}; ${f.estimate(r.easy)} found it easy; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "easy-share": (r, f) => `${f.estimate(r)} found it easy; ${f.answers(r.n, r.nMissing)}.`,
  "arm-difference": (r, f) => `The difference is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "loyalty-curve": (r, f) =>
    `Loyalty at each level of satisfaction (${f.answers(r.n, r.nMissing)}): ` +
    `${f.list(r.levels.map((level) => `${f.count(level.level)} → ${f.estimate(level)}`))}.`,
  "loyalty-level": (r, f) =>
    `At satisfaction ${f.count(r.level)} loyalty is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "loyalty-step": (r, f) =>
    `From satisfaction ${f.count(r.from)} to ${f.count(r.to)} loyalty changes by ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
  pareto: (r, f) => {
    const total = Number.isInteger(r.total) ? f.count(r.total) : f.significant(r.total);
    const { count, share, names, tiedWithLast } = r.vitalFew;
    const largest = `The largest ${count === 1 ? "cause" : `${f.count(count)} causes`} of ${f.count(r.items.length)}`;
    const tied = tiedWithLast.length > 0 ? ` (as large as the last: ${f.list(tiedWithLast)})` : "";
    return `${largest} ${count === 1 ? "makes" : "make"} up ${f.share(share)} of the total of ${total}: ${f.list(names)}${tied}.`;
  },
  "word-of-mouth": (r, f) =>
    `Assuming that ${f.count(r.customers)} customers bring ${f.significant(r.referralRate)} new ones each for each ` +
    `unit of satisfaction, ${f.estimate(r)} new customers come; ` +
    `${r.n === 0 ? "the satisfaction is assumed too" : f.answers(r.n, r.nMissing)}.`,
  "proportion-comparison": (r, f) =>
    `${f.value(r.treatment)} (${f.arms.treatment}) against ${f.value(r.control)} (${f.arms.control}); the difference ` +
    `is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  "mean-comparison": (r, f) =>
    `A mean of ${f.value(r.treatment)} (${f.arms.treatment}) against ${f.value(r.control)} (${f.arms.control}); the ` +
    `difference is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
  "nps-comparison": (r, f) =>
    `An NPS of ${f.value(r.treatment)} (${f.arms.treatment}) against ${f.value(r.control)} (${f.arms.control}); the ` +
    `difference is ${f.change(r.difference)}, ${f.pValue(r.test.pValue)}; ${f.answers(r.n, r.nMissing)}.`,
};
