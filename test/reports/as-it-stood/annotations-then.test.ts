import { expect, test } from 'vitest';
import { placeOfMoment } from '../../../src/domain/history/place.js';
import { annotationsThen } from '../../../src/reports/as-it-stood/annotations-then.js';
import { annotation, event } from '../../store/documents.js';

test('annotations are taken back one by one, with a turn of others after each, those that are left out too', () => {
  const until = placeOfMoment('2026-03-21T00:00:00.000Z');
  const all = [
    annotation('first', { created: '2026-03-20T09:30:00.000Z' }),
    annotation('later', { created: '2026-03-22T09:30:00.000Z' }),
    annotation('last', { created: '2026-03-20T09:31:00.000Z' }),
  ];
  const edition = { number: 1, until };
  const work = annotationsThen(all, new Map(), edition, {
    editions: [],
    places: new Map(),
    quorum: 1,
  });
  let turns = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) turns += 1;
  expect(turns).toBe(3);
  expect(step.value.map(({ id }) => id)).toEqual(['first', 'last']);
});

test('an annotation of many events is taken back with a turn of others after each', () => {
  const history = Array.from({ length: 5 }, (_, at) =>
    event(`e${at}`, {
      action: 'comment.added',
      at: `2026-03-2${at + 1}T09:30:00.000Z`,
      after: { comment: `c${at}`, text: 'Who?', replyTo: null, mentions: [] },
    }),
  );
  const edition = { number: 1, until: 'e2' };
  const known = { editions: [], places: new Map(), quorum: 1 };
  const work = annotationsThen([annotation('a')], new Map([['a', history]]), edition, known);
  let turns = 0;
  while (!work.next().done) turns += 1;
  expect(turns).toBe(1 + 3);
});

test('what became of a proposal, a conversation and a request since is open again, and what became of them before is not', () => {
  const stamp = { at: '2026-03-20T09:30:00.000Z', by: 'mira' };
  const until = placeOfMoment('2026-03-21T00:00:00.000Z');
  const later = { at: '2026-03-22T09:30:00.000Z', by: 'jonas' };
  const bare = annotation('one');
  const withDone = (done: { at: string; by: string }) => ({
    ...bare,
    proposals: [
      {
        ...{ id: 'p', ...stamp, revision: 1, content: bare, parts: [], reason: 'So.', key: null },
        outcome: { decision: 'withdrawn' as const, ...done },
      },
    ],
    comments: [
      { id: 'c', ...stamp, text: 'Who?', replyTo: null, mentions: [], resolved: done, key: null },
    ],
    requests: [{ id: 'r', ...stamp, to: 'jonas', note: null, due: null, closed: done }],
  });
  const all = [withDone(later), { ...withDone(stamp), id: 'other' }];
  const known = { editions: [], places: new Map(), quorum: 1 };
  const work = annotationsThen(all, new Map(), { number: 1, until }, known);
  let step = work.next();
  while (!step.done) step = work.next();
  const became = step.value.map(({ proposals, comments, requests }) => [
    ...proposals.map(({ outcome }) => outcome?.at ?? null),
    ...comments.map(({ resolved }) => resolved?.at ?? null),
    ...requests.map(({ closed }) => closed?.at ?? null),
  ]);
  expect(became).toEqual([
    [null, null, null],
    [stamp.at, stamp.at, stamp.at],
  ]);
});
