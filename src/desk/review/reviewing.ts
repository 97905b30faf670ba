import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import { type Change, replace } from '../../store/store.js';
import { annotationById } from '../annotations/annotations.js';
import { type Actor, type Desk, now } from '../desk.js';
import { writtenBy } from '../documents.js';
import { recordOfAnnotation } from '../history/record.js';
import { followGone, sourcesNamedBy } from '../register/masking/masked-ids.js';
import { commitPlanned } from '../with-retry.js';

/** What a step in the review of an annotation comes to. */
export interface Step {
  annotation: Annotation;
  /** Where nothing happened, nothing is written. */
  happened: readonly HappenedTo['annotation'][];
  /** What has to be written beside it: what enters the register. */
  registering?: readonly Change[];
}

/**
 * Takes one step in the review of an annotation: `work` makes it of the annotation as it stands,
 * and all that it comes to is written at once. Where somebody else wrote in between it is worked
 * out again, so `work` checks its own conditions. Where nothing happened, nothing is written.
 * Answers with the annotation as it is stored.
 */
export async function reviewing<S extends Step>(
  desk: Desk,
  actor: Actor,
  id: string,
  work: (annotation: Annotation, stamp: Stamp) => S | Promise<S>,
): Promise<S> {
  const { worked, commit, gone } = await commitPlanned(desk, async () => {
    const stamp = { at: now(desk), by: actor.id };
    const before = await annotationById(desk, id);
    const step = await work(before, stamp);
    const { annotation, happened, registering = [] } = step;
    if (happened.length === 0) return { step, changes: [] };
    demandRoom(before, annotation);
    const events = happened.map((each) => recordOfAnnotation(annotation, stamp, each));
    const changes = [...registering, replace('annotations', annotation), ...events];
    return { step, changes, named: sourcesNamedBy(annotation) };
  });
  const written = writtenBy(commit, 'annotations', id);
  const isMasked = await followGone(desk, gone);
  const stored = isMasked ? await desk.store.get('annotations', id) : written;
  return { ...worked.step, annotation: stored ?? worked.step.annotation };
}

/** More of a kind than any annotation has: each of them is read with it, and written with whatever comes. */
const maxOfAKind = 1000;

/** Throws *conflict* where an annotation would have too much of a kind said of it. */
function demandRoom(before: Annotation, after: Annotation): void {
  for (const kind of ['comments', 'proposals', 'requests', 'verdicts'] as const) {
    if (after[kind].length <= Math.max(maxOfAKind, before[kind].length)) continue;
    throw new Problem(
      'conflict',
      `This annotation has ${maxOfAKind.toLocaleString('en')} ${kind}, and takes no more.`,
    );
  }
}

/** The revision that somebody means who names none: the one that stands when they come. */
export async function revisionSeen(desk: Desk, id: string, named?: number): Promise<number> {
  return named ?? (await annotationById(desk, id)).revision;
}
