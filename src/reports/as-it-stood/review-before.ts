import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Event } from '../../domain/history/event.js';
import type { PlaceOf } from '../../domain/history/place.js';
import { resolvedIn } from '../../domain/history/standing-stamp.js';
import type { Comment } from '../../domain/review/comments.js';
import type { ProposalOutcome } from '../../domain/review/proposal.js';
import type { Settlement } from '../../domain/review/settlement.js';
import type { Verdict } from '../../domain/review/verdict.js';
import type { SourcingOverride } from '../../domain/sourcing/override.js';
import { isObject } from '../../domain/values.js';
import { isRevision } from './content-before.js';
import { heldOn, type RevisionsSince } from './revisions-since.js';

/*
 * What colleagues said of an annotation, before one of them said or took back something. What an event
 * does not hold itself stands in the one that it took back. Whatever was said for the first time is left out
 * by its place in the history.
 */

type Before = (
  annotation: Annotation,
  event: Event,
  earlier: readonly Event[],
  known: EventContext,
) => Annotation;

interface EventContext {
  since: Since;
  placeOf: PlaceOf;
}

/** The revisions since one of the events before. */
type Since = (event: Event) => RevisionsSince;

const befores: Partial<Record<Event['action'], Before>> = {
  'verdict.given': verdictBeforeGiving,
  'verdict.changed': verdictBeforeChange,
  'verdict.withdrawn': verdictBeforeWithdrawal,
  'proposal.declined': (annotation, event) => decided(annotation, event, null),
  'proposal.withdrawn': (annotation, event) => decided(annotation, event, null),
  'proposal.reopened': (annotation, event, earlier) =>
    decided(annotation, event, outcomeIn(annotation, event, earlier)),
  'comment.added': (annotation, event, earlier) =>
    resolved(annotation, event.after?.replyTo, conversationIn(earlier, event.after?.replyTo)),
  'comment.resolved': (annotation, event) => resolved(annotation, event.after?.comment, null),
  'comment.reopened': (annotation, event, earlier) =>
    resolved(annotation, event.after?.comment, conversationIn(earlier, event.after?.comment)),
  'comment.withdrawn': commentBeforeWithdrawal,
  'review.withdrawn': (annotation, event) => closed(annotation, event, null),
  'review.reopened': (annotation, event, earlier) => {
    const withdrawn = earlier.findLast(
      ({ action, after }) =>
        action === 'review.withdrawn' && after?.request === event.after?.request,
    );
    return closed(annotation, event, withdrawn ?? null);
  },
  'annotation.settled': (annotation, _event, earlier, { since }) => ({
    ...annotation,
    settlement: settlementIn(earlier, since),
  }),
  'annotation.reopened': (annotation, _event, earlier, { since }) => {
    const settlement = settlementIn(earlier, since);
    // Only the settlement of the revision that stands is taken back.
    return {
      ...annotation,
      settlement: settlement && { ...settlement, revision: annotation.revision },
    };
  },
  'override.withdrawn': overrideBeforeWithdrawal,
};

/** An annotation's review before something was said of it; `earlier` are the events before, oldest first. */
export function reviewBefore(
  annotation: Annotation,
  event: Event,
  earlier: readonly Event[],
  known: EventContext,
): Annotation {
  return befores[event.action]?.(annotation, event, earlier, known) ?? annotation;
}

/** One that was given again had been given before: its own place in the history does not leave it out. */
function verdictBeforeGiving(annotation: Annotation, event: Event): Annotation {
  const isAgain = event.after?.undoing === true;
  const verdicts = annotation.verdicts.filter(({ id }) => !isAgain || id !== event.after?.id);
  return requestsBeforeVerdict({ ...annotation, verdicts }, event);
}

function verdictBeforeChange(annotation: Annotation, event: Event): Annotation {
  const { before, after } = event;
  const others = annotation.verdicts.filter(({ id }) => id !== after?.id);
  const was = { ...annotation, verdicts: [...others, ...verdictsIn(before?.verdicts)] };
  return requestsBeforeVerdict(was, event);
}

/** A verdict that was withdrawn stands in the history whole; those that came back for it go. */
function verdictBeforeWithdrawal(
  annotation: Annotation,
  { before, after }: Event,
  _earlier: readonly Event[],
  { placeOf }: EventContext,
): Annotation {
  const restored = verdictsIn(after?.verdicts).map(({ id }) => id);
  const [withdrawn] = verdictsIn([before]);
  if (!withdrawn) return annotation;
  const { at, by } = withdrawn;
  const others = annotation.verdicts.filter(({ id }) => !restored.includes(id));
  const requests = annotation.requests.map((each) =>
    each.to === by && each.closed === null && placeOf(each) < placeOf(withdrawn)
      ? { ...each, closed: { at, by } }
      : each,
  );
  return { ...annotation, verdicts: [...others, withdrawn], requests };
}

