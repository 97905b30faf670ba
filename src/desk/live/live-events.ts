import { type Event, ofTheDesk } from '../../domain/history/event.js';
import type { LiveEvent } from '../../domain/live/live-event.js';
import {
  type EventVisibility,
  seesEvent,
  type Visibility,
} from '../../domain/rounds/visibility.js';
import type { Change, Store } from '../../store/store.js';
import type { EventSummary } from './recent-commits.js';

/** Whether something that happened changes what a page shows that follows along. */
export function isNews({ action }: Pick<Event, 'action'>): boolean {
  return action !== 'identity.read' && !ofTheDesk.includes(action);
}

/** What happened in a commit, as far as it is news. */
export function eventSummariesIn(changes: readonly Change[]): EventSummary[] {
  return changes.flatMap((change) => {
    if (change.in !== 'events' || change.do !== 'insert') return [];
    return isNews(change.doc) ? [summaryOf(change.doc)] : [];
  });
}

/** Enough of an event to tell of it. */
export function summaryOf({
  id,
  action,
  subject,
  article,
  by,
  before,
  after,
}: Event): EventSummary {
  const isOfEdition = editionActions.includes(action);
  const number = (after ?? before)?.edition;
  const edition =
    isOfEdition && typeof number === 'number' ? { number, gone: after === null } : null;
  return { id, subject, article, by, edition };
}

const editionActions: readonly Event['action'][] = [
  'edition.added',
  'edition.removed',
  'annotation.carried',
];

/** What somebody else did and this person may know of. */
export async function visibleEventsOf(
  events: readonly EventSummary[],
  { person, article }: { person: string; article: string | null },
  blind: Visibility['blind'],
  toldOf: EventVisibility,
): Promise<LiveEvent[]> {
  const others = events.filter(
    (event) => event.by !== person && (article === null || event.article === article),
  );
  const visibility = { person, blind };
  const seen = await Promise.all(others.map((event) => seesEvent(visibility, event, toldOf)));
  return others.filter((_, at) => seen[at]).map(toldAs);
}

function toldAs({ id, article, subject, by, edition }: EventSummary): LiveEvent {
  return { event: id, article, kind: subject.kind, id: subject.id, by, edition };
}

/** What events tell of, looked up once for all who listen. */
export function rememberedVisibility(store: Store): EventVisibility {
  const annotations = new Map<string, ReturnType<EventVisibility['annotation']>>();
  const entries = new Map<string, ReturnType<EventVisibility['entry']>>();
  const once = <T>(known: Map<string, T>, key: string, look: () => T): T => {
    const found = known.get(key) ?? look();
    known.set(key, found);
    return found;
  };
  return {
    annotation: (id) => once(annotations, id, () => store.get('annotations', id)),
    entry: (kind, id) =>
      once(entries, `${kind}/${id}`, () => store.get(kind === 'source' ? 'sources' : 'claims', id)),
  };
}
