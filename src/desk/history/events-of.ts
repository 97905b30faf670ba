import type { Event, SubjectKind } from '../../domain/history/event.js';
import { all, type Store } from '../../store/store.js';

/** What happened to a thing, the oldest first. */
export function eventsOf(store: Store, kind: SubjectKind, id: string): AsyncGenerator<Event> {
  return all(store, 'events', 'subject', { key: `${kind}/${id}` });
}

/** What happened to a thing, the newest first. */
export function newestEventsOf(store: Store, kind: SubjectKind, id: string): AsyncGenerator<Event> {
  return all(store, 'events', 'subject', { key: `${kind}/${id}`, order: 'descending' });
}
