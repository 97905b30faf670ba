import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { liveOn } from '../../../src/desk/live/live.js';
import { notePresence } from '../../../src/desk/live/presence.js';
import { changeAccess } from '../../../src/desk/people/people.js';
import { createToken, revokeToken } from '../../../src/desk/people/tokens.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { handIn, openRound } from '../../../src/desk/rounds/rounds.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { pageOf } from '../dom.js';
import { Stream } from './event-stream.js';

const text =
  'The lamp at Ness was dark for a week, a keeper said. Two boats turned back. The office was told in June.';

let room: Newsroom;
let article: string;
let lines: Stream[];
beforeEach(async () => {
  room = await openNewsroom();
  const details = { title: 'The lamp at Ness', publisher: 'The Ness Letter', text };
  article = (await addArticle(room.desk, room.mira, parse(articleInput, details))).id;
  lines = [];
});
afterEach(async () => {
  for (const line of lines) line.close();
  await room.close();
});

async function annotate(by: Person, exact = 'Two boats turned back'): Promise<Annotation> {
  const input = parse(annotationInput, { target: { exact }, chain: 'Keeper (unnamed)' });
  return (await createAnnotation(room.desk, by, article, input)).annotation;
}

async function bearer(person: Person): Promise<Record<string, string>> {
  const { secret } = await createToken(room.desk, person, person.id, { label: 'a script' });
  return { authorization: `Bearer ${secret}` };
}

