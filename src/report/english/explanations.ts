import type { EffectSize } from "../../metrics/experiments/comparison/effect-size";
import type { ComparisonFacts, ExplanationWords, MarginFacts } from "../explanation";
import type { Phrases } from "../phrasebook";

const EFFECTS: Readonly<Record<EffectSize["kind"], string>> = {
  "cohens-h": "Cohen's h",
  "hedges-g": "Hedges' g",
  "probability-of-superiority": "a share of pairs",
  "arm-odds-ratio": "an odds ratio",
};

/** How English explains comparisons. */
export const explanations: ExplanationWords = {
  subjects: {
    "proportion-comparison": "share",
    "exact-proportion-comparison": "share",
    "paired-proportion-comparison": "share",
    "stratified-proportion-comparison": "share, weighted over the strata,",
    "mean-comparison": "mean",
    "paired-mean-comparison": "mean",
    "clustered-mean-comparison": "mean",
    "ratio-of-means-comparison": "ratio of the means",
    "cuped-comparison": "outcome, adjusted for the covariates,",
    "rating-comparison": "mean rating",
    "nps-comparison": "NPS",
    "paired-nps-comparison": "NPS",
  },
  tests: {
    "miettinen-nurminen": "the Miettinen-Nurminen score test",
    newcombe: "the test that belongs to Newcombe's interval",
    wald: "the Wald test",
    welch: "Welch's t-test",
    pooled: "the pooled t-test",
    "adjusted-wald": "the adjusted Wald test",
    score: "the score test",
    paired: "the paired t-test",
    clustered: "the t-test of clustered means",
    delta: "the t-test by the delta method",
    cuped: "the t-test of the adjusted means",
    "fisher-exact": "Fisher's exact test",
    "fisher-exact-central": "the central exact test",
    "fisher-exact-mid-p": "the mid-p exact test",
    "cochran-mantel-haenszel": "the Cochran-Mantel-Haenszel test",
    "mcnemar-score": "McNemar's test",
    "brunner-munzel-t": "the Brunner-Munzel test",
    "wilson-brunner-munzel": "the Wilson-type Brunner-Munzel test",
    "mann-whitney-normal-cc": "the Mann-Whitney test",
    "mann-whitney-exact": "the exact Mann-Whitney test",
  },
  sides: { higher: "higher", lower: "lower", better: "better", worse: "worse" },
  apart: (size, side) => `${size} ${side}`,
  span: (near, far) => `${near} to ${far}`,
  across: (lower, upper) => `${lower} to ${upper}`,
  atLeast: (size, side) => `at least ${size}${side === null ? "" : ` ${side}`}`,
  atMost: (size, side) => `at most ${size}${side === null ? "" : ` ${side}`}`,
  unbounded: "unbounded",
  effect: (kind, range) => `${EFFECTS[kind]} of ${range}`,
  parts: {
    difference: "the difference",
    ratio: "the ratio",
    effectSize: "the effect size",
    oddsRatio: "the odds ratio",
    topBox: "the top box",
  },
  caveat: (words, of) => `note${of === null ? "" : ` on ${of}`} that ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
  change: ({ subject, control, treatment, gap, lift, answers }, f) => {
    const relative = lift === null ? "" : `, in relative terms ${lift}`;
    const apart = gap === null ? "in these answers they are equal" : gap + relative;
    const arms = `${treatment} (${f.arms.treatment}) against ${control} (${f.arms.control})`;
    return `The ${subject} is ${arms}: ${apart}; ${answers}.`;
  },
  certainty: (facts, f) => {
    const { effect, margin, pValue, testName } = facts;
    const test = pValue === null ? f.pValue(null) : `${testName} gives ${f.pValue(pValue)}`;
    const clauses =
      effect === null
        ? [ofDifference(facts), test]
        : [ofEffect(effect, f), test, ofDifference(facts, " of the difference")];
    return sentence([...clauses, margin && ofMargin(margin, f)]);
  },
  limits: (facts, f) => sentence([ofCauses(facts, f), ofOpen(facts), facts.caveat]),
};

function sentence(clauses: readonly (string | null)[]): string {
  const said = clauses.filter((clause) => clause !== null).join("; ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

function ofDifference({ effect, reach, liftReach }: ComparisonFacts, what = ""): string | null {
  if (reach === null) return effect === null ? "there is no interval" : null;
  const interval = `the ${reach.level} interval${what}`;
  if (reach.isPoint) return `${interval} is a single point, ${reach.text}`;
  return `${interval} reaches from ${reach.text}${liftReach === null ? "" : `, in relative terms ${liftReach}`}`;
}

/** The effect that is tested where it is not the difference. */
function ofEffect(effect: EffectSize, f: Phrases): string {
  const { control, treatment } = f.arms;
  if (effect.kind === "probability-of-superiority") {
    const pairs = `${f.estimate(effect)} of pairs, ties counting a half`;
    return `an answer in ${treatment} is higher than one in ${control} in ${pairs}`;
  }
  if (effect.estimate === null) {
    return effect.interval?.lower === 0
      ? `these answers say nothing of the odds ratio of ${treatment} to ${control}`
      : `the odds ratio of ${treatment} to ${control} is ${f.unbounded(effect)}`;
  }
  if (effect.kind === "arm-odds-ratio")
    return `the odds in ${treatment} are ${f.ratio(effect)} times those in ${control}`;
  return `${EFFECTS[effect.kind]} is ${f.estimate(effect)}`;
}

function ofMargin({ statement, size, pValue }: MarginFacts, f: Phrases): string {
  const { control, treatment } = f.arms;
  const test = pValue === null ? "" : ` (one-sided ${f.pValue(pValue)})`;
  return {
    equivalent: () =>
      `no difference larger than the margin of ${size} lies in the interval, so ${treatment} and ${control} are ` +
      `equivalent within it${test}`,
    "non-inferior": () => `${treatment} is not worse by the margin of ${size} or more${test}`,
    inferior: () => `${treatment} is worse by more than the margin of ${size}`,
    undecided: () => `whether ${treatment} is worse by the margin of ${size} or more remains open${test}`,
  }[statement]();
}

function ofCauses({ reach, effect, pValue, isPaired }: ComparisonFacts, f: Phrases): string {
  const interval = reach !== null || (effect !== null && effect.interval !== null) ? "the interval" : null;
  const said = [interval, pValue === null ? null : "the p-value"].filter((part) => part !== null);
  const allow = said.length === 2 ? "allow" : "allows";
  const chance =
    said.length === 0
      ? "nothing here tells the difference from chance"
      : `${said.join(" and ")} ${allow} for chance alone`;
  return isPaired
    ? `${chance}: whatever else changed between a customer's two answers may be the cause`
    : `${chance}: that ${f.arms.treatment} is the cause follows only if customers were put into the arms at random`;
}

/** That what is not shown is not shown to be absent. */
function ofOpen({ reach, effectReach, isOpen, margin }: ComparisonFacts): string | null {
  if (reach?.isPoint) return "an interval without width is from answers that do not vary and says nothing of others";
  if (margin?.statement === "equivalent")
    return "equivalent is alike to within the margin that was given, not the same";
  if (isOpen === null) return "how large the difference may be is not known";
  if (!isOpen) return null;
  const left = reach === null ? effectReach : `anything from ${reach.text}`;
  return `this does not show that the arms are alike: ${left} remains possible`;
}
