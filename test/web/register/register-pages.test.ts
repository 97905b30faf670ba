import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { joinClaims, reviseClaim } from '../../../src/desk/claims/claim-changes.js';
import { noteIdentity } from '../../../src/desk/register/identities/identities.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../src/desk/register/ratings.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { replace } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { pageAt, pageBehind } from '../page.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

async function entered(name: string, said: object = {}): Promise<string> {
  return (await addSource(room.desk, room.mira, sourceInput.parse({ name, ...said }))).id;
}

async function tagged(chain: string, said: object = {}): Promise<string> {
  room.pass({ minutes: 1 });
  const input = {
    title: 'The ferry',
    publisher: 'The Morning Ledger',
    text: 'Ferries stop.',
    publishedAt: '2011-03-20',
  };
  const article = await addArticle(room.desk, room.jonas, articleInput.parse(input));
  const content = annotationInput.parse({ target: { exact: 'Ferries' }, chain, ...said });
  return (await createAnnotation(room.desk, room.jonas, article.id, content)).annotation.id;
}

const open = (path: string, by: Person = room.mira) => pageAt(room, path, by);

const sent = (path: string, fields: object, by: Person = room.mira) =>
  pageBehind(room, path, fields, by);

test('what a confidential source is called is sent to no service that corrects spelling', async () => {
  const id = await entered('a clerk', { unnamed: true });
  for (const path of ['/sources/new', `/sources/${id}/noting`]) {
    const shown = await open(path);
    const fields = [...shown.querySelectorAll('main [name=name], main [name=aliases]')];
    expect(fields.length).toBeGreaterThan(0);
    const stated = (field: Element) => field.closest('[spellcheck]')?.getAttribute('spellcheck');
    const checked = fields.filter((field) => stated(field) !== 'false');
    expect(checked.map(({ id }) => id)).toEqual([]);
  }
});

