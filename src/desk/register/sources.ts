import { isDeepStrictEqual } from 'node:util';
import type { Stamp } from '../../domain/annotations/annotation.js';
import { minIdCharacters, shortIdOf } from '../../domain/chain/notation/print-chain.js';
import type { Reliability } from '../../domain/chain/scales.js';
import { Problem } from '../../domain/problem.js';
import { endOf, withoutRepeats } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import {
  type Identity,
  newEntry,
  type Source,
  type SourceRating,
} from '../../domain/register/source.js';
import { demandPublicNames, type SourceInput } from '../../domain/register/source-input.js';
import { demand } from '../../domain/rights.js';
import { holds } from '../../domain/search/search-words.js';
import {
  type Change,
  insert,
  type Page,
  replace,
  type Search,
  type Store,
} from '../../store/store.js';
import { type Actor, type Desk, GoneSince, idOfMade, now, wasMade } from '../desk.js';
import { record } from '../history/record.js';
import { commitPlanned } from '../with-retry.js';
import { describedAs } from './described.js';
import { namingKnownTo, pseudonyms, sourcesNamedIn, tellsWho } from './identities.js';
import { standingFor, withWays } from './joined.js';
import { lookAlikeQuestion, lookAlikesOf } from './look-alikes.js';
import { readWitnesses, witnessed, witnessKeys } from './name-witnesses.js';
import {
  demandAnswered,
  demandUnnamed,
  namedQuestion,
  ownWords,
  publicNameQuestion,
} from './questions.js';

/** The register's entry with that id; throws *not-found*. */
export async function sourceById(desk: Desk, id: string): Promise<Source> {
  const source = await desk.store.get('sources', id);
  if (!source) throw new Problem('not-found', 'There is no such source in the register.');
  return source;
}

/** More entries of one name than this are not offered: nobody would choose among them. */
const maxNamesakes = 200;

/** A name that is looked up; with the first characters of an id, all whose id begins so. */
export interface NameLookup {
  name: string;
  id?: string | null;
}

/**
 * The entries that bear each of some names or have it as alias, oldest first, without those known by
 * a description only, in the order of the names. Those that are joined into another are among them:
 * that other is meant.
 */
export async function sourcesNamed(
  { store }: Pick<Desk, 'store'>,
  lookups: readonly NameLookup[],
): Promise<Source[][]> {
  const queryOf = ({ name, id }: NameLookup) => {
    const startsWith = id?.toLowerCase() ?? '';
    return { key: nameKey(name), limit: maxNamesakes, startsWith };
  };
  const queries = lookups.map(queryOf);
  const pagesOf = (index: 'named' | 'nameAndId', some: typeof queries) =>
    some.length > 0 ? store.findMany('sources', index, some) : [];
  const [named, begun] = await Promise.all([
    pagesOf(
      'named',
      queries.filter(({ startsWith }) => startsWith === ''),
    ),
    pagesOf(
      'nameAndId',
      queries.filter(({ startsWith }) => startsWith !== ''),
    ),
  ]);
  const [plain, withId] = [named.values(), begun.values()];
  return queries.map(({ startsWith }) => {
    const page = (startsWith === '' ? plain : withId).next().value;
    return page?.items ?? [];
  });
}

/** The entries that a name may mean, with those that are known by it as a description. */
export async function sourcesBearing(desk: Desk, name: string): Promise<Source[]> {
  const [oldest, [named = []]] = await Promise.all([
    desk.store.find('sources', 'name', { key: nameKey(name) }),
    sourcesNamed(desk, [{ name }]),
  ]);
  const borne = [...named, ...oldest.items];
  return standingFor(desk.store, withoutRepeats(borne));
}

/**
 * What tells each of some sources from its namesakes, in their order: those that are named, and those
 * whose ids begin alike, where it takes the first characters of an id.
 */
async function namesakes(desk: Desk, sources: readonly Source[]): Promise<Source[][]> {
  const named = await sourcesNamed(
    desk,
    sources.map(({ name }) => ({ name })),
  );
  const isTold = (source: Source, at: number) =>
    (source.unnamed && !source.confidential) || named[at]?.some(({ id }) => id !== source.id);
  const told = sources.filter(isTold);
  const begun = await sourcesNamed(
    desk,
    told.map(({ name, id }) => ({ name, id: id.slice(0, minIdCharacters) })),
  );
  const alike = new Map(told.map(({ id }, at) => [id, begun[at] ?? []]));
  const borne = sources.map(({ id }, at) => [...(named[at] ?? []), ...(alike.get(id) ?? [])]);
  const known = await withWays(desk.store, [...sources, ...borne.flat()]);
  const endId = (entry: Source) => endOf(entry, (id) => known.get(id)).id;
  return sources.map((source, at) =>
    (borne[at] ?? []).filter((entry) => endId(entry) !== endId(source)),
  );
}

