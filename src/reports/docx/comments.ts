import { capitalised } from '../../domain/text/wording.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { claimWords } from '../reported-claims.js';
import type { ReportedProposal, ReportedSettlement, ReportedVerdict } from '../reported-review.js';
import {
  authorsWords,
  judgeWords,
  labelWords,
  proposalWords,
  ratingWords,
  settlementWords,
  settlerWords,
  standingWords,
  statusWords,
  verdictWords,
  weakestWords,
} from '../sentences.js';
import { said, strong } from './cells.js';
import { paragraph } from './runs.js';
import { namespaces, withoutFraction } from './static-parts.js';
import type { Cell } from './table.js';
import { element, type Xml } from './xml.js';

/*
 * Word comments: one for each annotation that has a place in the text, and what colleagues said of it as
 * replies. Who is a reply to whom stands in a part of its own, by the id of each comment's last paragraph.
 */

/** An annotation's comment and its replies, by the numbers that tie them to the text. */
export interface Thread {
  entry: ReportedAnnotation;
  /** The comment's own first. */
  ids: readonly number[];
}

interface Comment {
  /** null where colleagues aren't named. */
  by: string | null;
  at: string | null;
  paragraphs: Cell;
}

/** Longer names and initials make Word call a document damaged; in UTF-16 units. */
const maxAuthorUnits = 255;
const maxInitials = 2;

/** The threads of annotations, by their ids; `next` is the first number that is free. */
export function threadsOf(
  annotations: readonly ReportedAnnotation[],
  next: number,
): Map<string, Thread> {
  const threads = new Map<string, Thread>();
  let first = next;
  for (const entry of annotations) {
    const { proposals, settlement, verdicts } = entry.review;
    const count = 1 + verdicts.length + proposals.length + Number(settlement !== null);
    const ids = Array.from({ length: count }, (_, at) => first + at);
    threads.set(entry.annotation.id, { entry, ids });
    first += count;
  }
  return threads;
}

/** A thread as elements of the part of comments, and of the part that says what replies to what. */
export function threadElements({ entry, ids }: Thread): { comments: Xml[]; extended: Xml[] } {
  const [root = 0] = ids;
  const comments = [comment(entry), ...repliesTo(entry)];
  return {
    comments: comments.map((each, at) => commentElement(each, ids[at] ?? root)),
    extended: ids.map((id) =>
      element('w15:commentEx', {
        'w15:paraId': paragraphId(id),
        'w15:paraIdParent': id === root ? null : paragraphId(root),
        'w15:done': 0,
      }),
    ),
  };
}

function commentElement({ at, by, paragraphs }: Comment, id: number): Xml {
  const author = (by ?? 'Whence').slice(0, maxAuthorUnits);
  return element(
    'w:comment',
    {
      'w:id': id,
      'w:author': author,
      'w:date': at && withoutFraction(at),
      'w:initials': initialsOf(author),
    },
    ...paragraphs.map(({ words, ...direction }, place) =>
      paragraph(
        { style: 'CommentText', ...direction },
        place === 0 ? [{ xml: mark }, ...words] : words,
        place === paragraphs.length - 1 ? { 'w14:paraId': paragraphId(id) } : null,
      ),
    ),
  );
}

/** Where Word shows the comment's own number. */
const mark = element(
  'w:r',
  null,
  element('w:rPr', null, element('w:rStyle', { 'w:val': 'CommentReference' })),
  element('w:annotationRef'),
);

/** Below those of the text's paragraphs none is as high: see `textParagraphId`. */
function paragraphId(comment: number): string {
  return hexadecimal(0x40000000 + comment);
}

/** The id of a paragraph of the text, counted from 1: Word wants them below 80000000. */
export function textParagraphId(number: number): string {
  return hexadecimal(number);
}

function hexadecimal(number: number): string {
  return number.toString(16).toUpperCase().padStart(8, '0');
}

function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter((part) => part !== '');
  const letters = parts.map((part) => [...part][0] ?? '');
  return (letters.length > maxInitials ? [letters[0], letters.at(-1)] : letters).join('');
}

/** What an annotation says, as the comment at its passage. */
function comment(entry: ReportedAnnotation): Comment {
  const { annotation, creator } = entry;
  const claim = claimWords(entry);
  const authors = authorsWords(entry);
  const standing = standingWords(entry);
  const paragraphs = said(
    [strong(`${entry.number} · ${ratingWords(entry)}`)],
    [statusWords(entry)],
    standing && `▲ ${standing}`,
    [entry.sentence],
    weakestWords(entry),
    claim && `${claim.term}: ${claim.words}`,
    ...[...entry.claimWarnings, ...entry.warnings].map((warning) => [`▲ ${warning}`]),
    annotation.note,
    labelWords(entry),
    authors !== creator && `By ${authors}.`,
  );
  return { by: creator, at: annotation.created, paragraphs };
}

/** What colleagues said, oldest first as far as it is told when; who said it stands above a comment. */
function repliesTo({ review }: ReportedAnnotation): Comment[] {
  const { proposals, settlement, verdicts } = review;
  const replies: Comment[] = [...verdicts.map(verdictComment), ...proposals.map(proposalComment)];
  if (settlement !== null) replies.push(settlementComment(settlement));
  return replies.toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1));
}

function verdictComment(reported: ReportedVerdict): Comment {
  const { at, by, reason, sign } = reported;
  const words = verdictWords(reported);
  const who = by === null ? `${judgeWords(reported)} ${words}` : capitalised(words);
  return { by, at, paragraphs: said(`${sign} ${who}.`, reason) };
}

function proposalComment(reported: ReportedProposal): Comment {
  const { by, outcome, parts, proposal } = reported;
  const paragraphs = said(
    `${capitalised(proposalWords(reported))}.`,
    proposal.reason,
    ...parts.map(({ label, said: what }) => `${label}: ${what}`),
    [outcome.sentence],
    outcome.reason,
  );
  return { by, at: proposal.at, paragraphs };
}

function settlementComment(reported: ReportedSettlement): Comment {
  const { at, by, reason } = reported;
  const words = settlementWords(reported);
  const who = by === null ? `${settlerWords(reported)} ${words}` : capitalised(words);
  return { by, at, paragraphs: said(`■ ${who}.`, reason) };
}

/** The attributes of both parts' roots. */
export const commentsRoot = {
  'xmlns:w': namespaces['xmlns:w'],
  'xmlns:mc': namespaces['xmlns:mc'],
  'xmlns:w14': namespaces['xmlns:w14'],
  'xmlns:w15': namespaces['xmlns:w15'],
  'mc:Ignorable': namespaces['mc:Ignorable'],
};
