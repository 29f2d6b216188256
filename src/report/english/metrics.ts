import type { DriverImportance } from "../../metrics/drivers/importance/driver-importance-result";
import type { ImportancePerformanceQuadrant } from "../../metrics/drivers/importance/quadrant";
import type { VariantsAdjustment } from "../../metrics/experiments/variants/compare-variants";
import type { MoveGain } from "../../metrics/loyalty/curve/smallest-winning-move";
import type { CurveFormName } from "../../metrics/loyalty/forms/compare-curve-forms";
import type { InsensitiveZone, InsensitiveZoneReason } from "../../metrics/loyalty/zone/insensitive-zone-result";
import type { ZoneEstimate } from "../../metrics/loyalty/zone/zone-estimates";
import { adjustedEffect, isSuperiority } from "../adjusted-effect";
import { asEstimate } from "../model-effects";
import type { Phrases, Sentences } from "../phrasebook";
import type { MetricsResult } from "../results";
import { shownShare } from "../shown-share";

const QUADRANTS: Readonly<Record<Exclude<ImportancePerformanceQuadrant, "undecided">, string>> = {
  "concentrate-here": "concentrate here",
  "keep-up-the-good-work": "keep up the good work",
  "low-priority": "low priority",
  "possible-overkill": "possible overkill",
};

const ADJUSTMENTS: Readonly<Record<VariantsAdjustment, string>> = {
  holm: "Holm's method",
  bonferroni: "Bonferroni's method",
  hochberg: "Hochberg's method, of p-values only",
  "benjamini-hochberg": "Benjamini and Hochberg's method, of p-values only",
  "benjamini-yekutieli": "Benjamini and Yekutieli's method, of p-values only",
  dunnett: "Dunnett's method",
  tukey: "Tukey's method",
};

const FORMS: Readonly<Record<CurveFormName, string>> = {
  linear: "a straight line",
  quadratic: "a quadratic curve",
  power: "a power of satisfaction",
  cubic: "a cubic curve",
  "one-break": "a line with one break",
  "two-breaks": "a line with two breaks",
  saturated: "the loyalty of each level by itself",
};

const SHARES: Readonly<Record<DriverImportance["method"], string>> = {
  lmg: "Shapley (LMG) shares of that",
  johnson: "shares of that by relative weights",
  first: "what each explains alone",
  last: "what each adds to the others",
  pratt: "shares of that by Pratt's measure",
  mcfadden: "Shapley shares of that",
};

const ZONE_REASONS: Readonly<Record<InsensitiveZoneReason, string>> = {
  "steeper-ends": "it rises more steeply below and above",
  falling: "loyalty falls as satisfaction rises",
  "flat-everywhere": "it is flat everywhere",
  "no-steeper-ends": "nowhere are both ends steeper than the middle by the margin",
  saturation: "it is flat up to the top (saturation)",
  threshold: "it is flat from the bottom on (threshold)",
  "s-shaped": "it is flat at both ends (S-shaped)",
  "no-overall-slope": "it is not sure to rise at all, and no margin was given",
  "weak-evidence": "the answers show neither",
  "few-levels": "fewer than four levels have five answers",
  "no-spread": "the answers do not vary within levels",
};

/** A zone's margin: a slope that counts as flat. */
function marginOf({ unit, margin }: InsensitiveZone, f: Phrases): string {
  const { estimate } = margin!;
  if (unit !== "share") return `${f.value(asEstimate(unit, estimate, null))} per point`;
  return `${f.value(asEstimate("points", 100 * estimate, null))} percentage points per point`;
}

