import { describe, expect, it } from "vitest";
import { driverImportance } from "../../../../src/metrics/drivers/importance/driver-importance";
import { linearModel } from "../../../../src/statistics/models/linear-model";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import golden from "../../../golden/driver-importance.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import relimp from "../../../golden/relimp.json" with { type: "json" };

type Columns = Record<string, (number | null)[]>;

/** Rows of a golden case. */
function dataOf({ csv, outcome, drivers, n }: { csv: string; outcome: string; drivers: string[]; n?: number }) {
  const table = readTable(csv);
  const columns: Columns = Object.fromEntries(drivers.map((name) => [name, table[name]!.slice(0, n)]));
  return { columns, outcome: table[outcome]!.slice(0, n) };
}

const FOOD = [3, 4, 2, 5, 4, 1, 3, 5, 2, 4];
const STAFF = [4, 4, 3, 5, 3, 2, 5, 4, 2, 5];
const WIFI = [2, 5, 3, 4, 1, 3, 2, 5, 4, 3];
const OVERALL = [3, 4, 2, 5, 4, 2, 4, 5, 2, 4];
const survey = () => ({ food: [...FOOD], staff: [...STAFF], wifi: [...WIFI] });
const importance = (columns: Columns, outcome: (number | null)[] = OVERALL, options = {}) =>
  driverImportance(columns, outcome, { draws: 0, ...options });
const sharesOf = (columns: Columns, outcome: (number | null)[] = OVERALL, options = {}) =>
  importance(columns, outcome, options).drivers.map(({ share }) => share);

describe("driverImportance() agrees with R's relaimpo and rwa", () => {
  const methods = { lmg: "lmg", first: "first", last: "last", pratt: "pratt", johnson: "johnsonRaw" } as const;
  it.each(relimp.cases.flatMap((one) => Object.keys(methods).map((method) => ({ one, method }))))(
    "on $one.id by $method, to 1e-12",
    ({ one, method }) => {
      const [outcome, terms] = one.formula.split(" ~ ") as [string, string];
      const data = dataOf({ csv: one.csv, outcome, drivers: terms.split(" + ") });
      const result = importance(data.columns, data.outcome, { method });
      expect(result.n).toBe(one.result.n);
      agree(result.rSquared, one.result.r2, 1e-12);
      const expected: Record<string, number> = one.result[methods[method as keyof typeof methods]];
      for (const { name, share } of result.drivers) agree(share, expected[name]!, 1e-12);
    },
  );
});

