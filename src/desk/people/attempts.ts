import type { Documents } from '../../store/documents.js';
import { type Change, insert, remove, type Store } from '../../store/store.js';
import { type Desk, isToCome, now } from '../desk.js';
import { commitWithRetry } from '../with-retry.js';
import { unlessRefused } from './sessions.js';

type Attempt = Documents['attempts'];

/** For how long attempts are remembered: each key's for so long from its first. */
export const attemptMinutes = 15;
const attemptMs = attemptMinutes * 60_000;

/** An attempt that was counted. */
export interface CountedAttempt {
  /** Forgets it; while the database is away that is owed, and done before the next one is counted. */
  takeBack(): Promise<void>;
}

/**
 * Counts one more attempt under a key, of which there may be `limit`; null, and nothing counted,
 * where there are as many already. Attempts are kept in the store, each as a document of its own,
 * so that those made at once, in whatever process, are all counted.
 */
export async function countAttempt(
  desk: Desk,
  key: string,
  limit: number,
): Promise<CountedAttempt | null> {
  await forgetOwed(desk);
  await forgetOld(desk);
  const before = await standing(desk, key, limit);
  if (before.length >= limit) return null;
  const until = before[0]?.until ?? new Date(desk.clock().getTime() + attemptMs).toISOString();
  const id = desk.newId();
  await desk.store.commit([insert('attempts', { id, version: 1, key, until })]);
  const takeBack = () => forget(desk, id);
  const among = (await standing(desk, key, limit)).some((attempt) => attempt.id === id);
  if (among) return { takeBack };
  await takeBack();
  return null;
}

/** The first attempts under a key that still count, `limit` at the most. */
async function standing(desk: Desk, key: string, limit: number): Promise<Attempt[]> {
  const { items } = await desk.store.find('attempts', 'key', { key, limit: limit * 2 });
  return items.filter(({ until }) => isToCome(desk, until, attemptMs)).slice(0, limit);
}

/** Attempts that shall not count, and could not be removed yet: ids, some thousand at the most. */
const owed = new WeakMap<Store, Set<string>>();
const maxOwed = 1_000;

/** What the attempt was made for has come to its end, and never fails here. */
async function forget(desk: Desk, id: string): Promise<void> {
  const ids = owed.get(desk.whole) ?? new Set();
  owed.set(desk.whole, ids);
  if (ids.size < maxOwed) ids.add(id);
  await unlessRefused(
    commitWithRetry(desk, () => removal(desk, id)).then(() => {
      ids.delete(id);
    }),
  );
}

async function forgetOwed(desk: Desk): Promise<void> {
  for (const id of owed.get(desk.whole) ?? []) await forget(desk, id);
}

async function removal(desk: Desk, id: string): Promise<Change[]> {
  const attempt = await desk.store.get('attempts', id);
  return attempt ? [remove('attempts', attempt)] : [];
}

/** Removes what has run out, a hundred at a time. */
async function forgetOld(desk: Desk): Promise<void> {
  const { items } = await desk.store.find('attempts', 'until', { key: '', limit: 100 });
  const old = items.filter(({ until }) => until <= now(desk));
  await unlessRefused(desk.store.commit(old.map((attempt) => remove('attempts', attempt))));
}
