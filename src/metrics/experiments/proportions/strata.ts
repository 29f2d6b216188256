import { checkCount, checkInteger, checkName, checkObject, checkTotal, refuse, reject } from "../../../core/checks";
import type { ProportionArm } from "./proportion-arm";

/** The two arms among the customers of one kind; an arm may have no trials there. */
export interface ProportionStratum {
  /** Unique among the strata. */
  readonly name: string;
  readonly control: ProportionArm;
  readonly treatment: ProportionArm;
}

/** Strata that tell something of a difference, and the names of those in which an arm has no trials. */
export interface SoundStrata {
  readonly used: readonly ProportionStratum[];
  readonly empty: readonly string[];
}

/** Reads the strata of a comparison; at least one must have trials in both arms. */
export function soundStrata(fn: string, strata: readonly ProportionStratum[]): SoundStrata {
  if (!Array.isArray(strata)) reject(fn, "strata", "be an array of { name, control, treatment }", strata);
  const names = new Set<string>();
  const read = Array.from(strata as readonly ProportionStratum[], (stratum, i): ProportionStratum => {
    checkObject(fn, `strata.${i}`, stratum);
    const { name, control, treatment } = stratum;
    checkName(fn, `strata.${i}.name`, name);
    if (names.has(name)) reject(fn, `strata.${i}.name`, "be unique among the strata", name);
    names.add(name);
    return {
      name,
      control: armOf(fn, `strata.${i}.control`, control),
      treatment: armOf(fn, `strata.${i}.treatment`, treatment),
    };
  });
  checkTotal(
    fn,
    "strata",
    read.reduce((sum, { control, treatment }) => sum + control.trials + treatment.trials, 0),
  );
  const used = read.filter(({ control, treatment }) => control.trials > 0 && treatment.trials > 0);
  if (used.length === 0) {
    refuse("insufficient-data", fn, "strata", "must hold a stratum with trials in both arms, received none");
  }
  return { used, empty: read.filter((stratum) => !used.includes(stratum)).map(({ name }) => name) };
}

function armOf(fn: string, path: string, arm: ProportionArm): ProportionArm {
  checkObject(fn, path, arm);
  const { successes, trials } = arm;
  checkCount(fn, `${path}.trials`, trials);
  checkInteger(fn, `${path}.successes`, successes, 0, trials);
  return { successes: successes + 0, trials: trials + 0 };
}
