import { expect, test } from 'vitest';
import { articleTalliesOf } from '../../src/desk/articles/article-tallies.js';
import { type Desk, openDesk } from '../../src/desk/desk.js';
import { prepare } from '../../src/desk/prepare.js';
import { waitingFor } from '../../src/desk/review/queue.js';
import { insert } from '../../src/store/store.js';
import { annotation, article, person } from '../store/documents.js';
import { openMemoryStore } from '../store/memory.js';

const many = 3_000;
const nils = person('nils');

async function filledDesk(): Promise<Desk> {
  const desk = openDesk(openMemoryStore());
  const made = Array.from({ length: many }, (_, n) => {
    const note = `Case number ${n} of the long list of cases that were told of.`;
    return insert('annotations', annotation(`a${n}`, { creator: 'mira', note }));
  });
  await desk.store.commit([insert('people', nils), insert('articles', article('bridge')), ...made]);
  return desk;
}

test('who asks while a desk is prepared is answered by all of it, and so is who asks later', async () => {
  const desk = await filledDesk();
  const prepared = prepare(desk);
  const found = desk.store.search('annotations', { words: `${many - 1}` });
  expect(await waitingFor(desk, nils)).toBe(many);
  expect((await found).items).toHaveLength(1);
  await prepared;
  expect((await articleTalliesOf(desk))[0]?.tally.annotations).toBe(many);
});

test('a desk that is closed while it is prepared answers no search by half', async () => {
  const desk = await filledDesk();
  const search = desk.store.search('annotations', { words: `${many - 1}` });
  const outcomes = Promise.allSettled([prepare(desk), search]);
  await desk.store.close();
  const unavailable = { status: 'rejected', reason: { code: 'unavailable' } };
  expect(await outcomes).toMatchObject([unavailable, unavailable]);
});
