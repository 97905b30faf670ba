import { z } from 'zod';
import { count, type Fields, ordinal, stampOf, stored } from '../fields.js';
import { reviewShapes } from '../review/model.js';
import { overrideShapes } from '../sourcing/override.js';
import { byPart, contentShape } from './content.js';

/*
 * What an annotation is, by itself: its interface and its shape, which everything that has to do
 * with annotations needs and which needs none of it.
 */

export const statuses = ['unreviewed', 'agreed', 'disputed', 'settled'] as const;
export type Status = (typeof statuses)[number];

export const placementKinds = ['exact', 'moved', 'changed', 'ambiguous', 'missing'] as const;

/** One colleague's statement about one span, with what others say of it. */
export function annotationShape(fields: Fields) {
  const { id, list, moment, text } = fields;
  const content = contentShape(fields);
  const stamped = z.strictObject(stampOf(fields));
  const authorship = z.strictObject({ by: id, revision: ordinal });
  const carried = z.strictObject({
    edition: ordinal,
    kind: z.enum(placementKinds),
    start: count.nullable(),
    end: count.nullable(),
    reason: text(1000).nullable(),
  });
  return z.strictObject({
    id,
    version: ordinal,
    article: id,
    ...content.shape,
    labels: content.shape.labels.default([]),
    /** Counts, from 1, the states of its content; a change of note or labels alone makes none. */
    revision: ordinal,
    /** The stored version that brought in the note and the labels as they stand. */
    noteVersion: ordinal,
    /** Worked out by `statusOf` whenever anything changes that it depends on. */
    status: z.enum(statuses),
    /** Who wrote each part as it stands; one that is not named is the creator's, of revision 1. */
    parts: byPart(authorship).default({}),
    ...reviewShapes(fields).fields,
    /** The sourcing checks that editors have set aside, each of a revision. */
    ...overrideShapes(fields).annotationFields,
    /** The blind round during which it was made. */
    round: id.nullable().default(null),
    creator: id,
    created: moment,
    modified: moment,
    modifiedBy: id,
    /** Who deleted it and when; it is kept, and can be restored. */
    deleted: stamped.nullable(),
    /** Where its span stands in later editions. */
    carried: list(carried, 10_000).default([]),
  });
}

/** An annotation as a store keeps it. */
export const annotationStored = annotationShape(stored);

export interface Annotation extends z.output<typeof annotationStored> {}

/** What colleagues have said of an annotation; none of it makes a revision. */
export type AnnotationReview = Pick<
  Annotation,
  'verdicts' | 'proposals' | 'comments' | 'requests' | 'settlement' | 'overrides'
>;

/** When something is done, and by whom (a person's id). */
export interface Stamp {
  at: string;
  by: string;
}
