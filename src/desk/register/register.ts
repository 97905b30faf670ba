import { type Chain, sourcesIn } from '../../domain/chain/chain.js';
import type { HopEntry, KnownSource, Register } from '../../domain/chain/resolution.js';
import { endOf } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { Descriptions } from './described.js';
import { knownAs } from './identities.js';
import { withWays } from './joined.js';
import { type NameWitnesses, readWitnesses, witnessKeys } from './name-witnesses.js';
import { sourcesNamed } from './sources.js';

/** The register as a chain of an article needs it, with the witnesses of what it said then. */
export interface WitnessedRegister extends Register {
  witnesses: NameWitnesses;
}

/** What the register says of everything that a chain of an article names, before it is resolved. */
export async function registerFor(
  desk: Desk,
  actor: Actor,
  entries: readonly HopEntry[],
  previous: Chain,
  article: string,
): Promise<WitnessedRegister> {
  const keys = entries.flatMap((entry) => keysOf(entry, article));
  const witnesses = await readWitnesses(desk, keys);
  const byName = new Map<string, Map<string, Source>>();
  const byIdentity = new Map<string, readonly KnownSource[]>();
  const byDescription = new Map<string, readonly Source[]>();
  const descriptions = new Descriptions(desk.store, article);
  for (const { name, id, unnamed } of entries) {
    if (name === null) continue;
    const key = nameKey(name);
    const borne = byName.get(key) ?? new Map<string, Source>();
    for (const source of await sourcesNamed(desk, name, id)) borne.set(source.id, source);
    byName.set(key, borne);
    if (unnamed) byDescription.set(key, await descriptions.bearing(name));
  }
  const chained = await chainedSources(desk, [
    ...entries.flatMap(({ source }) => source ?? []),
    ...sourcesIn(previous),
  ]);
  for (const name of namesIn(entries, chained)) {
    byIdentity.set(nameKey(name), await knownAs(desk, actor, name));
  }
  const borne = [byName, byDescription].flatMap((found) => [...found.values()]);
  const confidential = [...byIdentity.values()].flat().map(({ source }) => source);
  const known = await withWays(desk.store, [
    ...chained,
    ...confidential,
    ...borne.flatMap((each) => [...each.values()]),
  ]);
  const get = (id: string) => known.get(id);
  return {
    witnesses,
    get,
    named: (name) => [...(byName.get(nameKey(name))?.values() ?? [])],
    known: (name) => byIdentity.get(nameKey(name)) ?? [],
    described: (name, isConfidential) => {
      if (!isConfidential) return byDescription.get(nameKey(name)) ?? [];
      const found = (byIdentity.get(nameKey(name)) ?? []).map(({ source }) => source);
      return found.filter((source) => source.unnamed && source.article === article);
    },
    end: (source) => endOf(source, get),
  };
}

/** Under which a source may be entered for a hop, whether it will be confidential or not. */
function keysOf({ name, unnamed }: HopEntry, article: string): string[] {
  return name === null ? [] : witnessKeys({ name, unnamed, confidential: true }, article);
}

/** The names under which a confidential source may be meant: those of a public entry that is sent too. */
function namesIn(entries: readonly HopEntry[], chained: readonly Source[]): Set<string> {
  const sent = new Set(entries.flatMap(({ source }) => source ?? []));
  const named = chained.filter(({ id, confidential }) => sent.has(id) && !confidential);
  return new Set([...entries.flatMap(({ name }) => name ?? []), ...named.map(({ name }) => name)]);
}

async function chainedSources(desk: Desk, ids: readonly string[]): Promise<Source[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => desk.store.get('sources', id)));
  return found.flatMap((source) => source ?? []);
}
