import type { Stamp } from '../../domain/annotations/annotation.js';
import type { Event } from '../../domain/history/event.js';
import { joinedBefore } from '../../domain/history/standing-stamp.js';
import { textOf } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import {
  endOf,
  joinEntry,
  partEntry,
  partedFrom,
  wayToEnd,
} from '../../domain/register/joining.js';
import { currentRating, type Source } from '../../domain/register/source.js';
import type { JoiningInput } from '../../domain/register/source-input.js';
import { demand } from '../../domain/rights.js';
import { type Change, type Commit, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { collected, documentsById, writtenBy } from '../documents.js';
import { eventsOf, newestEventsOf } from '../history/events-of.js';
import { demandCurrent } from '../version-tag.js';
import { commitWithRetry } from '../with-retry.js';
import { recordOfSource } from './entry-changes.js';
import { entriesOfEach, entriesOfOne, withWays } from './joined.js';
import { joiningQuestions, namedByJoining } from './named-by-joining.js';
import { demandAnswered } from './questions.js';
import { noSuchSource, sourceById } from './sources.js';

/*
 * Entries that turn out to be one source: joined by one commit, however many they are, parted again
 * at any later time. No annotation is rewritten by either.
 */

/** What is joined. */
interface Joining extends Pick<JoiningInput, 'confirm'> {
  /** The entries that are joined; chains that name them keep their names. */
  ids: readonly string[];
  /** The entry that stands for all of them from now on. */
  into: string;
  /** The one of them, or of what was joined into them, whose rating holds from now on; without it, that of `into` goes on to hold. */
  rating?: string | null;
  /** By whom, and when, they had been joined and the rating had come, where a parting is taken back. */
  again?: { joined: Stamp; rated: Stamp | null } | null;
}

/** More than this at once nobody looks over. */
export const maxJoined = 50;

/**
 * Says that entries are one source from now on; answers with the one that stands for them. Throws as `joinEntry` does,
 * and *conflict* with `details.confirm` where who one of them is would stand beside it.
 */
export async function joinSources(desk: Desk, actor: Actor, joining: Joining): Promise<Source> {
  const commit = await commitJoining(desk, actor, joining, null);
  return writtenBy(commit, 'sources', joining.into) ?? sourceById(desk, joining.into);
}

/** Joins one entry with another, and answers with it; `seen` is its ETag, as the editor saw it. */
export async function joinSource(
  desk: Desk,
  actor: Actor,
  id: string,
  into: string,
  { seen = null, ...said }: Omit<Joining, 'ids' | 'into'> & { seen?: string | null } = {},
): Promise<Source> {
  const commit = await commitJoining(desk, actor, { ids: [id], into, ...said }, seen);
  return writtenBy(commit, 'sources', id) ?? sourceById(desk, id);
}

function commitJoining(
  desk: Desk,
  actor: Actor,
  joining: Joining,
  seen: string | null,
): Promise<Commit | null> {
  demand(actor, 'change sources');
  return commitWithRetry(desk, () => joiningChanges(desk, actor, joining, seen));
}

async function joiningChanges(
  desk: Desk,
  actor: Actor,
  { ids, into, rating = null, confirm = [], again = null }: Joining,
  seen: string | null,
): Promise<Change[]> {
  const { sources, target } = await joinedEntries(desk, ids, into);
  for (const source of sources) demandCurrent('entry', source, seen);
  const isRepeated = ({ joined }: Source) =>
    desk.request !== null && joined?.into === into && joined.by === actor.id;
  const joinable = sources.filter((source) => !isRepeated(source));
  if (joinable.length === 0) return [];
  const known = await withWays(desk.store, [target]);
  const way = wayToEnd(target, (each) => known.get(each));
  const stamp = { at: now(desk), by: actor.id };
  const end = way.at(-1) ?? target;
  const joined = joinable.map((source) => joinEntry(source, way, again?.joined ?? stamp));
  const mark = again && { undoing: true as const };
  const entriesOf = await entriesOfEach(desk.store, [end, ...sources]);
  const rated = ratedByJoining(end, [...entriesOf.values()].flat(), rating, again?.rated ?? stamp);
  if (!confirm.includes('identity')) {
    const coming = [end, ...joinable].map(({ id }) => entriesOf.get(id) ?? []);
    demandAnswered(joiningQuestions(await namedByJoining(desk, coming)), confirm);
  }
  return [
    ...joined.flatMap((source) => [
      replace('sources', source),
      recordOfSource(desk, actor, source, {
        action: 'source.joined',
        before: null,
        after: { into },
      }),
    ]),
    // Written again as they stand, so that two who join at one moment can't close a circle.
    ...way.map((entry) => replace('sources', entry.id === end.id ? rated : entry)),
    ...(rated === end ? [] : [ratingOf(desk, actor, end, rated, mark)]),
  ];
}

/** The entries to be joined, and the one to stand for them. Throws *invalid* for too many, or none to join them into, and *not-found*. */
export async function joinedEntries(desk: Desk, ids: readonly string[], into: string) {
  const others = [...new Set(ids)];
  if (others.length > maxJoined) {
    throw Problem.field('ids', `Join at most ${maxJoined} entries at once.`);
  }
  const found = await documentsById(desk, 'sources', [...others, into]);
  const target = found.get(into);
  if (!target) throw Problem.field('into', 'There is no such source in the register.');
  const sources = others.map((id) => {
    const source = found.get(id);
    if (!source) throw noSuchSource();
    return source;
  });
  return { sources, target };
}

/** The entry that stands for the others, with the rating that was chosen among theirs. */
function ratedByJoining(
  end: Source,
  sources: readonly Source[],
  chosen: string | null,
  stamp: Stamp,
): Source {
  if (chosen === null || chosen === end.id) return end;
  const from = sources.find(({ id }) => id === chosen);
  const rating = from && currentRating(from);
  if (!rating) throw Problem.field('rating', 'Choose the rating of one of the entries.');
  const { reliability, reason } = rating;
  return { ...end, ratings: [...end.ratings, { reliability, reason, ...stamp, from: from.id }] };
}

function ratingOf(
  desk: Desk,
  actor: Actor,
  before: Source,
  after: Source,
  mark: { undoing: true } | null,
): Change {
  const [was, is] = [currentRating(before), currentRating(after)];
  return recordOfSource(desk, actor, before, {
    action: 'source.rated',
    before: { reliability: was?.reliability ?? null },
    after: {
      reliability: is?.reliability ?? 'F',
      reason: is?.reason ?? null,
      ...(is?.from !== undefined && { from: is.from }),
      ...mark,
    },
  });
}

/**
 * Parts entries again from those into which they were joined: each has again what it had, and so has
 * the one that stood for it. Answers with what was written.
 */
export async function partSources(
  desk: Desk,
  actor: Actor,
  ids: readonly string[],
  seen: string | null = null,
): Promise<Commit | null> {
  demand(actor, 'change sources');
  return commitWithRetry(desk, async () => {
    const found = await documentsById(desk, 'sources', ids);
    if (found.size < new Set(ids).size) throw noSuchSource();
    const sources = [...found.values()];
    for (const source of sources) demandCurrent('entry', source, seen);
    const [known, entriesOf] = await Promise.all([
      withWays(desk.store, sources),
      entriesOfEach(desk.store, sources),
    ]);
    const changed = new Map(sources.map((source) => [source.id, partEntry(source)]));
    for (const source of sources) {
      const end = endOf(source, (id) => known.get(id));
      const entry = changed.get(end.id) ?? end;
      const going = new Set(entriesOf.get(source.id)?.map(({ id }) => id));
      const ratings = entry.ratings.filter(({ from }) => from === undefined || !going.has(from));
      if (ratings.length < entry.ratings.length) changed.set(end.id, { ...entry, ratings });
    }
    return [
      ...[...changed.values()].map((source) => replace('sources', source)),
      ...sources.map((source) =>
        recordOfSource(desk, actor, source, {
          action: 'source.parted',
          before: partedFrom(source),
          after: null,
        }),
      ),
    ];
  });
}

/** Parts one entry, and answers with it. */
export async function partSource(
  desk: Desk,
  actor: Actor,
  id: string,
  seen: string | null = null,
): Promise<Source> {
  const commit = await partSources(desk, actor, [id], seen);
  return writtenBy(commit, 'sources', id) ?? sourceById(desk, id);
}

/**
 * Takes back that an entry was parted, by the event that tells of it: it is joined again as it was, by whom and when it
 * was. Where the rating that held came with the entry it holds again, unless either was rated since.
 */
export async function joinAgain(desk: Desk, actor: Actor, event: Event): Promise<Source> {
  const { id, before, subject } = event;
  const into = textOf(before?.into) ?? '';
  const [source, target] = await Promise.all([
    sourceById(desk, subject.id),
    sourceById(desk, into),
  ]);
  const known = await withWays(desk.store, [target]);
  const end = endOf(target, (each) => known.get(each));
  const rated = await lastRating(desk, end);
  const coming = rated && rated.id < id ? await entriesOfOne(desk.store, source) : [];
  const from = coming.find((entry) => entry.id === rated?.after?.from);
  const { reliability, reason } = { ...(from && currentRating(from)) };
  const isAsItWas = reliability === rated?.after?.reliability && reason === rated?.after?.reason;
  const rating = from && isAsItWas ? from.id : null;
  const events = await collected(eventsOf(desk.store, 'source', source.id));
  const own = joinedBefore(
    event,
    events.filter((each) => each.id < id),
  );
  const again = own && { joined: own, rated: await ratedWith(desk, end, from) };
  return joinSources(desk, actor, { ids: [source.id], into, rating, again });
}

/** By whom, and when, an entry was rated with the rating of another for the first time. */
async function ratedWith(
  desk: Desk,
  { id }: Source,
  from: Source | undefined,
): Promise<Stamp | null> {
  const events = await collected(eventsOf(desk.store, 'source', id));
  const rated = events.findLast(
    ({ action, after }) =>
      action === 'source.rated' && after?.from === from?.id && after?.undoing !== true,
  );
  return rated ? { at: rated.at, by: rated.by } : null;
}

/** The last that was said of an entry's rating; null where that was taken back, or nothing was said. */
async function lastRating(desk: Desk, { id }: Source): Promise<Event | null> {
  for await (const event of newestEventsOf(desk.store, 'source', id)) {
    if (event.action === 'source.rated') return event;
    if (event.action === 'source.unrated') return null;
  }
  return null;
}