describe("driverImportance() agrees with regressions on every subset of drivers", () => {
  const cases = golden.cases.map((one) => ({ ...one, ...dataOf(one), outcomeName: one.outcome }));

  it.each(cases)("on $name: shares, conditional and complete dominance", (one) => {
    const { columns, outcome, weights } = one;
    const result = importance(columns, outcome, { weights: weights ?? undefined });
    agree(result.rSquared, one.rSquared, 1e-12);
    result.drivers.forEach(({ share, conditional }, j) => {
      agree(share, one.lmg[j]!, 1e-12);
      for (const [k, gain] of one.conditional[j]!.entries()) agree(1 + conditional![k]!, 1 + gain, 1e-13);
    });
    const pairs = (list: readonly (readonly string[])[]) => list.map((pair) => pair.join(" > ")).sort();
    const found = result.completeDominance!.map(({ dominant, dominated }) => [dominant, dominated]);
    expect(pairs(found)).toEqual(pairs(one.completeDominance));
    sharesOf(columns, outcome, { method: "johnson", weights: weights ?? undefined }).forEach((share, j) => {
      agree(share, one.johnson[j]!, 1e-11);
    });
  });

  it.each(cases.filter(({ groups }) => groups))("on $name: Owen's values", ({ columns, outcome, groups, owen }) => {
    const named = Object.fromEntries(groups!.filter((group) => group.length > 1).map((group, g) => [`g${g}`, group]));
    const result = importance(columns, outcome, { groups: named });
    result.drivers.forEach(({ share, conditional }, j) => {
      agree(share, owen![j]!, 1e-12);
      expect(conditional).toBe(null);
    });
    expect(result.completeDominance).toBe(null);
    expect(result.groups!.map(({ drivers }) => drivers).sort()).toEqual([...groups!].sort());
  });

  it.each(cases.flatMap((one) => one.resampled.map((resampled) => ({ ...one, resampled }))))(
    "on $name, resampled by $resampled.method: intervals, ranks and pairs",
    ({ columns, outcome, weights, drivers, resampled, groups }) => {
      const { method, seed, draws, confidenceLevel } = resampled;
      const result = driverImportance(columns, outcome, {
        method: method === "owen" ? "lmg" : (method as "lmg"),
        weights: weights ?? undefined,
        groups: method === "owen" ? { one: groups![0]!, two: groups![1]! } : undefined,
        draws,
        seed,
        confidenceLevel,
      });
      expect([result.draws, result.seed, result.confidenceLevel]).toEqual([draws, seed, confidenceLevel]);
      expect(result.caveats.some(({ code }) => code === "failed-draws")).toBe(resampled.failed > 0);
      drivers.forEach((name, j) => {
        const driver = result.drivers[j]!;
        expect(driver.name).toBe(name);
        expect(driver.interval).toMatchObject({ level: confidenceLevel, method: "bootstrap-percentile" });
        agreeEnds(driver.interval, resampled.intervals[j]!, 1e-9);
        agreeEnds(driver.relativeInterval, resampled.relativeIntervals[j]!, 1e-9);
        for (const [k, p] of resampled.rankProbabilities[j]!.entries()) agree(driver.rankProbabilities![k], p, 1e-12);
        for (const [k, p] of resampled.pairwise[j]!.entries()) agree(result.pairwise![j]![k], p, 1e-12);
      });
      const { groupIntervals, relativeGroupIntervals } = resampled as Partial<
        Record<"groupIntervals" | "relativeGroupIntervals", number[][]>
      >;
      result.groups?.forEach(({ interval, relativeInterval }, g) => {
        agreeEnds(interval, groupIntervals![g]!, 1e-9);
        agreeEnds(relativeInterval, relativeGroupIntervals![g]!, 1e-9);
      });
    },
  );
});

