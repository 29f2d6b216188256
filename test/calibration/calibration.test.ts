import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { binomialPmf } from "../../src/numerics/binomial";
import { randomGenerator } from "../../src/numerics/random";
import { proportion } from "../../src/statistics/estimates/proportion";
import { agree } from "../assertions";
import { root } from "../entries";
import { gridOf } from "./bands";
import { lowestCoverage, meanCoverage } from "./binomial-coverage";
import { codeHash } from "./code-hash";
import { pageOf, sectionOf, sectionsOf } from "./page";
import { agreeing, correlationsOf, latentNormal } from "./pairs";
import { sampler, shapeOf } from "./shapes";
import { studies } from "./studies";
import { COVERS, COVERS_OR_CAVEAT, holds, repeat, rowsOf, type Study, simulated, verdictOf } from "./study";
import { cellsOf, outcomesOf, probabilitiesOf, scoreOf } from "./trinomial";

describe("figures", () => {
  test("an exact figure is beyond its bar as soon as it is on the wrong side", () => {
    expect(verdictOf({ value: 0.93, interval: null }, COVERS)).toBe("within");
    expect(verdictOf({ value: 0.9299, interval: null }, COVERS)).toBe("beyond");
    expect(verdictOf({ value: 0.981, interval: null }, { atMost: 0.98, bar: true })).toBe("beyond");
    expect(verdictOf({ value: 0, interval: null }, null)).toBe("not judged");
  });

  test("a simulated figure is beyond its bar only with its whole interval", () => {
    expect(verdictOf({ value: 0.92, interval: { lower: 0.91, upper: 0.931 } }, COVERS)).toBe("within");
    expect(verdictOf({ value: 0.92, interval: { lower: 0.91, upper: 0.929 } }, COVERS)).toBe("beyond");
  });

  test("repeat() counts what each trial says, with an interval that 1 in 1,000 would miss", () => {
    let i = 0;
    const { even, never, rare } = repeat(2000, () => ({ even: i++ % 2 === 0, never: false, rare: i <= 5 || null }));
    expect(even).toEqual(simulated(1000, 2000));
    expect(rare).toEqual({ ...simulated(5, 2000), none: 0.9975 });
    expect(even.interval!.lower).toBeGreaterThan(0.46);
    expect(even.interval!.upper).toBeLessThan(0.54);
    // none of n: the upper end u has (1 - u)^n = 0.0005
    agree(never.interval!.upper, 1 - 0.0005 ** (1 / 2000), 1e-12);
  });

  test("an interval that does not exist says nothing, an open end holds all beyond", () => {
    const interval = { level: 0.95, method: "any" };
    expect(holds(null, 1)).toBe(null);
    expect(holds({ ...interval, lower: null, upper: null }, 1)).toBe(null);
    expect(holds({ ...interval, lower: null, upper: 1 }, 1)).toBe(true);
    expect(holds({ ...interval, lower: 1.5, upper: null }, 1)).toBe(false);
  });
});

describe("enumeration", () => {
  const n = 7;
  const ends = Array.from({ length: n + 1 }, (_, x) => proportion(x, n).interval);
  const coverageAt = (p: number) =>
    ends.reduce((sum, { lower, upper }, x) => (lower <= p && p <= upper ? sum + binomialPmf(x, n, p) : sum), 0);

  test("the mean coverage of a band is what a fine grid gives", () => {
    const band = { from: 0.1, to: 0.25 };
    const fine = gridOf(band, 20_000).reduce((sum, p) => sum + coverageAt(p), 0) / 20_000;
    agree(meanCoverage(ends, band), fine, 1e-5);
  });

  test("the lowest coverage of a band is below that of every point of a grid, and next to one", () => {
    const band = { from: 0, to: 0.5 };
    const least = Math.min(...gridOf(band, 20_000).map(coverageAt));
    const { value } = lowestCoverage(ends, band);
    expect(value).toBeLessThanOrEqual(least);
    expect(value).toBeGreaterThan(least - 1e-3);
  });

  test("the outcomes of three groups have probabilities that add up to 1, and the score as their mean", () => {
    const outcomes = outcomesOf(12);
    const probabilities = probabilitiesOf(outcomes);
    for (const shape of [
      { promoters: 0.5, detractors: 0.2 },
      { promoters: 0.7, detractors: 0.3 },
      { promoters: 1, detractors: 0 },
    ]) {
      const mass = probabilities(shape);
      const sumOf = (value: (i: number) => number) => mass.reduce((sum, p, i) => sum + p * value(i), 0);
      agree(
        sumOf(() => 1),
        1,
        1e-12,
      );
      const score = sumOf((i) => (100 * (outcomes[i]!.promoters - outcomes[i]!.detractors)) / 12);
      agree(score, scoreOf(shape), 1e-12);
    }
  });

  test("cells hold shapes of their score and share of passives only", () => {
    const cells = cellsOf(5);
    expect(cells.map(({ name }) => name)).toContain("75-100; 0-0.25");
    expect(cells.map(({ name }) => name)).not.toContain("75-100; 0.25-0.5");
    for (const { name, shapes } of cells) {
      const [from, to] = name.split(";")[0]!.split("-").map(Number) as [number, number];
      for (const shape of shapes) {
        expect(scoreOf(shape)).toBeGreaterThan(from);
        expect(scoreOf(shape)).toBeLessThan(to);
      }
    }
  });
});

