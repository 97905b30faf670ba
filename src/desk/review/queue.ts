import type { Annotation, Status } from '../../domain/annotations/annotation.js';
import { countBefore } from '../../domain/binary-search.js';
import {
  byPlace,
  type QueuedAnnotation,
  type QueuePlace,
  type Reason,
} from '../../domain/review/queue.js';
import { seesAnnotation } from '../../domain/rounds/visibility.js';
import { unknownCursor } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { peopleNames } from '../people/names.js';
import { roundsWaitingFor, type WaitingRound } from '../rounds/waiting-rounds.js';
import { type PeopleNames, type PersonQueue, personQueueOf } from './person-queue.js';
import {
  countFacet,
  type FacetCounts,
  type FacetName,
  facetNames,
  noFacets,
  noReasons,
  type QueueContents,
  type QueuedAt,
  type ReasonCounts,
} from './queue-contents.js';
import { fitting, isWhole, type QueueFilters, wholeQueue } from './queue-filters.js';
import { longFilling, reviewIndexOf } from './review-index.js';

/** What waits, and why: the most urgent reason first; none for what is closed. */
export interface QueueItem {
  annotation: Annotation;
  reasons: readonly Reason[];
}

export interface QueuePage {
  items: QueueItem[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
  /** How many there are on all pages. */
  total: number;
  /** How many there are of each reason, each annotation under its most urgent, whichever is asked for. */
  counts: ReasonCounts;
  /** The open blind rounds that wait for them, whatever is asked for but the article. */
  rounds: WaitingRound[];
}

/**
 * A page of what waits for somebody, the most urgent first. Goes on after the place where the last
 * page ended, even when that has been judged in between. `limit` is 50 unless told. Throws *invalid*
 * for a cursor that is none.
 */
export async function queueFor(
  desk: Desk,
  actor: Actor,
  filters: QueueFilters = wholeQueue,
  { after = null, limit = 50 }: { after?: string | null; limit?: number } = {},
  names = peopleNames(desk),
): Promise<QueuePage> {
  const { asked, reasons } = await askedOf(desk, actor, filters, names);
  const from = after === null ? 0 : firstAfter(asked, readCursor(after));
  const shown = asked.slice(from, from + limit);
  const [last, total] = [shown.at(-1), asked.length];
  const counts = { ...reasons };
  return {
    items: await itemsOf(desk, shown),
    next: last && from + limit < total ? cursorOf(last.place) : null,
    total,
    counts,
    rounds: await roundsFor(desk, actor, filters),
  };
}

/** The ids of all that waits for somebody, the most urgent first, and of the articles in which it stands. */
export async function queuedFor(
  desk: Desk,
  actor: Actor,
  filters: QueueFilters,
): Promise<{ id: string; article: string }[]> {
  const { asked } = await askedOf(desk, actor, filters, peopleNames(desk));
  return asked.map(({ waiting: { id, article } }) => ({ id, article }));
}

async function roundsFor(
  desk: Desk,
  actor: Actor,
  { article, ...others }: QueueFilters,
): Promise<WaitingRound[]> {
  if (!isWhole({ ...others, article: null })) return [];
  const rounds = await roundsWaitingFor(desk, actor);
  return rounds.filter((round) => article === null || round.article === article);
}

/** How much waits for somebody: annotations, and blind rounds. */
export async function waitingFor(desk: Desk, actor: Actor): Promise<number> {
  const [{ contents }, rounds] = await Promise.all([
    queueOf(desk, actor, null, peopleNames(desk)),
    roundsWaitingFor(desk, actor),
  ]);
  return contents.size - hiddenIn(desk, contents) + rounds.length;
}

/** The same for whoever does not wait for it: null while a large desk is being counted. */
export function waitingSoon(desk: Desk, actor: Actor): Promise<number | null> {
  const long = longFilling(desk, 'waiting');
  return Promise.race([waitingFor(desk, actor), long]);
}

/** How much of a queue blind rounds hide: what others wrote on their articles. */
function hiddenIn({ visibility }: Desk, contents: QueueContents): number {
  const counts = [...visibility.blind.keys()].map((article) => contents.byOthersIn(article));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Where an annotation stands in somebody's queue. */
export interface QueuePosition {
  /** From 1; null where it is not in the queue. */
  position: number | null;
  total: number;
  previous: string | null;
  /** Behind the last it is the first, and so it is for what is not in the queue. */
  next: string | null;
  /** Why it waits; empty where it does not. */
  reasons: readonly Reason[];
}

/** An annotation's place in what is asked for of somebody's queue, and what stands beside it. */
export async function neighbours(
  desk: Desk,
  actor: Actor,
  id: string,
  filters: QueueFilters = wholeQueue,
  names = peopleNames(desk),
): Promise<QueuePosition> {
  const { asked, queue } = await askedOf(desk, actor, filters, names);
  const queued = queue.contents.get(id);
  const place = queued ? firstAfter(asked, queued.place) - 1 : -1;
  const at = queued && asked[place] === queued ? place : -1;
  const next = (asked[at + 1] ?? asked[0])?.waiting.id ?? null;
  return {
    position: at < 0 ? null : at + 1,
    total: asked.length,
    previous: asked[at - 1]?.waiting.id ?? null,
    next: next === id ? null : next,
    reasons: asked[at]?.reasons ?? [],
  };
}

/** What is asked for of a queue, to be used at once, and how many of each reason there are in it. */
interface AskedQueue {
  queue: PersonQueue;
  /** In its order. */
  asked: readonly QueuedAt[];
  /** Whichever reason is asked for. */
  reasons: ReasonCounts;
}

async function askedOf(
  desk: Desk,
  actor: Actor,
  filters: QueueFilters,
  names: Promise<PeopleNames>,
): Promise<AskedQueue> {
  const queue = await queueOf(desk, actor, filters.status, names);
  const order = await queue.inOrder();
  const { contents } = queue;
  if (isWhole(filters) && hiddenIn(desk, contents) === 0) {
    return { queue, asked: order, reasons: contents.reasons };
  }
  const reasons = noReasons();
  const [fits, sees] = [fitting({ ...filters, reason: null }), seeing(desk)];
  const asked = order.filter((queued) => {
    if (!fits(queued) || !sees(queued)) return false;
    const [first] = queued.reasons;
    if (first) reasons[first.code] += 1;
    return filters.reason === null || first?.code === filters.reason;
  });
  return { queue, asked, reasons };
}

function seeing({ visibility }: Desk): (queued: QueuedAt) => boolean {
  if (visibility.blind.size === 0) return () => true;
  return ({ waiting }) => seesAnnotation(visibility, waiting);
}

/** What a queue can be narrowed down to: values with how often they stand in it. */
export type Facets = Readonly<Record<FacetName, readonly [string, number][]>>;

/** More than this many to choose from would be read by nobody. */
const maxValues = 50;

/**
 * The articles, sources, people and labels of somebody's queue, the most frequent first, each counted as
 * the other filters leave it.
 */
export async function facetsOf(
  desk: Desk,
  actor: Actor,
  filters: QueueFilters = wholeQueue,
  names = peopleNames(desk),
): Promise<Facets> {
  const queue = await queueOf(desk, actor, filters.status, names);
  const isCounted = isWhole(filters) && hiddenIn(desk, queue.contents) === 0;
  const facets = isCounted
    ? await queue.facets()
    : facetsIn((await queue.inOrder()).filter(seeing(desk)), filters);
  return {
    article: facets.article.most(maxValues),
    source: facets.source.most(maxValues),
    person: facets.person.most(maxValues),
    label: facets.label.most(maxValues),
  };
}

/** Each value is counted where everything else fits that is asked for. */
function facetsIn(queue: readonly QueuedAt[], filters: QueueFilters): FacetCounts {
  const facets = noFacets();
  for (const name of facetNames) {
    const fits = fitting({ ...filters, [name]: null });
    for (const queued of queue) if (fits(queued)) countFacet(facets, name, queued.waiting, 1);
  }
  return facets;
}

/** Somebody's whole queue, or that of what is closed with this status, blind rounds not minded. */
async function queueOf(
  desk: Desk,
  actor: Actor,
  status: Status | null,
  reading: Promise<PeopleNames>,
): Promise<PersonQueue> {
  const name = status === 'agreed' || status === 'settled' ? status : 'waiting';
  const [names, index] = await Promise.all([reading, reviewIndexOf(desk, name)]);
  return personQueueOf(index, actor, names);
}

async function itemsOf(desk: Desk, queue: readonly QueuedAnnotation[]): Promise<QueueItem[]> {
  const ids = queue.map(({ waiting }) => waiting.id);
  const found = await documentsById(desk, 'annotations', ids);
  return queue.flatMap(({ waiting, reasons }) => {
    const annotation = found.get(waiting.id);
    return annotation && !annotation.deleted ? [{ annotation, reasons }] : [];
  });
}

function firstAfter(queue: readonly QueuedAt[], last: QueuePlace): number {
  return countBefore(queue, ({ place }) => byPlace(place, last) <= 0);
}

function cursorOf({ rank, since, id }: QueuePlace): string {
  return Buffer.from(`${rank} ${since} ${id}`).toString('base64url');
}

function readCursor(text: string): QueuePlace {
  const read = /^(\d+) (\S+) (\S+)$/u.exec(Buffer.from(text, 'base64url').toString());
  const [, rank, since, id] = read ?? [];
  if (rank !== undefined && since !== undefined && id !== undefined) {
    return { rank: Number(rank), since, id };
  }
  throw unknownCursor();
}