describe("driverImportance()", () => {
  it("says how each driver goes with the outcome, alone and beside the others, as linearModel() does", () => {
    const result = importance(survey());
    const model = linearModel(survey(), OVERALL);
    agree(result.rSquared, model.rSquared, 1e-12);
    for (const { name, coefficient, correlation } of result.drivers) {
      agree(coefficient, model.coefficients.find((one) => one.name === name)!.standardized!, 1e-12);
      agree(correlation! ** 2, linearModel({ x: survey()[name as "food"] }, OVERALL).rSquared, 1e-12);
    }
    expectPlain(result);
  });

  it("ranks drivers, ties sharing the mean rank, and gives each share in units of the whole", () => {
    const result = importance({ ...survey(), again: [...FOOD] });
    expect(result.drivers.map(({ rank }) => rank)).toEqual([1.5, 3, 4, 1.5]);
    for (const { share, relativeShare } of result.drivers) agree(relativeShare, share / result.rSquared, 1e-15);
  });

  it("gives duplicated drivers equal shares and no coefficient, and still shares out all of R²", () => {
    for (const method of ["lmg", "johnson", "pratt"]) {
      const result = importance({ ...survey(), again: FOOD.map((x) => 7 - 2 * x) }, OVERALL, { method });
      const [food, staff, , again] = result.drivers;
      agree(food!.share, again!.share, 1e-12);
      agree(
        result.drivers.reduce((sum, { share }) => sum + share, 0),
        linearModel(survey(), OVERALL).rSquared,
        1e-12,
      );
      expect([food!.coefficient, again!.coefficient]).toEqual([null, null]);
      expect(food!.suppressor || again!.suppressor).toBe(false);
      expect(staff!.coefficient).not.toBe(null);
      expect(result.caveats).toEqual([
        { code: "aliased-columns", path: "drivers.0" },
        { code: "aliased-columns", path: "drivers.3" },
        { code: "no-resampling", path: null },
      ]);
    }
  });

  it("gives a driver that does not vary nothing, whatever the method", () => {
    for (const method of ["lmg", "johnson", "first", "last", "pratt"]) {
      const result = importance({ ...survey(), same: FOOD.map(() => 0.1) }, OVERALL, { method });
      expect(result.drivers[3]).toEqual({
        name: "same",
        share: 0,
        relativeShare: 0,
        relativeInterval: null,
        interval: null,
        // Pratt's measure of wifi is negative
        rank: method === "pratt" ? 3 : 4,
        rankProbabilities: null,
        correlation: null,
        coefficient: null,
        suppressor: false,
        conditional: method === "lmg" ? [0, 0, 0, 0] : null,
      });
      expect(result.caveats).toContainEqual({ code: "constant-column", path: "drivers.3" });
      const without = sharesOf(survey(), OVERALL, { method });
      result.drivers.slice(0, 3).forEach(({ share }, j) => {
        agree(share, without[j]!, 1e-12);
      });
    }
  });

  it("has no correlation beyond 1", () => {
    // sums of products leave 1.0000000000000002
    const outcome = [0, 0, 5 / 3];
    const [copy] = importance({ copy: outcome.map((y) => 0.7 * 6 * y + 0.1) }, outcome).drivers;
    expect(copy!.correlation).toBe(1);
  });

  it("of one driver gives it all of R², which is the squared correlation, by every method", () => {
    for (const method of ["lmg", "johnson", "first", "last", "pratt"]) {
      const result = importance({ food: FOOD }, OVERALL, { method });
      agree(result.drivers[0]!.share, result.rSquared, 1e-14);
      agree(result.drivers[0]!.share, result.drivers[0]!.correlation! ** 2, 1e-14);
      expect(result.drivers[0]).toMatchObject({ rank: 1, suppressor: false });
    }
  });

  it("of drivers that say nothing of the outcome has no relative shares", () => {
    const result = importance({ a: [1, 1, -1, -1], b: [1, 1, 1, 1] }, [1, -1, 1, -1]);
    expect(result.rSquared).toBe(0);
    expect(result.drivers.map(({ relativeShare }) => relativeShare)).toEqual([null, null]);
    // here sums of products leave 1e-33
    const rounded = importance({ a: [0.1, 0.2, 0.3, 0.4, 0.5] }, [0.7, 0.1, 0.4, 0.1, 0.7], { draws: 100 });
    expect(rounded.rSquared).toBeGreaterThan(0);
    expect(rounded.drivers[0]).toMatchObject({ relativeShare: null, relativeInterval: null });
  });

  it("leaves draws that explain nothing out of relative intervals, and says so", () => {
    const a = [1, 1, 1, 1, 1, 1, 1, 5];
    const b = [1, 2, 1, 1, 1, 1, 1, 1];
    const { drivers, caveats } = driverImportance({ a, b }, [1, 5, 3, 2, 4, 4, 2, 5], { draws: 200 });
    expect(drivers[0]!.interval!.lower).toBe(0);
    expect(drivers[0]!.relativeInterval).toMatchObject({ lower: 0, upper: 1 });
    expect(caveats.filter(({ code }) => code !== "skewed-answers")).toEqual([
      { code: "failed-draws", path: null },
      { code: "failed-draws", path: "drivers.0.relativeShare" },
      { code: "failed-draws", path: "drivers.1.relativeShare" },
    ]);
  });

  it("has no relative interval of the only driver, or group, that says anything: it has all in every draw", () => {
    const options = { draws: 100, groups: { all: ["food", "staff"] } };
    const { drivers, groups, caveats } = driverImportance({ food: FOOD, staff: STAFF }, OVERALL, options as object);
    expect(groups![0]).toMatchObject({ relativeInterval: null, interval: { level: 0.95 } });
    agree(groups![0]!.relativeShare, 1, 1e-15);
    expect(drivers[0]!.relativeInterval).not.toBe(null);
    expect(driverImportance({ food: FOOD }, OVERALL, { draws: 100 }).drivers[0]!.relativeInterval).toBe(null);
    expect(caveats).toEqual([]);
  });

  it("warns of drivers so nearly dependent that digits from about the eighth on are rounding", () => {
    const n = 200;
    const [first, other, difference, error] = [1, 2, 3, 4].map((seed) => noise(seed, n)) as [
      number[],
      number[],
      number[],
      number[],
    ];
    const twins = (size: number) => ({ first, other, twin: first.map((x, i) => x + size * difference[i]!) });
    const outcome = first.map((x, i) => x + difference[i]! + error[i]!);
    const warned = (columns: Columns) => importance(columns, outcome).caveats.map(({ code }) => code);
    // as R² of 1e-4 was 2e-8 off
    expect(warned(twins(1e-4))).toEqual(["ill-conditioned", "no-resampling"]);
    expect(warned(twins(1e-2))).toEqual(["no-resampling"]);
    expect(warned({ ...twins(0), flat: first.map(() => 1) })).not.toContain("ill-conditioned");
  });

  it("warns of a perfect fit, as of an outcome that is the mean of its drivers", () => {
    const outcome = FOOD.map((food, i) => (food + STAFF[i]! + WIFI[i]!) / 3);
    const result = importance(survey(), outcome);
    agree(result.rSquared, 1, 1e-14);
    expect(result.rSquared).toBeLessThanOrEqual(1);
    expect(result.caveats).toContainEqual({ code: "perfect-fit", path: null });
  });

  it("flags a driver without a correlation that helps beside another, and one whose coefficient has turned", () => {
    // x is signal and noise, the second driver is the noise alone
    const signal = [1, 1, 1, 1, -1, -1, -1, -1];
    const noise = [1, -1, 1, -1, 1, -1, 1, -1];
    const other = [1, 1, -1, -1, -1, -1, 1, 1];
    const blurred = signal.map((s, i) => s + noise[i]!);
    const outcome = signal.map((s, i) => s + 0.5 * other[i]!);
    const [x, suppressor] = importance({ blurred, noise }, outcome).drivers;
    expect(suppressor).toMatchObject({ suppressor: true, correlation: 0 });
    expect(suppressor!.coefficient).toBeLessThan(-0.1);
    expect(x!.suppressor).toBe(true);
    const swiss = dataOf({
      csv: "r_swiss.csv",
      outcome: "Fertility",
      drivers: ["Agriculture", "Education", "Catholic"],
    });
    const flags = importance(swiss.columns, swiss.outcome).drivers;
    expect(flags.map(({ suppressor }) => suppressor)).toEqual([true, false, false]);
    expect(flags[0]!.correlation! * flags[0]!.coefficient!).toBeLessThan(0);
  });

  it("flags no driver among uncorrelated ones", () => {
    const a = [1, 1, 1, 1, -1, -1, -1, -1];
    const b = [1, 1, -1, -1, 1, 1, -1, -1];
    const c = [1, -1, 1, -1, 1, -1, 1, -1];
    const result = importance(
      { a, b, c },
      a.map((x, i) => 3 * x - b[i]! + 0.2 * a[i]! * b[i]!),
    );
    expect(result.drivers.map(({ suppressor }) => suppressor)).toEqual([false, false, false]);
    expect(result.completeDominance).toEqual([
      { dominant: "a", dominated: "b" },
      { dominant: "a", dominated: "c" },
      { dominant: "b", dominated: "c" },
    ]);
  });

  it("leaves out rows with a missing value whole, and warns when that is most of them", () => {
    const columns = { ...survey(), wifi: WIFI.map((x, i) => (i < 4 ? null : x)) };
    const outcome = OVERALL.map((x, i) => (i === 4 ? null : x));
    const result = importance({ wifi: columns.wifi }, outcome);
    expect([result.n, result.nMissing]).toEqual([5, 5]);
    expect(result.rows).toEqual({
      total: 10,
      used: 5,
      missing: [
        { name: "wifi", n: 4 },
        { name: "outcome", n: 1 },
      ],
    });
    expect(result.caveats.map(({ code }) => code)).not.toContain("few-complete-rows");
    const fewer = importance(
      { wifi: columns.wifi },
      outcome.map((x, i) => (i === 5 ? null : x)),
    );
    expect(fewer.caveats).toContainEqual({ code: "few-complete-rows", path: null });
  });

  it("with weights that are whole numbers has the shares of repeated rows; weight 0 is outside of the sample", () => {
    const weights = [1, 2, 1, 3, 1, 1, 2, 1, 0, 1];
    const repeated = (column: readonly number[]) => column.flatMap((x, i) => new Array<number>(weights[i]!).fill(x));
    for (const method of ["lmg", "johnson", "first", "last", "pratt"]) {
      const weighted = importance(survey(), OVERALL, { weights, method });
      const [food, staff, wifi] = [FOOD, STAFF, WIFI].map(repeated) as [number[], number[], number[]];
      sharesOf({ food, staff, wifi }, repeated(OVERALL), { method }).forEach((share, j) => {
        agree(weighted.drivers[j]!.share, share, 1e-12);
      });
      expect([weighted.n, weighted.rows!.total]).toEqual([9, 9]);
    }
  });

  it("keeps its digits for columns far from 0, near the ends of the doubles, and with weights as far apart", () => {
    const expected = sharesOf(survey());
    const columns = {
      food: FOOD.map((x) => 1e9 + x),
      staff: STAFF.map((x) => x * 1e300),
      wifi: WIFI.map((x) => x * 1e-300),
    };
    const weights = FOOD.map(() => 1e100);
    sharesOf(
      columns,
      OVERALL.map((x) => -x * 1e-290),
      { weights },
    ).forEach((share, j) => {
      agree(share, expected[j]!, 1e-12);
    });
    const light = [...FOOD.map(() => 1e100), 1e-100, 1e-100];
    const added = { food: [...FOOD, 1, 5], staff: [...STAFF, 5, 1], wifi: [...WIFI, 1, 1] };
    sharesOf(added, [...OVERALL, 1, 1], { weights: light }).forEach((share, j) => {
      agree(share, expected[j]!, 1e-12);
    });
  });
});

