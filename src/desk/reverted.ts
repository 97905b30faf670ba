import type { Change, Commit } from '../store/store.js';

/**
 * What undoes a commit, as if it had never been: what it removed is there again, what it made is gone, and what it
 * changed stands as it did before, where that is known. Fails as *conflict* where somebody has gone on from it.
 */
export function reverted(
  { changes }: Pick<Commit, 'changes'>,
  before: readonly { id: string }[] = [],
): Change[] {
  const known = new Map(before.map((doc) => [doc.id, doc]));
  return changes.flatMap((change): Change[] => {
    if (change.do === 'insert') return [{ ...change, do: 'remove' }];
    if (change.do === 'remove') return [{ ...change, do: 'insert' }];
    const was = known.get(change.doc.id);
    return was ? [{ ...change, doc: { ...was, version: change.doc.version } } as Change] : [];
  });
}
