import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { replace } from '../../../src/store/store.js';
import { textsApart } from '../../cases/texts-apart.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

const text = 'It holds, an engineer said. A clerk denied it. Nobody else was asked.';
const statement = 'The wall holds.';

let room: Newsroom;
let articles: string[];
let claim: string;

type Program = Awaited<ReturnType<Newsroom['bearer']>>;

async function addArticle(program: Program, publisher: string): Promise<string> {
  const article = {
    title: `The wall, by ${publisher}`,
    publisher,
    text: textsApart(text, publisher),
    publishedAt: '2026-03-20',
  };
  return (await program.post('/api/articles').send(article).expect(201)).body.id;
}

async function annotate(program: Program, article: string, exact: string, fields: object) {
  const sent = { target: { exact }, claim: statement, ...fields };
  const path = `/api/articles/${article}/annotations`;
  return (await program.post(path).send(sent).expect(201)).body;
}

beforeAll(async () => {
  room = await openNewsroom();
  const jonas = await room.bearer(room.jonas);
  articles = [await addArticle(jonas, 'The Post'), await addArticle(jonas, 'The Ledger')];
  const [post = '', ledger = ''] = articles;
  const first = await annotate(jonas, post, 'It holds', { chain: 'Ines Vega -> The Post' });
  await annotate(jonas, ledger, 'It holds', { chain: 'Ines Vega -> The Post -> The Ledger' });
  await annotate(jonas, ledger, 'A clerk denied it', {
    chain: 'a clerk (unnamed) -> The Ledger',
    stance: 'denies',
  });
  claim = first.claim.id ?? first.claim;
});
afterAll(() => room.close());