describe("driverImportance() in groups", () => {
  it("gives groups the sum of their drivers, each driver in none a group of its own, in that order", () => {
    const result = driverImportance({ ...survey(), clean: [...WIFI].reverse() }, OVERALL, {
      groups: { place: ["wifi", "clean"], "": ["staff"] },
      draws: 100,
    });
    const share = (name: string) => result.drivers.find((driver) => driver.name === name)!.share;
    expect(result.groups!.map(({ name, drivers }) => [name, drivers])).toEqual([
      ["place", ["wifi", "clean"]],
      ["", ["staff"]],
      ["food", ["food"]],
    ]);
    agree(result.groups![0]!.share, share("wifi") + share("clean"), 1e-15);
    agree(
      result.groups!.reduce((sum, group) => sum + group.share, 0),
      result.rSquared,
      1e-12,
    );
    expect(result.groups!.map(({ rank }) => rank)).toEqual([3, 2, 1]);
    for (const group of result.groups!) expect(group.interval!.method).toBe("bootstrap-percentile");
    expect(result.groups![1]!.interval).toEqual(result.drivers[1]!.interval);
    expectPlain(result);
  });

  it("of one driver each is as without groups, conditional and complete dominance too", () => {
    const plain = driverImportance(survey(), OVERALL, { draws: 100 });
    const grouped = driverImportance(survey(), OVERALL, { draws: 100, groups: { x: ["wifi"], y: ["food"] } });
    expect({ ...grouped, groups: null }).toEqual(plain);
    expect(driverImportance(survey(), OVERALL, { draws: 100, groups: {} }).groups!.map(({ name }) => name)).toEqual([
      "food",
      "staff",
      "wifi",
    ]);
  });

  it("takes more than 25 drivers, and says where groups leave too many subsets", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, j) => [`d${j}`, noise(j, 60)]));
    const grouped = (count: number, size: number) =>
      Object.fromEntries(
        Array.from({ length: count / size }, (_, g) => [
          `g${g}`,
          Array.from({ length: size }, (_, i) => `d${g * size + i}`),
        ]),
      );
    const outcome = noise(99, 60);
    const result = importance(many(30), outcome, { groups: grouped(30, 3) });
    agree(
      result.drivers.reduce((sum, { share }) => sum + share, 0),
      result.rSquared,
      1e-12,
    );
    const call = (count: number, groups: object) => errorOf(() => importance(many(count), outcome, { groups }));
    expect(call(26, { two: ["d0"] })).toEqual(
      invalid(
        "driverImportance",
        "predictors",
        "have at most 25 drivers, since every subset of them counts (put more in groups), received 26",
      ),
    );
    for (const options of [{ groups: grouped(105, 21) }, { method: "first" }]) {
      expect(errorOf(() => importance(many(105), outcome, options))).toEqual(
        invalid("driverImportance", "predictors", "have at most 100 drivers, received 105"),
      );
    }
    expect(call(27, { two: ["d0", "d1"] })).toEqual(
      invalid(
        "driverImportance",
        "groups",
        "make at most 25 groups, each driver in none being one of its own, received 26",
      ),
    );
    expect(call(26, { all: Object.keys(many(26)) })).toEqual(
      invalid("driverImportance", "groups.all", "have at most 25 drivers, received 26"),
    );
    expect(call(50, grouped(50, 2))).toEqual(
      invalid(
        "driverImportance",
        "groups",
        `be fewer or smaller, so that at most 2^27 subsets of drivers count, received ${25 * 2 ** 26}`,
      ),
    );
  });

  it.each([
    [{ a: ["fod"] }, "groups.a.0", 'be the name of a driver, received "fod"'],
    [{ a: [] }, "groups.a", "be an array of at least one driver, received an object (Array)"],
    [{ a: "food" }, "groups.a", 'be an array of at least one driver, received "food"'],
    [{ a: ["food"], b: ["food"] }, "groups.b.0", 'be in one group, not also in "a", received "food"'],
    [{ a: ["food", "food"] }, "groups.a.1", 'be in one group, not also in "a", received "food"'],
    [{ wifi: ["food"] }, "groups.wifi", 'not have the name of a driver outside of it, received "wifi"'],
    [["food"], "groups", "be an object of named groups, received an object (Array)"],
    [null, "groups", "be an object, received null"],
  ])("refuses %j", (groups, path, rule) => {
    expect(errorOf(() => importance(survey(), OVERALL, { groups }))).toEqual(invalid("driverImportance", path, rule));
  });

  it("refuses groups for methods that know none", () => {
    expect(errorOf(() => importance(survey(), OVERALL, { groups: { a: ["food"] }, method: "first" }))).toMatchObject(
      invalid(
        "driverImportance",
        "groups",
        "be absent, since only lmg shares out among groups, received an object (Object)",
      ),
    );
  });
});

