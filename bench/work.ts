import { createHash } from 'node:crypto';
import { type Annotation, contentFields } from '../src/domain/annotations/annotation.js';
import type { Article, Edition } from '../src/domain/articles/article.js';
import type { Claim } from '../src/domain/claims/claim.js';
import type { Event } from '../src/domain/history/event.js';
import type { Source } from '../src/domain/register/source.js';
import { type Change, insert } from '../src/store/store.js';
import * as fixture from '../test/store/documents.js';

/*
 * Made-up work of a desk, the same every time: the nth document of each kind. Articles bear fifty
 * annotations each, with an event for every one. Words and sources are used as often as in life:
 * the nth most frequent one n times less often than the first (Zipf).
 */

/** How much there is of everything on a desk. */
export interface Size {
  annotations: number;
  articles: number;
  sources: number;
  claims: number;
}

export function sizeOf(annotations: number): Size {
  const one = (ofSoMany: number) => Math.ceil(annotations / ofSoMany);
  return { annotations, articles: one(50), sources: one(10), claims: one(20) };
}

const wordsInArticle = 500;
const wordsInQuote = 8;
const words = 50_000;
const begun = Date.parse('2026-01-05T09:00:00Z');

/** Annotations come a minute apart. */
function momentOf(n: number): string {
  return new Date(begun + n * 60_000).toISOString();
}

export function idOf(kind: 'article' | 'annotation' | 'source' | 'claim', n: number): string {
  return digest(`${kind} ${n}`).slice(0, 12);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Numbers from 0 to 1 that lie evenly, however many there are (by the golden ratio). */
function spread(n: number): number {
  return (n * 0.618_033_988_749_894_9) % 1;
}

/** A rank from 0, below `count`. */
function zipf(count: number, n: number): number {
  return Math.floor((count + 1) ** spread(n)) - 1;
}

const syllables = 'ba de fi go hu ka le mi no pu ra se ti vo wu ya ze bro kle sta'.split(' ');

/** The word of that rank: the more frequent, the shorter. */
export function wordOf(rank: number): string {
  const syllable = syllables[rank % syllables.length] ?? '';
  return rank < syllables.length
    ? syllable
    : wordOf(Math.floor(rank / syllables.length) - 1) + syllable;
}

function text(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => wordOf(zipf(words, from + at))).join(' ');
}

export function articleAt(n: number): Article {
  const title = `${text(n * 7, 7)} ${n}`;
  return fixture.article(idOf('article', n), { title, created: momentOf(n * 50) });
}

export function editionAt(n: number): Edition {
  const made = fixture.edition(idOf('article', n));
  const content = text(n * wordsInArticle, wordsInArticle);
  return { ...made, text: content, sha256: digest(content), length: content.length };
}

export function sourceAt(n: number): Source {
  return fixture.source(idOf('source', n), { name: `${text(n * 2, 2)} ${n}` });
}

export function claimAt(n: number): Claim {
  return fixture.claim(idOf('claim', n), `${text(n * 12, 12)} ${n}`);
}

/** The number of the article that bears an annotation; later ones go to the first articles again. */
export function articleOf(n: number, { articles }: Size): number {
  return Math.floor(n / 50) % articles;
}

/** By this word of its note one annotation is found, and no other. */
export function mark(n: number): string {
  return `case${String(n).padStart(9, '0')}`;
}

export function annotationAt(n: number, size: Size): Annotation {
  const hop = (at: number) => fixture.hop(idOf('source', zipf(size.sources, 3 * n + at)));
  const start = 50 * (n % 50);
  const exact = text(n * wordsInQuote, wordsInQuote);
  const at = momentOf(n);
  return fixture.annotation(idOf('annotation', n), {
    article: idOf('article', articleOf(n, size)),
    target: { exact, prefix: 'before it ', suffix: ' after it', start, end: start + exact.length },
    chain: [{ ...hop(0), relation: 'told' }, { ...hop(1), relation: 'quoted' }, hop(2)],
    claim: n % 4 === 0 ? idOf('claim', zipf(size.claims, n)) : null,
    stance: n % 4 === 0 ? 'asserts' : null,
    note: mark(n),
    created: at,
    modified: at,
  });
}

export function eventAt(n: number, size: Size): Event {
  const annotation = annotationAt(n, size);
  const { id, article, created } = annotation;
  const after = Object.fromEntries(contentFields.map((field) => [field, annotation[field]]));
  const moment = Date.parse(created).toString(36).padStart(9, '0');
  return fixture.event(`${moment}-0000-${id.slice(0, 8)}`, {
    at: created,
    action: 'annotation.created',
    subject: { kind: 'annotation', id },
    article,
    after,
  });
}

/** The save of an annotation: it and its event. */
export function saveAt(n: number, size: Size): Change[] {
  return [insert('annotations', annotationAt(n, size)), insert('events', eventAt(n, size))];
}
