import { type Chain, sourcesIn } from '../../domain/chain/chain.js';
import type { HopEntry, Register } from '../../domain/chain/resolution.js';
import { endOf, withoutRepeats } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { describedAs } from './described.js';
import { knownAs } from './identities/identities.js';
import { withWays } from './joined.js';
import { type NameWitnesses, readWitnesses, witnessKeys } from './name-witnesses.js';
import { sourcesNamed } from './sources.js';

const noSources: ReadonlyMap<string, readonly Source[]> = new Map();

/** The register as a chain of an article needs it, with the witnesses of what it said then. */
export interface WitnessedRegister extends Register {
  witnesses: NameWitnesses;
  /** The names of which all bearers were asked for: those that were sent without a part of an id. */
  whole: readonly string[];
}

/** What the register says of everything that a chain of an article names, before it is resolved. */
export async function registerFor(
  desk: Desk,
  actor: Actor,
  entries: readonly HopEntry[],
  previous: Chain,
  article: string,
): Promise<WitnessedRegister> {
  const sent = entries.flatMap(({ name, id, unnamed }) =>
    name === null ? [] : [{ name, id, unnamed }],
  );
  const described = sent.flatMap(({ name, unnamed }) => (unnamed ? name : []));
  // What is asked for first is read no later: the witnesses stand as they did before the names.
  const [witnesses, named, byDescription, chained, sentNames] = await Promise.all([
    readWitnesses(
      desk,
      entries.flatMap((entry) => keysOf(entry, article)),
    ),
    sourcesNamed(desk, sent),
    described.length === 0 ? noSources : describedAs(desk.store, article, described),
    chainedSources(desk, entries, previous),
    knownAs(
      desk,
      actor,
      sent.map(({ name }) => name),
    ),
  ]);
  const publicNames = publicNamesOf(entries, chained).filter(
    (name) => !sentNames.has(nameKey(name)),
  );
  const byIdentity = new Map([...sentNames, ...(await knownAs(desk, actor, publicNames))]);
  const identifiedBy = (name: string) => byIdentity.get(nameKey(name)) ?? [];
  const byName = bearersOf(sent, named);
  const confidential = [...byIdentity.values()].flat().map(({ source }) => source);
  const borne = [...byName.values(), ...byDescription.values()].flat();
  const known = await withWays(desk.store, [...chained, ...confidential, ...borne]);
  const get = (id: string) => known.get(id);
  return {
    witnesses,
    whole: sent.flatMap(({ name, id }) => (id ? [] : name)),
    get,
    named: (name) => byName.get(nameKey(name)) ?? [],
    known: identifiedBy,
    described: (name, isConfidential) => {
      if (!isConfidential) return byDescription.get(nameKey(name)) ?? [];
      const found = identifiedBy(name).map(({ source }) => source);
      return found.filter((source) => source.unnamed && source.article === article);
    },
    end: (source) => endOf(source, get),
  };
}

/** The entries that bear each of some names, by its key. */
function bearersOf(
  sent: readonly { name: string }[],
  named: readonly (readonly Source[])[],
): ReadonlyMap<string, readonly Source[]> {
  const bearers = new Map<string, Source[]>();
  for (const [at, { name }] of sent.entries()) {
    const key = nameKey(name);
    bearers.set(key, withoutRepeats([...(bearers.get(key) ?? []), ...(named[at] ?? [])]));
  }
  return bearers;
}

/** Under which a source may be entered for a hop, whether it will be confidential or not. */
function keysOf({ name, unnamed }: HopEntry, article: string): string[] {
  return name === null ? [] : witnessKeys({ name, unnamed, confidential: true }, article);
}

/** The names of the public entries that are sent by id: a confidential source may be meant by them. */
function publicNamesOf(entries: readonly HopEntry[], chained: readonly Source[]): string[] {
  const sent = new Set(entries.flatMap(({ source }) => source ?? []));
  const named = chained.filter(({ id, confidential }) => sent.has(id) && !confidential);
  return named.map(({ name }) => name);
}

async function chainedSources(
  desk: Desk,
  entries: readonly HopEntry[],
  previous: Chain,
): Promise<Source[]> {
  const ids = [...entries.flatMap(({ source }) => source ?? []), ...sourcesIn(previous)];
  return [...(await documentsById(desk, 'sources', ids)).values()];
}
