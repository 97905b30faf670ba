import { describe, expect, test } from 'vitest';
import {
  showAgo,
  showDate,
  showMoment,
  showTimeOfDay,
} from '../../../src/domain/text/shown-dates.js';

describe('a date', () => {
  test.each([
    ['2011', '2011'],
    ['2011-03', 'March 2011'],
    ['2011-03-20', '20 March 2011'],
    ['2011-03-20T23:30:00.000Z', '20 March 2011'],
    ['0987-01-01', '1 January 987'],
  ])('%s is shown as %s', (date, words) => {
    expect(showDate(date)).toBe(words);
  });

  test.each(['2011', '2011-03', '2011-01-01'])('%s is the same in every zone', (date) => {
    expect(showDate(date, 'Pacific/Honolulu')).toBe(showDate(date, 'Pacific/Kiritimati'));
  });

  test('of a moment is the day in the zone that is asked for', () => {
    expect(showDate('2011-03-20T23:30:00.000Z', 'Europe/Berlin')).toBe('21 March 2011');
  });
});

test.each([showDate, showMoment])('what is no date is shown as it stands: by %o', (show) => {
  expect(show('next week', 'Europe/Berlin')).toBe('next week');
  expect(showAgo('next week', Date.now(), 'UTC')).toBe('next week');
});

describe('a moment', () => {
  const moment = '2011-03-20T13:05:00.000Z';

  test('is shown with its zone, which is UTC in reports', () => {
    expect(showMoment(moment)).toBe('20 March 2011, 13:05 UTC');
    expect(showMoment(moment, 'Europe/Berlin')).toMatch(/^20 March 2011, 14:05 (?:GMT\+1|CET)$/u);
  });

  test('has a time of day', () => {
    expect(showTimeOfDay(moment, 'UTC')).toBe('13:05 UTC');
  });

  test('at midnight is at 00:00', () => {
    expect(showMoment('2011-03-20T00:00:00.000Z')).toBe('20 March 2011, 00:00 UTC');
  });
});

const noon = Date.parse('2026-03-21T12:00:00Z');

test.each([
  ['2026-03-21T11:59:31Z', 'UTC', 'just now'],
  ['2026-03-21T11:48:00Z', 'UTC', '12 min ago'],
  ['2026-03-21T10:00:00Z', 'UTC', '2 h ago'],
  ['2026-03-21T00:10:00Z', 'UTC', '11 h ago'],
  ['2026-03-20T16:40:00Z', 'UTC', 'yesterday, 16:40'],
  ['2026-03-20T16:40:00Z', 'Asia/Tokyo', '19 h ago'],
  ['2026-03-20T14:40:00Z', 'Asia/Tokyo', 'yesterday, 23:40'],
  ['2026-03-19T23:59:00Z', 'UTC', '19 March'],
  ['2026-03-19T23:59:00Z', 'Europe/Stockholm', 'yesterday, 00:59'],
  ['2025-03-20T12:00:00Z', 'UTC', '20 March 2025'],
  ['2026-03-22T12:00:00Z', 'UTC', '22 March'],
])('%s, read at noon of 21 March in %s, is %s', (moment, timeZone, words) => {
  expect(showAgo(moment, noon, timeZone)).toBe(words);
});
