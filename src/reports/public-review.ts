import type { Annotation } from '../domain/annotations/annotation.js';
import { isInternal } from '../domain/chain/chain.js';
import type { Event } from '../domain/history/event.js';
import { hopOf } from '../domain/history/event-hops.js';
import type { Proposal } from '../domain/review/proposal.js';
import type { PublicHistory } from './internal-times.js';
import { chainIn, proposedIn, type Values } from './json/event-values.js';

/*
 * What colleagues said of a public annotation, as far as it may leave the desk. A proposal with a
 * hop off the record stays inside, and so do its reason and the talk from the time when the
 * annotation itself was internal. That somebody judged it, and how, is on record all the same: only
 * why they did is withheld.
 */

/** A review's public part, and the history of the annotation that goes with it. */
export interface PublicReview {
  annotation: Annotation;
  /** Oldest first. */
  events: readonly Event[];
  /** How many proposals are left out. */
  leftOut: number;
}

/** What of the review of a public annotation may leave the desk. */
export function publicReview(annotation: Annotation, history: PublicHistory): PublicReview {
  const inside = insideOf(annotation, history);
  const shown: Annotation = {
    ...annotation,
    verdicts: annotation.verdicts.map(withoutReason(inside)).map(withoutInternalHop),
    proposals: annotation.proposals.filter(({ id }) => !inside.ids.has(id)),
    comments: annotation.comments.filter(({ id }) => !inside.ids.has(id)),
    requests: annotation.requests.filter(({ id }) => !inside.ids.has(id)),
    settlement:
      annotation.settlement && history.wasInternalAt(annotation.settlement)
        ? null
        : annotation.settlement,
    overrides: annotation.overrides.filter(({ id }) => !inside.ids.has(id)),
  };
  return {
    annotation: shown,
    events: history.events.filter((event) => !isAbout(event, inside.ids)).map(withheld(inside)),
    leftOut: annotation.proposals.length - shown.proposals.length,
  };
}

/** What stays inside. */
interface Inside {
  /** Of proposals, comments, requests and what was set aside. */
  ids: ReadonlySet<unknown>;
  /** Whether what a verdict gives as its reason stays inside. */
  isReasonOf: (verdict: ReasonGiven) => boolean;
}

interface ReasonGiven {
  by: unknown;
  at: unknown;
  comment: unknown;
}

function insideOf(annotation: Annotation, history: PublicHistory): Inside {
  const { wasInternalAt } = history;
  const proposals = [
    ...annotation.proposals.filter((proposal) => isInside(proposal, wasInternalAt)),
    ...history.events.flatMap(internalProposalIn),
  ];
  const { comments, overrides, requests } = annotation;
  const talk = [...comments, ...requests, ...overrides].filter(wasInternalAt);
  // What was taken back since is known by the history alone.
  const made = history.inside.filter(({ action }) => making.has(action)).map(partIn);
  const ids = new Set<unknown>([...[...proposals, ...talk].map(({ id }) => id), ...made]);
  const replies = history.events.map(({ after }) => ({ id: after?.comment, to: after?.replyTo }));
  const standing = comments.map(({ id, replyTo }) => ({ id, to: replyTo }));
  for (const { id, to } of [...replies, ...standing]) if (to && ids.has(to)) ids.add(id);
  return {
    ids,
    isReasonOf: ({ by, at, comment }) =>
      (typeof at === 'string' && wasInternalAt({ at, by })) ||
      // A dispute and the proposal that is made with it give one reason.
      proposals.some((proposal) => proposal.by === by && proposal.reason === comment),
  };
}

function isInside(proposal: Proposal, wasInternalAt: PublicHistory['wasInternalAt']): boolean {
  const { content, outcome } = proposal;
  return isInternal(content.chain) || [proposal, ...(outcome ? [outcome] : [])].some(wasInternalAt);
}

const making: ReadonlySet<Event['action']> = new Set([
  ...(['proposal.made', 'comment.added', 'review.requested', 'override.made'] as const),
]);

/** The id of the proposal, comment, request or what was set aside that an event is about; undefined of any other. */
function partIn({ before, after }: Event): unknown {
  return after?.proposal ?? after?.comment ?? after?.request ?? after?.override ?? before?.override;
}

function internalProposalIn({ by, after }: Event): { id: unknown; by: string; reason: unknown }[] {
  const isInternalOne = isInternal(chainIn(proposedIn(after)) ?? []);
  return isInternalOne ? [{ id: after?.proposal, by, reason: after?.reason }] : [];
}

/** Whether an event tells of something that stays inside. What was accepted is public by now. */
function isAbout(event: Event, ids: ReadonlySet<unknown>): boolean {
  if (event.action === 'proposal.accepted') return false;
  const id = partIn(event);
  return id !== undefined && ids.has(id);
}

/** Takes out of an event the reasons of verdicts that stay inside. */
function withheld(inside: Inside): (event: Event) => Event {
  const shownOf = <V>(verdict: V) => withoutInternalHop(withoutReason(inside)(verdict));
  const bare = (values: Values): Values => {
    if (!values) return null;
    if (Array.isArray(values.verdicts)) {
      return { ...values, verdicts: values.verdicts.map(shownOf) };
    }
    return shownOf(values);
  };
  return (event) =>
    event.action.startsWith('verdict.')
      ? { ...event, before: bare(event.before), after: bare(event.after) }
      : event;
}

function withoutReason({ isReasonOf }: Inside): <V>(verdict: V) => V {
  return (verdict) =>
    isReasoned(verdict) && isReasonOf(verdict) ? { ...verdict, comment: null } : verdict;
}

/** A verdict without the hop that it was on, where that was off the record. */
function withoutInternalHop<V>(verdict: V): V {
  const isObject = typeof verdict === 'object' && verdict !== null && 'hop' in verdict;
  const hop = isObject ? hopOf(verdict.hop) : null;
  return hop && isInternal([hop]) ? { ...verdict, hop: null } : verdict;
}

function isReasoned(value: unknown): value is ReasonGiven {
  return typeof value === 'object' && value !== null && 'by' in value && 'comment' in value;
}
