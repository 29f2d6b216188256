import { levelsOf, type Scale } from "../../core/scale";

/** The lowest rating that counts as satisfied where the field has a convention; `null` where it has none. */
export function conventionalTop(scale: Scale): number | null {
  const levels = levelsOf(scale);
  if (scale.min === 0 || levels === 4) return null;
  return levels >= 5 ? scale.max - 1 : scale.max;
}
