import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { doubtingCopies } from '../../../src/domain/articles/copies.js';

const copied = 'Two officials told the paper that the mole was shut in spring.';

/** By letter, what the texts are made of: X stands several times, x is X as a headline, Y is X edited. */
const sentences: Readonly<Record<string, string>> = {
  X: copied,
  x: copied.slice(0, -1),
  Y: copied.replace('spring', 'autumn'),
  a: 'Nobody in the harbour office had heard of it before the weekend.',
  b: 'The second ferry went out empty, and the third did not go at all.',
  c: 'Her lawyer confirmed on Monday that no ship would leave the port.',
  d: 'Three of the crew had left by then.',
  e: 'A spokesman for the bank wrote in a letter that a million was missing.',
  f: 'It rained on the day of the vote.',
  g: 'The mayor of Leeds repeated that the water was safe to drink.',
  h: 'The fire brigade came twice.',
};

/** A text whose sentences are told by letters, its paragraphs parted by bars, and where each sentence begins. */
function written(letters: string) {
  let text = '';
  const starts: number[] = [];
  for (const [index, paragraph] of letters.split(' | ').entries()) {
    if (index > 0) text += '\n\n';
    for (const [place, letter] of paragraph.split(' ').entries()) {
      if (place > 0) text += ' ';
      starts.push(text.length);
      text += sentences[letter] ?? '';
    }
  }
  const order = letters.replaceAll(' | ', ' ').split(' ');
  return { text, copies: starts.filter((_, at) => order[at]?.toUpperCase() === 'X') };
}

/** Where each copy of the sentence was put, by its number; "?" where it is asked, "-" where it is gone or changed. */
function placesOfCopies(was: string, now: string, passage = copied): string {
  const [older, newer] = [written(was), written(now)];
  const carry = carrier(compareEditions(older.text, newer.text), 'en');
  const within = copied.indexOf(passage);
  const placed = older.copies.map((copy) => {
    const start = copy + within;
    const placement = carry({ start, end: start + passage.length });
    if (placement.kind === 'ambiguous') return '?';
    if (placement.kind !== 'exact' && placement.kind !== 'moved') return '-';
    return newer.copies.indexOf(placement.span.start - within) + 1;
  });
  return placed.join(' ');
}

const passages = [copied.slice(0, -1), 'told the paper that the mole was shut', 'the mole'];

describe('of sentences that read alike', () => {
  test.each([
    ['one of two in a row that moved', 'a b c d | X X | e f', 'a b c X d | X e f', '? ?'],
    [
      'one in whose place another moved',
      'a b c X | d e | f X | g h',
      'a c | f X | d e | g X h',
      '? ?',
    ],
    ['one of two in a row, as its paragraph grew', 'a X X | b c d | e', 'a X b c f d | e X', '? ?'],
    ['one that was cut as its paragraph moved', 'a | X b | X c d', 'a | c d | X b', '1 ?'],
    [
      'the line of which moved, as another became a line',
      'a b X | X | c X | d e',
      'X | a b X | X | d e',
      '2 ? ?',
    ],
    [
      'one at the beginning, as the text was cut before another',
      'X a b | X | c d | e',
      'X c | d | e',
      '? ?',
    ],
    ['one of two in a row of which one was cut', 'a b | c d | e X X', 'a b | c e d | f X', '? ?'],
    [
      'one of two in a row of which one was put elsewhere',
      'a b | c d | X X | e f',
      'X b | c d | X a | e f',
      '? ?',
    ],
    [
      'one that was a line, as another ended before the next',
      'a b | X | c d e X | f g',
      'X | f g',
      '? ?',
    ],
    [
      'one before which a sentence came, or that ended before the next line',
      'a b X | c X | d e',
      'a b f X | d e',
      '? ?',
    ],
  ])('%s is asked about', (_, was, now, places) => {
    for (const passage of passages) expect(placesOfCopies(was, now, passage)).toBe(places);
  });

  test.each([
    ['where a sentence came between two', 'a X X b', 'a X c X b', '1 2'],
    ['where paragraphs were joined', 'a X | X b | c', 'a X X b | c', '1 2'],
    ['where its paragraph moved', 'X a b | c d | X e', 'c d | X e | X a b', '2 1'],
    ['where one side of it was rewritten', 'a X b | c X d | e', 'a X f | c X g | e', '1 2'],
    [
      'where all around it stands twice as well',
      'a b X c d | e | a b X c d',
      'a b X c d | f | a b X c d',
      '1 2',
    ],
    ['under a headline that repeats it since', 'X a b | c d', 'x | X a b | c d', '2'],
    [
      'where a sentence came beside it',
      'X a b c | d e | f | X a b c | g',
      'X a f b c | d e | X a b c | g',
      '1 2',
    ],
    [
      'of two blocks, by what stands beyond',
      'e | a b X c d | f | a b X c d | g',
      'h | a b X c d | g',
      '? 1',
    ],
    ['where the other was cut', 'a X b | c X d', 'a X b | c d', '1 ?'],
  ])('one is placed %s', (_, was, now, places) => {
    for (const passage of passages) expect(placesOfCopies(was, now, passage)).toBe(places);
  });

  test('the second of two in a row is itself where the first was edited', () => {
    expect(placesOfCopies('a X X b', 'a Y X b')).toBe('- 1');
  });
});

test.each(['_', ' .', '\u3000'])('a line of very many of %j is read once', (mark) => {
  const text = `${copied} Name ${mark.repeat(100_000 / mark.length)} and date.`;
  const carry = carrier(compareEditions(text, `So it is. ${text}`), 'en');
  const begun = process.cpuUsage();
  expect(carry({ start: 0, end: copied.length }).kind).toBe('moved');
  // Begun anew at each mark it took minutes.
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
});

test('a passage of very many sentences, all alike, is not compared whole with each of its copies', () => {
  const sentence = 'The cat sat down quietly. ';
  const text = sentence.repeat(70_000);
  const carry = carrier(compareEditions(text, `${text}Then it left.`), 'en');
  const begun = process.cpuUsage();
  const passage = { start: sentence.length, end: 35_000 * sentence.length - 1 };
  expect(carry(passage).kind).toBe('exact');
  // Compared so it took ten seconds.
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
});

test('each of very many copies in a row, edited ones among them, is judged without going through all of them', () => {
  const sentence = 'The cat sat down quietly. ';
  const doubles = `${sentence}${sentence}${sentence.replace('quiet', 'quick')}`;
  const isAnyCopy = doubtingCopies(sentence.repeat(20_000), doubles.repeat(10_000));
  const begun = process.cpuUsage();
  for (let at = 0; at < 10_000; at += 10) {
    const [was, now] = [2 * at * sentence.length, at * doubles.length];
    const length = sentence.length - 1;
    expect(isAnyCopy({ start: was, end: was + length }, { start: now, end: now + length })).toBe(
      true,
    );
  }
  // Going through all of them for each took ten seconds.
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
});
