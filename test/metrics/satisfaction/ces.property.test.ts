import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CesResult, ces, cesFromTally } from "../../../src/metrics/satisfaction/ces";
import { csat } from "../../../src/metrics/satisfaction/csat";
import { agree } from "../../assertions";
import { obeysMeasureLaws } from "../measure-laws";

const scale = { min: 1, max: 7 };
const ratings = fc.array(fc.integer(scale), { minLength: 1, maxLength: 50 });

obeysMeasureLaws({
  name: "ces",
  scale,
  options: fc.record({
    direction: fc.constantFrom("higher-is-easier" as const, "higher-is-harder" as const),
    method: fc.constantFrom("adjusted-t" as const, "t" as const),
  }),
  of: (answers, options) => ces(answers, options),
  fromTally: (summary, options) => cesFromTally(summary, options),
  estimates: (result: CesResult) => [
    [result, 1, 7],
    [result.easy, 0, 1],
  ],
  insideFrom: 1,
  optionNames: ["scale", "easyFrom", "direction", "confidenceLevel", "method", "weights"],
});

describe("ces()", () => {
  it("is mirrored when the scale is turned round: the mean about the middle, the easy share unchanged", () => {
    fc.assert(
      fc.property(ratings, (list) => {
        const up = ces(list);
        const down = ces(
          list.map((value) => 8 - value),
          { direction: "higher-is-harder" },
        );
        agree(down.estimate, 8 - up.estimate, 1e-14);
        expect(down.easy).toStrictEqual(up.easy);
      }),
    );
  });

  it("has the mean and the shares of csat(), whose questions differ and whose arithmetic does not", () => {
    fc.assert(
      fc.property(ratings, (list) => {
        const satisfaction = csat(list, { scale, satisfiedFrom: 5 });
        const effort = ces(list);
        const { estimate, standardError, interval, n, nMissing, caveats } = satisfaction.mean;
        expect(effort).toMatchObject({ estimate, standardError, interval, n, nMissing, caveats });
        expect([effort.easy.estimate, effort.easy.interval]).toStrictEqual([
          satisfaction.estimate,
          satisfaction.interval,
        ]);
      }),
    );
  });
});
