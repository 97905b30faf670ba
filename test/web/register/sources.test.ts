import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../src/desk/register/ratings.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import type { Source } from '../../../src/domain/register/source.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';
import { pageAt } from '../page.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

async function source(name: string, details: object = {}, by?: Person): Promise<Source> {
  return addSource(room.desk, by ?? room.mira, sourceInput.parse({ name, ...details }));
}

/** A sentence about the ferry, and an annotation of its first word with this chain. */
async function tagged(chain: string, said: object = {}): Promise<string> {
  const input = { title: 'The ferry', publisher: 'The Morning Ledger', text: 'Ferries stop.' };
  const article = await addArticle(room.desk, room.jonas, articleInput.parse(input));
  const content = annotationInput.parse({ target: { exact: 'Ferries' }, chain, ...said });
  return (await createAnnotation(room.desk, room.jonas, article.id, content)).annotation.id;
}

const open = (path: string, by: Person = room.tom) => pageAt(room, path, by);

describe('the register', () => {
  test('lists every source with its kind, reliability, other names and uses', async () => {
    await source('Ida Brandt', { kind: 'person', aliases: ['I. B.', 'Ida'], reliability: 'B' });
    await source('a board member', { unnamed: true });
    await tagged('Ida Brandt -told-> ? -reported by-> The Morning Ledger');
    const rows = [...(await open('/sources')).querySelectorAll('tbody tr')].map((row) =>
      wordsOf(row, 'th, td'),
    );
    expect(rows).toEqual([
      ['a board member', 'unnamed', 'Not rated', '', '0'],
      ['Ida Brandt', 'person', 'B Usually reliable', 'I. B., Ida', '1'],
      ['The Morning Ledger', 'outlet', 'Not rated', '', '1'],
    ]);
  });

  test('is searched by the beginnings of words and read page by page', async () => {
    for (let n = 10; n < 61; n += 1) await source(`Witness ${n}`);
    const first = await open('/sources');
    expect(wordsOf(first, 'tbody th')).toHaveLength(50);
    const next = first.querySelector('[rel="next"]')?.getAttribute('href') ?? '';
    expect(wordsOf(await open(next), 'tbody th')).toEqual(['Witness 60']);
    expect(wordsOf(await open('/sources?q=60'), 'tbody th')).toEqual(['Witness 60']);
    expect(wordsOf(await open('/sources?q=itness'), '.empty')).toHaveLength(1);
  });

  test('says what would be here while it is empty', async () => {
    expect(wordsOf(await open('/sources'), '.empty')[0]).toContain('will stand here');
  });

  test('takes a new source from a form, as it was typed', async () => {
    const browser = await room.signedIn(room.mira);
    const sent = {
      name: ' Ida  Brandt ',
      kind: 'person',
      aliases: 'I. B.\r\n\r\nعائدة\r\n',
      reliability: 'C',
      reason: 'wrong twice',
    };
    const answer = await browser.post('/sources').type('form').send(sent).expect(303);
    const page = pageOf((await browser.get(answer.headers.location ?? '')).text);
    expect(wordsOf(page, 'h1')).toEqual(['Ida Brandt']);
    expect(wordsOf(page, 'dl.facts dd').slice(0, 3)).toEqual([
      'person',
      'C Fairly reliable, since 2 March 2026, 09:00 UTC',
      'I. B., عائدة',
    ]);
    expect(wordsOf(page, '.stairs li')[0]).toMatch(
      /C 2 March 2026, 09:00 UTC Fairly reliable, by Mira Sen: wrong twice\.$/u,
    );
  });

  test.each([
    [{ name: ' ' }, 'name', 'Give the source a name'],
    [{ name: 'Confidential source 3' }, 'name', 'reserved'],
  ])('refuses %j at its field', async (sent, field, words) => {
    const browser = await room.signedIn(room.jonas);
    const typed = { aliases: '<b>Ida</b>', kind: 'person', unnamed: 'yes', ...sent };
    const answer = await browser.post('/sources').type('form').send(typed).expect(422);
    const page = pageOf(answer.text);
    expect(wordsOf(page, `#fault-${field}`)[0]).toContain(words);
    expect(page.querySelector<HTMLTextAreaElement>('[name="aliases"]')?.value).toBe('<b>Ida</b>');
    expect(page.querySelector('[name="unnamed"][checked]')).not.toBeNull();
  });

  test('lets no annotator rate, neither with the form nor past it', async () => {
    const { id } = await source('Ida Brandt');
    const browser = await room.signedIn(room.jonas);
    const page = pageOf((await browser.get(`/sources/${id}`)).text);
    expect(page.querySelector('form[action$="/ratings"]')).toBeNull();
    await browser
      .post(`/sources/${id}/ratings`)
      .type('form')
      .send({ reliability: 'A' })
      .expect(403);
    await browser.post('/sources').type('form').send({ name: 'X', reliability: 'A' }).expect(403);
  });
});

