import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import { checkAtLeast, checkEstimate, checkObject, checkOneOf, reject } from "../../core/checks";
import type { ConfidenceInterval, Estimate, OpenInterval } from "../../core/estimate";

/** What {@link projectWordOfMouth} projects from. */
export interface WordOfMouthInput {
  /** Customers today, >= 0. */
  readonly customers: number;
  /** New customers that each customer brings for each unit of satisfaction, >= 0. */
  readonly referralRate: number;
  /**
   * A number >= 0, or an estimate of satisfaction whose uncertainty is to be carried through: `csat(ratings).mean` for
   * the mean rating, a `proportion` for a share. A whole `csat` result is refused, since it is both. The rate must be
   * meant for the same choice.
   */
  readonly satisfaction: number | Estimate<"rating" | "share" | "value">;
}

/** New customers by recommendation. */
export interface WordOfMouthResult extends Estimate<"count", ConfidenceInterval | OpenInterval | null> {
  readonly kind: "word-of-mouth";
  readonly customers: number;
  readonly referralRate: number;
  /** The satisfaction that was used, and its unit; `null` for a bare number. */
  readonly satisfaction: { readonly estimate: number; readonly unit: Estimate["unit"] | null };
}

/**
 * New customers that recommendation will bring, if each satisfied customer recommends at a given rate.
 *
 * @remarks $$\text{new} = \text{rate} \cdot \text{customers} \cdot \text{satisfaction}$$ The rate is an assumption, so
 * the interval, where satisfaction has one, is that of satisfaction alone, scaled. An illustration, not a forecast: it
 * knows neither time nor saturation. O(1).
 *
 * @param input - See {@link WordOfMouthInput}.
 * @returns A count of new customers; `n` is the number of answers behind the satisfaction, 0 for a bare number.
 * @throws A {@link StatsError}: `invalid-input` on a negative or non-finite factor.
 *
 * @example
 * ```ts
 * projectWordOfMouth({ customers: 1000, referralRate: 0.1, satisfaction: 3.15 }).estimate; //=> 315
 * const { mean } = csat([5, 4, 4, 3, 1]);
 * projectWordOfMouth({ customers: 1000, referralRate: 0.1, satisfaction: mean }).interval?.lower; //~> 190.2
 * ```
 */
export function projectWordOfMouth(input: WordOfMouthInput): WordOfMouthResult {
  const fn = "projectWordOfMouth";
  checkObject(fn, "input", input);
  const { customers, referralRate } = input;
  checkAtLeast(fn, "customers", customers, 0);
  checkAtLeast(fn, "referralRate", referralRate, 0);
  const satisfaction = satisfactionOf(fn, input.satisfaction);
  const scaled = (value: number | null) => {
    if (value === null) return null;
    const product = multiplied(customers, referralRate, value);
    if (!Number.isFinite(product))
      reject(fn, "customers", "have a product with the other factors that a double can hold", customers);
    return product;
  };
  const { interval } = satisfaction;
  const estimate = scaled(satisfaction.estimate)!;
  return {
    kind: "word-of-mouth",
    unit: "count",
    scale: null,
    estimate,
    standardError: scaled(satisfaction.standardError),
    interval: interval && { ...interval, lower: scaled(interval.lower), upper: scaled(interval.upper) },
    n: satisfaction.n,
    nMissing: satisfaction.nMissing,
    customers: customers + 0,
    referralRate: referralRate + 0,
    satisfaction: { estimate: satisfaction.estimate + 0, unit: satisfaction.unit },
    caveats: [
      ...caveatsWhere({ "assumed-rate": true, "assumed-satisfaction": satisfaction.unit === null }),
      ...satisfaction.caveats,
    ],
  };
}

/** The product; where a step on the way leaves the doubles, the smallest meets the largest first. */
function multiplied(...factors: readonly [number, number, number]): number {
  const product = factors[0] * factors[1] * factors[2];
  if (Number.isFinite(product) && product !== 0) return product;
  const [least, middle, most] = [...factors].sort((a, b) => Math.abs(a) - Math.abs(b)) as [number, number, number];
  return least * most * middle + 0;
}

function satisfactionOf(fn: string, satisfaction: WordOfMouthInput["satisfaction"]) {
  if (typeof satisfaction === "number") {
    checkAtLeast(fn, "satisfaction", satisfaction, 0);
    const none: readonly Caveat[] = [];
    return {
      estimate: satisfaction,
      unit: null,
      standardError: null,
      interval: null,
      n: 0,
      nMissing: 0,
      caveats: none,
    };
  }
  checkEstimate(fn, "satisfaction", satisfaction);
  const { estimate, unit, standardError, interval, n, nMissing } = satisfaction;
  if (satisfaction.kind === "csat") {
    reject(
      fn,
      "satisfaction",
      "be chosen by name: csat(...).mean, or a share as a number or a proportion",
      satisfaction,
    );
  }
  checkOneOf(fn, "satisfaction.unit", unit, ["rating", "share", "value"]);
  checkAtLeast(fn, "satisfaction.estimate", estimate, 0);
  const caveats = caveatsAt(
    "satisfaction",
    satisfaction.caveats.filter(({ path }) => path === null),
  );
  return { estimate, unit, standardError, interval, n, nMissing, caveats };
}
