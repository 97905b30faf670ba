import {
  type Annotation,
  contentOf,
  restore,
  revise,
  type Stamp,
} from '../../domain/annotations/annotation.js';
import { contentIn } from '../../domain/annotations/content.js';
import { isSame } from '../../domain/equality.js';
import type { Event } from '../../domain/history/event.js';
import { Problem } from '../../domain/problem.js';
import { decisionUndone, verdictWithdrawn } from '../../domain/review/review-events.js';
import { withdrawVerdict } from '../../domain/review/verdict.js';
import { demand } from '../../domain/rights.js';
import { type Decision, type Round, undecide } from '../../domain/rounds/round.js';
import { type Change, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { newestEventsOf } from '../history/events-of.js';
import { recordOfAnnotation } from '../history/record.js';
import { quorumOf } from '../people/settings.js';
import { demandReadyUnasked } from '../register/confirmation.js';
import { commitPlanned } from '../with-retry.js';
import { openRoundOn } from './open-rounds.js';
import { revisionChanges } from './round-decisions.js';
import { roundById, roundEvent } from './rounds.js';

/**
 * Takes back the decision on an annotation of a round: what it deleted is there again, what it
 * changed is as it was. For editors. Throws *not-found* where nothing was decided, *conflict* where
 * the annotation has been changed since, or another round is open on the article.
 */
export async function undoDecision(
  desk: Desk,
  actor: Actor,
  id: string,
  annotation: string,
): Promise<Round> {
  demand(actor, 'hold blind rounds');
  const { worked } = await commitPlanned(desk, async () => {
    const before = await roundById(desk, id);
    if (await openRoundOn(desk, before.article)) {
      throw new Problem(
        'conflict',
        'Another blind round is open on this article: wait for its end.',
      );
    }
    const { round, undone } = undecide(before, annotation);
    const stamp = { at: now(desk), by: actor.id };
    const changes = await undoing(desk, actor, undone, stamp);
    const event = roundEvent(round, stamp, decisionUndone(undone));
    return { round, changes: [replace('rounds', round), ...changes, event] };
  });
  return worked.round;
}

async function undoing(
  desk: Desk,
  actor: Actor,
  undone: Decision,
  stamp: Stamp,
): Promise<Change[]> {
  const found = await desk.store.getMany('annotations', undone.ids);
  const changes = found.map((annotation) =>
    annotation.id === undone.kept
      ? asBefore(desk, actor, annotation, undone, stamp)
      : thereAgain(annotation, undone, stamp),
  );
  return (await Promise.all(changes)).flat();
}

function thereAgain(annotation: Annotation, { at, by }: Decision, stamp: Stamp): Change[] {
  if (!isSame(annotation.deleted, { at, by })) return [];
  const happened = { action: 'annotation.restored' as const, before: null, after: null };
  const restored = restore(annotation, stamp);
  return [replace('annotations', restored), recordOfAnnotation(restored, stamp, happened)];
}

async function asBefore(
  desk: Desk,
  actor: Actor,
  kept: Annotation,
  undone: Decision,
  stamp: Stamp,
): Promise<Change[]> {
  if (kept.deleted) return [];
  if (undone.outcome === 'taken over') return withoutVerdicts(desk, kept, undone);
  if (Object.keys(undone.parts).length === 0) return [];
  const merging = await eventOfMerging(desk, kept, undone);
  if (!merging) return [];
  demandUnchanged(kept, merging);
  const content = { ...contentOf(kept), ...contentIn(merging.before) };
  const revised = revise(kept, content, stamp, kept.creator);
  await demandReadyUnasked(desk, actor, kept, revised);
  return revisionChanges(kept, revised, stamp);
}

/** The verdicts that the decision put on record go with it; what was said since stays. */
async function withoutVerdicts(
  desk: Desk,
  kept: Annotation,
  { ids, at }: Decision,
): Promise<Change[]> {
  const others = await desk.store.getMany('annotations', ids);
  const authors = others.map(({ creator }) => creator);
  const quorum = await quorumOf(desk);
  let annotation = kept;
  const events: Change[] = [];
  for (const verdict of kept.verdicts) {
    if (verdict.at !== at || verdict.verdict !== 'agree' || !authors.includes(verdict.by)) continue;
    ({ annotation } = withdrawVerdict(annotation, verdict, quorum));
    events.push(
      recordOfAnnotation(annotation, { at: now(desk), by: verdict.by }, verdictWithdrawn(verdict)),
    );
  }
  return events.length === 0 ? [] : [replace('annotations', annotation), ...events];
}

async function eventOfMerging(
  desk: Desk,
  { id }: Annotation,
  { at, by }: Decision,
): Promise<Event | null> {
  for await (const event of newestEventsOf(desk.store, 'annotation', id)) {
    if (event.action === 'annotation.revised' && event.at === at && event.by === by) return event;
  }
  return null;
}

function demandUnchanged(kept: Annotation, { after }: Event): void {
  const values = Object.entries(contentIn(after));
  const now: Readonly<Record<string, unknown>> = { ...kept };
  if (values.every(([field, value]) => isSame(value, now[field]))) return;
  const sentence = 'This annotation has been changed since that was decided: change it by hand.';
  throw new Problem('conflict', sentence);
}
