import type { Commit, Store } from '../../../src/store/store.js';

/** What a store tells its watchers, and a way to wait for the commit of a number. */
export function heardBy(store: Store) {
  const heard: Commit[] = [];
  const waiting: { number: number; done: () => void }[] = [];
  store.watch((commit) => {
    heard.push(commit);
    for (const { number, done } of waiting) if (commit.number >= number) done();
  });
  const until = (number: number) =>
    new Promise<void>((done) => {
      if (heard.some((commit) => commit.number >= number)) done();
      else waiting.push({ number, done });
    });
  return { numbers: () => heard.map((commit) => commit.number), until };
}
