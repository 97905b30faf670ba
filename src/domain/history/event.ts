import { z } from 'zod';
import { ordinal, stored } from '../fields.js';

/**
 * The history: who did what to which thing, when, with the values before and after. Values hold
 * ids, never the names of sources, so that a source which becomes confidential is masked in the
 * past as well.
 */
export const eventActions = [
  'article.added',
  'article.changed',
  'article.deleted',
  'wording.decided',
  'report.shared',
  'report.share-revoked',
  'edition.added',
  'edition.removed',
  'annotation.created',
  'annotation.revised',
  'annotation.deleted',
  'annotation.restored',
  'annotation.imported',
  'annotation.carried',
  'annotation.settled',
  'annotation.reopened',
  'verdict.given',
  'verdict.changed',
  'verdict.withdrawn',
  'proposal.made',
  'proposal.accepted',
  'proposal.declined',
  'proposal.withdrawn',
  'proposal.reopened',
  'comment.added',
  'comment.resolved',
  'comment.reopened',
  'comment.withdrawn',
  'review.requested',
  'review.withdrawn',
  'review.reopened',
  'round.opened',
  'round.handed-in',
  'round.excused',
  'round.ended',
  'round.decided',
  'round.undecided',
  'source.added',
  'source.changed',
  'source.rated',
  'source.unrated',
  'source.masked',
  'source.unmasked',
  'source.joined',
  'source.parted',
  'source.removed',
  'source.restored',
  'source.expunged',
  'claim.added',
  'claim.changed',
  'claim.joined',
  'claim.parted',
  'override.made',
  'override.withdrawn',
  'identity.read',
  'identity.noted',
  'person.added',
  'person.changed',
  'settings.changed',
] as const;
export type EventAction = (typeof eventActions)[number];

/** What takes a name out of the whole desk. */
export const takingNamesOut = ['source.masked', 'source.expunged'] as const;

/** How the desk goes about its reports: nothing on a page changes by it. */
export const ofTheDesk: readonly EventAction[] = ['report.shared', 'report.share-revoked'];

/** What is the desk's own affair and told by no report: that, and what went from it or came in from elsewhere. */
export const notInReports: readonly EventAction[] = [
  ...ofTheDesk,
  'article.deleted',
  'annotation.imported',
];

/** What tells of an article by its own words: its title, its publisher and the like. */
export const inArticlesWords: readonly EventAction[] = [
  'article.added',
  'article.changed',
  'article.deleted',
];

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

const values = z.record(z.string(), z.unknown()).readonly();

/** An entry of the history as it is read, of whatever version of the program it is. */
export const eventStored = z.strictObject({
  /** Sorts after those of all events that were saved before it, whatever the clock said. */
  id: stored.id,
  version: ordinal,
  at: stored.moment,
  by: stored.id,
  action: z.enum(eventActions),
  subject: z.strictObject({ kind: z.enum(subjectKinds), id: stored.id }),
  /** The article to which the subject belongs, if any. */
  article: stored.id.nullable(),
  /** The fields that changed, as they were; null where there was nothing before. */
  before: values.nullable(),
  after: values.nullable(),
});
export interface Event extends z.output<typeof eventStored> {}
