import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import type { Material } from '../../../src/reports/public-part.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { harbour } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { verdict } from '../reviews.js';
import { marked } from './marked.js';
import { placesOf, readPdf } from './read-pdf.js';

function bytesOf(materials: readonly Material[], options: Parameters<typeof reportOf>[1] = {}) {
  return buffer(pdf.write(reportOf(materials, options)));
}

test('what is said of many annotations alike stands once, with the numbers of them all', async () => {
  const words = Array.from({ length: 60 }, (_, at) => `w${at}`).join(' ');
  const material = marked(words, 4, 3);
  const annotations = material.annotations.map((each) => {
    const { created, id } = each.annotation;
    const verdicts = [verdict({ id: `v-${id}`, by: 'mira', at: created })];
    return { ...each, annotation: { ...each.annotation, verdicts } };
  });
  const scope = { ...wholeRecord, audience: 'readers' as const };
  const { pages } = await readPdf(await bytesOf([{ ...material, annotations }], { scope }));
  const told = pages.join(' ').replace(/\s+/gu, ' ');
  expect(told).toContain('A colleague agrees with the annotation. The same in 2, 3 and 4.');
  expect(told.match(/A colleague agrees/gu)).toHaveLength(1);
});

test('colleagues who are not named and agree alike are told in one sentence', async () => {
  const material = marked('The wall was safe and sound today.', 1, 2);
  const annotations = material.annotations.map((each) => {
    const { created, id } = each.annotation;
    const verdicts = ['mira', 'tom'].map((by) => verdict({ id: `v-${by}-${id}`, by, at: created }));
    return { ...each, annotation: { ...each.annotation, verdicts } };
  });
  const scope = { ...wholeRecord, audience: 'readers' as const };
  const { pages } = await readPdf(await bytesOf([{ ...material, annotations }], { scope }));
  const told = pages.join(' ').replace(/\s+/gu, ' ');
  expect(told).toContain('Two colleagues agree with the annotation.');
  expect(told).not.toContain('A colleague agrees');
});

test('a row of the record that is longer than a page goes on on the next', async () => {
  const material = marked('The wall was safe and sound today.', 1, 2);
  const terms = Array.from({ length: 1500 }, (_, at) => `terms${at}`).join(' ');
  const annotations = material.annotations.map((each) => {
    const chain = each.annotation.chain.map((part) => ({
      ...part,
      holders: part.holders.map((holder) => ({ ...holder, terms })),
    }));
    return { ...each, annotation: { ...each.annotation, chain } };
  });
  const bytes = await bytesOf([{ ...material, annotations }]);
  const [begin, end] = [await placesOf(bytes, 'terms0'), await placesOf(bytes, 'terms1499')];
  expect(end.at(-1)?.page).toBeGreaterThan(begin.at(-1)?.page ?? Infinity);
});

test('the list of claims names each note that bears on one, and what it does', async () => {
  const material = marked('The wall was safe and sound today.', 3, 1);
  const closing = harbour().claims.get('closing');
  const stances = ['asserts', 'denies', 'questions'] as const;
  const annotations = material.annotations.map((each, at) => {
    const stance = stances[at] ?? null;
    return { ...each, annotation: { ...each.annotation, claim: 'closing', stance } };
  });
  const claims = new Map(closing && [['closing', closing]]);
  const { pages } = await readPdf(await bytesOf([{ ...material, annotations, claims }]));
  const told = pages.join(' ').replace(/\s+/gu, ' ');
  expect(told).toContain('Note 1 asserts it, note 2 denies it, note 3 questions it.');
});

test('a note names the labels of its annotation, in the record alone', async () => {
  const material = marked('The wall was safe and sound today.', 1, 2);
  const annotations = material.annotations.map((each) => ({
    ...each,
    annotation: { ...each.annotation, labels: ['legal: check', 'urgent'] },
  }));
  const told = async (audience: 'record' | 'readers') => {
    const scope = { ...wholeRecord, audience };
    const { pages } = await readPdf(await bytesOf([{ ...material, annotations }], { scope }));
    return pages.join(' ').replace(/\s+/gu, ' ');
  };
  expect(await told('record')).toContain('Labels: legal: check, urgent');
  expect(await told('readers')).not.toMatch(/label|legal|urgent/iu);
});

test('a page with room for no note has none: the notes begin on the next, each line below the last', async () => {
  const note = Array.from({ length: 60 }, (_, at) => `asked${at}`).join(' ');
  for (const paragraphs of [16, 18, 20, 22, 24, 26]) {
    const text = Array.from({ length: paragraphs }, (_, at) => `The wall stood on day ${at}.`);
    const material = marked(text.join('\n\n'), 3, 2);
    const annotations = material.annotations.map((each) => ({
      ...each,
      annotation: { ...each.annotation, note },
    }));
    const bytes = await bytesOf([{ ...material, annotations }]);
    const [heading] = await placesOf(bytes, 'Notes');
    const [first] = await placesOf(bytes, 'asked0');
    const [last] = await placesOf(bytes, 'asked59');
    expect([first?.page, last?.page], `${paragraphs}`).toEqual([heading?.page, heading?.page]);
  }
});
