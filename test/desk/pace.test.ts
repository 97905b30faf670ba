import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../../src/desk/pace.js';

/** Each look at the clock finds it as many milliseconds later. */
let step: number;
beforeEach(() => {
  step = 0;
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += step));
});
afterEach(() => vi.restoreAllMocks());

function* work(done: string[], name: string): Generator<undefined, string> {
  for (const piece of [1, 2]) {
    done.push(`${name} ${piece}`);
    yield;
  }
  return name;
}

test('work that takes long gives way between its pieces, and is done whole', async () => {
  step = 5;
  const done: string[] = [];
  setImmediate(() => done.push('another'));
  expect(await new Pace().through(work(done, 'piece'))).toBe('piece');
  expect(done).toEqual(['piece 1', 'another', 'piece 2']);
});

test('work that takes no time gives way to nobody', async () => {
  const done: string[] = [];
  setImmediate(() => done.push('another'));
  await new Pace().through(work(done, 'piece'));
  expect(done).toEqual(['piece 1', 'piece 2']);
});

test('of much work at once, one piece is done between two turns of the others', async () => {
  step = 5;
  const done: string[] = [];
  let isOver = false;
  const another = (): void => {
    done.push('another');
    if (!isOver) setImmediate(another);
  };
  setImmediate(another);
  const names = ['a', 'b', 'c'];
  await Promise.all(names.map((name) => new Pace().through(work(done, name))));
  isOver = true;
  expect(done.slice(0, 3)).toEqual(['a 1', 'b 1', 'c 1']);
  const later = done.slice(3).filter((each, at, all) => each !== all[at - 1]);
  expect(later).toEqual(
    ['another', 'a 2', 'another', 'b 2', 'another', 'c 2', 'another'].slice(0, later.length),
  );
  expect(later).toContain('c 2');
});

test('a signal ends it where it would give way, with the reason', async () => {
  const signal = AbortSignal.abort(new Error('They have gone.'));
  const done: string[] = [];
  await expect(new Pace(signal).through(work(done, 'piece'))).rejects.toThrow('They have gone.');
  expect(done).toEqual(['piece 1']);
});
