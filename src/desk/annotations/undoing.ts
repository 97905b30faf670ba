import {
  type Annotation,
  differences,
  isCurrent,
  type Stamp,
} from '../../domain/annotations/annotation.js';
import { contentIn } from '../../domain/annotations/content.js';
import {
  type ContentPart,
  fieldsOf,
  partsDiffering,
} from '../../domain/annotations/content-parts.js';
import { type ContentBefore, undoRevision } from '../../domain/annotations/undoing.js';
import { isSame } from '../../domain/equality.js';
import type { Event } from '../../domain/history/event.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { demandToDo } from '../../domain/rights.js';
import { valuesOf } from '../../domain/values.js';
import { replace } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { newestEventsOf } from '../history/events-of.js';
import { byQuorum } from '../people/settings.js';
import { demandReadyUnasked } from '../register/confirmation.js';
import { followMasks } from '../register/masking/masked-ids.js';
import { removalOf } from '../register/restoring.js';
import { enteredForNothing, kindsTakenBack } from '../register/undone-entries.js';
import { reviewing, type Step } from '../review/reviewing.js';
import { roundOfWork } from '../rounds/open-rounds.js';

/** What undoing a change brought about. */
interface ChangeUndone {
  annotation: Annotation;
  /** The sources that are no longer in the register, since the change alone had entered them. */
  leftRegister: Source[];
}

/**
 * Undoes one's own last change of an annotation, whose tag was `seen` after it: what stood before
 * stands again, as a revision of its own; what it entered in the register goes where nothing else
 * uses it, and so does the kind that it gave a source. Sent twice, it is done once. Throws *forbidden*, and *conflict* where the annotation has
 * been changed since.
 */
export async function undoChange(
  desk: Desk,
  actor: Actor,
  id: string,
  seen: string,
): Promise<ChangeUndone> {
  const { annotation, leaving } = await byQuorum(desk, (quorum) =>
    reviewing(desk, actor, id, async (current, stamp): Promise<Step & { leaving: Source[] }> => {
      demandToDo(actor, 'change the annotation', current);
      const changes = await lastChanges(desk, id);
      const [last, before] = changes;
      if (last?.by === actor.id && isCurrent(current, seen)) {
        const step = await undone(desk, actor, current, { changes, stamp, quorum });
        const leaving = await enteredForNothing(desk, current, step.annotation, last);
        const removals = leaving.flatMap((source) => removalOf(source, stamp));
        const kinds = await kindsTakenBack(desk, current, last, stamp);
        const registering = [...(step.registering ?? []), ...removals, ...kinds];
        return { ...step, registering, leaving };
      }
      if (isUndone(last, before, actor)) {
        return { annotation: current, happened: [], leaving: [] };
      }
      throw changedSince();
    }),
  );
  // Whoever named one at this moment brings it back.
  const areBack = await followMasks(
    desk,
    leaving.map((source) => source.id),
  );
  return { annotation, leftRegister: areBack ? [] : leaving };
}

/**
 * What undoing the last change of an annotation's content comes to; `changes` are the newest first. Throws *conflict*
 * where somebody would be asked first who wrote it by hand, as nobody can be here: a name may have been written since.
 */
export async function undone(
  desk: Desk,
  actor: Actor,
  current: Annotation,
  { changes, stamp, quorum }: { changes: readonly Event[]; stamp: Stamp; quorum: number },
): Promise<Step> {
  const round = await roundOfWork(desk, actor, current.article);
  const annotation = undoRevision(current, beforeLast(current, changes), stamp, quorum);
  const fields = differences(current, annotation);
  if (fields.length === 0) throw changedSince();
  await demandReadyUnasked(desk, actor, current, annotation);
  const revised: HappenedTo['annotation'] = {
    action: 'annotation.revised',
    before: valuesOf(current, fields),
    after: { ...valuesOf(annotation, fields), undoing: true },
  };
  return { annotation, happened: [revised], registering: round ? [replace('rounds', round)] : [] };
}

/** The changes of an annotation's content, the newest first. */
export async function lastChanges(desk: Desk, id: string): Promise<Event[]> {
  const changes: Event[] = [];
  for await (const event of newestEventsOf(desk.store, 'annotation', id)) {
    if (event.action === 'annotation.revised' || event.action === 'proposal.accepted')
      changes.push(event);
  }
  return changes;
}

/** What is thrown where another change came after the one that is to be undone. */
export function changedSince(): Problem {
  const sentence =
    'This annotation has been changed since: what stands now has to be changed by hand.';
  return new Problem('conflict', sentence);
}

/** Whether the last change took back the one before it. */
function isUndone(last: Event | undefined, before: Event | undefined, { id }: Actor): boolean {
  if (!last || !before || last.by !== id || before.by !== id) return false;
  return (
    isSame(contentIn(last.after), contentIn(before.before)) &&
    isSame(contentIn(last.before), contentIn(before.after))
  );
}

function beforeLast(current: Annotation, [last, ...earlier]: readonly Event[]): ContentBefore {
  const content = contentIn(last?.before);
  const changed = partsDiffering(current, { ...current, ...content });
  const authors = changed.map((part): [ContentPart, string] => [
    part,
    authorIn(earlier, part) ?? current.creator,
  ]);
  return { content, authors: new Map(authors) };
}

/** Whose words a part was, by the changes before; null where nobody had changed it. */
function authorIn(changes: readonly Event[], part: ContentPart): string | null {
  const [field] = fieldsOf([part]);
  const change = changes.find(
    ({ after }) => field !== undefined && after !== null && field in after,
  );
  if (!change) return null;
  const proposer = change.after?.proposer;
  return typeof proposer === 'string' ? proposer : change.by;
}
