import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { isSame } from '../../domain/equality.js';
import type { Event } from '../../domain/history/event.js';
import { nameKey, wordingKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Round } from '../../domain/rounds/round.js';
import {
  absorbing,
  joinClaims,
  joinSources,
  type Replacements,
  rejoinedAnnotation,
  rejoinedEvent,
} from '../../domain/rounds/round-ending.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import {
  all,
  type Change,
  type IndexName,
  remove,
  replace,
  type Store,
} from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { withWays } from '../register/joined.js';
import { readWitnesses, witnessed } from '../register/name-witnesses.js';

/**
 * What is written beside the end of a round: the sources and claims that were entered in it are
 * everybody's; those that go by one name become one entry, and what named the others names that.
 */
export async function entriesShown(desk: Desk, round: Round): Promise<Change[]> {
  const { whole } = desk;
  const annotations = await docs(whole, 'annotations', 'everything', [round.article]);
  const sources = await enteredSources(whole, round, annotations);
  const claims = await docs(whole, 'claims', 'round', [round.id]);
  const names = namesOf(sources);
  const witnesses = await readWitnesses(desk, names);
  const known = await namesakes(whole, names);
  const wordings = claims.map(({ statement }) => wordingKey(statement));
  const knownClaims = await docs(whole, 'claims', 'statement', wordings);
  const joinedClaims = joinClaims(claims, knownClaims);
  const joined = new Map([...joinSources(sources, known), ...joinedClaims]);
  return [
    ...shownSources([...sources, ...known], joined),
    ...witnessed(witnesses, names),
    ...claims.map((claim) =>
      joined.has(claim.id) ? remove('claims', claim) : replace('claims', { ...claim, round: null }),
    ),
    ...(await repointed(whole, round, joined)),
  ];
}

/** Those of the round, and those of another that somebody named in it. */
async function enteredSources(
  store: Store,
  round: Round,
  annotations: readonly Annotation[],
): Promise<Source[]> {
  const entered = await docs(store, 'sources', 'round', [round.id]);
  const known = new Set(entered.map(({ id }) => id));
  const ids = sourcesIn(annotations.flatMap(({ chain }) => chain));
  const others = ids.filter((id) => !known.has(id));
  const found = await documentsById({ store }, 'sources', others);
  return [...entered, ...[...found.values()].filter(({ round }) => round !== null)];
}

function namesOf(sources: readonly Source[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ name, aliases }) => [name, ...aliases]).map(nameKey));
}

/** The entries of the register that everybody sees and that bear one of these names. */
async function namesakes(store: Store, names: Iterable<string>): Promise<Source[]> {
  const found = await docs(store, 'sources', 'name', names);
  const seen = found.filter(({ round }) => round === null);
  return [...(await withWays(store, seen)).values()];
}

function shownSources(sources: readonly Source[], joined: Replacements): Change[] {
  return sources.flatMap((source) => {
    if (joined.has(source.id)) return [remove('sources', source)];
    const others = sources.filter(({ id }) => joined.get(id) === source.id);
    const entry = absorbing({ ...source, round: null }, others);
    return isSame(entry, source) ? [] : [replace('sources', entry)];
  });
}

/** What named an entry that goes names the one in its place: annotations, and the history. */
async function repointed(store: Store, round: Round, joined: Replacements): Promise<Change[]> {
  if (joined.size === 0) return [];
  const gone = [...joined.keys()];
  const naming = [
    ...(await docs(store, 'annotations', 'source', gone)),
    ...(await docs(store, 'annotations', 'claim', gone)),
  ];
  const articles = new Set([round.article, ...naming.map(({ article }) => article)]);
  const annotations = await docs(store, 'annotations', 'everything', articles);
  const subjects = gone.flatMap((id) => [`source/${id}`, `claim/${id}`]);
  const events = [
    ...(await docs(store, 'events', 'article', articles)),
    ...(await docs(store, 'events', 'subject', subjects)),
  ];
  return [
    ...annotations.flatMap((annotation) => {
      const next = rejoinedAnnotation(annotation, joined);
      return isSame(next, annotation) ? [] : [replace('annotations', next)];
    }),
    ...events.flatMap((event: Event) => {
      const next = rejoinedEvent(event, joined);
      return isSame(next, event) ? [] : [replace('events', next)];
    }),
  ];
}

/** Everything that stands under some keys of an index. */
async function docs<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexName<C>,
  keys: Iterable<string>,
): Promise<Documents[C][]> {
  const found: Documents[C][] = [];
  for (const key of keys) {
    for await (const doc of all(store, collection, index, { key })) found.push(doc);
  }
  return found;
}
