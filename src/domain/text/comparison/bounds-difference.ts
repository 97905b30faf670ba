import type { Span } from '../span.js';

/** A stretch of text of which two spans say the same, or not. */
export interface BoundsPiece extends Span {
  /** In both, in the first alone, in the second alone, or between the two. */
  kind: 'kept' | 'removed' | 'added' | 'between';
}

/** The text that two spans of one edition cover, in pieces: what the second keeps, adds, removes. */
export function boundsDifference(before: Span, after: Span): BoundsPiece[] {
  const bounds = [before.start, before.end, after.start, after.end];
  const points = [...new Set(bounds)].toSorted((one, other) => one - other);
  return points.slice(0, -1).map((start, index) => {
    const end = points[index + 1] ?? start;
    return { kind: kindAt(start, before, after), start, end };
  });
}

function kindAt(position: number, before: Span, after: Span): BoundsPiece['kind'] {
  const [was, is] = [covers(before, position), covers(after, position)];
  if (was && is) return 'kept';
  if (was) return 'removed';
  return is ? 'added' : 'between';
}

function covers({ start, end }: Span, position: number): boolean {
  return start <= position && position < end;
}
