import { describe, expect, it } from "vitest";
import { loyaltyCurve } from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { smallestWinningMove } from "../../../../src/metrics/loyalty/curve/smallest-winning-move";
import { normalCdf } from "../../../../src/numerics/normal";
import { agree, agreeEnds, errorOf, expectPlain, insufficient } from "../../../assertions";
import fromR from "../../../golden/loyalty-curve.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

type Column = (number | null)[];
const { q7all, nps } = readTable("sfo_2017.csv") as { q7all: Column; nps: Column };

/** The same number of customers at levels 1 to K, whose loyalty is spread around the given means. */
function curveOf(means: readonly number[], each: number, spread = 1) {
  const satisfaction = Array.from({ length: each * means.length }, (_, i) => 1 + (i % means.length));
  const loyalty = satisfaction.map(
    (level, i) => means[level - 1]! + (Math.floor(i / means.length) % 2 === 0 ? spread : -spread),
  );
  return loyaltyCurve(satisfaction, loyalty, { scale: { min: 1, max: means.length } });
}

describe("smallestWinningMove() against R (loyalty-curve.R): t.test's steps on the airport survey", () => {
  const r = fromR.numeric.find(({ id }) => id === "sfo17")!;
  const result = smallestWinningMove(loyaltyCurve(q7all, nps));

  it("has Welch's intervals of each step, and share times step on the average of all", () => {
    expect(result.moves.length).toBe(4);
    for (const move of result.moves) {
      const step = r.steps.find(({ from }) => from === move.from)!;
      const share = r.levels.find(({ level }) => level === move.from)!.n / r.n;
      agree(move.perCustomer.estimate, step.estimate, 1e-12);
      agree(move.perCustomer.standardError, step.standardError!, 1e-12);
      agreeEnds(move.perCustomer.interval, step.interval!, 1e-12);
      agree(move.share, share, 1e-15);
      agree(move.average.estimate, share * step.estimate, 1e-12);
      agree(move.total.estimate, r.n * share * step.estimate, 1e-12);
      agreeEnds(
        move.total.interval,
        step.interval!.map((end) => r.n * share * end),
        1e-12,
      );
    }
  });

  it("names the move of the many who are satisfied, not the steepest step of the few who are not", () => {
    expect(result).toMatchObject({ status: "best", from: 4, to: 5, n: 2625, nMissing: 206, probabilityOfNone: 0 });
    expect(result.moves.map(({ from }) => from)).toEqual([4, 3, 2, 1]);
    expect(result.moves[0]!.probability).toBe(1);
  });
});

