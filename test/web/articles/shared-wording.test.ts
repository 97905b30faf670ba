import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkWording } from '../../../src/desk/check/wording.js';
import { collected } from '../../../src/desk/documents.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { openPostgresStore } from '../../../src/store/postgres/postgres-store.js';
import { replace } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { deskDatabase } from '../../postgres/fresh-database.js';
import { openMemoryStore } from '../../store/memory.js';
import { pageOf, wordsOf } from '../dom.js';

const shared = 'inspectors had warned the ferry firm of cracks in its ramp twice before the summer';
const early = `🚢 On Monday the board met. It heard that ${shared}, and adjourned. “We were never told of anything by anybody in those days,” it said.`;
const late = `According to our own research ${shared}. “We were never told of anything by anybody in those days,” the firm said.`;

const stores = [
  ['memory', async () => ({ store: openMemoryStore(), drop: () => {} })],
  [
    'PostgreSQL',
    async () => {
      const { url, drop } = await deskDatabase();
      return { store: await openPostgresStore(url, { mode: 'write' }), drop };
    },
  ],
] as const;

describe.each(stores)('shared wording, %s', (_name, openStore) => {
  let room: Newsroom;
  let ids: string[];
  let dropStore: () => unknown;

  beforeAll(async () => {
    const { store, drop } = await openStore();
    dropStore = drop;
    room = await openNewsroom({ store });
    const jonas = await room.bearer(room.jonas);
    ids = [];
    for (const [title, publisher, publishedAt, text] of [
      ['Ferry firm was told twice', 'The Harbour Ledger', '2026-03-02T08:00:00Z', early],
      ['Ramp was known to be cracked', 'The Post', '2026-03-02T10:00:00Z', late],
      [
        'The lease',
        'The Post',
        '2026-03-02',
        'Nobody knows who signed the lease of the yard in May.',
      ],
    ]) {
      const { body } = await jonas
        .post('/api/articles')
        .send({ title, publisher, publishedAt, text })
        .expect(201);
      ids.push(body.id);
    }
  });
  afterAll(async () => {
    await room.close();
    await dropStore();
  });

  const pageAt = async (path: string, person = room.tom) => {
    const browser = await room.signedIn(person);
    return pageOf((await browser.get(path).expect(200)).text);
  };
  const itemsOf = async (id: string | undefined) => {
    const program = await room.bearer(room.tom);
    return (await program.get(`/api/articles/${id}/shared-wording`).expect(200)).body.items;
  };

  test('is answered as soon as the later article was, for both, quotations apart', async () => {
    const [one, two, three] = ids;
    const [item, ...others] = await itemsOf(two);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ article: one, words: 15, decision: null });
    expect(item.target.exact).toBe(shared);
    expect(item.target.start).toBe(late.indexOf(shared));
    expect(item.there.exact).toBe(shared);
    expect(item.there.start).toBe([...early.slice(0, early.indexOf(shared))].length);
    const [mirrored] = await itemsOf(one);
    expect(mirrored).toMatchObject({
      article: two,
      words: 15,
      target: item.there,
      there: item.target,
    });
    expect(await itemsOf(three)).toEqual([]);
    await (await room.bearer(room.tom)).get('/api/articles/nothing/shared-wording').expect(404);
  });

  test('stands on the page of both, and side by side', async () => {
    const [one, two] = ids;
    const line = async (id: string | undefined) =>
      wordsOf(await pageAt(`/articles/${id}`), '[data-shared-wording]')[0];
    expect(await line(two)).toContain(
      '15 words as in Ferry firm was told twice (The Harbour Ledger), published two hours earlier',
    );
    expect(await line(one)).toContain(
      'Ramp was known to be cracked (The Post), published two hours later',
    );
    const page = await pageAt(`/articles/${two}/shared-wording/${one}`);
    expect(wordsOf(page, 'mark[data-shared]')).toEqual([`1${shared}`, `1${shared}`]);
    const browser = await room.signedIn(room.tom);
    await browser.get(`/articles/${two}/shared-wording/${ids[2]}`).expect(404);
  });

  test('is a filter of the list of articles, in which each leads to what it shares', async () => {
    const [one, two] = ids;
    const program = await room.bearer(room.tom);
    const { body } = await program.get('/api/articles?wording=shared').expect(200);
    expect(body.items.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      ids.slice(0, 2).sort(),
    );
    const paged = await program.get('/api/articles?wording=shared&limit=1').expect(200);
    const rest = await program.get(`/api/articles?wording=shared&limit=1&after=${paged.body.next}`);
    expect([...paged.body.items, ...rest.body.items]).toHaveLength(2);
    expect(rest.body.next).toBeNull();
    const list = await pageAt('/articles?wording=shared');
    expect(wordsOf(list, 'tbody tr')).toHaveLength(2);
    const all = await pageAt('/articles');
    expect(wordsOf(all, 'tbody tr')).toHaveLength(3);
    expect(wordsOf(all, 'tbody .sharing')).toEqual([
      'wording as in another',
      'wording as in another',
    ]);
    const hrefs = [...all.querySelectorAll('tbody .sharing')].map((a) => a.getAttribute('href'));
    expect(hrefs.toSorted()).toEqual(
      [one, two].map((id) => `/articles/${id}/shared-wording`).sort(),
    );
    expect(wordsOf(await pageAt(hrefs[0] ?? ''), 'h1')).toHaveLength(1);
    const exported = list.querySelector('a[href^="/report?"]')?.getAttribute('href');
    expect(exported).toBe('/report?wording=shared');
    const { text } = await program.get(`/api${exported}&format=json`).buffer(true).expect(200);
    expect(JSON.parse(text).articles).toHaveLength(2);
  });

  test('is told of the articles that a search finds', async () => {
    const found = await pageAt('/search?q=ferry');
    expect(wordsOf(found, '.sharing')).toContain('wording as in another');
    expect(wordsOf(await pageAt('/search?q=lease'), '.sharing')).toEqual([]);
  });

  test('opens the form of an annotation with the chain that it suggests', async () => {
    const [one, two] = ids;
    const sides = await pageAt(`/articles/${one}/shared-wording/${two}`, room.jonas);
    const forms = [];
    for (const link of sides.querySelectorAll('main a.button')) {
      const page = await pageAt(link.getAttribute('href') ?? '', room.jonas);
      const form = page.querySelector<HTMLFormElement>('form[data-annotation-form]');
      const field = (name: string) =>
        form?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name=${name}]`)?.value;
      forms.push(field('chain'));
      expect(field('exact')).toBe(shared);
      expect(form?.getAttribute('action')).toBe(`/articles/${two}/annotations`);
    }
    expect(forms).toEqual([
      'The Harbour Ledger (outlet) -republished by-> The Post (outlet)',
      'a wire service (organisation, unnamed) -republished by-> The Post (outlet)',
    ]);
  });

  test('is decided on by editors with a reason, told in the history, and opened again', async () => {
    const [one, two] = ids;
    const path = `/api/articles/${two}/shared-wording/${one}/decision`;
    const sent = { independent: true, reason: 'Both quote the same report.' };
    await (await room.bearer(room.jonas)).put(path).send(sent).expect(403);
    const mira = await room.bearer(room.mira);
    await mira.put(path).send({ independent: true }).expect(422);
    await mira
      .put(path.replace(one ?? '', ids[2] ?? ''))
      .send(sent)
      .expect(404);
    await mira.put(path).send(sent).expect(200);
    await mira.put(path).send(sent).expect(200);
    const events = await room.store.count('events', 'action', 'wording.decided');
    expect(events).toBe(1);
    const [item] = await itemsOf(one);
    expect(item.decision).toMatchObject({ ...sent, by: { name: 'Mira Sen' } });
    const { body } = await mira.get(`/api/history?subject=article/${two}`).expect(200);
    expect(JSON.stringify(body)).toContain('independent all the same');
    await mira.delete(path).expect(204);
    expect((await itemsOf(two))[0].decision).toBeNull();
  });

  test('is not decided over what another editor has decided since the page was opened', async () => {
    const [one, two] = ids;
    const path = `/articles/${two}/shared-wording/${one}`;
    const [mira, ada] = [await room.signedIn(room.mira), await room.signedIn(room.ada)];
    const shown = pageOf((await mira.get(path)).text);
    const fieldOf = (page: Document, action: string) =>
      page.querySelector<HTMLInputElement>(`form[action="${action}"] [name=seen]`)?.value;
    const hers = { independent: 'true', reason: 'Both quote the report.' };
    const send = (browser: typeof mira, form: object, to = path) =>
      browser.post(to).type('form').send(form);
    await send(ada, { independent: 'false', reason: 'One wire.', seen: '' }).expect(303);
    // A double click is not another editor.
    await send(ada, { independent: 'false', reason: 'One wire.', seen: '' }).expect(303);
    const late = await send(mira, { ...hers, seen: fieldOf(shown, path) }).expect(412);
    const again = pageOf(late.text);
    expect(wordsOf(again, '[role=alert]')[0]).toContain('Another editor has decided it meanwhile.');
    expect(again.querySelector('[role=alert] a')?.getAttribute('href')).toBe('#decision');
    expect(wordsOf(again, '#decision')[0]).toContain('One wire.');
    expect(again.querySelector<HTMLTextAreaElement>('[name=reason]')?.value).toBe(hers.reason);
    expect((await itemsOf(one))[0].decision.reason).toBe('One wire.');
    // Who has seen it may decide otherwise.
    await send(mira, { ...hers, seen: fieldOf(again, path) }).expect(303);
    expect((await itemsOf(one))[0].decision.reason).toBe(hers.reason);
    const before = fieldOf(again, path);
    await send(ada, { seen: before }, `${path}/withdrawal`).expect(412);
    await send(ada, {}, `${path}/withdrawal?seen=${before}`).expect(412);
    expect((await itemsOf(one))[0].decision.reason).toBe(hers.reason);
    const now = pageOf((await ada.get(path)).text);
    const seen = fieldOf(now, `${path}/withdrawal`);
    await send(ada, {}, `${path}/withdrawal?seen=${seen}`).expect(303);
    expect((await itemsOf(one))[0].decision).toBeNull();
  });

  test('keeps a claim from counting both articles until an editor decides, and is warned of', async () => {
    const [one, two] = ids;
    const jonas = await room.bearer(room.jonas);
    let claim = '';
    for (const [id, chain] of [
      [one, 'Ana Roy -> The Harbour Ledger'],
      [two, 'Bo Lind -> The Post'],
    ]) {
      const sent = {
        target: { exact: 'cracks in its ramp' },
        claim: 'The ramp was cracked.',
        chain,
      };
      const made = await jonas.post(`/api/articles/${id}/annotations`).send(sent).expect(201);
      claim = made.body.claim.id;
    }
    const borne = async () =>
      (await jonas.get(`/api/claims/${claim}`).expect(200)).body.independence;
    const before = await borne();
    expect(before).toMatchObject({ atLeast: 1, atMost: 2 });
    expect(before.warnings).toMatchObject([{ code: 'shared wording' }]);
    expect(before.warnings[0].sentence).toContain('share 15 words');
    const links = (await pageAt(`/claims/${claim}`)).querySelectorAll('.claim-warnings a');
    const [led] = [...links].map((link) => link.getAttribute('href') ?? '');
    expect(wordsOf(await pageAt(led ?? ''), 'mark[data-shared]')).toHaveLength(2);
    const mira = await room.bearer(room.mira);
    const path = `/api/articles/${one}/shared-wording/${two}/decision`;
    await mira.put(path).send({ independent: false, reason: 'One wire.' }).expect(200);
    expect(await borne()).toMatchObject({ atLeast: 1, atMost: 2, warnings: [] });
    await mira.put(path).send({ independent: true, reason: 'One report, two papers.' }).expect(200);
    expect(await borne()).toMatchObject({ atLeast: 2, atMost: 2, warnings: [] });
  });

  test('is in reports with what was decided of it, in every format that is read as text', async () => {
    const [one] = ids;
    const program = await room.bearer(room.tom);
    const told = async (query: string) => {
      const { text } = await program.get(`/api/articles/${one}/report?${query}`).buffer(true);
      // Markdown and JSON escape some signs.
      return text.replaceAll('\\', '');
    };
    for (const format of ['html', 'md', 'csv', 'webannotation']) {
      const answer = await told(`format=${format}`);
      expect(answer, format).toContain('share 15 words. Decided by Mira Sen');
      expect(answer, format).toContain('independent all the same. One report, two papers.');
      const forReaders = await told(`format=${format}&for=readers`);
      expect(forReaders, format).toContain('Decided: independent all the same.');
      expect(forReaders, format).not.toContain('Mira Sen');
    }
    expect(JSON.parse(await told('format=json')).articles[0].events).toContainEqual(
      expect.objectContaining({ action: 'wording.decided' }),
    );
  });

  test('comes into another desk with what was decided of it', async () => {
    const [one, two] = ids;
    const program = await room.bearer(room.ada);
    const { text: whole } = await program.get('/api/report?format=json').buffer(true).expect(200);
    const { store, drop } = await openStore();
    const other = await openNewsroom({ store });
    try {
      const admin = await other.bearer(other.ada);
      await importReport(other.desk, other.ada, whole);
      const { body } = await admin.get(`/api/articles/${two}/shared-wording`).expect(200);
      expect(body.items).toMatchObject([
        { article: one, decision: { independent: true, reason: 'One report, two papers.' } },
      ]);
      const listed = await admin.get('/api/articles?wording=shared').expect(200);
      expect(listed.body.items).toHaveLength(2);
    } finally {
      await other.close();
      await drop();
    }
  });

  test('is checked against the texts', async () => {
    const { store } = room;
    expect(await collected(checkWording(store))).toEqual([]);
    const wording = await store.get('wordings', ids[1] ?? '');
    if (!wording) throw new Error('It was not compared.');
    await store.commit([replace('wordings', { ...wording, shared: [] })]);
    const findings = await collected(checkWording(store));
    expect(findings).toMatchObject([{ severity: 'fault' }]);
    expect(findings[0]?.sentence).toContain('not kept');
  });

  test('is that of the newest editions', async () => {
    const [one, two] = ids;
    const jonas = await room.bearer(room.jonas);
    const path = `/api/articles/${one}/editions`;
    await jonas
      .post(path)
      .send({ text: 'The board met on Monday, and nothing came of it.' })
      .expect(201);
    expect([await itemsOf(one), await itemsOf(two)]).toEqual([[], []]);
    expect(wordsOf(await pageAt('/articles'), '.sharing')).toEqual([]);
    await jonas
      .post(path)
      .send({ text: `${early} It met again.` })
      .expect(201);
    const [[item], [mirrored]] = [await itemsOf(one), await itemsOf(two)];
    expect(item).toMatchObject({ article: two, words: 15 });
    expect(mirrored).toMatchObject({ article: one, there: item.target });
    expect(await collected(checkWording(room.store))).toEqual([]);
  });

  test('goes with an article that is deleted', async () => {
    await (await room.bearer(room.mira))
      .delete(`/api/articles/${ids[0]}?annotations=delete`)
      .expect(204);
    expect(await itemsOf(ids[1])).toEqual([]);
    expect(await room.store.get('wordings', ids[0] ?? '')).toBeNull();
  });
});
