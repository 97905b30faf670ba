import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { nameKey } from '../../domain/register/name.js';
import { type Comment, type Conversation, conversations } from '../../domain/review/comments.js';
import { may } from '../../domain/rights.js';
import { type PageForms, type RefusedForm, refusedAt } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { formAnchor } from './form-anchors.js';

/** A stretch of a comment; a mention is set off. */
interface WordsView {
  text: string;
  mention: boolean;
}

interface CommentView {
  id: string;
  by: string;
  at: MomentView;
  words: WordsView[];
}

interface ConversationView {
  /** The id of its first comment. */
  id: string;
  first: CommentView;
  /** Replies before the newest, where there are many: behind one line. */
  earlier: CommentView[];
  replies: CommentView[];
  resolved: { by: string; at: MomentView } | null;
  /** A reply that could not be taken. */
  again: RefusedForm | null;
}

/** What colleagues say about an annotation. */
export interface ThreadView {
  /** Where a comment is sent; what is done to a conversation is sent below it. */
  action: string;
  back: string;
  mayComment: boolean;
  /** Those on which nothing was said for longest, where there are many: behind one line. */
  earlier: ConversationView[];
  open: ConversationView[];
  resolved: ConversationView[];
  /** A new conversation that could not be begun. */
  again: RefusedForm | null;
}

/** At most this many conversations, or replies in one, are read without opening anything; a single one is never hidden. */
const shownAtOnce = 3;

/** All conversations on an annotation, the resolved ones apart, with what the viewer may do in each. */
export function threadView(
  annotation: Annotation,
  reading: Pick<ArticleReading, 'people'>,
  viewer: Viewer,
  { back, refused }: PageForms,
): ThreadView {
  const all = conversations(annotation);
  const views = all.map((conversation) => {
    const again = refusedAt(refused, formAnchor.comment(conversation.first.id));
    return { ...conversationView(conversation, reading, viewer), again };
  });
  const open = views.filter(({ resolved }) => resolved === null);
  const lastSaid = ({ first, replies }: Conversation) =>
    annotation.comments.indexOf(replies.at(-1) ?? first);
  const spoken = all
    .filter(({ first }) => first.resolved === null)
    .toSorted((one, other) => lastSaid(one) - lastSaid(other));
  const earlier = new Set(foldable(spoken).map(({ first }) => first.id));
  return {
    action: `/annotations/${annotation.id}/comments`,
    back,
    mayComment: annotation.deleted === null && may(viewer.actor, 'comment'),
    earlier: open.filter(({ id }) => earlier.has(id)),
    open: open.filter(({ id }) => !earlier.has(id)),
    resolved: views.filter(({ resolved }) => resolved !== null),
    again: refusedAt(refused, formAnchor.comment('')),
  };
}

/** All but the last few of some things; none where that hides a single one. */
function foldable<T>(all: readonly T[]): T[] {
  return all.length > shownAtOnce + 1 ? all.slice(0, -shownAtOnce) : [];
}

function conversationView(
  { first, replies }: Conversation,
  reading: Pick<ArticleReading, 'people'>,
  viewer: Viewer,
): Omit<ConversationView, 'again'> {
  const { resolved } = first;
  const said = replies.map((reply) => commentView(reply, reading, viewer));
  const earlier = foldable(said);
  return {
    id: first.id,
    first: commentView(first, reading, viewer),
    earlier,
    replies: said.slice(earlier.length),
    resolved: resolved && {
      by: reading.people.get(resolved.by) ?? resolved.by,
      at: momentView(resolved.at, viewer),
    },
  };
}

function commentView(
  { id, by, at, text, mentions }: Comment,
  { people }: Pick<ArticleReading, 'people'>,
  viewer: Viewer,
): CommentView {
  const names = mentions.map((person) => people.get(person) ?? '').filter(Boolean);
  return {
    id,
    by: people.get(by) ?? by,
    at: momentView(at, viewer),
    words: wordsOf(text, names),
  };
}

/** The text in stretches, parted where it names one of these people with an @. */
function wordsOf(text: string, names: readonly string[]): WordsView[] {
  const byLength = names.toSorted((one, other) => other.length - one.length);
  const words: WordsView[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/@/gu)) {
    const name = byLength.find((each) => isAt(text, index + 1, each));
    if (name === undefined || index < from) continue;
    const end = index + 1 + name.length;
    words.push({ text: text.slice(from, index), mention: false });
    words.push({ text: text.slice(index, end), mention: true });
    from = end;
  }
  return [...words, { text: text.slice(from), mention: false }].filter((each) => each.text !== '');
}

function isAt(text: string, index: number, name: string): boolean {
  return nameKey(text.slice(index, index + name.length)) === nameKey(name);
}