describe("driverImportance() resamples", () => {
  const many = (count: number, n: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, j) => [`d${j}`, noise(j, n)]));

  it("1,000 times up to 12 drivers, 200 up to 16, not at all above; and as often as asked", () => {
    const drawn = (p: number, options = {}) => driverImportance(many(p, 20), noise(99, 20), options);
    expect(drawn(2)).toMatchObject({ draws: 1000, seed: 1, confidenceLevel: 0.95 });
    expect(drawn(13).draws).toBe(200);
    const none = drawn(17);
    expect(none).toMatchObject({ draws: null, seed: null, pairwise: null, confidenceLevel: 0.95 });
    expect(none.caveats).toEqual([{ code: "no-resampling", path: null }]);
    for (const { interval, rankProbabilities } of none.drivers)
      expect([interval, rankProbabilities]).toEqual([null, null]);
    expect(drawn(17, { method: "johnson" }).draws).toBe(1000);
    expect(drawn(2, { draws: 150, seed: 3 })).toMatchObject({ draws: 150, seed: 3 });
    expect(drawn(2, { draws: 0, seed: 3 })).toMatchObject({ draws: null, seed: null });
  });

  it("the same rows for every method and the same shares for a seed; others for another", () => {
    const [first, second] = [1, 2].map((seed) => driverImportance(survey(), OVERALL, { draws: 100, seed }));
    expect(driverImportance(survey(), OVERALL, { draws: 100, seed: 1 })).toEqual(first);
    expect(second!.drivers[0]!.interval).not.toEqual(first!.drivers[0]!.interval);
    const single = ["lmg", "first", "last"].map((method) =>
      driverImportance({ food: FOOD }, OVERALL, { draws: 100, method: method as "lmg" }),
    );
    for (const { drivers } of single) {
      agreeEnds(
        drivers[0]!.interval,
        [single[0]!.drivers[0]!.interval!.lower, single[0]!.drivers[0]!.interval!.upper],
        1e-12,
      );
    }
  });

  it("into ranks and pairs whose probabilities add up, and wider intervals at a higher level", () => {
    const result = driverImportance({ ...survey(), again: [...FOOD] }, OVERALL, { draws: 200 });
    for (const { rankProbabilities } of result.drivers) {
      agree(
        rankProbabilities!.reduce((sum, p) => sum + p, 0),
        1,
        1e-12,
      );
    }
    [0, 1, 2, 3].forEach((place) => {
      agree(
        result.drivers.reduce((sum, { rankProbabilities }) => sum + rankProbabilities![place]!, 0),
        1,
        1e-12,
      );
    });
    result.pairwise!.forEach((row, j) => {
      row.forEach((p, k) => {
        agree(p + result.pairwise![k]![j]!, 1, 1e-15);
      });
    });
    expect(result.pairwise![0]![3]).toBe(0.5);
    const wide = driverImportance({ ...survey(), again: [...FOOD] }, OVERALL, { draws: 200, confidenceLevel: 0.99 });
    wide.drivers.forEach(({ interval }, j) => {
      expect(interval!.lower).toBeLessThan(result.drivers[j]!.interval!.lower);
      expect(interval!.upper).toBeGreaterThan(result.drivers[j]!.interval!.upper);
    });
  });

  it("and leaves out samples in which the outcome does not vary, saying so", () => {
    const x = [1, 5, 3, 2, 4, 4, 2, 3];
    const result = driverImportance({ x }, [1, 0, 0, 0, 0, 0, 0, 0], { draws: 500 });
    expect(result.caveats).toContainEqual({ code: "failed-draws", path: null });
    expect(result.drivers[0]!.interval).not.toBe(null);
  });

  it("and has no interval where too few samples have more different rows than coefficients", () => {
    const result = driverImportance(many(6, 8), noise(99, 8), { draws: 100 });
    expect(result.caveats).toEqual([
      { code: "no-interval", path: null },
      { code: "failed-draws", path: null },
    ]);
    expect(result.drivers[0]).toMatchObject({ interval: null, rankProbabilities: null });
    expect(result).toMatchObject({ pairwise: null, draws: 100, seed: 1 });
  });

  it("and warns where so few of so many answers differ that intervals are too short", () => {
    const rare = (every: number) => Array.from({ length: 100 }, (_, i) => (i % every === 0 ? 1 : 5));
    const plain = Array.from({ length: 100 }, (_, i) => 1 + (i % 5));
    const caveats = (columns: Columns, outcome: number[], options = {}) =>
      driverImportance(columns, outcome, { draws: 100, ...options }).caveats;
    expect(caveats({ plain, rare: rare(17) }, noise(1, 100))).toEqual([{ code: "skewed-answers", path: "drivers.1" }]);
    expect(caveats({ plain }, rare(17))).toEqual([{ code: "skewed-answers", path: null }]);
    expect(caveats({ plain, rare: rare(6) }, noise(1, 100))).toEqual([]);
    expect(caveats({ plain, rare: rare(17) }, noise(1, 100), { draws: 0 })).toEqual([
      { code: "no-resampling", path: null },
    ]);
    // one row that stands for most of the population
    const weights = plain.map((_, i) => (i === 0 ? 1000 : 1));
    expect(caveats({ plain }, noise(1, 100), { weights })).toContainEqual({
      code: "skewed-answers",
      path: "drivers.0",
    });
  });

  it("and says where all samples give the same, and where an end is the most extreme of them", () => {
    const same = driverImportance(
      { food: FOOD },
      FOOD.map((x) => 3 - x),
      { draws: 100 },
    );
    agree(same.drivers[0]!.share, 1, 1e-14);
    expect(same.drivers[0]).toMatchObject({ interval: null, rankProbabilities: [1] });
    expect(same.caveats).toEqual([
      { code: "perfect-fit", path: null },
      { code: "all-draws-equal", path: "drivers.0" },
    ]);
    const few = driverImportance({ food: FOOD }, OVERALL, { draws: 100, confidenceLevel: 0.999 });
    expect(few.caveats).toEqual([{ code: "too-few-draws", path: null }]);
    const constant = driverImportance({ food: FOOD, same: FOOD.map(() => 2) }, OVERALL, { draws: 100 });
    expect(constant.caveats).toEqual([{ code: "constant-column", path: "drivers.1" }]);
    expect(constant.drivers[1]!.interval).toBe(null);
    expect(constant.pairwise![0]![1]).toBe(1);
  });
});

