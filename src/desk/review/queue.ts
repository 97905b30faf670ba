import type { Annotation, Status } from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import {
  byPlace,
  type Place,
  type QueuedAnnotation,
  type Reason,
  type ReasonCode,
  reasonCodes,
  type Waiting,
} from '../../domain/review/queue.js';
import { seesAnnotation } from '../../domain/rounds/visibility.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { peopleNames } from '../people/names.js';
import { entriesOfOne } from '../register/joined.js';
import { personQueueOf, type QueuedAt } from './person-queue.js';
import { fitting, type QueueFilters, wholeQueue } from './queue-filters.js';
import { reviewIndexOf } from './review-index.js';

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
  counts: Readonly<Record<ReasonCode, number>>;
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
): Promise<QueuePage> {
  const queue = await queueOf(desk, actor, filters.status);
  const entries = await entriesAsked(desk, filters);
  const anyReason = queue.filter(fitting({ ...filters, reason: null }, entries));
  const asked = anyReason.filter(fitting(filters, entries));
  const from = after === null ? 0 : firstAfter(asked, readCursor(after));
  const shown = asked.slice(from, from + limit);
  const last = shown.at(-1);
  return {
    items: await itemsOf(desk, shown),
    next: last && from + limit < asked.length ? cursorOf(last.place) : null,
    total: asked.length,
    counts: countsOf(anyReason),
  };
}

/** The entries of the source that is asked for, under which chains may name it. */
async function entriesAsked({ store }: Desk, { source }: QueueFilters): Promise<string[]> {
  const asked = source === null ? null : await store.get('sources', source);
  return asked ? (await entriesOfOne(store, asked)).map(({ id }) => id) : [];
}

/** How much waits for somebody. */
export async function waitingFor(desk: Desk, actor: Actor): Promise<number> {
  return (await queueOf(desk, actor, null)).length;
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
): Promise<QueuePosition> {
  const entries = await entriesAsked(desk, filters);
  const queue = (await queueOf(desk, actor, filters.status)).filter(fitting(filters, entries));
  const at = queue.findIndex(({ waiting }) => waiting.id === id);
  const next = (queue[at + 1] ?? queue[0])?.waiting.id ?? null;
  return {
    position: at < 0 ? null : at + 1,
    total: queue.length,
    previous: queue[at - 1]?.waiting.id ?? null,
    next: next === id ? null : next,
    reasons: queue[at]?.reasons ?? [],
  };
}

/** What a queue can be narrowed down to: values with how often they stand in it. */
export type Facets = Readonly<Record<'article' | 'source' | 'person', readonly [string, number][]>>;

/** More than so many to choose from would be read by nobody. */
const maxValues = 50;

/**
 * The articles, sources and people of somebody's queue, the most frequent first, each counted as
 * the other filters leave it.
 */
export async function facetsOf(
  desk: Desk,
  actor: Actor,
  filters: QueueFilters = wholeQueue,
): Promise<Facets> {
  const queue = await queueOf(desk, actor, filters.status);
  const entries = await entriesAsked(desk, filters);
  const counted = (name: keyof Facets, valuesOf: (waiting: Waiting) => readonly string[]) => {
    const rows = queue.filter(fitting({ ...filters, [name]: null }, entries));
    return mostFrequent(rows.flatMap(({ waiting }) => valuesOf(waiting)));
  };
  return {
    article: counted('article', ({ article }) => [article]),
    source: counted('source', ({ sources }) => sources),
    person: counted('person', ({ creator }) => [creator]),
  };
}

function mostFrequent(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).slice(0, maxValues);
}

/**
 * Somebody's whole queue in its order, or that of what is closed with this status, as far as they
 * see it.
 */
async function queueOf(
  desk: Desk,
  actor: Actor,
  status: Status | null,
): Promise<readonly QueuedAt[]> {
  const name = status === 'agreed' || status === 'settled' ? status : 'waiting';
  const index = await reviewIndexOf(desk, name);
  const names = await peopleNames(desk);
  const queue = personQueueOf(index, actor, names);
  const { visibility } = desk;
  if (visibility.blind.size === 0) return queue;
  return queue.filter(({ waiting }) => seesAnnotation(visibility, waiting));
}

async function itemsOf(desk: Desk, queue: readonly QueuedAnnotation[]): Promise<QueueItem[]> {
  const ids = queue.map(({ waiting }) => waiting.id);
  const found = await documentsById(desk, 'annotations', ids);
  return queue.flatMap(({ waiting, reasons }) => {
    const annotation = found.get(waiting.id);
    return annotation && !annotation.deleted ? [{ annotation, reasons }] : [];
  });
}

function countsOf(queue: readonly QueuedAnnotation[]): QueuePage['counts'] {
  const none = Object.fromEntries(reasonCodes.map((code) => [code, 0]));
  const counts = none as Record<ReasonCode, number>;
  for (const { reasons } of queue) {
    const [first] = reasons;
    if (first) counts[first.code] += 1;
  }
  return counts;
}

function firstAfter(queue: readonly QueuedAt[], last: Place): number {
  const first = queue.findIndex(({ place }) => byPlace(place, last) > 0);
  return first < 0 ? queue.length : first;
}

function cursorOf({ rank, since, id }: Place): string {
  return Buffer.from(`${rank} ${since} ${id}`).toString('base64url');
}

function readCursor(text: string): Place {
  const read = /^(\d+) (\S+) (\S+)$/u.exec(Buffer.from(text, 'base64url').toString());
  const [, rank, since, id] = read ?? [];
  if (rank !== undefined && since !== undefined && id !== undefined) {
    return { rank: Number(rank), since, id };
  }
  throw Problem.field('after', 'This is no mark of a page: start again from the first page.');
}
