import { type Caveat, caveatsAt } from "../../core/caveats";
import type { ConfidenceInterval, Estimate, TestResult, Unit } from "../../core/estimate";

/** Treatment minus control; no interval where neither arm varies. */
export interface ArmDifference<U extends Unit = Unit> extends Estimate<U, ConfidenceInterval | null> {
  readonly kind: "arm-difference";
}

/** Two groups of customers compared: what each has, and the difference, treatment minus control. */
export interface Comparison<K extends string, Arm, U extends Unit> {
  readonly kind: K;
  readonly unit: U;
  readonly control: Arm;
  readonly treatment: Arm;
  /** Treatment minus control, in the unit of the arms. */
  readonly difference: ArmDifference<U>;
  /** The test of no difference; its p-value and the interval of `difference` come from the same procedure. */
  readonly test: TestResult;
  readonly method: string;
  /** Answers in both arms. */
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/** An arm's result as every comparison holds it. */
interface ArmResult {
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/** Puts a comparison together; the caveats of the arms become its own. */
export function newComparison<K extends string, Arm extends ArmResult, U extends Unit>(
  kind: K,
  arms: { readonly control: Arm; readonly treatment: Arm },
  difference: Pick<ArmDifference<U>, "unit" | "scale" | "estimate" | "standardError" | "interval">,
  test: TestResult,
  method: string,
  own: readonly Caveat[] = [],
): Comparison<K, Arm, U> {
  const { control, treatment } = arms;
  const n = control.n + treatment.n;
  const nMissing = control.nMissing + treatment.nMissing;
  const caveats = [...own, ...caveatsAt("control", control.caveats), ...caveatsAt("treatment", treatment.caveats)];
  return {
    kind,
    unit: difference.unit,
    control,
    treatment,
    difference: { kind: "arm-difference", ...difference, n, nMissing, caveats },
    test,
    method,
    n,
    nMissing,
    caveats,
  };
}
