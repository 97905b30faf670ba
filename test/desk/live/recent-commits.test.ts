import { expect, test } from 'vitest';
import { RecentCommits } from '../../../src/desk/live/recent-commits.js';

function happening(id: string) {
  return {
    id,
    subject: { kind: 'annotation', id } as const,
    article: null,
    by: 'jonas',
    edition: null,
  };
}

function idsSince(recent: RecentCommits, number: number): string[] | null {
  return recent.since(number)?.map(({ id }) => id) ?? null;
}

test('what happened after a commit is known from the first that was kept on', () => {
  const recent = new RecentCommits(10, 3);
  recent.add(11, [happening('a'), happening('b')]);
  recent.add(12, []);
  recent.add(14, [happening('c')]);
  expect(idsSince(recent, 9)).toBeNull();
  expect(idsSince(recent, 10)).toEqual(['a', 'b', 'c']);
  expect(idsSince(recent, 12)).toEqual(['c']);
  expect(idsSince(recent, 14)).toEqual([]);
});

test('the earliest commits are forgotten when there are too many', () => {
  const recent = new RecentCommits(0, 2);
  for (const number of [1, 2, 3]) recent.add(number, [happening(`${number}`)]);
  expect(idsSince(recent, 0)).toBeNull();
  expect(idsSince(recent, 1)).toEqual(['2', '3']);
});
