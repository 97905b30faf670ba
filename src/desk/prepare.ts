import { editionId } from '../domain/articles/article.js';
import { searchedCollections } from '../store/store.js';
import { deskLabels } from './annotations/desk-labels.js';
import { articleTalliesOf } from './articles/article-tallies.js';
import { needsThread, readyToCompare } from './articles/edition-thread.js';
import { compareAllWording } from './articles/shared-wording.js';
import { claimStandings } from './claims/kept-claims.js';
import type { Desk } from './desk.js';
import { reviewIndexOf } from './review/review-index.js';

/** Has a store in a file read what it left for later when it was opened. Throws *unreadable* where it can't. */
export async function readRest({ whole }: Desk): Promise<void> {
  for (const name of ['annotations', 'events'] as const) await whole.get(name, '');
}

/**
 * Makes what is worked out of the whole desk and kept, piece by piece between the turns of others, so
 * that the first who asks has to wait for less of it or for none. What fails is made when it is wanted.
 */
export async function prepare(desk: Desk): Promise<void> {
  await reviewIndexOf(desk, 'waiting');
  // No words find nothing; where words are held in memory, they are all taken in for it.
  for (const name of searchedCollections) await desk.whole.search(name, { words: '' });
  await articleTalliesOf(desk);
  await claimStandings(desk);
  await deskLabels(desk);
  await compareAllWording(desk);
  await readyForEditions(desk);
}

/** Where one of so many articles, those added last, is long, the next edition may be one of a long one. */
const articlesLookedAt = 20;

async function readyForEditions(desk: Desk): Promise<void> {
  const query = { key: '', order: 'descending', limit: articlesLookedAt } as const;
  for (const { id, edition } of (await desk.whole.find('articles', 'added', query)).items) {
    const newest = await desk.whole.get('editions', editionId(id, edition));
    if (newest && needsThread(newest.text)) return readyToCompare(newest.text);
  }
}
