import { type Event, type SubjectKind, subjectKinds } from '../../domain/history/event.js';
import type { HistoryNames } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { idsInHistory } from '../../reports/named.js';
import type { Page } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { peopleNames } from '../people/names.js';

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
  for (const kind of subjectKinds) {
    const key = `${kind}/${subject}`;
    if ((await desk.store.count('events', 'subject', key)) > 0) return key;
  }
  return `annotation/${subject}`;
}

/** Sources are called what the register calls them today: a confidential one by its pseudonym. */
async function namesIn(desk: Desk, events: readonly Event[]): Promise<HistoryNames> {
  const { sources, claims } = idsInHistory(events);
  const subjects = (kind: SubjectKind) =>
    events.flatMap(({ subject }) => (subject.kind === kind ? subject.id : []));
  return {
    people: await peopleNames(desk),
    formerNames: await formerNames(desk, events),
    sources: await documentsById(desk, 'sources', [...sources, ...subjects('source')]),
    claims: await documentsById(desk, 'claims', [...claims, ...subjects('claim')]),
  };
}

async function formerNames(desk: Desk, events: readonly Event[]) {
  const renamed = events.filter(({ action, after }) => action === 'person.changed' && after?.name);
  const ids = renamed.map(({ subject }) => subject.id);
  const people = await documentsById(desk, 'people', ids);
  return new Map([...people].map(([id, person]) => [id, person.formerNames ?? []]));
}