/** A browser in which somebody has signed in. */
async function cookie({ email }: Person): Promise<Record<string, string>> {
  const answer = await fetch(`${room.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: email ?? '', password }),
  });
  const first = answer.headers.getSetCookie().find((set) => set.startsWith('whence=')) ?? '';
  return { cookie: first.split(';')[0] ?? '' };
}

/** Listens, and has been told that there is nothing new yet. */
async function listen(
  as: Record<string, string>,
  options: Parameters<typeof Stream.open>[2] = {},
): Promise<Stream> {
  const line = await Stream.open(room.url, as, options);
  lines.push(line);
  return line;
}

/** What changed, by the kind and id of the thing. */
function things({ changes }: { changes: { kind: string; id: string }[] }): string[] {
  return changes.map(({ kind, id }) => `${kind}/${id}`);
}

test('what a colleague does is told while it is done, without a word of what was said', async () => {
  const line = await listen(await bearer(room.nils));
  expect(await line.news()).toEqual({ changes: [], missed: false });
  const { id } = await annotate(room.jonas);
  const { changes } = await line.news();
  expect(things({ changes })).toContain(`annotation/${id}`);
  expect(changes.at(-1)).toEqual({
    event: expect.stringMatching(/^\w+-/u),
    article,
    edition: null,
    kind: 'annotation',
    id,
    by: 'jonas',
  });
});

test('one’s own doings are no news', async () => {
  const line = await listen(await bearer(room.jonas));
  await line.news();
  await annotate(room.jonas);
  const { id } = await annotate(room.nils, 'told in June');
  expect(things(await line.news())).toContain(`annotation/${id}`);
});

test('who wants to hear of one article hears of that alone', async () => {
  const line = await listen(await bearer(room.nils), { query: `?article=${article}` });
  await line.news();
  await addSource(
    room.desk,
    room.jonas,
    parse(sourceInput, { name: 'Ness office', kind: 'group' }),
  );
  const { id } = await annotate(room.jonas);
  expect(things(await line.news())).toEqual([`annotation/${id}`]);
});

describe('a line that was cut', () => {
  test('goes on where it was, and misses nothing', async () => {
    const as = await bearer(room.nils);
    const line = await listen(as);
    await line.news();
    const first = await annotate(room.jonas);
    const last = await line.next();
    line.close();
    const meanwhile = [
      await annotate(room.jonas, 'dark for a week'),
      await annotate(room.mira, 'told in June'),
    ];
    const again = await listen(as, { after: last?.id ?? '' });
    const told = things(await again.news());
    for (const { id } of meanwhile) expect(told).toContain(`annotation/${id}`);
    expect(told).not.toContain(`annotation/${first.id}`);
    const later = await annotate(room.jonas, 'The lamp at Ness');
    expect(things(await again.news())).toContain(`annotation/${later.id}`);
  });

  test('goes on where a quiet line was heard of last', async () => {
    const as = await bearer(room.nils);
    const line = await listen(as);
    await line.news();
    await annotate(room.nils);
    liveOn(room.desk).beat();
    const quiet = await line.next();
    expect(quiet).toMatchObject({ data: null, id: expect.stringMatching(/^[\w-]{22}$/u) });
    line.close();
    const { id } = await annotate(room.jonas, 'told in June');
    const again = await listen(as, { after: quiet?.id ?? '' });
    expect(things(await again.news())).toContain(`annotation/${id}`);
  });

  test('that comes with a position of nobody’s is told to look everything up anew', async () => {
    for (const after of ['nonsense', 'AAAAAAAAAAAAAAAAAAAAAA', '12.0mgyuob1c']) {
      const line = await listen(await bearer(room.nils), { after });
      expect(await line.news()).toEqual({ changes: [], missed: true });
    }
  });
});

test('a page says from where on everything is news to it', async () => {
  const agent = await room.signedIn(room.nils);
  const page = pageOf((await agent.get(`/articles/${article}`)).text);
  const after = page.documentElement.dataset.position ?? '';
  const { id } = await annotate(room.jonas);
  const { body } = await agent
    .get('/api/events')
    .query({ after })
    .set('Accept', 'application/json')
    .expect(200);
  expect(things(body)).toContain(`annotation/${id}`);
  const { body: nothing } = await agent
    .get('/api/events')
    .query({ after: body.id })
    .set('Accept', 'application/json');
  expect(nothing).toEqual({ id: expect.any(String), changes: [], missed: false });
});

describe('while a blind round is open', () => {
  test('nothing of it is told to others, and all when it has ended', async () => {
    const { desk, mira, jonas, nils } = room;
    const line = await listen(await bearer(nils), { query: `?article=${article}` });
    const editor = await listen(await bearer(mira), { query: `?article=${article}` });
    await Promise.all([line.news(), editor.news()]);
    const round = await openRound(desk, mira, article, ['jonas', 'nils']);
    expect(things(await line.news())).toEqual([`round/${round.id}`]);
    const { id } = await annotate(jonas);
    await handIn(desk, jonas, round.id);
    expect(things(await line.news())).toEqual([`round/${round.id}`]);
    expect(things(await editor.news())).toEqual([`round/${round.id}`]);
    await handIn(desk, nils, round.id);
    const { id: later } = await annotate(jonas, 'told in June');
    const told = [await editor.news(), await editor.news()].flatMap(things);
    expect(told).toContain(`annotation/${later}`);
    expect(told).not.toContain(`annotation/${id}`);
  });

  test('who comes back is told no more than who stayed', async () => {
    const { desk, mira, jonas, nils } = room;
    const as = await bearer(nils);
    const line = await listen(as);
    const at = (await line.next())?.id ?? '';
    line.close();
    const round = await openRound(desk, mira, article, ['jonas', 'nils']);
    await annotate(jonas);
    const again = await listen(as, { after: at });
    expect(things(await again.news())).toEqual([`round/${round.id}`]);
  });
});

describe('a line ends', () => {
  test('when its owner signs out', async () => {
    const as = await cookie(room.nils);
    const line = await listen(as);
    await line.news();
    await fetch(`${room.url}/sign-out`, { method: 'POST', headers: as, redirect: 'manual' });
    expect(await line.next()).toBeNull();
  });

  test('when its session runs out, though the line was open all the time', async () => {
    const line = await listen(await cookie(room.nils));
    await line.news();
    room.pass({ hours: 13 * 24 });
    liveOn(room.desk).beat();
    expect(await line.next()).toMatchObject({ data: null });
    room.pass({ hours: 2 * 24 });
    liveOn(room.desk).beat();
    expect(await line.next()).toBeNull();
  });

  test('after a time, since nobody tells whether who listens is still there; who comes back misses nothing', async () => {
    const as = await cookie(room.nils);
    const line = await listen(as);
    await line.news();
    let [last, beats] = ['', 0];
    for (; beats < 100; beats += 1) {
      liveOn(room.desk).beat();
      const beat = await line.next();
      if (beat === null) break;
      last = beat.id;
    }
    expect(beats).toBe(12);
    expect(liveOn(room.desk).size).toBe(0);
    const { id } = await annotate(room.mira);
    const again = await listen(as, { after: last });
    expect(things(await again.news())).toContain(`annotation/${id}`);
  });

  test('when its token is revoked', async () => {
    const { secret, token } = await createToken(room.desk, room.nils, 'nils', {
      label: 'a script',
    });
    const line = await listen({ authorization: `Bearer ${secret}` });
    await line.news();
    await revokeToken(room.desk, room.nils, token.id);
    expect(await line.next()).toBeNull();
  });

  test('when its owner is disabled', async () => {
    const line = await listen(await cookie(room.nils));
    await line.news();
    await changeAccess(room.desk, room.ada, 'nils', { disabled: true });
    expect(await line.next()).toBeNull();
  });

  test('when the server stops, and none is opened any more', async () => {
    const as = await bearer(room.nils);
    const line = await listen(as);
    await line.news();
    liveOn(room.desk).hangUp();
    expect(await line.next()).toBeNull();
    expect((await listen(as)).response.status).toBe(503);
  });
});

test('a line that its owner closes is forgotten', async () => {
  const line = await listen(await bearer(room.nils));
  await line.news();
  expect(liveOn(room.desk).size).toBe(1);
  const gone = new Promise((done) =>
    room.server.once('request', (_, res) => res.once('close', done)),
  );
  const other = await listen(await bearer(room.jonas));
  await other.news();
  other.close();
  await gone;
  expect(liveOn(room.desk).size).toBe(1);
});

test('a person has twenty lines at once, and another when one is closed', async () => {
  const nils = await bearer(room.nils);
  for (let each = 0; each < 20; each++) await (await listen(nils)).news();
  const refused = await fetch(`${room.url}/api/events`, { headers: nils });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('60');
  await (await listen(await bearer(room.tom))).news();
  lines[0]?.close();
  await expect.poll(() => liveOn(room.desk).size).toBe(20);
  await (await listen(nils)).news();
});

test('a line is kept from caches and from being held back on its way', async () => {
  const { response } = await listen(await bearer(room.nils));
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream\b/u);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
});

test('a program that asks for the head of the stream is not kept waiting', async () => {
  const headers = await bearer(room.nils);
  expect((await fetch(`${room.url}/api/events`, { method: 'HEAD', headers })).status).toBe(200);
});

describe('who has an annotation at hand', () => {
  const judging = { doing: 'judging' as const };

  test('is told to the others, and that they have it no longer', async () => {
    const { desk, jonas, nils } = room;
    const annotation = (await annotate(room.mira)).id;
    const line = await listen(await bearer(nils));
    await line.news();
    await notePresence(desk, jonas, { annotation, ...judging });
    expect(await line.presence()).toEqual({
      annotation,
      person: 'jonas',
      name: 'Jonas Ek',
      doing: 'judging',
      seconds: 45,
    });
    await notePresence(desk, jonas, { annotation, doing: '' });
    expect(await line.presence()).toMatchObject({ person: 'jonas', doing: null });
  });

  test('is answered to who comes to it', async () => {
    const annotation = (await annotate(room.mira)).id;
    const [first, second] = [await room.signedIn(room.jonas), await room.signedIn(room.nils)];
    const say = (agent: typeof first, doing: string) =>
      agent.post('/presence').type('form').send({ annotation, doing });
    expect((await say(first, 'editing').expect(200)).body).toEqual({ here: [] });
    expect((await say(second, 'judging').expect(200)).body.here).toMatchObject([
      { name: 'Jonas Ek', doing: 'editing' },
    ]);
    room.pass({ minutes: 1 });
    expect((await say(second, 'judging').expect(200)).body.here).toEqual([]);
  });

  test('is no news, and hidden with what is hidden', async () => {
    const { desk, mira, jonas, nils } = room;
    const line = await listen(await bearer(nils));
    await line.news();
    const round = await openRound(desk, mira, article, ['jonas', 'nils']);
    expect(things(await line.news())).toEqual([`round/${round.id}`]);
    const annotation = (await annotate(jonas)).id;
    await notePresence(desk, jonas, { annotation, doing: 'editing' });
    const agent = await room.signedIn(nils);
    await agent.post('/presence').type('form').send({ annotation, doing: 'judging' }).expect(404);
    await handIn(desk, jonas, round.id);
    expect(things(await line.news())).toEqual([`round/${round.id}`]);
  });
});

describe('the parts of an article’s page that changed', () => {
  const ask = async (query: Record<string, string>) => {
    const agent = await room.signedIn(room.nils);
    return (await agent.get(`/articles/${article}/changes`).query({ edition: '1', ...query })).body;
  };

  test('are the cards, the paragraphs, and what is gone', async () => {
    const { id } = await annotate(room.jonas);
    const answer = await ask({ ids: `${id},gone`, paragraphs: '0' });
    expect(answer).toMatchObject({ whole: false, gone: ['gone'] });
    expect(pageOf(answer.cards[0]).querySelector(`#annotation-${id}`)).not.toBeNull();
    expect(answer.paragraphs).toMatchObject([{ start: 0, html: expect.stringContaining(id) }]);
  });

  test('can’t be had for another edition, or for an annotation without a place', async () => {
    expect(await ask({ ids: 'x', edition: '2' })).toEqual({ whole: true });
  });
});
