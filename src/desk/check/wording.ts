import { type Article, editionId } from '../../domain/articles/article.js';
import type { SharedWithArticle } from '../../domain/articles/wording.js';
import { all, type Store } from '../../store/store.js';
import { sharedOf } from '../articles/shared-wording.js';
import { maxOwners, type WordingIndex, wordingIndexOf } from '../articles/wording-index.js';
import { type Finding, fault, note } from './finding.js';

/** What is kept of the wording that articles share, and is not what their texts say. */
export async function* checkWording(store: Store): AsyncGenerator<Finding> {
  const index = await wordingIndexOf(store);
  for await (const article of all(store, 'articles', 'added', { key: '', limit: 100 })) {
    yield* wordingFindings(store, index, article);
  }
  for await (const { id } of all(store, 'wordings', 'all', { key: '' })) {
    if (await store.get('articles', id)) continue;
    yield fault(`article ${id}`, 'What it shares with others is kept, and it is not there.');
  }
}

async function* wordingFindings(
  store: Store,
  index: WordingIndex,
  { id, edition: number, created }: Article,
): AsyncGenerator<Finding> {
  const where = `article ${id}`;
  const wording = await store.get('wordings', id);
  const edition = await store.get('editions', editionId(id, number));
  if (!edition) return;
  if (wording?.edition !== number) {
    yield note(where, 'It is not compared with others yet: a desk that is served does that.');
    return;
  }
  const kept = byArticle(wording.shared);
  const found = byArticle(await sharedOf(store, index, edition, [...kept.keys()]));
  for (const [other, { passages, edition: compared }] of kept) {
    if ((await store.get('articles', other))?.edition !== compared) continue;
    if (JSON.stringify(found.get(other)?.passages ?? []) === JSON.stringify(passages)) continue;
    yield fault(where, `What it shares with article ${other} is not what is kept of that.`);
  }
  // Of so many that share it only some were held against each other.
  if (found.size >= maxOwners - 1) return;
  for (const other of found.keys()) {
    if (kept.has(other) || (await isKeptOrFoundThere(store, other, { id, created }))) continue;
    yield fault(where, `It shares wording with article ${other}, and that is not kept.`);
  }
}

/** The later of two articles is held against the earlier, and tells what they share. */
async function isKeptOrFoundThere(
  store: Store,
  other: string,
  { id, created }: Pick<Article, 'id' | 'created'>,
): Promise<boolean> {
  const [article] = await store.getMany('articles', [other]);
  if (!article || article.created > created) return true;
  if (article.created === created && other > id) return true;
  const wording = await store.get('wordings', other);
  return wording?.shared.some((each) => each.article === id) ?? false;
}

function byArticle(shared: readonly SharedWithArticle[]): Map<string, SharedWithArticle> {
  return new Map(shared.map((each) => [each.article, each]));
}
