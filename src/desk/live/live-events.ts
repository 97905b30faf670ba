import type { Told } from '../../domain/live/live-event.js';
import { type Sight, seesEvent, type ToldOf } from '../../domain/rounds/visibility.js';
import type { Change, Store } from '../../store/store.js';
import type { Happening } from './recent-commits.js';

/** What happened in a commit; that somebody read an identity changes nothing. */
export function happeningsIn(changes: readonly Change[]): Happening[] {
  return changes.flatMap((change) => {
    if (change.in !== 'events' || change.do !== 'insert') return [];
    const { id, action, subject, article, by } = change.doc;
    return action === 'identity.read' ? [] : [{ id, subject, article, by }];
  });
}

/** What somebody else did and this person may know of. */
export async function seenOf(
  events: readonly Happening[],
  { person, article }: { person: string; article: string | null },
  blind: Sight['blind'],
  toldOf: ToldOf,
): Promise<Told[]> {
  const others = events.filter(
    (event) => event.by !== person && (article === null || event.article === article),
  );
  const sight = { person, blind };
  const seen = await Promise.all(others.map((event) => seesEvent(sight, event, toldOf)));
  return others.filter((_, at) => seen[at]).map(toldAs);
}

function toldAs({ id, article, subject, by }: Happening): Told {
  return { event: id, article, kind: subject.kind, id: subject.id, by };
}

/** What events tell of, looked up once for all who listen. */
export function remembered(store: Store): ToldOf {
  const annotations = new Map<string, ReturnType<ToldOf['annotation']>>();
  const entries = new Map<string, ReturnType<ToldOf['entry']>>();
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
