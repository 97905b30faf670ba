import { describe, expect, test } from 'vitest';
import {
  judgedWords,
  otherParts,
  partLabel,
  partWord,
  stanceWords,
  theParts,
  valueWords,
} from '../../../src/domain/annotations/part-words.js';

describe('a part of an annotation', () => {
  test.each([
    ['whole', 'the annotation'],
    ['span', 'the passage'],
    ['chain', 'the chain'],
    ['hop:2', 'hop 2'],
    ['hop:2.1', 'hop 2.1'],
    ['confidence', 'the confidence'],
    ['credibility', 'the credibility'],
    ['claim', 'the claim'],
    ['something of later days', 'the something of later days'],
    ['toString', 'the toString'],
  ])('that is judged as %s is called %s', (on, words) => {
    expect(judgedWords(on)).toBe(words);
  });

  test('is called the same above what it says and in a sentence', () => {
    expect([partWord('span'), partLabel('span')]).toEqual(['passage', 'Passage']);
  });

  test('is listed as what was taken over and as what is proposed', () => {
    expect(theParts(['span', 'chain', 'claim'])).toBe('the passage, the chain and the claim');
    expect(otherParts(['span', 'stance'])).toBe('another passage and another stance');
    expect([theParts([]), otherParts([])]).toEqual(['', '']);
  });
});

describe('what a part says', () => {
  const claims = new Map([['ferry', { statement: 'The ferry stops.' }]]);
  const nothing = { confidence: null, credibility: null, claim: null, stance: null };
  const all = { confidence: 'low', credibility: 6, claim: 'ferry', stance: 'denies' } as const;

  test.each([
    ['confidence', 'Low', 'Not assessed'],
    ['credibility', '6 · Truth cannot be judged', 'Not rated'],
    ['claim', 'The ferry stops.', 'None'],
    ['stance', 'Denies', 'None'],
  ] as const)('of %s is %s, or %s', (part, words, none) => {
    expect(valueWords(part, all, claims)).toBe(words);
    expect(valueWords(part, nothing, claims)).toBe(none);
  });

  test('of a claim that is not here is none', () => {
    expect(valueWords('claim', all, new Map())).toBe('None');
    expect(stanceWords('questions')).toBe('Questions');
  });
});
