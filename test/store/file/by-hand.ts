import type { RunLater } from '../../../src/store/file/folding.js';

/** A scheduler whose time comes when a test says so. */
export function byHand(): { later: RunLater; quiet(): Promise<void> } {
  let work: (() => Promise<void>) | null = null;
  return {
    later: (_, next) => {
      work = next;
      return () => {
        work = null;
      };
    },
    quiet: async () => work?.(),
  };
}
