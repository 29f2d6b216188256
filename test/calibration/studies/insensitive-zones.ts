import { type Contrast, slopeBetween } from "../../../src/metrics/loyalty/curve/contrasts";
import type { WeighedLevels } from "../../../src/metrics/loyalty/curve/weighed-levels";
import { maxMinScore } from "../../../src/metrics/loyalty/zone/max-t";
import { absencePValue } from "../../../src/metrics/loyalty/zone/zone-absence";
import { candidatesOf, zoneFamilies } from "../../../src/metrics/loyalty/zone/zone-candidates";
import { judgeZone, shapeTest } from "../../../src/metrics/loyalty/zone/zone-verdict";
import { normalCdf, normalUpper } from "../../../src/numerics/normal";
import { drawNormals } from "../../../src/numerics/normal-draw";
import type { RandomGenerator } from "../../../src/numerics/random";
import { type CurveLevel, weighedLevels } from "../curve-levels";
import { type Levels, sampler, shapeOf } from "../shapes";
import { COVERS, type Demand, holds, LEVEL, type Row, type Run, repeat, rowsOf, type Study, simulated } from "../study";

const SCALES: readonly Levels[] = [5, 7, 11];
const SIZES = [200, 600, 2000] as const;
const DRAWS = 500;
/** For the claims, each of which draws several times. */
const FEW_DRAWS = 200;

/** Shares of the levels, lowest first: most customers are satisfied, few are not. */
const SKEWED: Readonly<Record<Levels, readonly number[]>> = {
  5: [0.04, 0.08, 0.22, 0.41, 0.25],
  7: [0.03, 0.04, 0.08, 0.15, 0.25, 0.28, 0.17],
  11: [0.02, 0.01, 0.02, 0.03, 0.04, 0.09, 0.1, 0.18, 0.24, 0.14, 0.13],
};

/** Expected loyalty from 0 to 10, at a place u on a scale from 0 to 1. */
type Truth = (u: number) => number;

const WITHOUT_ZONE: Readonly<Record<string, Truth>> = {
  linear: (u) => 1 + 8 * u,
  convex: (u) => 1 + 8 * u ** 2.5,
  concave: (u) => 9 - 8 * (1 - u) ** 2.5,
  "S-shaped": (u) => 1 + 8 / (1 + Math.exp(-10 * (u - 0.5))),
  "one kink, rising late": (u) => 3 + 6 * Math.max(0, (u - 0.6) / 0.4),
  "one kink, rising early": (u) => 2 + 6.5 * Math.min(1, u / 0.5),
};

/** Those that are tried with binary loyalty as well, a tenth of the expectation being its share. */
const AS_SHARES: readonly string[] = ["linear", "one kink, rising late"];

const WITH_ZONE: Readonly<Record<string, Truth>> = {
  "inverse S": (u) => 5 + 4.5 * Math.sign(u - 0.5) * Math.abs(2 * u - 1) ** 2.5,
  "flat middle": (u) => 1 + (4.5 * Math.min(u, 0.4)) / 0.4 + (4 * Math.max(0, u - 0.8)) / 0.2,
};

/** How a customer's loyalty is drawn, given its expectation before rounding. */
interface Outcome {
  readonly name: string;
  readonly draw: (expected: number, u: number, noise: number) => number;
}

const NORMAL: Outcome = {
  name: "normal, spread 1.6",
  draw: (expected, _, noise) => expected + 1.6 * noise,
};
const ROUNDED: Outcome = {
  name: "0-10, spread 1.6",
  draw: (expected, _, noise) => onScale(expected + 1.6 * noise),
};
const UNEQUAL: Outcome = {
  name: "0-10, spread falling from 2.6 to 1",
  draw: (expected, u, noise) => onScale(expected + (2.6 - 1.6 * u) * noise),
};
const BINARY: Outcome = {
  name: "0 or 1",
  draw: (expected, _, noise) => Number(normalCdf(noise) < expected / 10),
};

const FALSE_ZONES: Demand = { atMost: LEVEL, bar: true };
const POWER: Readonly<Record<(typeof SIZES)[number], Demand>> = {
  200: { atLeast: 0.25, bar: true },
  600: { atLeast: 0.85, bar: true },
  2000: { atLeast: 0.98, bar: true },
};

