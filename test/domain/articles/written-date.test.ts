import { describe, expect, test } from 'vitest';
import { faultOfDate, readWrittenDate } from '../../../src/domain/articles/written-date.js';

function dateOf(written: string, language: string | null = null): string | null {
  const read = readWrittenDate(written, language);
  return read.kind === 'date' ? read.date : null;
}

const languages =
  'en de fr es it pt nl da sv nb nn fi is et lv lt pl cs sk sl hr sr bs mk bg ru uk be ro hu el tr az sq ca gl ' +
  'ar ur fa hi bn mr ne gu pa ta te kn ml id ms vi fil sw he ka hy';

test.each(languages.split(' '))(
  'a date with its day of the week is read as %s writes it',
  (language) => {
    for (const [month, day] of [
      [1, 31],
      [3, 20],
      [5, 1],
      [9, 7],
      [12, 24],
    ] as const) {
      const date = `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      for (const dateStyle of ['full', 'long'] as const) {
        const format = new Intl.DateTimeFormat(language, {
          dateStyle,
          calendar: 'gregory',
          timeZone: 'UTC',
        });
        const written = format.format(new Date(date));
        expect([written, dateOf(written, language)]).toEqual([written, date]);
      }
    }
  },
);

describe('a date that people write is read', () => {
  test.each([
    ['20 March 2011', '2011-03-20'],
    ['March 20, 2011', '2011-03-20'],
    ['Sunday, 20th of March 2011', '2011-03-20'],
    ['20. März 2011', '2011-03-20'],
    ['20 de marzo de 2011', '2011-03-20'],
    ['le 1er mars 2011 à 10h30', '2011-03-01'],
    ['20 mars 2011', '2011-03-20'],
    ['24. heinäkuuta 2024', '2024-07-24'],
    ['10 марта 2024 г.', '2024-03-10'],
    ['٢٠ مارس ٢٠١١', '2011-03-20'],
    ['20 آذار 2011', '2011-03-20'],
    ['۲۰ مارچ ۲۰۱۱', '2011-03-20'],
    ['10 मार्च 2024', '2024-03-10'],
    ['2011年3月20日', '2011-03-20'],
    ['2011년 3월 20일', '2011-03-20'],
    ['10.03.2024', '2024-03-10'],
    ['10.03.2024 г.', '2024-03-10'],
    ['quarta-feira, 20.03.2024', '2024-03-20'],
    ['20 thg 3, 2024', '2024-03-20'],
    ['Thứ Tư, ngày 20 tháng 3 năm 2024', '2024-03-20'],
    ['13/04/2024', '2024-04-13'],
    ['04/13/2024', '2024-04-13'],
    ['5/5/2024', '2024-05-05'],
    ['2011/3/20', '2011-03-20'],
    ['20110320', '2011-03-20'],
    ['20. März 2011 14:30 Uhr', '2011-03-20'],
    ['14:30 May 5, 2011', '2011-05-05'],
    ['Published: 20 March 2011', '2011-03-20'],
    ['20 III 2011', '2011-03-20'],
    ['20.XII.2011', '2011-12-20'],
    ['20 במרץ 2011', '2011-03-20'],
    ['2011. gada 20. marts', '2011-03-20'],
    ['2011 m. kovo 20 d.', '2011-03-20'],
    ['ngày 20 tháng 3 năm 2011', '2011-03-20'],
    ['20 มีนาคม พ.ศ. 2554', '2011-03-20'],
    ['20 มีนาคม 2011', '2011-03-20'],
    ['令和8年2月11日', '2026-02-11'],
    ['二〇二四年三月十日', '2024-03-10'],
    ['二○二四年十二月三十一日', '2024-12-31'],
    ['二〇二四年十月', '2024-10'],
    ['令和六年三月二十日', '2024-03-20'],
    ['民國一百一十三年三月十日', null],
    ['2024. 3. 10. 오전 8:00', '2024-03-10'],
    ['10.3.2024 klo 8.00', '2024-03-10'],
    ['So, 10.03.2024 - 08:00 Uhr', '2024-03-10'],
    ['10.03.2024 um 08:00 Uhr', '2024-03-10'],
    ['10.03.2024 | 08:00', '2024-03-10'],
    ['Som, 10.03.2024', null],
    ['۱۰ مارچ ۲۰۲۴ء', '2024-03-10'],
    ['10 مارس 2024م', '2024-03-10'],
    ['10 رمضان 1445هـ', null],
    ['平成元年1月8日', '1989-01-08'],
    ['民國115年2月11日', '2026-02-11'],
    ['2026年2月11日（水） 9時30分', '2026-02-11'],
    ['2026년 2월 11일 (수) 오후 3시', '2026-02-11'],
  ])('%s', (written, date) => {
    expect(dateOf(written)).toBe(date);
  });
});

describe('what is known and no more', () => {
  test.each([
    ['2024', '2024'],
    ['2024-03', '2024-03'],
    ['March 2011', '2011-03'],
    ['2024年3月', '2024-03'],
    ['2024-03-10T08:00:00', '2024-03-10'],
    ['11 March 2024 16.30 CET', '2024-03-11'],
    ['2024-03-11 16:30 CET', '2024-03-11'],
    ['11 марта 2024, 16:30 (МСК)', '2024-03-11'],
    ['March 11, 2024 at 4:30pm ET', '2024-03-11'],
    ['March 11, 2024 at 4:30 PM EST', '2024-03-11'],
  ])('%s is %s', (written, date) => {
    expect(dateOf(written)).toBe(date);
  });
});

describe('a time that names its zone is a moment, the same on every machine', () => {
  test.each([
    ['2024-03-10T08:00:00Z', '2024-03-10T08:00:00.000Z'],
    ['2024-03-10T08:00:00.123456+01:00', '2024-03-10T07:00:00.123Z'],
    ['2024-03-10 08:00 UTC', '2024-03-10T08:00:00.000Z'],
    ['2024-03-10T08:00:00+0100', '2024-03-10T07:00:00.000Z'],
    ['Mon, 11 Mar 2024 04:30:00 GMT', '2024-03-11T04:30:00.000Z'],
    ['Sun, 10 Mar 2024 22:30:00 -0600', '2024-03-11T04:30:00.000Z'],
  ])('%s', (written, moment) => {
    const zone = process.env.TZ;
    try {
      for (process.env.TZ of ['UTC', 'America/Los_Angeles', 'Asia/Tokyo']) {
        expect(dateOf(written)).toBe(moment);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('nothing is guessed', () => {
  test.each([
    ['03/04/2024', null],
    ['03/04/2024', 'en'],
    ['3-4-2024', 'en-US'],
  ])('%s in a text in %s is open, and says between what', (written, language) => {
    const read = readWrittenDate(written, language);
    expect(read).toEqual({ kind: 'open', meanings: ['2024-04-03', '2024-03-04'] });
    if (read.kind !== 'open') return;
    expect(faultOfDate(read)).toBe('This may be 3 April or 4 March: write the month as a word.');
  });

  test.each([
    ['fr', '2024-04-03'],
    ['nl', '2024-04-03'],
  ])('and is not where the language %s has one order', (language, date) => {
    expect(dateOf('03/04/2024', language)).toBe(date);
  });

  test('a month that two languages name alike is told by the language alone', () => {
    expect(dateOf('20 listopada 2011', 'pl')).toBe('2011-11-20');
    expect(dateOf('20 listopada 2011', 'hr')).toBe('2011-10-20');
    expect(dateOf('20 listopada 2011')).toBeNull();
  });

  test.each([
    'last Tuesday',
    'between 20 and 23 March 2011',
    'before March 2011',
    '31 February 2024',
    '2024-13-01',
    '3/4/24',
    '1402/12/20',
    '23 شعبان 1447',
    '2569-02-11',
    'Updated 20 March 2011',
    '20 March',
    '',
    '9'.repeat(10_000),
  ])('%s is no date', (written) => {
    expect(readWrittenDate(written).kind).toBe('none');
  });
});
