import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/domain/parse.js';
import {
  ask,
  openRequests,
  requestInput,
  withdrawRequest,
} from '../../../src/domain/review/request.js';
import { annotation, at } from '../../cases/review.js';

const request = {
  id: 'q1',
  by: 'jonas',
  at: at(1),
  to: 'tom',
  note: 'You know the port.',
  due: '2026-03-05',
  closed: null,
};

describe('a colleague who is asked for a verdict', () => {
  test('is asked until the request is withdrawn', () => {
    const asked = ask(annotation(), request);
    expect(openRequests(asked)).toEqual([request]);
    expect(openRequests(withdrawRequest(asked, 'q1', { at: at(2), by: 'jonas' }))).toEqual([]);
  });

  test.each([
    ['made the annotation', { ...request, to: 'jonas' }, 'invalid'],
    ['wrote a part of it', { ...request, to: 'mira' }, 'invalid'],
    ['has been asked already', { ...request, id: 'q2' }, 'conflict'],
  ])('is not asked where they %s', (_what, again, code) => {
    const asked = ask(annotation({ parts: { chain: { by: 'mira', revision: 1 } } }), request);
    expect(() => ask(asked, again)).toThrow(expect.objectContaining({ code }));
  });

  test('is no longer asked once the request is closed', () => {
    const closed = withdrawRequest(ask(annotation(), request), 'q1', { at: at(2), by: 'jonas' });
    expect(() => withdrawRequest(closed, 'q1', { at: at(3), by: 'jonas' })).toThrow('withdrawn');
    expect(openRequests(ask(closed, { ...request, id: 'q2' }))).toHaveLength(1);
  });
});

test.each([
  ['2026-03-05', '2026-03-05'],
  ['', null],
  [undefined, null],
])('a day %s to answer by is read as %s', (due, read) => {
  expect(parse(requestInput, { to: 'tom', due }).due).toBe(read);
});

test.each(['2026-02-30', 'Thursday', '2026-03-05T10:00:00Z'])(
  '%s is no day to answer by',
  (due) => {
    expect(() => parse(requestInput, { to: 'tom', due })).toThrow('year-month-day');
  },
);
