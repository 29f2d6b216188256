import * as main from "../src/index";
import * as input from "../src/input/index";
import * as report from "../src/report/index";

// How every exported function is called: the tests of what all of them have in common go through this table.

/** How a function is called. */
export interface Call {
  /** Lists of legal arguments, made afresh for every call; together they name every option. */
  readonly legal: readonly (() => unknown[])[];
  /** Which argument is the options object, for the functions that have one. */
  readonly options?: number;
  /** What is done with the arguments, where it is not just the call. */
  readonly call?: (...args: never[]) => unknown;
  /** Whether the result holds the caller's own values, or an object with methods, and so is not plain data. */
  readonly opaque?: boolean;
}

export const scale = () => ({ min: 1, max: 5 });
/** The list with a hole in a place. */
export const holed = (list: number[], at: number) => {
  delete list[at];
  return list;
};
const ratings = () => [5, 4, null, 3, 5, 1];
const recommends = () => [10, 9, 7, null, 3, 0];
const weights = () => [1, 2, 0.5, 1, 3, 0];
export const summary = () => main.tally(ratings(), { scale: scale() });
export const weightedSummary = () => main.tally(ratings(), { scale: scale(), weights: weights() });
const recommendSummary = () => main.tally(recommends(), { scale: { min: 0, max: 10 } });
const weightedRecommends = () => main.tally(recommends(), { scale: { min: 0, max: 10 }, weights: weights() });
const recommendPairs = (weights?: number[]) => {
  const scales = { rowScale: { min: 0, max: 10 }, columnScale: { min: 0, max: 10 } };
  return main.twoWayTally(recommends(), [10, 10, 9, 2, null, 0], { ...scales, weights });
};
const twoWay = (max: number) => ({ rowScale: scale(), columnScale: { min: 0, max } });
const columns = () => ({ food: [3, 4, 2, 5, 4, 1, 3], staff: [4, 4, 3, 5, 3, 2, null] });
const outcome = () => [3, 4, 2, 5, 4, 2, 4];
const drivers = () => ({
  food: [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3, null],
  gate: [3, 1, 4, 3, 5, 2, 2, 5, 1, 4, 4, 3, 2],
});
const overall = () => [2, 3, 4, 4, 5, 4, 4, 3, 5, 2, 5, 4, 3];
const curve = () => main.loyaltyCurve([1, 1, 2, 3, 3, 5, 5], [0, 2, 6, 5, 4, 9, 10]);
/** One with enough answers at each level to compare them. */
const longCurve = () => {
  const satisfaction = Array.from({ length: 40 }, (_, i) => 1 + (i % 5));
  return main.loyaltyCurve(
    satisfaction,
    satisfaction.map((level, i) => [2, 5, 5, 5, 9][level - 1]! + (i % 3)),
  );
};
/** A statistic of anything. */
const promotersIn = (sample: readonly unknown[]) => sample.filter((answer) => answer === 10 || answer === 9).length;
const words = () => ({ locale: "zh", control: "old", treatment: "new" });

