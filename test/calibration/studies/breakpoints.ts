import {
  type SegmentedRegressionResult,
  segmentedRegression,
} from "../../../src/metrics/loyalty/segments/segmented-regression";
import { normalQuantile } from "../../../src/numerics/normal";
import type { RandomGenerator } from "../../../src/numerics/random";
import { meanOf, sampler, shapeOf } from "../shapes";
import {
  COVERS_OR_CAVEAT,
  holds,
  LEVEL,
  nullIfUndefined,
  type Row,
  type Run,
  rejected,
  rejects,
  repeat,
  rowsOf,
  type Study,
} from "../study";

const SIZES = [60, 200, 600];

/** What x is, and where its line breaks. */
interface Design {
  readonly draw: (random: RandomGenerator) => number;
  readonly at: number;
  /** Units of x that one of the composite scores is worth. */
  readonly unit: number;
}

const DESIGNS: Record<string, Design> = {
  "any number": { draw: (random) => 1 + 4 * random.uniform(), at: 3, unit: 1 },
  "mean of four items": { draw: composite(4), at: 3.8, unit: 1 },
  "eleven levels": { draw: sampler(shapeOf("airport", 11)), at: 7.5, unit: 2.5 },
};

/** Slopes before and after the break; the errors have a standard deviation of 1.5. */
const CHANGES: Record<string, readonly [number, number]> = {
  "4 to 0": [4, 0],
  "2.5 to 1.1": [2.5, 1.1],
  "2 to 1.5": [2, 1.5],
};
const SPREAD = 1.5;

const ERRORS: Record<string, (random: RandomGenerator) => number> = {
  normal: (random) => SPREAD * normal(random),
  "mostly-fives": ratingError("mostly-fives"),
  "j-shaped": ratingError("j-shaped"),
};

/** Lines with two breaks, whose changes of slope cancel, over x from 1 to 5. */
const ZONES: Record<string, readonly [number, number, number]> = {
  "4, 0, 4": [4, 0, 4],
  "2.5, 0.5, 2.5": [2.5, 0.5, 2.5],
  "0.5, 2.5, 0.5": [0.5, 2.5, 0.5],
};
const FROM = 2.3;
const TO = 3.7;

export const breakpoints: Study = {
  name: "breakpoints",
  title: "Breakpoints",
  about: `
Coverage of \`segmentedRegression\` with one break, and how often its test rejects at 5 %. x is any number from 1 to 5, the
mean of four items, which are ratings from 1 to 5 as at the airport that agree half of the time, or a rating from 0 to 10
as at the airport. The slope changes at 3, 3.8 or 7.5, for ratings from 0 to 10 by as much over the scale; the errors are
normal with a standard deviation of 1.5. An interval that is the whole line holds the break. "No bounds" is the share of
such intervals, "warned" that of results with the caveat \`weak-break\`. In the table of false positives the line is
straight, and the errors have the standard deviation of 1.5 and the shape that is named. Lines with two
breaks have these at 2.3 and 3.7, over x from 1 to 5 in steps of a twentieth; their changes of slope cancel.`,
  replications: 2000,
  run: (run) => [
    ...SIZES.flatMap((n) =>
      Object.keys(DESIGNS).flatMap((design) => Object.keys(CHANGES).flatMap((name) => coverage(design, name, n, run))),
    ),
    ...["any number", "mean of four items"].flatMap((design) =>
      Object.keys(ERRORS).flatMap((error) => falsePositives(design, error, run)),
    ),
    ...Object.keys(ZONES).flatMap((zone) => twoBreaks(zone, run)),
  ],
};

