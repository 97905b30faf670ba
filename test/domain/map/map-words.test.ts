import { expect, test } from 'vitest';
import type { Stance } from '../../../src/domain/claims/claim.js';
import { withoutCircles } from '../../../src/domain/map/layers.js';
import { noteOf } from '../../../src/domain/map/map-words.js';
import { mapOf } from './maps.js';

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
    const reader = map.stations.find(({ name }) => name === 'Harbour Post');
    expect(reader && noteOf(withoutCircles(map), reader)).toBe(words);
  },
);