describe('an entry', () => {
  test('is edited on its page: names, kind, what it belongs to, what is said of it', async () => {
    const id = await entered('Laura Hickey');
    await entered('Foreign Office', { kind: 'organisation' });
    const form = await open(`/sources/${id}/edit`);
    const fields = {
      name: 'لورا هيكي',
      kind: 'person',
      aliases: 'L. Hickey\r\n<i>Ms</i> Hickey',
      affiliation: 'foreign office',
      description: 'Reads the cables first.',
      keepName: 'yes',
      seen: form.querySelector<HTMLInputElement>('[name="seen"]')?.value,
    };
    const page = await sent(`/sources/${id}`, fields);
    expect(wordsOf(page, 'h1')).toEqual(['لورا هيكي']);
    expect(wordsOf(page, 'dl.facts dd').slice(0, 5)).toEqual([
      'person',
      'Not rated',
      'L. Hickey, <i>Ms</i> Hickey, Laura Hickey',
      'Foreign Office',
      'Reads the cables first.',
    ]);
    const browser = await room.signedIn(room.mira);
    await browser.post(`/sources/${id}`).type('form').send(fields).expect(412);
    const unknown = { ...fields, affiliation: 'Nowhere', seen: '' };
    const refused = await browser.post(`/sources/${id}`).type('form').send(unknown).expect(422);
    expect(wordsOf(pageOf(refused.text), '#fault-affiliation')[0]).toContain(
      'no entry of that name',
    );
  });

  test('of an annotator’s desk is not theirs to edit, join or remove', async () => {
    const id = await entered('Laura Hickey');
    const browser = await room.signedIn(room.jonas);
    const page = pageOf((await browser.get(`/sources/${id}`).expect(200)).text);
    expect(page.querySelector('a[href$="/edit"], a[href*="/joining"]')).toBeNull();
    for (const path of [`/sources/${id}/edit`, `/sources/joining?id=${id}`]) {
      await browser.get(path).expect(403);
    }
    for (const path of [
      `/sources/${id}`,
      '/sources/joining',
      '/sources/parting',
      '/sources/removal',
    ]) {
      await browser.post(path).type('form').send({ id }).expect(403);
    }
  });

  test('shows each passage with its level, its place, and who stands before and after', async () => {
    const chain = 'Ann Vold -told-> Laura Hickey [B] -reported by-> The Morning Ledger';
    await tagged(chain, { confidence: 'low' });
    await tagged('Laura Hickey -told-> The Morning Ledger');
    await tagged('? -> Laura Hickey + Ben Ro');
    const { items } = (await (await room.bearer(room.tom)).get('/api/sources?q=laura')).body;
    const path = `/sources/${items[0].id}`;
    const page = await open(path, room.tom);
    expect(wordsOf(page, '.passages .about')[0]).toBe(
      'The ferry · The Morning Ledger 20 March 2011 annotated 2 March 2026, 09:03 UTC',
    );
    expect(wordsOf(page, '.signs')).toEqual(['second of 2', 'origin, first of 2', 'second of 3']);
    const hops = [...page.querySelectorAll('.signs')].map(({ firstElementChild }) =>
      Array.from(firstElementChild?.children ?? [], ({ children }) => children.length),
    );
    expect(hops).toEqual([
      [1, 2],
      [1, 1],
      [1, 1, 1],
    ]);
    expect(wordsOf(page, '.neighbours')).toEqual([
      'from somebody unknown',
      'to The Morning Ledger',
      'from Ann Vold to The Morning Ledger',
    ]);
    expect(wordsOf(page, '.passage-levels .pill').at(-1)).toBe('Low confidence');
    expect(wordsOf(page, '[aria-label^="Where"] a')).toEqual(['All', 'as origin 1', 'as a link 2']);
    expect(wordsOf(await open(`${path}?as=origin`), '.signs')).toEqual(['origin, first of 2']);
  });

  test('keeps in each chain the rating of its day, and says where that of today differs', async () => {
    const id = await entered('Laura Hickey', { reliability: 'C' });
    await tagged('Laura Hickey -told-> The Morning Ledger');
    await rateSource(room.desk, room.mira, id, { reliability: 'B', reason: 'right twice' });
    await tagged('Laura Hickey -told-> The Morning Ledger');
    const rows = wordsOf(await open(`/sources/${id}`), '.passages li');
    expect(rows[0]).not.toContain('today');
    expect(rows[1]).toContain('rated C then, B today');
  });

  test('has a track record of the claims that came through it and were decided', async () => {
    const id = await entered('Laura Hickey');
    const states = ['confirmed', 'confirmed', 'confirmed', 'refuted', 'confirmed', 'open'] as const;
    for (const [at, state] of states.entries()) {
      await tagged('Laura Hickey -told-> The Morning Ledger', { claim: `Claim ${at}` });
      const { items } = await room.store.find('claims', 'all', { key: '', limit: 100 });
      const claim = items.find(({ statement }) => statement === `Claim ${at}`);
      if (!claim) throw new Error('The claim is missing.');
      await room.store.commit([replace('claims', { ...claim, state })]);
      const words = wordsOf(await open(`/sources/${id}`), '[data-held]')[0];
      if (at === 3)
        expect(words).toContain(
          'Of 4 claims that came through it and were decided, 3 held: too few',
        );
      if (at === 5)
        expect(words).toContain(
          'Of 5 claims that came through it and were decided, 4 held: 80 %, which from so few may stand for 38 to 96 %',
        );
    }
  });

  test('counts a claim as what was decided of the one that stands for it, joined on as that may be', async () => {
    const id = await entered('Laura Hickey');
    await tagged('Laura Hickey -told-> The Morning Ledger', { claim: 'Claim 0' });
    await tagged('Ann Vold -told-> The Morning Ledger', { claim: 'Claim 1' });
    await tagged('Ann Vold -told-> The Morning Ledger', { claim: 'Claim 2' });
    const { items } = await room.store.find('claims', 'all', { key: '', limit: 100 });
    const [first = '', second = '', third = ''] = [0, 1, 2].map(
      (at) => items.find(({ statement }) => statement === `Claim ${at}`)?.id,
    );
    await joinClaims(room.desk, room.mira, first, second);
    await joinClaims(room.desk, room.mira, second, third);
    const decided = { statement: 'Claim 2', state: 'confirmed', reason: 'We saw it.' } as const;
    await reviseClaim(room.desk, room.mira, third, decided);
    expect(wordsOf(await open(`/sources/${id}`), '[data-held]')[0]).toContain(
      'Of 1 claim that came through it and was decided, 1 held',
    );
  });
});