describe("driverImportance() refuses", () => {
  it("an outcome that does not vary", () => {
    expect(
      errorOf(() =>
        importance(
          survey(),
          FOOD.map(() => 4),
        ),
      ),
    ).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: "driverImportance: outcome must vary, received 10 values of 4",
    });
  });

  it("no more complete rows than drivers and one, which any drivers would fit", () => {
    const short = (column: readonly number[]) => column.map((x, i) => (i < 4 ? x : null));
    expect(errorOf(() => importance(survey(), short(OVERALL)))).toEqual(
      insufficient(
        "driverImportance",
        "predictors",
        "must have more complete rows than drivers and one, received 4 (of 10) for 4",
      ),
    );
    expect(errorOf(() => importance({ food: [] }, []))).toMatchObject({ code: "insufficient-data" });
  });

  it.each([
    [{}, OVERALL, {}, "predictors", "have at least one column, received an object (Object)"],
    [[FOOD], OVERALL, {}, "predictors", "be an object of named columns, received an object (Array)"],
    [null, OVERALL, {}, "predictors", "be an object, received null"],
    [{ food: [1, 2] }, OVERALL, {}, "predictors.food", "have the length of outcome (10), received 2"],
    [
      { food: ["a", ...FOOD.slice(1)] },
      OVERALL,
      {},
      "predictors.food.0",
      'be a finite number, null or undefined, received "a"',
    ],
    [
      { food: FOOD },
      [...OVERALL.slice(1), Number.NaN],
      {},
      "outcome.9",
      "be a finite number, null or undefined, received NaN",
    ],
    [
      { food: FOOD },
      OVERALL,
      { method: "shapley" },
      "method",
      'be one of "lmg", "johnson", "first", "last", "pratt", received "shapley"',
    ],
    [{ food: FOOD }, OVERALL, { weights: [1] }, "weights", "have the length of outcome (10), received 1"],
    [
      { food: FOOD },
      OVERALL,
      { weights: FOOD.map(() => -1) },
      "weights.0",
      "be 0 or a number in [1e-100, 1e100], received -1",
    ],
    [{ food: FOOD }, OVERALL, { draws: 50 }, "draws", "be an integer in [100, 1000000], received 50"],
    [{ food: FOOD }, OVERALL, { seed: -1 }, "seed", "be an integer in [0, 9007199254740991], received -1"],
    [
      { food: FOOD },
      OVERALL,
      { frequencies: FOOD },
      "options.frequencies",
      "be a known option, received an object (Array)",
    ],
  ])("%j with %j and %j", (columns, outcome, options, path, rule) => {
    expect(errorOf(() => importance(columns as never, outcome as never, options))).toEqual(
      invalid("driverImportance", path, rule),
    );
  });

  it("a confidence level outside of (0, 1)", () => {
    expect(errorOf(() => importance(survey(), OVERALL, { confidenceLevel: 1 }))).toMatchObject({
      path: "confidenceLevel",
    });
  });
});

/** A column that looks random. */
function noise(seed: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => (Math.sin(12.9898 * (i + 1) + 78.233 * (seed + 1)) * 43758.5453) % 1);
}