/** The margin of the claims that are tested at it, in loyalty per point. */
const MARGIN = 0.6;

/** Loyalty at each level, with one slope up to three tenths of the scale and from seven on, and another between. */
function bentTwice(scale: Levels, ends: number, middle: number): number[] {
  const [from, to] = [0.3, 0.7].map((place) => Math.round(place * (scale - 1)));
  return Array.from({ length: scale }, (_, k) => {
    const inside = Math.min(Math.max(k - from!, 0), to! - from!);
    return 1 + ends * (k - inside) + middle * inside;
  });
}

export const insensitiveZones: Study = {
  name: "insensitive-zones",
  title: "Insensitive zones",
  about: `
How often the 5 % test of \`insensitiveZone\` finds a zone, with ${DRAWS} draws. Curves without a zone: straight,
convex (a power of 2.5), concave (its mirror image), S-shaped (logistic), flat up to 0.6 of the scale and then rising
by 6, rising by 6.5 up to its middle and then flat. Loyalty is normal, or that rounded and cut to 0-10. \`skewed\`
shares of the levels are 4, 8, 22, 41 and 25 % on five levels and alike on 7 and 11. With \`airport\` shares most low
levels have a handful of answers, and the spread there is more than twice that at the top: borrowing spread across
levels would fail here. Curves with a zone: an inverse S, 5 ± 4.5 |2u - 1|^2.5 at the place u of the scale from 0 to
1, and one that rises by 4.5 up to 0.4, is flat to 0.8 and rises by 4. Binary loyalty has a tenth of these
expectations as its share. Samples with fewer than four levels of five answers have no zone. Bars: a zone that is none
at most 5 %; one that is there, in ratings, at least 25, 85 and 98 % for 200, 600 and 2,000 answers.

Other claims, each on curves on which it is just wrong: \`flat\` where the middle is as steep as the margin, beside a
test that does not allow for the choice of the middle; the test for no zone where both ends are steeper than the
middle by the margin, beside its power on a straight line. The coverage is that of the slope of the middle, where a
zone was found.`,
  replications: 2000,
  run: (run) => [
    ...SCALES.flatMap((scale) => SIZES.flatMap((n) => rowsWithoutZone(scale, n, run))),
    ...SCALES.flatMap((scale) => SIZES.flatMap((n) => rowsWithZone(scale, n, run))),
    ...SCALES.flatMap((scale) => SIZES.flatMap((n) => rowsOfClaims(scale, n, run))),
  ],
};

function rowsWithoutZone(scale: Levels, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Zones found where there is none, ${scale} levels`, cases: "curve; loyalty; answers" });
  return [
    [NORMAL, "skewed"],
    [ROUNDED, "skewed"],
    [UNEQUAL, "airport"],
    [BINARY, "skewed"],
  ].flatMap(([outcome, shares]) => {
    const { name, draw } = outcome as Outcome;
    const curves = Object.entries(WITHOUT_ZONE).filter(([curve]) => outcome !== BINARY || AS_SHARES.includes(curve));
    return curves.map(([curve, truth]) => {
      const cell = `${curve}; ${name}; ${n} ${shares as string}`;
      const random = stream(`${scale}; ${cell}`);
      const sample = sampleOf(
        shares === "airport" ? shapeOf("airport", scale) : SKEWED[scale],
        along(scale, truth),
        draw,
      );
      const { found } = repeat(replications, () => ({ found: hasZone(sample(n, random), random) }));
      return row(cell, "zone", found, FALSE_ZONES);
    });
  });
}

function rowsWithZone(scale: Levels, n: (typeof SIZES)[number], { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Zones found where there is one, ${scale} levels`, cases: "curve; loyalty; answers" });
  return Object.entries(WITH_ZONE).flatMap(([curve, truth]) =>
    [ROUNDED, BINARY].map(({ name, draw }) => {
      const cell = `${curve}; ${name}; ${n} skewed`;
      const random = stream(`${scale}; ${cell}`);
      const sample = sampleOf(SKEWED[scale], along(scale, truth), draw);
      const { found } = repeat(replications, () => ({ found: hasZone(sample(n, random), random) }));
      return row(cell, "zone", found, name === ROUNDED.name ? POWER[n] : null);
    }),
  );
}

