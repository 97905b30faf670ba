import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainName, titledName } from '../../src/reports/file-name.js';

const date = '2026-03-02T09:16:00.000Z';

describe('a report’s file is named for its title and its date', () => {
  test.each([
    ['Board to close berth nine', 'board-to-close-berth-nine-2026-03-02.html'],
    ['Crème brûlée: “a scandal”', 'creme-brulee-a-scandal-2026-03-02.html'],
    ['The master’s word', 'the-masters-word-2026-03-02.html'],
    ['إغلاق الرصيف', 'report-2026-03-02.html'],
    ['../../etc/passwd', 'etc-passwd-2026-03-02.html'],
    ['x"\r\nSet-Cookie: a=b', 'x-set-cookie-a-b-2026-03-02.html'],
    ['   ', 'report-2026-03-02.html'],
    [
      'Ferry ramp was reported as cracked ten months before it closed',
      'ferry-ramp-was-reported-as-cracked-ten-months-before-it-2026-03-02.html',
    ],
  ])('%j', (title, name) => {
    expect(plainName(title, date, 'html')).toBe(name);
  });
});

describe('or in the title’s own letters', () => {
  test.each([
    ['إغلاق الرصيف', 'إغلاق الرصيف 2026-03-02.md'],
    ['Crème: brûlée', 'Crème brûlée 2026-03-02.md'],
    ['..', 'report 2026-03-02.md'],
    [
      'Ferry ramp was reported as cracked ten months before it closed',
      'Ferry ramp was reported as cracked ten months before it 2026-03-02.md',
    ],
    ['ف'.repeat(70), `${'ف'.repeat(60)} 2026-03-02.md`],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe 2026-03-02.md'],
  ])('%j', (title, name) => {
    expect(titledName(title, date, 'md')).toBe(name);
  });
});

test('a report on nothing has no date', () => {
  expect(plainName('Desk', null, 'csv')).toBe('desk.csv');
});

test('whatever the title, a name is short and no header or file system stumbles over it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      expect(plainName(title, date, 'csv')).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.csv$/u);
      expect(plainName(title, date, 'csv').length).toBeLessThan(80);
      expect(titledName(title, date, 'csv')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*%]/u);
    }),
  );
});
