import { expect, test } from 'vitest';
import {
  isWithin,
  type Likeness,
  likeness,
  likenessKeys,
} from '../../../src/domain/register/likeness.js';
import { source } from '../../cases/chains.js';

const entry = (name: string, said: object = {}) => ({ ...source(name), ...said });

const cases: [string, string, Likeness | null][] = [
  ['Laura Hickey', 'Hickey, Laura', 'words'],
  ['The Morning Ledger', 'Morning Ledger', 'words'],
  ['Zoë Müller', 'Zoe Muller', 'words'],
  ['Dr. Laura Hickey', 'LAURA HICKEY', 'words'],
  ['Наталья Петрова', 'Natalia Petrova', 'script'],
  ['محمد البرادعي', 'Mohamed ElBaradei', 'script'],
  ['Mohamed ElBaradei', 'Mohamed El Baradei', 'words'],
  ['Mohamed ElBaradei', 'Mohamed Al-Baradei', 'words'],
  ['Mohamed el-Baradei', 'Mohamed AlBaradei', 'words'],
  ['Elba Radei', 'El Baradei', null],
  ['王毅', '王 毅', 'words'],
  ['王毅', '王　毅', 'words'],
  ['김정은', '김 정은', 'words'],
  ['王毅', '王沪宁', null],
  ['محمد علي حسن', 'Mohammed Ali Hassan', 'script'],
  ['Αλέξης Τσίπρας', 'Alexis Tsipras', 'script'],
  ['Muammar Gaddafi', 'Muammar Gadafi', 'letters'],
  ['Khurshid Kasuri', 'Khursheed Kasuri', 'letters'],
  ['Foreign Office London', 'Foreign Offcie London', 'letters'],
  ['L. Hickey', 'Laura Hickey', 'initials'],
  ['Laura J. Hickey', 'L. Hickey', 'initials'],
  ['Laura Hickey', 'Laura Jane Hickey', 'initials'],
  ['Ms Hickey', 'Laura Hickey', 'surname'],
  ['FCO', 'Foreign and Commonwealth Office', 'abbreviation'],
  ['WHO', 'World Health Organization', 'abbreviation'],
  ['Laura Hickey', 'Lorna Hickey', null],
  ['Ann Vold', 'Anne Vold', null],
  ['John Smith', 'Jane Smith', null],
  ['Witness 10', 'Witness 11', null],
  ['Confidence Trust 2010', 'Confidence Trust 2011', null],
  ['who', 'World Health Organization', null],
];

test.each(cases)('%s and %s: %s', (one, other, expected) => {
  expect(likeness(entry(one), entry(other))).toBe(expected);
  expect(likeness(entry(other), entry(one))).toBe(expected);
});

test.each(cases.filter(([, , expected]) => expected))('%s is found by %s', (one, other) => {
  const known = new Set(likenessKeys(entry(one)));
  expect(likenessKeys(entry(other)).some((key) => known.has(key))).toBe(true);
});

test('other names count, and what contradicts does not', () => {
  const known = entry('Foreign Office', { aliases: ['FCO'], kind: 'organisation' });
  const long = entry('Foreign and Commonwealth Office');
  expect(likeness(known, long)).toBe('abbreviation');
  expect(likeness({ ...known, kind: 'outlet' }, { ...long, kind: 'document' })).toBeNull();
});

test('a confidential source is like nobody, and found by nobody', () => {
  const masked = entry('Confidential source 1', { confidential: true });
  expect(likeness(masked, entry('Confidential source 1'))).toBeNull();
  expect(likenessKeys(masked)).toEqual([]);
});

test('descriptions are compared within their article alone', () => {
  const here = entry('a US diplomat', { unnamed: true, article: 'one' });
  const again = entry('US diplomat', { unnamed: true, article: 'one' });
  expect(likeness(here, again)).toBe('words');
  expect(likeness(here, { ...again, article: 'two' })).toBeNull();
  expect(likenessKeys(here)[0]).toBe(likenessKeys(again)[0]);
});

test.each([
  ['kitten', 'sitten', 1, true],
  ['kitten', 'sitting', 2, false],
  ['kitten', 'sitting', 3, true],
  ['ca', 'ac', 1, true],
  ['', 'ab', 2, true],
  ['', 'abc', 2, false],
  ['abcdef', 'abcdef', 0, true],
])('%s and %s are within %i of each other: %s', (one, other, most, expected) => {
  expect(isWithin(one, other, most)).toBe(expected);
  expect(isWithin(other, one, most)).toBe(expected);
});
