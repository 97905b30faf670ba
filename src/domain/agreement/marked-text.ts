import type { Span } from '../text/span.js';
import { groupsByObserver } from './span-groups.js';

/** A text in which several observers marked spans. */
export interface MarkedText<S extends Span = Span> {
  /** The whole text. */
  extent: Span;
  /** By observer; one who read it and marked nothing has an empty list. */
  marks: ReadonlyMap<string, readonly S[]>;
}

/** The texts that two or more observers read: on the others nobody can agree. */
export function sharedTexts<S extends Span>(texts: readonly MarkedText<S>[]): MarkedText<S>[] {
  return texts.filter((text) => text.marks.size >= 2);
}

/**
 * What spans are counted and resampled by: the stretches of shared texts where anybody marked
 * anything, each holding the spans that overlap, by observer.
 */
export function stretches<S extends Span>(text: MarkedText<S>): S[][][] {
  return groupsByObserver([...text.marks.values()]);
}
