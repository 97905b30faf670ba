import type { Annotation } from '../domain/annotation.js';
import type { Event } from '../domain/event.js';
import type { HistoryNames } from '../domain/history-words.js';
import type { Reading } from '../domain/reading.js';
import { all, type CollectionName, type Documents } from '../store/store.js';
import type { Desk } from './desk.js';

/** What happened to an annotation, oldest first, and what the ids in it are called. */
export interface AnnotationHistory {
  events: Event[];
  names: HistoryNames;
}

/** The history of an annotation, with the sources and claims that it once named. */
export async function historyOf(
  desk: Desk,
  { id }: Annotation,
  { people }: Pick<Reading, 'people'>,
): Promise<AnnotationHistory> {
  const events: Event[] = [];
  const key = `annotation/${id}`;
  for await (const event of all(desk.store, 'events', 'subject', { key })) events.push(event);
  const values = events.flatMap(({ before, after }) => [before, after]);
  const sources = await named(desk, 'sources', values.flatMap(sourceIds));
  const claims = await named(desk, 'claims', values.flatMap(claimIds));
  return { events, names: { people, sources, claims } };
}

type Values = Event['before'];

function sourceIds(values: Values): string[] {
  const chain: unknown = values?.chain;
  if (!Array.isArray(chain)) return [];
  return chain.flatMap((hop: { source?: unknown }) =>
    typeof hop.source === 'string' ? hop.source : [],
  );
}

function claimIds(values: Values): string[] {
  return typeof values?.claim === 'string' ? [values.claim] : [];
}

async function named<C extends CollectionName>(
  desk: Desk,
  collection: C,
  ids: readonly string[],
): Promise<Map<string, Documents[C]>> {
  const found = await Promise.all([...new Set(ids)].map((id) => desk.store.get(collection, id)));
  return new Map(found.flatMap((doc) => (doc ? [[doc.id, doc] as const] : [])));
}
