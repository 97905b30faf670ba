import { sha256 } from '../src/desk/digest.js';
import { type Annotation, annotate } from '../src/domain/annotations/annotation.js';
import { newArticle } from '../src/domain/articles/article.js';
import type { Hop } from '../src/domain/chain/chain.js';
import { newEntry, type Source } from '../src/domain/register/source.js';
import { describe } from '../src/domain/text/quotes/quote.js';
import { lengthInCodePoints } from '../src/domain/text/text.js';
import { insert, type Store } from '../src/store/store.js';

const made = { at: '2026-01-05T09:00:00.000Z', by: 'bench' };
const vocabulary =
  'the harbour wall was raised by two metres after an engineer told residents that water had come over it twice in a winter which nobody at the office could explain to reporters who asked'.split(
    ' ',
  );

/** A text of so many words in paragraphs of a hundred; the same text every time. */
function longText(words: number): string {
  const random = dice(7);
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)] ?? 'the';
  const paragraphs = Array.from({ length: Math.ceil(words / 100) }, (_, at) =>
    Array.from({ length: Math.min(100, words - at * 100) }, word).join(' '),
  );
  return paragraphs.map((paragraph) => `${paragraph}.`).join('\n\n');
}

/** Puts an article of so many words with so many annotations on a desk; answers with its id. */
export async function addLongArticle(
  store: Store,
  { words, annotations }: { words: number; annotations: number },
): Promise<string> {
  const text = longText(words);
  const id = `bench${words}x${annotations}`;
  const input = {
    title: `${words} words`,
    publisher: 'The Harbour Post',
    text,
    byline: null,
    url: null,
    publishedAt: null,
    language: 'en',
  };
  const length = lengthInCodePoints(text);
  const { article, edition } = newArticle(input, {
    id,
    ...made,
    blocks: [],
    sha256: sha256(text),
    length,
  });
  await store.commit([insert('articles', article), insert('editions', edition)]);
  const sources = manySources(id);
  await store.commit(sources.map((source) => insert('sources', source)));
  const items = spreadOver(text, annotations, article.id, sources);
  await store.commit(items.map((annotation) => insert('annotations', annotation)));
  return id;
}

function manySources(prefix: string): Source[] {
  return Array.from({ length: 50 }, (_, at) => ({
    ...newEntry,
    id: `${prefix}s${at}`,
    name: `Source ${at} of ${prefix}`,
    kind: 'person' as const,
    unnamed: false,
    confidential: false,
    aliases: [],
    affiliation: null,
    ratings: [],
    created: made.at,
    creator: made.by,
  }));
}

/** Annotations of some twenty-five characters each, evenly spread, every tenth a long one, which reaches over its neighbour where they are dense. */
function spreadOver(
  text: string,
  count: number,
  article: string,
  sources: readonly Source[],
): Annotation[] {
  const stride = Math.floor(text.length / count);
  const levels = ['high', 'moderate', 'low', null] as const;
  return Array.from({ length: count }, (_, at) => {
    const from = text.indexOf(' ', at * stride) + 1;
    const reach = at % 10 === 0 ? Math.min(stride * 1.5, 60) : Math.min(stride - 8, 25);
    const to = Math.max(text.indexOf(' ', from + reach), from + 3);
    const span = { start: from, end: to };
    const content = {
      edition: 1,
      target: { ...describe(text, span), ...span },
      chain: chainOf(sources, at),
      confidence: levels[at % levels.length] ?? null,
      credibility: null,
      claim: null,
      stance: null,
      note: null,
      labels: [],
    };
    return annotate(content, { id: `${article}a${at}`, article, ...made });
  });
}

function chainOf(sources: readonly Source[], at: number): Hop[] {
  return [at, at + 7, at + 13].map((number, index) => ({
    relation: index === 2 ? null : 'told',
    holders: [
      {
        source: sources[number % sources.length]?.id ?? '',
        as: null,
        firstHand: false,
        basis: 'not stated',
        terms: null,
        check: null,
        rating: null,
        evidence: [],
      },
    ],
  }));
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
