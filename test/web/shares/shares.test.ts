import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { readingsOn } from '../../../src/desk/shares/readings.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { commentInput } from '../../../src/domain/review/comments.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page, words } from '../page.js';

const identity = 'Wilhelmina Oakapple';
const masked = 'Cornelius Fennimore';
const offRecord = 'Thaddeus Brimble';

let room: Newsroom;
let article: string;
let ids: string[];
beforeEach(async () => {
  room = await openNewsroom();
  const { desk, mira, jonas, nils } = room;
  const text = 'The ferry stops in May, a clerk said. The mayor denies it. The engine is old.';
  const input = { title: 'Färja “stops” & goes', publisher: 'The Morning Ledger', text };
  article = (await addArticle(desk, mira, parse(articleInput, input))).id;
  const tag = async (exact: string, fields: object) => {
    const tagged = parse(annotationInput, { target: { exact }, ...fields });
    return createAnnotation(desk, jonas, article, tagged);
  };
  const first = await tag('The ferry stops in May', {
    chain: `Ida Brandt [B] -told-> ${identity} (deep background) -> ${masked} -> The Morning Ledger (outlet)`,
    confidence: 'moderate',
    credibility: 3,
    note: '<script>alert(1)</script>',
  });
  const second = await tag('The mayor denies it', {
    chain: `${offRecord} (off the record) -> The Morning Ledger`,
  });
  const third = await tag('The engine is old', { chain: '?', confidence: 'low' });
  ids = [first, second, third].map(({ annotation }) => annotation.id);
  const source = first.newSources.find(({ name }) => name === masked);
  await maskSource(desk, mira, source?.id ?? '');
  const dispute = { verdict: 'dispute', on: 'whole', comment: 'Who says so?' };
  await giveVerdict(desk, nils, ids[0] ?? '', parse(verdictInput, dispute));
  await addComment(desk, nils, ids[0] ?? '', parse(commentInput, { text: 'Call her again.' }));
});
afterEach(() => room.close());

/** Shares the report by the API, and answers with the path of the link. */
async function shared(input: object = {}): Promise<{ id: string; path: string; url: string }> {
  const program = await room.bearer(room.mira);
  const { body } = await program.post(`/api/articles/${article}/shares`).send(input).expect(201);
  return { id: body.id, path: new URL(body.url).pathname, url: body.url };
}

const readings = async (id: string) => {
  const program = await room.bearer(room.mira);
  return (await program.get(`/api/shares/${id}`).expect(200)).body.readings;
};

const plain =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

