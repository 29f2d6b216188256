import { type Caveat, caveatsAt } from "../../../core/caveats";
import type { ConfidenceInterval, Estimate, TestResult, Unit } from "../../../core/estimate";
import type { EffectSize } from "./effect-size";
import type { MarginOptions, MarginResult } from "./margin";
import type { ArmRatio } from "./ratio-of-arms";

/** Options that every comparison has. */
export interface ComparisonOptions extends MarginOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Treatment minus control; no interval where neither arm varies. */
export interface ArmDifference<U extends Unit = Unit> extends Estimate<U, ConfidenceInterval | null> {
  readonly kind: "arm-difference";
}

/** An arm's result as every comparison holds it. */
export interface ArmResult {
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/** Two groups of customers compared: what each has, and what treatment has beyond control. */
export interface Comparison<
  K extends string = string,
  Arm extends ArmResult = ArmResult,
  U extends Unit = Unit,
  R extends ArmRatio | null = ArmRatio | null,
  E extends EffectSize | null = EffectSize | null,
> {
  readonly kind: K;
  /** Unit of the arms and of their difference. */
  readonly unit: U;
  readonly control: Arm;
  readonly treatment: Arm;
  /** Treatment minus control, in the unit of the arms. */
  readonly difference: ArmDifference<U>;
  /** Treatment divided by control; `null` where the data have none (with a caveat), or the unit has no true zero. */
  readonly ratio: R;
  /** The test of no difference. */
  readonly test: TestResult;
  readonly effectSize: E;
  /**
   * The part whose interval comes from the same procedure as the p-value: it excludes no difference exactly when p is
   * below 1 - level.
   */
  readonly tested: "difference" | "effectSize";
  /** What the interval of `difference` says beside the margin that was given; `null` without one. */
  readonly margin: MarginResult | null;
  readonly method: string;
  /** Answers in both arms; customers, where each answered twice. */
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/** What a comparison is made of. */
export interface ComparisonParts<
  K extends string,
  Arm extends ArmResult,
  U extends Unit,
  R extends ArmRatio | null,
  E extends EffectSize | null,
> extends Pick<Comparison<K, Arm, U, R, E>, "kind" | "control" | "treatment" | "test" | "margin" | "method"> {
  readonly difference: Pick<ArmDifference<U>, "unit" | "scale" | "estimate" | "standardError" | "interval">;
  readonly ratio: R;
  readonly effectSize: E;
  /** @defaultValue `"difference"` */
  readonly tested?: "difference" | "effectSize";
  /** Where the arms are the same customers. @defaultValue those of both arms together */
  readonly size?: { readonly n: number; readonly nMissing: number };
  /** What is to be said of the whole. */
  readonly caveats?: readonly Caveat[];
}

/** How many answers two arms have together. */
export function sizeOfArms({ control, treatment }: { readonly control: ArmResult; readonly treatment: ArmResult }) {
  return { n: control.n + treatment.n, nMissing: control.nMissing + treatment.nMissing };
}

/** Puts a comparison together; the caveats of its parts become its own. */
export function newComparison<
  K extends string,
  Arm extends ArmResult,
  U extends Unit,
  R extends ArmRatio | null,
  E extends EffectSize | null,
>(parts: ComparisonParts<K, Arm, U, R, E>): Comparison<K, Arm, U, R, E> {
  const { kind, control, treatment, difference, ratio, effectSize, test, margin, method } = parts;
  const { n, nMissing } = parts.size ?? sizeOfArms(parts);
  const ofArms = [...caveatsAt("control", control.caveats), ...caveatsAt("treatment", treatment.caveats)];
  const own = [...(parts.caveats ?? []), ...ofArms];
  return {
    kind,
    unit: difference.unit,
    control,
    treatment,
    difference: { kind: "arm-difference", ...difference, n, nMissing, caveats: own },
    ratio,
    test,
    effectSize,
    tested: parts.tested ?? "difference",
    margin,
    method,
    n,
    nMissing,
    caveats: [
      ...own,
      ...caveatsAt("ratio", ratio?.caveats ?? []),
      ...caveatsAt("effectSize", effectSize?.caveats ?? []),
    ],
  };
}
