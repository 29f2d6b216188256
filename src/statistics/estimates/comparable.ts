import { type Caveat, caveatsAt } from "../../core/caveats";
import { checkEstimate, refuse, reject } from "../../core/checks";
import type { Estimate, OpenInterval } from "../../core/estimate";

// What two estimates owe each other before their difference or their ratio means something.

/** Refuses what is no sound estimate, and two that count in different units, scales or conventions. */
export function checkComparable(fn: string, control: Estimate, treatment: Estimate): void {
  checkEstimate(fn, "control", control);
  checkEstimate(fn, "treatment", treatment);
  if (control.unit !== treatment.unit)
    reject(fn, "treatment.unit", `be "${control.unit}" as control's is`, treatment.unit);
  if (control.scale?.min !== treatment.scale?.min || control.scale?.max !== treatment.scale?.max) {
    const of = ({ scale }: Estimate) => (scale === null ? "none" : `${scale.min} to ${scale.max}`);
    reject(fn, "treatment.scale", `be ${of(control)} as control's is`, of(treatment));
  }
  for (const convention of ["satisfiedFrom", "direction", "easyFrom"]) {
    const [of, other] = [control, treatment].map((one) => (one as unknown as Record<string, unknown>)[convention]);
    if (of !== undefined && other !== undefined && of !== other) {
      reject(fn, `treatment.${convention}`, `be ${of} as control's is`, other);
    }
  }
}

/** An estimate's interval; refuses an estimate that has none. */
export function intervalOf(fn: string, path: string, { interval }: Estimate): OpenInterval {
  if (interval === null) {
    refuse(
      "insufficient-data",
      fn,
      path,
      "must have an interval; one answer, or answers that are all equal, have none",
    );
  }
  return interval;
}

/** Refuses intervals of two confidence levels. */
export function checkSameLevel(fn: string, control: OpenInterval, treatment: OpenInterval): void {
  if (control.level !== treatment.level) {
    reject(fn, "treatment.interval.level", `be ${control.level} as control's is`, treatment.level);
  }
}

/** The standard error of a comparison by the delta method, which `wald` cannot do without. */
export function errorForWald(fn: string, standardError: number | null): number {
  if (standardError === null) {
    refuse("insufficient-data", fn, "method", 'must not be "wald" where a standard error is null');
  }
  return standardError;
}

/** The standard error of treatment divided by control by the delta method, on the plain scale; control is not 0. */
export function ratioError(control: Estimate, treatment: Estimate): number | null {
  if (control.standardError === null || treatment.standardError === null) return null;
  const size = Math.abs(control.estimate);
  const share = Math.abs(treatment.estimate) / size;
  const error = Math.hypot(treatment.standardError / size, share * (control.standardError / size));
  return Number.isFinite(error) ? error : null;
}

/** What a comparison takes over from both estimates. */
export function originOf(control: Estimate, treatment: Estimate): Pick<Estimate, "n" | "nMissing" | "caveats"> {
  return {
    n: control.n + treatment.n,
    nMissing: control.nMissing + treatment.nMissing,
    // only what concerns the estimates themselves: a caveat of another part is not the comparison's
    caveats: [...caveatsAt("control", ofWhole(control)), ...caveatsAt("treatment", ofWhole(treatment))],
  };
}

function ofWhole({ caveats }: Estimate): Caveat[] {
  return caveats.filter(({ path }) => path === null);
}
