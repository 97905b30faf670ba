import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { Pace } from '../../../src/desk/pace.js';
import { Typesetter } from '../../../src/desk/reports/typesetter.js';
import { unsetWords } from '../../../src/desk/reports/unset-letters.js';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import { harbour } from '../../reports/fixtures.js';
import { reportOf } from '../../reports/gathered.js';
import { marked } from '../../reports/pdf/marked.js';

/** The words on a report on an article of that title. */
function wordsOn(title: string): Promise<string[]> {
  const material = harbour();
  const article = { ...material.article, title };
  return unsetWords(reportOf([{ ...material, article }]), new Pace());
}

test.each(['\u20dd', '\u{1abf}'])(
  'a mark that no font has together with its letter is told of as the report tells of it: %#',
  async (mark) => {
    const material = marked(`A wall${mark} of the quay moved.`, 1, 1);
    const told: string[] = [];
    const report = reportOf([material]);
    await buffer(pdf.write({ ...report, tell: (sentence) => told.push(sentence) }));
    expect(told).toHaveLength(1);
    expect(await unsetWords(report, new Pace())).toEqual(told);
  },
);

test('a long annotation is looked through in pieces, between which others have their turn', async () => {
  const material = harbour();
  const note = 'Word '.repeat(100_000);
  const annotations = material.annotations.map((placed) => {
    return { ...placed, annotation: { ...placed.annotation, note } };
  });
  const pace = new Pace();
  const given = vi.spyOn(pace, 'giveWay');
  await unsetWords(reportOf([{ ...material, annotations }]), pace);
  expect(given.mock.calls.length).toBeGreaterThan(30);
});

const watched = () => vi.spyOn(Typesetter.prototype, 'answerTo');

test('where the typesetter breaks down over letters nothing is said of them, and the page is shown', async () => {
  const ofTheRest = await wordsOn('');
  watched().mockRejectedValueOnce(new Error('The typesetter ended with 1.'));
  expect(await wordsOn('𐎀 𐎁')).toEqual(ofTheRest);
});

test('of a text of very many letters some thousand are asked about', async () => {
  const text = Array.from({ length: 20_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(
    '',
  );
  const asked = watched();
  await wordsOn(text);
  const letters: string[] = JSON.parse(String(asked.mock.lastCall?.[0]));
  expect(letters.length).toBeGreaterThan(1000);
  expect(letters.length).toBeLessThanOrEqual(3000);
});
