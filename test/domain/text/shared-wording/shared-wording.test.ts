import { describe, expect, test } from 'vitest';
import { type OwnWords, ownWords } from '../../../../src/domain/text/shared-wording/own-words.js';
import { quotationsIn } from '../../../../src/domain/text/shared-wording/quotations.js';
import {
  type FingerprintedWords,
  fingerprintsOf,
  sharedStretches,
  shinglesOf,
} from '../../../../src/domain/text/shared-wording/shared-wording.js';

function ended<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function readOf(text: string): OwnWords & FingerprintedWords {
  const own = ended(ownWords(text, ended(quotationsIn(text))));
  return { ...own, prints: ended(fingerprintsOf(own.words)) };
}

/** The passages that two texts share, as the first has them, with the number of words alike. */
function shared(one: string, other: string): [passage: string, words: number][] {
  const [here, there] = [readOf(one), readOf(other)];
  const all = { ...here, shingles: ended(shinglesOf(here.words)) };
  return ended(sharedStretches(all, there)).map((stretch) => [
    one.slice(here.starts[stretch.here.start], here.ends[stretch.here.end - 1]),
    stretch.halves / 2,
  ]);
}

const eight = 'inspectors had warned the firm of cracks twice';

describe('passages that two texts share', () => {
  test.each([
    ['of eight words', `Then ${eight}.`, `On Monday, ${eight}, it said.`, [[eight, 8]]],
    ['of seven are none', `Then ${eight.slice(11)}.`, `Now ${eight.slice(11)}!`, []],
    [
      'in other case and marks',
      eight,
      eight.toUpperCase().replace(' of ', ' — of, '),
      [[eight, 8]],
    ],
    [
      'with another word between',
      `So ${eight} in the spring of that year, it said.`,
      `But ${eight} in the autumn of that year, he said.`,
      [[`${eight} in the spring of that year`, 13]],
    ],
    [
      'with a word less',
      'the harbour board will stop the night ferry in May because of the old engine of the boat',
      'the harbour board will stop the ferry in May because of the old engine of the boat',
      [
        [
          'the harbour board will stop the night ferry in May because of the old engine of the boat',
          17,
        ],
      ],
    ],
    [
      'in scripts without spaces, a character half a word',
      '市議会は月曜日に古い橋を閉鎖すると決めた。',
      '昨日、市議会は月曜日に古い橋を閉鎖すると決めたという。',
      [['市議会は月曜日に古い橋を閉鎖すると決めた', 10]],
    ],
    [
      'in Arabic',
      'سيتوقف العبار الليلي في مايو قال عضوان في مجلس',
      'إذ سيتوقف العبار الليلي في مايو قال عضوان في مجلس الميناء',
      [['سيتوقف العبار الليلي في مايو قال عضوان في مجلس', 9]],
    ],
  ])('%s', (_what, one, other, passages) => {
    expect(shared(one, other)).toEqual(passages);
    expect(shared(other, one)).toHaveLength(passages.length);
  });

  test.each([
    ['“', '”'],
    ['"', '"'],
    ['„', '“'],
    ['»', '«'],
    ['« ', ' »'],
    ['‘', '’'],
    ['「', '」'],
  ])('in quotations are theirs who said it: %s%s', (open, close) => {
    const text = `She said: ${open}${eight}${close}, and left.`;
    expect(shared(text, text)).toEqual([]);
    expect(shared(`She said: ${open}No${close}, and ${eight}.`, eight)).toEqual([[eight, 8]]);
  });

  test('go over no quotation', () => {
    const text = 'inspectors had warned the “old” firm of cracks twice';
    expect(shared(text, text)).toEqual([]);
  });

  test('are found wherever in long texts they stand, with eight words exactly', () => {
    const words = (seed: number, count: number) =>
      Array.from({ length: count }, (_, at) => `w${(seed * 7919 + at * at * 31 + at) % 100_003}`);
    for (let at = 0; at < 60; at += 1) {
      const one = [...words(at + 1, 40 + at), eight, ...words(at + 70, 50)].join(' ');
      const other = [...words(at + 140, 33), eight, ...words(at + 211, 20 + at)].join(' ');
      expect(shared(one, other)).toEqual([[eight, 8]]);
    }
  });

  test('of a text that says one thing on and on take time with its length', () => {
    // The least of five: what else the process does meanwhile, collecting and compiling, is no part of it.
    const time = (count: number) => {
      const text = `${eight} `.repeat(count);
      const taken = Array.from({ length: 5 }, () => {
        const begun = process.cpuUsage().user;
        shared(text, text);
        return process.cpuUsage().user - begun;
      });
      return Math.min(...taken);
    };
    time(200);
    expect(time(8000)).toBeLessThan(60 * Math.max(time(500), 2000));
  });
});
