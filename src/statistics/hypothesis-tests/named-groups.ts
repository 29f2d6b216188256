import { checkObject, reject } from "../../core/checks";

/** A group as an argument: its name in results, its path in messages, and what was given for it, unchecked. */
export interface NamedGroup<N extends string, T> {
  readonly name: N;
  readonly path: string;
  readonly answers: T;
}

/** The groups that an object's own enumerable keys name; at least two. */
export function namedGroups<G extends object>(
  fn: string,
  groups: G,
): NamedGroup<keyof G & string, G[keyof G & string]>[] {
  checkObject(fn, "groups", groups);
  if (Array.isArray(groups)) reject(fn, "groups", "be an object of named groups", groups);
  const names = Object.keys(groups) as (keyof G & string)[];
  if (names.length < 2) reject(fn, "groups", "have at least two groups", names.length);
  return names.map((name) => ({ name, path: `groups.${name}`, answers: groups[name] }));
}