describe('joining', () => {
  test('shows first what changes, is one commit, and is undone with the rating that came with it', async () => {
    const [old, young] = [
      await entered('Laura Hickey', { reliability: 'C' }),
      await entered('L. Hickey', { reliability: 'B', reason: 'known' }),
    ];
    await tagged('Laura Hickey', { claim: 'The accord was ready' });
    await tagged('L. Hickey', { claim: 'The accord was ready' });
    const page = await open(`/sources/${old}`);
    expect(wordsOf(page, '[data-alike]')[0]).toContain(
      'Is L. Hickey the same but for initials the same?',
    );
    const path = `/sources/joining?id=${old}&id=${young}`;
    const preview = await open(path);
    expect(wordsOf(preview, '.changes > li')[0]).toContain('2 annotations in 2 articles count');
    expect(wordsOf(preview, '[data-claims] li')).toEqual(['The accord was ready: 1 instead of 2']);
    expect(wordsOf(preview, '[name="rating"] + span')).toEqual([
      'That of the one that stands for them',
      'C fairly reliable as Laura Hickey has it',
      'B usually reliable as L. Hickey has it',
    ]);
    const before = await room.store.get('sources', old);
    const done = await sent('/sources/joining', { id: [old, young], into: old, rating: young });
    expect(wordsOf(done, 'h1')).toEqual(['Laura Hickey']);
    expect(wordsOf(done, '.stairs li')[1]).toContain(
      'B 2 March 2026, 09:02 UTC Usually reliable, by Mira Sen: known.',
    );
    expect(wordsOf(done, '#uses')).toEqual(['2 annotations name it']);
    const undo =
      done.querySelector<HTMLFormElement>('[data-toast] form')?.getAttribute('action') ?? '';
    await sent(undo, {});
    expect(await room.store.get('sources', old)).toEqual({ ...before, version: 3 });
    expect(wordsOf(await open(`/sources/${old}`), '#uses')).toEqual(['1 annotation names it']);
  });

  test('and telling apart go out with a whole desk, as far as both are in it, and come in again', async () => {
    await tagged('Laura Hickey + L. Hickey + Hickey -told-> The Morning Ledger');
    const program = await room.bearer(room.ada);
    const { items } = (await program.get('/api/sources?q=hickey')).body;
    const ids = new Map(items.map(({ id, name }: { id: string; name: string }) => [name, id]));
    const [laura, short, bare] = ['Laura Hickey', 'L. Hickey', 'Hickey'].map((name) =>
      ids.get(name),
    );
    const outside = await entered('Laura J. Hickey');
    for (const from of [bare, outside]) {
      await program.post(`/api/sources/${laura}/differences`).send({ from }).expect(200);
    }
    const rating = { reliability: 'B', reason: 'right so far' };
    await program.post(`/api/sources/${short}/ratings`).send(rating).expect(201);
    await program
      .post(`/api/sources/${short}/merge`)
      .send({ into: laura, rating: short })
      .expect(201);
    const file = (await program.get('/api/report?format=json').expect(200)).text;
    const sent = JSON.parse(file).sources.find(({ id }: { id: string }) => id === laura);
    expect(sent.differsFrom).toEqual([bare]);
    expect(sent.ratings).toMatchObject([{ ...rating, from: short }]);
    const other = await openNewsroom();
    await importReport(other.desk, other.ada, file);
    const known = await other.store.get('sources', laura as string);
    expect(known?.differsFrom).toEqual([bare]);
    await other.close();
  });

  test('of several at once leaves one, found by the old names of all, in any script', async () => {
    const ids = [
      await entered('Наталья Петрова'),
      await entered('Petrova, Natalia'),
      await entered('Н. Петрова'),
    ];
    await sent('/sources/joining', { id: ids, into: ids[1] });
    for (const q of ['наталья', 'н. петр', 'natalya', 'petrova nat']) {
      const list = await open(`/sources?q=${encodeURIComponent(q)}`, room.tom);
      expect(wordsOf(list, 'tbody th'), q).toEqual(['Petrova, Natalia']);
    }
  });

  test.each([
    ['a clerk (unnamed)', 'the port’s clerk (unnamed)', 'a clerk'],
    ['Ida Brandt (confidential)', 'Bo Lind (confidential)', 'Confidential source 1'],
  ])(
    'warns where who one of them is stands beside another: %s, %s',
    async (first, second, called) => {
      const sourceOf = async (chain: string, said: object = {}) => {
        const annotation = await room.store.get('annotations', await tagged(chain, said));
        return annotation?.chain[0]?.holders[0]?.source ?? '';
      };
      const one = await sourceOf(first);
      if (called === 'a clerk') await noteIdentity(room.desk, room.mira, one, 'Ida Brandt');
      const quiet = await sourceOf('the harbour’s clerk (unnamed)');
      const note = 'Ida Brandt, I guess.';
      const other = await sourceOf(second, { note, confirm: ['identity'] });
      const preview = await open(`/sources/joining?id=${one}&id=${other}`);
      expect(wordsOf(preview, '[data-named]')).toEqual([
        `${called} would stand beside its name in 1 annotation, with discussion and history: whoever reads both sees who it is.`,
      ]);
      expect(preview.body?.textContent).not.toContain('Brandt');
      const form = preview.querySelector('form[action="/sources/joining"]');
      const browser = await room.signedIn(room.mira);
      const send = (fields: Record<string, string>) =>
        browser.post('/sources/joining').type('form').send(filledIn(form, fields));
      const asked = pageOf((await send({}).expect(409)).text);
      expect(wordsOf(asked, '.refused p')[0]).toContain('would stand beside its name');
      expect(asked.querySelectorAll('input[name="confirm"]')).toHaveLength(1);
      const program = await room.bearer(room.mira);
      const merge = `/api/sources/${other}/merge`;
      const { body } = await program.post(merge).send({ into: one }).expect(409);
      expect(body.confirm).toMatchObject([{ code: 'identity' }]);
      const without = await open(`/sources/joining?id=${one}&id=${quiet}`);
      expect(wordsOf(without, '[data-named]')).toEqual([]);
      expect(without.querySelector('input[name="confirm"]')).toBeNull();
      await send({ confirm: 'identity' }).expect(303);
      await program.delete(`/api/sources/${other}/merge`).expect(204);
      await program
        .post(merge)
        .send({ into: one, confirm: ['identity'] })
        .expect(201);
    },
  );

  test('that can’t be says why before anything is sent', async () => {
    const [one, other] = [
      await entered('FCO', { kind: 'organisation' }),
      await entered('The cable', { kind: 'document' }),
    ];
    const preview = await open(`/sources/joining?id=${one}&id=${other}`);
    expect(wordsOf(preview, '[role="alert"]')[0]).toContain('of the kind');
    const browser = await room.signedIn(room.mira);
    await browser
      .post('/sources/joining')
      .type('form')
      .send({ id: [one, other], into: one })
      .expect(409);
  });

  test('is suggested no more of what somebody says is another source, until they take that back', async () => {
    const [one, other] = [await entered('Laura Hickey'), await entered('Hickey, Laura')];
    expect(wordsOf(await open('/sources?show=doubles'), '.may-be-one li')).toHaveLength(1);
    const page = await sent(`/sources/${one}/differences`, { from: other });
    expect(page.querySelector('[data-alike]')).toBeNull();
    expect(wordsOf(await open('/sources?show=doubles'), '.may-be-one li')).toEqual([]);
    expect(wordsOf(await open(`/history?subject=source/${one}`), '.history li')[0]).toContain(
      'said that Laura Hickey and Hickey, Laura are different sources',
    );
    const back = await sent(`/sources/${one}/differences`, { from: other, undo: 'yes' });
    expect(back.querySelector('[data-alike]')).not.toBeNull();
  });
});

