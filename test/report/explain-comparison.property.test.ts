import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStatsError } from "../../src/core/errors";
import { compareMeans } from "../../src/metrics/experiments/means/compare-means";
import { compareNps } from "../../src/metrics/experiments/nps/compare-nps";
import { compareNpsPaired } from "../../src/metrics/experiments/nps/compare-nps-paired";
import { compareProportions } from "../../src/metrics/experiments/proportions/compare-proportions";
import { compareProportionsExact } from "../../src/metrics/experiments/proportions/compare-proportions-exact";
import { compareProportionsPaired } from "../../src/metrics/experiments/proportions/compare-proportions-paired";
import { compareRatings } from "../../src/metrics/experiments/ratings/compare-ratings";
import { explainComparison } from "../../src/report/explain-comparison";
import { formatResult } from "../../src/report/format-result";
import type { ComparisonResult } from "../../src/report/results";

const arm = fc
  .integer({ min: 1, max: 5000 })
  .chain((trials) => fc.record({ successes: fc.integer({ min: 0, max: trials }), trials: fc.constant(trials) }));
const answers = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: 2, maxLength: 15 });
const values = fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
  minLength: 2,
  maxLength: 8,
});
const level = fc.constantFrom(0.8, 0.95, 0.999);
const counts = fc.record({
  both: fc.nat(40),
  onlyFirst: fc.nat(20),
  onlySecond: fc.nat(20),
  neither: fc.integer({ min: 1, max: 40 }),
});
/** Options of a margin between nothing and the whole width, or none. */
const marginUpTo = (widest: number) =>
  fc.oneof(
    fc.constant({}),
    fc.record({
      margin: fc.double({ min: widest / 1000, max: widest, noNaN: true }),
      direction: fc.constantFrom("higher-is-better", "lower-is-better"),
    }),
  );

/** Comparisons of every kind of input, as they come: few answers, equal answers, empty cells, margins of any width. */
const comparisons: fc.Arbitrary<ComparisonResult | null> = fc
  .oneof(
    fc.tuple(arm, arm, level, marginUpTo(1), fc.constantFrom("miettinen-nurminen", "newcombe", "wald")).map(
      ([a, b, confidenceLevel, margin, method]) =>
        () =>
          compareProportions(a, b, { confidenceLevel, method, ...margin }),
    ),
    fc.tuple(arm, arm, level, fc.constantFrom("fisher", "central", "mid-p")).map(
      ([a, b, confidenceLevel, method]) =>
        () =>
          compareProportionsExact(a, b, { confidenceLevel, method }),
    ),
    fc.tuple(counts, level, marginUpTo(1)).map(
      ([table, confidenceLevel, margin]) =>
        () =>
          compareProportionsPaired(table, { confidenceLevel, ...margin }),
    ),
    fc.tuple(values, values, level, marginUpTo(100)).map(
      ([a, b, confidenceLevel, margin]) =>
        () =>
          compareMeans(a, b, { confidenceLevel, ...margin }),
    ),
    fc
      .tuple(
        answers(1, 5),
        answers(1, 5),
        level,
        marginUpTo(4),
        fc.constantFrom("brunner-munzel", "wilson-brunner-munzel", "mann-whitney", "exact"),
      )
      .map(
        ([a, b, confidenceLevel, margin, method]) =>
          () =>
            compareRatings(a, b, { confidenceLevel, method, ...margin }),
      ),
    fc.tuple(answers(0, 10), answers(0, 10), level, marginUpTo(200)).map(
      ([a, b, confidenceLevel, margin]) =>
        () =>
          compareNps(a, b, { confidenceLevel, ...margin }),
    ),
    fc.tuple(answers(0, 10), level, marginUpTo(200)).map(
      ([a, confidenceLevel, margin]) =>
        () =>
          compareNpsPaired(a, [...a].reverse(), { confidenceLevel, ...margin }),
    ),
  )
  .map((make) => {
    try {
      return make() as ComparisonResult;
    } catch (error) {
      if (isStatsError(error)) return null;
      throw error;
    }
  });

