import { type Event, subjectKinds } from '../../domain/history/event.js';
import type { HistoryNames } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import type { Page } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { namesIn } from './history.js';

/** A page of the history, and what the ids in it are called. */
export interface HistoryPage extends Page<Event> {
  names: HistoryNames;
}

/** What is asked for: everything, what happened to one thing, or to an article and its annotations. */
export interface HistoryQuery {
  /** "annotation/ID"; an id alone will do. */
  subject?: string;
  article?: string;
  after?: string | null;
  limit?: number;
}

/** A page of the history, the newest event first. Throws *invalid* for a cursor that is none. */
export async function listHistory(desk: Desk, query: HistoryQuery = {}): Promise<HistoryPage> {
  const { after = null, limit = 50 } = query;
  const { index, key } = await placeOf(desk, query);
  const order = 'descending' as const;
  const page = await desk.store.find('events', index, { key, after, limit, order });
  return { ...page, names: await namesIn(desk, page.items) };
}

async function placeOf(desk: Desk, { subject = '', article = '' }: HistoryQuery) {
  if (article !== '') return { index: 'article' as const, key: article };
  if (subject === '') return { index: 'all' as const, key: '' };
  return { index: 'subject' as const, key: await subjectKey(desk, subject) };
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
