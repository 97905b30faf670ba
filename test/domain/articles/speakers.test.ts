import { expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { markedOnce } from '../../cases/marked.js';

/* Who says a passage is told by how they are described, wherever that stands in its sentence. */

const around =
  'Nobody in the office had heard of it before that day in March, and nobody had asked.';

/** What becomes of the passage in brackets where its sentence is another. */
function carried(language: string, was: string, now: string) {
  const { text, span } = markedOnce(`${around}\n${was}\n${around}`);
  return carrier(compareEditions(text, `${around}\n${now}\n${around}`), language)(span);
}

test.each([
  [
    'a word before two that name an office',
    'en',
    'A union leader told reporters in May that [the deal was ready].',
    'A rival union leader told reporters in May that the deal was ready.',
  ],
  [
    'a word between an article and two that name an office',
    'en',
    '[The deal was ready], an elderly union leader at the port told reporters.',
    'The deal was ready, an exiled union leader at the port told reporters.',
  ],
  [
    'a word behind the office',
    'en',
    'A member of the ruling party told reporters in May that [the deal was ready].',
    'A member of the opposition party told reporters in May that the deal was ready.',
  ],
  [
    'a word behind the office, as French has it',
    'fr',
    'Un fonctionnaire haut placé du port a dit hier aux reporters que [l’accord était prêt].',
    'Un fonctionnaire mal placé du port a dit hier aux reporters que l’accord était prêt.',
  ],
  [
    'the name of a journal behind the end of a line',
    'en',
    '[The deal was ready], according to a study in the Journal of\nPhysics that came out.',
    'The deal was ready, according to a study in the Journal of\nMedicine that came out.',
  ],
  [
    'a day of the week, which has a small letter in French',
    'fr',
    'Le maire a écrit dans la nuit de lundi que [l’accord était prêt].',
    'Le maire a écrit dans la nuit de jeudi que l’accord était prêt.',
  ],
])('%s makes a passage changed', (_what, language, was, now) => {
  expect(carried(language, was, now)).toMatchObject({ kind: 'changed' });
});

test.each([
  [
    'a word far behind the office',
    'A member of the port council said after a long and cold day that [the deal was ready].',
    'A member of the port council said after a long and rainy day that the deal was ready.',
  ],
  [
    'a word of a heading above it',
    'Heading of all\n[The deal was ready], they said.',
    'Heading of none\nThe deal was ready, they said.',
  ],
  [
    'a word of another item of a list',
    '- One crate\n- [The deal was ready]\n- Rain came down',
    '- Two crates\n- The deal was ready\n- Snow came down',
  ],
])('%s leaves a passage as it was', (_what, was, now) => {
  expect(carried('en', was, now).kind).toMatch(/exact|moved/u);
});
