import { decisionTag, type SharingArticle } from '../../desk/articles/shared-wording.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { isEarlier, publishedApart } from '../../domain/articles/published-apart.js';
import { wordsShared } from '../../domain/articles/wording.js';
import { printName } from '../../domain/chain/notation/notation.js';
import { may } from '../../domain/rights.js';
import { beginningOf, endingOf, wordEnd } from '../../domain/text/clipping.js';
import { directionOf } from '../../domain/text/direction.js';
import type { Span } from '../../domain/text/span.js';
import { counted } from '../../domain/text/wording.js';
import type { People } from '../api/answers.js';
import type { RefusedForm } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';

/** What an article shares with one other, in a line: "41 words as in *…*, published two hours earlier". */
interface SharedLine {
  id: string;
  title: string;
  publisher: string;
  words: string;
  /** ", published two hours earlier"; empty where that is not known. */
  when: string;
  sideBySide: string;
  decision: string | null;
}

/**
 * One line on an article that shares wording with `own`: how many words, how long apart, and what was decided of
 * it.
 */
export function sharedLine(own: Article, shared: SharingArticle): SharedLine {
  const { id, title, publisher, publishedAt } = shared.with;
  const apart = publishedApart(own.publishedAt, publishedAt);
  return {
    id,
    title,
    publisher,
    words: counted(wordsShared(shared), 'word'),
    when: apart === null ? '' : `, ${apart}`,
    sideBySide: sideBySidePath(own.id, id),
    decision: shared.decision && decisionWords(shared.decision.independent),
  };
}

/** Of the page that shows what two articles share. */
export function sideBySidePath(article: string, other: string): string {
  return `/articles/${article}/shared-wording/${other}`;
}

/** The way from a list to what an article shares with others. */
export interface SharingLink {
  words: string;
  href: string;
}

/**
 * The link to the articles that share wording with this one; null where none of them does. `others` counts them.
 */
export function sharingLink(article: string, others: number): SharingLink | null {
  if (others === 0) return null;
  const words = `wording as in ${others === 1 ? 'another' : `${others} others`}`;
  return { words, href: `/articles/${article}/shared-wording` };
}

function decisionWords(independent: boolean): string {
  return independent ? 'independent all the same' : 'not independent';
}

/** A text between the passages that it shares, or one of these, with a number for what it stands beside. */
interface Piece {
  text: string;
  number: number | null;
}

interface Side {
  id: string;
  title: string;
  publisher: string;
  direction: string;
  pieces: Piece[];
}

/** Two articles side by side, with what they share. */
interface SideBySideView {
  line: SharedLine;
  sides: [Side, Side];
  /** Where a chain is proposed by which the words went from one to the other. */
  proposals: { label: string; href: string }[];
  decision: { words: string; by: string; at: MomentView; reason: string } | null;
  mayDecide: boolean;
  /** What the form that decides was shown with. */
  seen: string;
  action: string;
  refused: RefusedForm | null;
}

interface BothTexts {
  article: Article;
  edition: Edition;
  other: Edition;
}

/**
 * Two articles beside each other with the passages that they share marked, and what the viewer may decide of them.
 */
export function sideBySide(
  { article, edition, other }: BothTexts,
  shared: SharingArticle,
  people: People,
  viewer: Viewer,
  refused: RefusedForm | null,
): SideBySideView {
  const { passages, decision } = shared;
  const here = passages.map((passage) => passage.here);
  const there = passages.map((passage) => passage.there);
  return {
    line: sharedLine(article, shared),
    sides: [sideOf(article, edition, here), sideOf(shared.with, other, there)],
    proposals: may(viewer.actor, 'annotate') ? proposals(article, shared) : [],
    decision: decision && {
      words: decisionWords(decision.independent),
      by: people.get(decision.by) ?? decision.by,
      at: momentView(decision.at, viewer),
      reason: decision.reason,
    },
    mayDecide: may(viewer.actor, 'set aside warnings'),
    seen: decisionTag(decision),
    action: sideBySidePath(article.id, shared.article),
    refused,
  };
}

function sideOf(
  { id, title, publisher, language }: Article,
  { text }: Edition,
  spans: readonly Span[],
): Side {
  return { id, title, publisher, direction: directionOf(language), pieces: piecesOf(text, spans) };
}

/** So much of what stands between two passages is shown on each side of it. */
const shownAroundUnits = 240;

/** The text with its passages numbered as they are given; long stretches between them are cut. */
function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const numbered = spans
    .map((span, at) => ({ span, number: at + 1 }))
    .sort((one, another) => one.span.start - another.span.start);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { span, number } of numbered) {
    if (span.start < end) continue;
    pieces.push({ text: cut(text.slice(end, span.start), end > 0), number: null });
    pieces.push({ text: text.slice(span.start, span.end), number });
    end = span.end;
  }
  pieces.push({ text: beginningOf(text.slice(end), shownAroundUnits), number: null });
  return pieces.filter((piece) => piece.text !== '');
}

function cut(text: string, isBetween: boolean): string {
  if (text.length <= 2 * shownAroundUnits) return text;
  const tail = endingOf(text, shownAroundUnits);
  if (!isBetween) return tail;
  return `${text.slice(0, wordEnd(text, shownAroundUnits))} ${tail}`;
}

/** The later one is annotated: its words came from the earlier, or both had them from a third. */
function proposals(
  own: Article,
  { with: other, article }: SharingArticle,
): SideBySideView['proposals'] {
  const isOtherFirst = isEarlier(own.publishedAt, other.publishedAt) ?? true;
  const [first, later, from] = isOtherFirst ? [other, own, article] : [own, other, own.id];
  const form = `/articles/${later.id}/annotations/new?with=${from}`;
  return [
    {
      label: `Propose: ${first.publisher}, republished by ${later.publisher}`,
      href: `${form}&chain=republished`,
    },
    { label: 'Propose: both from a wire that neither names', href: `${form}&chain=wire` },
  ];
}

/** The chain that a form is opened with. */
export function proposedChain(kind: string, first: Article, later: Article): string {
  const paper = (publisher: string) => `${printName(publisher)} (outlet)`;
  const origin =
    kind === 'wire' ? 'a wire service (organisation, unnamed)' : paper(first.publisher);
  return `${origin} -republished by-> ${paper(later.publisher)}`;
}
