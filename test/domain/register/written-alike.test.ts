import { expect, test } from 'vitest';
import { writtenAlikeKeys } from '../../../src/domain/register/written-alike.js';

const isAlike = (one: string, other: string) => {
  const keys = new Set(writtenAlikeKeys(one));
  return writtenAlikeKeys(other).some((key) => keys.has(key));
};

test.each([
  ['Mira Sen', 'Mirа Sеn'],
  ['Jan Müller', 'Jan Mueller'],
  ['Jan MÜLLER', 'Jan Mueller'],
  ['Jan Mu\u0308ller', 'Jan Mueller'],
  ['Jan Müller', 'Jan Muller'],
  ['José García', 'Jose Garcia'],
  ['Søren Kjær', 'Soeren Kjaer'],
  ['Søren Kjær', 'Soren Kjaer'],
  ['Åse Berg', 'Aase Berg'],
  ['Tarjei Bø', 'Tarjei Boe'],
  ['Löwe', 'Loewe'],
  ['Åse Berg', 'Ase Berg'],
  ['Łukasz Nowak', 'Lukasz Nowak'],
  ['Nguyễn Văn An', 'Nguyen Van An'],
  ['Пётр Ёлкин', 'Петр Елкин'],
  ['محمد علی', 'محمد علي'],
  ['مُحَمَّد عَلِيّ', 'محمد علي'],
  ['أحمد سالم', 'احمد سالم'],
  ['فاطمة حسن', 'فاطمه حسن'],
  ['سلیم شہزاد', 'سليم شهزاد'],
  ['דָּוִד לֵוִי', 'דוד לוי'],
  ['王 伟', '王伟'],
  ['王　伟', '王伟'],
  ['김 정은', '김정은'],
])('%s and %s may be one', (one, other) => {
  expect(isAlike(one, other)).toBe(true);
  expect(isAlike(other, one)).toBe(true);
});

test.each([
  ['Jan Mueller', 'Jan Muller'],
  ['Jan Müller', 'Jan Möller'],
  ['Mira Sen', 'Mira Senn'],
  ['Joel Noer', 'Jol Nor'],
  ['Doe', 'Dø'],
  ['Boel', 'Böl'],
  ['Mae', 'Mä'],
  ['Ada Quist', 'Quist Ada'],
  ['Ann Vold', 'Anne Vold'],
  ['Witness 10', 'Witness 11'],
  ['محمد علي', 'محمود علي'],
  ['عمر حسن', 'عمرو حسن'],
  ['王伟', '王沪宁'],
  ['王伟', '李伟'],
  ['मीरा सेन', 'मीरा सन'],
  ['ばん', 'はん'],
])('%s and %s are two', (one, other) => {
  expect(isAlike(one, other)).toBe(false);
});

test('a name of signs alone is like no other of such', () => {
  expect(isAlike('́', '̂')).toBe(false);
});
