import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { articleInput } from '../../../src/domain/articles/article.js';
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
  expect(wordsOf(page, '[data-placements] > li > p')).toEqual([
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

test.each([
  [
    'another article’s text',
    'Wheat rose again on Tuesday.\nThe harvest was poor in the north.',
    true,
  ],
  ['one of its three lines', first.split('\n')[2] ?? '', false],
  ['its lines in another order', first.split('\n').reverse().join('\n'), false],
])(
  'a preview doubts that it is the same article where hardly anything of it stands: %s',
  async (_what, text, isDoubted) => {
    const browser = await room.signedIn(room.mira);
    const sent = browser.post(`/articles/${article.id}/editions/preview`).type('form');
    const page = pageOf((await sent.send({ text }).expect(200)).text);
    const doubt = 'Almost nothing of edition 1 stands in this text. Is it the same article?';
    expect(wordsOf(page, '.remark').includes(doubt)).toBe(isDoubted);
  },
);

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

test('a preview says under each count of whom it counts, in the order of the text', async () => {
  for (const exact of ['12 people', 'A boat lies at the quay.', 'The ferry will stop in May'])
    await annotate(exact);
  await annotate('Nobody asked the crew');
  const browser = await room.signedIn(room.mira);
  const sent = browser.post(`/articles/${article.id}/editions/preview`).type('form');
  const page = pageOf((await sent.send({ text: second }).expect(200)).text);
  const told = [...page.querySelectorAll('[data-placements] > li')].map((each) => [
    wordsOf(each, ':scope > p')[0],
    wordsOf(each, '.touched a'),
  ]);
  expect(told).toEqual([
    ['1 annotation moves with its words', []],
    [
      '2 annotations change, and go to their authors',
      ['“The ferry will stop in May”', '“12 people”'],
    ],
    ['1 annotation has lost its place', ['“A boat lies at the quay.”']],
  ]);
});

test('what was carried over says from which edition, and leads to its passage there', async () => {
  const [crew, boat] = [
    await annotate('Nobody asked the crew'),
    await annotate('A boat lies at the quay.'),
  ];
  const mira = await api();
  await mira.post(`/api/articles/${article.id}/editions`).send({ text: second }).expect(201);
  const ferry = await annotate('The ferry will stop in May');
  const browser = await room.signedIn(room.mira);
  const page = pageOf((await browser.get(`/articles/${article.id}`).expect(200)).text);
  const from = (id: string) => {
    const link = page.querySelector(`#annotation-${id} .byline a`);
    return link && [link.textContent, link.getAttribute('href')];
  };
  const there = `/articles/${article.id}?edition=1#annotation-`;
  expect(from(crew.id)).toEqual(['from edition 1', there + crew.id]);
  expect(from(boat.id)).toEqual(['from edition 1', there + boat.id]);
  expect(from(ferry.id)).toBeNull();
});

test('the page of an annotation without a place shows its passage as it was, in whole words', async () => {
  const { id } = await annotate('the harbour board said');
  const text = first.replace(/two members[^.]*said/u, 'nobody knows why');
  const mira = await api();
  await mira.post(`/api/articles/${article.id}/editions`).send({ text }).expect(201);
  const browser = await room.signedIn(room.mira);
  const page = pageOf((await browser.get(`/annotations/${id}`).expect(200)).text);
  expect(wordsOf(page, '.passage blockquote')).toEqual([
    '… stop in May, two members of the harbour board said. The mayor was not asked. At …',
  ]);
  const link = page.querySelector('.passage a');
  expect(link?.textContent).toBe('As it was in edition 1');
  expect(link?.getAttribute('href')).toBe(`/articles/${article.id}?edition=1#annotation-${id}`);
});

test('what may be meant is told by what stands around it, also to those who hear the buttons', async () => {
  const { id } = await annotate('A boat lies at the quay.');
  const text = `${second}\nThe council sits on Monday. A boat lies at the quay. It has rained.`;
  const mira = await api();
  await mira.post(`/api/articles/${article.id}/editions`).send({ text }).expect(201);
  const jonas = await room.signedIn(room.jonas);
  const page = pageOf((await jonas.get(`/articles/${article.id}`).expect(200)).text);
  const card = page.querySelector(`#annotation-${id}`);
  expect(wordsOf(card ?? page, '.placement')).toEqual([
    'What stood around it is gone. Say which place is meant, or select another.',
  ]);
  const button = card?.querySelector('form.place button');
  expect(button?.textContent).toBe('It is this one');
  const describing = `#${button?.getAttribute('aria-describedby')}`;
  expect(wordsOf(page, describing)).toEqual([
    '… who had gone home by then. The council sits on Monday. A boat lies at the quay. It has rained.',
  ]);
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
  const send = (browser: Awaited<ReturnType<typeof room.signedIn>>, path: string, form: string) =>
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

  test('nor one by a program that sends back with which text its dry run compared it', async () => {
    const mira = await api();
    const path = `/api/articles/${article.id}/editions`;
    await mira.post(path).send({ text: second }).expect(201);
    const dry = await mira.post(path).send({ text: third, dryRun: true }).expect(200);
    const browser = await room.signedIn(room.mira);
    await browser.post(`/articles/${article.id}/editions/2/removal`).expect(303);
    await mira
      .post(path)
      .send({ text: second.replace('in May', 'in June') })
      .expect(201);
    const { after } = dry.body;
    const { body } = await mira.post(path).send({ text: third, after }).expect(409);
    expect(body).toMatchObject({ code: 'conflict', edition: 2 });
    const { body: list } = await mira.get(path).expect(200);
    const saved = await mira.post(path).send({ text: third, after: list.items[1].sha256 });
    expect([saved.status, saved.body.number, saved.body.after]).toEqual([
      201,
      3,
      list.items[1].sha256,
    ]);
    await mira.post(path).send({ text: first, after: '3' }).expect(422);
  });

  test('nor after another has come in the place of the one that it was compared with', async () => {
    const path = `/api/articles/${article.id}/editions`;
    await (await api()).post(path).send({ text: second }).expect(201);
    const { browser, form } = await previewed(third);
    await browser.post(`/articles/${article.id}/editions/2/removal`).expect(303);
    const other = second.replace('in May', 'in June');
    await (await api()).post(path).send({ text: other }).expect(201);
    const refused = pageOf((await send(browser, '', form).expect(409)).text);
    expect(wordsOf(refused, '[role=alert]')[0]).toContain(
      'This text was compared with an edition that has been taken back, and the newest is edition 2 by now.',
    );
    expect(wordsOf(refused, '.difference del').join(' ')).toContain('June');
    const again = filledIn(refused.querySelector('form[action$="/editions"]'));
    await send(browser, '', again).expect(303);
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
