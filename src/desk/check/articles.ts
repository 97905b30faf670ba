import { type Article, type Edition, editionId } from '../../domain/articles/article.js';
import { lengthInCodePoints } from '../../domain/text/text.js';
import { counted } from '../../domain/text/wording.js';
import { webAddressOf } from '../../domain/web-address.js';
import { all, type Store } from '../../store/store.js';
import { sha256 } from '../digest.js';
import { type Finding, fault, note } from './finding.js';

/** Articles without their editions, and editions that are not what they were captured as. */
export async function* checkArticles(store: Store): AsyncGenerator<Finding> {
  for await (const article of all(store, 'articles', 'added', { key: '' })) {
    yield* editionsOf(store, article);
  }
  // Few at a time: each holds a whole text.
  for await (const edition of all(store, 'editions', 'all', { key: '', limit: 10 })) {
    yield* findings(edition, await store.get('articles', edition.article));
  }
}

async function* editionsOf(store: Store, { id, edition, url }: Article): AsyncGenerator<Finding> {
  const where = `article ${id}`;
  if (url !== null && webAddressOf(url) !== url) {
    yield note(
      where,
      'Its web address is not a valid one; a mended one, or none, leaves the desk.',
    );
  }
  const count = await store.count('editions', 'article', id);
  if (count !== edition) {
    yield fault(where, `It should have ${counted(edition, 'edition')}, and has ${count}.`);
  }
  if ((await store.get('editions', editionId(id, edition))) === null) {
    yield fault(where, `Its newest edition, number ${edition}, is not there.`);
  }
}

function* findings(edition: Edition, article: Article | null): Generator<Finding> {
  const where = `edition ${edition.id}`;
  if (!article) {
    yield fault(where, 'It belongs to an article that is not there.');
  } else if (edition.number > article.edition) {
    yield fault(where, `Its article says that the newest edition is number ${article.edition}.`);
  }
  if (edition.id !== editionId(edition.article, edition.number)) {
    yield fault(where, 'Its id does not go with its article and number.');
  }
  if (edition.sha256 !== sha256(edition.text)) {
    yield fault(where, 'Its text is not the text that was captured: the SHA-256 differs.');
  }
  if (edition.length !== lengthInCodePoints(edition.text)) {
    yield fault(where, 'Its text is not as long as its record says.');
  }
}
