import { expect } from "vitest";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import { agree } from "../../../assertions";

/** Expects each end of a ratio's interval to agree, relative to itself; `null` agrees with `null` alone. */
export function agreeOpenEnds(
  actual: { readonly lower: number | null; readonly upper: number | null } | null,
  expected: readonly (number | null)[] | null,
  tolerance: number,
) {
  if (expected === null || actual === null) return expect(actual).toEqual(expected);
  [actual.lower, actual.upper].forEach((end, i) => {
    const wanted = expected[i] as number | null;
    if (wanted === null) expect(end).toBeNull();
    else agree(end, wanted, tolerance);
  });
}

/** Every table of 40 in the treatment and 20 in the control. */
export function everyTable(visit: (control: ProportionArm, treatment: ProportionArm) => void) {
  for (let treated = 0; treated <= 40; treated++) {
    for (let controlled = 0; controlled <= 20; controlled++) {
      visit({ successes: controlled, trials: 20 }, { successes: treated, trials: 40 });
    }
  }
}
