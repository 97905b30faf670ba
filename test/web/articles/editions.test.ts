import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { first, openToBeCorrected, second, type ToBeCorrected } from './to-be-corrected.js';

let room: ToBeCorrected['room'];
let article: ToBeCorrected['article'];
let annotate: ToBeCorrected['annotate'];
let api: ToBeCorrected['api'];
beforeEach(async () => {
  ({ room, article, annotate, api } = await openToBeCorrected());
});
afterEach(() => room.close());

test('whose passage is gone is put on another without scripts, by its form', async () => {
  const { id } = await annotate('A boat lies at the quay.');
  await (await api())
    .post(`/api/articles/${article.id}/editions`)
    .send({ text: second })
    .expect(201);
  const jonas = await room.signedIn(room.jonas);
  const page = pageOf((await jonas.get(`/articles/${article.id}`).expect(200)).text);
  const link = '.orphans [data-number="1"] form[data-attach] a';
  expect(wordsOf(page, link)).toEqual(['Select its passage for annotation 1']);
  const href = page.querySelector(link)?.getAttribute('href') ?? '';
  const form = pageOf((await jonas.get(href).expect(200)).text);
  await jonas
    .post(`/annotations/${id}`)
    .type('form')
    .send(
      filledIn(form.querySelector('form.annotation-form'), { exact: 'The mayor was not asked.' }),
    )
    .expect(303);
  const { body } = await (await api()).get(`/api/annotations/${id}`).expect(200);
  expect(body).toMatchObject({
    edition: 2,
    target: { exact: 'The mayor was not asked.', start: second.indexOf('The mayor') },
  });
});

