import { describe, expect, onTestFinished, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { openNewsroom } from '../../newsroom.js';
import { emptiedDatabase, oneAfterAnother, openOn } from '../../store/postgres/postgres.js';
import { testEditions } from './editions-contract.js';

testEditions(oneAfterAnother());

describe('the same edition, sent at the same moment to two processes,', () => {
  const emptied = emptiedDatabase();
  async function sentToBoth(headers: Record<string, string>) {
    const url = await emptied();
    const here = await openNewsroom({ store: await openOn(url) });
    const there = await openNewsroom({ store: await openOn(url), empty: true });
    onTestFinished(() => Promise.all([here.close(), there.close()]).then(() => {}));
    const details = { title: 'The ferry', publisher: 'The Post', language: 'en', text: 'In May.' };
    const { id } = await addArticle(here.desk, here.mira, parse(articleInput, details));
    const programs = [await here.bearer(here.mira), await there.bearer(there.mira)];
    const answers = await Promise.all(
      programs.map((program) =>
        program.post(`/api/articles/${id}/editions`).set(headers).send({ text: 'In June.' }),
      ),
    );
    expect((await here.store.get('articles', id))?.edition).toBe(2);
    return answers.sort((one, other) => one.status - other.status);
  }

  test('is brought in once, and whoever comes second is told which it is', async () => {
    const [made, refused] = await sentToBoth({});
    expect(made?.status).toBe(201);
    expect(refused?.status).toBe(422);
    expect(refused?.body.errors).toEqual([
      { field: 'text', message: 'This text is the same as edition 2. Nothing was saved.' },
    ]);
  });

  test('is answered alike under one Idempotency-Key', async () => {
    const [made, again] = await sentToBoth({ 'Idempotency-Key': 'june' });
    expect(made?.status).toBe(201);
    expect([again?.status, again?.headers.location]).toEqual([201, made?.headers.location]);
    expect(again?.body).toEqual(made?.body);
  });
});
