import type { Caveat, CaveatCode } from "../core/caveats";
import type { Unit } from "../core/estimate";
import type { ArmResult, Comparison } from "../metrics/experiments/comparison/comparison";
import type { EffectSize } from "../metrics/experiments/comparison/effect-size";
import type { MarginResult } from "../metrics/experiments/comparison/margin";
import { excludesNoDifference, testedInterval } from "../metrics/experiments/comparison/tested-part";
import type { ComparisonFacts, ComparisonKind, ExplanationWords, Side } from "./explanation";
import { type OpenEnds, sizeDigits } from "./number-formats";
import type { Phrasebook, Phrases } from "./phrasebook";
import type { Words } from "./words-for";

/** What all comparisons have in common. */
type AnyComparison = Comparison<ComparisonKind, Arm>;

type Arm = ArmResult & { readonly estimate: number };

/** The caveats that most weaken a comparison, the gravest first; the others follow as they come. */
const GRAVEST: readonly CaveatCode[] = [
  "sample-ratio-mismatch",
  "few-answers",
  "few-clusters",
  "small-expected-counts",
  "skewed-answers",
  "unequal-spreads",
  "no-spread-within-groups",
  "all-answers-equal",
  "no-differences",
  "no-interval",
  "estimate-outside-interval",
  "p-and-interval-differ",
  "test-without-interval",
  "complete-separation",
];

/** How distances from control are written: the size, its unit, and the word for the side. */
interface DistanceFormat {
  size(distance: number): string;
  inUnit(size: string): string;
  side(distance: number): string;
}

/** What is said of a comparison, in the words of a language. */
export function comparisonFacts(
  comparison: AnyComparison,
  explain: ExplanationWords,
  { book, phrases: f }: Words,
): ComparisonFacts {
  const { kind, unit, control, treatment, difference, test, margin } = comparison;
  const { estimate, interval } = difference;
  const valueOfArm = (arm: Arm) => f.value({ ...difference, estimate: arm.estimate, interval: null });
  const side = (distance: number) => explain.sides[sideOf(distance, margin)];
  const plain = { size: sizeFormat(unit, difference, f), inUnit: (size: string) => f.inUnit(unit, size), side };
  const lift = liftOf(comparison);
  const decimals = lift === null ? 0 : sizeDigits("share", lift);
  const relative = { size: (own: number) => f.percent(Math.abs(own), decimals), inUnit: (size: string) => size, side };
  const effect = comparison.tested === "effectSize" ? comparison.effectSize : null;
  return {
    subject: explain.subjects[kind],
    control: valueOfArm(control),
    treatment: valueOfArm(treatment),
    gap: plain.size(estimate) === plain.size(0) ? null : distanceOf(estimate, plain, explain),
    lift: lift && distanceOf(lift.estimate, relative, explain),
    reach: interval && {
      level: f.level(interval.level),
      text: reachOf(interval, plain, explain),
      isPoint: interval.lower === interval.upper,
    },
    liftReach: lift?.interval ? reachOf(lift.interval, relative, explain) : null,
    effect,
    effectReach: effect?.interval ? effectReach(effect.kind, effect.interval, explain, f) : null,
    testName: Object.hasOwn(explain.tests, test.method) ? explain.tests[test.method]! : f.list([test.method]),
    pValue: test.pValue,
    isOpen: isOpen(comparison),
    margin: margin && marginFacts(margin, unit, f),
    isPaired: kind.startsWith("paired-"),
    caveat: caveatOf(comparison.caveats, explain, book, f),
    answers: f.answers(comparison.n, comparison.nMissing),
  };
}

/** Of no distance either side will do. */
function sideOf(distance: number, margin: MarginResult | null): Side {
  if (margin === null) return distance < 0 ? "lower" : "higher";
  return distance < 0 === (margin.direction === "lower-is-better") ? "better" : "worse";
}

