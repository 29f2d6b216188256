import type { Phrases } from "./phrasebook";

/** The numbers of groups as a list: `north 2; south 5`. */
export function namedNumbers(numbers: readonly (readonly [name: string, value: number])[], f: Phrases): string {
  return f.list(numbers.map(([name, value]) => `${f.list([name])} ${f.significant(value)}`));
}
