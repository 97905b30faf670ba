import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyAnnotation } from '../../src/domain/annotations/annotation-filter.js';
import { folderName, plainName, titledName } from '../../src/reports/file-name.js';
import { type ReportScope, wholeRecord } from '../../src/reports/report-scope.js';

const date = '2026-03-02T09:16:00.000Z';
const readers = { audience: 'readers', filter: everyAnnotation } as const;
const named = (extension: string, scope: ReportScope = readers) => ({ scope, date, extension });

describe('a report’s file is named for its title and its date', () => {
  test.each([
    ['Board to close berth nine', 'board-to-close-berth-nine-for-readers-2026-03-02.html'],
    ['Crème brûlée: “a scandal”', 'creme-brulee-a-scandal-for-readers-2026-03-02.html'],
    ['The master’s word', 'the-masters-word-for-readers-2026-03-02.html'],
    ['إغلاق الرصيف', 'report-for-readers-2026-03-02.html'],
    ['../../etc/passwd', 'etc-passwd-for-readers-2026-03-02.html'],
    ['x"\r\nSet-Cookie: a=b', 'x-set-cookie-a-b-for-readers-2026-03-02.html'],
    ['   ', 'report-for-readers-2026-03-02.html'],
    [
      'Ferry ramp was reported as cracked ten months before it closed',
      'ferry-ramp-was-reported-as-cracked-ten-months-before-it-for-readers-2026-03-02.html',
    ],
  ])('%j', (title, name) => {
    expect(plainName(title, named('html'))).toBe(name);
  });
});

describe('or in the title’s own letters', () => {
  test.each([
    ['إغلاق الرصيف', 'إغلاق الرصيف for readers 2026-03-02.md'],
    ['Crème: brûlée', 'Crème brûlée for readers 2026-03-02.md'],
    ['..', 'report for readers 2026-03-02.md'],
    [
      'Ferry ramp was reported as cracked ten months before it closed',
      'Ferry ramp was reported as cracked ten months before it for readers 2026-03-02.md',
    ],
    ['ف'.repeat(70), `${'ف'.repeat(60)} for readers 2026-03-02.md`],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe for readers 2026-03-02.md'],
    // Each has 3 bytes, of 160.
    ['漢'.repeat(60), `${'漢'.repeat(53)} for readers 2026-03-02.md`],
  ])('%j', (title, name) => {
    expect(titledName(title, named('md'))).toBe(name);
  });
});

test.each([
  ['Higher wall', 7, 120, '007-Higher-wall'],
  ['a/b: c', 1, 9, '1-a-b-c'],
  ['..', 10, 10, '10'],
  [
    'Ferry ramp was reported as cracked ten months ago already ha',
    2,
    2,
    '2-Ferry-ramp-was-reported-as-cracked-ten-months-ago-already-ha',
  ],
  [
    'Ferry ramp was reported as cracked ten months ago already hah',
    2,
    2,
    '2-Ferry-ramp-was-reported-as-cracked-ten-months-ago-already',
  ],
  [
    'Ferry ramp was reported as cracked ten months ago already: it is',
    2,
    2,
    '2-Ferry-ramp-was-reported-as-cracked-ten-months-ago-already-it',
  ],
])('the folder of %j is named for its number and its title', (title, number, last, name) => {
  expect(folderName(title, number, last)).toBe(name);
});

test.each([
  ['with the record', wholeRecord, 'a-with-the-record-2026-03-02.csv'],
  [
    'of some passages',
    { ...readers, filter: { ...everyAnnotation, confidence: ['high'] } },
    'a-for-readers-selection-2026-03-02.csv',
  ],
  [
    'of chosen ones',
    { ...wholeRecord, annotations: new Set(['x']) },
    'a-with-the-record-selection-2026-03-02.csv',
  ],
  ['of an earlier edition', { ...readers, edition: 1 }, 'a-for-readers-edition-1-2026-03-02.csv'],
  ['by hops', { ...wholeRecord, rows: 'hops' }, 'a-with-the-record-hops-2026-03-02.csv'],
] satisfies [string, ReportScope, string][])(
  'one %s is told from the others on the same',
  (_of, scope, name) => {
    expect(plainName('A', named('csv', scope))).toBe(name);
  },
);

test('a report on nothing has no date', () => {
  expect(plainName('Desk', { ...named('csv'), date: null })).toBe('desk-for-readers.csv');
});

test('whatever the title, a name is short and no header or file system stumbles over it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      expect(plainName(title, named('csv'))).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.csv$/u);
      expect(plainName(title, named('csv')).length).toBeLessThan(100);
      expect(titledName(title, named('csv'))).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*%]/u);
    }),
  );
});
