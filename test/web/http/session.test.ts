import { afterEach, beforeEach, expect, test } from 'vitest';
import { Problem } from '../../../src/domain/problem.js';
import type { Store } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

let away: boolean;
let newsroom: Newsroom;
beforeEach(async () => {
  away = false;
  newsroom = await openNewsroom({ store: thatMayBeAway(openMemoryStore()) });
});
afterEach(() => newsroom.close());

test('a database that is away at the first request is found by a later one', async () => {
  away = true;
  await newsroom.visitor().get('/sign-in').expect(503);
  away = false;
  const { text } = await newsroom.visitor().get('/sign-in').expect(200);
  expect(text).toContain('Password');
});

function thatMayBeAway(store: Store): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      if (away && (name === 'get' || name === 'find')) {
        return () => Promise.reject(new Problem('unavailable', 'The database is away.'));
      }
      return own.bind(target);
    },
  });
}