describe('a new edition, by program,', () => {
  test('carries each annotation over, and says of each what became of it', async () => {
    const [boat, stop, people, crew] = [
      await annotate('A boat lies at the quay.'),
      await annotate('The ferry will stop in May'),
      await annotate('12 people'),
      await annotate('Nobody asked the crew'),
    ];
    const { body } = await (await api())
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: second, note: 'Corrected.' })
      .expect(201);
    expect(body).toMatchObject({
      number: 2,
      placements: { exact: 0, moved: 1, changed: 2, ambiguous: 0, missing: 1 },
    });
    const kinds = Object.fromEntries(
      body.annotations.map(({ id, placement }: { id: string; placement: { kind: string } }) => [
        id,
        placement.kind,
      ]),
    );
    expect(kinds).toEqual({
      [boat.id]: 'missing',
      [stop.id]: 'changed',
      [people.id]: 'changed',
      [crew.id]: 'moved',
    });
    const moved = await (await api()).get(`/api/annotations/${crew.id}`).expect(200);
    expect(moved.body).toMatchObject({
      edition: 2,
      target: { exact: 'Nobody asked the crew', start: second.indexOf('Nobody') },
      placement: { kind: 'moved', edition: 2 },
    });
    const changed = await (await api()).get(`/api/annotations/${people.id}`).expect(200);
    expect(changed.body).toMatchObject({
      target: { exact: '15 people' },
      placement: { kind: 'changed', was: '12 people', reason: 'Its wording has changed.' },
    });
    const lost = await (await api()).get(`/api/annotations/${boat.id}`).expect(200);
    expect(lost.body).toMatchObject({
      edition: 1,
      target: { exact: 'A boat lies at the quay.', start: 0 },
      placement: { kind: 'missing', edition: 2, reason: 'Its passage was removed.' },
    });
  });

  test('answers where each stands in the code points of the edition that it says', async () => {
    const { id } = await annotate('Nobody asked the crew');
    const mira = await api();
    const text = `🛳️ The boat has a name by now. ${'It lies there. '.repeat(30)}\n${first}`;
    const { body } = await mira
      .post(`/api/articles/${article.id}/editions`)
      .send({ text })
      .expect(201);
    const start = [...text.slice(0, text.indexOf('Nobody asked'))].length;
    expect(body.annotations).toMatchObject([{ placement: { kind: 'moved', start } }]);
    const one = await mira.get(`/api/annotations/${id}`).expect(200);
    const list = await mira.get(`/api/articles/${article.id}/annotations`).expect(200);
    for (const answer of [one.body, ...list.body.items])
      expect(answer).toMatchObject({ edition: 2, target: { start } });
  });

  test('says with dryRun what it would do, and writes nothing', async () => {
    await annotate('12 people');
    const { body } = await (await api())
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: second, dryRun: true })
      .expect(200);
    expect(body.placements).toMatchObject({ changed: 1 });
    const { body: list } = await (await api())
      .get(`/api/articles/${article.id}/editions`)
      .expect(200);
    expect(list.items).toMatchObject([{ number: 1 }]);
  });

  test('is refused where it is the same edition', async () => {
    const { body } = await (await api())
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: first })
      .expect(422);
    expect(body.errors).toMatchObject([{ field: 'text' }]);
  });

  test('is brought in once, however often one request is sent', async () => {
    const mira = await api();
    const bring = () =>
      mira
        .post(`/api/articles/${article.id}/editions`)
        .set('Idempotency-Key', 'one')
        .send({ text: second })
        .expect(201);
    const [one, again] = [await bring(), await bring()];
    expect(again.body.number).toBe(one.body.number);
    const { body: list } = await mira.get(`/api/articles/${article.id}/editions`).expect(200);
    expect(list.items).toHaveLength(2);
  });

  test('is answered as itself where its request is sent again, though another has come since', async () => {
    await annotate('12 people');
    const mira = await api();
    const editions = `/api/articles/${article.id}/editions`;
    const bring = (key: string, text: string) =>
      mira.post(editions).set('Idempotency-Key', key).send({ text }).expect(201);
    const one = await bring('one', second);
    await bring('two', `${second}\nMore is not known.`);
    const again = await bring('one', second);
    expect(again.headers.location).toBe(one.headers.location);
    expect(again.body).toEqual(one.body);
    const { body: list } = await mira.get(editions).expect(200);
    expect(list.items).toHaveLength(3);
  });

  test('is not brought in anew by the same request where it was taken back', async () => {
    const mira = await api();
    const editions = `/api/articles/${article.id}/editions`;
    const bring = (key: string, text: string) =>
      mira.post(editions).set('Idempotency-Key', key).send({ text }).expect(201);
    const browser = await room.signedIn(room.mira);
    await bring('one', second);
    await browser.post(`/articles/${article.id}/editions/2/removal`).expect(303);
    expect((await bring('one', second)).body).toEqual({ number: 2 });
    await bring('two', `${second}\nMore is not known.`);
    expect((await bring('one', second)).body).toEqual({ number: 2 });
    const { body: list } = await mira.get(editions).expect(200);
    expect(list.items).toHaveLength(2);
  });

  test('goes with its article to another desk, and says the same there', async () => {
    for (const exact of ['A boat lies at the quay.', '12 people', 'Nobody asked the crew'])
      await annotate(exact);
    const ada = await room.bearer(room.ada);
    await ada
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: second, note: 'So.' })
      .expect(201);
    const report = await ada.get('/api/report?format=json').expect(200);
    const other = await openNewsroom();
    const there = await other.bearer(other.ada);
    const told = async (program: typeof ada) => {
      const { body } = await program.get(`/api/articles/${article.id}/annotations`).expect(200);
      const { body: list } = await program.get(`/api/articles/${article.id}/editions`).expect(200);
      const editions = list.items.map(({ number, note }: Record<string, unknown>) => ({
        number,
        note,
      }));
      return [
        body.items.map(({ target, placement }: Record<string, unknown>) => ({ target, placement })),
        editions,
      ];
    };
    await importReport(other.desk, other.ada, report.text);
    expect(await told(there)).toEqual(await told(ada));
    await other.close();
  });

  test('drops agreement with what has changed, once, and no other', async () => {
    const [people, crew] = [await annotate('12 people'), await annotate('Nobody asked the crew')];
    const mira = await api();
    for (const { id } of [people, crew])
      await mira.post(`/api/annotations/${id}/verdicts`).send({ verdict: 'agree' }).expect(201);
    await mira.post(`/api/articles/${article.id}/editions`).send({ text: second }).expect(201);
    await mira
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: `${second}\nA line more.` })
      .expect(201);
    const statuses = await Promise.all(
      [people, crew].map(async ({ id }) => (await mira.get(`/api/annotations/${id}`)).body),
    );
    expect(statuses).toMatchObject([
      { status: 'unreviewed', revision: 2 },
      { status: 'agreed', revision: 1 },
    ]);
  });

  test('drops agreement with changed words again when they change once more, and undo gives it back', async () => {
    const people = await annotate('12 people');
    const mira = await api();
    const state = async () => {
      const { body } = await mira.get(`/api/annotations/${people.id}`).expect(200);
      return `${body.status} ${body.revision}`;
    };
    const agree = () =>
      mira.post(`/api/annotations/${people.id}/verdicts`).send({ verdict: 'agree' }).expect(201);
    const bring = (text: string) =>
      mira.post(`/api/articles/${article.id}/editions`).send({ text }).expect(201);
    await agree();
    await bring(second);
    await agree();
    expect(await state()).toBe('agreed 2');
    await bring(second.replace('15 people', '19 people'));
    expect(await state()).toBe('unreviewed 3');
    const browser = await room.signedIn(room.mira);
    await browser.post(`/articles/${article.id}/editions/3/removal`).expect(303);
    expect(await state()).toBe('agreed 2');
  });

  test('is told wherever an annotation is listed whose text it changes', async () => {
    const chain = 'Ida Brandt -told-> The Morning Ledger (outlet)';
    const mira = await api();
    const { body } = await mira
      .post(`/api/articles/${article.id}/annotations`)
      .send({ target: { exact: '12 people' }, chain, claim: 'Twelve people wrote' })
      .expect(201);
    await mira.post(`/api/articles/${article.id}/editions`).send({ text: second }).expect(201);
    const browser = await room.signedIn(room.mira);
    const source = body.chain.hops[0].holders[0].source.id;
    for (const path of [`/claims/${body.claim.id}`, `/sources/${source}`, '/search?q=people']) {
      const { text } = await browser.get(path).expect(200);
      expect(wordsOf(pageOf(text), 'main').join(' ')).toContain('The text has changed under this');
    }
  });

  test('leaves what is sent back as it was answered where it stands', async () => {
    const boat = await annotate('A boat lies at the quay.');
    const mira = await room.bearer(room.jonas);
    await mira.post(`/api/articles/${article.id}/editions`).send({ text: second }).expect(201);
    const { body, headers } = await mira.get(`/api/annotations/${boat.id}`).expect(200);
    const { target, chain, confidence } = body;
    const after = await mira
      .put(`/api/annotations/${boat.id}`)
      .set('If-Match', String(headers.etag))
      .send({
        target: { exact: target.exact },
        chain: chain.notation,
        confidence,
        note: 'Where is it?',
      })
      .expect(200);
    expect(after.body).toMatchObject({ edition: 1, revision: 1, placement: { kind: 'missing' } });
  });
});

