import { articleDetails } from '../../domain/articles/article.js';
import { claimChangeInput } from '../../domain/claims/claim-change.js';
import { isSame } from '../../domain/equality.js';
import {
  type Event,
  type EventAction,
  type SubjectKind,
  takingNamesOut,
} from '../../domain/history/event.js';
import { decidedBefore, joinedBefore, resolvedIn } from '../../domain/history/standing-stamp.js';
import { textOf, textsIn, type Values } from '../../domain/history/words.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { entryFields } from '../../domain/register/entry-change.js';
import { entryChangeInput } from '../../domain/register/source-input.js';
import { valuesOf } from '../../domain/values.js';
import { articleById, changeArticle, detailsTag } from '../articles/articles.js';
import { claimById, joinClaims, reviseClaim } from '../claims/claim-changes.js';
import type { Actor, Desk } from '../desk.js';
import { collected } from '../documents.js';
import { changeAccess } from '../people/people.js';
import { setQuorum } from '../people/settings.js';
import { changeSource, tellApart } from '../register/entry-changes.js';
import { joinAgain } from '../register/joining.js';
import { refusingQuestions } from '../register/questions.js';
import { withdrawRating } from '../register/ratings.js';
import { sourceById } from '../register/sources.js';
import { resolveConversation, withdrawComment } from '../review/comments.js';
import { reopenRequest } from '../review/requests.js';
import { giveAgain } from '../review/verdicts.js';
import { versionTag } from '../version-tag.js';
import { eventsOf, newestEventsOf } from './events-of.js';

/*
 * Steps of the history that are undone by a step of their own, with its event: what stood before
 * stands again. Whoever may do the one may do the other. Annotations, proposals, settlements,
 * rounds and what is deleted have undoings of their own.
 */

/**
 * An event that is to be undone, the id of the thing to which it happened, and its tag before the history was asked
 * whether somebody has gone on from it: who does so after that, or takes a name out, is not overwritten.
 */
interface Undoing {
  event: Event;
  before: Values;
  after: Values;
  id: string;
  seen: string | null;
}
type Inverse = (desk: Desk, actor: Actor, undoing: Undoing) => Promise<unknown>;

const inverses: Partial<Record<EventAction, Inverse>> = {
  'article.changed': async (desk, actor, { id, before, seen }) => {
    const article = await articleById(desk, id);
    const details = parse(articleDetails, { ...article, ...before });
    await changeArticle(desk, actor, id, details, seen);
  },
  'source.changed': sourceAsBefore,
  'source.rated': (desk, actor, { id, event }) => withdrawRating(desk, actor, id, event.at),
  'source.parted': (desk, actor, { event }) => joinAgain(desk, actor, event),
  'claim.changed': async (desk, actor, { id, before, seen, event }) => {
    const claim = await claimById(desk, id);
    const { statement, state, decision } = claim;
    const now = { statement, state, reason: decision?.reason ?? null };
    const said = parse(claimChangeInput, { ...now, ...before });
    const decided = decidedBefore(event, await eventsBefore(desk, event));
    await reviseClaim(desk, actor, id, said, seen, decided);
  },
  'claim.parted': async (desk, actor, { id, before, event }) => {
    const again = joinedBefore(event, await eventsBefore(desk, event));
    await joinClaims(desk, actor, id, textOf(before.into) ?? '', { again });
  },
  'person.changed': (desk, actor, { id, before }) => changeAccess(desk, actor, id, before),
  'settings.changed': (desk, actor, { before }) => setQuorum(desk, actor, before.quorum),
  'comment.added': (desk, actor, { id, event, after }) =>
    commentTakenBack(desk, actor, id, event, after),
  'comment.reopened': async (desk, actor, { id, event, after }) => {
    const resolved = resolvedIn(await eventsBefore(desk, event), after.comment);
    await resolveConversation(desk, actor, id, textOf(after.comment) ?? '', resolved);
  },
  'verdict.withdrawn': (desk, actor, { id, before }) => giveAgain(desk, actor, id, before),
  'review.withdrawn': (desk, actor, { id, after }) =>
    reopenRequest(desk, actor, id, textOf(after.request) ?? ''),
};

/** The last step of somebody with a thing, by its event's id; null where it can't be undone so. */
export async function lastStep(
  desk: Desk,
  actor: Actor,
  subject: { kind: SubjectKind; id: string },
): Promise<string | null> {
  const { items } = await desk.store.find('events', 'subject', {
    key: `${subject.kind}/${subject.id}`,
    order: 'descending',
    limit: 1,
  });
  const [last] = items;
  return last?.by === actor.id && inverses[last.action] ? last.id : null;
}

/**
 * Undoes one's own step, by its event's id, once. Throws *not-found*, *forbidden* for another's, and
 * *conflict* where somebody has gone on from it.
 */
export async function undoStep(desk: Desk, actor: Actor, id: string): Promise<Event> {
  const named = await desk.store.get('events', id);
  const seen = named && (await tagOf(desk, named.subject));
  const event = named && (await desk.store.get('events', id));
  const undo = event && inverses[event.action];
  if (!event || !undo) throw new Problem('not-found', 'There is nothing to undo here.');
  if (event.by !== actor.id) {
    throw new Problem('forbidden', 'Only who did something undoes it.');
  }
  const since = await eventsSince(desk, event);
  if (isUndone(event, since)) return event;
  if (since.some((later) => goesOn(event, later))) throw changedSince();
  const { before, after } = event;
  const sides = { before: before ?? {}, after: after ?? {} };
  const undone = undo(desk, actor, { event, ...sides, id: event.subject.id, seen });
  await refusingQuestions(undone, 'Do it on its own page instead: there you can say that it may.');
  return event;
}

