import type { CarriedPlacement } from '../articles/carrying.js';
import { withStatus } from '../review/status.js';
import type { Annotation } from './model.js';

/*
 * What becomes of an annotation when its article has a new edition: it keeps its passage as it was
 * annotated, and beside it, for each later edition, where that stands.
 */

export type CarriedEntry = Annotation['carried'][number];

/** Where an annotation's passage stands in a later edition; undefined where that was not worked out. */
export function carriedTo(
  { carried }: Pick<Annotation, 'carried'>,
  edition: number,
): CarriedEntry | undefined {
  return carried.find((entry) => entry.edition === edition);
}

/** Where its passage stood last, if an edition came since it was annotated: the newest entry. */
function lastCarried({
  carried,
  edition,
}: Pick<Annotation, 'carried' | 'edition'>): CarriedEntry | null {
  const later = carried.filter((entry) => entry.edition > edition);
  return later.reduce<CarriedEntry | null>(
    (last, entry) => (last && last.edition > entry.edition ? last : entry),
    null,
  );
}

/**
 * Whether the text has changed under an annotation, or lost it, and nobody has said yet what that means;
 * null where it stands as it did.
 */
export function adriftIn(
  annotation: Pick<Annotation, 'carried' | 'edition'>,
): 'changed' | 'lost' | null {
  const last = lastCarried(annotation);
  if (last === null || last.kind === 'exact' || last.kind === 'moved') return null;
  return last.kind === 'changed' ? 'changed' : 'lost';
}

export const adriftWords = {
  changed: 'The text has changed under this',
  lost: 'Its passage has lost its place',
} as const;

/** The text of an edition, by its number; undefined for one that is not at hand. */
export type TextOf = (edition: number) => string | undefined;

/**
 * An annotation carried over to an edition. One whose words have changed is open again: agreement was
 * with what stood there, and stays on record as given on its revision. That the same wording stands in
 * the edition after says nothing new.
 */
export function carryOver(
  annotation: Annotation,
  edition: number,
  placement: CarriedPlacement,
  textOf: TextOf,
): Annotation {
  const { kind } = placement;
  const reason = 'reason' in placement ? placement.reason : null;
  const { start, end } = 'span' in placement ? placement.span : { start: null, end: null };
  const entry = { edition, kind, start, end, reason };
  const carried = [...annotation.carried.filter((each) => each.edition !== edition), entry];
  const moved = { ...annotation, carried };
  if (!isNews(entry, lastCarried(annotation), textOf)) return moved;
  // Nobody has agreed with it yet, so that any quorum comes to the same.
  return withStatus({ ...moved, revision: annotation.revision + 1 }, 1);
}

/** The same annotation before it was carried over to an edition; see `carryOver`. */
export function takenBackFrom(
  annotation: Annotation,
  edition: number,
  textOf: TextOf,
  quorum: number,
): Annotation {
  const entry = carriedTo(annotation, edition);
  if (!entry) return annotation;
  const before = { ...annotation, carried: annotation.carried.filter((each) => each !== entry) };
  if (!isNews(entry, lastCarried(before), textOf)) return before;
  return withStatus({ ...before, revision: annotation.revision - 1 }, quorum);
}

/** Whether the text says something else under an annotation than it did in the edition before. */
function isNews(entry: CarriedEntry, last: CarriedEntry | null, textOf: TextOf): boolean {
  if (entry.kind !== 'changed' || last?.kind !== 'changed') return entry.kind === 'changed';
  return last.reason !== entry.reason || wordingIn(last, textOf) !== wordingIn(entry, textOf);
}

/**
 * What an edition did to an annotation that was carried over to it, as the history tells it: the words that
 * were marked, and how they stand there; null where they stand as they did in the edition before.
 */
export function doneBy(annotation: Annotation, edition: number, textOf: TextOf): Carried | null {
  const entry = carriedTo(annotation, edition);
  if (!entry) return null;
  const others = annotation.carried.filter((each) => each !== entry);
  const last = lastCarried({ ...annotation, carried: others });
  const isTold =
    isNews(entry, last, textOf) || standing[entry.kind] !== standing[last?.kind ?? 'exact'];
  if (!isTold) return null;
  const { kind, reason } = entry;
  const wording = kind === 'ambiguous' || kind === 'missing' ? null : wordingIn(entry, textOf);
  const after = { edition, placement: kind, wording: wording ?? null, reason };
  return { before: { wording: annotation.target.exact }, after };
}

/** What an edition did to an annotation: the values before and after. */
export interface Carried {
  before: { wording: string };
  after: {
    edition: number;
    placement: CarriedEntry['kind'];
    /** As it stands in the edition; null where it has no place. */
    wording: string | null;
    reason: string | null;
  };
}

/** That a passage has moved with its text is no news. */
const standing: Record<CarriedEntry['kind'], string> = {
  exact: 'stands',
  moved: 'stands',
  changed: 'changed',
  ambiguous: 'ambiguous',
  missing: 'missing',
};

function wordingIn({ edition, start, end }: CarriedEntry, textOf: TextOf): string | undefined {
  return textOf(edition)?.slice(start ?? 0, end ?? 0);
}