describe('what was read in an earlier edition and is sent after a new one', () => {
  const body = `${second}\nThe council sits on Monday. A boat lies at the quay. It has rained.`;
  const chain = 'Ida Brandt -told-> The Morning Ledger (outlet)';

  test('lands where it stands', async () => {
    const mira = await api();
    await mira.post(`/api/articles/${article.id}/editions`).send({ text: body }).expect(201);
    const start = first.indexOf('Nobody asked');
    const target = { exact: 'Nobody asked the crew', start, edition: 1 };
    const { body: saved } = await mira
      .post(`/api/articles/${article.id}/annotations`)
      .send({ target, chain })
      .expect(201);
    expect(saved).toMatchObject({ edition: 2, target: { start: body.indexOf('Nobody asked') } });
  });

  test('never lands on a look-alike: a form says why, and keeps what was typed', async () => {
    const jonas = await room.signedIn(room.jonas);
    const opened = pageOf((await jonas.get(`/articles/${article.id}`).expect(200)).text);
    const edition = opened.querySelector('form[data-annotation-form] [name=edition]');
    expect(edition?.getAttribute('value')).toBe('1');
    await (await api())
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: body })
      .expect(201);
    const { text } = await jonas
      .post(`/articles/${article.id}/annotations`)
      .type('form')
      .send({ exact: 'A boat lies at the quay.', start: '0', edition: '1', chain })
      .expect(422);
    const page = pageOf(text);
    expect(wordsOf(page, '.fault').join(' ')).toContain(
      'Edition 2 of this text has come in meanwhile. What stood around it is gone.',
    );
    expect(page.querySelector('[name=edition]')?.getAttribute('value')).toBe('2');
    expect(page.querySelector('[name=chain]')?.textContent).toContain('Ida Brandt');
    const { body: list } = await (await api()).get(`/api/articles/${article.id}/annotations`);
    expect(list.items).toEqual([]);
  });

  test('leaves an annotation where it was marked, as a form and as a program send it', async () => {
    const boat = await annotate('A boat lies at the quay.');
    const jonas = await room.bearer(room.jonas);
    const { body: before, headers } = await jonas.get(`/api/annotations/${boat.id}`).expect(200);
    const browser = await room.signedIn(room.jonas);
    const form = pageOf((await browser.get(`/annotations/${boat.id}/edit`).expect(200)).text);
    const typed = fieldsOf(form);
    await jonas.post(`/api/articles/${article.id}/editions`).send({ text: body }).expect(201);
    const { body: after } = await jonas
      .put(`/api/annotations/${boat.id}`)
      .set('If-Match', String(headers.etag))
      .send({
        target: before.target,
        chain: before.chain,
        confidence: before.confidence,
        note: '.',
      })
      .expect(200);
    expect(after).toMatchObject({ edition: 1, revision: 1, placement: { kind: 'ambiguous' } });
    const seen = pageOf((await browser.get(`/annotations/${boat.id}/edit`).expect(200)).text);
    const now = fieldsOf(seen);
    await browser
      .post(`/annotations/${boat.id}`)
      .type('form')
      .send({ ...typed, seen: now.seen, note: 'By a form.' })
      .expect(303);
    const { body: last } = await jonas.get(`/api/annotations/${boat.id}`).expect(200);
    expect(last).toMatchObject({
      edition: 1,
      note: 'By a form.',
      placement: { kind: 'ambiguous' },
    });
  });
});

/** The annotation's form on a page, as it would be sent. */
function fieldsOf(page: Document): Record<string, string> {
  const sent = filledIn(page.querySelector('form[data-annotation-form]'));
  return Object.fromEntries(new URLSearchParams(sent));
}
