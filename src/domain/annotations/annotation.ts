import { isSame } from '../equality.js';
import { Problem } from '../problem.js';
import { withStatus } from '../review/status.js';
import { besideStatement, type Content, type ContentPart, contentFields } from './content.js';
import { partsDiffering } from './content-parts.js';
import type { Annotation, AnnotationReview, Stamp, Status } from './model.js';

export { type Content, contentFields, type Target } from './content.js';
export {
  type Annotation,
  type AnnotationReview,
  type Stamp,
  type Status,
  statuses,
} from './model.js';

/** The sign of a status, which always stands beside its word. */
export const statusSigns: Readonly<Record<Status, string>> = {
  unreviewed: '○',
  agreed: '✓',
  disputed: '◐',
  settled: '■',
};

/** What there is of reviewing before anybody has said anything. */
export const unreviewed: AnnotationReview &
  Pick<Annotation, 'status' | 'parts' | 'round' | 'carried'> = {
  status: 'unreviewed',
  parts: {},
  verdicts: [],
  proposals: [],
  comments: [],
  requests: [],
  overrides: [],
  settlement: null,
  round: null,
  carried: [],
};

/** A new annotation of an article. */
export function annotate(
  content: Content,
  made: Stamp & { id: string; article: string },
): Annotation {
  return {
    id: made.id,
    version: 1,
    article: made.article,
    ...content,
    revision: 1,
    noteVersion: 1,
    ...unreviewed,
    creator: made.by,
    created: made.at,
    modified: made.at,
    modifiedBy: made.by,
    deleted: null,
  };
}

/** What an annotation says, by itself. */
export function contentOf(annotation: Annotation): Content {
  const { edition, target, chain, confidence, credibility, claim, stance, note, labels } =
    annotation;
  return { edition, target, chain, confidence, credibility, claim, stance, note, labels };
}

/** The fields in which two contents differ, in the order of `contentFields`. */
export function differences(one: Content, other: Content): (keyof Content)[] {
  return contentFields.filter((field) => !isSame(one[field], other[field]));
}

/**
 * The annotation with new content; the same object where nothing differs. Anything but the note
 * and the labels makes a new revision, which drops earlier agreements: a dispute stands, everything else is open
 * again. `author` is whose words the new parts are, where that is not who puts them in.
 * Throws *not-found* for a deleted annotation.
 */
export function revise(
  annotation: Annotation,
  content: Content,
  stamp: Stamp,
  author: string = stamp.by,
): Annotation {
  demandPresent(annotation);
  const changed = differences(annotation, content);
  if (changed.length === 0) return annotation;
  const revised: Annotation = {
    ...annotation,
    ...content,
    noteVersion: besideStatement.some((field) => changed.includes(field))
      ? annotation.version + 1
      : annotation.noteVersion,
    modified: stamp.at,
    modifiedBy: stamp.by,
  };
  const parts = partsDiffering(annotation, content);
  return parts.length === 0 ? revised : nextRevision(revised, parts, author);
}

function nextRevision(
  annotation: Annotation,
  changed: readonly ContentPart[],
  by: string,
): Annotation {
  const revision = annotation.revision + 1;
  const written = Object.fromEntries(changed.map((part) => [part, { by, revision }]));
  const parts = { ...annotation.parts, ...written };
  // Nobody has agreed with it yet, so that any quorum comes to the same.
  return withStatus({ ...annotation, revision, parts }, 1);
}

/** The annotation marked as deleted: kept with all it holds, off every list, restorable. */
export function remove(annotation: Annotation, stamp: Stamp): Annotation {
  demandPresent(annotation);
  return { ...annotation, deleted: stamp, modified: stamp.at, modifiedBy: stamp.by };
}

/** A deleted annotation, back as it was. Throws *conflict* where it is not deleted. */
export function restore(annotation: Annotation, stamp: Stamp): Annotation {
  if (!annotation.deleted) throw new Problem('conflict', 'This annotation is not deleted.');
  return { ...annotation, deleted: null, modified: stamp.at, modifiedBy: stamp.by };
}

/** Names the state that a reader saw, for ETag and If-Match: revision and stored version. */
export function etag(annotation: Annotation): string {
  return `"r${annotation.revision}.v${annotation.version}"`;
}

/**
 * Whether what a writer saw is still what stands: false once the revision has moved on, or the
 * note or the labels have changed. Verdicts and comments that came meanwhile do not count. Of several tags, with
 * commas between them as If-Match has them, one is enough; `*` stands for any.
 * Throws *stale* where none is a tag of ours.
 */
export function isCurrent(annotation: Annotation, seen: string): boolean {
  if (seen.trim() === '*') return true;
  const tags = seen.split(',').flatMap((tag) => stateNamed(tag) ?? []);
  if (tags.length === 0) throw new Problem('stale', 'That If-Match is no tag of this annotation.');
  return tags.some(
    ({ revision, version }) =>
      revision === annotation.revision &&
      annotation.noteVersion <= version &&
      version <= annotation.version,
  );
}

function stateNamed(tag: string): Pick<Annotation, 'revision' | 'version'> | null {
  const parts = /^(?:W\/)?"r(\d+)\.v(\d+)"$/u.exec(tag.trim());
  return parts && { revision: Number(parts[1]), version: Number(parts[2]) };
}

/** Throws *not-found* for an annotation that was deleted. */
export function demandPresent(annotation: Pick<Annotation, 'deleted'>): void {
  if (annotation.deleted) throw new Problem('not-found', 'This annotation has been deleted.');
}
