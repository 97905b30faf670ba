import type { RequestHandler } from 'express';
import type { Desk } from '../../desk/desk.js';
import { LastUsed } from '../../domain/last-used.js';
import { wasLetIn } from '../access/let-in-before.js';
import { readingAhead, type StoreRead } from './read-ahead.js';

/** Reads by `get` and `find` what a handler asks for first, in the same way; may fail. */
export type FirstReading = (
  desk: Desk,
  asked: { params: { id: string }; query: Readonly<Record<string, unknown>> },
) => Promise<unknown>;

/** How much is remembered of what was read at the addresses of a path, in characters. */
const maxRemembered = 1_000_000;

/**
 * Begins to read for somebody who bears what has let them in before: what `read` does, and what was read last
 * at the same address, which most likely is read again.
 */
export function readingFirst(desk: Desk, path: string, read: FirstReading): RequestHandler {
  const readLast = new LastUsed<StoreRead[]>(maxRemembered, lengthOf);
  const pattern = new RegExp(`^${path.replace(':id', '([\\w-]+)')}$`, 'u');
  return (req, _res, next) => {
    const id = req.method === 'GET' ? pattern.exec(req.path)?.[1] : undefined;
    if (id !== undefined && wasLetIn(req)) {
      const last = readLast.get(req.url) ?? [];
      let asked: StoreRead[] = [];
      const { begin, beginAgain, goOn } = readingAhead(desk.whole, (one) => {
        asked = [...asked, one];
        readLast.use(req.url, asked);
      });
      req.readAhead = goOn;
      // The handler asks again, and fails as it has to.
      read({ ...desk, store: begin }, { params: { id }, query: req.query }).catch(() => {});
      for (const one of last) beginAgain(one);
    }
    next();
  };
}

function lengthOf(asked: readonly StoreRead[]): number {
  return asked.reduce((sum, { named }) => sum + named.length, 0);
}
