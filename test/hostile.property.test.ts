import { inspect, isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as main from "../src/index";
import { CALLS, type Call, EXPORTS, holed, NAMES, scale, summary, weightedSummary } from "./calls";

// Every exported function is given arguments that are legal but for one or two places, at any depth, and arguments that
// are nothing but hostile. It must throw a StatsError in its own name, or return a result that is plain, finite data.

const SEED = 20240229;
/** For each list of legal arguments, and as many again. */
const RUNS = 80;
/** A call that takes longer than this, in milliseconds, hangs; the slowest legal ones here take a few on a busy machine. */
const HANGS = 20_000;

// Hostile values

const NUMBERS = [
  ...[0, -0, 1, -1, 0.5, 2, 5, 10, 11, 95, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ...[2 ** 53, 2 ** 53 - 1, -(2 ** 53), 2 ** 31, 2 ** 32, -(2 ** 31), 2 ** 52],
  ...[1e308, -1e308, 1e200, -1e200, 1e154, 1e150, 1e100, 1e16, 1e-16, 1e-100, 1e-150, 1e-200, 1e-308, 5e-324, -5e-324],
  ...[1 - 2 ** -53, 1 + 2 ** -52, 0.999999, 1e-9, 4.000000000000001],
];

/** Taken out of its object. */
const ABSENT = Symbol("absent");

class Instance {
  readonly kind = "tally";
  readonly min = 1;
  readonly max = 5;
}

/** Made afresh, since some of them can be read only once. */
const CURATED: readonly (() => unknown)[] = [
  ...[undefined, null, true, false, ABSENT, ...NUMBERS].map((value) => () => value),
  ...["", " ", "9", "0.5", "en", "zh", "wald", "tally", "__proto__", "constructor", "toString", "x".repeat(1000)].map(
    (value) => () => value,
  ),
  ...[1n, 0n, -1n, 2n ** 53n, 2n ** 64n, 10n ** 400n].map((value) => () => value),
  () => Symbol("s"),
  () => Symbol("s".repeat(1000)),
  () => Symbol.iterator,
  () => () => 1,
  () => new Instance(),
  () => [],
  () => [[]],
  () => [[1, 2]],
  () => [1, 2, 3],
  () => [5, 5, 5, 5, 5, 5],
  () => [null, undefined],
  () => [Number.NaN],
  () => ["9"],
  () => [1n],
  () => new Array(6),
  // biome-ignore lint/suspicious/noSparseArray: holes are hostile
  () => [1, , 3],
  () => Object.freeze([1, 2, 3, 4, 5, 1]),
  () => [1, 2, 3].values(),
  () => ({}),
  () => Object.create(null),
  () => Object.create({ min: 1, max: 5, kind: "nps", length: 1 }),
  () => ({ length: 3 }),
  () => ({ length: -1 }),
  () => ({ length: Number.NaN }),
  () => ({ length: 2 ** 53 }),
  () => ({ length: "2", 0: 1, 1: 2 }),
  () => ({ length: 2, 0: 1, 1: 2 }),
  () => ({ 0: 1, 1: 2 }),
  () => ({ [Symbol.iterator]: 5 }),
  () => ({ [Symbol.toStringTag]: "t".repeat(1000) }),
  () => ({ toString: 5, valueOf: null }),
  () => ({ min: 1, max: 5 }),
  () => ({ min: 5, max: 1 }),
  () => ({ min: 0, max: 1000 }),
  () => ({ min: Number.NaN, max: 5 }),
  () => ({ min: 0, max: 2 ** 53 }),
  () => ({ successes: 3, trials: 5 }),
  () => ({ successes: 2 ** 53 - 2, trials: 2 ** 53 - 1 }),
  () => ({ n: 2, mean: 1e308, standardDeviation: 1e200 }),
  () => ({ n: 2 ** 53 - 1, mean: 0, standardDeviation: 5e-324 }),
  () => ({ kind: "tally" }),
  () => ({ kind: "moments", n: 3, nMissing: 0, mean: 1e308, meanLow: 1e308, sumOfSquares: 1e308 }),
  () => ({ kind: "nps" }),
  () => ({ kind: "toString" }),
  () => ({ name: "a", value: 1 }),
  () => ({ code: "toString" }),
  () => JSON.parse('{"__proto__":{"min":1,"max":5},"constructor":1,"toString":2}'),
  () => new Map([[1, 2]]),
  () => new Map<unknown, unknown>([["min", 1]]),
  () => new Set([1, 2, 3]),
  () => new WeakMap(),
  () => new Date(0),
  () => new Date(Number.NaN),
  () => /x/,
  () => new Error("x"),
  () => Promise.resolve(1),
  () => Object(5),
  () => Object("ab"),
  () => Object(Symbol("s")),
  () => Object(1n),
  () => new Proxy([1, 2, 3], {}),
  () => new Proxy({ min: 1, max: 5 }, {}),
  () => Int8Array.of(1, 2, 3),
  () => Uint8Array.of(),
  () => Uint32Array.of(2 ** 32 - 1),
  () => Float32Array.of(1.5),
  () => Float64Array.of(Number.NaN, 1),
  () => Float64Array.of(1, 2, 3, 4, 5, 1, 2),
  () => BigInt64Array.of(1n),
  () => new DataView(new ArrayBuffer(8)),
  () => new ArrayBuffer(8),
  () => main.tally([1, 2], { scale: { min: 1, max: 2 } }),
  () => main.tally([], { scale: { min: 0, max: 10 } }),
  () => main.moments([]),
  () => main.moments([1e15, 1e15 + 1]),
  () => main.mean([1]),
  () => main.nps([10]),
  () => main.proportion(0, 10),
  () => main.linearModel({ food: [1, 2, 3] }, [1, 2, 4]),
];

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const numbers = fc.oneof(fc.constantFrom(...NUMBERS), fc.double(), fc.integer());
const hostile: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...CURATED) },
  { weight: 3, arbitrary: numbers.map((value) => () => value) },
  { weight: 1, arbitrary: fc.array(numbers, { maxLength: 8 }).map((list) => () => [...list]) },
  { weight: 1, arbitrary: anything.map((value) => () => value) },
);