describe('a report by its link', () => {
  test('is read without signing in, runs nothing and is found by nobody else', async () => {
    const { path } = await shared();
    const answer = await room.visitor().get(path).expect(200);
    const shown = page(answer);
    expect(words(shown, 'h1')).toBe('Färja “stops” & goes');
    expect(shown.querySelectorAll('.entry')).toHaveLength(2);
    expect(shown.querySelectorAll('script, form, iframe, [style], [onclick]')).toHaveLength(0);
    expect(shown.querySelector('meta[name=robots]')?.getAttribute('content')).toBe(
      'noindex, nofollow',
    );
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': plain,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  test('leads to nothing of the desk but its own style sheets', async () => {
    const { path } = await shared();
    const shown = page(await room.visitor().get(path));
    const led = [...shown.querySelectorAll('[href], [src]')].map(
      (each) => each.getAttribute('href') ?? each.getAttribute('src') ?? '',
    );
    expect(led.filter((to) => !/^(?:#|\/assets\/)/u.test(to))).toEqual([]);
  });

  test('is the same for whoever is signed in, whose session is neither read nor prolonged', async () => {
    const { path } = await shared();
    const stranger = await room.visitor().get(path).expect(200);
    const ada = await room.signedIn(room.ada);
    const mine = await ada.get(path).expect(200);
    expect(mine.text).toBe(stranger.text);
    expect(mine.headers).not.toHaveProperty('set-cookie');
    const program = await room.bearer(room.ada);
    expect((await program.get(path).expect(200)).text).toBe(stranger.text);
    const wrong = room.visitor().set('Authorization', 'Bearer whence_none');
    expect((await wrong.get(path).expect(200)).text).toBe(stranger.text);
  });

  test('says how the article stands now', async () => {
    const { path } = await shared();
    const entries = async () =>
      page(await room.visitor().get(path).expect(200)).querySelectorAll('.entry').length;
    expect(await entries()).toBe(2);
    const tagged = parse(annotationInput, { target: { exact: 'a clerk said' }, chain: '?' });
    const { annotation } = await createAnnotation(room.desk, room.jonas, article, tagged);
    expect(await entries()).toBe(3);
    await deleteAnnotation(room.desk, room.jonas, annotation.id);
    expect(await entries()).toBe(2);
  });

  test('holds no confidential or colleague’s name, nor what they said to each other, in any byte', async () => {
    const { path, id } = await shared({ origins: ['https://paper.example'] });
    const [first] = ids;
    const answers = await Promise.all(
      [path, `${path}/annotations/${first}`, `${path}/annotations/${ids[1]}`].map((each) =>
        room.visitor().get(each),
      ),
    );
    const program = await room.bearer(room.mira);
    await program.delete(`/api/shares/${id}`).expect(204);
    answers.push(await room.visitor().get(path));
    const { ada, mira, jonas, nils, tom, vera } = room;
    const people = [ada, mira, jonas, nils, tom, vera];
    const hidden = [
      ...[identity, 'Oakapple', masked, 'Fennimore', offRecord, 'Brimble'],
      ...people.flatMap(({ name, email }) => [name, email ?? name]),
      ...['Who says so?', 'Call her again.'],
    ];
    for (const { text, headers } of answers) {
      const all = `${text}\n${JSON.stringify(headers)}`;
      expect(hidden.filter((name) => all.includes(name))).toEqual([]);
      expect(all).not.toContain('<script');
    }
    expect(answers[0]?.text).toContain('Confidential source 1');
  });

  test('tells nothing of what a blind round hides', async () => {
    const { path } = await shared();
    const { desk, mira, jonas, nils } = room;
    await openRound(desk, mira, article, [jonas.id, nils.id]);
    const tagged = parse(annotationInput, { target: { exact: 'a clerk said' }, chain: '?' });
    const { annotation } = await createAnnotation(desk, jonas, article, tagged);
    const shown = page(await room.visitor().get(path).expect(200));
    expect(shown.querySelectorAll('.entry')).toHaveLength(0);
    const none = await room.visitor().get(`${path}/annotations/none`).expect(404);
    for (const id of [annotation.id, ids[0], ids[1]]) {
      const answer = await room.visitor().get(`${path}/annotations/${id}`).expect(404);
      expect(answer.text).toBe(none.text);
    }
  });

  test('is printed without a head', async () => {
    const { path } = await shared();
    const sheets = [
      ...page(await room.visitor().get(path)).querySelectorAll('link[media=print]'),
    ].map((sheet) => sheet.getAttribute('href'));
    expect(sheets).toEqual([expect.stringContaining('print')]);
  });
});

describe('a link that leads nowhere', () => {
  const sentence = async (path: string, status: number) => {
    const answer = await room.visitor().get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': plain,
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(answer.headers).not.toHaveProperty('set-cookie');
    const shown = page(answer);
    expect(shown.querySelectorAll('script, a, form')).toHaveLength(0);
    return words(shown, 'main p');
  };

  test('is not found where it never was', async () => {
    expect(await sentence('/shared/none', 404)).toMatch(/^There is no such link\./u);
    for (const path of ['/shared', '/shared/', '/shared/none/more', '/SHARED/none/x/y/z']) {
      await sentence(path, 404);
    }
    await sentence('/shared/%zz', 400);
  });

  test('is gone where it was revoked, has run out, or its article is deleted', async () => {
    const revoked = await shared();
    const browser = await room.signedIn(room.mira);
    await browser.post(`/shares/${revoked.id}/revocation`).expect(303);
    expect(await sentence(revoked.path, 410)).toBe(
      'This link was taken back by those who shared it.',
    );
    const short = await shared({ expires: '2026-03-02T10:00:00Z' });
    await room.visitor().get(short.path).expect(200);
    const left = await shared();
    room.pass({ hours: 1 });
    expect(await sentence(short.path, 410)).toBe('This link ran out on 2 March 2026.');
    await deleteArticle(room.desk, room.mira, article, { annotations: true });
    expect(await sentence(left.path, 410)).toBe(
      'The report to which this link led is not there any more.',
    );
    await sentence(`${left.path}/annotations/${ids[0]}`, 410);
  });

  test('is guessed at fifty times in a quarter of an hour, and a good one is read all the same', async () => {
    const { path } = await shared();
    const guess = (n: number) => room.visitor().get(`/shared/guess${n}`);
    for (let n = 0; n < 50; n++) await guess(n).expect(404);
    const late = await guess(50).expect(429);
    expect(late.headers['retry-after']).toBe('900');
    await room.visitor().get(path).expect(200);
    // Whoever guesses at links is no nearer to being kept from signing in.
    await room.signedIn(room.tom);
    room.pass({ minutes: 16 });
    await guess(51).expect(404);
  });
});

describe('one annotation in a frame', () => {
  const csp = async (path: string) => {
    const { headers } = await room.visitor().get(path);
    return { policy: headers['content-security-policy'] ?? '', frame: headers['x-frame-options'] };
  };

  test('shows the passage, how it came, how it stands, and the way to the whole', async () => {
    const { path } = await shared({ origins: ['https://paper.example', 'http://localhost:8080'] });
    const answer = await room.visitor().get(`${path}/annotations/${ids[0]}`).expect(200);
    const shown = page(answer);
    expect(words(shown, 'blockquote')).toBe('The ferry stops in May');
    expect(words(shown, '.chain')).toContain('Ida Brandt');
    expect(words(shown, '.chain')).toContain('Confidential source 1');
    expect(words(shown, '.levels')).toMatch(/Moderate.*disputed/u);
    expect(shown.querySelector('.from a')?.getAttribute('href')).toBe(`${path}#note-${ids[0]}`);
    expect(shown.querySelectorAll('script, link, img, form')).toHaveLength(0);
    const { policy, frame } = await csp(`${path}/annotations/${ids[0]}`);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'none'; base-uri 'none'; frame-ancestors https:\/\/paper\.example http:\/\/localhost:8080$/u,
    );
    expect(frame).toBeUndefined();
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  test('is in no frame unless a site was named, and the report is in none at all', async () => {
    const open = await shared({ origins: ['https://paper.example'] });
    const closed = await shared();
    const inNone = { policy: expect.stringMatching(/frame-ancestors 'none'$/u), frame: 'DENY' };
    expect(await csp(open.path)).toEqual(inNone);
    expect(await csp(`${closed.path}/annotations/${ids[0]}`)).toEqual(inNone);
    expect(await csp(`/shared/none/annotations/${ids[0]}`)).toEqual(inNone);
    expect((await csp('/sign-in')).policy).toMatch(/frame-ancestors 'none'$/u);
  });

  test('that is not in the report, or not any more, says the same as one that never was', async () => {
    const { path } = await shared({ origins: ['https://paper.example'] });
    const none = await room.visitor().get(`${path}/annotations/none`).expect(404);
    await deleteAnnotation(room.desk, room.jonas, ids[2] ?? '');
    for (const id of [ids[1], ids[2]]) {
      const { text } = await room.visitor().get(`${path}/annotations/${id}`).expect(404);
      expect(text).toBe(none.text);
    }
  });

  test('says in the frame of its site that it is gone', async () => {
    const { path, id } = await shared({ origins: ['https://paper.example'] });
    const program = await room.bearer(room.mira);
    await program.delete(`/api/shares/${id}`).expect(204);
    await room.visitor().get(`${path}/annotations/${ids[0]}`).expect(410);
    expect(await csp(`${path}/annotations/${ids[0]}`)).toEqual({
      policy: expect.stringMatching(/frame-ancestors https:\/\/paper\.example$/u),
      frame: undefined,
    });
  });

  test.each([
    ['*'],
    ['https://*.example'],
    ['https://a;script-src *'],
    ['https://a.example/page'],
    ["'self'"],
  ])('is shown by no such site as %s', async (origin) => {
    const program = await room.bearer(room.mira);
    const { body } = await program
      .post(`/api/articles/${article}/shares`)
      .send({ origins: [origin] })
      .expect(422);
    expect(body.errors[0].field).toBe('origins.0');
  });
});

test('a report is gathered once for all who ask at once, and eight of one address are as many as are served', async () => {
  const { path } = await shared();
  const find = vi.spyOn(room.store, 'find');
  const caughtUp = vi.spyOn(room.store, 'caughtUp');
  let waiting = 0;
  let goOn = () => {};
  const held = new Promise<void>((done) => {
    goOn = done;
  });
  const all = new Promise<void>((done) => {
    caughtUp.mockImplementation(async () => {
      waiting += 1;
      if (waiting === 8) done();
      await held;
    });
  });
  const asked = Array.from({ length: 8 }, async () => room.visitor().get(path));
  await all;
  const late = await room.visitor().get(path);
  expect(late.status).toBe(429);
  expect(late.headers['retry-after']).toBe('10');
  goOn();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  const gathered = find.mock.calls.filter(([collection]) => collection === 'annotations');
  expect(gathered).toHaveLength(1);
  caughtUp.mockRestore();
  await room.visitor().get(path).expect(200);
});

test('an answer that takes longer than two minutes is cut off, and is no reading', async () => {
  const { id, path } = await shared();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  await expect(room.visitor().get(path)).rejects.toThrow();
  expect(timeout).toHaveBeenCalledWith(120_000);
  timeout.mockRestore();
  expect(await readings(id)).toBe(0);
  await room.visitor().get(path).expect(200);
  expect(await readings(id)).toBe(1);
});

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
  test('holds no secret of a link, whatever became of it', async () => {
    const { id, path } = await shared();
    const secret = path.split('/')[2] ?? '';
    const visitor = room.visitor();
    await visitor.get(path);
    await visitor.get(`${path}?from=mail`);
    await visitor.get(`/${path}`);
    await visitor.get(path.toUpperCase().replace(secret.toUpperCase(), secret));
    await visitor.get(`${path}/annotations/${ids[0]}`);
    await visitor.get(`${path}%zz`);
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
    expect(row).toMatch(/^Mira Sen 2 March 2026.* 9 March 2026/u);
    expect(row).toContain('once');
    expect(row).toContain('https://paper.example, https://www.paper.example');
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

  test('sent twice, shares once and says that the link is shown once', async () => {
    const { browser, path, key, answer } = await share({ days: '30' });
    expect(answer.status).toBe(201);
    const again = await browser.post(path).type('form').send({ key, days: '30' });
    expect(again.status).toBe(409);
    expect(words(page(again), '[role=alert]')).toMatch(/^This was shared already/u);
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
