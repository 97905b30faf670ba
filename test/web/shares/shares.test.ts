import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readingsOn } from '../../../src/desk/shares/readings.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page, words } from '../page.js';
import { openSharingRoom, readingsOf, shareByApi } from './sharing-room.js';

let room: Newsroom;
let article: string;
let ids: string[];
beforeEach(async () => {
  ({ room, article, ids } = await openSharingRoom());
});
afterEach(() => room.close());

const shared = (input: object = {}) => shareByApi({ room, article }, input);
const readings = (id: string) => readingsOf(room, id);

describe('readings', () => {
  test('are counted: the report as often as it was sent, and nothing else', async () => {
    const { id, path } = await shared({ origins: ['https://paper.example'] });
    expect(await readings(id)).toBe(0);
    const visitor = room.visitor();
    await visitor.get(path).expect(200);
    await visitor.get(path).expect(200);
    expect(await readings(id)).toBe(2);
    await visitor.head(path).expect(200);
    for (const ahead of [
      { 'Sec-Purpose': 'prefetch' },
      { 'Sec-Purpose': 'prefetch;prerender' },
      { Purpose: 'prefetch' },
      { 'X-Moz': 'prefetch' },
    ]) {
      await visitor.get(path).set(ahead).expect(200);
    }
    await visitor.get(`${path}/annotations/${ids[0]}`).expect(200);
    expect(await readings(id)).toBe(2);
  });

  test('are written without a commit for each, and keep no address', async () => {
    const { id, path } = await shared();
    const before = (await room.store.snapshot()).commit;
    for (let n = 0; n < 20; n++) await room.visitor().get(path).expect(200);
    expect((await room.store.snapshot()).commit).toBe(before);
    await readingsOn(room.desk).write();
    expect((await room.store.snapshot()).commit).toBe(before + 1);
    expect(await room.store.get('shares', id)).toMatchObject({ readings: 20 });
    expect(JSON.stringify(await room.store.get('shares', id))).not.toContain('127.0.0.1');
    expect((await room.store.find('attempts', 'until', { key: '' })).items).toEqual([]);
  });
});

describe('the log', () => {
  test('holds no secret of a link, whatever became of it, nor a name typed as an address', async () => {
    const { id, path } = await shared();
    const secret = path.split('/')[2] ?? '';
    const visitor = room.visitor();
    await visitor.get(path);
    await visitor.get(`${path}?from=mail`);
    await visitor.get(`/${path}`);
    await visitor.get(path.toUpperCase().replace(secret.toUpperCase(), secret));
    await visitor.get(`${path}/annotations/${ids[0]}`);
    await visitor.get(`${path}%zz`);
    for (const start of [
      '/shared%2f',
      '/%73hared/',
      '/shared%252F',
      '/shared;a/',
      '/shared//',
      '/',
    ]) {
      await visitor.get(start + secret);
    }
    await visitor.get(
      `/x/${secret.replace(/./gu, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`,
    );
    await visitor.get('/sources/Ines%20Vega');
    await visitor.post(path).send({ a: 1 });
    const program = await room.bearer(room.mira);
    await program.delete(`/api/shares/${id}`).expect(204);
    await visitor.get(path).expect(410);
    const get = room.store.find;
    room.store.find = () => Promise.reject(new Error('The disk is gone.'));
    const { text } = await visitor.get(path).expect(500);
    room.store.find = get;
    expect(text).not.toContain('disk');
    expect(room.log.join('\n')).toContain('/shared/…');
    expect(room.log.join('\n')).toContain('The disk is gone.');
    expect(room.log.join('\n')).not.toContain(secret);
    expect(room.log.join('\n')).not.toContain('Vega');
    expect(room.log.join('\n')).not.toMatch(/(?:%[\da-f]{2}){8}/iu);
  });
});

