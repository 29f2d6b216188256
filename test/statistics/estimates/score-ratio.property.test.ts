import { describe, expect, it } from "vitest";
import { scoreStatistic, type Trials } from "../../../src/statistics/estimates/score-difference";
import { oddsRatioScore } from "../../../src/statistics/estimates/score-odds-ratio";
import { ratioScore } from "../../../src/statistics/estimates/score-ratio";
import { agree } from "../../assertions";

const STATISTICS = { ratioScore, oddsRatioScore };

/** Every table of up to 6 against up to 5, and some with counts that doubles hardly hold. */
function* tables(): Generator<[Trials, Trials]> {
  for (const [n0, n1] of [
    [1, 1],
    [5, 6],
    [5, 2],
  ] as const) {
    for (let x0 = 0; x0 <= n0; x0++) {
      for (let x1 = 0; x1 <= n1; x1++) yield [arm(x0, n0), arm(x1, n1)];
    }
  }
  const most = Number.MAX_SAFE_INTEGER;
  yield [arm(5, 1e9), arm(2, 10)];
  yield [arm(1e9 - 5, 1e9), arm(1e9 - 9, 1e9)];
  yield [arm(1, most), arm(0, 3)];
  yield [arm(most - 1, most), arm(3, 4)];
}

const arm = (successes: number, trials: number): Trials => ({ successes, trials });

const failuresOf = ({ successes, trials }: Trials): Trials => arm(trials - successes, trials);

/** Ratios from 1e-12 to 1e12. */
const RATIOS = Array.from({ length: 97 }, (_, i) => 10 ** (i / 4 - 12));

describe.each(Object.entries(STATISTICS))("%s()", (_, statistic) => {
  it("never rises with the ratio, so that what it does not reject is an interval", () => {
    for (const [control, treatment] of tables()) {
      const values = RATIOS.map((ratio) => statistic(control, treatment, ratio));
      values.forEach((value, i) => {
        const next = values[i + 1] ?? value;
        if (!(next <= value + 1e-12 * Math.abs(value))) {
          expect.fail(`${JSON.stringify([control, treatment])}: ${value} at ${RATIOS[i]}, then ${next}`);
        }
      });
    }
  });

  it("is at 1 the statistic of the difference at 0", () => {
    for (const [control, treatment] of tables()) {
      // of failures, where successes are so many that a difference of their shares has no digits left
      const many = control.successes + treatment.successes > (control.trials + treatment.trials) / 2;
      const expected = many
        ? 0 - scoreStatistic(failuresOf(control), failuresOf(treatment), 0)
        : scoreStatistic(control, treatment, 0);
      agree(statistic(control, treatment, 1), expected, 1e-12);
    }
  });

  it("changes its sign when the arms are swapped", () => {
    for (const [control, treatment] of tables()) {
      // powers of two, whose reciprocals are exact
      for (const ratio of [2 ** -30, 0.25, 0.5, 1, 2, 64]) {
        agree(0 - statistic(treatment, control, 1 / ratio), statistic(control, treatment, ratio), 1e-12);
      }
    }
  });
});
