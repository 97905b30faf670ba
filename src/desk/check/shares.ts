import { originOf, type Share } from '../../domain/shares/share.js';
import { all, type Store } from '../../store/store.js';
import { type Finding, fault } from './finding.js';

/** Links by which nothing is to be read, and sites that stand in a header as what they are not. */
export async function* checkShares(store: Store): AsyncGenerator<Finding> {
  for await (const share of all(store, 'shares', 'all', { key: '' })) {
    yield* findings(store, share);
  }
}

async function* findings(store: Store, share: Share): AsyncGenerator<Finding> {
  const where = `share ${share.id}`;
  if (!share.ended && !(await store.get('articles', share.article))) {
    yield fault(where, 'Its link was not ended with its article, which is not there.');
  }
  if (share.origins.some((origin) => originOf(origin) !== origin)) {
    yield fault(where, 'What may show it in a frame is not the address of a site.');
  }
}
