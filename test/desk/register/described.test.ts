import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { parse } from '../../../src/domain/parse.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

test('a description means who was entered first by it, also where the clock was set back before the other was', async () => {
  const { desk, jonas, mira } = room;
  const text = 'The ferry will stop. A clerk said so. Another denied it.';
  const details = { title: 'The ferry', publisher: 'The Post', language: 'en', text };
  const { id } = await addArticle(desk, mira, parse(articleInput, details));
  const said = async (exact: string, chain: string) => {
    const input = parse(annotationInput, { target: { exact }, chain });
    return sourcesIn((await createAnnotation(desk, jonas, id, input)).annotation.chain);
  };
  const first = await said('will stop', 'a clerk (unnamed)');
  room.pass({ hours: -1 });
  const other = await said('denied', 'a clerk (unnamed) (another)');
  expect(other).not.toEqual(first);
  room.pass({ hours: 2 });
  expect(await said('said so', 'a clerk (unnamed)')).toEqual(first);
});