const LANGUAGES = ["en", "zh"] as const;
/** What would claim an effect by its p-value alone, or the absence of one. */
const FORBIDDEN = {
  en: /significan|prove[ns]?\b|no effect|no change|no difference(?! larger than the margin of )|without effect/i,
  zh: /显著|证明|证实|无效|无差|没有差|没有效果|没有影响|没有变化|没有区别/,
};
const NOTHING = /undefined|null|NaN|Infinity|∞|\[object|\(\)|（）|;;|；；|, ?;|，；|: ?;|：；| {2}|\.\.|。。/;

describe("explainComparison() on any comparison", () => {
  it("explainComparison() never calls a difference significant or absent, save one beyond the margin", () => {
    fc.assert(
      fc.property(comparisons, (comparison) => {
        fc.pre(comparison !== null);
        for (const locale of LANGUAGES) {
          const { change, certainty, limits } = explainComparison(comparison, { locale });
          for (const sentence of [change, certainty, limits]) expect(sentence).not.toMatch(FORBIDDEN[locale]);
          const claim = locale === "en" ? /no difference larger than/ : /没有超出界值/;
          expect(claim.test(certainty)).toBe(comparison.margin?.statement === "equivalent");
        }
      }),
      { numRuns: 400 },
    );
  });

  it("explainComparison() says what any interval that it tests or shows reaches to, and any p-value", () => {
    fc.assert(
      fc.property(comparisons, (comparison) => {
        fc.pre(comparison !== null);
        const { difference, test } = comparison;
        for (const locale of LANGUAGES) {
          const { certainty } = explainComparison(comparison, { locale });
          // the numbers that formatResult() writes of the same interval, which would vanish where the estimate is 0
          const [, ends] = /(?:interval|区间)[:：](.*)[)）]/.exec(formatResult(difference, { locale })) ?? [];
          for (const end of ends?.match(/[\d,.]*\d/g) ?? []) {
            if (Number(end) !== 0) expect(certainty).toContain(end);
          }
          if (difference.interval !== null) expect(certainty).toMatch(/95%|80%|99\.9%/);
          if (test.pValue !== null) expect(certainty).toMatch(/p [=<] \d\.\d{3}/);
          else expect(certainty).toContain(locale === "en" ? "no test is possible" : "无法检验");
        }
      }),
      { numRuns: 400 },
    );
  });

  it("explainComparison() says what remains possible wherever the tested interval holds no difference", () => {
    fc.assert(
      fc.property(comparisons, (comparison) => {
        fc.pre(comparison !== null && comparison.margin?.statement !== "equivalent");
        const { tested, difference, effectSize } = comparison;
        const interval = tested === "difference" ? difference.interval : (effectSize?.interval ?? null);
        fc.pre(interval !== null && interval.lower !== interval.upper);
        const none = { difference: 0, "probability-of-superiority": 0.5, "arm-odds-ratio": 1 };
        const at = none[(tested === "difference" ? tested : effectSize!.kind) as keyof typeof none];
        const holds = (interval.lower ?? 0) <= at && at <= (interval.upper ?? at);
        fc.pre(difference.interval === null || difference.interval.lower !== difference.interval.upper);
        const [inEnglish, inChinese] = LANGUAGES.map((locale) => explainComparison(comparison, { locale }).limits);
        expect(/does not show that the arms are alike: .* remains possible/.test(inEnglish!)).toBe(holds);
        expect(inChinese!.includes("这并不表明两组相同")).toBe(holds);
      }),
      { numRuns: 400 },
    );
  });

  it("explainComparison() says better or worse only where a margin says which way is better, else higher or lower", () => {
    fc.assert(
      fc.property(comparisons, (comparison) => {
        fc.pre(comparison !== null);
        const { change } = explainComparison(comparison);
        if (comparison.margin === null) {
          const { certainty, limits } = explainComparison(comparison);
          expect(change + certainty + limits).not.toMatch(/\b(better|worse)\b/);
        } else {
          expect(change).not.toMatch(/\b(higher|lower)\b/);
          const up = comparison.difference.estimate > 0;
          const better = up === (comparison.margin.direction === "higher-is-better");
          if (!change.includes("equal")) expect(change).toMatch(better ? / better[,;]/ : / worse[,;]/);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("explainComparison() writes whole sentences, in the marks of their language, without a sign or a hole", () => {
    fc.assert(
      fc.property(comparisons, fc.constantFrom("en", "zh", "de-DE"), (comparison, locale) => {
        fc.pre(comparison !== null);
        const explained = explainComparison(comparison, { locale });
        expect(explained.certainty + explained.limits).not.toMatch(/(?<!E)-\d/);
        for (const sentence of Object.values(explained)) {
          expect(sentence).not.toMatch(NOTHING);
          if (locale === "zh") expect(sentence).toMatch(/^[^;()]*[^。；，]。$/);
          else expect(sentence).toMatch(/^[A-Z][^。；，]*[^.;,]\.$/);
          if (locale === "en") expect(sentence).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
