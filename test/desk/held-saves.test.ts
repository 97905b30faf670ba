import { afterEach, expect, test, vi } from 'vitest';
import { holdSaves, untilLetGo } from '../../src/desk/held-saves.js';
import { openMemoryStore } from '../store/memory.js';

afterEach(() => {
  vi.useRealTimers();
});

test('whoever saves waits until all who hold saves back have let go', async () => {
  const store = openMemoryStore();
  const letGo = [holdSaves(store), holdSaves(store)];
  let isOver = false;
  const waiting = untilLetGo(store).then(() => {
    isOver = true;
  });
  letGo[0]?.();
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  letGo[1]?.();
  await waiting;
  await untilLetGo(store);
});

test('nobody waits for ever for one who does not let go, nor for one at another desk', async () => {
  vi.useFakeTimers();
  const store = openMemoryStore();
  holdSaves(store);
  await untilLetGo(openMemoryStore());
  const waiting = untilLetGo(store);
  await vi.advanceTimersByTimeAsync(5000);
  await waiting;
});
