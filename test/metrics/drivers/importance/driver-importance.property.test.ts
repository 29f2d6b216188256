import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driverImportance } from "../../../../src/metrics/drivers/importance/driver-importance";
import { driverImportanceFromCorrelations } from "../../../../src/metrics/drivers/importance/driver-importance-from-correlations";
import { driverImportanceFromCrossProducts } from "../../../../src/metrics/drivers/importance/driver-importance-from-cross-products";
import { correlationMatrix } from "../../../../src/statistics/association/correlation-matrix";
import { linearModel } from "../../../../src/statistics/models/linear-model";
import { crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { agree, expectPlain } from "../../../assertions";

const NAMES = ["a", "b", "c", "d", "e"] as const;
type Columns = Record<string, (number | null)[]>;

/** Survey-like tables: one to five drivers that share something with the outcome, some answers missing. */
const tables = fc
  .record({
    p: fc.integer({ min: 1, max: 5 }),
    rows: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 4 }),
        ...["y", ...NAMES].map(() => fc.option(fc.integer({ min: 1, max: 5 }), { freq: 12 })),
      ),
      { minLength: 14, maxLength: 30 },
    ),
    scale: fc.array(fc.tuple(fc.constantFrom(1, -1, 2 ** -20, 1e6), fc.constantFrom(0, 5, -1e4)), {
      minLength: 6,
      maxLength: 6,
    }),
  })
  .map(({ p, rows, scale }) => {
    // a common part makes drivers go together, as ratings of one customer do
    const column = (k: number) => rows.map((row) => (row[k] == null ? null : (row[k] as number) + (row[0] as number)));
    const drivers: Columns = Object.fromEntries(NAMES.slice(0, p).map((name, j) => [name, column(j + 2)]));
    return { drivers, outcome: column(1), scale };
  })
  .filter(({ drivers, outcome }) => {
    const full = outcome.map((y, i) => y !== null && Object.values(drivers).every((column) => column[i] !== null));
    const used = outcome.filter((_, i) => full[i]);
    return used.length > 8 && new Set(used).size > 1;
  });

const SUMMING = ["lmg", "johnson", "pratt"] as const;
const METHODS = [...SUMMING, "first", "last"] as const;
const without = { draws: 0 };
const sum = (shares: readonly { share: number }[]) => shares.reduce((total, { share }) => total + share, 0);
/** Agreement on the scale of R². */
const near = (actual: number, expected: number, tolerance = 1e-12) => agree(1 + actual, 1 + expected, tolerance);