function rowsOfClaims(scale: Levels, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Claims, ${scale} levels, normal loyalty`, cases: "answers" });
  const name = `${n} skewed`;
  const random = stream(`${scale}; ${name}; claims`);
  const samplesOf = (expected: readonly number[]) => sampleOf(SKEWED[scale], expected, NORMAL.draw);
  const steep = bentTwice(scale, 3 * MARGIN, MARGIN);
  const sample = samplesOf(steep);
  let zones = 0;
  let covered = 0;
  const { flat, unadjusted } = repeat(replications, () => {
    const levels = sample(n, random);
    const verdict = levels && judge(levels, random);
    if (verdict?.status !== "zone") return { flat: false, unadjusted: false };
    const { estimate, standardError, interval } = verdict.innerSlope!;
    const [from, to] = [verdict.from!, verdict.to!].map((level) => levels!.positions.indexOf(level));
    const { weights } = slopeBetween(levels!, from!, to!);
    const slope = levels!.positions.reduce((sum, level, k) => sum + weights[k]! * steep[level]!, 0);
    zones++;
    if (holds(interval, slope)) covered++;
    return {
      flat: verdict.flat === "shown",
      unadjusted: normalUpper((MARGIN - Math.abs(estimate)) / standardError) <= LEVEL,
    };
  });
  const ruledOut = (expected: readonly number[]) => {
    const draw = samplesOf(expected);
    return repeat(replications, () => {
      const levels = draw(n, random);
      return { none: levels !== null && absencePValue(levels, candidatesOf(levels), marginOf(levels)) <= LEVEL };
    }).none;
  };
  return [
    row(name, "flat, just wrong", flat, FALSE_ZONES),
    row(name, "the same unadjusted", unadjusted),
    row(name, "coverage", simulated(covered, zones), COVERS),
    row(name, "no zone, just wrong", ruledOut(bentTwice(scale, MARGIN, 0)), FALSE_ZONES),
    row(name, "no zone, straight line", ruledOut(bentTwice(scale, MARGIN, MARGIN))),
  ];
}

/** What the result says; nothing where there is surely no zone. */
function judge(levels: WeighedLevels, random: RandomGenerator) {
  if (normalUpper(maxMinScore(levels, zoneFamilies(candidatesOf(levels))).score) > LEVEL) return null;
  return judgeZone(levels, MARGIN, { confidenceLevel: 1 - LEVEL, draws: FEW_DRAWS, seed: random.uint32() });
}

function marginOf({ positions, unit }: WeighedLevels): Contrast {
  return { weights: new Float64Array(positions.length), constant: MARGIN / unit };
}

function along(scale: Levels, truth: Truth): number[] {
  return Array.from({ length: scale }, (_, k) => truth(k / (scale - 1)));
}

/** Whether the test at the level finds a zone; noise is drawn only where the score does not tell. */
function hasZone(levels: WeighedLevels | null, random: RandomGenerator): boolean {
  if (levels === null) return false;
  const candidates = candidatesOf(levels);
  // noise brings the largest of several scores there more often than a single one, at most as often as their sum
  const single = normalUpper(maxMinScore(levels, zoneFamilies(candidates)).score);
  if (single > LEVEL) return false;
  if (single * candidates.length < LEVEL / 2) return true;
  return shapeTest(levels, candidates, { draws: DRAWS, seed: random.uint32() }).pValue <= LEVEL;
}

/** Draws the levels of a curve as `insensitiveZone` has them; `null` where they are fewer than four. */
function sampleOf(shares: readonly number[], expected: readonly number[], draw: Outcome["draw"]) {
  const levelOf = sampler(shares);
  return (n: number, random: RandomGenerator): WeighedLevels | null => {
    const levels = shares.map((_, level): CurveLevel => ({ level, n: 0, sum: 0, squares: 0 }));
    const noise = new Float64Array(n);
    drawNormals(random, noise);
    for (let i = 0; i < n; i++) {
      const level = levelOf(random);
      const value = draw(expected[level]!, level / (shares.length - 1), noise[i]!);
      const counted = levels[level]!;
      counted.n++;
      counted.sum += value;
      counted.squares += value * value;
    }
    return weighedLevels(levels, draw === BINARY.draw);
  };
}

function onScale(value: number): number {
  return Math.min(10, Math.max(0, Math.round(value)));
}
