import { checkObject, reject, shown } from "../../../core/checks";

/** Names of drivers by the name of their group. */
export type DriverGroups<N extends string = string> = { readonly [group: string]: readonly N[] };

/** A group of drivers, and their places among all. */
export interface PlacedGroup<N extends string = string> {
  readonly name: string;
  readonly drivers: readonly N[];
  readonly places: readonly number[];
}

/** The groups that were given, and after them each driver in none as a group of its own; `null` where none were given. */
export function readGroups<N extends string>(
  fn: string,
  groups: DriverGroups<N> | undefined,
  names: readonly N[],
): PlacedGroup<N>[] | null {
  if (groups === undefined) return null;
  checkObject(fn, "groups", groups);
  if (Array.isArray(groups)) reject(fn, "groups", "be an object of named groups", groups);
  const taken = new Map<N, string>();
  const given = Object.keys(groups).map((group) => {
    const path = `groups.${group}`;
    const members: unknown = groups[group];
    if (!Array.isArray(members) || members.length === 0)
      reject(fn, path, "be an array of at least one driver", members);
    const drivers = Array.from(members as readonly N[], (name, i) => {
      if (!names.includes(name)) reject(fn, `${path}.${i}`, "be the name of a driver", name);
      const other = taken.get(name);
      if (other !== undefined) reject(fn, `${path}.${i}`, `be in one group, not also in ${shown(other)}`, name);
      taken.set(name, group);
      return name;
    });
    return { name: group, drivers };
  });
  const single = names.filter((name) => !taken.has(name)).map((name) => ({ name, drivers: [name] }));
  for (const { name } of single) {
    if (Object.hasOwn(groups, name)) reject(fn, `groups.${name}`, "not have the name of a driver outside of it", name);
  }
  return [...given, ...single].map((group) => ({
    ...group,
    places: group.drivers.map((name) => names.indexOf(name)),
  }));
}