describe('the page of a source', () => {
  test('is rated by an editor, and keeps every rating with its date and reason', async () => {
    const { id } = await source('Ida Brandt');
    await rateSource(room.desk, room.mira, id, { reliability: 'B', reason: null });
    room.pass({ hours: 24 });
    const browser = await room.signedIn(room.mira);
    const path = `/sources/${id}/ratings`;
    const empty = await browser.post(path).type('form').send({ reason: 'why' }).expect(422);
    expect(wordsOf(pageOf(empty.text), '#fault-reliability')).toHaveLength(1);
    const rating = { reliability: 'D', reason: '<i>late</i>' };
    await browser.post(path).type('form').send(rating).expect(303);
    expect(wordsOf(await open(`/sources/${id}`), '.stairs li')).toEqual([
      'B 2 March 2026, 09:00 UTC Usually reliable, by Mira Sen',
      'D 3 March 2026, 09:00 UTC Not usually reliable, by Mira Sen: <i>late</i>. Chains made before keep B.',
    ]);
  });

  test('links to the passages that came through it', async () => {
    const annotation = await tagged('Ida Brandt -told-> The Morning Ledger');
    const browser = await room.signedIn(room.tom);
    const list = pageOf((await browser.get('/sources?q=ida')).text);
    const page = await open(list.querySelector('tbody a')?.getAttribute('href') ?? '');
    expect(wordsOf(page, '#uses')).toEqual(['1 annotation names it']);
    const link = page.querySelector('.list a');
    expect(link?.textContent).toBe('“Ferries”');
    expect(link?.getAttribute('href')).toMatch(new RegExp(`#annotation-${annotation}$`, 'u'));
  });

  test('of a source that is not there is not found', async () => {
    const browser = await room.signedIn(room.tom);
    await browser.get('/sources/nobody').expect(404);
  });
});