describe('what nothing uses', () => {
  test('is offered for tidying, removed by its boxes and put back', async () => {
    const ids = [await entered('Left over'), await entered('Another')];
    await tagged('Used');
    const list = await open('/sources?show=unused');
    expect(wordsOf(list, 'tbody th')).toEqual(['Another', 'Left over']);
    const done = await sent('/sources/removal', { id: ids });
    expect(wordsOf(done, 'tbody th')).toEqual(
      ['The Morning Ledger', 'Used'].filter((name) => name === 'Used'),
    );
    const undo =
      done.querySelector<HTMLFormElement>('[data-toast] form')?.getAttribute('action') ?? '';
    expect(wordsOf(await sent(undo, {}), 'tbody th')).toEqual(['Another', 'Left over', 'Used']);
    const browser = await room.signedIn(room.mira);
    const { text } = await browser.post(undo).expect(409);
    expect(pageOf(text).body?.textContent).toContain('2 entries are in the register already.');
  });
});

describe('a confidential source that nothing uses', () => {
  test('is removed for good, which its page and the toast say, and no Undo is offered that could not be done', async () => {
    const said = { confidential: true };
    const [one, other, open1] = [
      await entered('Una Berg', said),
      await entered('Vito Marsh', said),
      await entered('Left over'),
    ];
    const hint = 'Who it is goes with it when it is removed, for good.';
    const hints = async (id: string) => wordsOf(await open(`/sources/${id}`), '.hint');
    expect(await hints(one)).toContain(hint);
    expect(await hints(open1)).not.toContain(hint);
    const toastOf = (page: Document) => ({
      words: page.querySelector('[data-toast]')?.textContent?.replaceAll(/\s+/gu, ' ') ?? '',
      undo: page.querySelector('[data-toast] form')?.getAttribute('action'),
    });
    const alone = toastOf(await sent('/sources/removal', { id: one }));
    expect(alone.words).toContain('1 confidential source removed from the register for good.');
    expect(alone.undo).toBeUndefined();
    const mixed = toastOf(await sent('/sources/removal', { id: [other, open1] }));
    expect(mixed.words).toContain(
      '2 entries removed from the register, among them 1 confidential source for good.',
    );
    const back = toastOf(await sent(mixed.undo ?? '', {}));
    expect(back.words).toContain('1 entry put back.');
  });
});