describe('for programs', () => {
  test('a claim answers how many independent sources bear it, in numbers and in words', async () => {
    const program = await room.bearer(room.tom);
    const { body } = await program.get(`/api/claims/${claim}`).expect(200);
    expect(body.sentence).toBe(
      'Two articles, one independent source: both rest on Ines Vega. One article denies it: it rests on a clerk, who is not named.',
    );
    expect(body.independence).toMatchObject({
      ...{ atLeast: 1, atMost: 1, exact: true, origins: 1, circular: [] },
      sharedSources: [{ name: 'Ines Vega' }],
      cut: [{ name: 'Ines Vega' }],
    });
    expect(body.annotations).toHaveLength(3);
    expect(body.independence.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'single point of failure',
    ]);
  });

  test('claims are listed by how they are borne, by article and by source', async () => {
    const program = await room.bearer(room.tom);
    const found = async (query: string) => {
      const { body } = await program.get(`/api/claims?${query}`).expect(200);
      return body.items.map((item: { id: string }) => item.id);
    };
    const { body } = await program.get('/api/sources?q=Ines').expect(200);
    expect(await found('quality=single source&quality=contested')).toEqual([claim]);
    expect(await found('quality=circular')).toEqual([]);
    expect(await found(`article=${articles[0]}`)).toEqual([claim]);
    expect(await found('article=nothing')).toEqual([]);
    expect(await found(`source=${body.items[0].id}`)).toEqual([claim]);
    expect(await found('state=confirmed')).toEqual([]);
    expect(await found('q=wall')).toEqual([claim]);
  });

  test('the page says one figure where at least and at most are the same', async () => {
    const tom = await room.signedIn(room.tom);
    const page = pageOf((await tom.get(`/claims/${claim}`).expect(200)).text);
    const rows = [...page.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim()),
    );
    expect(rows).toContainEqual(['Independent', '1', 'of 2 chains']);
  });

  test('the chips of the list count among what else is asked for', async () => {
    const tom = await room.signedIn(room.tom);
    const chipsAt = async (query: string) => {
      const page = pageOf((await tom.get(`/claims?${query}`).expect(200)).text);
      const chips = [...page.querySelectorAll('.filter-chips a')];
      return chips.map((chip) => chip.textContent?.trim().replace(/\s+/gu, ' '));
    };
    expect(await chipsAt('')).toEqual(['Single source 1', 'Contested 1', 'Open 1']);
    expect(await chipsAt('q=bridge')).toEqual([]);
    expect(await chipsAt('q=wall&state=open')).toEqual([
      'Single source 1',
      'Contested 1',
      'Open 1',
    ]);
    expect(await chipsAt('quality=circular')).toEqual(['Circular 0']);
  });

  test('from an article’s page and a source’s, a link leads to the claims that they bear on', async () => {
    const program = await room.bearer(room.tom);
    const { body } = await program.get('/api/sources?q=Ines').expect(200);
    const tom = await room.signedIn(room.tom);
    for (const path of [`/articles/${articles[0]}`, `/sources/${body.items[0].id}`]) {
      const page = pageOf((await tom.get(path).expect(200)).text);
      const link = page.querySelector('a[href^="/claims?"]')?.getAttribute('href') ?? '';
      const claims = pageOf((await tom.get(link).expect(200)).text);
      const shown = claims.querySelectorAll('main a[href^="/claims/"]');
      expect([...shown].map((each) => each.textContent)).toContain(statement);
    }
  });

  test('an editor decides a claim with a reason, and the history says so', async () => {
    const mira = await room.bearer(room.mira);
    const path = `/api/claims/${claim}`;
    await mira.put(path).send({ statement, state: 'confirmed' }).expect(422);
    const jonas = await room.bearer(room.jonas);
    const decided = { statement, state: 'confirmed', reason: 'We read the survey.' };
    await jonas.put(path).send(decided).expect(403);
    const before = await mira.get(path);
    const { body } = await mira
      .put(path)
      .set('If-Match', before.headers.etag ?? '')
      .send(decided);
    expect(body).toMatchObject({
      state: 'confirmed',
      decision: { reason: 'We read the survey.', by: { name: room.mira.name } },
    });
    await mira
      .put(path)
      .set('If-Match', before.headers.etag ?? '')
      .send(decided)
      .expect(412);
    const history = await mira.get(`/api/history?subject=claim/${claim}`).expect(200);
    expect(history.body.items[0].sentence).toContain(
      'called the claim “The wall holds.” confirmed: “We read the survey.”',
    );
    await mira.put(path).send({ statement }).expect(200);
  });

  test('a claim’s history has the words that it was added with, and shows a rewording as a difference', async () => {
    const mira = await room.bearer(room.mira);
    const added = await mira.post('/api/claims').send({ statement: 'The dam holds.' });
    const path = `/claims/${added.body.id}`;
    await mira.put(`/api${path}`).send({ statement: 'The dam held in May.' }).expect(200);
    const page = pageOf((await (await room.signedIn(room.mira)).get(path).expect(200)).text);
    const [reworded, first] = wordsOf(page, '#history + .history li');
    expect(reworded).toContain('Mira Sen reworded it:');
    expect(wordsOf(page, '.history del bdi')).toEqual(['The dam holds.']);
    expect(wordsOf(page, '.history ins bdi')).toEqual(['The dam held in May.']);
    expect(first).toContain('Mira Sen added the claim “The dam holds.”');
  });

  test('a claim that is joined says into which, and is parted again', async () => {
    const mira = await room.bearer(room.mira);
    const other = await mira.post('/api/claims').send({ statement: 'The wall is holding.' });
    expect(other.status).toBe(201);
    const path = `/api/claims/${other.body.id}/merge`;
    const { body } = await mira.post(path).send({ into: claim }).expect(201);
    expect(body.joinedInto).toBe(claim);
    await mira.post(path).send({ into: claim }).expect(409);
    await mira.delete(path).expect(204);
    await mira.delete(path).expect(409);
  });

  test('how independent a selection is, or an article, is answered without a claim', async () => {
    const program = await room.bearer(room.tom);
    const { body } = await program.post('/api/independence').send({ article: articles[0] });
    expect(body).toMatchObject({ atLeast: 1, atMost: 1, origins: 1 });
    const { body: one } = await program.get(`/api/claims/${claim}`);
    const ids = one.annotations.map(({ id }: { id: string }) => id);
    const selected = await program.post('/api/independence').send({ annotations: ids });
    expect(selected.body).toMatchObject({ atLeast: 1, atMost: 1 });
    await program
      .post('/api/independence')
      .send({ annotations: ['nobody'] })
      .expect(422);
    await program.post('/api/independence').send({}).expect(422);
  });
});

