import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree } from "../../assertions";

const scale = { min: 0, max: 10 };
const rating = fc.integer(scale);
const answer = fc.option(rating, { freq: 5 });
const weight = fc.double({ min: 0, max: 1000, noNaN: true }).map((w) => (w < 1e-6 ? 0 : w));
const weightedAnswers = fc.array(fc.tuple(answer, weight), { maxLength: 60 });

function weightedTally(pairs: readonly (readonly [number | null, number])[]) {
  return tally(
    pairs.map(([value]) => value),
    { scale, weights: pairs.map(([, w]) => w) },
  );
}

/** Same counts; weights to a relative 1e-12. */
function expectSameTally(actual: Tally, expected: Tally) {
  expect({ ...actual, weights: [], squaredWeights: [] }).toStrictEqual({
    ...expected,
    weights: [],
    squaredWeights: [],
  });
  actual.weights?.forEach((sum, i) => {
    agree(sum, expected.weights?.[i] ?? Number.NaN, 1e-12);
  });
  actual.squaredWeights?.forEach((sum, i) => {
    agree(sum, expected.squaredWeights?.[i] ?? Number.NaN, 1e-12);
  });
}

describe("tally()", () => {
  it("gives the same for the same answers in whatever container", () => {
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 200 }), (ratings) => {
        const expected = tally(ratings, { scale });
        const containers = [
          Int8Array.from(ratings),
          Uint32Array.from(ratings),
          Float32Array.from(ratings),
          Float64Array.from(ratings),
          ratings.values(),
          { length: ratings.length, [Symbol.iterator]: () => ratings.values() },
        ];
        for (const container of containers) expect(tally(container, { scale })).toStrictEqual(expected);
        expect(
          tallyFromCounts(
            ratings.map((value) => [value, 1] as const),
            { scale },
          ),
        ).toStrictEqual(expected);
      }),
    );
  });

  it("does not mind the order of the answers", () => {
    fc.assert(
      fc.property(fc.array(answer), fc.func(fc.integer()), (answers, key) => {
        const shuffled = answers.map((value, i) => [key(i), value] as const).sort((x, y) => x[0] - y[0]);
        expect(
          tally(
            shuffled.map(([, value]) => value),
            { scale },
          ),
        ).toStrictEqual(tally(answers, { scale }));
      }),
    );
  });

  it("counts every answer once: as many as there are, at each level as often as it occurs", () => {
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        const { n, nMissing, counts } = tally(answers, { scale });
        expect(n + nMissing).toBe(answers.length);
        expect(counts).toStrictEqual(counts.map((_, level) => answers.filter((value) => value === level).length));
      }),
    );
  });

  it("gives the same with missing answers as without, save nMissing", () => {
    fc.assert(
      fc.property(weightedAnswers, (pairs) => {
        const complete = pairs.filter(([value]) => value !== null);
        expect({ ...weightedTally(pairs), nMissing: 0 }).toStrictEqual(weightedTally(complete));
        expect({
          ...tally(
            pairs.map(([value]) => value),
            { scale },
          ),
          nMissing: 0,
        }).toStrictEqual(
          tally(
            complete.map(([value]) => value),
            { scale },
          ),
        );
      }),
    );
  });

  it("survives JSON unchanged", () => {
    fc.assert(
      fc.property(weightedAnswers, (pairs) => {
        const result = weightedTally(pairs);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
      }),
    );
  });

  it("throws a StatsError or counts, whatever the answer", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(rating, fc.anything()), { minLength: 1, maxLength: 5 }), (answers) => {
        const sound = answers.every(
          (value) =>
            value === null || value === undefined || (Number.isInteger(value) && +value! >= 0 && +value! <= 10),
        );
        const call = () => tally(answers as number[], { scale });
        if (sound) expect(call().n).toBe(answers.filter((value) => value !== null && value !== undefined).length);
        else expect(call).toThrow(expect.objectContaining({ name: "StatsError", code: "invalid-input" }));
      }),
    );
  });
});

describe("mergeTallies()", () => {
  it("of any split is the whole: exactly without weights", () => {
    fc.assert(
      fc.property(fc.array(fc.array(answer, { maxLength: 30 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const [first, ...others] = parts.map((part) => tally(part, { scale })) as [Tally, ...Tally[]];
        const whole = tally(parts.flat(), { scale });
        expect(mergeTallies(first, ...others)).toStrictEqual(whole);
        expect(mergeTallies(...([...others, first].reverse() as [Tally]))).toStrictEqual(whole);
        expect(others.reduce((merged, other) => mergeTallies(merged, other), first)).toStrictEqual(whole);
      }),
    );
  });

  it("of any split is the whole: to 1e-12 with weights", () => {
    fc.assert(
      fc.property(fc.array(weightedAnswers, { minLength: 1, maxLength: 6 }), (parts) => {
        const [first, ...others] = parts.map(weightedTally) as [Tally, ...Tally[]];
        expectSameTally(mergeTallies(first, ...others), weightedTally(parts.flat()));
        expectSameTally(mergeTallies(...([...others, first] as [Tally])), weightedTally(parts.flat()));
      }),
    );
  });
});

describe("mergeTallies() with a tally of nothing", () => {
  it("changes nothing, weighted or not", () => {
    const scale = { min: 1, max: 5 };
    const nothing = [tally([], { scale }), tally([], { scale, weights: [] }), tally([3], { scale, weights: [0] })];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), fc.boolean(), (ratings, weighted) => {
        const some = tally(ratings, weighted ? { scale, weights: ratings.map((rating) => rating / 3) } : { scale });
        for (const none of nothing) {
          expect(mergeTallies(some, none)).toStrictEqual(some);
          expect(mergeTallies(none, some)).toStrictEqual(some);
        }
      }),
    );
  });
});