describe('the API', () => {
  test('answers with the link once, and tells of it without', async () => {
    const program = await room.bearer(room.mira);
    const answer = await program
      .post(`/api/articles/${article}/shares`)
      .set('Idempotency-Key', 'once')
      .send({ expires: '2026-04-01T00:00:00Z', origins: ['https://paper.example/'] })
      .expect(201);
    const { url, ...told } = answer.body;
    expect(url).toMatch(new RegExp(`^${room.url}/shared/[\\w-]{43}$`, 'u'));
    expect(told).toEqual({
      id: expect.any(String),
      article,
      creator: { id: 'mira', name: 'Mira Sen' },
      created: '2026-03-02T09:00:00.000Z',
      expires: '2026-04-01T00:00:00.000Z',
      state: 'open',
      ended: null,
      origins: ['https://paper.example'],
      note: null,
      readings: 0,
    });
    expect(answer.headers.location).toBe(`/api/shares/${told.id}`);
    expect((await program.get(`/api/shares/${told.id}`)).body).toEqual(told);
    const listed = await program.get(`/api/articles/${article}/shares`).expect(200);
    expect(listed.body).toEqual({ items: [told], next: null });
    const again = await program
      .post(`/api/articles/${article}/shares`)
      .set('Idempotency-Key', 'once')
      .send({ expires: '2026-04-01T00:00:00Z', origins: ['https://paper.example/'] });
    expect({ status: again.status, body: again.body }).toEqual({
      status: 201,
      body: { id: told.id },
    });
  });

  test('makes links of the public address, whatever name the sender asked by', async () => {
    const site = { baseUrl: 'https://desk.example.org' };
    const published = await openNewsroom({ site, store: room.store, empty: true });
    const program = await published.bearer(published.mira);
    const { body } = await program
      .post(`/api/articles/${article}/shares`)
      .set({ Host: 'desk.example.org', 'X-Forwarded-Proto': 'https' })
      .send({})
      .expect(201);
    expect(body.url).toMatch(/^https:\/\/desk\.example\.org\/shared\//u);
    const stranger = await published
      .visitor()
      .get(new URL(body.url).pathname)
      .set({ 'Sec-Fetch-Site': 'cross-site', 'Accept-Encoding': 'gzip' });
    expect(stranger.headers['content-encoding']).toBe('gzip');
    expect(stranger.headers).not.toHaveProperty('set-cookie');
    published.server.closeAllConnections();
    published.server.close();
  });

  test('ends a share once, tells it in the history and lets nobody below an editor', async () => {
    const { id } = await shared({ expires: '2026-04-01T00:00:00Z' });
    for (const person of [room.tom, room.jonas]) {
      const program = await room.bearer(person);
      await program.delete(`/api/shares/${id}`).expect(403);
      await program.post(`/api/articles/${article}/shares`).send({}).expect(403);
      await program.get(`/api/shares/${id}`).expect(403);
    }
    const program = await room.bearer(room.ada);
    await program.delete(`/api/shares/${id}`).expect(204);
    await program.delete(`/api/shares/${id}`).expect(204);
    await program.delete('/api/shares/none').expect(404);
    const history = page(await (await room.signedIn(room.tom)).get('/history'));
    const told = words(history, 'main');
    expect(told).toContain('Mira Sen shared the report by a link until 1 April 2026.');
    expect(told?.match(/revoked a link to the report/gu)).toHaveLength(1);
    const { body } = await program.get(`/api/shares/${id}`);
    expect(body).toMatchObject({ state: 'revoked', ended: { by: { id: 'ada' } } });
  });

  test('leaves reports as they were: none tells that it is shared', async () => {
    const program = await room.bearer(room.tom);
    const reports = () =>
      Promise.all(
        ['json', 'html', 'md', 'csv'].map(
          async (format) =>
            (await program.get(`/api/articles/${article}/report?format=${format}`)).text,
        ),
      );
    const before = await reports();
    const { id } = await shared();
    room.pass({ hours: 1 });
    await (await room.bearer(room.ada)).delete(`/api/shares/${id}`).expect(204);
    expect(await reports()).toEqual(before);
  });
});

describe('the page of shares', () => {
  const share = async (fields: object) => {
    const browser = await room.signedIn(room.mira);
    const path = `/articles/${article}/shares`;
    const shown = page(await browser.get(path).expect(200));
    const key = shown.querySelector('input[name=key]')?.getAttribute('value') ?? '';
    return {
      browser,
      path,
      key,
      answer: await browser
        .post(path)
        .type('form')
        .send({ key, ...fields }),
    };
  };

  test('is led to from the report, by those who may share', async () => {
    const led = async (person: Newsroom['ada']) => {
      const browser = await room.signedIn(person);
      const shown = page(await browser.get(`/articles/${article}/report`).expect(200));
      return shown.querySelector(`a[href="/articles/${article}/shares"]`) !== null;
    };
    expect(await led(room.mira)).toBe(true);
    expect(await led(room.tom)).toBe(false);
  });

  test('makes no link that nobody would see, where what goes with it can’t be gathered', async () => {
    const browser = await room.signedIn(room.mira);
    const path = `/articles/${article}/shares`;
    const key = page(await browser.get(path))
      .querySelector('input[name=key]')
      ?.getAttribute('value');
    const getMany = room.store.getMany.bind(room.store);
    vi.spyOn(room.store, 'getMany').mockImplementation((collection, asked) =>
      collection === 'sources' ? Promise.reject(new Error('lost')) : getMany(collection, asked),
    );
    const sent = { key, days: '7', origins: 'https://paper.example' };
    await browser.post(path).type('form').send(sent).expect(500);
    expect((await room.store.find('shares', 'article', { key: article })).items).toEqual([]);
  });

  test('shows the link this once, with what another site puts into its page', async () => {
    const origins = 'https://paper.example\r\nhttps://www.paper.example/ ';
    const { browser, path, answer } = await share({ days: '7', origins });
    expect(answer.status).toBe(201);
    const shown = page(answer);
    const [link, ...frames] = [...shown.querySelectorAll('[data-copy] input')].map(
      (input) => input.getAttribute('value') ?? '',
    );
    expect(frames).toHaveLength(2);
    expect(frames[0]).toContain(`<iframe src="${link}/annotations/${ids[0]}"`);
    await room
      .visitor()
      .get(new URL(link ?? '').pathname)
      .expect(200);
    const later = await browser.get(path).expect(200);
    expect(later.text).not.toContain(link?.split('/').at(-1) ?? 'none');
    const row = words(page(later), 'tbody tr');
    expect(row).toMatch(/^by Mira Sen 2 March 2026.* 9 March 2026/u);
    expect(row).toContain('once');
    expect(row).toContain('https://paper.example, https://www.paper.example');
  });

  test('tells links of one report apart by the note that an editor gives, which no reader sees', async () => {
    await share({ days: '30', note: ' The paper’s <lawyers> ' });
    const { browser, path, answer } = await share({ days: '30' });
    expect(answer.status).toBe(201);
    const shown = page(await browser.get(path));
    const rows = [...shown.querySelectorAll('tbody tr')];
    expect(rows.map((row) => words(row, 'th')).sort()).toEqual([
      'The paper’s <lawyers> by Mira Sen',
      'by Mira Sen',
    ]);
    const called = rows.map((row) => row.querySelector('button')?.getAttribute('aria-label'));
    expect(called).toContain('Revoke the link “The paper’s <lawyers>”');
    const { path: link, id } = await shared({ note: 'For the lawyers' });
    expect((await room.visitor().get(link)).text).not.toContain('For the lawyers');
    const program = await room.bearer(room.mira);
    expect((await program.get(`/api/shares/${id}`)).body).toMatchObject({
      note: 'For the lawyers',
    });
    const long = { note: 'x'.repeat(201) };
    expect((await program.post(`/api/articles/${article}/shares`).send(long)).status).toBe(422);
  });

  test('keeps what was typed where a site is none', async () => {
    const { answer } = await share({ days: '', origins: 'paper.example' });
    expect(answer.status).toBe(422);
    const shown = page(answer);
    expect(words(shown, '.fault')).toMatch(/^Give each site as it begins/u);
    expect(words(shown, 'textarea')).toBe('paper.example');
    expect(words(shown, 'option[selected]')).toBe('until it is revoked');
  });

  test.each(['0', '-1', '1e9', '0.5', 'x', ' '])(
    'makes no link that is good for %j days, least of all one for ever',
    async (days) => {
      const { answer } = await share({ days });
      expect(answer.status).toBe(422);
      expect(words(page(answer), '[role=alert]')).toContain(
        'Choose for how long the link is good.',
      );
      expect(page(answer).querySelectorAll('tbody tr')).toHaveLength(0);
    },
  );

  test('sent twice, shares once and shows the same link', async () => {
    const { browser, path, key, answer } = await share({ days: '30' });
    expect(answer.status).toBe(201);
    const again = await browser.post(path).type('form').send({ key, days: '30' });
    expect(again.status).toBe(201);
    expect(page(again).querySelector('input[readonly]')?.getAttribute('value')).toBe(
      page(answer).querySelector('input[readonly]')?.getAttribute('value'),
    );
    expect(page(again).querySelectorAll('tbody tr')).toHaveLength(1);
  });

  test('revokes, and offers it no more', async () => {
    const { browser, path } = await share({ days: '30' });
    const [form] = page(await browser.get(path)).querySelectorAll('tbody form');
    await browser.post(form?.getAttribute('action') ?? '').expect(303);
    const shown = page(await browser.get(path));
    expect(shown.querySelectorAll('tbody form')).toHaveLength(0);
    expect(words(shown, 'tbody tr')).toContain('revoked by Mira Sen');
  });
});