type Path = readonly (string | number)[];

/** Every place in a list of arguments: the arguments themselves, their fields and elements, at any depth. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null || path.length > 5) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const inside = keys.flatMap((key) => placesIn((value as Record<string, unknown>)[key], [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

/** Puts a value in a place, in place; `ABSENT` takes away what was there. */
function putAt(args: unknown[], path: Path, value: unknown): void {
  let holder: unknown = args;
  for (const key of path.slice(0, -1)) holder = (holder as Record<string | number, unknown> | undefined)?.[key];
  const last = path.at(-1) as string | number;
  // an earlier change may have taken away the object that this one is in
  if (typeof holder !== "object" || holder === null || Object.isFrozen(holder) || ArrayBuffer.isView(holder)) return;
  if (value === ABSENT) Reflect.deleteProperty(holder, last);
  else Reflect.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
}

function freezeDeep(value: unknown, depth = 0): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || depth > 6) return;
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inside of Object.values(value)) freezeDeep(inside, depth + 1);
}

/** How to make arguments: legal ones with some places changed, or nothing but hostile ones. */
interface Recipe {
  readonly legal: number | null;
  readonly changes: readonly (readonly [place: number, value: () => unknown])[];
  readonly frozen: boolean;
}

function recipesFor({ legal }: Call): fc.Arbitrary<Recipe> {
  const change = fc.tuple(fc.nat(), hostile);
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({
        legal: fc.nat(legal.length - 1),
        changes: fc.array(change, { minLength: 1, maxLength: 2 }),
        frozen: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        legal: fc.constant(null),
        changes: fc.array(change, { maxLength: 4 }),
        frozen: fc.constant(false),
      }),
    },
  );
}

/** The arguments, and a short description of them. */
function prepare(call: Call, { legal, changes, frozen }: Recipe): { args: unknown[]; shown: string } {
  if (legal === null) {
    const args = changes.map(([, value]) => value());
    return { args, shown: `(${args.map(brief).join(", ")})` };
  }
  const args = (call.legal[legal] as () => unknown[])();
  const places = placesIn(args);
  const shown = changes.map(([place, value]) => {
    const path = places[place % places.length] as Path;
    const put = value();
    putAt(args, path, put);
    return `${path.join(".")} = ${brief(put)}`;
  });
  if (frozen) freezeDeep(args);
  return { args, shown: `legal[${legal}] with ${shown.join(" and ")}` };
}

