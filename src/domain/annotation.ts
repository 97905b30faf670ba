import type { Chain } from './chain.js';
import type { Stance } from './claim.js';
import { Problem } from './problem.js';
import type { Quote } from './quote.js';
import type { Confidence, Credibility } from './scales.js';
import type { Span } from './span.js';

export const statuses = ['unreviewed', 'agreed', 'disputed', 'settled'] as const;
export type Status = (typeof statuses)[number];

/** The sign of a status, which always stands beside its word. */
export const statusSigns: Readonly<Record<Status, string>> = {
  unreviewed: '○',
  agreed: '✓',
  disputed: '◐',
  settled: '■',
};

/** A span of an edition, described so that it can be found again. */
export interface Target extends Quote, Span {}

/** What an annotation says: everything that its author may change. */
export interface Content {
  /** The edition in which the target's positions hold. */
  edition: number;
  target: Target;
  chain: Chain;
  confidence: Confidence | null;
  credibility: Credibility | null;
  /** The id of a claim. */
  claim: string | null;
  stance: Stance | null;
  note: string | null;
}
export const contentFields = [
  'edition',
  'target',
  'chain',
  'confidence',
  'credibility',
  'claim',
  'stance',
  'note',
] as const satisfies readonly (keyof Content)[];

/** One colleague's statement about one span. */
export interface Annotation extends Content {
  id: string;
  version: number;
  article: string;
  /** Counts, from 1, the states of its content; a change of the note alone makes none. */
  revision: number;
  /** The stored version that brought in the note as it stands. */
  noteVersion: number;
  status: Status;
  creator: string;
  created: string;
  modified: string;
  modifiedBy: string;
  /** Who deleted it and when; it is kept, and can be restored. */
  deleted: { at: string; by: string } | null;
}

/** When something is done, and by whom (a person's id). */
export interface Stamp {
  at: string;
  by: string;
}

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
    status: 'unreviewed',
    creator: made.by,
    created: made.at,
    modified: made.at,
    modifiedBy: made.by,
    deleted: null,
  };
}

/** The fields in which two contents differ, in the order of `contentFields`. */
export function differences(one: Content, other: Content): (keyof Content)[] {
  return contentFields.filter((field) => canonical(one[field]) !== canonical(other[field]));
}

/**
 * The annotation with new content; the same object where nothing differs. Anything but the note
 * makes a new revision, which drops earlier agreements: a dispute stands, everything else is open
 * again. Throws *not-found* for a deleted annotation.
 */
export function revise(annotation: Annotation, content: Content, stamp: Stamp): Annotation {
  demandPresent(annotation);
  const changed = differences(annotation, content);
  if (changed.length === 0) return annotation;
  const onlyNote = changed.every((field) => field === 'note');
  return {
    ...annotation,
    ...content,
    revision: annotation.revision + (onlyNote ? 0 : 1),
    noteVersion: changed.includes('note') ? annotation.version + 1 : annotation.noteVersion,
    status: onlyNote || annotation.status === 'disputed' ? annotation.status : 'unreviewed',
    modified: stamp.at,
    modifiedBy: stamp.by,
  };
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
 * note has changed. Verdicts and comments that came meanwhile do not count. Of several tags, with
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

function demandPresent(annotation: Annotation): void {
  if (annotation.deleted) throw new Problem('not-found', 'This annotation has been deleted.');
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