/** A verdict answers what its author was asked. */
function requestsBeforeVerdict(annotation: Annotation, { after, by }: Event): Annotation {
  const at = after?.at;
  const requests = annotation.requests.map((each) =>
    each.to === by && each.closed?.at === at ? { ...each, closed: null } : each,
  );
  return { ...annotation, requests };
}

function verdictsIn(values: unknown): Verdict[] {
  return Array.isArray(values) ? values.filter((each): each is Verdict => isObject(each)) : [];
}

function decided(
  annotation: Annotation,
  { after }: Event,
  outcome: ProposalOutcome | null,
): Annotation {
  const proposals = annotation.proposals.map((each) =>
    each.id === after?.proposal ? { ...each, outcome } : each,
  );
  return { ...annotation, proposals };
}

const decisions = ['proposal.accepted', 'proposal.declined', 'proposal.withdrawn'];

/** What had become of a proposal that was opened again. */
function outcomeIn(
  { revision }: Annotation,
  { after: reopened }: Event,
  earlier: readonly Event[],
): ProposalOutcome | null {
  const last = earlier.findLast(
    ({ action, after }) => after?.proposal === reopened?.proposal && decisions.includes(action),
  );
  if (!last) return null;
  const { action, at, by, after } = last;
  if (action === 'proposal.withdrawn') return { decision: 'withdrawn', at, by };
  if (action === 'proposal.declined') {
    return { decision: 'declined', at, by, reason: String(after?.reason ?? '') };
  }
  const since = earlier.slice(earlier.lastIndexOf(last) + 1);
  return {
    ...{ decision: 'accepted', at, by },
    parts: listIn(after?.parts) as [],
    revision: revision - since.filter(isRevision).length,
    hops: listIn(after?.hops) as [],
  };
}

function listIn(values: unknown): unknown[] {
  return Array.isArray(values) ? values : [];
}

function resolved(
  annotation: Annotation,
  comment: unknown,
  stamp: Comment['resolved'],
): Annotation {
  const comments = annotation.comments.map((each) =>
    each.id === comment ? { ...each, resolved: stamp } : each,
  );
  return { ...annotation, comments };
}

/** When a conversation had been resolved, and by whom; null where it was open. */
function conversationIn(earlier: readonly Event[], first: unknown): Comment['resolved'] {
  const withdrawn = new Set<unknown>();
  const last = earlier.findLast(({ action, after }) => {
    if (action === 'comment.withdrawn') withdrawn.add(after?.comment);
    const isOfIt = after?.comment === first || after?.replyTo === first;
    return isOfIt && !withdrawn.has(after?.comment);
  });
  return last?.action === 'comment.resolved' ? resolvedIn(earlier, first) : null;
}

function commentBeforeWithdrawal(
  annotation: Annotation,
  { after: withdrawn }: Event,
  earlier: readonly Event[],
): Annotation {
  const added = earlier.findLast(
    ({ action, after }) => action === 'comment.added' && after?.comment === withdrawn?.comment,
  );
  if (!added?.after) return annotation;
  const { comment, text, replyTo, mentions } = added.after;
  const said: Comment = {
    ...{ id: String(comment), at: added.at, by: added.by, text: String(text) },
    replyTo: typeof replyTo === 'string' ? replyTo : null,
    mentions: listIn(mentions).map(String),
    ...{ resolved: null, key: null },
  };
  const comments = [...annotation.comments, said];
  // Nobody takes back a comment of a conversation that is resolved.
  return resolved({ ...annotation, comments }, said.replyTo, null);
}

function closed(
  annotation: Annotation,
  { after }: Event,
  stamp: { at: string; by: string } | null,
): Annotation {
  const requests = annotation.requests.map((each) =>
    each.id === after?.request
      ? { ...each, closed: stamp && { at: stamp.at, by: stamp.by } }
      : each,
  );
  return { ...annotation, requests };
}

/** The settlement that stood after these events. */
function settlementIn(events: readonly Event[], since: Since): Settlement | null {
  const last = events.findLast(
    ({ action }) => action === 'annotation.settled' || action === 'annotation.reopened',
  );
  if (last?.action !== 'annotation.settled' || !isObject(last.after)) return null;
  const settlement = last.after as Settlement;
  return { ...settlement, revision: heldOn(settlement.revision, since(last)) };
}

function overrideBeforeWithdrawal(
  annotation: Annotation,
  { before }: Event,
  earlier: readonly Event[],
  { since }: EventContext,
): Annotation {
  const made = earlier.findLast(
    ({ action, after }) => action === 'override.made' && after?.override === before?.override,
  );
  if (!made) return annotation;
  const revisions = since(made);
  const override = {
    ...{ id: before?.override, code: before?.code, reason: before?.reason },
    ...{ at: made.at, by: made.by, revision: heldOn(revisions.first, revisions) },
  } as SourcingOverride;
  return { ...annotation, overrides: [...annotation.overrides, override] };
}
