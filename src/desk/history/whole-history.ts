import { type Event, subjectKinds } from '../../domain/history/event.js';
import { type EventKind, eventKindOf } from '../../domain/history/event-kinds.js';
import type { HistoryNames } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { cursorOf, type Page } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { namesIn } from './history.js';

/** A page of the history, and what the ids in it are called. */
export interface HistoryPage extends Page<Event> {
  names: HistoryNames;
}

/** What is asked for, all of it together; nothing said: everything. */
export interface HistoryQuery {
  /** What happened to one thing: "annotation/ID"; an id alone will do. */
  subject?: string;
  /** To an article and its annotations, by its id. */
  article?: string;
  /** What somebody did, by their id. */
  person?: string;
  kind?: EventKind | null;
  after?: string | null;
  limit?: number;
}

/** No more events than this are looked through for a page: it may be short, and goes on where it ended. */
const maxLookedThrough = 1000;

/**
 * A page of the history, the newest event first. Who reads what people are called hands it in. Throws *invalid* for a cursor
 * that is none.
 */
export async function listHistory(
  desk: Desk,
  query: HistoryQuery = {},
  people: Promise<ReadonlyMap<string, string>> | null = null,
): Promise<HistoryPage> {
  const page = await pageOf(desk, query);
  return { ...page, names: await namesIn(desk, page.items, people) };
}

async function pageOf(desk: Desk, query: HistoryQuery): Promise<Page<Event>> {
  const { after = null, limit = 50 } = query;
  const { index, key } = await placeOf(desk, query);
  const fits = fitting(query);
  const order = 'descending' as const;
  if (fits === null) return desk.store.find('events', index, { key, after, limit, order });
  const items: Event[] = [];
  let from = after;
  for (let looked = 0; looked < maxLookedThrough; ) {
    const page = await desk.store.find('events', index, { key, after: from, limit: 200, order });
    for (const event of page.items) {
      if (fits(event)) items.push(event);
      if (items.length === limit)
        return { items, next: cursorOf({ sort: event.id, id: event.id }) };
    }
    if (page.next === null) return { items, next: null };
    looked += page.items.length;
    from = page.next;
  }
  return { items, next: from };
}

/** The index by which the least has to be looked through. */
async function placeOf(desk: Desk, { subject = '', article = '', person = '' }: HistoryQuery) {
  if (subject !== '') return { index: 'subject' as const, key: await subjectKey(desk, subject) };
  if (article !== '') return { index: 'article' as const, key: article };
  if (person !== '') return { index: 'person' as const, key: person };
  return { index: 'all' as const, key: '' };
}

/** Whether what is found by its index is asked for; null where all of that is. */
function fitting({
  subject = '',
  article = '',
  person = '',
  kind = null,
}: HistoryQuery): ((event: Event) => boolean) | null {
  const isByPerson = person !== '' && subject + article !== '';
  const isInArticle = article !== '' && subject !== '';
  if (!isByPerson && !isInArticle && kind === null) return null;
  return (event) =>
    (!isByPerson || event.by === person) &&
    (!isInArticle || event.article === article) &&
    (kind === null || eventKindOf(event) === kind);
}

async function subjectKey(desk: Desk, subject: string): Promise<string> {
  if (subjectKinds.some((kind) => subject.startsWith(`${kind}/`))) return subject;
  if (subject.includes('/')) {
    const message = `Name the subject as ${subjectKinds.map((kind) => `${kind}/ID`).join(', ')}.`;
    throw Problem.field('subject', message);
  }
  const keys = subjectKinds.map((kind) => ({ key: `${kind}/${subject}` }));
  const counts = await desk.store.countMany('events', 'subject', keys);
  return keys.find((_, at) => (counts[at] ?? 0) > 0)?.key ?? `annotation/${subject}`;
}