describe('on pages', () => {
  test('the sentence stands first, and each number leads to what it counts', async () => {
    const tom = await room.signedIn(room.tom);
    const page = pageOf((await tom.get(`/claims/${claim}`).expect(200)).text);
    expect(page.querySelector('[data-sentence] .lead')?.textContent).toBe(
      'Two articles, one independent source: both rest on Ines Vega.',
    );
    const links = [...page.querySelectorAll('[data-sentence] .lead a')];
    expect(links.map((link) => link.textContent)).toEqual([
      'Two articles',
      'one independent source',
    ]);
    const href = links[1]?.getAttribute('href') ?? '';
    const witnesses = pageOf((await tom.get(href.split('#')[0] ?? '').expect(200)).text);
    expect(witnesses.querySelectorAll('#asserting ~ ol > li')).toHaveLength(1);
    expect(page.querySelector('form[action$="/merge"], .decide')).toBeNull();
  });

  test('the list says in a line how each claim is borne, and is filtered by chips', async () => {
    const tom = await room.signedIn(room.tom);
    const page = pageOf((await tom.get('/claims').expect(200)).text);
    const row = page.querySelector(`[data-claim="${claim}"]`);
    expect(row?.textContent).toContain('Two articles, one independent source');
    expect(row?.textContent).toContain('contested');
    const chip = [...page.querySelectorAll('a.filter-chip')].find((each) =>
      each.textContent?.includes('Circular'),
    );
    expect(chip).toBeUndefined();
  });

  test('who adds a claim is shown what reads nearly the same first', async () => {
    const jonas = await room.signedIn(room.jonas);
    const typed = { statement: 'The wall is still holding' };
    const shown = pageOf((await jonas.post('/claims').type('form').send(typed)).text);
    expect(shown.querySelector('#alike + ul')?.textContent).toContain(statement);
    // A key that is still held in the field would answer.
    expect(shown.querySelector('[autofocus]')?.textContent).toBe('Is it one of these?');
    const sure = await jonas
      .post('/claims')
      .type('form')
      .send({ ...typed, sure: 'yes' });
    expect(sure.status).toBe(303);
  });

  test('a statement that was copied with what nobody sees in it is the claim of its words', async () => {
    const copied = statement.replace(' ', ' \u2060').replace(/(?<=\w)\w/u, '\u00ad$&\u200b');
    const jonas = await room.bearer(room.jonas);
    const made = await jonas.post('/api/claims').send({ statement: copied });
    expect(made.body).toMatchObject({ id: claim, statement });
    const tagged = { target: { exact: 'It holds' }, chain: '?', claim: copied };
    expect(parse(annotationInput, tagged).claim).toBe(statement);
  });

  test('an annotation of a claim whose statement was kept with such signs stays with it when it is sent again', async () => {
    const jonas = await room.bearer(room.jonas);
    const kept = await jonas.post('/api/claims').send({ statement: 'The lock was open.' });
    const claimKept = await room.store.get('claims', kept.body.id);
    if (!claimKept) throw new Error('There is no such claim.');
    const was = { ...claimKept, statement: 'The lock was\u200b o\u00adpen.' };
    await room.store.commit([replace('claims', was)]);
    const [post = ''] = articles;
    const fields = { chain: '?', claim: { id: kept.body.id } };
    const made = await annotate(jonas, post, 'an engineer said', fields);
    const again = { target: made.target, chain: '?', claim: 'The lock was open.', note: 'Seen.' };
    const path = `/api/annotations/${made.id}`;
    const { headers } = await jonas.get(path);
    const sent = await jonas
      .put(path)
      .set('If-Match', headers.etag ?? '')
      .send(again)
      .expect(200);
    expect(sent.body).toMatchObject({ claim: made.claim, note: 'Seen.' });
  });

  test('an annotation is put to a claim from its card, and the act can be undone', async () => {
    const jonas = await room.signedIn(room.jonas);
    const program = await room.bearer(room.jonas);
    const [post = ''] = articles;
    const { id } = await annotate(program, post, 'Nobody else was asked', {
      chain: '? -> The Post',
      claim: null,
    });
    const cards = pageOf((await jonas.get(`/articles/${post}`)).text);
    const link = cards.querySelector(`#annotation-${id} a[href="/annotations/${id}/claim"]`);
    expect(link?.textContent).toBe('Put to a claim');
    const form = pageOf((await jonas.get(`/annotations/${id}/claim`).expect(200)).text);
    const seen = form.querySelector('input[name="seen"]')?.getAttribute('value') ?? '';
    const sent = { seen, claim: statement, stance: 'questions' };
    await jonas.post(`/annotations/${id}/claim`).type('form').send(sent).expect(303);
    const { body } = await program.get(`/api/annotations/${id}`);
    expect(body.stance).toBe('questions');
    const undo = pageOf((await jonas.get(`/articles/${post}`)).text).querySelector(
      'form[action*="/claim/undoing"]',
    );
    const path = undo?.getAttribute('action') ?? '';
    await jonas.post(path).expect(303);
    expect((await program.get(`/api/annotations/${id}`)).body.stance).toBeNull();
  });
});

test('a long chain on one line says of its last holder what they are to those left out', async () => {
  const program = await room.bearer(room.jonas);
  const ways = async (chain: string) => {
    const fields = { chain, claim: `It came as ${chain}.` };
    const made = await annotate(program, articles[0] ?? '', 'Nobody else was asked', fields);
    const browser = await room.signedIn(room.tom);
    const page = pageOf((await browser.get(`/claims/${made.claim.id}`).expect(200)).text);
    for (const arrow of page.querySelectorAll('ol.way svg')) arrow.replaceWith('>');
    return wordsOf(page, 'ol.way');
  };
  expect(await ways('Ann Ost > Bo Li > Cy Moe > Di Roe + Ed Poe')).toEqual([
    'Ann Ost > Bo Li > … 2 more + Ed Poe',
  ]);
  expect(await ways('Ann Ost > Bo Li > Cy Moe + Di Roe > Ed Poe')).toEqual([
    'Ann Ost > Bo Li > … 2 more > Ed Poe',
  ]);
});

