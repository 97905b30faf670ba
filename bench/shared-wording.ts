/*
 * What it takes to hold a new article against a desk of so many others: their words once, and then each
 * article that is added. Of ten that are added, each shares a passage with one that is there.
 */

import { addArticle } from '../src/desk/articles/articles.js';
import { sharedWordingOf } from '../src/desk/articles/shared-wording.js';
import { wordingIndexOf } from '../src/desk/articles/wording-index.js';
import { openDesk } from '../src/desk/desk.js';
import { operator } from '../src/desk/people/people.js';
import { articleInput } from '../src/domain/articles/article.js';
import { parse } from '../src/domain/parse.js';
import { insert } from '../src/store/store.js';
import { article, edition } from '../test/store/documents.js';
import { openMemoryStore } from '../test/store/memory.js';

const sizes = [1000, 10_000];
const wordsOfArticle = 800;

/** As often as in prose: the commonest word is every fifteenth, the thousandth one in ten thousand. */
function wordAt(random: () => number): string {
  return `w${Math.floor(Math.exp(random() * Math.log(30_000)))}`;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function textOf(seed: number, count = wordsOfArticle): string {
  const random = seeded(seed);
  return Array.from({ length: count }, () => wordAt(random)).join(' ');
}

for (const size of sizes) {
  const store = openMemoryStore();
  const desk = openDesk(store);
  for (let at = 0; at < size; at += 500) {
    const docs = Array.from({ length: 500 }, (_, n) => `a${at + n}`).flatMap((id, n) => [
      insert('articles', article(id)),
      insert('editions', { ...edition(id), text: textOf(at + n + 1) }),
    ]);
    await store.commit(docs);
  }
  const begun = performance.now();
  await wordingIndexOf(store);
  const filled = performance.now() - begun;
  const times: number[] = [];
  let found = 0;
  for (let at = 0; at < 10; at += 1) {
    const other = textOf(at * 7 + 1)
      .split(' ')
      .slice(100, 140)
      .join(' ');
    const text = `${textOf(size + at + 1, 400)} ${other} ${textOf(2 * size + at + 1, 360)}`;
    const input = parse(articleInput, { title: 'New', publisher: 'The Post', text });
    const started = performance.now();
    const added = await addArticle(desk, operator, input);
    times.push(performance.now() - started);
    found += (await sharedWordingOf(desk, added.id)).some((each) => each.article === `a${at * 7}`)
      ? 1
      : 0;
  }
  const [least, most] = [Math.min(...times), Math.max(...times)];
  console.log(
    `${size} articles: words of all once ${filled.toFixed(0)} ms; an article added ${least.toFixed(0)} to ${most.toFixed(0)} ms, ${found} of 10 found`,
  );
  await store.close();
}