describe('a confidential source', () => {
  const secret = 'Ida Brandt';

  test('is a pseudonym on every page, in every answer and in the history', async () => {
    const browser = await room.signedIn(room.jonas);
    const sent = { name: secret, aliases: 'Ida', confidential: 'yes' };
    const { headers } = await browser.post('/sources').type('form').send(sent).expect(303);
    const path = headers.location ?? '';
    const id = path.split('/').at(-1);
    const paths = [
      path,
      '/sources',
      '/sources?q=ida',
      '/history',
      '/api/sources',
      `/api/sources/${id}`,
      '/api/history',
    ];
    for (const each of paths) {
      const { text } = await browser.get(each).expect(200);
      expect(text.replace('"Ida Brandt":[]', '')).not.toContain(secret);
    }
    for (const each of ['/sources/suggestions', '/sources/resolution']) {
      const typed = { q: secret, name: secret };
      const { text } = await browser.post(each).type('form').send(typed).expect(200);
      expect(text.replace('"Ida Brandt":[]', '')).not.toContain(secret);
      await browser.get(`${each}?name=Ida+Brandt&q=Ida`).expect(404);
    }
    expect((await browser.get(path)).text).toContain('Confidential source 1');
    expect(room.log.join('\n')).not.toContain(secret);
  });

  test('is looked up by editors and by who entered it; each look is on record', async () => {
    const { id } = await source(secret, { confidential: true }, room.jonas);
    const looks = () => room.store.count('events', 'subject', `source/${id}`);
    const before = await looks();
    for (const person of [room.jonas, room.mira, room.ada]) {
      const browser = await room.signedIn(person);
      const page = pageOf((await browser.get(`/sources/${id}`)).text);
      expect(page.querySelector('form[action$="/identity"]')).not.toBeNull();
      const answer = await browser.post(`/sources/${id}/identity`).expect(200);
      expect(wordsOf(pageOf(answer.text), '[data-identity]')).toEqual([secret]);
      expect(pageOf(answer.text).title).not.toContain(secret);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect(await looks()).toBe(before + 3);
    expect(wordsOf(await open(`/history?subject=source/${id}`), '.history li')[0]).toContain(
      'Ada Quist read who Confidential source 1 is.',
    );
    for (const person of [room.nils, room.tom]) {
      const browser = await room.signedIn(person);
      const page = pageOf((await browser.get(`/sources/${id}`)).text);
      expect(page.querySelector('form[action$="/identity"]')).toBeNull();
      const refused = await browser.post(`/sources/${id}/identity`).expect(403);
      expect(refused.text).not.toContain(secret);
    }
  });

  test('is made of a public one by an editor, who sees where it is named, and made public again', async () => {
    const { id } = await source(secret, { aliases: ['Ida'] }, room.jonas);
    const annotation = await tagged(secret, { note: `Ask ${secret} or Brandt.` });
    const fixed = await tagged('The Morning Ledger', { note: 'Mrs Brandt knows.' });
    for (const person of [room.jonas, room.nils]) {
      const other = await room.signedIn(person);
      expect((await other.get(`/sources/${id}`)).text).not.toContain('/masking');
      await other.get(`/sources/${id}/masking`).expect(403);
      await other.post(`/sources/${id}/masking`).expect(403);
    }
    const browser = await room.signedIn(room.mira);
    const asked = pageOf((await browser.get(`/sources/${id}/masking`).expect(200)).text);
    expect(wordsOf(asked, 'h1')).toEqual([`Mask “${secret}” everywhere?`]);
    expect(wordsOf(asked, '[data-naming] mark')).toEqual([secret, 'Brandt', 'Brandt']);
    const values = Array.from(
      asked.querySelectorAll<HTMLInputElement>('[data-naming] input:checked'),
      ({ name, value }) => [name, value] as const,
    );
    expect(values.map(([, value]) => value)).toEqual(['replace', 'replace']);
    const sent = Object.fromEntries(values.map(([name]) => [name, 'replace']));
    const { headers } = await browser.post(`/sources/${id}/masking`).type('form').send(sent);
    const path = headers.location ?? '';
    for (const each of [path, '/sources', '/history', `/annotations/${annotation}`]) {
      expect((await browser.get(each).expect(200)).text).not.toContain('Brandt');
    }
    expect((await browser.get(`/annotations/${fixed}`)).text).not.toContain('Brandt');
    expect(room.log.join('\n')).not.toContain('Brandt');
    const saidOf = async (person: Person, source = id) => {
      const { text } = await (await room.signedIn(person)).get(`/sources/${source}`).expect(404);
      return wordsOf(pageOf(text), '[role=alert]');
    };
    expect(await saidOf(room.mira)).toEqual([expect.stringContaining('was masked')]);
    expect(await saidOf(room.mira, 'nobody')).toEqual([expect.stringContaining('no such source')]);
    for (const person of [room.jonas, room.nils, room.tom]) {
      expect(await saidOf(person)).toEqual(await saidOf(person, 'nobody'));
    }
    await browser.post(`/sources/${id}/masking`).expect(409);
    expect((await browser.get(path)).text).toContain(`${path}/unmasking`);
    await browser.get(`${path}/unmasking`).expect(200);
    await browser.post(`${path}/unmasking`).expect(303).expect('location', `/sources/${id}`);
    expect((await browser.get(`/annotations/${annotation}`)).text).toContain(`${secret} or Brandt`);
  });

  test('is offered to be replaced by its surname and initials, and to be left in everyday words and titles', async () => {
    const { id } = await source('Ida Stone', {}, room.mira);
    const notes = {
      'Mrs Stone knows.': 'replace',
      'So I. S. says.': 'replace',
      'A stone fell.': 'leave',
    };
    for (const note of Object.keys(notes)) await tagged('The Morning Ledger', { note });
    const titled = { title: 'What Stone saw', publisher: 'The Morning Ledger', text: 'Nothing.' };
    await addArticle(room.desk, room.nils, articleInput.parse(titled));
    const browser = await room.signedIn(room.mira);
    const page = pageOf((await browser.get(`/sources/${id}/masking`).expect(200)).text);
    const offered = Array.from(page.querySelectorAll('[data-naming] > li'), (item) => [
      item.querySelector('p')?.textContent?.trim(),
      item.querySelector<HTMLInputElement>('input:checked')?.value,
    ]);
    expect(Object.fromEntries(offered)).toEqual({ ...notes, 'What Stone saw': 'leave' });
  });

  test('beside a public entry is looked up by who entered it, on page and card', async () => {
    await source(secret, {}, room.jonas);
    const input = { title: 'The ferry', publisher: 'The Morning Ledger', text: 'Ferries stop.' };
    const { desk, nils } = room;
    const article = await addArticle(desk, nils, articleInput.parse(input));
    const chain = `${secret} (confidential)`;
    const content = annotationInput.parse({ target: { exact: 'Ferries' }, chain });
    const { newSources } = await createAnnotation(desk, nils, article.id, content);
    const id = newSources[0]?.id ?? '';
    const seen = { jonas: false, nils: true, mira: true, tom: false };
    for (const [name, isShown] of Object.entries(seen) as [keyof typeof seen, boolean][]) {
      const browser = await room.signedIn(room[name]);
      for (const path of [`/sources/${id}`, `/articles/${article.id}`]) {
        const page = pageOf((await browser.get(path).expect(200)).text);
        expect(page.querySelector('form[action$="/identity"]') !== null, name).toBe(isShown);
      }
      await browser.post(`/sources/${id}/identity`).expect(isShown ? 200 : 403);
    }
  });
});

describe('while a chain is typed', () => {
  test('sources are suggested of which a word begins so', async () => {
    const { id } = await source('Ida Brandt', { kind: 'person', reliability: 'B' });
    await source('The Brandenburg Mail');
    const browser = await room.signedIn(room.tom);
    const asked = (q: string) => browser.post('/sources/suggestions').type('form').send({ q });
    const { body } = await asked('bran').expect(200);
    expect(body.items.map((item: { name: string }) => item.name)).toHaveLength(2);
    expect(body.items).toContainEqual({
      id,
      name: 'Ida Brandt',
      kind: 'person',
      unnamed: false,
      uses: 0,
      confidential: false,
      reliability: 'B',
      aliases: [],
    });
    expect((await asked('')).body).toEqual({ items: [] });
  });

  test('unnamed sources of one description are told apart by their articles', async () => {
    const program = await room.bearer(room.jonas);
    for (const title of ['Higher wall', 'Lower wall']) {
      const sent = { title, publisher: 'The Post', text: `${title}: a clerk knew.` };
      const { body } = await program.post('/api/articles').send(sent).expect(201);
      const chain = 'a harbour clerk (unnamed)';
      await program
        .post(`/api/articles/${body.id}/annotations`)
        .send({ target: { exact: 'a clerk knew' }, chain })
        .expect(201);
    }
    const browser = await room.signedIn(room.tom);
    const { body } = await browser.post('/sources/suggestions').type('form').send({ q: 'harb' });
    expect(body.items.map(({ article }: { article: string }) => article).sort()).toEqual([
      'Higher wall',
      'Lower wall',
    ]);
  });

  test('names are resolved to the entries that bear them, whatever they are', async () => {
    const { id } = await source('Ida Brandt', { aliases: ['I. B.'] });
    const browser = await room.signedIn(room.tom);
    const asked = (name: string[]) =>
      browser.post('/sources/resolution').type('form').send({ name });
    const { body } = await asked(['i. b.', 'Nobody', 'constructor']).expect(200);
    expect(Object.keys(body)).toEqual(['i. b.', 'Nobody', 'constructor']);
    expect(body['i. b.'][0].id).toBe(id);
    expect(body.Nobody).toEqual([]);
    await asked(Array.from({ length: 41 }, (_, n) => String(n))).expect(422);
    await asked([]).expect(200, {});
  });
});
