import { expect, test } from 'vitest';
import type { Stance } from '../../../src/domain/claims/claim.js';
import { withoutCircles } from '../../../src/domain/map/layers.js';
import { noteOf } from '../../../src/domain/map/map-words.js';
import { waySentences } from '../../../src/domain/map/way-sentences.js';
import { datedMap, mapOf } from './maps.js';

const stances: [words: string, stances: Stance[]][] = [
  ['', ['asserts']],
  ['denies', ['denies']],
  ['3 passages', ['asserts', 'asserts', 'asserts']],
  ['3 passages, 1 denies', ['asserts', 'denies', 'asserts']],
  ['3 passages, 2 deny, 1 questions', ['denies', 'questions', 'denies']],
  ['2 passages, all question', ['questions', 'questions']],
];

test.each(stances)(
  'beneath a reader stands how many passages do not assert: "%s"',
  (words, each) => {
    // Two told it together: a passage is counted once, however many lines it has.
    const map = mapOf(
      each.map((_, at) => `Ann ${at} + Ben ${at} /t told > Harbour Post`),
      each,
    );
    const reader = map.nodes.find(({ name }) => name === 'Harbour Post');
    expect(reader && noteOf(withoutCircles(map), reader)).toBe(words);
  },
);

const days: [words: string, dates: (string | null)[]][] = [
  ['20 March 2011', ['2011-03-20']],
  ['20 March 2011, 2 passages', ['2011-03-20', '2011-03-20']],
  ['21 and 24 March 2011, 2 passages', ['2011-03-24', '2011-03-21']],
  ['24 March and 2 April 2011, 2 passages', ['2011-04-02', '2011-03-24']],
  ['20 March to 2 April 2011, 3 passages', ['2011-04-02', '2011-03-24', '2011-03-20']],
  ['31 December 2010 and 1 January 2011, 2 passages', ['2011-01-01', '2010-12-31']],
  ['March 2011 and 2012, 2 passages', ['2012', '2011-03']],
  ['3 passages', [null, null, null]],
];

test.each(days)(
  'beneath an outlet stands when it published, where that is told: "%s"',
  (words, dates) => {
    const map = datedMap(
      dates.map((_, at) => `Ann ${at} > Ben > Harbour Post`),
      dates,
    );
    const note = (name: string) => {
      const node = map.nodes.find((each) => each.name === name);
      return node && noteOf(withoutCircles(map), node);
    };
    expect(note('Harbour Post')).toBe(words);
    expect(note('Ben')).not.toMatch(/20\d\d/u);
  },
);

test('a way in words comes from its origin, and from nobody where that is not stated', () => {
  const map = mapOf(['Ann /t told > Harbour Post', '? > Harbour Post', '?']);
  expect(waySentences(map).map(({ sentence }) => sentence)).toEqual([
    'From Ann: told Harbour Post.',
    'Origin not stated: passed on, in a way not known, to Harbour Post.',
    'Origin not stated.',
  ]);
});
