import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import {
  type Comment,
  type CommentInput,
  addComment as commentOn,
  mentionsIn,
  reopenConversation as reopen,
  resolveConversation as resolve,
  withdrawComment as withdraw,
} from '../../domain/review/comments.js';
import {
  commentAdded,
  commentWithdrawn,
  conversationReopened,
  conversationResolved,
} from '../../domain/review/review-events.js';
import { demand } from '../../domain/rights.js';
import { all } from '../../store/store.js';
import { type Actor, type Desk, idOfMade } from '../desk.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { reviewing } from './reviewing.js';

/**
 * Says something about an annotation; whom it names with an @ is mentioned. Throws *invalid* for a
 * reply to what is not there, *conflict* with `details.confirm` where it names a confidential
 * source.
 */
export async function addComment(
  desk: Desk,
  actor: Actor,
  id: string,
  { text, replyTo, confirm }: CommentInput & WithConfirmation,
): Promise<{ annotation: Annotation; comment: Comment }> {
  demand(actor, 'comment');
  const mentions = mentionsIn(text, await colleagues(desk));
  return reviewing(desk, actor, id, async (current, stamp) => {
    const made = idOfMade(desk, 'comment');
    const before = current.comments.find((each) => each.id === made);
    if (before) return { annotation: current, comment: before, happened: [] };
    const added = { id: made, ...stamp, text, replyTo, mentions };
    const annotation = commentOn(current, added);
    await demandUnnamed(desk, actor, text, confirm);
    const comment = commentIn(annotation, added.id);
    return { annotation, comment, happened: [commentAdded(comment)] };
  });
}

/**
 * Marks a conversation, named by its first comment, as resolved; `again` says by whom, and when, it had been resolved
 * where it is taken back that it was opened again. Throws *not-found*, *conflict*.
 */
export async function resolveConversation(
  desk: Desk,
  actor: Actor,
  id: string,
  comment: string,
  again: Stamp | null = null,
): Promise<Annotation> {
  demand(actor, 'comment');
  const { annotation } = await reviewing(desk, actor, id, (current, stamp) => {
    if (isSentAgain(desk, current, comment, actor.id)) return { annotation: current, happened: [] };
    const annotation = resolve(current, comment, again ?? stamp);
    return { annotation, happened: [conversationResolved(comment, again && { undoing: true })] };
  });
  return annotation;
}

/** Whether a named request resolves a conversation that the same person has resolved. */
function isSentAgain(
  { request }: Desk,
  { comments }: Annotation,
  id: string,
  actor: string,
): boolean {
  return request !== null && comments.find((each) => each.id === id)?.resolved?.by === actor;
}

/** Opens a resolved conversation again. Throws *not-found*, *conflict*. */
export async function reopenConversation(
  desk: Desk,
  actor: Actor,
  id: string,
  comment: string,
): Promise<Annotation> {
  demand(actor, 'comment');
  const { annotation } = await reviewing(desk, actor, id, (current) => ({
    annotation: reopen(current, comment),
    happened: [conversationReopened(comment)],
  }));
  return annotation;
}

/**
 * Takes one's own comment back; `resolved` is how its conversation stood before. Throws *not-found*,
 * *forbidden*, and *conflict* once somebody has gone on from it.
 */
export async function withdrawComment(
  desk: Desk,
  actor: Actor,
  id: string,
  comment: string,
  resolved: Stamp | null = null,
): Promise<Annotation> {
  demand(actor, 'comment');
  const { annotation } = await reviewing(desk, actor, id, (current) => ({
    annotation: withdraw(current, { id: comment, by: actor.id }, resolved),
    happened: [commentWithdrawn(comment)],
  }));
  return annotation;
}

/** The names of those who can read what they are told, by id. */
async function colleagues(desk: Desk): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for await (const { id, name, disabled } of all(desk.store, 'people', 'all', { key: '' })) {
    if (!disabled) names.set(id, name);
  }
  return names;
}

function commentIn({ comments }: Annotation, id: string): Comment {
  const comment = comments.find((each) => each.id === id);
  if (!comment) throw new Error('The comment that was added is not there.');
  return comment;
}
