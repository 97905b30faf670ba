import { expect, test } from 'vitest';
import { hop } from '../documents.js';
import { marked } from './marked.js';
import { bytesOf } from './pdf-bytes.js';
import { placesOf, readPdf } from './read-pdf.js';

/* How a report fills its pages, and what begins one. */

test('five annotations over five hundred words are three pages at the most', async () => {
  const words = Array.from({ length: 500 }, (_, at) => `word${at}${at % 60 === 59 ? '.\n\n' : ''}`);
  const { pages } = await readPdf(await bytesOf([marked(words.join(' '), 5, 60)]));
  expect(pages.length).toBeLessThanOrEqual(3);
});

test.each([5, 30, 50])('%i notes fill their pages, and end level on the last', async (count) => {
  const sentence = Array.from({ length: count * 2 }, (_, at) => `w${at}`).join(' ');
  const places = await placesOf(await bytesOf([marked(sentence, count, 1)]), 'unreviewed');
  expect(places).toHaveLength(count);
  const last = places.filter(({ page }) => page === places.at(-1)?.page);
  const right = last.filter(({ left }) => left > 297).length;
  expect(Math.abs(last.length - 2 * right)).toBeLessThanOrEqual(1);
});

test('notes are as small beside one that is longer than a column', async () => {
  const sizes = [10, 700].map(async (words) => {
    const material = marked('The board said nothing more on Tuesday.', 3, 2);
    const note = `Heard ${'once more '.repeat(words)}`;
    const annotations = material.annotations.map((each, at) =>
      at === 1 ? { ...each, annotation: { ...each.annotation, note } } : each,
    );
    const places = await placesOf(await bytesOf([{ ...material, annotations }]), 'Heard');
    return places[0]?.size.toFixed(1);
  });
  expect(await Promise.all(sizes)).toEqual(['8.2', '8.2']);
});

test('a note that is longer than a column begins on what a page has left', async () => {
  const text = Array.from({ length: 14 }, (_, at) => `The wall stood on day ${at}.`);
  const material = marked(text.join('\n\n'), 3, 2);
  const note = `Heard ${'once more '.repeat(400)}`;
  const annotations = material.annotations.map((each) => ({
    ...each,
    annotation: { ...each.annotation, note },
  }));
  const places = await placesOf(await bytesOf([{ ...material, annotations }]), 'Heard');
  expect(places[0]?.page).toBe(1);
});

test.each([40, 45])(
  'of the pages of %i notes only the last has a column that is empty',
  async (count) => {
    const words = Array.from({ length: 900 }, (_, at) => `w${at}`).join(' ');
    const places = await placesOf(await bytesOf([marked(words, count, 20)]), 'unreviewed');
    const rights = places.filter(({ left }) => left > 297).map(({ page }) => page);
    for (const { page } of places) expect([...rights, places.at(-1)?.page]).toContain(page);
  },
);

test('a map that is larger than a page stands behind the notes, and the first page says so', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `Clerk ${at} of the harbour`);
  const material = marked('The board said nothing more on Tuesday. '.repeat(20), 40, 2, { names });
  const annotations = material.annotations.map((each, at) => ({
    ...each,
    annotation: {
      ...each.annotation,
      chain: [hop(`marked-${at}`, { relation: 'told' }), hop('post')],
    },
  }));
  const read = await readPdf(await bytesOf([{ ...material, annotations }]));
  expect(read.pages[0]).toContain('it stands behind the notes.');
  expect(read.pages[0]).toContain('The board said nothing more on Tuesday.');
  expect(read.pages[0]).not.toContain('Clerk 7 of the harbour');
  expect(read.outline.filter((title) => !title.startsWith('Report'))).toEqual([
    ...['Notes', 'The map', 'The record'],
  ]);
});

test('of a whole desk each article begins a page, and the contents lead there', async () => {
  const one = marked('The board said nothing more.', 1, 1, { id: 'one' });
  const two = marked('The mayor said nothing more.', 1, 1, { id: 'two' });
  const read = await readPdf(await bytesOf([one, two], { whole: true }));
  expect(read.pages[0]).toMatch(/Provenance of 2 articles[\s\S]*Contents[\s\S]*Report on one/u);
  expect(read.pages[1]).toContain('Report on one');
  expect(read.pages[2]).toContain('Report on two');
  expect(read.outline.filter((title) => title.startsWith('Report on'))).toHaveLength(2);
});

test('a selection of one article has no contents, and begins with it', async () => {
  const read = await readPdf(await bytesOf([marked('The board said no.', 1, 1)], { whole: true }));
  expect(read.pages).toHaveLength(1);
  expect(read.pages[0]).toMatch(/Provenance of 1 article[\s\S]*Report on marked[\s\S]*Notes/u);
  expect(read.pages[0]).not.toContain('Contents');
});

test('a few lines stand alone on a last page only where closer lines do not save it', async () => {
  const text = 'The board said on Tuesday that the quay wall had moved by a foot since then. ';
  const paragraphs = Array.from({ length: 10 }, () => text.repeat(5)).join('\n\n');
  const pages = await Promise.all(
    [6, 10].map(async (more) => {
      const read = await readPdf(await bytesOf([marked(paragraphs + text.repeat(more), 5, 8)]));
      return read.pages.length;
    }),
  );
  expect(pages).toEqual([2, 2]);
});
