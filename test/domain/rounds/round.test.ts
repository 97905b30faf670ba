import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import {
  awaited,
  type Decision,
  decide,
  decisionOn,
  excuse,
  handIn,
  isOpen,
  observersOf,
  openRound,
  roundInput,
  undecide,
} from '../../../src/domain/rounds/round.js';
import { seesAnnotation, seesEntry } from '../../../src/domain/rounds/visibility.js';
import { at } from '../../cases/review.js';

const made = { id: 'r1', article: 'harbour', at: at(0), by: 'mira' };
const opened = openRound(['jonas', 'nils', 'jonas', 'tom'], made);
const byNils = handIn(opened, { at: at(5), by: 'nils' });
const ended = excuse(handIn(byNils, { at: at(6), by: 'jonas' }), 'tom', { at: at(7), by: 'mira' });

describe('a blind round', () => {
  test('takes each person once, and waits for all of them', () => {
    expect(awaited(opened)).toEqual(['jonas', 'nils', 'tom']);
    expect(isOpen(opened)).toBe(true);
  });

  test('needs two people', () => {
    expect(() => openRound(['jonas', 'jonas'], made)).toThrow(Problem);
  });

  test('takes fifty at most, and says so', () => {
    const people = Array.from({ length: 51 }, (_, n) => `p${n}`);
    expect(() => parse(roundInput, { people })).toThrow('A round takes 50 people at most.');
    expect(parse(roundInput, { people: people.slice(1) }).people).toHaveLength(50);
  });

  test('stays open until the last has handed in or was excused', () => {
    expect(awaited(byNils)).toEqual(['jonas', 'tom']);
    expect(isOpen(byNils)).toBe(true);
    expect(isOpen(ended)).toBe(false);
    expect(ended.ended).toEqual({ at: at(7), by: 'mira' });
  });

  test('compares those who handed in', () => {
    expect(observersOf(ended)).toEqual(['jonas', 'nils']);
  });

  test.each([
    ['twice', () => handIn(byNils, { at: at(8), by: 'nils' }), 'conflict'],
    ['by who was excused', () => handIn(ended, { at: at(8), by: 'tom' }), 'conflict'],
    ['by who takes no part', () => handIn(opened, { at: at(8), by: 'mira' }), 'forbidden'],
    ['for a stranger', () => excuse(opened, 'mira', { at: at(8), by: 'mira' }), 'not-found'],
  ])('is not handed in %s', (_what, work, code) => {
    expect(work).toThrow(expect.objectContaining({ code }));
  });
});

describe('a decision on a round', () => {
  const decision: Decision = {
    ids: ['b', 'a'],
    outcome: 'taken over',
    kept: 'a',
    parts: {},
    at: at(9),
    by: 'mira',
  };
  const decided = decide(ended, decision);

  test('is found by each of the annotations that it is about', () => {
    expect(decisionOn(decided, 'b')).toEqual({ ...decision, ids: ['a', 'b'] });
    expect(decisionOn(decided, 'c')).toBeNull();
  });

  test('can be undone', () => {
    expect(undecide(decided, 'b').round).toEqual(ended);
    expect(() => undecide(ended, 'b')).toThrow(Problem);
  });

  test.each([
    ['while the round is open', () => decide(opened, decision)],
    ['a second time on one of them', () => decide(decided, { ...decision, ids: ['b', 'c'] })],
  ])('is refused %s', (_what, work) => {
    expect(work).toThrow(expect.objectContaining({ code: 'conflict' }));
  });
});

describe('while a blind round is open', () => {
  const blind = new Map([['harbour', opened]]);
  const cases: [string, string | null, string, string, boolean][] = [
    ['one sees one’s own annotations', 'jonas', 'harbour', 'jonas', true],
    ['nobody sees another’s', 'jonas', 'harbour', 'nils', false],
    ['the editor who opened it does not either', 'mira', 'harbour', 'nils', false],
    ['an export sees none', null, 'harbour', 'jonas', false],
    ['other articles are as ever', 'jonas', 'ferry', 'nils', true],
  ];
  test.each(cases)('%s', (_what, person, article, creator, sees) => {
    expect(seesAnnotation({ person, blind }, { article, creator })).toBe(sees);
  });

  test.each<[string, string | null, string | null, boolean]>([
    ['sources of before are seen', 'nils', null, true],
    ['those that were entered in it are seen by who entered them', 'jonas', 'r1', true],
    ['… and by nobody else', 'nils', 'r1', false],
    ['… nor by an export', null, 'r1', false],
  ])('%s', (_what, person, round, sees) => {
    expect(seesEntry({ person, blind }, { round, creator: 'jonas' })).toBe(sees);
  });
});
