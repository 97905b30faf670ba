import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Event } from '../../domain/history/event.js';
import type { HistoryNames } from '../../domain/history/words.js';
import { idsInHistory } from '../../reports/named.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';

/** What happened to an annotation, oldest first, and what the ids in it are called. */
export interface AnnotationHistory {
  events: Event[];
  names: HistoryNames;
}

/** The history of an annotation, with the sources and claims that it once named. */
export async function historyOf(
  desk: Desk,
  { id }: Annotation,
  { people }: Pick<ArticleReading, 'people'>,
): Promise<AnnotationHistory> {
  const events: Event[] = [];
  const key = `annotation/${id}`;
  for await (const event of all(desk.store, 'events', 'subject', { key })) events.push(event);
  const ids = idsInHistory(events);
  const [sources, claims] = await Promise.all([
    documentsById(desk, 'sources', ids.sources),
    documentsById(desk, 'claims', ids.claims),
  ]);
  return { events, names: { people, sources, claims } };
}
