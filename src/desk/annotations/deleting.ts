import {
  type Annotation,
  remove as markDeleted,
  restore,
  type Stamp,
} from '../../domain/annotations/annotation.js';
import type { Source } from '../../domain/register/source.js';
import { demandToDo, mayDo } from '../../domain/rights.js';
import { type Change, replace } from '../../store/store.js';
import { articleById } from '../articles/articles.js';
import { type Actor, type Desk, now } from '../desk.js';
import { writtenBy } from '../documents.js';
import { recordOfAnnotation } from '../history/record.js';
import { followGone, sourcesNamedBy } from '../register/masking/masked-ids.js';
import { removalOf } from '../register/restoring.js';
import { enteredForNothing, goneFor } from '../register/undone-entries.js';
import { roundOfWork, withinRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { annotationById, changeable, demandCurrent } from './annotations.js';
import type { ChangeUndone } from './undoing.js';

/** Deletes an annotation: it is kept with all it holds, and can be restored. */
export async function deleteAnnotation(
  desk: Desk,
  actor: Actor,
  id: string,
  seen?: string,
): Promise<Annotation> {
  return move(desk, actor, 'annotation.deleted', async (stamp) => ({
    annotation: markDeleted(await deletable(desk, actor, id, seen), stamp),
  }));
}

async function deletable(desk: Desk, actor: Actor, id: string, seen?: string): Promise<Annotation> {
  const current = await changeable(desk, actor, id);
  if (seen !== undefined) demandCurrent(current, seen);
  return current;
}

/** Deletes an annotation by a form that may be sent twice: what its sender deleted stays deleted. */
export async function deleteOnce(
  ...[desk, actor, id, seen]: Parameters<typeof deleteAnnotation>
): Promise<Annotation> {
  return orDeleted(desk, actor, id, () => deleteAnnotation(desk, actor, id, seen));
}

async function orDeleted(
  desk: Desk,
  actor: Actor,
  id: string,
  work: () => Promise<Annotation>,
): Promise<Annotation> {
  try {
    return await work();
  } catch (error) {
    const annotation = await annotationById(desk, id, { deleted: true });
    if (annotation.deleted?.by === actor.id) return annotation;
    throw error;
  }
}

/**
 * Undoes the making of one's own annotation, whose tag was `seen` after it: it is deleted, and what it entered in the
 * register goes where nothing else uses it; to restore it puts that back. Sent twice, it is done once. Throws as
 * `deleteAnnotation` does.
 */
export async function undoCreation(
  desk: Desk,
  actor: Actor,
  id: string,
  seen: string,
): Promise<ChangeUndone> {
  let leaving: Source[] = [];
  const deleting = async (stamp: Stamp) => {
    const current = await deletable(desk, actor, id, seen);
    const made = { at: current.created, by: current.creator };
    leaving = await enteredForNothing(desk, current, { ...current, chain: [] }, made);
    const beside = leaving.flatMap((source) => removalOf(source, stamp));
    return { annotation: markDeleted(current, stamp), beside };
  };
  const annotation = await orDeleted(desk, actor, id, () =>
    move(desk, actor, 'annotation.deleted', deleting),
  );
  return { annotation, leftRegister: await goneFor(desk, leaving) };
}

/** Brings a deleted annotation back as it was. */
export async function restoreAnnotation(desk: Desk, actor: Actor, id: string): Promise<Annotation> {
  return move(desk, actor, 'annotation.restored', async (stamp) => {
    const annotation = await annotationById(desk, id, { deleted: true });
    demandToDo(actor, 'restore the annotation', annotation);
    await articleById(desk, annotation.article);
    return { annotation: restore(annotation, stamp) };
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
  work: (stamp: Stamp) => Promise<{ annotation: Annotation; beside?: Change[] }>,
): Promise<Annotation> {
  const { worked, commit, gone } = await commitPlanned(desk, async () => {
    const stamp = { at: now(desk), by: actor.id };
    const { annotation, beside = [] } = await work(stamp);
    const round = await roundOfWork(desk, actor, annotation.article);
    const event = recordOfAnnotation(annotation, stamp, { action, before: null, after: null });
    const changes = withinRound(round, [replace('annotations', annotation), event, ...beside]);
    return { annotation, changes, named: annotation.deleted ? [] : sourcesNamedBy(annotation) };
  });
  const { annotation } = worked;
  if (await followGone(desk, gone)) return annotationById(desk, annotation.id, { deleted: true });
  return writtenBy(commit, 'annotations', annotation.id) ?? annotation;
}