/** The tag of a thing whose changes are undone by it; null of any other, and of what is gone. */
async function tagOf({ store }: Desk, { kind, id }: Event['subject']): Promise<string | null> {
  if (kind === 'article') return tagged(await store.get('articles', id), detailsTag);
  if (kind === 'source') return tagged(await store.get('sources', id), versionTag);
  return kind === 'claim' ? tagged(await store.get('claims', id), versionTag) : null;
}

function tagged<T>(doc: T | null, tag: (doc: T) => string): string | null {
  return doc && tag(doc);
}

/** What happened to the same thing after it, oldest first. */
async function eventsSince(desk: Desk, { id, subject }: Event): Promise<Event[]> {
  const since: Event[] = [];
  for await (const event of newestEventsOf(desk.store, subject.kind, subject.id)) {
    if (event.id === id) break;
    since.unshift(event);
  }
  return since;
}

/** What had happened to the same thing before it, oldest first. */
async function eventsBefore(desk: Desk, { id, subject }: Event): Promise<Event[]> {
  const events = await collected(eventsOf(desk.store, subject.kind, subject.id));
  return events.filter((event) => event.id < id);
}

/** What says of a step that it was undone. */
const undoings: Partial<Record<EventAction, EventAction>> = {
  'comment.added': 'comment.withdrawn',
  'comment.reopened': 'comment.resolved',
  'review.withdrawn': 'review.reopened',
  'verdict.withdrawn': 'verdict.given',
  'source.rated': 'source.unrated',
  'source.parted': 'source.joined',
  'claim.parted': 'claim.joined',
};

function isUndone({ action, by, before, after }: Event, [first, ...others]: readonly Event[]) {
  if (!first || first.by !== by || others.some((later) => later.action === action)) return false;
  const inverse = undoings[action];
  if (inverse === undefined) {
    const isTurned = isSame(saidIn(first.before), after) && isSame(first.after, saidIn(before));
    return first.action === action && isTurned;
  }
  return first.action === inverse && isSame(namedIn(first), namedIn({ before, after }));
}

/** What was said before a step, whoever had said it. */
function saidIn(before: Event['before']): Values | null {
  const { decided: _, ...said } = { ...before };
  return before && said;
}

/** What both a step and its undoing name: a comment, a request, a part that is judged, an entry. */
function namedIn({ before, after }: Pick<Event, 'before' | 'after'>): unknown[] {
  return ['comment', 'request', 'on', 'into'].map(
    (name) => after?.[name] ?? before?.[name] ?? null,
  );
}

/** Whether a later step changes what an earlier one did; comments and requests say so themselves. */
function goesOn({ action, by, after }: Event, later: Event): boolean {
  if (action === 'verdict.withdrawn') return later.by === by && later.action.startsWith('verdict.');
  if (action === 'comment.reopened') return later.after?.replyTo === after?.comment;
  if (action === 'source.changed' && takesNameOut(later)) return true;
  if (later.action !== action || !action.endsWith('.changed')) return false;
  return Object.keys(after ?? {}).some((field) => field in (later.after ?? {}));
}

function takesNameOut({ action }: Event): boolean {
  return takingNamesOut.some((taking) => taking === action);
}

function changedSince(): Problem {
  return new Problem(
    'conflict',
    'It has been changed since: what stands now has to be changed by hand.',
  );
}

async function sourceAsBefore(desk: Desk, actor: Actor, { id, before, after, seen }: Undoing) {
  if ('differsFrom' in before) return differencesAsBefore(desk, actor, id, before, after);
  const source = await sourceById(desk, id);
  const said = { ...valuesOf(source, entryFields), ...before, keepName: false };
  return changeSource(desk, actor, id, parse(entryChangeInput, said), seen);
}

async function differencesAsBefore(
  desk: Desk,
  actor: Actor,
  id: string,
  before: Values,
  after: Values,
): Promise<void> {
  const [was, is] = [textsIn(before.differsFrom), textsIn(after.differsFrom)];
  for (const other of is.filter((each) => !was.includes(each))) {
    await tellApart(desk, actor, id, other, false);
  }
  for (const other of was.filter((each) => !is.includes(each))) {
    await tellApart(desk, actor, id, other);
  }
}

/** A reply opened its conversation again where that had been resolved: so it is resolved once more. */
async function commentTakenBack(
  desk: Desk,
  actor: Actor,
  annotation: string,
  event: Event,
  { comment, replyTo }: Values,
): Promise<void> {
  const earlier = await eventsBefore(desk, event);
  const last = earlier.findLast(
    ({ after }) => replyTo && [after?.comment, after?.replyTo].includes(replyTo),
  );
  const resolved = last?.action === 'comment.resolved' ? resolvedIn(earlier, replyTo) : null;
  await withdrawComment(desk, actor, annotation, textOf(comment) ?? '', resolved);
}
