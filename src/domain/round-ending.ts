import type { Chain } from './chain.js';
import type { Claim } from './claim.js';
import { nameKey } from './name.js';
import type { Source } from './source.js';

/*
 * Whoever works blind can't find the entries that others make meanwhile. When the round ends, what
 * goes by one name becomes one entry, as it would have been had each seen the others' entries.
 */

/** By the id of an entry that goes, the id of the one that stands in its place. */
export type Replacements = ReadonlyMap<string, string>;

/**
 * Which sources of a round are entries that the register has besides. `known` are the entries of
 * other days that may bear the same names. As in a typed chain, a name that several bear is left
 * alone, an unnamed or confidential source is only itself, and kinds must not contradict each other.
 */
export function joinSources(entered: readonly Source[], known: readonly Source[]): Replacements {
  const kept = [...known];
  const joined = new Map<string, string>();
  for (const source of entered.toSorted(byAge)) {
    const [same, ...others] = kept.filter((entry) => isNamesake(entry, source));
    if (same && others.length === 0 && kindsFit(same, source)) joined.set(source.id, same.id);
    else kept.push(source);
  }
  return joined;
}

/** Which claims of a round have the wording of another: the earliest stays, one of before if any. */
export function joinClaims(entered: readonly Claim[], known: readonly Claim[]): Replacements {
  const kept = new Map(known.map(({ id, statement }) => [nameKey(statement), id]));
  const joined = new Map<string, string>();
  for (const { id, statement } of entered.toSorted(byAge)) {
    const same = kept.get(nameKey(statement));
    if (same === undefined) kept.set(nameKey(statement), id);
    else joined.set(id, same);
  }
  return joined;
}

/** A chain that names the entries which stand in the place of others. */
export function rejoined(chain: Chain, joined: Replacements): Chain {
  return chain.map((hop) =>
    hop.source === null ? hop : { ...hop, source: joined.get(hop.source) ?? hop.source },
  );
}

function isNamesake(one: Source, other: Source): boolean {
  if (one.id === other.id || !isOpenlyNamed(one) || !isOpenlyNamed(other)) return false;
  const names = [other.name, ...other.aliases].map(nameKey);
  return [one.name, ...one.aliases].some((name) => names.includes(nameKey(name)));
}

function isOpenlyNamed({ unnamed, confidential }: Source): boolean {
  return !unnamed && !confidential;
}

function kindsFit(one: Source, other: Source): boolean {
  return one.kind === null || other.kind === null || one.kind === other.kind;
}

function byAge(
  one: { created: string; id: string },
  other: { created: string; id: string },
): number {
  const [a, b] = [`${one.created} ${one.id}`, `${other.created} ${other.id}`];
  return a < b ? -1 : Number(a > b);
}