describe("pairs", () => {
  const shape = shapeOf("j-shaped", 5);

  test("that agree with a probability have it as Pearson's and Spearman's correlation", () => {
    const { pearson, spearman } = correlationsOf(agreeing(shape, 0.3));
    agree(pearson, 0.3, 1e-12);
    agree(spearman, 0.3, 1e-12);
    agree(correlationsOf(agreeing(shape, 1)).kendall, 1, 1e-12);
    agree(1 + correlationsOf(agreeing(shape, 0)).kendall, 1, 1e-12);
  });

  test("that a normal correlation makes keep the shape, and of two halves have the arcsine of it", () => {
    const joint = latentNormal(shape, 0.7);
    joint.forEach((row, x) => {
      agree(
        row.reduce((sum, p) => sum + p, 0),
        shape[x]!,
        1e-12,
      );
      agree(
        joint.reduce((sum, other) => sum + other[x]!, 0),
        shape[x]!,
        1e-4,
      );
    });
    // Sheppard: both in the upper half with probability 1/4 + arcsin(r) / (2 pi)
    agree(latentNormal([0.5, 0.5], 0.7)[1]![1]!, 0.25 + Math.asin(0.7) / (2 * Math.PI), 1e-4);
  });
});

test("sampler() draws levels as often as the shape says", () => {
  const shape = shapeOf("airport", 5);
  const draw = sampler(shape);
  const random = randomGenerator(1);
  const counts = shape.map(() => 0);
  for (let i = 0; i < 50_000; i++) counts[draw(random)]!++;
  shape.forEach((share, level) => {
    const { lower, upper } = simulated(counts[level]!, 50_000).interval!;
    expect(lower <= share && share <= upper).toBe(true);
  });
});

describe("codeHash()", () => {
  const folder = mkdtempSync(join(tmpdir(), "code-hash-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const hashOf = (one: string, two: string) => {
    writeFileSync(join(folder, "one.ts"), one);
    writeFileSync(join(folder, "two.ts"), two);
    return codeHash(join(folder, "one.ts"));
  };
  const one = `import { two } from "./two";\nexport const one = two + 1;\n`;
  const two = "export const two = 2;\n";

  test("does not see comments, types and layout", () => {
    const spaced = `/** Two. */\nexport type Two = 2;\nexport const two: number =\n  2;\n`;
    expect(hashOf(one, spaced)).toBe(hashOf(one, two));
  });

  test("sees the code of imports, and follows them without the ending too", () => {
    expect(hashOf(one, "export const two = 3;\n")).not.toBe(hashOf(one, two));
    expect(hashOf(one.replace("./two", "./two.ts"), two)).not.toBe(hashOf(one, ""));
  });
});

describe("the page", () => {
  const study: Study = { name: "dice", title: "Dice", about: "How often.", replications: 2000, run: () => [] };
  const row = rowsOf({ caption: "Sixes", cases: "die" });
  const rows = [
    row("fair", "coverage", 0.95, COVERS),
    row("loaded", "coverage", { value: 0.5, interval: { lower: 0.4, upper: 0.6 } }, COVERS),
    row("worn", "coverage", { value: 0.92, interval: null, at: "p = 0.1" }, COVERS_OR_CAVEAT),
    row("worn", "lowest", 0.9),
  ];
  const section = sectionOf(study, rows, { seed: 1, replications: null, date: "2026-11-22", code: "0123456789ab" });

  test("has a line a case and a column a figure, and marks what is beyond", () => {
    expect(section.text).toContain("| die | coverage | lowest |\n|---|---|---|\n| fair | 95.0 |  |\n");
    expect(section.text).toContain("| loaded | **50.0 (40.0-60.0)** ✗ |  |\n| worn | 92.0 at p = 0.1 ▼ | 90.0 |\n");
    expect(section.text).toContain("\nBars: 2, broken: 1, marked: 1.\n");
    expect(section.text).toContain("Written by `npm run calibrate -- dice` on 2026-11-22: simulated figures of 2,000");
    expect(section).toMatchObject({ bars: 2, broken: 1, marked: 1, code: "0123456789ab" });
    expect(pageOf([section])).toContain("| [Dice](#dice) | 2 | 1 | 1 |");
  });

  test("gives back the sections that it was made of", () => {
    const other = { ...section, text: section.text.replaceAll("dice", "coins").replaceAll("Dice", "Coins") };
    const sections = sectionsOf(pageOf([section, other]));
    expect([...sections.keys()]).toEqual(["dice", "coins"]);
    expect(sections.get("dice")).toEqual(section);
    expect(pageOf([...sections.values()])).toBe(pageOf([section, other]));
  });

  test("docs/calibration.md has every study, and no bar is broken", () => {
    const sections = sectionsOf(readFileSync(`${root}docs/calibration.md`, "utf8"));
    expect([...sections.keys()]).toEqual(studies.map(({ name }) => name));
    expect([...sections].filter(([, { broken }]) => broken > 0)).toEqual([]);
  });
});
