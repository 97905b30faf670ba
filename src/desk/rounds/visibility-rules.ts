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
export function visibilityRules(whole: Store, visibility: Visibility): VisibilityRules {
  const toldOf = {
    annotation: (id: string) => whole.get('annotations', id),
    entry: (kind: 'source' | 'claim', id: string) =>
      kind === 'source' ? whole.get('sources', id) : whole.get('claims', id),
  };
  return {
    annotations: (annotation) => seesAnnotation(visibility, annotation),
    sources: (source) => seesEntry(visibility, source),
    claims: (claim) => seesEntry(visibility, claim),
    events: (event) => seesEvent(visibility, event, toldOf),
    identities: async ({ id }) => {
      const source = await whole.get('sources', id);
      return source === null || seesEntry(visibility, source);
    },
  };
}

/**
 * Whether somebody may be told of a change at once, without a look at anything else: of events and
 * identities that may be another's, they are not.
 */
export function mayHearOf(visibility: Visibility, change: Change): boolean {
  switch (change.in) {
    case 'annotations':
      return seesAnnotation(visibility, change.doc);
    case 'sources':
    case 'claims':
      return seesEntry(visibility, change.doc);
    case 'identities':
      return change.doc.creator === visibility.person;
    case 'events':
      return change.doc.by === visibility.person || isOfNoRound(visibility, change.doc);
    default:
      return true;
  }
}

function isOfNoRound({ blind }: Visibility, { subject, article }: Documents['events']): boolean {
  if (subject.kind === 'source' || subject.kind === 'claim') return false;
  return subject.kind !== 'annotation' || (article !== null && !blind.has(article));
}
