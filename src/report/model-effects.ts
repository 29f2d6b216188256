import type { ConfidenceInterval, Estimate, Unit } from "../core/estimate";
import type { ConditionalOddsRatio } from "../statistics/hypothesis-tests/fisher-exact";
import type { GeneralisedCoefficient } from "../statistics/models/generalised-coefficients";
import type { MarginalEffect } from "../statistics/models/marginal-effects";
import type { Phrases } from "./phrasebook";

/** Why a coefficient has no number to be written. */
export type Absence = "separated" | "beyond-range";

/** The coefficients of a model as a list of odds ratios, with what a language says where there is none. */
export function oddsRatios(
  coefficients: readonly GeneralisedCoefficient[],
  f: Phrases,
  absent: (why: Absence) => string,
): string {
  return listOfSlopes(coefficients, f, absent, (estimate, interval) => {
    const ratio = Math.exp(estimate);
    if (!(ratio < Infinity)) return null;
    const [lower, upper] = [Math.exp(interval.lower), Math.exp(interval.upper)];
    const ends = { ...interval, lower: lower > 0 ? lower : null, upper: upper < Infinity ? upper : null };
    return f.ratio({ estimate: ratio, interval: ends });
  });
}

/** The same of what they are themselves, where they have no odds ratios. */
export function plainEffects(
  coefficients: readonly GeneralisedCoefficient[],
  f: Phrases,
  absent: (why: Absence) => string,
): string {
  return listOfSlopes(coefficients, f, absent, (estimate, interval) =>
    f.estimate(asEstimate("value", estimate, interval)),
  );
}

function listOfSlopes(
  coefficients: readonly GeneralisedCoefficient[],
  f: Phrases,
  absent: (why: Absence) => string,
  written: (estimate: number, interval: ConfidenceInterval) => string | null,
): string {
  const slopes = coefficients.filter(({ name }) => name !== "(intercept)");
  return f.list(
    slopes.map(({ name, estimate, interval }) => {
      const called = f.list([name]);
      if (estimate === null || interval === null) return `${called}${absent("separated")}`;
      const value = written(estimate, interval);
      return value === null ? `${called}${absent("beyond-range")}` : `${called} ${value}`;
    }),
  );
}

/** An odds ratio with its interval, whether or not it has a bound. */
export function oddsRatio({ estimate, interval }: ConditionalOddsRatio, f: Phrases): string {
  if (estimate === null) return f.unbounded({ unit: "ratio", interval });
  return f.estimate(asEstimate("ratio", estimate, interval));
}

/** Changes of a probability as a list. */
export function probabilityChanges(effects: readonly MarginalEffect[], f: Phrases): string {
  return f.list(effects.map((e) => `${f.list([e.name])} ${f.change(asEstimate("share", e.estimate, e.interval))}`));
}

/** A number with its interval as the phrases take it. */
export function asEstimate(unit: Unit, estimate: number, interval: Estimate["interval"]): Estimate {
  return { kind: "effect", unit, scale: null, estimate, standardError: null, interval, n: 0, nMissing: 0, caveats: [] };
}