/** The entries of which a word of a name begins as typed, by name. */
export async function suggestSources(desk: Desk, typed: string, limit = 8): Promise<Source[]> {
  const startsWith = nameKey(typed);
  if (startsWith === '') return [];
  const page = await desk.store.find('sources', 'word', { key: '', startsWith, limit: limit * 3 });
  return (await standingFor(desk.store, page.items)).slice(0, limit);
}

/**
 * A page of the register by name; with `q`, those that are found by its words, under whichever of
 * their entries.
 */
export async function listSources(
  desk: Desk,
  { after = null, limit = 50, q = '' }: { after?: string | null; limit?: number; q?: string } = {},
): Promise<Page<Source>> {
  if (nameKey(q) === '') return desk.store.find('sources', 'listed', { key: '', after, limit });
  return searchSources(desk.store, { words: q, after, limit });
}

/** A page of the sources that are found by words: in the place of a joined entry what stands for it. */
export async function searchSources(store: Store, search: Search): Promise<Page<Source>> {
  const { items, next } = await store.search('sources', search);
  const known = await withWays(store, items);
  const ends = items.map((source) => endOf(source, (id) => known.get(id)));
  // One that is found by the words itself stands where they find it.
  const isNews = (end: Source, at: number) =>
    end.id === items[at]?.id || !holds([end.name, ...end.aliases].join('\n'), search.words);
  return { items: withoutRepeats(ends.filter(isNews)), next };
}

/**
 * For notation in an article, the first characters of the ids that tell sources from their
 * namesakes; an unnamed one is told by its description where that means it there.
 */
export async function shortIds(
  desk: Desk,
  sources: readonly Source[],
  article: string,
): Promise<ReadonlyMap<string, string>> {
  const isMeant = await meantByDescription(desk, sources, article);
  const others = sources.filter((source) => !isMeant(source));
  const found = await namesakes(desk, others);
  return new Map(
    others.flatMap((source, at) => {
      const shortId = shortIdOf(source, found[at] ?? []);
      return shortId === null ? [] : [[source.id, shortId] as const];
    }),
  );
}

/** Whether a source's description alone means it. */
async function meantByDescription(
  desk: Desk,
  sources: readonly Source[],
  article: string,
): Promise<(source: Source) => boolean> {
  const described = sources.filter(({ unnamed, confidential }) => unnamed && !confidential);
  if (described.length === 0) return () => false;
  const names = described.map(({ name }) => name);
  const bearing = await describedAs(desk.store, article, names);
  const known = await withWays(desk.store, [...described, ...[...bearing.values()].flat()]);
  const end = (entry: Source) => endOf(entry, (id) => known.get(id));
  return (source) => {
    if (!source.unnamed || source.confidential) return false;
    // A person goes without saying in what is printed, and so it is read as any kind.
    const oldest = bearing
      .get(nameKey(source.name))
      ?.find(({ kind }) => kind === null || [null, 'person', kind].includes(source.kind));
    return oldest !== undefined && end(oldest).id === end(source).id;
  };
}

/**
 * Enters a source in the register. A rating is taken from those who may rate. Of a confidential
 * source the names go to the private collection, and the entry bears a pseudonym.
 */
export async function addSource(desk: Desk, actor: Actor, input: SourceInput): Promise<Source> {
  demand(actor, 'add sources');
  if (input.reliability !== null) demand(actor, 'rate sources');
  demandPublicNames(input);
  const id = idOfMade(desk, 'source');
  const { worked } = await commitPlanned(desk, async () => {
    const made = await wasMade(desk, { kind: 'source', id });
    const before = await desk.store.get('sources', id);
    if (before) return { source: before, changes: [] };
    if (made) throw new GoneSince();
    return entering(desk, actor, input, id);
  });
  return worked.source;
}

async function entering(
  desk: Desk,
  actor: Actor,
  input: SourceInput,
  id: string,
): Promise<{ source: Source; changes: Change[] }> {
  const at = now(desk);
  const belongsTo = input.affiliation ? await demandSeenByAll(desk, input.affiliation) : [];
  const named = entryOf(input, { id, at, by: actor.id });
  const keys = witnessKeys(named, null);
  const witnesses = await readWitnesses(desk, keys);
  await demandOwnNames(desk, actor, input);
  const masked = { name: (await pseudonyms(desk))(), aliases: [] };
  const source = input.confidential ? { ...named, ...masked } : named;
  const identity = input.confidential ? named : null;
  if (identity && tellsWho(identity, input.reason ?? '')) throw tellsTooMuch('this source');
  const addition = additionOf(source, identity, { at, by: actor.id });
  return { source, changes: [...addition, ...belongsTo, ...witnessed(witnesses, keys)] };
}

