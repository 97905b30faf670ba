import { expect, onTestFinished, test, vi } from 'vitest';
import { placedIn } from '../../../src/desk/articles/placements.js';
import { RecentPlacements } from '../../../src/desk/articles/recent-placements.js';
import { GramIndex } from '../../../src/domain/text/quotes/gram-index.js';
import { annotation, article, edition } from '../../store/documents.js';

const bridge = article('bridge');

/** An annotation of a passage whose place is not where it says. */
function lost(id: string, exact: string) {
  const target = { exact, prefix: '', suffix: '', start: 0, end: exact.length };
  return annotation(id, { target });
}

/** How often a text was read through for its stretches. */
function readings() {
  const spy = vi.spyOn(GramIndex, 'of');
  onTestFinished(() => spy.mockRestore());
  return () => spy.mock.calls.length;
}

test('a text is read through once for all passages that are looked for, and not again for the same ones', async () => {
  const read = readings();
  const text = { ...edition('bridge'), text: 'The bridge at the old weir will close in May.' };
  const those = ['a ferry that never was', 'nobody said it', 'close in May'].map((exact, at) =>
    lost(`lost${at}`, exact),
  );
  const placed = await placedIn(bridge, text, those);
  expect(placed.map(({ placement }) => placement.kind)).toEqual(['missing', 'missing', 'moved']);
  expect(read()).toBe(1);
  expect(await placedIn(bridge, text, those)).toEqual(placed);
  expect(read()).toBe(1);
});

test('what was not found in one text is looked for in another that says the same of itself', async () => {
  const [one, other] = ['Nobody spoke.', 'The lock will close in June, they said.'];
  const those = [lost('lock', 'close in June')];
  const kinds = async (text: string) => {
    const placed = await placedIn(bridge, { ...edition('bridge'), text }, those);
    return placed.map(({ placement }) => placement.kind);
  };
  expect(await kinds(one)).toEqual(['missing']);
  expect(await kinds(other)).toEqual(['moved']);
});

test('the same wording in another place is looked for by itself', async () => {
  const text = { ...edition('bridge'), text: 'The weir is old. The weir is wet.' };
  const [first, second] = [0, 17].map((start) =>
    annotation(`weir${start}`, {
      target: { exact: 'The weir', prefix: '', suffix: '', start, end: start + 8 },
    }),
  );
  const placed = await placedIn(
    bridge,
    text,
    [first, second].flatMap((each) => each ?? []),
  );
  expect(placed.map(({ placement }) => placement)).toEqual([
    { kind: 'exact', span: { start: 0, end: 8 } },
    { kind: 'exact', span: { start: 17, end: 25 } },
  ]);
});

test('where there is no room for more, the placements wanted longest ago are let go', () => {
  const kept = new RecentPlacements(1000);
  const long = {
    kind: 'changed' as const,
    span: { start: 0, end: 1 },
    was: '',
    now: 'x'.repeat(90),
  };
  for (const key of ['a', 'b', 'c', 'd']) kept.keep(key, long);
  expect(kept.get('a')).toBe(long);
  kept.keep('e', { kind: 'missing' });
  expect(['a', 'b', 'c', 'd', 'e'].filter((key) => kept.get(key))).toEqual(['a', 'c', 'd', 'e']);
  kept.keep('f', { ...long, now: 'x'.repeat(5000) });
  expect(kept.get('f')).toBeUndefined();
});
