import { afterEach, beforeEach, expect, test } from 'vitest';
import { gradeInWords } from '../../../src/domain/chain/chain.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';
import { annotated } from '../review/reviewed.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

test('a grade without a letter is no number below zero: its dash stands apart', async () => {
  const { article } = await annotated(room, { chain: 'Lock-keeper Vik -told-> The Evening Barge' });
  const reader = await room.signedIn(room.nils);
  const page = pageOf((await reader.get(`/articles/${article}`).expect(200)).text);
  expect(page.querySelector('.card-head .grade i')?.textContent).toBe('–');
  expect(wordsOf(page, '.card-head .grade')).toEqual([
    '–3: no source rated; information 3, possibly true',
  ]);
});

test('wherever a grade stands, its words are there for those who hear the page, and as a tooltip', async () => {
  const chain = 'Lock-keeper Vik [C] -told-> The Evening Barge (outlet)';
  const annotation = await annotated(room, { chain });
  const words = gradeInWords(annotation.chain, annotation.credibility);
  expect(words).toBe('weakest source C, fairly reliable; information 3, possibly true');
  const reader = await room.signedIn(room.nils);
  const [source] = annotation.chain[0]?.holders ?? [];
  const heard = async (path: string, within: string) => {
    const page = pageOf((await reader.get(path).expect(200)).text);
    const titles = [...page.querySelectorAll(within)].map((grade) => grade.getAttribute('title'));
    return [wordsOf(page, within), titles];
  };
  for (const [path, within] of [
    [`/articles/${annotation.article}`, '.card-head .grade'],
    ['/review', '.passage-levels .grade'],
    [`/sources/${source?.source}`, '.passage-levels .grade'],
    [`/claims/${annotation.claim}`, '.passage-levels .grade'],
    [`/articles/${annotation.article}/report`, '.note-levels .grade'],
  ] as const) {
    expect(await heard(path, within), path).toEqual([[`C3: ${words}`], [words]]);
  }
});
