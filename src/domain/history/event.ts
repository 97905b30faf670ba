/**
 * The history: who did what to which thing, when, with the values before and after. Values hold
 * ids, never the names of sources, so that a source which becomes confidential is masked in the
 * past as well.
 */
export const eventActions = [
  'article.added',
  'article.changed',
  'article.deleted',
  'annotation.created',
  'annotation.revised',
  'annotation.deleted',
  'annotation.restored',
  'annotation.imported',
  'annotation.settled',
  'verdict.given',
  'verdict.changed',
  'verdict.withdrawn',
  'proposal.made',
  'proposal.accepted',
  'proposal.declined',
  'proposal.withdrawn',
  'comment.added',
  'comment.resolved',
  'comment.reopened',
  'review.requested',
  'review.withdrawn',
  'round.opened',
  'round.handed-in',
  'round.excused',
  'round.ended',
  'round.decided',
  'round.undecided',
  'source.added',
  'source.changed',
  'source.rated',
  'source.masked',
  'source.joined',
  'source.parted',
  'source.removed',
  'claim.added',
  'identity.read',
  'person.added',
  'person.changed',
  'settings.changed',
] as const;
export type EventAction = (typeof eventActions)[number];

export const subjectKinds = [
  'annotation',
  'article',
  'source',
  'claim',
  'person',
  'round',
  'desk',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Event {
  /** Sorts by the moment at which it was made. */
  id: string;
  version: number;
  at: string;
  by: string;
  action: EventAction;
  subject: { kind: SubjectKind; id: string };
  /** The article to which the subject belongs, if any. */
  article: string | null;
  /** The fields that changed, as they were; null where there was nothing before. */
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}
