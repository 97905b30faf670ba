import {
  seesAnnotation,
  seesEntry,
  seesEvent,
  type Visibility,
} from '../../domain/rounds/visibility.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import type { Change, Store } from '../../store/store.js';

/** Whether documents may be seen, by collection; those that are not named may, all of them. */
export type VisibilityRules = {
  [C in CollectionName]?: (doc: Documents[C]) => boolean | Promise<boolean>;
};

/** What somebody may see of a store that holds everything. */
export function visibilityRules(whole: Store, sight: Visibility): VisibilityRules {
  const toldOf = {
    annotation: (id: string) => whole.get('annotations', id),
    entry: (kind: 'source' | 'claim', id: string) =>
      kind === 'source' ? whole.get('sources', id) : whole.get('claims', id),
  };
  return {
    annotations: (annotation) => seesAnnotation(sight, annotation),
    sources: (source) => seesEntry(sight, source),
    claims: (claim) => seesEntry(sight, claim),
    events: (event) => seesEvent(sight, event, toldOf),
    identities: async ({ id }) => {
      const source = await whole.get('sources', id);
      return source === null || seesEntry(sight, source);
    },
  };
}

/**
 * Whether somebody may be told of a change at once, without a look at anything else: of events and
 * identities that may be another's, they are not.
 */
export function mayHearOf(sight: Visibility, change: Change): boolean {
  switch (change.in) {
    case 'annotations':
      return seesAnnotation(sight, change.doc);
    case 'sources':
    case 'claims':
      return seesEntry(sight, change.doc);
    case 'identities':
      return change.doc.creator === sight.person;
    case 'events':
      return change.doc.by === sight.person || isOfNoRound(sight, change.doc);
    default:
      return true;
  }
}

function isOfNoRound({ blind }: Visibility, { subject, article }: Documents['events']): boolean {
  if (subject.kind === 'source' || subject.kind === 'claim') return false;
  return subject.kind !== 'annotation' || (article !== null && !blind.has(article));
}
