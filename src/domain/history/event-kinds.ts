import type { Event } from './event.js';

/** What a step of the history is about, in the order in which one chooses. */
export const eventKinds = [
  { code: 'articles', words: 'Articles and editions' },
  { code: 'annotations', words: 'Annotations' },
  { code: 'review', words: 'Review' },
  { code: 'sources', words: 'Sources' },
  { code: 'claims', words: 'Claims' },
  { code: 'rounds', words: 'Blind rounds' },
  { code: 'desk', words: 'People and settings' },
] as const;
export type EventKind = (typeof eventKinds)[number]['code'];
export const eventKindCodes = eventKinds.map(({ code }) => code);

const ofReview = ['verdict', 'proposal', 'comment', 'review', 'override'];
const settling = ['annotation.settled', 'annotation.reopened'];

/** Of which kind a step is; what colleagues say of an annotation is review. */
export function eventKindOf({
  action,
  subject: { kind },
}: Pick<Event, 'action' | 'subject'>): EventKind {
  if (kind === 'annotation') {
    const [verb = ''] = action.split('.');
    return ofReview.includes(verb) || settling.includes(action) ? 'review' : 'annotations';
  }
  if (kind === 'person' || kind === 'desk') return 'desk';
  return `${kind}s`;
}
