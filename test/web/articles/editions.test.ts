import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';

const first = [
  'A boat lies at the quay.',
  'The ferry will stop in May, two members of the harbour board said. The mayor was not asked.',
  'At least 12 people wrote to the paper. Nobody asked the crew, who had gone home by then.',
].join('\n');
const second = [
  'The ferry will stop in May, two members of the harbour board denied. The mayor was not asked.',
  'At least 15 people wrote to the paper. Nobody asked the crew, who had gone home by then.',
].join('\n');

let room: Newsroom;
let article: Article;
beforeEach(async () => {
  room = await openNewsroom();
  const input = {
    title: 'The ferry',
    publisher: 'The Morning Ledger',
    text: first,
    language: 'en',
  };
  article = await addArticle(room.desk, room.mira, articleInput.parse(input));
});
afterEach(() => room.close());

async function annotate(exact: string): Promise<Annotation> {
  const chain = 'Ida Brandt -told-> The Morning Ledger (outlet)';
  const input = annotationInput.parse({ target: { exact }, chain, confidence: 'moderate' });
  return (await createAnnotation(room.desk, room.jonas, article.id, input)).annotation;
}

async function api() {
  return room.bearer(room.mira);
}

test('whose passage is gone is put on another without scripts, by its form', async () => {
  const { id } = await annotate('A boat lies at the quay.');
  await (await api())
    .post(`/api/articles/${article.id}/editions`)
    .send({ text: second })
    .expect(201);
  const jonas = await room.signedIn(room.jonas);
  const page = pageOf((await jonas.get(`/articles/${article.id}`).expect(200)).text);
  const link = '.orphans form[data-attach="1"] a';
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

describe('on the pages', () => {
  const unchanged =
    'No word has changed: only white space, quotation marks, dashes, or how characters are coded.';

  test('a preview says what changes; saving it says so, and can be undone', async () => {
    await annotate('12 people');
    const browser = await room.signedIn(room.mira);
    const preview = await browser
      .post(`/articles/${article.id}/editions/preview`)
      .type('form')
      .send({ text: second, note: 'Corrected' })
      .expect(200);
    const page = pageOf(preview.text);
    expect(wordsOf(page, '[data-placements] li')).toEqual([
      '1 annotation changes, and goes to its author',
    ]);
    expect(wordsOf(page, '.difference del').join(' | ')).toContain('12');
    expect(wordsOf(page, '.difference ins').join(' | ')).toContain('15');
    await browser
      .post(`/articles/${article.id}/editions`)
      .type('form')
      .send({ text: second, note: 'Corrected' })
      .expect(303);
    const shown = pageOf((await browser.get(`/articles/${article.id}`).expect(200)).text);
    expect(shown.querySelector('[data-edition-text]')?.textContent).toBe(second);
    expect(wordsOf(shown, '.placement')[0]).toContain('it reads now “15 people”');
    await browser.post(`/articles/${article.id}/editions/2/removal`).expect(303);
    const back = pageOf((await browser.get(`/articles/${article.id}`).expect(200)).text);
    expect(back.querySelector('[data-edition-text]')?.textContent).toBe(first);
  });

  test('what the program says in a text from right to left reads from left to right, and turns no line of it', async () => {
    const line = (words: string) => `${words} عند الرصيف منذ أسبوع ولم يره أحد من المارة.`;
    const [boat, ferry, people] = [line('القارب'), line('العبّارة الكبيرة'), line('وقف الناس هناك')];
    const details = { title: 'العبّارة', publisher: 'الخليج', language: 'ar' };
    const input = articleInput.parse({ ...details, text: [boat, ferry, people, 'أ'].join('\n') });
    const { id } = await addArticle(room.desk, room.mira, input);
    const browser = await room.signedIn(room.mira);
    const sent = browser.post(`/articles/${id}/editions/preview`).type('form');
    const { text } = await sent.send({ text: [ferry, people, boat, 'أ'].join('\n') }).expect(200);
    const own = [...pageOf(text).querySelectorAll('.moved-sign, .skipped td > *')];
    expect(own.map((each) => each.textContent?.trim())).toEqual(
      expect.arrayContaining(['Moved away:', 'Moved here:', '2 unchanged lines']),
    );
    const said = own.map((each) => [each.getAttribute('dir'), each.getAttribute('lang')].join(' '));
    expect(new Set(said)).toEqual(new Set(['ltr en']));
  });

  test('the toast counts what became of them, all with one verb each', async () => {
    for (const exact of ['A boat lies at the quay.', '12 people', 'The ferry will stop in May'])
      await annotate(exact);
    await annotate('Nobody asked the crew');
    const browser = await room.signedIn(room.mira);
    const sent = browser.post(`/articles/${article.id}/editions`).type('form');
    await sent.send({ text: second }).expect(303);
    const shown = pageOf((await browser.get(`/articles/${article.id}`).expect(200)).text);
    expect(wordsOf(shown, '.toast p')).toEqual([
      'Edition 2 is saved: 1 annotation moved, 2 changed and 1 lost its place.',
    ]);
  });

  test.each([
    ['one blank more at its end', `${first}\n`, true],
    ['another white space', first.replace('in May, two', 'in\u00a0May,  two'), true],
    ['another word', second, false],
  ])('a preview says whether a word has changed: %s', async (_what, text, isSame) => {
    const browser = await room.signedIn(room.mira);
    const sent = browser.post(`/articles/${article.id}/editions/preview`).type('form');
    const page = pageOf((await sent.send({ text }).expect(200)).text);
    expect(wordsOf(page, '.remark').includes(unchanged)).toBe(isSame);
  });

  test('accents that are written in another way change no word', async () => {
    const browser = await room.signedIn(room.mira);
    const bring = (path: string, text: string) =>
      browser.post(`/articles/${article.id}/editions${path}`).type('form').send({ text });
    await bring('', first.replace('boat', 'café')).expect(303);
    const { text } = await bring('/preview', first.replace('boat', 'café').normalize('NFD'));
    expect(wordsOf(pageOf(text), '.remark')).toContain(unchanged);
  });

  test('a preview names the reports that change, and by how many links they are read', async () => {
    const browser = await room.signedIn(room.mira);
    const reports = async () => {
      const sent = browser.post(`/articles/${article.id}/editions/preview`).type('form');
      return wordsOf(pageOf((await sent.send({ text: second })).text), '[data-reports] li');
    };
    const told = [
      'The report on this article is of edition 2 then; that of edition 1 can still be had.',
    ];
    expect(await reports()).toEqual(told);
    const links = `/api/articles/${article.id}/shares`;
    const { id } = (await (await api()).post(links).send({}).expect(201)).body;
    await (await api()).post(links).send({ expires: '2026-03-03T09:00:00Z' }).expect(201);
    const shows = 'the new edition as soon as it is saved.';
    expect(await reports()).toEqual([...told, `2 links by which it is shared show ${shows}`]);
    await (await api()).delete(`/api/shares/${id}`).expect(204);
    expect(await reports()).toEqual([...told, `One link by which it is shared shows ${shows}`]);
    room.pass({ hours: 25 });
    const again = await room.signedIn(room.mira);
    const sent = again.post(`/articles/${article.id}/editions/preview`).type('form');
    const late = pageOf((await sent.send({ text: second })).text);
    expect(wordsOf(late, '[data-reports] li')).toEqual(told);
  });

  test('an earlier edition is read as it was, and not annotated', async () => {
    await annotate('12 people');
    const mira = await api();
    await mira.post(`/api/articles/${article.id}/editions`).send({ text: second }).expect(201);
    const browser = await room.signedIn(room.mira);
    const page = pageOf((await browser.get(`/articles/${article.id}?edition=1`).expect(200)).text);
    expect(page.querySelector('[data-edition-text]')?.textContent).toBe(first);
    expect(wordsOf(page, 'mark')).toEqual(['12 people']);
    expect(page.querySelector('[data-annotation-form]')).toBeNull();
    const list = pageOf((await browser.get(`/articles/${article.id}/editions`).expect(200)).text);
    expect(wordsOf(list, '.editions a')).toContain('What changed');
    const sides = await browser
      .get(`/articles/${article.id}/editions/comparison?from=1&to=2`)
      .expect(200);
    expect(wordsOf(pageOf(sides.text), '.difference th')).toEqual(['Edition 1', 'Edition 2']);
  });

  test('what has changed waits for its author, who takes the new wording from its card', async () => {
    const people = await annotate('12 people');
    await (await api())
      .post(`/api/articles/${article.id}/editions`)
      .send({ text: second })
      .expect(201);
    const jonas = await room.signedIn(room.jonas);
    const queue = pageOf((await jonas.get('/review').expect(200)).text);
    expect(wordsOf(queue, 'main').join(' ')).toContain('The text has changed under this');
    const page = pageOf((await jonas.get(`/articles/${article.id}`).expect(200)).text);
    const form = page.querySelector(`form[action="/annotations/${people.id}/attachment"]`);
    const fields = Array.from(form?.querySelectorAll('input') ?? [], (input) => [
      input.name,
      input.value,
    ]);
    await jonas
      .post(`/annotations/${people.id}/attachment`)
      .type('form')
      .send(Object.fromEntries(fields))
      .expect(303);
    const { body } = await (await api()).get(`/api/annotations/${people.id}`).expect(200);
    expect(body).toMatchObject({
      edition: 2,
      target: { exact: '15 people' },
      placement: { kind: 'exact' },
    });
  });

  test('what was left out of its page is listed, and can be put in', async () => {
    const html = `<title>The ferry</title><article><p>${second.replace('\n', '</p><p>')}</p><aside>The boat was built in 1961.</aside></article>`;
    const browser = await room.signedIn(room.mira);
    const preview = await browser
      .post(`/articles/${article.id}/editions/preview`)
      .attach('file', Buffer.from(html), 'ferry.html')
      .expect(200);
    const page = pageOf(preview.text);
    expect(wordsOf(page, '[data-left-out] li span')[0]).toBe('The boat was built in 1961.');
    const form = page.querySelector('form[action$="/editions"]');
    const sent = filledIn(form, {
      put: page.querySelector('[name=put]')?.getAttribute('value') ?? '',
    });
    const again = await browser
      .post(`/articles/${article.id}/editions/preview`)
      .type('form')
      .send(sent)
      .expect(200);
    expect(pageOf(again.text).querySelector('textarea')?.value).toContain('built in 1961');
  });

  test('a text that is the same says so at the text, which is kept', async () => {
    const browser = await room.signedIn(room.mira);
    const { text } = await browser
      .post(`/articles/${article.id}/editions/preview`)
      .type('form')
      .send({ text: first, note: 'Again' })
      .expect(422);
    const page = pageOf(text);
    expect(wordsOf(page, '#fault-text')[0]).toContain('the same as edition 1');
    expect(page.querySelector('textarea')?.textContent?.trim()).toBe(first);
  });

  describe('a preview of an edition, saved after a colleague has brought one in,', () => {
    const third = second.replace('The mayor was not asked.', 'The mayor was asked twice.');
    const send = (browser: Awaited<ReturnType<Newsroom['signedIn']>>, path: string, form: string) =>
      browser.post(`/articles/${article.id}/editions${path}`).type('form').send(form);
    const previewed = async (text: string) => {
      const browser = await room.signedIn(room.mira);
      const sent = new URLSearchParams({ text, note: 'Asked' }).toString();
      const page = pageOf((await send(browser, '/preview', sent).expect(200)).text);
      return { browser, form: filledIn(page.querySelector('form[action$="/editions"]')) };
    };

    test('is not saved over it: what it changes now is shown, with all that was typed', async () => {
      const { browser, form } = await previewed(third);
      await (await api())
        .post(`/api/articles/${article.id}/editions`)
        .send({ text: second })
        .expect(201);
      const refused = pageOf((await send(browser, '', form).expect(409)).text);
      expect(wordsOf(refused, '[role=alert]')[0]).toContain(
        'This text was compared with edition 1, and the newest is edition 2 by now.',
      );
      expect(wordsOf(refused, 'h1')).toEqual(['Check edition 3']);
      expect(wordsOf(refused, '.difference ins').join(' ')).toContain('twice');
      expect(wordsOf(refused, '.difference ins').join(' ')).not.toContain('15');
      expect(refused.querySelector('[name=note]')?.getAttribute('value')).toBe('Asked');
      const again = filledIn(refused.querySelector('form[action$="/editions"]'));
      await send(browser, '', again).expect(303);
    });

    test('is shown again with what else is wrong, as its file was read', async () => {
      const { browser, form } = await previewed(third);
      const fields = new URLSearchParams(form);
      fields.set('note', 'x'.repeat(20_001));
      const refused = pageOf((await send(browser, '', fields.toString()).expect(422)).text);
      expect(wordsOf(refused, 'h1')).toEqual(['Check edition 2']);
      expect(wordsOf(refused, '[data-field=note] .fault')).toEqual([
        'Use at most 20,000 characters.',
      ]);
    });

    test('goes back to its text where it can’t be shown', async () => {
      const { browser, form } = await previewed(third);
      await openRound(room.desk, room.mira, article.id, ['jonas', 'nils']);
      const refused = pageOf((await send(browser, '', form).expect(409)).text);
      expect(wordsOf(refused, 'h1')).toEqual(['New edition']);
      expect(refused.querySelector('textarea')?.value).toContain('asked twice');
      expect(wordsOf(refused, '[role=alert]')[0]).toContain('blind round');
    });

    test('nor one by a program that says after which edition it comes', async () => {
      const mira = await api();
      const path = `/api/articles/${article.id}/editions`;
      await mira.post(path).send({ text: second, after: 1 }).expect(201);
      for (const more of [{}, { dryRun: true }]) {
        const { body } = await mira
          .post(path)
          .send({ text: third, after: 1, ...more })
          .expect(409);
        expect(body).toMatchObject({ code: 'conflict', edition: 2 });
      }
      await mira.post(path).send({ text: third, after: 2 }).expect(201);
    });

    test('nor after the one that it was compared with is taken back', async () => {
      const path = `/api/articles/${article.id}/editions`;
      await (await api()).post(path).send({ text: second }).expect(201);
      const { browser, form } = await previewed(third);
      await browser.post(`/articles/${article.id}/editions/2/removal`).expect(303);
      const refused = pageOf((await send(browser, '', form).expect(409)).text);
      expect(wordsOf(refused, 'h1')).toEqual(['Check edition 2']);
    });
  });

  test('an edition on which something was built stays', async () => {
    const mira = await api();
    await mira.post(`/api/articles/${article.id}/editions`).send({ text: second }).expect(201);
    await annotate('15 people');
    const browser = await room.signedIn(room.mira);
    await browser.post(`/articles/${article.id}/editions/2/removal`).expect(409);
  });
});
