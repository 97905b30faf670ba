import type { Chain } from '../../domain/chain/chain.js';
import type { HopEntry, Register } from '../../domain/chain/resolve.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { sourcesKnownAs } from './identities.js';
import { type NameWitnesses, readWitnesses, witnessKeys } from './name-witnesses.js';
import { sourcesNamed } from './sources.js';

/** The register as a chain of an article needs it, with the witnesses of what it said then. */
export interface WitnessedRegister extends Register {
  witnesses: NameWitnesses;
}

/** What the register says of everything that a chain names, loaded before it is resolved. */
export async function registerFor(
  desk: Desk,
  actor: Actor,
  entries: readonly HopEntry[],
  previous: Chain,
  article: string,
): Promise<WitnessedRegister> {
  const keys = entries.flatMap((entry) => keysOf(entry, article));
  const witnesses = await readWitnesses(desk, keys);
  const byId = new Map<string, Source>();
  const byName = new Map<string, Map<string, Source>>();
  const byIdentity = new Map<string, readonly Source[]>();
  for (const id of [...entries, ...previous].map((hop) => hop.source)) {
    const source = id === null || byId.has(id) ? null : await desk.store.get('sources', id);
    if (source) byId.set(source.id, source);
  }
  for (const { name, id } of entries) {
    if (name === null) continue;
    const borne = byName.get(nameKey(name)) ?? new Map<string, Source>();
    for (const source of await sourcesNamed(desk, name, id)) borne.set(source.id, source);
    byName.set(nameKey(name), borne);
    byIdentity.set(nameKey(name), await sourcesKnownAs(desk, actor, name));
  }
  return {
    witnesses,
    get: (id) => byId.get(id),
    named: (name) => [...(byName.get(nameKey(name))?.values() ?? [])],
    known: (name) => byIdentity.get(nameKey(name)) ?? [],
  };
}

/** Under which a source may be entered for a hop, whether it will be confidential or not. */
function keysOf({ name, unnamed }: HopEntry, article: string): string[] {
  return name === null ? [] : witnessKeys({ name, unnamed, confidential: true }, article);
}