/** The ratio as a distance from control, where control is more than nothing. */
function liftOf({ control, ratio }: AnyComparison): { estimate: number; interval: OpenEnds | null } | null {
  if (ratio === null || ratio.estimate === null || !(control.estimate > 0 && ratio.estimate >= 0)) return null;
  const distance = (end: number | null) => (end === null ? null : end - 1);
  const { estimate, interval } = ratio;
  return {
    estimate: estimate - 1,
    interval: interval && { lower: distance(interval.lower), upper: distance(interval.upper) },
  };
}

/** How sizes in a unit are written: those of shares in percentage points. */
function sizeFormat(
  unit: Unit,
  written: { readonly estimate: number; readonly interval: OpenEnds | null },
  f: Phrases,
) {
  const digits = sizeDigits(unit, written);
  return (distance: number) => f.number(Math.abs(unit === "share" ? 100 * distance : distance), digits);
}

function distanceOf(distance: number, { size, inUnit, side }: DistanceFormat, explain: ExplanationWords): string {
  return explain.apart(inUnit(size(distance)), side(distance));
}

/** From end to end, the side named once where both are on the same. */
function reachOf({ lower, upper }: OpenEnds, format: DistanceFormat, explain: ExplanationWords): string {
  const { size, inUnit, side } = format;
  if (lower === null || upper === null) {
    const end = lower ?? upper;
    if (end === null) return explain.unbounded;
    // what is at most -5 % is at least 5 % lower
    const bound = end < 0 === (lower === null) ? explain.atLeast : explain.atMost;
    return bound(inUnit(size(end)), side(end));
  }
  const [low, high] = [distanceOf(lower, format, explain), distanceOf(upper, format, explain)];
  if (lower < 0 && upper > 0) return explain.across(low, high);
  if (lower === upper) return lower === 0 ? inUnit(size(0)) : low;
  const [near, far] = upper > 0 ? [lower, upper] : [upper, lower];
  return explain.apart(inUnit(explain.span(size(near), size(far))), side(far));
}

/** What an effect may be: a share as a percentage, all else in significant digits. */
function effectReach(kind: EffectSize["kind"], { lower, upper }: OpenEnds, explain: ExplanationWords, f: Phrases) {
  const written = kind === "probability-of-superiority" ? f.share : f.significant;
  if (lower !== null && upper !== null) return explain.effect(kind, explain.span(written(lower), written(upper)));
  if (lower !== null) return explain.effect(kind, explain.atLeast(written(lower), null));
  return explain.effect(kind, upper === null ? explain.unbounded : explain.atMost(written(upper), null));
}

/** Whether the arms may be alike for all that the test knows, or the difference where the test has no interval. */
function isOpen(comparison: AnyComparison): boolean | null {
  const tested = testedInterval(comparison);
  if (tested !== null) return !excludesNoDifference(comparison, tested);
  const { interval } = comparison.difference;
  return interval && !excludesNoDifference({ ...comparison, tested: "difference" }, interval);
}

/** The margin with the p-value of the test that its statement goes with. */
function marginFacts({ margin, statement, nonInferiority, equivalence }: MarginResult, unit: Unit, f: Phrases) {
  const test = { equivalent: equivalence, inferior: null, "non-inferior": nonInferiority, undecided: nonInferiority };
  const size = sizeFormat(unit, { estimate: margin, interval: null }, f);
  return { statement, size: f.inUnit(unit, size(margin)), pValue: test[statement]?.pValue ?? null };
}

/** The gravest caveat in words, with the part that it is of. */
function caveatOf(caveats: readonly Caveat[], explain: ExplanationWords, { caveats: words }: Phrasebook, f: Phrases) {
  const rank = ({ code }: Caveat) => (GRAVEST.includes(code) ? GRAVEST.indexOf(code) : GRAVEST.length);
  const [caveat] = [...caveats].sort((a, b) => rank(a) - rank(b));
  if (caveat === undefined) return null;
  const part = caveat.path?.split(".")[0] ?? "";
  const of = part === "control" || part === "treatment" ? f.arms[part] : (explain.parts[part] ?? null);
  return explain.caveat(words[caveat.code], of);
}
