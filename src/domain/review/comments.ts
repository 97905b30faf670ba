import { z } from 'zod';
import { type Annotation, demandPresent, type Stamp } from '../annotations/annotation.js';
import { neededWords } from '../fields.js';
import { Problem } from '../problem.js';
import { nameKey } from '../register/name.js';
import { demandTheirs } from '../rights.js';
import type { Comment } from './model.js';

export type { Comment } from './model.js';

/** A comment as it is made; `key` is the request that makes it. */
type CommentMade = Omit<Comment, 'resolved' | 'key'> & Partial<Pick<Comment, 'key'>>;

/** A comment and the replies to it, the earliest first. */
export interface Conversation {
  first: Comment;
  replies: Comment[];
}

/** Somebody who is named in a conversation and has not answered there. */
export interface Mention {
  person: string;
  by: string;
  at: string;
}

/** What is sent to comment on an annotation. */
export const commentInput = z.object({
  text: neededWords(10_000, 'Write something.'),
  replyTo: z
    .string()
    .max(60)
    .nullish()
    .transform((id) => id || null),
});
export type CommentInput = z.output<typeof commentInput>;

/**
 * Adds a comment. A reply to a reply joins its conversation, and any reply opens a resolved one
 * again, so that it is not overlooked. Throws *invalid* for a reply to what is not there.
 */
export function addComment(annotation: Annotation, said: CommentMade): Annotation {
  demandPresent(annotation);
  const replyTo = said.replyTo === null ? null : firstOf(annotation, said.replyTo).id;
  const earlier = annotation.comments.map((comment) =>
    comment.id === replyTo ? { ...comment, resolved: null } : comment,
  );
  return { ...annotation, comments: [...earlier, { key: null, ...said, replyTo, resolved: null }] };
}

/** Marks a conversation as resolved. Throws *conflict* where it is already. */
export function resolveConversation(annotation: Annotation, id: string, stamp: Stamp): Annotation {
  const first = demandConversation(annotation, id);
  if (!first.resolved) return withResolved(annotation, id, stamp);
  throw new Problem('conflict', 'This conversation has been resolved already.');
}

/** Opens a resolved conversation again. Throws *conflict* where it is open. */
export function reopenConversation(annotation: Annotation, id: string): Annotation {
  const first = demandConversation(annotation, id);
  if (first.resolved) return withResolved(annotation, id, null);
  throw new Problem('conflict', 'This conversation is open.');
}

/**
 * Takes a comment back; `resolved` is how its conversation stood before a reply opened it again.
 * Throws *not-found*, *forbidden* for another's, and *conflict* once somebody has gone on from it.
 */
export function withdrawComment(
  annotation: Annotation,
  { id, by }: Pick<Comment, 'id' | 'by'>,
  resolved: Stamp | null = null,
): Annotation {
  demandPresent(annotation);
  const comment = annotation.comments.find((each) => each.id === id);
  if (!comment) throw new Problem('not-found', 'There is no such comment any more.');
  demandTheirs(by, 'take back the comment', comment);
  const first = firstOf(annotation, id);
  const last = annotation.comments.findLast(({ replyTo }) => replyTo === first.id) ?? first;
  if (last !== comment || first.resolved !== null) {
    throw new Problem('conflict', 'A colleague has gone on from this comment: it stays.');
  }
  const comments = annotation.comments
    .filter((each) => each !== comment)
    .map((each) => (each === first ? { ...each, resolved } : each));
  return { ...annotation, comments };
}

/** The conversations about an annotation, in the order in which they began. */
export function conversations({ comments }: Pick<Annotation, 'comments'>): Conversation[] {
  return comments
    .filter(({ replyTo }) => replyTo === null)
    .map((first) => ({ first, replies: comments.filter(({ replyTo }) => replyTo === first.id) }));
}

/** Who is named in open conversations and has said nothing there since. */
export function openMentions(annotation: Pick<Annotation, 'comments'>): Mention[] {
  return conversations(annotation)
    .filter(({ first }) => first.resolved === null)
    .flatMap(({ first, replies }) => unanswered([first, ...replies]));
}

function unanswered(comments: readonly Comment[]): Mention[] {
  return comments.flatMap(({ mentions, by, at }, index) => {
    const later = new Set(comments.slice(index + 1).map((comment) => comment.by));
    return mentions
      .filter((person) => person !== by && !later.has(person))
      .map((person) => ({ person, by, at }));
  });
}

/**
 * The ids of the people whom a text names as in "@Mira Sen", each once. Of names that begin alike
 * the longest counts; where two people bear it, both are meant, since nobody should be missed.
 */
export function mentionsIn(text: string, people: ReadonlyMap<string, string>): string[] {
  const named = Array.from(people, ([id, name]) => ({ id, key: nameKey(name) }));
  const found = Array.from(text.matchAll(/(?<![\p{L}\p{N}.])@/gu), ({ index }) =>
    longestAt(nameKey(text.slice(index + 1, index + reachUnits)), named),
  );
  return [...new Set(found.flat())];
}

/** Longer than any name, white space included: what is further off is not looked at for each @. */
const reachUnits = 500;

interface NamedPerson {
  id: string;
  key: string;
}

function longestAt(rest: string, named: readonly NamedPerson[]): string[] {
  const fitting = named.filter(
    ({ key }) =>
      key !== '' && rest.startsWith(key) && !/^[\p{L}\p{N}]/u.test(rest.slice(key.length)),
  );
  const longest = Math.max(0, ...fitting.map(({ key }) => key.length));
  return fitting.filter(({ key }) => key.length === longest).map(({ id }) => id);
}

function firstOf({ comments }: Annotation, id: string): Comment {
  const comment = comments.find((each) => each.id === id);
  const first = comment && comments.find((each) => each.id === (comment.replyTo ?? comment.id));
  if (first) return first;
  throw Problem.field('replyTo', 'The comment that you reply to is not there.');
}

function demandConversation(annotation: Annotation, id: string): Comment {
  demandPresent(annotation);
  const first = annotation.comments.find((each) => each.id === id && each.replyTo === null);
  if (first) return first;
  throw new Problem('not-found', 'There is no such conversation.');
}

function withResolved(annotation: Annotation, id: string, resolved: Stamp | null): Annotation {
  const comments = annotation.comments.map((comment) =>
    comment.id === id ? { ...comment, resolved } : comment,
  );
  return { ...annotation, comments };
}
