import type { Span } from '../text/span.js';

/** The order of the text: by start, then by end. */
export function byPosition(one: Span, other: Span): number {
  return one.start - other.start || one.end - other.end;
}

/**
 * The spans in groups, in the order of the text: in one group are those that overlap, directly or
 * through others. No span of one group has a place in common with one of another.
 */
export function overlapGroups<S extends Span>(spans: readonly S[]): S[][] {
  const groups: S[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const span of [...spans].sort(byPosition)) {
    if (span.start >= end) groups.push([]);
    groups.at(-1)?.push(span);
    end = Math.max(end, span.end);
  }
  return groups;
}

/** The groups of all observers’ spans, each by observer: an empty list for who has none there. */
export function groupsByObserver<S extends Span>(observers: readonly (readonly S[])[]): S[][][] {
  const owned = observers.flatMap((own, observer) =>
    own.map((span) => ({ start: span.start, end: span.end, span, observer })),
  );
  return overlapGroups(owned).map((group) => {
    const byObserver: S[][] = observers.map(() => []);
    for (const { span, observer } of group) byObserver[observer]?.push(span);
    return byObserver;
  });
}