/** What the absence of a zone rests on: where a curve falls, no margin; where it is flat everywhere, not `pAbsence`. */
function absenceOf(r: InsensitiveZone, f: Phrases): string {
  if (r.margin === null || r.reason === "falling") return "";
  const test = r.reason === "flat-everywhere" ? "" : `, ${f.pValue(r.pAbsence)}`;
  return ` (margin ${marginOf(r, f)}${test})`;
}

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
  "loyalty-curve": (r, f) =>
    `Loyalty at each level of satisfaction (${f.answers(r.n, r.nMissing)}): ` +
    `${f.list(r.levels.map((level) => `${f.count(level.level)} → ${f.estimate(level)}`))}.`,
  "loyalty-level": (r, f) =>
    `At satisfaction ${f.count(r.level)} loyalty is ${f.estimate(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "loyalty-step": (r, f) =>
    `From satisfaction ${f.count(r.from)} to ${f.count(r.to)} loyalty changes by ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
  "insensitive-zone": (r, f) => {
    const answers = f.answers(r.n, r.nMissing);
    const reason = ZONE_REASONS[r.reason];
    if (r.status === "no-zone") {
      return `The loyalty curve has no insensitive zone${absenceOf(r, f)}: ${reason}; ${answers}.`;
    }
    if (r.status === "undetermined") {
      return `Whether the loyalty curve has an insensitive zone remains open: ${reason}; ${answers}.`;
    }
    if (r.status === "not-estimable") {
      return `Whether the loyalty curve has an insensitive zone cannot be estimated: ${reason}; ${answers}.`;
    }
    const change = ({ estimate, interval }: ZoneEstimate) => f.change(asEstimate(r.unit, estimate, interval));
    const flat =
      r.flat === "shown" ? "is flat: its slope lies within" : "is not shown to be flat: its slope may lie outside";
    return (
      `The loyalty curve has an insensitive zone from satisfaction ${f.count(r.from!)} to ${f.count(r.to!)} ` +
      `(${f.pValue(r.pShape)}), which ${flat} ±${marginOf(r, f)} (${f.pValue(r.pFlat)}); per point loyalty changes by ` +
      `${change(r.leftSlope!)} below it, ${change(r.innerSlope!)} inside and ${change(r.rightSlope!)} above; from its ` +
      `upper end to the top by ${change(r.gainToTop!)}; ${answers}.`
    );
  },
  "smallest-winning-move": (r, f) => {
    const answers = f.answers(r.n, r.nMissing);
    const change = ({ estimate, interval }: MoveGain) => f.change(asEstimate(r.unit, estimate, interval));
    const best = r.moves[0]!;
    if (r.status === "best") {
      return (
        `Of all moves of one level up, that from satisfaction ${f.count(best.from)} to ${f.count(best.to)} gains most ` +
        `loyalty (probability ${f.share(best.probability!)}): ${change(best.average)} on the average of all customers, ` +
        `${change(best.perCustomer)} for each who moves; ${answers}.`
      );
    }
    if (r.status === "none") {
      return `No move of one level up gains loyalty (probability ${f.share(r.probabilityOfNone!)}); ${answers}.`;
    }
    const each = r.moves.map(({ from, to, average }) => `${f.count(from)} → ${f.count(to)} ${change(average)}`);
    return (
      `Which move of one level up gains most loyalty remains open; on the average of all customers they gain: ` +
      `${f.list(each)}; ${answers}.`
    );
  },
  "segmented-regression": (r, f) => {
    const pieces = r.segments.map(({ slope }, s) => {
      const breakpoint = r.breakpoints[s];
      if (breakpoint === undefined) return `${f.significant(slope)} beyond`;
      const { estimate, interval } = breakpoint;
      return `${f.significant(slope)} up to ${f.estimate(asEstimate("value", estimate, interval))}`;
    });
    return (
      `The slope is ${f.list(pieces)}; one straight line: ${f.pValue(r.test.pValue)} (Davies' test); ` +
      `${f.answers(r.n, r.nMissing)}.`
    );
  },
  "curve-form-comparison": (r, f) => {
    const best = r.forms.find(({ form }) => form === r.best);
    const finding =
      best === undefined || best.akaikeWeight === null
        ? `The answers do not tell ${f.count(r.forms.length)} forms of the curve apart`
        : `Of ${f.count(r.forms.length)} forms of the curve, ${FORMS[best.form]} describes it best ` +
          `(Akaike weight ${f.share(best.akaikeWeight)})`;
    return `${finding}; ${f.answers(r.n, r.nMissing)}.`;
  },
  retention: (r, f) => {
    const { estimate, interval } = r.retentionCurve.median;
    const lapse =
      estimate === null
        ? "fewer than half have lapsed"
        : `the median time to the lapse is ${f.estimate(asEstimate("time", estimate, interval))} days`;
    return (
      `${f.estimate(r.repeatShare)} of customers order again within ${f.significant(r.within)} days of their first ` +
      `order; ${lapse}; ${f.answers(r.customers, r.nMissing)}.`
    );
  },
  "repeat-share": (r, f) =>
    `${f.estimate(r)} of customers order again within ${f.significant(r.within)} days of their first order; ` +
    `${f.answers(r.n, r.nMissing)}.`,
  "driver-importance": (r, f) => {
    const whole =
      r.method === "mcfadden"
        ? `McFadden's R² of all drivers is ${f.number(r.rSquared, 2)}`
        : `The drivers explain ${f.share(r.rSquared)} of the outcome's variation together`;
    const parts = [...(r.groups ?? r.drivers)].sort((a, b) => a.rank - b.rank);
    const each = parts.map((part) => `${f.list([part.name])} ${f.estimate(shownShare(r.method, part))}`);
    return `${whole}; ${SHARES[r.method]}: ${f.list(each)}; ${f.answers(r.n, r.nMissing)}.`;
  },
  "penalty-reward": (r, f) => {
    const effect = (found: { readonly estimate: number } | null) =>
      found === null ? "not known" : f.changeValue({ unit: "value", estimate: found.estimate });
    const each = r.drivers.map((driver) => {
      const { name, penalty, reward, asymmetry, asymmetryInterval } = driver;
      const lead =
        asymmetry === null ? "" : `, asymmetry ${f.estimate(asEstimate("value", asymmetry, asymmetryInterval))}`;
      return `${f.list([name])}: penalty ${effect(penalty)}, reward ${effect(reward)}${lead}, ${driver.class}`;
    });
    const ofModel = `${f.share(r.rSquared)} of the outcome's variation explained`;
    return `Against answers in between (${ofModel}; ${f.answers(r.n, r.nMissing)}): ${f.list(each)}.`;
  },
  "importance-performance": (r, f) => {
    const { importance, performance } = r.crosshair;
    const written = r.importance === "share" ? f.share : f.significant;
    const each = r.drivers.map((driver) => {
      const weight = driver.importance === null ? "not known" : written(driver.importance);
      const { quadrant, undecided, performance: rated, mean } = driver;
      const place = quadrant === "undecided" ? `undecided (${undecided.join(" and ")})` : QUADRANTS[quadrant];
      return `${f.list([driver.name])} ${weight} and ${f.number(rated, 1)} (${f.answers(mean.n, 0)}), ${place}`;
    });
    const cross = `${importance === null ? "not known" : written(importance)} and ${f.number(performance, 1)}`;
    return (
      `Importance and performance on 0 to 100, where the axes cross at ${cross}: ${f.list(each)}; ` +
      `importance: ${f.answers(r.n, r.nMissing)}.`
    );
  },
  "driver-priorities": (r, f) => {
    const each = r.drivers.map(({ name, gain }) => {
      return `${f.list([name])} ${gain === null ? "not known" : f.change(gain)}`;
    });
    const { bottom, cost } = r.drivers[0]!;
    const lift =
      bottom !== null && r.drivers.every((driver) => driver.bottom === bottom)
        ? `With answers of ${f.count(bottom)} or less lifted to ${f.count(bottom + 1)}`
        : "With the lowest answers lifted";
    const move = r.move === "one-level-up" ? "With every answer one level up" : lift;
    const top = r.topFrom === null ? "" : f.count(r.topFrom);
    const goal = { mean: "mean rating", "top-box": `share of ratings of ${top} or more`, nps: "NPS" }[r.goal];
    const [open, leads] =
      cost === null ? ["which is best", "is best"] : ["which is best per unit of cost", "gains most per unit of cost"];
    const best = r.best === null ? `${open} is not determined` : `${f.list([r.best])} ${leads}`;
    return (
      `${move}, the ${goal} of ${f.value(asEstimate(r.unit, r.current, null))} is expected to change by: ` +
      `${f.list(each)}; ${best}; ${f.answers(r.n, r.nMissing)}.`
    );
  },
  "driver-gain": (r, f) => `The expected gain is ${f.change(r)}; ${f.answers(r.n, r.nMissing)}.`,
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
  "variants-comparison": (r, f) => {
    const each = r.comparisons.map((one) => {
      const against = one.against === "control" ? f.arms.control : one.against;
      const names = `${f.list([one.name])} against ${f.list([against])}`;
      const effect = `${adjustedEffect(one, f)}${isSuperiority(one) ? " of pairs higher, ties counting a half" : ""}`;
      return `${names} ${effect}, ${f.pValue(one.adjusted.pValue)}`;
    });
    const doubt =
      r.sampleRatio?.verdict === "mismatch"
        ? "; the arms are not of the planned sizes, so do not trust the comparisons"
        : "";
    const count = r.family.comparisons === 1 ? "1 comparison" : `${f.count(r.family.comparisons)} comparisons`;
    return (
      `Adjusted for ${count} (${f.list([ADJUSTMENTS[r.adjust]])}): ${f.list(each)}${doubt}; ` +
      `${f.answers(r.n, r.nMissing)}.`
    );
  },
  "sample-ratio-mismatch": (r, f) => {
    const says = {
      mismatch: "more than chance decided who is in which",
      negligible: "more than chance, but too little to matter",
      "none-found": "no mismatch found",
    }[r.verdict];
    const parts = (shares: readonly number[]) => f.shares(shares).join(" : ");
    return (
      `The arms hold ${parts(r.arms.map(({ share }) => share))} of the customers where ` +
      `${parts(r.arms.map(({ expectedShare }) => expectedShare))} were planned, ${f.pValue(r.test.pValue)}: ` +
      `${f.list([says])}; ${f.answers(r.n, r.nMissing)}.`
    );
  },
};
