import { compareNps, type NpsComparison } from "../../src/metrics/experiments/nps/compare-nps";
import type { CompareNpsMethod } from "../../src/metrics/experiments/nps/score-procedure";
import type { RandomGenerator } from "../../src/numerics/random";
import type { Tally } from "../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../src/statistics/summaries/tally-from-counts";
import { gather } from "./bands";
import { probabilityOf } from "./enumeration";
import { drawCounts, SHAPE_NAMES, type ShapeName, sampler, shapeOf } from "./shapes";
import {
  COVERS,
  COVERS_OR_CAVEAT,
  holds,
  LEVEL,
  NOT_TOO_OFTEN,
  type Row,
  type Run,
  rejected,
  rejects,
  repeat,
  rowsOf,
} from "./study";
import {
  cellsOf,
  inWords,
  leastCount,
  type Outcome,
  outcomesOf,
  probabilitiesOf,
  type Shape,
  scoreOf,
} from "./trinomial";

/** Answers of control and treatment. */
export type Arms = readonly [number, number];

function tallyOf({ promoters, passives, detractors }: Outcome): Tally {
  return tallyFromCounts({ 10: promoters, 8: passives, 6: detractors }, { scale: { min: 0, max: 10 } });
}

/** Coverage and false positives of a method over every possible pair of outcomes. */
export function enumerated(method: CompareNpsMethod, arms: Arms): Row[] {
  const table = { caption: `Mean over the cells of control, arms of ${arms.join(" and ")}`, cases: "score; passives" };
  const row = rowsOf(table);
  const [controls, treatments] = arms.map(outcomesOf) as [Outcome[], Outcome[]];
  const [massOfControl, massOfTreatment] = [probabilitiesOf(controls), probabilitiesOf(treatments)];
  const { lowers, uppers, decisions } = everyComparison(method, controls.map(tallyOf), treatments.map(tallyOf));
  const others = cellsOf(3).flatMap(({ shapes }) => shapes.flatMap((shape) => [shape, mirrored(shape)]));
  const othersMass = others.map((shape) => ({ shape, mass: massOfTreatment(shape) }));
  return cellsOf(4).flatMap(({ name, shapes }) => {
    const [covered, often, falsePositives] = [gather(), gather(), gather()];
    for (const control of shapes) {
      const mass = massOfControl(control);
      for (const other of othersMass) {
        const truth = scoreOf(other.shape) - scoreOf(control);
        const value = probabilityOf(mass, other.mass, (i) => lowers[i]! <= truth && truth <= uppers[i]!);
        covered.add(value, () => `${inWords(control)} and ${inWords(other.shape)}`);
        if (Math.min(leastCount(control, arms[0]), leastCount(other.shape, arms[1])) >= 5) often.add(value, () => "");
      }
    }
    for (const shape of cellsOf(8).find((cell) => cell.name === name)!.shapes) {
      const value = probabilityOf(massOfControl(shape), massOfTreatment(shape), (i) => decisions[i] === 1);
      falsePositives.add(value, () => inWords(shape));
    }
    const oftenMean = often.mean();
    return [
      row(name, "coverage", covered.mean()!, Math.min(...arms) < 20 ? null : COVERS),
      row(name, "lowest", covered.least()),
      row(name, "false positives", falsePositives.mean()!, rejects(LEVEL)),
      row(name, "highest", falsePositives.greatest()),
      ...(oftenMean === null ? [] : [row(name, "coverage, every count >= 5", oftenMean, NOT_TOO_OFTEN)]),
    ];
  });
}

function mirrored({ promoters, detractors }: Shape): Shape {
  return { promoters: detractors, detractors: promoters };
}

/** Interval and decision for every pair of outcomes, treatment's running fastest. */
function everyComparison(method: CompareNpsMethod, controls: readonly Tally[], treatments: readonly Tally[]) {
  const size = controls.length * treatments.length;
  const [lowers, uppers] = [new Float64Array(size), new Float64Array(size)];
  const decisions = new Uint8Array(size);
  let i = 0;
  for (const control of controls) {
    for (const treatment of treatments) {
      const { difference, test } = compareNps(control, treatment, { method });
      lowers[i] = difference.interval!.lower;
      uppers[i] = difference.interval!.upper;
      decisions[i++] = Number(rejected(test));
    }
  }
  return { lowers, uppers, decisions };
}

/** The same of larger arms, simulated. */
export function simulatedRows(method: CompareNpsMethod, arms: Arms, { replications, stream }: Run): Row[] {
  const row = rowsOf({ caption: `Simulated, arms of ${arms.join(" and ")}`, cases: "control; treatment" });
  return SHAPE_NAMES.flatMap((control, i) =>
    SHAPE_NAMES.slice(i).flatMap((treatment) => {
      const name = `${control}; ${treatment}`;
      const draws = { control: armOf(control), treatment: armOf(treatment) };
      const truth = draws.treatment.score - draws.control.score;
      const random = stream(`${arms.join(", ")}; ${name}`);
      const found = repeat(replications, () => {
        const { difference, test } = compareDrawn(method, draws, arms, random);
        return { covered: holds(difference.interval, truth), rejected: rejected(test) };
      });
      return [
        row(name, "coverage", found.covered, COVERS_OR_CAVEAT),
        ...(control === treatment ? [row(name, "false positives", found.rejected, rejects(LEVEL))] : []),
      ];
    }),
  );
}

interface DrawnArm {
  readonly score: number;
  readonly tally: (n: number, random: RandomGenerator) => Tally;
}

function armOf(name: ShapeName): DrawnArm {
  const shape = shapeOf(name, 11);
  const within = (from: number, to: number) => shape.slice(from, to).reduce((sum, share) => sum + share, 0);
  const draw = sampler([within(0, 7), within(7, 9), within(9, 11)]);
  return {
    score: scoreOf({ promoters: within(9, 11), detractors: within(0, 7) }),
    tally: (n, random) => {
      const [detractors, passives, promoters] = drawCounts(draw, 3, n, random) as [number, number, number];
      return tallyOf({ promoters, passives, detractors });
    },
  };
}

function compareDrawn(
  method: CompareNpsMethod,
  { control, treatment }: { control: DrawnArm; treatment: DrawnArm },
  [n0, n1]: Arms,
  random: RandomGenerator,
): NpsComparison {
  return compareNps(control.tally(n0, random), treatment.tally(n1, random), { method });
}
