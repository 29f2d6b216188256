import { describe, expect, it } from "vitest";
import { randomGenerator } from "../../../src/numerics/random";
import {
  cliffsDelta,
  probabilityOfSuperiority,
} from "../../../src/statistics/hypothesis-tests/probability-of-superiority";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import { readTable } from "../../golden/read-table";
import golden from "../../golden/superiority.json" with { type: "json" };

describe("probabilityOfSuperiority() and cliffsDelta() against exact fractions (superiority.py)", () => {
  it.each(golden.cases)("agree on $name", ({ control, treatment, ...expected }) => {
    const share = probabilityOfSuperiority(control, treatment);
    agree(share.estimate, expected.superiority, 1e-14);
    agree(share.standardError, expected.standardError, 1e-12);
    const delta = cliffsDelta(control, treatment);
    agree(1 + delta.estimate, 2 * expected.superiority, 1e-14);
    agree(delta.standardError, 2 * expected.standardError, 1e-12);
    for (const [level, [lower, upper]] of Object.entries(expected.intervals) as [string, number[]][]) {
      const confidenceLevel = Number(level);
      const { interval } = probabilityOfSuperiority(control, treatment, { confidenceLevel });
      agreeEnds(interval, [lower!, upper!], 1e-12);
      expect(interval).toMatchObject({ level: confidenceLevel, method: "wilson-brunner-munzel" });
      agreeEnds(cliffsDelta(control, treatment, { confidenceLevel }).interval, [2 * lower! - 1, 2 * upper! - 1], 1e-12);
    }
  });

  it.each(golden.separated)("agree where $control and $treatment leave no variance", (expected) => {
    const { control, treatment } = expected;
    for (const [level, ends] of Object.entries(expected.intervals) as [string, number[]][]) {
      const result = probabilityOfSuperiority(control, treatment, { confidenceLevel: Number(level) });
      agreeEnds(result.interval, ends, 1e-12);
      expect(result.standardError).toBe(0);
      expect(result.interval.lower).toBeLessThan(result.interval.upper);
      expectPlain(result);
    }
  });

  it("agree with R's shares of the airport survey (ab.json)", () => {
    const { nps, problem } = readTable("sfo_2017.csv") as Record<string, (number | null)[]>;
    const [control, treatment] = [0, 1].map((value) => nps!.filter((_, i) => problem![i] === value));
    const { mannWhitney } = ab.twoSamples.find(({ id }) => id === "sfo17_nps_problem")!.result;
    agree(probabilityOfSuperiority(control!, treatment!).estimate, mannWhitney.commonLanguage, 1e-14);
    agree(cliffsDelta(control!, treatment!).estimate, mannWhitney.cliffDelta, 1e-14);
  });
});

describe("probabilityOfSuperiority()", () => {
  it("says what it did", () => {
    const result = probabilityOfSuperiority([1, 2, 4, null], [3, 4, 5, 5, 2]);
    expect(result).toMatchObject({
      kind: "probability-of-superiority",
      unit: "share",
      scale: null,
      n: 8,
      nMissing: 1,
      control: { n: 3, nMissing: 1 },
      treatment: { n: 5, nMissing: 0 },
      caveats: [],
    });
    expectPlain(result);
    expect(cliffsDelta([1, 2, 4, null], [3, 4, 5, 5, 2])).toMatchObject({ kind: "cliffs-delta", unit: "value", n: 8 });
  });

  it("warns where one arm lies above the other, and where all answers are equal", () => {
    expect(probabilityOfSuperiority([1, 2], [3, 4])).toMatchObject({
      estimate: 1,
      standardError: 0,
      caveats: [{ code: "complete-separation", path: null }],
    });
    expect(cliffsDelta([3, 4], [1, 2])).toMatchObject({ estimate: -1, interval: { lower: -1 } });
    const equal = probabilityOfSuperiority([3, 3], [3, 3, 3]);
    expect(equal).toMatchObject({ estimate: 0.5, caveats: [{ code: "all-answers-equal", path: null }] });
    expect(equal.interval.lower).toBeLessThan(0.2);
  });

  it("covers about as often as its level says, for shapes of ratings and small arms", () => {
    const shapes = [
      [0.2, 0.2, 0.2, 0.2, 0.2],
      [0.05, 0.05, 0.1, 0.3, 0.5],
      [0.4, 0.08, 0.04, 0.08, 0.4],
      [0.5, 0.3, 0.1, 0.05, 0.05],
      [0.01, 0.01, 0.01, 0.02, 0.95],
    ];
    const random = randomGenerator(20240229);
    const scale = { min: 1, max: 5 };
    const sample = (shape: readonly number[], n: number) => {
      const counts = [0, 0, 0, 0, 0];
      for (let i = 0; i < n; i++) {
        let [level, left] = [0, random.uniform() - shape[0]!];
        while (left >= 0 && level < 4) left -= shape[++level]!;
        counts[level]! += 1;
      }
      return { ...tally([], { scale }), n, counts };
    };
    const replications = 300;
    let [covered, all] = [0, 0];
    for (const [i, control] of shapes.entries()) {
      for (const treatment of shapes.slice(i)) {
        const above = (i: number) => treatment.slice(i + 1).reduce((sum, t) => sum + t, treatment[i]! / 2);
        const truth = control.reduce((sum, c, i) => sum + c * above(i), 0);
        for (const [n, m] of [
          [10, 30],
          [50, 20],
        ] as const) {
          let inside = 0;
          for (let r = 0; r < replications; r++) {
            const { interval } = probabilityOfSuperiority(sample(control, n), sample(treatment, m));
            if (interval.lower <= truth && truth <= interval.upper) inside++;
          }
          // four standard errors below 92 %
          expect(inside / replications).toBeGreaterThan(0.857);
          covered += inside;
          all += replications;
        }
      }
    }
    expect(covered / all).toBeGreaterThan(0.95);
    expect(covered / all).toBeLessThan(0.975);
  });
});

describe("probabilityOfSuperiority() and cliffsDelta() refuse", () => {
  it.each([
    ["probabilityOfSuperiority", probabilityOfSuperiority],
    ["cliffsDelta", cliffsDelta],
  ] as const)("%s() one answer in an arm, what is no number, and a bad level", (fn, call) => {
    expect(errorOf(() => call([1], [2, 3]))).toEqual(
      insufficient(fn, "control", "must hold at least two answers, received 1"),
    );
    expect(errorOf(() => call([1, 2], [2, Number.NaN]))).toEqual(
      invalid(fn, "treatment.1", "be a finite number, null or undefined, received NaN"),
    );
    expect(errorOf(() => call([1, 2], [2, 3], { confidenceLevel: 95 }))).toEqual(
      invalid(fn, "confidenceLevel", "be a number between 0 and 1, both excluded, such as 0.95, received 95"),
    );
  });
});