describe("smallestWinningMove()", () => {
  it("has the probabilities of two normal differences: which of them is larger, and whether one is above 0", () => {
    // P(a single step is above 0) is known in closed form
    const curve = curveOf([2, 2.2], 20);
    const { moves, probabilityOfNone } = smallestWinningMove(curve, { draws: 40_000 });
    const { estimate, standardError } = moves[0]!.perCustomer;
    const p = normalCdf(estimate / standardError!);
    expect(Math.abs(moves[0]!.probability! - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 40_000));
    agree(moves[0]!.probability! + probabilityOfNone!, 1, 1e-15);
    // named from that confidence level on
    expect(p).toBeGreaterThan(0.6);
    expect(smallestWinningMove(curve, { confidenceLevel: p - 0.03 }).status).toBe("best");
    expect(smallestWinningMove(curve, { confidenceLevel: p + 0.03 }).status).toBe("undetermined");
  });

  it("names no move where two gain the same, and no move at all where loyalty falls", () => {
    const even = smallestWinningMove(curveOf([2, 4, 5, 7], 20));
    expect(even).toMatchObject({ status: "undetermined", from: null, to: null });
    const odds = even.moves.map(({ probability }) => probability!);
    expect(Math.abs(odds[0]! - odds[1]!)).toBeLessThan(0.05);
    const falling = smallestWinningMove(curveOf([9, 7, 4, 1], 20));
    expect(falling).toMatchObject({ status: "none", from: null, probabilityOfNone: 1 });
    expect(falling.moves.map(({ from, perCustomer }) => [from, perCustomer.estimate])).toEqual([
      [1, -2],
      [2, -3],
      [3, -3],
    ]);
  });

  it("moves across a level without answers, or with fewer than five", () => {
    const x = [...new Array(9).fill(1), 2, ...new Array(9).fill(4)] as number[];
    const result = smallestWinningMove(
      loyaltyCurve(
        x,
        x.map((level, i) => 2 * level + (i % 3)),
      ),
    );
    expect(result.moves.map(({ from, to }) => [from, to])).toEqual([[1, 4]]);
    expect(result.leftOut).toEqual([{ level: 2, n: 1 }]);
    agree(result.moves[0]!.share, 9 / 19, 1e-15);
    agree(result.moves[0]!.total.estimate, 9 * result.moves[0]!.perCustomer.estimate, 1e-14);
    expect(result.caveats.map(({ code }) => code)).toEqual(["empty-levels", "sparse-levels"]);
  });

  it("knows the gains but not their uncertainty where no level varies", () => {
    const result = smallestWinningMove(curveOf([2, 5, 6], 10, 0));
    expect(result).toMatchObject({ status: "undetermined", probabilityOfNone: null });
    expect(result.moves[0]).toMatchObject({
      perCustomer: { estimate: 3, standardError: null, interval: null },
      probability: null,
    });
    expect(result.caveats).toEqual([{ code: "no-interval", path: null }]);
    expectPlain(result);
  });

  it("counts customers who become loyal, where loyalty is binary, and weights where there are any", () => {
    const satisfaction = Array.from({ length: 200 }, (_, i) => 1 + (i % 2));
    const bought = satisfaction.map((level, i) => Number(Math.floor(i / 2) % 10 < [2, 7][level - 1]!));
    const scale = { min: 1, max: 2 };
    const { unit, moves } = smallestWinningMove(loyaltyCurve(satisfaction, bought, { outcome: "binary", scale }));
    expect(unit).toBe("share");
    agree(moves[0]!.total.estimate, 50, 1e-12);
    const weights = satisfaction.map((level) => (level === 1 ? 3 : 1));
    const weighted = smallestWinningMove(loyaltyCurve(satisfaction, bought, { outcome: "binary", scale, weights }));
    agree(weighted.moves[0]!.average.estimate, 0.75 * 0.5, 1e-12);
  });

  it("gives the same probabilities for a seed, and leaves the curve alone", () => {
    const curve = curveOf([2, 4, 5, 7], 20);
    const before = structuredClone(curve);
    const one = smallestWinningMove(curve, { seed: 3, draws: 500 });
    expect(smallestWinningMove(JSON.parse(JSON.stringify(curve)), { seed: 3, draws: 500 })).toEqual(one);
    expect(curve).toEqual(before);
    expect([one.seed, one.draws]).toEqual([3, 500]);
    expectPlain(one);
  });

  it("follows a change of the unit and the origin of loyalty", () => {
    const moved = (factor: number, shift: number) => {
      const means = [2, 4, 4.7, 7].map((mean) => factor * mean + shift);
      return smallestWinningMove(curveOf(means, 20, factor), { draws: 500 });
    };
    const one = moved(1, 0);
    for (const [factor, shift] of [
      [2, 0],
      [0.5, 100],
      [1e100, 0],
      [1e-100, 0],
    ] as const) {
      const other = moved(factor, shift);
      expect(other.moves.map(({ from, probability }) => [from, probability])).toEqual(
        one.moves.map(({ from, probability }) => [from, probability]),
      );
      other.moves.forEach(({ average }, i) => {
        agree(average.estimate / factor, one.moves[i]!.average.estimate, 1e-9);
      });
    }
  });

  it("refuses a curve with fewer than two levels of five answers", () => {
    expect(errorOf(() => smallestWinningMove(loyaltyCurve([1, 1, 1, 1, 1, 2], [1, 2, 3, 4, 5, 6])))).toEqual(
      insufficient("smallestWinningMove", "curve.levels", "must be at least two with five answers or more"),
    );
  });
});
