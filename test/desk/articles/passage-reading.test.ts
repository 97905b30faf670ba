import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArticle } from '../../../src/desk/articles/article-reading.js';
import { readAround } from '../../../src/desk/articles/passage-reading.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { sha256 } from '../../../src/desk/digest.js';
import { newArticle } from '../../../src/domain/articles/article.js';
import { quoteAround } from '../../../src/domain/text/quotes/quote.js';
import type { Span } from '../../../src/domain/text/span.js';
import { insert } from '../../../src/store/store.js';
import { paragraphsAt } from '../../../src/web/articles/text-view.js';
import { countedStore } from '../../store/counted-store.js';
import { annotation } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const made = { at: '2026-01-05T09:00:00.000Z', by: 'mira' };
const article = 'harbour';

/** A desk with one article on which these passages are annotated. */
async function deskWith(text: string, passages: readonly Span[]) {
  const counted = countedStore(openMemoryStore());
  const details = { byline: null, url: null, publishedAt: null, language: 'en' };
  const input = { title: 'The harbour', publisher: 'The Harbour Post', text, ...details };
  const parts = newArticle(input, {
    id: article,
    ...made,
    blocks: [],
    sha256: sha256(text),
    length: text.length,
  });
  const annotations = passages.map((span, at) =>
    annotation(`a${at}`, {
      article,
      target: { ...quoteAround(text, span), ...span },
      confidence: at % 2 === 0 ? 'low' : null,
    }),
  );
  await counted.store.commit([
    insert('articles', parts.article),
    insert('editions', parts.edition),
    ...annotations.map((each) => insert('annotations', each)),
  ]);
  return { desk: openDesk(counted.store), ...parts, ...counted };
}

/** Paragraphs of some forty words. */
function longText(paragraphs: number): string {
  const words = 'the harbour wall was raised by two metres after an engineer told residents'.split(
    ' ',
  );
  const paragraph = (at: number) =>
    Array.from({ length: 40 }, (_, n) => words[(at * 7 + n * 3) % words.length]).join(' ');
  return Array.from({ length: paragraphs }, (_, at) => `${at} ${paragraph(at)}.`).join('\n\n');
}

async function asInTheWhole(desk: Desk, spans: readonly Span[]) {
  const whole = await readArticle(desk, article);
  return paragraphsAt(whole, spans);
}

test('paragraphs look as they do when everything is read, with the same numbers', async () => {
  const text = longText(40);
  const passage = fc
    .tuple(fc.nat(text.length - 2), fc.oneof(fc.integer({ min: 1, max: 60 }), fc.nat(3_000)))
    .map(([start, length]): Span => ({ start, end: Math.min(start + 1 + length, text.length) }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(passage, { minLength: 1, maxLength: 40 }),
      fc.array(passage, { minLength: 1, maxLength: 2 }),
      async (passages, spans) => {
        const { desk, article: doc, edition } = await deskWith(text, passages);
        const around = await readAround(desk, doc, edition, spans);
        expect(paragraphsAt(around, spans)).toEqual(await asInTheWhole(desk, spans));
      },
    ),
    { numRuns: 60 },
  );
});

test('of thousands of annotations only those around the passage are read', async () => {
  const text = longText(1_000);
  const passages = Array.from({ length: 3_000 }, (_, at) => {
    const start = Math.floor((at * (text.length - 40)) / 3_000);
    return { start, end: start + 30 };
  });
  const { desk, article: doc, edition, taken } = await deskWith(text, passages);
  taken();
  const start = text.indexOf('\n', text.length / 2) + 20;
  const around = await readAround(desk, doc, edition, [{ start, end: start + 30 }]);
  expect(around.annotations.length).toBeGreaterThan(1);
  expect(around.annotations.length).toBeLessThan(20);
  expect(taken()).toEqual(['countMany annotations article', 'findMany annotations bin']);
});

test('a run of passages that overlap through the whole text is read in few steps', async () => {
  const text = longText(300);
  const passages = Array.from({ length: 700 }, (_, at) => {
    const start = Math.floor((at * (text.length - 200)) / 700);
    return { start, end: start + 180 };
  });
  const { desk, article: doc, edition, taken } = await deskWith(text, passages);
  taken();
  const spans = [{ start: 30_000, end: 30_020 }];
  const around = await readAround(desk, doc, edition, spans);
  expect(around.annotations).toHaveLength(700);
  expect(taken().length).toBeLessThan(12);
  expect(paragraphsAt(around, spans)).toEqual(await asInTheWhole(desk, spans));
});

test('of an article with several editions everything is read: positions are of another text', async () => {
  const text = longText(5);
  const { desk, article: doc, edition } = await deskWith(text, [{ start: 3, end: 9 }]);
  const { doc: newer } = (
    await desk.store.commit([
      insert('editions', { ...edition, id: `${article}.2`, number: 2, text: `Corrected. ${text}` }),
      { do: 'replace', in: 'articles', doc: { ...doc, edition: 2 } },
    ])
  ).changes[1] as { doc: typeof doc };
  const second = await desk.store.get('editions', `${article}.2`);
  const around = second && (await readAround(desk, newer, second, [{ start: 0, end: 5 }]));
  expect(around?.numbers.get('a0')).toBe(1);
});
