import type { Chain } from '../chain/chain.js';
import type { Confidence, Credibility } from '../chain/scales.js';
import type { Stance } from '../claims/claim.js';
import { isSame } from '../equality.js';
import { Problem } from '../problem.js';
import type { Comment } from '../review/comments.js';
import type { Proposal } from '../review/proposal.js';
import type { ReviewRequest } from '../review/request.js';
import type { Settlement } from '../review/settlement.js';
import { withStatus } from '../review/status.js';
import type { Verdict } from '../review/verdict.js';
import type { Quote } from '../text/quote.js';
import type { Span } from '../text/span.js';
import { type Authorship, type ContentPart, partsDiffering } from './content-parts.js';

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

/** What colleagues have said of an annotation; none of it makes a revision. */
export interface Reviewed {
  /** One for each person and part, the earliest first; replaced and withdrawn ones are history. */
  verdicts: Verdict[];
  proposals: Proposal[];
  comments: Comment[];
  requests: ReviewRequest[];
  /** The last one; it holds for the revision that it names. */
  settlement: Settlement | null;
}

/** One colleague's statement about one span. */
export interface Annotation extends Content, Reviewed {
  id: string;
  version: number;
  article: string;
  /** Counts, from 1, the states of its content; a change of the note alone makes none. */
  revision: number;
  /** The stored version that brought in the note as it stands. */
  noteVersion: number;
  /** Worked out by `statusOf` whenever anything changes that it depends on. */
  status: Status;
  /** Who wrote each part as it stands; a part that is not named is the creator's, of revision 1. */
  parts: Partial<Record<ContentPart, Authorship>>;
  /** The blind round during which it was made. */
  round: string | null;
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

/** What there is of reviewing before anybody has said anything. */
export const unreviewed: Reviewed & Pick<Annotation, 'status' | 'parts' | 'round'> = {
  status: 'unreviewed',
  parts: {},
  verdicts: [],
  proposals: [],
  comments: [],
  requests: [],
  settlement: null,
  round: null,
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
  const { edition, target, chain, confidence, credibility, claim, stance, note } = annotation;
  return { edition, target, chain, confidence, credibility, claim, stance, note };
}

/** The fields in which two contents differ, in the order of `contentFields`. */
export function differences(one: Content, other: Content): (keyof Content)[] {
  return contentFields.filter((field) => !isSame(one[field], other[field]));
}

/**
 * The annotation with new content; the same object where nothing differs. Anything but the note
 * makes a new revision, which drops earlier agreements: a dispute stands, everything else is open
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
    noteVersion: changed.includes('note') ? annotation.version + 1 : annotation.noteVersion,
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

/** Throws *not-found* for an annotation that was deleted. */
export function demandPresent(annotation: Pick<Annotation, 'deleted'>): void {
  if (annotation.deleted) throw new Problem('not-found', 'This annotation has been deleted.');
}