/** Names that are a confidential source's, or look like another's, are asked about; so is a reason. */
async function demandOwnNames(desk: Desk, actor: Actor, input: SourceInput): Promise<void> {
  const { name, aliases, confirm, confidential, unnamed, reason } = input;
  await demandUnnamed(desk, actor, reason, confirm);
  if (confidential) return;
  const names = [name, ...aliases].filter((each) => each !== '');
  const [known, alike] = await Promise.all([
    namingKnownTo(desk, actor),
    lookAlikesOf(desk, unnamed ? [] : names),
  ]);
  const asked = names.flatMap((each) => [
    publicNameQuestion(known, each),
    lookAlikeQuestion(alike, each),
  ]);
  demandAnswered(asked, confirm);
}

/**
 * Throws *invalid* for what is not there, and for an entry of a blind round, of which others would
 * hear. Answers with what is written of it, as it stands, so that nobody removes it meanwhile.
 */
export async function demandSeenByAll(desk: Desk, id: string): Promise<Change[]> {
  const source = await desk.store.get('sources', id);
  if (!source) throw Problem.field('affiliation', 'There is no such source.');
  if (source.round === null) return [replace('sources', source)];
  const sentence = 'This entry is part of a blind round: name it when the round has ended.';
  throw Problem.field('affiliation', sentence);
}

function entryOf(input: SourceInput, made: { id: string; at: string; by: string }): Source {
  const { reliability, reason, name, kind, unnamed, confidential, aliases, affiliation } = input;
  return {
    ...newEntry,
    id: made.id,
    name,
    kind,
    unnamed,
    confidential,
    aliases: aliases.filter((alias) => alias !== ''),
    affiliation,
    ratings: reliability ? [{ reliability, at: made.at, by: made.by, reason }] : [],
    created: made.at,
    creator: made.by,
  };
}

/** What has to be written for a new source; `identity` holds the names of a confidential one. */
export function additionOf(
  source: Source,
  identity: (Pick<Identity, 'name' | 'aliases'> & { publicEntry?: string | null }) | null,
  stamp: Stamp,
): Change[] {
  const { id, name, kind } = source;
  const after = { name, kind, confidential: source.confidential };
  const changes = [
    insert('sources', source),
    record(stamp, { kind: 'source', id }, { action: 'source.added', before: null, after }),
  ];
  if (!identity) return changes;
  const { name: realName, aliases, publicEntry = null } = identity;
  const made = { creator: stamp.by, created: stamp.at, formerId: null, publicEntry };
  return [...changes, insert('identities', { id, version: 1, name: realName, aliases, ...made })];
}

interface RatingSent {
  reliability: Reliability;
  reason: string | null;
  confirm?: readonly string[];
}

/** Gives a source its new, dated rating in the register. Earlier hops keep theirs. */
export async function rateSource(
  desk: Desk,
  actor: Actor,
  id: string,
  { reliability, reason, confirm }: RatingSent,
): Promise<Source> {
  demand(actor, 'rate sources');
  const { worked } = await commitPlanned(desk, async () => {
    const source = await sourceById(desk, id);
    if (source.joined !== null) {
      const sentence = `${source.name} is joined into another entry: rate that one.`;
      throw new Problem('conflict', sentence);
    }
    const rating = { reliability, at: now(desk), by: actor.id, reason };
    if (desk.request !== null && isRepeated(rating, source.ratings.at(-1))) {
      return { rated: source, changes: [] };
    }
    const named = await sourcesNamedIn(desk, actor, reason ?? '');
    if (named.some((each) => each.source.id === id)) throw tellsTooMuch(source.name);
    demandAnswered([namedQuestion(named, ownWords)], confirm ?? []);
    const rated = { ...source, ratings: [...source.ratings, rating] };
    const before = { reliability: source.ratings.at(-1)?.reliability ?? null };
    const after = { reliability, reason };
    const happened = { action: 'source.rated' as const, before, after };
    const event = record(rating, { kind: 'source', id }, happened);
    return { rated, changes: [replace('sources', rated), event] };
  });
  return worked.rated;
}

/** For so long a rating that was sent once more is taken for the same one. */
const repeatedWithinMs = 24 * 60 * 60 * 1000;

/** A rating has no id: the same one sent again is known by what it says. */
function isRepeated(rating: SourceRating, before: SourceRating | undefined): boolean {
  if (!before || Date.parse(rating.at) - Date.parse(before.at) > repeatedWithinMs) return false;
  const said = ({ reliability, by, reason }: SourceRating) => [reliability, by, reason];
  return isDeepStrictEqual(said(rating), said(before));
}

function tellsTooMuch(source: string): Problem {
  const sentence = `This tells who ${source} is, where everyone reads it: say it without the name.`;
  return Problem.field('reason', sentence);
}
