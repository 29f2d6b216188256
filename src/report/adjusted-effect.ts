import type { VariantComparison } from "../metrics/experiments/variants/compare-variants";
import type { Phrases } from "./phrasebook";

/** What a comparison among several tests, with the interval that is adjusted for their number. */
export function adjustedEffect({ comparison, adjusted: { interval } }: VariantComparison, f: Phrases): string {
  const { tested, difference, effectSize } = comparison;
  if (tested === "difference" || effectSize === null) return f.change({ ...difference, interval });
  const { estimate } = effectSize;
  if (estimate === null) return f.unbounded({ unit: "ratio", interval });
  return effectSize.kind === "arm-odds-ratio"
    ? f.ratio({ estimate, interval })
    : f.estimate({ ...effectSize, interval });
}

/** Whether that is the share of pairs in which treatment's answer is higher, ties counting a half. */
export function isSuperiority({ comparison: { tested, effectSize } }: VariantComparison): boolean {
  return tested === "effectSize" && effectSize?.kind === "probability-of-superiority";
}
