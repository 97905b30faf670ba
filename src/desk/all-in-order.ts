/**
 * What several pieces of work that go on at once come to. Where more than one fails, the first in
 * order says why, however long it took.
 */
export async function allInOrder<T extends readonly unknown[]>(
  work: {
    readonly [K in keyof T]: Promise<T[K]>;
  },
): Promise<{ -readonly [K in keyof T]: T[K] }> {
  const ended = await Promise.allSettled(work);
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return Promise.all(work);
}