function brief(value: unknown): string {
  const text = value === ABSENT ? "absent" : inspect(value, { depth: 2, breakLength: Number.POSITIVE_INFINITY });
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

// What may come of a call

const CODES = ["invalid-input", "insufficient-data", "degenerate-data", "no-convergence"];

/** What is wrong with an error, or `null`. */
function complaintAboutError(name: string, error: unknown): string | null {
  if (!main.isStatsError(error)) return `throws ${String(error)}`;
  const { code, issues, message } = error;
  if (!CODES.includes(code)) return `has the code ${code}`;
  const [issue] = issues;
  if (issue === undefined) return "has no issue";
  const { path } = issue;
  if (typeof path !== "string" || typeof issue.message !== "string") return "has an issue that is not made of strings";
  if (!message.startsWith(`${name}: `)) return `speaks in another name: ${message}`;
  if (message !== `${name}: ${path === "" ? "" : `${path} `}${issue.message}`) return `has another message: ${message}`;
  if (message.endsWith(".")) return `ends with a full stop: ${message}`;
  if (issue.message.length > 250) return `shows too much of a value: ${issue.message.slice(0, 80)}...`;
  if (code === "invalid-input" && !/^must .+, received .+$/s.test(issue.message)) return `breaks the form: ${message}`;
  return null;
}

/** What in a result is no plain finite data, with its place, or `null`. */
function complaintAboutResult(value: unknown, path = "result"): string | null {
  if (value === null || typeof value === "boolean" || typeof value === "string") return null;
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0) ? null : `${path} is ${Object.is(value, -0) ? "-0" : value}`;
  }
  if (typeof value !== "object") return `${path} is of type ${typeof value}`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) {
    return `${path} is a ${Object.prototype.toString.call(value)}`;
  }
  if (Array.isArray(value) && Object.keys(value).length !== value.length) return `${path} has holes`;
  for (const [key, inside] of Object.entries(value)) {
    const complaint = complaintAboutResult(inside, `${path}.${key}`);
    if (complaint !== null) return complaint;
  }
  return null;
}