test('the list and its page mark a claim of which a new edition has changed a passage, and the list finds it by that', async () => {
  const jonas = await room.bearer(room.jonas);
  const changed = 'The gate holds.';
  const sent = { title: 'The gate', publisher: 'The Herald', text: 'The gate holds, he said.' };
  const { id } = (await jonas.post('/api/articles').send(sent).expect(201)).body;
  const said = { chain: 'Udo Ek -> The Herald', claim: changed };
  await annotate(jonas, id, 'The gate holds', said);
  const tom = await room.signedIn(room.tom);
  const listed = async (query: string) => {
    const page = pageOf((await tom.get(`/claims?${query}`).expect(200)).text);
    return { words: page.querySelector('main')?.textContent ?? '', page };
  };
  expect((await listed('')).words.toLowerCase()).not.toContain('passage changed');
  const text = 'The gate never holds, he said.';
  await jonas.post(`/api/articles/${id}/editions`).send({ text }).expect(201);
  const { words, page } = await listed('quality=passage changed');
  expect(words).toContain(changed);
  expect(words).not.toContain(statement);
  expect(wordsOf(page, '.mark')).toEqual(['single source', 'passage changed']);
  const found = page.querySelector('[data-claim]')?.getAttribute('data-claim');
  const own = pageOf((await tom.get(`/claims/${found}`).expect(200)).text);
  const sentences = wordsOf(own, '[data-sentence] p');
  expect(sentences.at(-1)).toBe('The text has changed under one of its passages.');
  expect(own.querySelector('[data-sentence] a[href="#warnings"]')).not.toBeNull();
  expect(own.querySelector('#warnings')).not.toBeNull();
});

test('a joined claim is answered as decided with the one that stands for it, reworded, and decided there alone', async () => {
  const program = await room.bearer(room.mira);
  const made = async (statement: string) =>
    (await program.post('/api/claims').send({ statement }).expect(201)).body.id;
  const [into, joined] = [await made('The quay sinks.'), await made('The quay is sinking fast.')];
  const own = { state: 'undecided', reason: 'Nobody measured.' };
  const path = `/api/claims/${joined}`;
  await program
    .put(path)
    .send({ statement: 'The quay is sinking fast.', ...own })
    .expect(200);
  await program.post(`${path}/merge`).send({ into }).expect(201);
  const decided = { state: 'confirmed', reason: 'It was measured.' };
  await program
    .put(`/api/claims/${into}`)
    .send({ statement: 'The quay sinks.', ...decided })
    .expect(200);
  const { body } = await program.get(path).expect(200);
  expect(body).toMatchObject({
    joinedInto: into,
    state: 'confirmed',
    decision: { reason: decided.reason },
  });
  const refuted = { statement: body.statement, state: 'refuted', reason: 'It was not.' };
  const refused = await program.put(path).send(refuted).expect(409);
  expect(refused.body.detail).toContain('joined into “The quay sinks.”: decide that one');
  for (const said of [own, decided]) {
    const statement = `It sinks: ${said.state}.`;
    await program
      .put(path)
      .send({ statement, ...said })
      .expect(200);
    expect(await room.store.get('claims', joined)).toMatchObject({ statement, state: 'undecided' });
  }
});

test('the page of a claim that was joined tells the decision on the one that stands for it, and decides nothing', async () => {
  const program = await room.bearer(room.mira);
  const made = async (words: string, decided: object) => {
    const { id } = (await program.post('/api/claims').send({ statement: words }).expect(201)).body;
    await program
      .put(`/api/claims/${id}`)
      .send({ statement: words, ...decided })
      .expect(200);
    return id;
  };
  const joined = await made('The pier sags.', { state: 'undecided', reason: 'Nobody measured.' });
  const into = await made('The pier sinks.', { state: 'confirmed', reason: 'We measured.' });
  await program.post(`/api/claims/${joined}/merge`).send({ into }).expect(201);
  const mira = await room.signedIn(room.mira);
  const page = pageOf((await mira.get(`/claims/${joined}`).expect(200)).text);
  expect(wordsOf(page, '.state-line .state')).toEqual(['confirmed']);
  expect(wordsOf(page, '.reason')).toEqual(['We measured.']);
  expect(page.querySelector('[name="state"]')).toBeNull();
  const other = pageOf((await mira.get(`/claims/${into}`).expect(200)).text);
  expect(other.querySelector('[name="state"]')).not.toBeNull();
});
