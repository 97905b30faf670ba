import { type Chain, sourcesIn } from '../../domain/chain/chain.js';
import type { HopEntry, Register } from '../../domain/chain/resolution.js';
import { endOf } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { Descriptions } from './described.js';
import { sourcesKnownAs } from './identities.js';
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
  const byIdentity = new Map<string, readonly Source[]>();
  const byDescription = new Map<string, readonly Source[]>();
  const descriptions = new Descriptions(desk.store, article);
  for (const { name, id, unnamed } of entries) {
    if (name === null) continue;
    const key = nameKey(name);
    const borne = byName.get(key) ?? new Map<string, Source>();
    for (const source of await sourcesNamed(desk, name, id)) borne.set(source.id, source);
    byName.set(key, borne);
    byIdentity.set(key, await sourcesKnownAs(desk, actor, name));
    if (unnamed) byDescription.set(key, await descriptions.bearing(name));
  }
  const chained = await chainedSources(desk, [
    ...entries.flatMap(({ source }) => source ?? []),
    ...sourcesIn(previous),
  ]);
  const borne = [byName, byIdentity, byDescription].flatMap((found) => [...found.values()]);
  const known = await withWays(desk.store, [
    ...chained,
    ...borne.flatMap((each) => [...each.values()]),
  ]);
  const get = (id: string) => known.get(id);
  return {
    witnesses,
    get,
    named: (name) => [...(byName.get(nameKey(name))?.values() ?? [])],
    known: (name) => byIdentity.get(nameKey(name)) ?? [],
    described: (name, isConfidential) => {
      const found = (isConfidential ? byIdentity : byDescription).get(nameKey(name)) ?? [];
      return isConfidential
        ? found.filter((source) => source.unnamed && source.article === article)
        : found;
    },
    end: (source) => endOf(source, get),
  };
}

/** Under which a source may be entered for a hop, whether it will be confidential or not. */
function keysOf({ name, unnamed }: HopEntry, article: string): string[] {
  return name === null ? [] : witnessKeys({ name, unnamed, confidential: true }, article);
}

async function chainedSources(desk: Desk, ids: readonly string[]): Promise<Source[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => desk.store.get('sources', id)));
  return found.flatMap((source) => source ?? []);
}
