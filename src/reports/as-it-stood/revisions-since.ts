import type { Annotation } from '../../domain/annotations/annotation.js';
import { takenBackFrom } from '../../domain/annotations/carried.js';
import {
  contentBefore,
  isChange,
  isRevision,
  type KnownOfHistory,
  type Step,
} from './content-before.js';

/** The revisions of an annotation since something was done with it. */
export interface RevisionsSince {
  /** The one that stood when it was done. */
  first: number;
  /** Those that the undoing of a change made, the oldest first. */
  undone: readonly number[];
}

/** What became of its revision by steps, oldest first, that led to an annotation; an edition makes one, too. */
export function revisionsSince(
  annotation: Annotation,
  steps: readonly Step[],
  known: KnownOfHistory,
): RevisionsSince {
  const undone: number[] = [];
  let at = annotation;
  for (const step of steps.toReversed()) {
    if ('edition' in step) at = takenBackFrom(at, step.edition, known.textOf, 1);
    else if (isChange(step.event)) {
      if (isRevision(step.event) && step.event.after?.undoing === true) undone.unshift(at.revision);
      at = contentBefore(at, step.event, known);
    }
  }
  return { first: at.revision, undone };
}

/** The revision of which something holds by now that was said of one: undoing a change lets it hold on. */
export function heldOn(revision: number, { undone }: RevisionsSince): number {
  return undone.reduce((held, made) => (made === held + 2 ? made : held), revision);
}
