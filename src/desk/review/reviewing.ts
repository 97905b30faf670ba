import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { type Change, replace } from '../../store/store.js';
import { annotationById, storedIn } from '../annotations/annotations.js';
import { type Actor, type Desk, now } from '../desk.js';
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
    const step = await work(await annotationById(desk, id), stamp);
    const { annotation, happened, registering = [] } = step;
    if (happened.length === 0) return { step, changes: [] };
    const events = happened.map((each) => recordOfAnnotation(annotation, stamp, each));
    const changes = [...registering, replace('annotations', annotation), ...events];
    return { step, changes, named: sourcesNamedBy(annotation) };
  });
  const written = storedIn(commit);
  const isMasked = await followGone(desk, gone);
  const stored = isMasked ? await desk.store.get('annotations', id) : written;
  return { ...worked.step, annotation: stored ?? worked.step.annotation };
}

/** The revision that somebody means who names none: the one that stands when they come. */
export async function revisionSeen(desk: Desk, id: string, named?: number): Promise<number> {
  return named ?? (await annotationById(desk, id)).revision;
}
