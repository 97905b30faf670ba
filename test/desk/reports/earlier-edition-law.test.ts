import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import { openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';
import { emptiedDatabase, openOn } from '../../store/postgres/postgres.js';
import { goOn, openActing } from './desk-acts.js';
import { holds, numRuns, periods } from './earlier-editions.js';

const twoDays = 2 * 24 * 60 * 60_000;
/** To make a history smaller takes minutes. */
const asOften = { numRuns, endOnFailure: true };

describe('a report of an earlier edition is byte for byte what it was right before the next came in', () => {
  test.each([
    ['whatever has been done since', 0],
    ['also by a clock that jumps', twoDays],
  ])(
    '%s',
    async (_, most) => {
      await fc.assert(
        fc.asyncProperty(periods({ most, processes: 1 }), async (some) => {
          const room = await openNewsroom({ store: openMemoryStore() });
          try {
            await holds([await openActing(room)], some);
          } finally {
            await room.close();
          }
        }),
        asOften,
      );
    },
    7_200_000,
  );

  const emptied = emptiedDatabase();
  test('also by two processes on PostgreSQL whose clocks jump apart', async () => {
    await fc.assert(
      fc.asyncProperty(periods({ most: twoDays, processes: 2 }), async (some) => {
        const url = await emptied();
        const [room, other] = await Promise.all([openedOn(url), openedOn(url, { empty: true })]);
        try {
          const acting = await openActing(room);
          await holds([acting, await goOn(other, acting)], some);
        } finally {
          await other.close();
          await room.close();
        }
      }),
      { ...asOften, numRuns: Math.ceil(numRuns / 2) },
    );
  }, 7_200_000);
});

async function openedOn(url: string, options: { empty?: boolean } = {}) {
  const store: Store = await openOn(url);
  return openNewsroom({ store, ...options });
}