/** What in a sentence is a word of JavaScript's, or a zero with a sign. */
function complaintAboutText(text: string): string | null {
  return /NaN|undefined|\bnull\b|Infinity|∞|\[object|-0(?:[.,]0*)?(?![\d.,-])/.test(text) ? `reads ${text}` : null;
}

/** A copy to compare with afterwards, or `null` where there can be none. */
function snapshot(args: readonly unknown[]): unknown {
  try {
    return structuredClone(args);
  } catch {
    return null;
  }
}

function complaintAbout(name: string, args: readonly unknown[]): string | null {
  const { call = EXPORTS[name] as (...args: never[]) => unknown, opaque = false } = CALLS[name] as Call;
  const before = snapshot(args);
  // an invalid Date is not equal to itself
  const comparable = before !== null && isDeepStrictEqual(snapshot(args), before);
  const start = performance.now();
  let result: unknown;
  try {
    result = call(...(args as never[]));
  } catch (error) {
    return complaintAboutError(name, error);
  }
  const took = performance.now() - start;
  if (took > HANGS) return "hangs";
  if (comparable && !isDeepStrictEqual(snapshot(args), before)) return "changes its arguments";
  if (opaque) return null;
  const complaint = complaintAboutResult(result) ?? (typeof result === "string" ? complaintAboutText(result) : null);
  if (complaint !== null) return `returns what is no plain data: ${complaint}`;
  return isDeepStrictEqual(JSON.parse(JSON.stringify(result)), result) ? null : "returns what does not survive JSON";
}

/** What is wrong, of the smallest recipe that shows it, with the recipe in words. */
function finding(name: string, recipe: Recipe): { sort: string; text: string } | null {
  const call = CALLS[name] as Call;
  const smaller = recipe.changes.length > 1 && recipe.legal !== null ? recipe.changes.map((one) => [one]) : [];
  for (const changes of [...smaller, recipe.changes]) {
    const { args, shown } = prepare(call, { ...recipe, changes });
    const complaint = complaintAbout(name, args);
    if (complaint === null) continue;
    // one complaint of a sort is enough: not one for each place or number
    const sort = complaint.startsWith("shows too much") ? "shows" : complaint.replace(/[\d.e+-]+/g, "#").slice(0, 52);
    return { sort, text: `${name}: ${shown}: ${complaint.slice(0, 200)}` };
  }
  return null;
}

describe("every exported function", () => {
  it("is a function, and in the table above", () => {
    expect([...NAMES].sort()).toEqual(Object.keys(EXPORTS).sort());
    for (const name of NAMES) expect(typeof EXPORTS[name]).toBe("function");
  });

  it.each(NAMES)("%s() answers each list of legal arguments of the table", (name) => {
    const { legal, call = EXPORTS[name] as (...args: never[]) => unknown } = CALLS[name] as Call;
    for (const make of legal) {
      expect(() => call(...(make() as never[]))).not.toThrow();
      expect(complaintAbout(name, make())).toBeNull();
    }
  });

  it.each(NAMES)("%s() throws a StatsError or returns plain finite data, whatever it is given", (name) => {
    // one example of each complaint: the first to be found is seldom the only one
    const found = new Map<string, string>();
    fc.assert(
      fc.property(recipesFor(CALLS[name] as Call), (recipe) => {
        const one = finding(name, recipe);
        if (one !== null && !found.has(one.sort)) found.set(one.sort, one.text);
      }),
      { seed: SEED, numRuns: RUNS * (1 + (CALLS[name] as Call).legal.length) },
    );
    expect([...found.values()]).toEqual([]);
  });

  /** What the property above has found, or nearly found, and what two hostile places together would have to find. */
  const EXAMPLES: readonly (readonly [name: string, example: string, args: () => unknown[]])[] = [
    ["nps", "an iterator that is no function", () => [{ [Symbol.iterator]: 5 }]],
    ["csat", "weights whose sum overflows", () => [[5, 4, 1], { weights: [1e308, 1e308, 1] }]],
    ["csat", "weights whose squares underflow", () => [[5, 4, 1], { weights: [1e-200, 1e-200, 1e-200] }]],
    ["nps", "a weight whose square overflows", () => [[10, 9, 0], { weights: [1e200, 1, 1] }]],
    ["ces", "a weight whose square overflows", () => [[7, 6, 1], { weights: [1e200, 1, 1] }]],
    ["tally", "a weight whose square overflows", () => [[5, 4], { scale: scale(), weights: [1e200, 1] }]],
    ["csatFromTally", "a hole in the counts", () => [{ ...summary(), n: 4, counts: holed([1, 0, 1, 1, 2], 2) }]],
    ["csatFromTally", "a hole in the weights", () => [{ ...weightedSummary(), weights: holed([1, 0, 1, 1, 2], 2) }]],
    [
      "cesFromTally",
      "a squared weight of 1e308",
      () => [{ ...weightedSummary(), squaredWeights: [1e308, 0, 1, 1, 2] }],
    ],
    ["csatFromTally", "negative zeros", () => [{ ...summary(), nMissing: -0, counts: [1, -0, 1, 1, 2] }]],
    ["csat", "a scale from -0", () => [[5, 0], { scale: { min: -0, max: 5 }, satisfiedFrom: 4 }]],
    ["mergeTallies", "a hole in the weights", () => [{ ...weightedSummary(), weights: holed([1, 0, 1, 1, 2], 0) }]],
    ["mergeMoments", "means whose difference overflows", () => [main.moments([-1e308]), main.moments([1e308])]],
    ["mergeMoments", "means whose difference squared overflows", () => [main.moments([1e200]), main.moments([1])]],
    ["meanFromMoments", "negative zeros", () => [{ ...main.moments([1, 2]), mean: -0, sumOfSquares: -0 }]],
    ["mean", "values whose sum overflows", () => [[1.7e308, 1.7e308, 1.6e308]]],
    ["mean", "values as far apart as doubles can be", () => [[1e308, -1e308]]],
    [
      "compareMeans",
      "a standard deviation whose square overflows",
      () => [
        { n: 2, mean: 0, standardDeviation: 1e200 },
        { n: 2, mean: 0, standardDeviation: 1 },
      ],
    ],
    [
      "compareMeans",
      "means whose difference overflows",
      () => [
        [1e308, 1e308],
        [-1e308, -1e308],
      ],
    ],
    [
      "loyaltyCurve",
      "values whose differences overflow",
      () => [
        [1, 1, 2, 2],
        [1e308, 1e308, -1e308, -1e308],
      ],
    ],
    [
      "loyaltyCurve",
      "values whose squares overflow",
      () => [
        [1, 1, 2, 2],
        [1e200, -1e200, 5, 6],
      ],
    ],
    [
      "linearModel",
      "columns at both ends of the doubles",
      () => [{ a: [1e308, 1, -1e308, 4], b: [5e-324, 0, 1e-320, 1] }, [1, 2, 4, 4]],
    ],
    ["proportion", "-0 successes", () => [-0, 10]],
    ["proportionExact", "-0 successes", () => [-0, 10]],
    [
      "compareProportions",
      "-0 successes",
      () => [
        { successes: -0, trials: 10 },
        { successes: 1, trials: 10 },
      ],
    ],
    ["pareto", "-0 customers", () => [[{ name: "a", value: 80 }], { customers: -0 }]],
    [
      "pareto",
      "values whose sum overflows",
      () => [
        [
          { name: "a", value: 1e308 },
          { name: "b", value: 1e308 },
        ],
      ],
    ],
    ["isotonicRegression", "no argument", () => []],
    ["isotonicRegression", "no array", () => [5]],
    ["isotonicRegression", "weights that are null", () => [[1, 2], { precisionWeights: null }]],
    ["isotonicRegression", "a weight that is a string", () => [[1, 2], { precisionWeights: ["1", 1] }]],
    ["isotonicRegression", "a weight that is a symbol", () => [[1, 2], { precisionWeights: [Symbol("s"), 1] }]],
    ["isotonicRegression", "-0", () => [[-0, 1]]],
    ["isotonicRegression", "values whose difference overflows", () => [[1e308, -1e308]]],
    [
      "projectWordOfMouth",
      "an interval that overflows",
      () => [
        {
          customers: 1e300,
          referralRate: 1,
          satisfaction: { ...main.mean([1, 2]), interval: { lower: 1, upper: 1e10, level: 0.95, method: "t" } },
        },
      ],
    ],
    [
      "difference",
      "estimates whose difference overflows",
      () => [
        { ...main.mean([1, 2]), estimate: 1e308 },
        { ...main.mean([1, 2]), estimate: -1e308 },
      ],
    ],
    ["orNull", "no function", () => [5]],
    ["columnsOf", "a row that is null", () => [[null, { a: 1 }], ["a"]]],
    ["parseFeedback", "a promise in a row", () => [[{ topic: Promise.resolve(1) }, { rating: 3 }]]],
    ["surveyTable", "a promise in a row", () => [[{ q: Promise.resolve(1) }], { q: { type: "number" } }]],
    ["surveyTable", "a cell without a string form", () => [[{ q: Object.create(null) }], { q: { type: "number" } }]],
    ["formatPercentages", "a typed array", () => [Float64Array.of(0.5, 0.5)]],
    ["formatResult", "an interval that is lost", () => [{ ...main.proportion(9, 10), interval: undefined }]],
    ["formatResult", "names that are none", () => [main.compareNps([10], [9]), { control: Number.NaN, treatment: {} }]],
  ];

  it.each(EXAMPLES)("%s() throws a StatsError or returns plain finite data for %s", (name, _, args) => {
    expect(complaintAbout(name, args())).toBeNull();
  });

  it("isotonicRegression() weighs equal weights equally, however large", () => {
    let fitted: unknown;
    try {
      fitted = main.isotonicRegression([3, 1], { precisionWeights: [1e308, 1e308] });
    } catch (error) {
      expect(complaintAboutError("isotonicRegression", error)).toBeNull();
      return;
    }
    expect(fitted).toEqual([2, 2]);
  });

  const WITH_OPTIONS = NAMES.filter((name) => CALLS[name]?.options !== undefined);

  it.each(WITH_OPTIONS)("%s() refuses options that are no object, so that none are silently ignored", (name) => {
    const { legal, options, call = EXPORTS[name] as (...args: never[]) => unknown } = CALLS[name] as Call;
    for (const wrong of [null, 0.99, "wald", true]) {
      const args = (legal[0] as () => unknown[])();
      args[options as number] = wrong;
      let thrown: unknown = null;
      try {
        call(...(args as never[]));
      } catch (error) {
        thrown = error;
      }
      expect(main.isStatsError(thrown) ? thrown.message : thrown).toBe(
        `${name}: options must be an object, received ${typeof wrong === "string" ? `"${wrong}"` : wrong}`,
      );
    }
  });
});
