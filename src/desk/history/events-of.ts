import type { Event, SubjectKind } from '../../domain/history/event.js';
import { all, allUnder, type Store } from '../../store/store.js';

/** What happened to a thing, the oldest first. */
export function eventsOf(store: Store, kind: SubjectKind, id: string): AsyncGenerator<Event> {
  return all(store, 'events', 'subject', { key: `${kind}/${id}` });
}

/** What happened to a thing, the newest first. */
export function newestEventsOf(store: Store, kind: SubjectKind, id: string): AsyncGenerator<Event> {
  return all(store, 'events', 'subject', { key: `${kind}/${id}`, order: 'descending' });
}

/** The same of several things of a kind, by their ids: in one reading. */
export async function eventsOfEach(
  store: Store,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<Map<string, Event[]>> {
  const keyOf = (id: string) => `${kind}/${id}`;
  const found = await allUnder(store, 'events', 'subject', ids.map(keyOf));
  return new Map(ids.map((id) => [id, found.get(keyOf(id)) ?? []]));
}
