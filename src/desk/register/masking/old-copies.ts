import { all, replace } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { documents } from '../../documents.js';
import { commitWithRetry } from '../../with-retry.js';

/**
 * Clears away the database's own old copies, and takes from the history that something may be left in them of the names
 * that had gone by then. False where that failed.
 */
export async function clearOldCopies(desk: Desk): Promise<boolean> {
  const { whole } = desk;
  const gone: string[] = [];
  try {
    for await (const { id } of expungings(desk)) gone.push(id);
    await whole.purge();
  } catch {
    return false;
  }
  const noted = commitWithRetry(desk, async () =>
    (await documents(whole, 'events', gone)).flatMap((event) => {
      const { isUnpurged, ...after } = event.after ?? {};
      return isUnpurged ? replace('events', { ...event, after }) : [];
    }),
  );
  await noted.catch(() => {});
  return true;
}

/**
 * The same at the start of a desk, where they could not be cleared away before. False where they still can't be.
 */
export async function clearCopiesLeft(desk: Desk): Promise<boolean> {
  for await (const { after } of expungings(desk)) {
    if (after?.isUnpurged) return clearOldCopies(desk);
  }
  return true;
}

function expungings({ whole }: Desk) {
  return all(whole, 'events', 'action', { key: 'source.expunged' });
}