function coverage(name: string, change: string, n: number, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Coverage, ${n} rows`, cases: "x; slopes" });
  const line = `${name}; ${change}`;
  const random = stream(`${line}; ${n}`);
  const { draw, at, unit } = DESIGNS[name]!;
  const [before, after] = CHANGES[change]!.map((slope) => slope / unit) as [number, number];
  const found = repeat(replications, () => {
    const x = Array.from({ length: n }, () => draw(random));
    const y = x.map((v) => before * Math.min(v - at, 0) + after * Math.max(v - at, 0) + SPREAD * normal(random));
    const result = fitOf(x, y);
    if (result === null) return { breakpoint: null, before: null, after: null, open: null, warned: null, test: null };
    const { interval } = result.breakpoints[0]!;
    const isOpen = interval !== null && interval.lower === null && interval.upper === null;
    return {
      breakpoint: isOpen || holds(interval, at),
      before: holds(result.segments[0]!.interval, before),
      after: holds(result.segments[1]!.interval, after),
      open: isOpen,
      warned: result.caveats.some(({ code }) => code === "weak-break"),
      test: rejected(result.test),
    };
  });
  return [
    row(line, "breakpoint", found.breakpoint, COVERS_OR_CAVEAT),
    row(line, "slope before", found.before, COVERS_OR_CAVEAT),
    row(line, "slope after", found.after, COVERS_OR_CAVEAT),
    row(line, "no bounds", found.open),
    row(line, "warned", found.warned),
    row(line, "test rejects", found.test),
  ];
}

function falsePositives(name: string, error: string, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: "False positives of the test", cases: "x; errors" });
  const line = `${name}; ${error}`;
  return SIZES.map((n) => {
    const random = stream(`straight; ${line}; ${n}`);
    const found = repeat(replications, () => {
      const x = Array.from({ length: n }, () => DESIGNS[name]!.draw(random));
      const y = x.map((v) => 1.5 * v + ERRORS[error]!(random));
      return { rejects: rejected(fitOf(x, y)?.test ?? null) };
    });
    return row(line, `n = ${n}`, found.rejects, rejects(LEVEL, false));
  });
}

function twoBreaks(zone: string, { replications, stream }: Run): Row[] {
  return SIZES.flatMap((n) => {
    const row = rowsOf({ caption: `Two breaks, ${n} rows`, cases: "slopes" });
    const random = stream(`${zone}; ${n}`);
    const slopes = ZONES[zone]!;
    const [before, between, after] = slopes;
    const found = repeat(replications, () => {
      const x = Array.from({ length: n }, () => 1 + Math.round(80 * random.uniform()) / 20);
      const y = x.map((v) => {
        const inside = Math.min(Math.max(v, FROM), TO);
        const line = before * Math.min(v - FROM, 0) + between * (inside - FROM) + after * Math.max(v - TO, 0);
        return line + SPREAD * normal(random);
      });
      const result = segmentedRegression(x, y, { breaks: 2 });
      const covers = (b: number, truth: number) => {
        const { interval } = result.breakpoints[b]!;
        const isOpen = interval !== null && interval.lower === null && interval.upper === null;
        return isOpen || holds(interval, truth);
      };
      return {
        first: covers(0, FROM),
        second: covers(1, TO),
        outer: holds(result.segments[0]!.interval, before),
        middle: holds(result.segments[1]!.interval, between),
        warned: result.caveats.some(({ code }) => code === "weak-break"),
        test: rejected(result.test),
      };
    });
    return [
      row(zone, "first breakpoint", found.first, COVERS_OR_CAVEAT),
      row(zone, "second breakpoint", found.second, COVERS_OR_CAVEAT),
      row(zone, "first slope", found.outer, COVERS_OR_CAVEAT),
      row(zone, "middle slope", found.middle, COVERS_OR_CAVEAT),
      row(zone, "warned", found.warned),
      row(zone, "test rejects", found.test),
    ];
  });
}

function fitOf(x: readonly number[], y: readonly number[]): SegmentedRegressionResult | null {
  return nullIfUndefined(() => segmentedRegression(x, y));
}

function normal(random: RandomGenerator): number {
  return normalQuantile((random.uint32() + 0.5) / 2 ** 32);
}

/** The mean of items of which each is a common rating, or one of its own. */
function composite(items: number): (random: RandomGenerator) => number {
  const level = sampler(shapeOf("airport", 5));
  return (random) => {
    const common = level(random);
    let sum = 0;
    for (let item = 0; item < items; item++) sum += 1 + (random.uniform() < 0.5 ? common : level(random));
    return sum / items;
  };
}

/** Ratings of a shape, less their mean, in a spread of 1.5. */
function ratingError(name: "mostly-fives" | "j-shaped"): (random: RandomGenerator) => number {
  const shape = shapeOf(name, 5);
  const mean = meanOf(shape, 0);
  const variance = shape.reduce((sum, share, level) => sum + share * (level - mean) ** 2, 0);
  const draw = sampler(shape);
  return (random) => ((draw(random) - mean) / Math.sqrt(variance)) * SPREAD;
}
