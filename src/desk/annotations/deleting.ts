import {
  type Annotation,
  remove as markDeleted,
  restore,
  type Stamp,
} from '../../domain/annotations/annotation.js';
import { demandToDo, mayDo } from '../../domain/rights.js';
import { replace } from '../../store/store.js';
import { articleById } from '../articles/articles.js';
import { type Actor, type Desk, now } from '../desk.js';
import { writtenBy } from '../documents.js';
import { recordOfAnnotation } from '../history/record.js';
import { roundOfWork, withinRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { annotationById, changeable, demandCurrent } from './annotations.js';

/** Deletes an annotation: it is kept with all it holds, and can be restored. */
export async function deleteAnnotation(
  desk: Desk,
  actor: Actor,
  id: string,
  seen?: string,
): Promise<Annotation> {
  return move(desk, actor, 'annotation.deleted', async (stamp) => {
    const current = await changeable(desk, actor, id);
    if (seen !== undefined) demandCurrent(current, seen);
    return markDeleted(current, stamp);
  });
}

/** Deletes an annotation by a form that may be sent twice: what its sender deleted stays deleted. */
export async function deleteOnce(
  ...[desk, actor, id, seen]: Parameters<typeof deleteAnnotation>
): Promise<Annotation> {
  try {
    return await deleteAnnotation(desk, actor, id, seen);
  } catch (error) {
    const annotation = await annotationById(desk, id, { deleted: true });
    if (annotation.deleted?.by === actor.id) return annotation;
    throw error;
  }
}

/** Brings a deleted annotation back as it was. */
export async function restoreAnnotation(desk: Desk, actor: Actor, id: string): Promise<Annotation> {
  return move(desk, actor, 'annotation.restored', async (stamp) => {
    const annotation = await annotationById(desk, id, { deleted: true });
    demandToDo(actor, 'restore the annotation', annotation);
    await articleById(desk, annotation.article);
    return restore(annotation, stamp);
  });
}

/** Brings one back by a form that may be sent twice: what is back already stays so. */
export async function restoreOnce(
  ...[desk, actor, id]: Parameters<typeof restoreAnnotation>
): Promise<Annotation> {
  try {
    return await restoreAnnotation(desk, actor, id);
  } catch (error) {
    const annotation = await annotationById(desk, id, { deleted: true });
    if (annotation.deleted || !mayDo(actor, 'restore the annotation', annotation)) throw error;
    return annotation;
  }
}

async function move(
  desk: Desk,
  actor: Actor,
  action: 'annotation.deleted' | 'annotation.restored',
  work: (stamp: Stamp) => Promise<Annotation>,
): Promise<Annotation> {
  const { worked, commit } = await commitPlanned(desk, async () => {
    const stamp = { at: now(desk), by: actor.id };
    const annotation = await work(stamp);
    const round = await roundOfWork(desk, actor, annotation.article);
    const event = recordOfAnnotation(annotation, stamp, { action, before: null, after: null });
    const changes = withinRound(round, [replace('annotations', annotation), event]);
    return { annotation, changes };
  });
  return writtenBy(commit, 'annotations', worked.annotation.id) ?? worked.annotation;
}