export const CALLS: Readonly<Record<string, Call>> = {
  // core
  StatsError: {
    legal: [() => ["invalid-input", "nps", { path: "ratings.3", message: "must be an integer, received x" }]],
    // made by the library alone: only that every error made from strings is recognised
    call: (...[code, fn, issue]: [unknown, unknown, unknown]) => {
      const { path, message } = Object(issue) as { path: unknown; message: unknown };
      const text = (value: unknown) => (typeof value === "string" ? value : "x");
      const error = new main.StatsError(code as "invalid-input", text(fn), {
        path: text(path),
        message: text(message),
      });
      return main.isStatsError(error);
    },
  },
  isStatsError: { legal: [() => [new Error("x")], () => [{ name: "StatsError" }]] },
  orNull: { legal: [() => [() => main.nps([]).estimate]], opaque: true },
  columnsOf: {
    legal: [
      () => [
        [
          { food: 4, staff: 5 },
          { food: 3, staff: null },
        ],
        ["food", "staff"],
      ],
    ],
    opaque: true,
  },
  // measures
  ces: {
    legal: [
      () => [ratings(), { scale: { min: 1, max: 7 }, confidenceLevel: 0.95, method: "adjusted-t" }],
      () => [ratings(), { scale: scale(), direction: "higher-is-harder", easyFrom: 2, weights: weights() }],
    ],
    options: 1,
  },
  cesFromTally: {
    legal: [
      () => [summary(), { confidenceLevel: 0.9, method: "t" }],
      () => [weightedSummary(), { direction: "higher-is-harder", easyFrom: 2 }],
    ],
    options: 1,
  },
  csat: {
    legal: [
      () => [ratings(), { scale: scale(), satisfiedFrom: 4, confidenceLevel: 0.95, method: "wald" }],
      () => [ratings(), { scale: scale(), weights: weights(), method: "wilson", meanMethod: "adjusted-t" }],
    ],
    options: 1,
  },
  csatFromTally: {
    legal: [
      () => [summary(), { satisfiedFrom: 4, confidenceLevel: 0.95, method: "agresti-coull" }],
      () => [weightedSummary(), { method: "wald", meanMethod: "t" }],
    ],
    options: 1,
  },
  nps: {
    legal: [
      () => [recommends(), { confidenceLevel: 0.95, method: "adjusted-wald" }],
      () => [recommends(), { weights: weights(), method: "wald" }],
    ],
    options: 1,
  },
  npsBootstrap: {
    legal: [
      () => [
        { promoters: 6, passives: 2, detractors: 2, nMissing: 1 },
        { confidenceLevel: 0.95, draws: 100, seed: 1 },
      ],
      () => [recommendSummary(), { draws: 100 }],
    ],
    options: 1,
  },
  npsFromCounts: {
    legal: [
      () => [
        { promoters: 6, passives: 2, detractors: 2, nMissing: 1 },
        { confidenceLevel: 0.95, method: "wald" },
      ],
    ],
    options: 1,
  },
  npsFromTally: {
    legal: [
      () => [recommendSummary(), { confidenceLevel: 0.95, method: "adjusted-wald" }],
      () => [weightedRecommends(), { method: "wald" }],
    ],
    options: 1,
  },
  npsSampleSize: {
    legal: [
      () => [{ margin: 5 }, { promoters: 0.5, detractors: 0.2, confidenceLevel: 0.95, method: "adjusted-wald" }],
      () => [{ standardError: 3 }, { population: 500, method: "wald" }],
    ],
    options: 1,
  },
  npsScoreInterval: {
    legal: [
      () => [{ promoters: 6, passives: 2, detractors: 2, nMissing: 1 }, { confidenceLevel: 0.95 }],
      () => [recommendSummary(), {}],
      () => [weightedRecommends(), {}],
    ],
    options: 1,
  },
  // analyses
  compareMeans: {
    legal: [
      () => [[3, 4, 5, null], { n: 40, mean: 4.5, standardDeviation: 0.8 }, { confidenceLevel: 0.95 }],
      () => [main.moments([1, 2, 4]), main.moments([3, 5, 9, null]), {}],
      () => [main.moments(ratings(), { weights: weights() }), [3, 5, 9, null], {}],
      () => [
        [3, 4, 5, null],
        [5, 4, 9],
        { confidenceLevel: 0.9, method: "pooled", margin: 0.5, direction: "lower-is-better" },
      ],
    ],
    options: 2,
  },
  compareMeansPaired: {
    legal: [
      () => [[3, 4, 5, null], [5, 4, 9, 2], { confidenceLevel: 0.9, margin: 0.5, direction: "lower-is-better" }],
      () => [new Float64Array([1, 2]), new Int8Array([1, 2])],
    ],
    options: 2,
  },
  compareMeansPairedFromCrossProducts: {
    legal: [
      () => [
        main.crossProducts({ before: [3, 4, 5, null], after: [5, 4, 9, 2] }),
        { confidenceLevel: 0.9, margin: 0.5, direction: "higher-is-better" },
      ],
    ],
    options: 1,
  },
  compareMeansClustered: {
    legal: [
      () => [
        { values: [3, 4, null, 5, 2], clusters: ["a", "a", "b", "b", 7] },
        { values: [4, 4, 1, 5], clusters: new Int8Array([1, 2, 2, 3]) },
        { confidenceLevel: 0.9, margin: 0.5, direction: "lower-is-better" },
      ],
      () => [
        { values: [1, 1], clusters: ["a", "b"] },
        { values: [1, 1], clusters: ["c", "d"] },
      ],
    ],
    options: 2,
  },
  compareRatiosOfMeans: {
    legal: [
      () => [
        { numerator: [1, 0, 2, null, 1], denominator: [4, 1, 6, 9, 5] },
        main.crossProducts({ numerator: [2, 1, 4, 2, 3], denominator: [5, 2, 9, 4, 5] }),
        { confidenceLevel: 0.9, margin: 0.5, direction: "lower-is-better" },
      ],
      () => [
        { numerator: [1, 2], denominator: [2, 4] },
        { ...main.crossProducts({ numerator: [2, 1, 4], denominator: [5, 2, 9] }), productsLow: null },
      ],
    ],
    options: 2,
  },
  cuped: {
    legal: [
      () => [
        { outcome: [3, 5, 4, 6, 2, null], covariates: { before: [2, 5, 3, 6, 2, 1] } },
        { outcome: [6, 4, 7, 5, 4], covariates: { before: [5, 3, 6, 3, 3] } },
        { confidenceLevel: 0.9, margin: 0.5, direction: "lower-is-better" },
      ],
      () => [
        { outcome: [3, 5, 4, 6, 2], denominator: [1, 2, 1, 2, 1], covariates: { before: [2, 5, 3, 6, 2] } },
        { outcome: [6, 4, 7, 5], denominator: [2, 2, 3, 1], covariates: { before: [5, 3, 6, 3] } },
      ],
    ],
    options: 2,
  },
  cupedFromCrossProducts: {
    legal: [
      () => {
        const arm = (shift: number) =>
          main.crossProducts({
            ...drivers(),
            overall: overall().map((y, i) => y + shift * (i % 3)),
          });
        return [
          arm(1),
          { ...arm(2), productsLow: null },
          {
            outcome: "overall",
            denominator: "food",
            covariates: ["gate"],
            confidenceLevel: 0.9,
            margin: 0.5,
            direction: "higher-is-better",
          },
        ];
      },
    ],
    options: 2,
  },
  compareRatings: {
    legal: [
      ...(["brunner-munzel", "wilson-brunner-munzel", "mann-whitney", "exact"] as const).map((method) => () => [
        ratings(),
        summary(),
        { scale: scale(), satisfiedFrom: 5, confidenceLevel: 0.9, method, margin: 0.5, direction: "lower-is-better" },
      ]),
      () => [recommendSummary(), recommends()],
      () => [
        [1, 2, 2],
        [4, 5],
      ],
      () => [
        [3, 3],
        [3, 3],
      ],
    ],
    options: 2,
  },
  compareNps: {
    legal: [
      () => [
        recommends(),
        recommendSummary(),
        { confidenceLevel: 0.95, method: "score", margin: 20, direction: "lower-is-better" },
      ],
      () => [weightedRecommends(), [9, 9, 10], { method: "wald" }],
      () => [recommends(), [9, 9, 10], {}],
    ],
    options: 2,
  },
  compareNpsPaired: {
    legal: [
      () => [
        recommends(),
        [10, 10, 9, 2, null, 0],
        { confidenceLevel: 0.9, method: "score", margin: 20, direction: "higher-is-better" },
      ],
      () => [recommends(), recommends(), {}],
    ],
    options: 2,
  },
  compareNpsPairedFromTally: {
    legal: [
      () => [recommendPairs(), { confidenceLevel: 0.9, method: "wald", margin: 20, direction: "higher-is-better" }],
      () => [recommendPairs(weights()), {}],
    ],
    options: 1,
  },
  compareProportions: {
    legal: ["miettinen-nurminen", "newcombe", "wald"].map((method) => () => [
      { successes: 48, trials: 80 },
      { successes: 56, trials: 70 },
      { method, confidenceLevel: 0.95, margin: 0.05, direction: "lower-is-better" },
    ]),
    options: 2,
  },
  compareProportionsExact: {
    legal: ["fisher", "central", "mid-p"].map((method) => () => [
      { successes: 9, trials: 20 },
      { successes: 14, trials: 18 },
      { method, confidenceLevel: 0.95 },
    ]),
    options: 2,
  },
  compareProportionsPaired: {
    legal: [
      () => [
        { both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 },
        { confidenceLevel: 0.95, margin: 0.1, direction: "higher-is-better" },
      ],
    ],
    options: 1,
  },
  compareProportionsStratified: {
    legal: [
      () => [
        [
          { name: "new", control: { successes: 3, trials: 8 }, treatment: { successes: 5, trials: 7 } },
          { name: "loyal", control: { successes: 7, trials: 9 }, treatment: { successes: 8, trials: 9 } },
          { name: "lost", control: { successes: 0, trials: 0 }, treatment: { successes: 1, trials: 2 } },
        ],
        { confidenceLevel: 0.9, margin: 0.1, direction: "lower-is-better" },
      ],
    ],
    options: 1,
  },
  compareVariants: {
    legal: [
      () => [
        { successes: 48, trials: 80 },
        { blue: { successes: 56, trials: 70 }, green: { successes: 40, trials: 75 } },
        { compare: main.compareProportions, adjust: "holm", confidenceLevel: 0.9, ratio: [1, 1, 1] },
      ],
      () => [ratings(), { new: ratings(), newer: [1, 2, 5, 3] }, { compare: main.compareRatings, ratio: null }],
      ...["bonferroni", "hochberg", "benjamini-hochberg", "benjamini-yekutieli", "dunnett", "tukey"].map(
        (adjust) => () => [
          [3, 4, 2, 5, 4],
          { raw: [5, 5, 3, 4], printed: { n: 9, mean: 4, standardDeviation: 1 } },
          { compare: main.compareMeans, adjust },
        ],
      ),
    ],
    options: 2,
  },
  sampleRatioMismatch: {
    legal: [
      () => [[480, 520], { ratio: [1, 1], method: "exact", threshold: 0.01, minimumDeviation: 0.001 }],
      () => [[480, 520, 900], { ratio: [1, 1, 2], method: "chi-squared" }],
    ],
    options: 1,
  },
  segmentedRegression: {
    legal: [
      () => [
        [1, 1.5, 2, 2.5, null, 3, 3.5, 4, 4.5, 5],
        [1, 2, 4, 5, 6, 7, 7, 8, 8, 9],
        { breaks: 2, minimumShare: 0.25, confidenceLevel: 0.9 },
      ],
      () => [[1, 2, 3, 4, 5, 6], [0, 2, 6, 5, 4, 9], {}],
    ],
    options: 2,
  },
  insensitiveZone: {
    legal: [
      () => [longCurve(), { confidenceLevel: 0.9, margin: 0.3, draws: 100, seed: 2 }],
      () => [longCurve(), { draws: 100 }],
      () => [curve()],
    ],
    options: 1,
  },
  smallestWinningMove: {
    legal: [() => [longCurve(), { confidenceLevel: 0.9, draws: 100, seed: 2 }]],
    options: 1,
  },
  compareCurveForms: { legal: [() => [curve()]] },
  loyaltyCurve: {
    legal: [
      () => [
        [1, 1, 3, 3, null, 5, 5],
        [0, 2, 6, 5, 4, 9, 10],
        { scale: scale(), outcome: "numeric", confidenceLevel: 0.95, margin: 0.5 },
      ],
      () => [
        [1, 1, 2, 3, 3, 5, 5],
        [0, 1, 0, 1, 1, null, 1],
        { scale: scale(), outcome: "binary", weights: [1, 2, 0.5, 1, 3, 1, 0] },
      ],
    ],
    options: 2,
  },
  loyaltyCurveFromTally: {
    legal: [
      () => [
        main.twoWayTally(ratings(), recommends(), twoWay(10)),
        { outcome: "numeric", confidenceLevel: 0.9, margin: 2 },
      ],
      () => [
        main.twoWayTally(ratings(), [1, 0, 1, 1, 1, 0], { ...twoWay(1), weights: weights() }),
        { outcome: "binary" },
      ],
    ],
    options: 1,
  },
  loyaltyCurveFromMoments: {
    legal: [
      () => [
        [
          { level: 4, moments: { n: 12, mean: 4.5, standardDeviation: 2.1 } },
          { level: 5, moments: main.moments([8, 3.5, 11]) },
          { level: null, moments: main.moments([8, 9]) },
        ],
        { scale: scale(), outcome: "numeric", confidenceLevel: 0.9, margin: 1e-9 },
      ],
      () => [[{ level: 2, moments: main.moments([0, 1, 1], { weights: [1, 2, 3] }) }], { outcome: "binary" }],
    ],
    options: 1,
  },
  retention: {
    legal: [
      () => [
        [
          { customer: "a", at: "2026-01-01" },
          { customer: "a", at: "2026-01-20T12:30:00+01:00" },
          { customer: 7, at: Date.UTC(2026, 2, 1) },
          { customer: null, at: new Date(0) },
        ],
        { asOf: "2026-03-31", within: 20, timeZone: "Europe/Berlin", times: [45], confidenceLevel: 0.9, method: "log" },
      ],
      () => [new Set([{ customer: "a", at: 0 }]), { asOf: 864e7, within: 30 }],
    ],
    options: 1,
  },
  logisticDriverImportance: {
    legal: [
      () => [columns(), [0, 1, 0, 1, 1, 0, 1], { confidenceLevel: 0.9, draws: 100, seed: 3 }],
      () => [columns(), [false, true, false, null, true, false, true], {}],
    ],
    options: 2,
  },
  driverImportance: {
    legal: [
      () => [
        drivers(),
        overall(),
        { method: "lmg", groups: { service: ["food"] }, confidenceLevel: 0.9, draws: 100, seed: 2 },
      ],
      () => [
        drivers(),
        overall(),
        { method: "johnson", weights: [1, 2, 0.5, 1, 3, 1, 0, 1, 1, 1, 1, 1, 1], draws: 100 },
      ],
    ],
    options: 2,
  },
  driverImportanceFromCrossProducts: {
    legal: [
      () => [main.crossProducts({ ...drivers(), overall: overall() }), "overall", { method: "last" }],
      () => [
        { ...main.crossProducts({ ...drivers(), overall: overall() }), productsLow: null },
        "overall",
        { groups: { both: ["food", "gate"] } },
      ],
    ],
    options: 2,
  },
  driverImportanceFromCorrelations: {
    legal: [
      () => [main.correlationMatrix({ ...drivers(), overall: overall() }), "overall", { method: "pratt" }],
      () => [
        {
          names: ["food", "staff", "overall"],
          estimates: [
            [1, 0.6, 0.5],
            [0.6, 1, 0.2],
            [0.5, 0.2, 1],
          ],
          n: 120,
          nMissing: 3,
          method: "spearman",
        },
        "overall",
        { groups: { both: ["food", "staff"] } },
      ],
    ],
    options: 2,
  },
  penaltyReward: {
    legal: [
      () => [
        drivers(),
        overall(),
        {
          low: 2,
          high: { food: 5, gate: 4 },
          robust: "hc0",
          hybridMargin: 0.1,
          confidenceLevel: 0.9,
          draws: 100,
          seed: 3,
        },
      ],
      () => [drivers(), overall(), { low: 2, high: 5, weights: overall(), draws: 100 }],
    ],
    options: 2,
  },
  importancePerformance: {
    legal: [
      () => [
        drivers(),
        overall(),
        { importance: "effect", crosshair: "median", confidenceLevel: 0.9, draws: 100, seed: 3 },
      ],
      () => [
        drivers(),
        overall(),
        {
          scale: { food: scale(), gate: { min: 0, max: 10 } },
          crosshair: { importance: 0.1, performance: 75 },
          weights: overall(),
          draws: 0,
        },
      ],
    ],
    options: 2,
  },
  driverPriorities: {
    legal: [
      () => [
        drivers(),
        overall().map((y) => 2 * y),
        { scale: scale(), move: "lift-bottom", bottom: 2, goal: "nps", outcomeScale: { min: 0, max: 10 }, draws: 100 },
      ],
      () => [
        drivers(),
        overall(),
        {
          goal: "top-box",
          topFrom: 4,
          cost: { food: 2, gate: 1.5 },
          weights: overall(),
          confidenceLevel: 0.9,
          draws: 100,
          seed: 3,
        },
      ],
    ],
    options: 2,
  },
  pareto: {
    legal: [
      () => [
        [
          { name: "signs", value: 15 },
          { name: "security", value: 65.5 },
          { name: "food", value: 20 },
        ],
        { threshold: 0.8, customers: 90 },
      ],
    ],
    options: 1,
  },
  projectWordOfMouth: {
    legal: [
      () => [{ customers: 1000, referralRate: 0.1, satisfaction: 3.15 }],
      () => [{ customers: 1000, referralRate: 0.1, satisfaction: main.csat(ratings()).mean }],
      () => [{ customers: 1000, referralRate: 0.1, satisfaction: main.proportion(4, 9) }],
    ],
  },
  // statistics
  cronbachAlpha: {
    legal: [() => [columns(), { confidenceLevel: 0.95 }], () => [{ a: [1, 2, 4], b: [2, 1, 5], c: [5, 3, 1] }, {}]],
    options: 1,
  },
  difference: {
    legal: [
      () => [main.proportion(48, 80), main.proportion(56, 70), { method: "mover" }],
      () => [main.nps(recommends()), main.nps([9, 8]), { method: "wald" }],
    ],
    options: 2,
  },
  isotonicRegression: { legal: [() => [[1, 3, 2, 4], { precisionWeights: [1, 2, 1, 0.5] }]], options: 1 },
  linearModel: {
    legal: [
      () => [columns(), outcome(), { confidenceLevel: 0.95, intercept: true, robust: "hc3", rowDiagnostics: true }],
      () => [columns(), outcome(), { intercept: false, precisionWeights: [1, 2, 0.5, 1, 3, 0, 1] }],
      () => [
        {
          ...columns(),
          gate: ["A", "B", null, "A", "B", "A", "B"],
          late: [true, false, true, false, true, null, true],
        },
        outcome(),
        { references: { gate: "B" }, weights: [1, 2, 0.5, 1, 3, 1, 1], terms: ["gate", "late"] },
      ],
      () => [
        { ...columns(), gate: ["A", "B", "B", "A", "B", "A", "B"] },
        outcome(),
        {
          frequencies: [3, 2, 5, 1, 3, 0, 4],
          terms: [{ polynomial: "food", degree: 2 }, { interaction: ["food", "gate"] }],
        },
      ],
    ],
    options: 2,
  },
  linearModelEm: {
    legal: [
      () => [
        { food: [3, 4, null, 5, 4, 1, 3, 2, 5, 1], staff: [4, null, 3, 5, 3, 2, 5, 2, 4, 3] },
        [3, 4, 2, 5, 3, null, 4, 1, 5, 1],
        { confidenceLevel: 0.9, draws: 100, seed: 3 },
      ],
    ],
    options: 2,
  },
  linearModelFromCrossProducts: {
    legal: [
      () => [
        main.crossProducts({ food: [3, 4, 2, 5, 4, 1], staff: [4, 4, 3, 5, 3, 2], overall: [3, 4, 2, 4, 4, 2] }),
        { outcome: "overall", predictors: ["staff", "food"], intercept: true, confidenceLevel: 0.9 },
      ],
      () => [
        { ...main.crossProducts({ food: [3, 4, 2, 5, null], overall: [3, 4, 2, 4, 4] }), productsLow: null },
        { outcome: "overall", intercept: false },
      ],
    ],
    options: 1,
  },
  logisticModel: {
    legal: [
      () => [
        { rating: [1, 2, 2, 3, 3, 4, 4, 5, null], gate: ["A", "B", "A", "B", "A", "B", "A", "B", "A"] },
        [0, 0, 1, 0, 1, 0, 1, 1, 1],
        {
          terms: ["gate", { polynomial: "rating", degree: 1 }],
          references: { gate: "B" },
          frequencies: [1, 2, 1, 1, 0, 3, 1, 1, 1],
          interval: "profile",
          confidenceLevel: 0.9,
        },
      ],
      () => [{ late: [true, false, true, false, null] }, [true, true, false, false, true], { method: "firth" }],
      () => [{ rating: [1, 2, 3, 4, 5, 2] }, [0, 1, 0, 1, 1, 0], { weights: [1, 2, 0.5, 1, 1, 2] }],
      () => [{ rating: [1, 2, 3, 4, 5, 6] }, [0, 0, 0, 1, 1, 1], {}],
    ],
    options: 2,
  },
  ordinalModel: {
    legal: [
      () => [
        { wait: [5, 12, 8, 3, 15, 9, 4, 11, null], gate: ["A", "B", "A", "B", "A", "B", "A", "B", "A"] },
        [3, 1, 2, 3, 1, 2, 3, 1, 2],
        {
          terms: ["wait", "gate"],
          references: { gate: "B" },
          frequencies: [1, 2, 1, 1, 1, 3, 1, 1, 1],
          confidenceLevel: 0.9,
          interval: "profile",
          proportionality: false,
        },
      ],
      () => [
        { wait: [5, 12, 8, 3, 15, 9, 4, 11] },
        ["good", "bad", "fair", "good", "fair", "bad", "bad", "fair"],
        { levels: ["bad", "fair", "good"], link: "probit" },
      ],
      () => [{ wait: [5, 12, 8, 3, 15, 9, 4, 11, 7, 2] }, [3, 1, 2, 3, 1, 2, 2, 2, 1, 3], {}],
    ],
    options: 2,
  },
  marginalEffects: {
    legal: [
      () => [
        main.logisticModel(
          { rating: [1, 2, 2, 3, 3, 4, 4, 5], gate: ["A", "B", "A", "B", "A", "B", "A", "B"] },
          [0, 0, 1, 0, 1, 0, 1, 1],
          {
            terms: [{ polynomial: "rating", degree: 2 }, "gate", { interaction: ["rating", "gate"] }],
            method: "firth",
          },
        ),
        { rating: [3, null, 5], gate: ["A", "B", "B"] },
        { confidenceLevel: 0.9, frequencies: [1, 2, 3] },
      ],
      () => [
        main.logisticModel({ late: [true, false, true, false, true] }, [1, 1, 0, 0, 1], { weights: [1, 2, 1, 1, 2] }),
        { late: [true, null, false] },
        { weights: [1, 0, 2.5] },
      ],
    ],
    options: 2,
  },
  predict: {
    legal: [
      () => [
        main.linearModel(columns(), outcome()),
        { food: [4, null, 2], staff: [3, 3, 5] },
        { confidenceLevel: 0.9, intervalType: "prediction" },
      ],
      () => [
        main.linearModel({ food: [1, 2, 3, 4], gate: ["A", "B", "A", "B"] }, [2, 2, 5, 4], {
          terms: [{ polynomial: "food", degree: 1 }, "gate"],
        }),
        { food: [4, 2], gate: ["B", null] },
      ],
    ],
    options: 2,
  },
  mean: {
    legal: [() => [[2, 4.5, null, 6], { confidenceLevel: 0.95 }], () => [ratings(), { weights: weights() }]],
    options: 1,
  },
  meanFromMoments: {
    legal: [
      () => [main.moments([2, 4, 6]), { confidenceLevel: 0.95 }],
      () => [main.moments(ratings(), { weights: weights() }), {}],
    ],
    options: 1,
  },
  median: { legal: [() => [[2, 4.5, null, 6], { confidenceLevel: 0.9, alternative: "less" }]], options: 1 },
  crossProducts: {
    legal: [
      () => [{ food: [3, 4, null, 5], staff: [4, 4.5, 3, 2] }, { frequencies: [1, 0, 2, 3] }],
      () => [{ food: [1e9, 1e9 + 1, 1e9 + 5] }],
    ],
    options: 1,
  },
  mergeCrossProducts: {
    legal: [
      () => [
        main.crossProducts({ food: [3, 4], staff: [4, 1] }),
        main.crossProducts({ food: [null], staff: [4] }),
        { ...main.crossProducts({ food: [3, 5, 0.1], staff: [4, 2, 2] }), productsLow: null },
      ],
    ],
  },
  moments: { legal: [() => [[2, 4.5, null, 6]], () => [ratings(), { weights: weights() }]], options: 1 },
  mergeMoments: {
    legal: [
      () => [main.moments([2, 4]), main.moments([]), main.moments([1, null, 5])],
      () => [main.moments(ratings(), { weights: weights() }), main.moments([1, 3], { weights: [2, 0.5] })],
    ],
  },
  meanSampleSize: {
    legal: [
      () => [{ margin: 0.1 }, { standardDeviation: 1.1, confidenceLevel: 0.95 }],
      () => [{ standardError: 0.1 }, { standardDeviation: 1.1, population: 500 }],
    ],
    options: 1,
  },
  proportion: {
    legal: [
      ...["wilson", "wilson-cc", "agresti-coull", "wald"].map((method) => () => [
        9,
        10,
        { method, confidenceLevel: 0.95 },
      ]),
      () => [9, 10, { alternative: "greater" }],
    ],
    options: 2,
  },
  proportionExact: {
    legal: [
      ...["clopper-pearson", "jeffreys"].map((method) => () => [9, 10, { method, confidenceLevel: 0.95 }]),
      () => [9, 10, { alternative: "less" }],
    ],
    options: 2,
  },
  proportionSampleSize: {
    legal: [
      () => [{ margin: 0.05 }, { share: 0.3, confidenceLevel: 0.95, method: "wilson" }],
      () => [{ standardError: 0.02 }, { population: 500, method: "wald" }],
    ],
    options: 1,
  },
  quantile: {
    legal: [
      () => [[2, 4.5, null, 6, 7, 9], 0.75, { confidenceLevel: 0.9, alternative: "greater" }],
      () => [[2, 4.5, 6], 0.5, {}],
    ],
    options: 2,
  },
  ratio: {
    legal: [
      () => [main.proportion(48, 80), main.proportion(56, 70), { method: "mover" }],
      () => [main.proportion(48, 80), main.proportion(56, 70), { method: "wald" }],
    ],
    options: 2,
  },
  tally: {
    legal: [() => [ratings(), { scale: scale(), weights: weights() }], () => [ratings(), { scale: scale() }]],
    options: 1,
  },
  tallyFromCounts: {
    legal: [
      () => [{ 5: 3, 4: 2n, 1: 1 }, { scale: scale() }],
      () => [
        [
          [5, 3],
          [null, 4n],
        ],
        { scale: scale() },
      ],
    ],
    options: 1,
  },
  twoWayTally: {
    legal: [
      () => [ratings(), recommends(), { ...twoWay(10), weights: weights() }],
      () => [ratings(), recommends(), twoWay(10)],
    ],
    options: 2,
  },
  twoWayTallyFromCounts: {
    legal: [
      () => [
        [
          [5, 1, 3],
          [null, 0, 4n],
          [2, null, 1],
        ],
        twoWay(1),
      ],
    ],
    options: 1,
  },
  mergeTwoWayTallies: {
    legal: [
      () => [main.twoWayTally([5, 4], [1, 0], twoWay(1)), main.twoWayTally([1, 4, null], [1, 1, 0], twoWay(1))],
      () => [main.twoWayTally([5, 4], [1, 0], { ...twoWay(1), weights: [1, 2] })],
    ],
  },
  mergeTallies: { legal: [() => [summary(), summary()], () => [weightedSummary(), weightedSummary()]] },
  kaplanMeier: {
    legal: [
      () => [
        [3, 10, 10, 24, 31, 20, null],
        {
          observed: [true, true, false, true, null, false, true],
          times: [0, 12, 50],
          horizon: 20,
          confidenceLevel: 0.9,
        },
      ],
      () => [Float64Array.of(3, 10, 10, 24), { observed: Uint8Array.of(1, 0, 1, 1), method: "log-log" }],
    ],
    options: 1,
  },
  adjustPValues: {
    legal: [
      () => [[0.01, null, 0.04, 0.03], { method: "holm", comparisons: 5 }],
      () => [[0.01, 0.04, 1, 0], { method: "benjamini-yekutieli" }],
    ],
    options: 1,
  },
  bootstrapInterval: {
    legal: [
      () => [
        recommends(),
        (sample: unknown[]) => promotersIn(sample),
        { method: "bca", confidenceLevel: 0.95, draws: 100, seed: 1 },
      ],
      () => [recommends(), (sample: unknown[]) => promotersIn(sample), { method: "percentile", draws: 120 }],
    ],
    options: 2,
  },
  bootstrapSteps: {
    legal: [
      () => [
        recommends(),
        (sample: unknown[]) => promotersIn(sample),
        { method: "bca", confidenceLevel: 0.95, draws: 100, seed: 1, chunk: 40 },
      ],
    ],
    options: 2,
    call: (...args: never[]) => {
      const steps = (main.bootstrapSteps as (...args: never[]) => Generator<unknown, unknown, void>)(...args);
      let step = steps.next();
      while (!step.done) step = steps.next();
      return step.value;
    },
  },
  correlation: {
    legal: ["pearson", "spearman", "kendall"].map((method) => () => [
      columns().food,
      outcome(),
      { method, confidenceLevel: 0.95, alternative: "greater" },
    ]),
    options: 2,
  },
  correlationMatrix: {
    legal: [
      () => [columns(), { method: "pearson", missing: "complete", adjustment: "holm", confidenceLevel: 0.95 }],
      () => [columns(), { method: "kendall", missing: "pairwise" }],
    ],
    options: 1,
  },
  partialCorrelation: {
    legal: ["pearson", "spearman"].map((method) => () => [
      columns().food,
      outcome(),
      { staff: columns().staff },
      { method, confidenceLevel: 0.95, alternative: "less" },
    ]),
    options: 3,
  },
  permutationTest: {
    legal: [
      () => [[3, 4, null, 5], [5, 6, 4], { alternative: "less", draws: 100, seed: 1 }],
      () => [
        ratings(),
        [...ratings(), 2, 3, 2, 4],
        { statistic: (a: unknown[], b: unknown[]) => b.length - a.length, draws: 100 },
      ],
    ],
    options: 2,
  },
  anova: {
    legal: [
      () => [{ north: [6, 8, 4, null], south: { n: 6, mean: 9, standardDeviation: 2.3 }, west: main.moments([13, 9]) }],
    ],
  },
  brunnerMunzel: {
    legal: [() => [[3, 4, null, 1], summary(), { alternative: "less" }], () => [[1.5, 2], [3, 4, 2.5], {}]],
    options: 2,
  },
  chiSquaredGoodnessOfFit: { legal: [() => [[44, 56], { expectedShares: [0.5, 0.5] }]], options: 1 },
  chiSquaredTest: {
    legal: [
      () => [
        [
          [12, 7],
          [5, 16],
        ],
        { method: "chi-squared-cc" },
      ],
      () => [
        [
          [12, 7, 0],
          [5, 16, 0],
          [3, 4, 0],
        ],
        {},
      ],
    ],
    options: 1,
  },
  cliffsDelta: { legal: [() => [[3, 4, null, 1], summary(), { confidenceLevel: 0.9 }]], options: 2 },
  fisherExact: {
    legal: [
      () => [
        [
          [3, 1],
          [1, 3],
        ],
        { alternative: "greater", confidenceLevel: 0.95 },
      ],
      () => [
        [
          [3, 1, 2],
          [1, 3, 4],
        ],
        { alternative: "two-sided" },
      ],
    ],
    options: 1,
  },
  kruskalWallis: { legal: [() => [{ north: [1, 2, null, 4], south: summary(), west: [2, 3, 3] }]] },
  mannWhitney: {
    legal: [
      () => [[3, 4, null, 1], summary(), { alternative: "greater", method: "exact" }],
      () => [[1.5, 2], [3, 4, 2.5], { alternative: "less", method: "normal" }],
    ],
    options: 2,
  },
  mcnemar: {
    legal: [
      () => [
        { both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 },
        { alternative: "less", method: "mid-p" },
      ],
      () => [{ both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 }, { method: "chi-squared-cc" }],
    ],
    options: 1,
  },
  probabilityOfSuperiority: { legal: [() => [[3, 4, null, 1], summary(), { confidenceLevel: 0.9 }]], options: 2 },
  welchAnova: {
    legal: [
      () => [{ north: [6, 8, 4, null], south: { n: 6, mean: 9, standardDeviation: 2.3 }, west: main.moments([13, 9]) }],
    ],
  },
  wilcoxonSignedRank: {
    legal: [
      () => [[3, 2, 4, 1], [4, 4, 5, 4], { alternative: "greater", method: "exact" }],
      () => [[3, 2, null, 1], [4, 4, 4, 4], { alternative: "two-sided", method: "normal" }],
    ],
    options: 2,
  },
  // formatting
  formatEstimate: {
    legal: [
      () => [main.nps(recommends()), { digits: 1, locale: "en" }],
      () => [main.mean([2, 4]), { digits: 3, locale: "zh" }],
    ],
    options: 1,
  },
  formatPercentages: { legal: [() => [[0.5, 0.25, 0.25], { digits: 1, locale: "de-DE" }]], options: 1 },
  // report
  explainComparison: {
    legal: [
      () => [main.compareProportions({ successes: 4, trials: 8 }, { successes: 5, trials: 7 }), words()],
      () => [main.compareMeans([1, 2], [3, 5], { margin: 4, direction: "lower-is-better" }), { locale: "en" }],
      () => [main.compareNps(recommends(), recommends()), words()],
      () => [main.compareProportionsExact({ successes: 0, trials: 8 }, { successes: 5, trials: 7 }), {}],
      () => [main.compareProportionsPaired({ both: 5, onlyFirst: 2, onlySecond: 4, neither: 3 }), words()],
      () => [main.compareRatings(ratings(), [3, 5, 4, 4], { margin: 1 }), {}],
    ],
    options: 1,
  },
  formatCaveat: { legal: [() => [{ code: "all-or-none", path: "mean" }, { locale: "zh" }]], options: 1 },
  formatResult: {
    legal: [
      () => [main.sampleRatioMismatch([40, 60]), words()],
      () => [main.compareVariants([1, 2, 4], { a: [5, 3], b: [4, 4] }, { compare: main.compareMeans }), {}],
      () => [main.nps(recommends()), { locale: "en" }],
      () => [main.csat(ratings()), words()],
      () => [main.ces(ratings()), {}],
      () => [main.proportion(9, 10), {}],
      () => [main.proportionSampleSize({ margin: 0.05 }, { population: 2000 }), words()],
      () => [main.mean([2, 4]), words()],
      () => [main.difference(main.proportion(48, 80), main.proportion(56, 70)), {}],
      () => [main.linearModel(columns(), outcome()), words()],
      () => [main.logisticModel({ rating: [1, 2, 3, 4, 5] }, [0, 1, 0, 1, 1]), words()],
      () => [main.ordinalModel({ wait: [5, 12, 8, 3, 15, 9] }, [3, 1, 2, 3, 1, 2]), {}],
      () => [main.marginalEffects(main.logisticModel({ x: [1, 2, 3, 4, 5] }, [0, 1, 0, 1, 1]), { x: [1, 2] }), words()],
      () => [curve(), {}],
      () => [curve().levels[0], words()],
      () => [curve().steps[0], {}],
      () => [main.pareto([{ name: "a", value: 2 }]), {}],
      () => [main.projectWordOfMouth({ customers: 9, referralRate: 0.1, satisfaction: 3 }), words()],
      () => [main.compareProportions({ successes: 4, trials: 8 }, { successes: 5, trials: 7 }), words()],
      () => [main.compareMeans([1, 2], [3, 5]), words()],
      () => [main.quantile([1, 5, 2, 3], 0.9), words()],
      () => [main.cronbachAlpha(columns()), words()],
      () => [main.ratio(main.proportion(4, 8), main.proportion(5, 7)), words()],
      () => [main.compareNps(recommends(), recommends()), words()],
      () => [main.mannWhitney([1, 2, 4], [3, 4, 5]), words()],
      () => [main.kruskalWallis({ a: [1, 2], b: [3, 4] }), {}],
      () => [main.welchAnova({ a: [1, 2], b: [3, 5] }), words()],
      () => [main.correlation(columns().food, outcome()), {}],
      () => [main.partialCorrelation(columns().food, outcome(), { staff: columns().staff }), words()],
      () => [main.correlationMatrix(columns()), words()],
      () => [main.bootstrapInterval(recommends(), promotersIn, { draws: 100 }), {}],
      () => [main.permutationTest([3, 4], [5, 6]), words()],
    ],
    options: 1,
  },
  // input
  feedbackSchema: {
    legal: [() => [{ ratingScale: scale() }, { rating: "4", recommend: 9, submittedAt: "2024-02-29" }]],
    options: 0,
    call: (...[options, row]: [never, unknown]) => {
      const result = input.feedbackSchema(options)["~standard"].validate(row);
      if (result instanceof Promise) throw new Error("the schema is synchronous");
      return result.issues === undefined ? result.value : result.issues.map(({ message }) => message);
    },
  },
  parseFeedback: {
    legal: [
      () => [
        [
          { rating: "4", comment: "c", customerId: "7", submittedAt: 5, respondedAt: "2024-02-29T10:00Z" },
          { recommend: 10n, orderValue: "9.5", topic: "wifi" },
        ],
        { ratingScale: scale() },
      ],
    ],
    options: 1,
  },
  surveyTable: {
    legal: [
      () => [
        [
          { q1: "5", wifi: "6", note: "slow" },
          { q1: "", wifi: 4, note: "" },
        ],
        {
          overall: { field: "q1", type: "rating", scale: scale() },
          wifi: { type: "number", missing: { 6: "did not use" } },
          note: { type: "text" },
        },
      ],
    ],
  },
  tallyFromRows: {
    legal: [
      () => [
        [
          { score: 4, n: 12 },
          { score: "5", n: 3n },
          { score: null, n: "2" },
        ],
        { rating: "score", count: "n", scale: scale() },
      ],
    ],
    options: 1,
  },
};

export const EXPORTS: Readonly<Record<string, unknown>> = { ...main, ...report, ...input };
export const NAMES = Object.keys(CALLS);