describe('what a deleted annotation alone names', () => {
  test('stays, and the page says why, and shows nothing that nobody typed', async () => {
    const annotation = await tagged('Mistyped');
    await deleteAnnotation(room.desk, room.jonas, annotation);
    const [source] = (await (await room.bearer(room.mira)).get('/api/sources?q=Mistyped')).body
      .items;
    const browser = await room.signedIn(room.mira);
    const { text } = await browser
      .post('/sources/removal')
      .type('form')
      .send({ id: source.id })
      .expect(409);
    const page = pageOf(text);
    expect(wordsOf(page, '[role=alert]')[0]).toMatch(/^Only deleted annotations name Mistyped/u);
    expect(page.querySelector('[data-typed]')).toBeNull();
  });
});

describe('an entry is offered to be removed', () => {
  const offered = async (id: string) =>
    (await open(`/sources/${id}`)).querySelector('form[action="/sources/removal"]') !== null;
  const idOf = async (name: string) =>
    (await (await room.bearer(room.mira)).get(`/api/sources?q=${name}`)).body.items[0].id;

  test('where nothing uses it', async () => {
    expect(await offered(await entered('Left over'))).toBe(true);
  });

  test('not where a deleted annotation names it', async () => {
    await deleteAnnotation(room.desk, room.jonas, await tagged('Mistyped'));
    expect(await offered(await idOf('Mistyped'))).toBe(false);
  });

  test('not where another entry belongs to it', async () => {
    const id = await entered('Foreign Office');
    await entered('Laura Hickey', { affiliation: id });
    expect(await offered(id)).toBe(false);
  });

  test('not where only a proposal names it', async () => {
    const annotation = await tagged('Ann Vold');
    const proposal = proposalInput.parse({ chain: 'Bo Lind', reason: 'He said it.' });
    await makeProposal(room.desk, room.ada, annotation, proposal);
    expect(await offered(await idOf('Bo'))).toBe(false);
  });

  test('not while a blind round is open', async () => {
    const id = await entered('Left over');
    const annotation = await room.store.get('annotations', await tagged('Ann Vold'));
    const people = [room.jonas.id, room.ada.id];
    await openRound(room.desk, room.mira, annotation?.article ?? '', people);
    expect(await offered(id)).toBe(false);
    const list = await open('/sources?show=unused');
    expect(list.querySelector('[formaction="/sources/removal"]')).toBeNull();
    expect(list.body?.textContent).toContain(
      'While a blind round is open, no entry can be removed.',
    );
    const added = await sent('/sources', { name: 'Bo Lind', kind: 'person' });
    expect(added.querySelector('[data-toast]')).not.toBeNull();
    expect(added.querySelector('[data-toast] form')).toBeNull();
  });
});

