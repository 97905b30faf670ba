import { type Event, eventActions } from '../../domain/history/event.js';
import { all, type Store } from '../../store/store.js';
import { type Finding, fault, note } from './finding.js';

/**
 * Events that tell of what is not there. Removed entries of the register and deleted articles leave
 * theirs behind, these with those of their annotations; people are not looked for, since a database may be read without the file of people.
 */
export async function* checkHistory(store: Store): AsyncGenerator<Finding> {
  for await (const event of all(store, 'events', 'all', { key: '' })) {
    const where = `event ${event.id}`;
    if (!eventActions.includes(event.action)) {
      yield fault(where, 'It tells of an action that Whence does not know.');
    }
    if (namesNoDate(event)) yield fault(where, 'It tells a date that is none.');
    if (event.action === 'source.expunged' && event.after?.isUnpurged) {
      yield note(where, unpurged);
    }
    const { subject } = event;
    const isExplained =
      (await stands(store, event)) ||
      (await endedWith(store, `${subject.kind}/${subject.id}`, 'source.removed')) ||
      (await wentWithItsArticle(store, event));
    if (!isExplained) {
      yield fault(where, `It tells of ${subject.kind} ${subject.id}, which is not there.`);
    }
  }
}

/** Whether what an event tells holds a date, as people give one for later, that is none. */
function namesNoDate({ before, after }: Event): boolean {
  return [before, after].some((values) =>
    [values?.due, values?.expires].some(
      (date) => date !== undefined && date !== null && Number.isNaN(Date.parse(String(date))),
    ),
  );
}

const unpurged =
  'Right after it the database’s own old copies could not be cleared away, and may hold the name: restart Whence, which clears them at its start.';

const collectionOf = {
  article: 'articles',
  annotation: 'annotations',
  source: 'sources',
  claim: 'claims',
  round: 'rounds',
} as const;

async function stands(store: Store, { subject }: Event): Promise<boolean> {
  if (subject.kind === 'person' || subject.kind === 'desk') return true;
  return (await store.get(collectionOf[subject.kind], subject.id)) !== null;
}

async function wentWithItsArticle(store: Store, { article }: Event): Promise<boolean> {
  if (article === null || (await store.get('articles', article)) !== null) return false;
  return endedWith(store, `article/${article}`, 'article.deleted');
}

/** Whether there is an event of a subject that tells how it ended. */
async function endedWith(store: Store, key: string, action: Event['action']): Promise<boolean> {
  for await (const event of all(store, 'events', 'subject', { key, order: 'descending' })) {
    if (event.action === action) return true;
  }
  return false;
}