describe("driverImportance()", () => {
  it("shares out R², which is linearModel()'s; lmg and johnson give nobody less than nothing", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const { rSquared } = linearModel(drivers, outcome);
        for (const method of SUMMING) {
          const result = driverImportance(drivers, outcome, { ...without, method });
          near(result.rSquared, rSquared);
          near(sum(result.drivers), rSquared);
          if (method !== "pratt") for (const { share } of result.drivers) expect(share).toBeGreaterThanOrEqual(0);
          expectPlain(result);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("of two drivers has relative shares and intervals that mirror each other, as each has what the other has not", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const [a, b = a] = Object.values(drivers) as [(number | null)[], (number | null)[]?];
        const result = driverImportance({ a, b }, outcome, { draws: 100 });
        const [one, other] = result.drivers as [(typeof result.drivers)[0], (typeof result.drivers)[0]];
        if (one.relativeShare === null) return;
        near(one.relativeShare, 1 - other.relativeShare!);
        const [first, second] = [one.relativeInterval, other.relativeInterval];
        expect(first === null).toBe(second === null);
        if (first !== null && second !== null) {
          near(first.lower, 1 - second.upper);
          near(first.upper, 1 - second.lower);
          expect(first.lower).toBeGreaterThanOrEqual(0);
        }
        expectPlain(result);
      }),
      { numRuns: 50 },
    );
  });

  it("knows drivers by what they say: order, unit, offset and direction of columns change no share", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(...METHODS), ({ drivers, outcome, scale }, method) => {
        const expected = driverImportance(drivers, outcome, { ...without, method });
        const moved = (column: (number | null)[], j: number) => {
          const [unit, offset] = scale[j] as [number, number];
          return column.map((x) => (x === null ? null : unit * x + offset));
        };
        const changed = Object.entries(drivers).map(([name, column], j) => [name, moved(column, j)] as const);
        const result = driverImportance(Object.fromEntries(changed.reverse()), moved(outcome, 5), {
          ...without,
          method,
        });
        for (const { name, share, suppressor } of expected.drivers) {
          const found = result.drivers.find((driver) => driver.name === name)!;
          near(found.share, share, 1e-11);
          expect(found.suppressor).toBe(suppressor);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is the same from rows, cross products and correlations", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(...METHODS), ({ drivers, outcome }, method) => {
        const expected = driverImportance(drivers, outcome, { ...without, method });
        const table = { ...drivers, outcome };
        for (const found of [
          driverImportanceFromCrossProducts(crossProducts(table), "outcome", { method }),
          driverImportanceFromCorrelations(correlationMatrix(table), "outcome", { method }),
        ]) {
          near(found.rSquared, expected.rSquared);
          expect(found.caveats).toEqual(expected.caveats);
          expected.drivers.forEach(({ share }, j) => {
            near(found.drivers[j]!.share, share);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gives each driver by lmg the mean of its conditional gains, from what it has first to what it has last", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const result = driverImportance(drivers, outcome, without);
        const first = driverImportance(drivers, outcome, { ...without, method: "first" });
        const last = driverImportance(drivers, outcome, { ...without, method: "last" });
        result.drivers.forEach(({ share, conditional }, j) => {
          near(share, conditional!.reduce((total, gain) => total + gain, 0) / conditional!.length);
          near(conditional![0]!, first.drivers[j]!.share);
          near(conditional!.at(-1)!, last.drivers[j]!.share);
        });
        for (const { dominant, dominated } of result.completeDominance!) {
          const shareOf = (name: string) => result.drivers.find((driver) => driver.name === name)!.share;
          expect(shareOf(dominant)).toBeGreaterThan(shareOf(dominated));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gives a copy of a driver what it gives the driver, and a group of both R²'s part, whatever the groups", () => {
    fc.assert(
      fc.property(tables, fc.nat(), ({ drivers, outcome }, at) => {
        const names = Object.keys(drivers);
        const name = names[at % names.length]!;
        const doubled: Columns = { ...drivers, copy: drivers[name]! };
        const plain = driverImportance(doubled, outcome, without);
        const { rSquared } = driverImportance(drivers, outcome, without);
        near(sum(plain.drivers), rSquared);
        near(plain.drivers.at(-1)!.share, plain.drivers[at % names.length]!.share);
        const grouped = driverImportance(doubled, outcome, { ...without, groups: { both: [name, "copy"] } });
        near(sum(grouped.groups!), rSquared);
        const members = grouped.drivers.filter((driver) => driver.name === name || driver.name === "copy");
        near(sum(members), grouped.groups![0]!.share);
        near(members[0]!.share, members[1]!.share);
        // to the other drivers, the two are one
        const alone = driverImportance(drivers, outcome, without);
        near(grouped.groups![0]!.share, alone.drivers[at % names.length]!.share);
      }),
      { numRuns: 60 },
    );
  });

  it("does not change its arguments, and gives rows with a missing value no part in draws", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const before = structuredClone({ drivers, outcome });
        const result = driverImportance(drivers, outcome, { draws: 100 });
        expect({ drivers, outcome }).toEqual(before);
        const full = outcome.map((y, i) => y !== null && Object.values(drivers).every((column) => column[i] !== null));
        const complete = Object.fromEntries(
          Object.entries(drivers).map(([name, column]) => [name, column.filter((_, i) => full[i])]),
        );
        const again = driverImportance(
          complete,
          outcome.filter((_, i) => full[i]),
          { draws: 100 },
        );
        expect(again.drivers).toEqual(result.drivers);
        expect(again.pairwise).toEqual(result.pairwise);
        expectPlain(result);
      }),
      { numRuns: 20 },
    );
  });
});
