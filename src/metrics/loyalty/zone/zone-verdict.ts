import { plainEstimate } from "../curve/contrast-estimate";
import { type Contrast, estimateOf, gainBetween, slopeBetween, times } from "../curve/contrasts";
import type { DrawSettings } from "../curve/level-noise";
import { givenMargin, halfSlopeMargin } from "../curve/step-verdicts";
import type { WeighedLevels } from "../curve/weighed-levels";
import type { InsensitiveZone, InsensitiveZoneReason } from "./insensitive-zone-result";
import { maxMinScore, maxTPValue, minScore } from "./max-t";
import { absencePValue, flatEndOf, flatPValue, roomIn } from "./zone-absence";
import { type Candidate, candidatesOf, zoneFamilies } from "./zone-candidates";
import { delimit } from "./zone-delimitation";
import { chosenEstimates } from "./zone-estimates";

/** What is found about a curve, save where it comes from. */
export type ZoneVerdict = Pick<InsensitiveZone, "status" | "reason"> & Partial<InsensitiveZone>;

interface Settings extends DrawSettings {
  readonly confidenceLevel: number;
}

/** Judges the shape of a curve; `given` is the caller's margin in units of loyalty. */
export function judgeZone(levels: WeighedLevels, given: number | undefined, settings: Settings): ZoneVerdict {
  const { confidenceLevel } = settings;
  const significant = (pValue: number) => pValue <= 1 - confidenceLevel;
  const overall = slopeBetween(levels, 0, levels.positions.length - 1);
  const overallSlope = plainEstimate(levels, overall, confidenceLevel);
  const margin = marginContrast(levels, given, overall);
  const candidates = candidatesOf(levels);
  const shape = shapeTest(levels, candidates, settings);
  const pAbsence = absencePValue(levels, candidates, margin);
  const found = {
    overallSlope,
    pShape: shape.pValue,
    pAbsence,
    margin: given === undefined ? halfSlopeMargin(overallSlope.estimate) : givenMargin(given),
  } as const;
  const without = (status: "no-zone" | "undetermined", reason: InsensitiveZoneReason) => ({ status, reason, ...found });
  if (overallSlope.interval.upper < 0) return without("no-zone", "falling");
  if (significant(shape.pValue)) {
    return { status: "zone", reason: "steeper-ends", ...found, ...zoneOf(levels, candidates, shape, margin, settings) };
  }
  if (significant(flatPValue(levels, margin))) return without("no-zone", "flat-everywhere");
  if (significant(pAbsence)) {
    return without("no-zone", flatEndOf(levels, margin, confidenceLevel, settings) ?? "no-steeper-ends");
  }
  const sloping = overallSlope.interval.lower > 0;
  return without("undetermined", given === undefined && !sloping ? "no-overall-slope" : "weak-evidence");
}

/** The candidate with the strongest case, and the test whether its ends rise and are steeper than its middle. */
export function shapeTest(levels: WeighedLevels, candidates: readonly Candidate[], settings: DrawSettings) {
  const families = zoneFamilies(candidates);
  const { score, candidate } = maxMinScore(levels, families);
  return { score, candidate, pValue: maxTPValue(levels, families, score, settings) };
}

/** The margin as a contrast: half the overall slope is as uncertain as that is. */
function marginContrast(levels: WeighedLevels, given: number | undefined, overall: Contrast): Contrast {
  if (given === undefined) return times(overall, estimateOf(overall, levels) < 0 ? -0.5 : 0.5);
  return { weights: new Float64Array(levels.positions.length), constant: given / levels.unit };
}

/** Where the zone is, and what is known of it. */
function zoneOf(
  levels: WeighedLevels,
  candidates: readonly Candidate[],
  strongest: { readonly candidate: number },
  margin: Contrast,
  settings: Settings,
) {
  const { confidenceLevel } = settings;
  const { positions } = levels;
  const levelAt = (index: number) => positions[index]!;
  const { best, others, membership } = delimit(levels, candidates, confidenceLevel, settings);
  // the fit may have no zone where averages of slopes have one
  const chosen = best ?? strongest.candidate;
  const families = familiesOf(levels, candidates);
  const [leftSlope, innerSlope, rightSlope, gainInside, gainToTop] = chosenEstimates(
    levels,
    families,
    chosen,
    confidenceLevel,
    settings,
  );
  const flatness = roomIn(margin, families[1]);
  const pFlat = maxTPValue(levels, flatness, minScore(levels, flatness, chosen), settings);
  return {
    from: levelAt(candidates[chosen]!.from),
    to: levelAt(candidates[chosen]!.to),
    leftSlope: leftSlope!,
    innerSlope: innerSlope!,
    rightSlope: rightSlope!,
    gainInside: gainInside!,
    gainToTop: gainToTop!,
    flat: pFlat <= 1 - confidenceLevel ? ("shown" as const) : ("not-shown" as const),
    pFlat,
    membership: membership.map((probability, k) => ({ level: levelAt(k), probability })),
    alternatives: others.map(({ candidate, excess }) => ({
      from: levelAt(candidates[candidate]!.from),
      to: levelAt(candidates[candidate]!.to),
      excess,
    })),
  };
}

/** Slopes left of, inside and right of each candidate, and the gains inside and from there to the top. */
function familiesOf(levels: WeighedLevels, candidates: readonly Candidate[]) {
  const last = levels.positions.length - 1;
  return [
    candidates.map(({ left }) => left),
    candidates.map(({ inner }) => inner),
    candidates.map(({ right }) => right),
    candidates.map(({ from, to }) => gainBetween(levels, from, to)),
    candidates.map(({ to }) => gainBetween(levels, to, last)),
  ] as const;
}