describe('an unnamed source', () => {
  test('that is masked is shown with what was noted of who it is, to who may know and nobody else', async () => {
    await tagged('a harbour official (unnamed)');
    const { body } = await (await room.bearer(room.tom)).get('/api/sources?q=harbour');
    await noteIdentity(room.desk, room.jonas, body.items[0].id, 'Ida Brandt');
    const { id } = await maskSource(room.desk, room.mira, body.items[0].id);
    const editor = await room.signedIn(room.mira);
    const page = pageOf((await editor.post(`/sources/${id}/identity`).expect(200)).text);
    expect(wordsOf(page, '[data-identity]')).toEqual(['a harbour official: Ida Brandt, as noted']);
    await (await room.signedIn(room.nils)).post(`/sources/${id}/identity`).expect(403);
  });

  test('is noted once somebody has said yes to a name that stands beside it', async () => {
    await tagged('a harbour official (unnamed)', { note: 'Ida Brandt, I guess.' });
    const { body } = await (await room.bearer(room.tom)).get('/api/sources?q=harbour');
    const { id } = body.items[0];
    const browser = await room.signedIn(room.jonas);
    const page = pageOf((await browser.get(`/sources/${id}/noting`).expect(200)).text);
    const [form] = page.querySelectorAll('form[action$="/noting"]');
    const send = (to: Element | null | undefined, fields: Record<string, string>) =>
      browser
        .post(`/sources/${id}/noting`)
        .type('form')
        .send(filledIn(to ?? null, fields));
    const asked = pageOf((await send(form, { name: 'Ida Brandt' }).expect(409)).text);
    expect(wordsOf(asked, '[role="alert"] p')[0]).toContain('stands beside that name');
    const again = asked.querySelector('form[action$="/noting"]');
    await send(again, { confirm: 'identity' }).expect(303);
    expect((await room.store.get('identities', id))?.name).toBe('Ida Brandt');
  });

  test('is described by everybody and identified in the private field alone, each look on record', async () => {
    const annotation = await tagged('a harbour official (unnamed) -told-> The Morning Ledger');
    const { items } = (await (await room.bearer(room.tom)).get('/api/sources?q=harbour')).body;
    const { id } = items[0];
    const secret = 'Ida Brandt';
    const page = await sent(`/sources/${id}/noting`, { name: secret }, room.jonas);
    expect(wordsOf(page, '.who-it-is')[0]).toContain('Not shown here');
    for (const path of [`/sources/${id}`, '/sources', '/history', `/annotations/${annotation}`]) {
      const browser = await room.signedIn(room.mira);
      expect((await browser.get(path).expect(200)).text, path).not.toContain(secret);
    }
    for (const person of [room.jonas, room.mira, room.ada]) {
      const browser = await room.signedIn(person);
      const { text } = await browser.post(`/sources/${id}/identity`).expect(200);
      expect(wordsOf(pageOf(text), '[data-identity]')).toEqual([secret]);
    }
    for (const person of [room.nils, room.tom]) {
      const browser = await room.signedIn(person);
      await browser.post(`/sources/${id}/identity`).expect(403);
      await browser.post(`/sources/${id}/noting`).type('form').send({ name: 'x' }).expect(403);
      expect((await browser.get(`/sources/${id}`)).text).not.toContain('Who it is');
    }
    const told = wordsOf(await open(`/history?subject=source/${id}`), '.history li').join('\n');
    expect(told).toContain('Ada Quist read who a harbour official is.');
    expect(told).toContain('Jonas Ek noted who a harbour official is.');
    expect(room.log.join('\n')).not.toContain(secret);
    const again = await tagged(`${secret} -told-> The Morning Ledger`, { confirm: ['identity'] });
    const { chain } = (await (await room.bearer(room.jonas)).get(`/api/annotations/${again}`)).body;
    expect(chain.hops[0].holders[0].source.id).not.toBe(id);
  });
});
