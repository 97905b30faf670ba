import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { deleteArticle } from '../../../src/desk/articles/articles.js';
import { Pace } from '../../../src/desk/pace.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { revokeShare } from '../../../src/desk/shares/shares.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import type { Newsroom } from '../../newsroom.js';
import { page, words } from '../page.js';
import {
  identity,
  masked,
  offRecord,
  openSharingRoom,
  readingsOf,
  shareByApi,
} from './sharing-room.js';

let room: Newsroom;
let article: string;
let ids: string[];
beforeEach(async () => {
  ({ room, article, ids } = await openSharingRoom());
});
afterEach(async () => {
  vi.restoreAllMocks();
  await room.close();
});

const shared = (input: object = {}) => shareByApi({ room, article }, input);
const readings = (id: string) => readingsOf(room, id);

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

  test('says that it shows what stands now, until when, and no word that only the desk’s own report bears out', async () => {
    const said = async (path: string) => words(page(await room.visitor().get(path)), 'body');
    const until = await said((await shared({ expires: '2026-03-09T10:00:00Z' })).path);
    expect(until).toContain('as it stands when the page is opened, until 9 March 2026.');
    const open = await said((await shared()).path);
    expect(open).toContain('as it stands when the page is opened. Those who shared it');
    expect(open).toContain('settled by an editor.');
    expect(open).not.toContain('with the reason');
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
      'This link was taken back by those who shared it. Ask whoever gave it to you for another one.',
    );
    const short = await shared({ expires: '2026-03-02T10:00:00Z' });
    await room.visitor().get(short.path).expect(200);
    const left = await shared();
    room.pass({ hours: 1 });
    expect(await sentence(short.path, 410)).toBe(
      'This link ran out on 2 March 2026. Ask whoever gave it to you for another one.',
    );
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
  test('says who disagrees, without a name, and where its evidence is', async () => {
    const { path } = await shared({ origins: ['https://paper.example'] });
    const program = await room.bearer(room.jonas);
    const { body, headers } = await program.get(`/api/annotations/${ids[0]}`);
    const { target, chain, confidence } = body;
    const url = 'https://paper.example/clerk?a=1&b=2';
    chain.hops[0].holders[0].evidence = [{ url }];
    const input = { target, chain: chain.hops, confidence };
    const put = program.put(`/api/annotations/${ids[0]}`).set('If-Match', headers.etag ?? '');
    await put.send(input).expect(200);
    const shown = page(await room.visitor().get(`${path}/annotations/${ids[0]}`).expect(200));
    expect(words(shown, 'main')).toMatch(/A colleague disputes the annotation/u);
    expect(shown.querySelector('.chain a')?.getAttribute('href')).toBe(url);
  });

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

describe('a link that is revoked meanwhile', () => {
  test.each(['', '/annotations/'])(
    'shows nothing that was still being gathered: %s',
    async (part) => {
      const { id, path } = await shared();
      const { find } = room.store;
      vi.spyOn(room.store, 'find').mockImplementation(async (...asked) => {
        if (asked[0] === 'annotations') {
          await revokeShare(room.desk, room.mira, id);
          room.pass({ minutes: 1 });
        }
        return find.apply(room.store, asked) as never;
      });
      const answer = await room.visitor().get(part === '' ? path : `${path}${part}${ids[0]}`);
      expect(answer.status).toBe(410);
      expect(answer.text).toContain('This link was taken back');
    },
  );

  test('ends a page that is being made', async () => {
    const { id, path } = await shared();
    await room.visitor().get(path).expect(200);
    vi.spyOn(Pace.prototype, 'giveWay').mockImplementationOnce(async () => {
      await revokeShare(room.desk, room.mira, id);
      room.pass({ minutes: 1 });
    });
    const { status, text } = await room.visitor().get(path);
    expect([status, text]).toEqual([410, expect.stringContaining('This link was taken back')]);
    expect(await readings(id)).toBe(1);
  });
});
