import { expect, test } from 'vitest';
import { inTurns } from '../../src/store/in-turns.js';

test('work in turns is done whole, and what waits has its turn between the pieces', async () => {
  const done: string[] = [];
  function* work(): Generator<undefined, number> {
    for (const piece of ['first', 'second']) {
      done.push(piece);
      yield;
    }
    return done.length;
  }
  setImmediate(() => done.push('another'));
  expect(await inTurns(work())).toBe(3);
  expect(done).toEqual(['first', 'another', 'second']);
});
