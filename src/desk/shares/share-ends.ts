import type { Stamp } from '../../domain/annotations/annotation.js';
import { all, type Change, replace } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { collected } from '../documents.js';
import { commitAnew } from '../with-retry.js';

/** Ends what is shared of an article that is gone, so that it stays so if the article is brought in again. */
export async function endSharesOf(desk: Desk, article: string, stamp: Stamp): Promise<void> {
  await commitAnew(desk, async () => {
    const shares = await collected(all(desk.store, 'shares', 'article', { key: article }));
    const ended = { ...stamp, how: 'article deleted' as const };
    return shares.flatMap((share): Change[] =>
      share.ended ? [] : [replace('shares', { ...share, ended })],
    );
  });
}
