import { expect, test } from 'vitest';
import { placedIn } from '../../cases/carried.js';

/* A note of correction that comes into a text may speak of a passage that stands as it did. */

const article = `Waits grow
[The number of patients waiting more than a year rose], the board said. It blamed a shortage of nurses.
Its chief, Tom Arkle, declined to comment. The board has met twice since the spring.`;

test('what a note of correction at the end speaks of is changed, and it says why', () => {
  const note =
    'An earlier version of this article said that the number of patients had risen. It fell.';
  expect(placedIn(article, `${article}\n${note}`)).toMatchObject({
    kind: 'changed',
    reason:
      'A correction that has come in speaks of it: “An earlier version of this article said that the number of patients had risen.”',
  });
});

test.each([
  ['at the head', `Correction: the number of patients fell.\n${article}`],
  ['under a heading of its own', `${article}\nCorrections\nThe number of patients fell last year.`],
  ['after an older one', `${article}\nThis article was corrected: the number of patients fell.`],
])('also %s', (_, now) => {
  expect(placedIn(article, now).kind).toBe('changed');
});

test.each([
  [
    'de',
    '[Das Nashorn ist in der Nacht geboren worden].',
    'Korrektur: Das Nashorn ist noch nicht geboren.',
  ],
  [
    'de',
    '[Das Nashorn ist in der Nacht geboren worden].',
    'In einer früheren Fassung hieß es, das Nashorn sei geboren.',
  ],
  [
    'fr',
    '[Le rhinocéros est né dans un jardin de Lyon].',
    'Une version précédente disait que le rhinocéros était né dans un jardin.',
  ],
  [
    'ru',
    '[Детёныш носорога родился в ночь на пятницу].',
    'В ранней версии говорилось, что детёныш носорога родился.',
  ],
  ['ur', '[گینڈے کا بچہ جمعے کی رات کو پیدا ہوا]۔', 'تصحیح: گینڈے کا بچہ ابھی پیدا نہیں ہوا۔'],
])('in %s too: %s', (language, was, note) => {
  expect(placedIn(was, `${was}\n${note}`, language).kind).toBe('changed');
});

test('a name that stands nowhere else is enough', () => {
  const was = 'The mayor opens the library with [her predecessor, Carl Oduya].';
  expect(placedIn(was, `${was}\nCorrection: the man in the picture is not Mr Oduya.`).kind).toBe(
    'changed',
  );
});

test.each([
  [
    'a note of something else',
    `${article}\nAn earlier version misspelt the name of the board’s chief.`,
  ],
  [
    'a line that is no note',
    `${article}\nThe number of patients is counted by a firm in Bath each month.`,
  ],
  [
    'a line beside a note of something else',
    `${article}\nAn earlier version misspelt a name.\nThe number of patients is counted each month.`,
  ],
  [
    'a correction on the market',
    `${article}\nThe firm that counts the number of patients saw a correction.`,
  ],
])('%s leaves it as it is', (_, now) => {
  expect(placedIn(article, now).kind).toBe('exact');
});

test('a note that was there before leaves it as it is where another is added', () => {
  const noted = `${article}\nCorrection: the number of patients fell.`;
  expect(placedIn(noted, `${noted} It also misspelt the name of its chief.`).kind).toBe('exact');
});
