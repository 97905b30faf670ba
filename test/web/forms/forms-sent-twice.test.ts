import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { allRoutes } from '../../../src/app.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { openDesk } from '../../../src/desk/desk.js';
import { createToken, listTokens, revokeToken } from '../../../src/desk/people/tokens.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { addComment, resolveConversation } from '../../../src/desk/review/comments.js';
import { askForReview } from '../../../src/desk/review/requests.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { shareReport, sharesOf } from '../../../src/desk/shares/shares.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { requestInput } from '../../../src/domain/review/request.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { countedStore } from '../../store/counted-store.js';
import { openMemoryStore } from '../../store/memory.js';
import { filledIn, pageOf } from '../dom.js';
import { annotated, judged, proposed, storedIn } from '../review/reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
});
afterEach(() => room.close());

type By = 'ada' | 'mira' | 'jonas' | 'nils';
interface Filled {
  url?: string;
  /** The page whose form with that address is filled in; the fields are all of it where there is none. */
  page?: string;
  fields?: Record<string, string>;
  /** Another value of one of them. */
  more?: string;
}

async function source(name = 'Lock-keeper Ost'): Promise<string> {
  return (await addSource(room.desk, room.mira, sourceInput.parse({ name }))).id;
}

async function comment(): Promise<string> {
  const input = { text: 'Which May?', replyTo: null };
  return (await addComment(room.desk, room.nils, annotation.id, input)).comment.id;
}

async function proposal(by: Person = room.nils): Promise<string> {
  return (await proposed(room, by, annotation, { chain: 'Vik' })).id;
}

async function round(): Promise<string> {
  return (await openRound(room.desk, room.mira, annotation.article, ['jonas', 'nils'])).id;
}

/** Each form that changes something: who sends it, where, and with what in it. */
const forms: Record<string, [by: By, fill: () => Promise<Filled> | Filled]> = {
  '/articles': [
    'nils',
    () => ({ fields: { title: 'The dam', publisher: 'The Valley Post', text: 'It is dry.' } }),
  ],
  '/articles/:id': [
    'mira',
    () => ({ url: `/articles/${annotation.article}`, fields: { title: 'Other', publisher: 'P' } }),
  ],
  '/articles/:id/deletion': [
    'mira',
    () => ({ url: `/articles/${annotation.article}/deletion`, fields: { annotations: 'delete' } }),
  ],
  '/articles/:id/editions': [
    'mira',
    () => ({ url: `/articles/${annotation.article}/editions`, fields: { text: 'It is dry now.' } }),
  ],
  '/annotations/:id/attachment': [
    'jonas',
    async () => {
      const input = { text: 'It is dry now.', note: null };
      await addEdition(room.desk, room.mira, annotation.article, input);
      const seen = etag(await storedIn(room, annotation));
      return { url: at('/attachment'), fields: { start: '0', end: '5', edition: '2', seen } };
    },
  ],
  '/articles/:id/annotations': [
    'nils',
    () => ({
      url: `/articles/${annotation.article}/annotations`,
      fields: { exact: 'two skippers', chain: 'Vik' },
    }),
  ],
  '/articles/:id/rounds': [
    'mira',
    () => ({
      url: `/articles/${annotation.article}/rounds`,
      fields: { people: 'nils' },
      more: '&people=jonas',
    }),
  ],
  '/annotations/:id': [
    'jonas',
    () => ({ url: at(), page: at('/edit'), fields: { note: 'Heard twice.' } }),
  ],
  '/annotations/:id/deletion': ['jonas', () => ({ url: at('/deletion') })],
  '/annotations/:id/restoration': [
    'jonas',
    async () => {
      await deleteAnnotation(room.desk, room.jonas, annotation.id);
      return { url: at('/restoration') };
    },
  ],
  '/annotations/:id/settlement': [
    'mira',
    async () => {
      await judged(room, room.nils, annotation, 'dispute');
      return { url: at('/settlement'), fields: { outcome: 'upheld', reason: 'The log.' } };
    },
  ],
  '/annotations/:id/requests': [
    'jonas',
    () => ({ url: at('/requests'), fields: { to: 'nils', note: 'Please.' } }),
  ],
  '/annotations/:id/requests/:request/withdrawal': [
    'jonas',
    async () => {
      const input = requestInput.parse({ to: 'nils', note: 'Please.' });
      const made = await askForReview(room.desk, room.jonas, annotation.id, input);
      return { url: at(`/requests/${made.request.id}/withdrawal`) };
    },
  ],
  '/annotations/:id/verdicts': ['nils', () => ({ url: at('/verdicts'), fields: agreeing })],
  '/annotations/:id/verdicts/:verdict/withdrawal': [
    'nils',
    async () => {
      const { verdicts } = await judged(room, room.nils, annotation, 'agree');
      return { url: at(`/verdicts/${verdicts[0]?.id}/withdrawal`) };
    },
  ],
  '/annotations/:id/comments': [
    'nils',
    () => ({ url: at('/comments'), fields: { text: 'Which May?' } }),
  ],
  '/annotations/:id/comments/:comment/resolution': [
    'jonas',
    async () => ({ url: at(`/comments/${await comment()}/resolution`) }),
  ],
  '/annotations/:id/comments/:comment/reopening': [
    'jonas',
    async () => {
      const id = await comment();
      await resolveConversation(room.desk, room.nils, annotation.id, id);
      return { url: at(`/comments/${id}/reopening`) };
    },
  ],
  '/annotations/:id/proposals': [
    'nils',
    () => ({
      url: at('/proposals'),
      page: at('/proposals/new'),
      fields: { chain: 'Vik', reason: 'The log has it so.' },
    }),
  ],
  '/proposals/:id/acceptance': [
    'jonas',
    async () => ({ url: `/proposals/${await proposal()}/acceptance`, page: at() }),
  ],
  '/proposals/:id/refusal': [
    'jonas',
    async () => ({ url: `/proposals/${await proposal()}/refusal`, fields: { reason: 'No.' } }),
  ],
  '/proposals/:id/withdrawal': [
    'nils',
    async () => ({ url: `/proposals/${await proposal()}/withdrawal` }),
  ],
  '/sources': ['nils', () => ({ fields: { name: 'Lock-keeper Ost' } })],
  '/sources/:id': [
    'mira',
    async () => ({ url: `/sources/${await source()}`, fields: { name: 'Keeper Ost' } }),
  ],
  '/sources/:id/ratings': [
    'mira',
    async () => ({
      url: `/sources/${await source()}/ratings`,
      fields: { reliability: 'B', reason: 'Often right.' },
    }),
  ],
  '/sources/:id/masking': ['mira', async () => ({ url: `/sources/${await source()}/masking` })],
  '/sources/:id/differences': [
    'mira',
    async () => ({
      url: `/sources/${await source('Ida Ost')}/differences`,
      fields: { from: await source('I. Ost') },
    }),
  ],
  '/sources/joining': [
    'mira',
    async () => {
      const [one, other] = [await source('Ida Ost'), await source('Ida Vik')];
      return { fields: { 'id[0]': one, 'id[1]': other, into: one } };
    },
  ],
  '/sources/removal': ['mira', async () => ({ fields: { id: await source() } })],
  '/rounds/:id/hand-in': ['jonas', async () => ({ url: `/rounds/${await round()}/hand-in` })],
  '/rounds/:id/people/:person/excuse': [
    'mira',
    async () => ({ url: `/rounds/${await round()}/people/nils/excuse` }),
  ],
  '/people/:id/disabling': ['ada', () => ({ url: '/people/nils/disabling' })],
  '/people/:id/enabling': ['ada', () => ({ url: '/people/vera/enabling' })],
  '/people/:id/role': ['ada', () => ({ url: '/people/nils/role', fields: { role: 'editor' } })],
  '/shares/:id/revocation': [
    'mira',
    async () => {
      const input = { expires: null, origins: [], note: null };
      const { share } = await shareReport(room.desk, room.mira, annotation.article, input);
      return { url: `/shares/${share.id}/revocation` };
    },
  ],
  '/tokens/:id/revocation': [
    'nils',
    async () => {
      const { token } = await createToken(room.desk, room.nils, 'nils', { label: 'a script' });
      return { url: `/tokens/${token.id}/revocation` };
    },
  ],
  '/settings': ['ada', () => ({ fields: { quorum: '2' } })],
  '/account': ['nils', () => ({ fields: { name: 'Nils Odermatt' } })],
};

const agreeing = { verdict: 'agree', on: 'whole', revision: '1', comment: '' };

function at(path = ''): string {
  return `/annotations/${annotation.id}${path}`;
}

/** What of a desk grows when something is done twice. */
async function counts(): Promise<number[]> {
  const { store } = room;
  return Promise.all([
    store.count('articles', 'added', ''),
    store.count('annotations', 'all', ''),
    store.count('sources', 'all', ''),
    store.count('events', 'all', ''),
  ]);
}

/** A program of the same person at another process of the same desk. */
async function elsewhere(person: Person) {
  const { store } = countedStore(room.store);
  const other = await openNewsroom({ store, empty: true });
  onTestFinished(() => void other.server.close());
  return other.bearer(person);
}

describe('a form that is sent twice leads to its result both times, and does once what it does', () => {
  test.each(Object.entries(forms))('%s', async (route, [by, fill]) => {
    const { url = route, page: from, fields = {}, more = '' } = await fill();
    const browser = await room.signedIn(room[by]);
    const named = { ...fields, key: `${by}.of-a-page` };
    const shown = from ? pageOf((await browser.get(from)).text) : null;
    const form = shown?.querySelector(`form[action="${url}"]`);
    const filled = form ? filledIn(form, named) : new URLSearchParams(named).toString();
    const send = (to = browser) =>
      to
        .post(url)
        .type('form')
        .send(filled + more);
    const first = await send();
    expect([first.status, first.text]).toEqual([303, '']);
    const done = await counts();
    const second = await send();
    expect([second.status, second.headers.location]).toEqual([303, first.headers.location]);
    expect(await counts()).toEqual(done);
    const page = await browser.get(second.headers.location ?? '');
    expect(page.status).toBe(200);
    const third = await send(await elsewhere(room[by]));
    expect([third.status, third.headers.location]).toEqual([303, first.headers.location]);
    expect(await counts()).toEqual(done);
  });

  test('another form of the same page is not taken for it', async () => {
    const [one, other] = [await source('Ida Ost'), await source('Ida Vik')];
    const browser = await room.signedIn(room.mira);
    const key = 'mira.of-a-page';
    for (const id of [one, other]) {
      const sent = browser.post(`/sources/${id}/ratings`).type('form');
      const { headers } = await sent.send({ reliability: 'B', reason: 'Often right.', key });
      expect(headers.location).toMatch(new RegExp(`^/sources/${id}`, 'u'));
    }
  });

  test('one whose article is gone is told so, and makes no other', async () => {
    const [browser, mira] = [await room.signedIn(room.nils), await room.bearer(room.mira)];
    const fields = { title: 'The dam', publisher: 'The Valley Post', text: 'It is dry.' };
    const send = () =>
      browser
        .post('/articles')
        .type('form')
        .send({ ...fields, key: 'nils.of-a-page' });
    const { headers } = await send();
    await mira.post(`${headers.location}/deletion`).type('form').send({}).expect(303);
    const second = await send();
    expect(second.status).toBe(409);
    expect(pageOf(second.text).querySelector('[role=alert]')?.textContent).toMatch(
      /This was saved before, and has been taken back or deleted since/u,
    );
  });

  test('what was refused is looked at anew', async () => {
    const browser = await room.signedIn(room.jonas);
    const key = 'jonas.of-a-page';
    const resolve = () => browser.post(at('/comments/none/resolution')).type('form').send({ key });
    expect((await resolve()).status).toBe(404);
    expect((await resolve()).status).toBe(404);
    expect((await storedIn(room, annotation)).comments).toEqual([]);
  });
});

describe('a form that makes a secret makes one, however often it is sent', () => {
  /** What a page shows this once. */
  const secretIn = (text: string) =>
    pageOf(text).querySelector('input[readonly]')?.getAttribute('value');
  const label = 'for the figures';
  const cases: [
    what: string,
    by: By,
    url: () => string,
    fields: object,
    made: () => Promise<number>,
  ][] = [
    ['a token', 'nils', () => '/tokens', { label }, tokensOf('nils')],
    ['a token of somebody else', 'ada', () => '/people/nils/tokens', { label }, tokensOf('nils')],
    [
      'a link to a report',
      'mira',
      () => `/articles/${annotation.article}/shares`,
      { days: '30', origins: '', note: '' },
      async () => (await sharesOf(room.desk, room.mira, annotation.article)).length,
    ],
  ];
  function tokensOf(id: string) {
    return async () =>
      (await listTokens(room.desk, room.ada, id)).filter((token) => token.label === label).length;
  }

  test.each(cases)(
    '%s: the same is shown, also where both come at one moment',
    async (_, by, url, fields, made) => {
      const browser = await room.signedIn(room[by]);
      const send = () =>
        browser
          .post(url())
          .type('form')
          .send({ ...fields, key: `${by}.of-a-page` });
      const [first, second] = await Promise.all([send(), send()]);
      const third = await send();
      expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
      expect(secretIn(first.text)).toBeTruthy();
      expect(secretIn(second.text)).toBe(secretIn(first.text));
      expect(secretIn(third.text)).toBe(secretIn(first.text));
      expect(await made()).toBe(1);
    },
  );

  test.each(cases)(
    '%s: another process makes none, and says that it is shown once',
    async (_, by, url, fields, made) => {
      const browser = await room.signedIn(room[by]);
      const body = { ...fields, key: `${by}.of-a-page` };
      await browser.post(url()).type('form').send(body).expect(201);
      const again = await (await elsewhere(room[by])).post(url()).type('form').send(body);
      expect(again.status).toBe(409);
      expect(pageOf(again.text).querySelector('[role=alert]')?.textContent).toMatch(/shown once/u);
      expect(await made()).toBe(1);
    },
  );

  test('a token that was revoked since is not made anew, and not shown', async () => {
    const browser = await room.signedIn(room.nils);
    const send = () => browser.post('/tokens').type('form').send({ label, key: 'nils.of-a-page' });
    await send().expect(201);
    const [token] = await listTokens(room.desk, room.nils, 'nils');
    await revokeToken(room.desk, room.nils, token?.id ?? '');
    const again = await send();
    expect(again.status).toBe(409);
    expect(secretIn(again.text)).toBeUndefined();
    expect(await tokensOf('nils')()).toBe(0);
  });

  test('another form of the same page makes another', async () => {
    const browser = await room.signedIn(room.nils);
    const secrets = new Set<unknown>();
    for (const other of [label, 'for the map']) {
      const sent = browser
        .post('/tokens')
        .type('form')
        .send({ label: other, key: 'nils.of-a-page' });
      secrets.add(secretIn((await sent.expect(201)).text));
    }
    expect(secrets.size).toBe(2);
  });
});

/** What shows something and changes nothing, makes a secret that is shown once, or is a way in. */
const others = new Set([
  '/articles/new',
  '/articles/:id/editions/new',
  '/articles/:id/editions/preview',
  '/articles/preview',
  '/presence',
  '/sources/found',
  '/sources/in-article',
  '/sources/resolution',
  '/sources/suggestions',
  '/claims/suggestions',
  '/sources/:id/identity',
  '/people',
  '/people/:id/reset-links',
  '/people/:id/tokens',
  '/tokens',
  '/account/password',
  '/articles/:id/shares',
]);

/** Acts that take another back: they are buttons of a toast, and tested where that is. */
const undoing = new Set([
  '/annotations/:id/undoing',
  '/articles/:id/editions/:number/removal',
  '/annotations/:id/settlement/withdrawal',
  '/proposals/:id/reopening',
  '/rounds/:id/decisions',
  '/rounds/:id/decisions/undo',
  '/undoing/:event',
  '/sources/parting',
  '/sources/restoration',
  '/sources/:id/unmasking',
  '/sources/:id/expunging',
  '/sources/:id/noting',
]);

/** Forms about claims and what is set aside, tested with them. */
const ofClaims = new Set([
  '/claims',
  '/claims/:id',
  '/claims/:id/merge',
  '/claims/:id/parting',
  '/claims/:id/overrides',
  '/claims/:id/overrides/:override/withdrawal',
  '/annotations/:id/overrides',
  '/annotations/:id/overrides/:override/withdrawal',
  '/annotations/:id/claim',
  '/annotations/:id/claim/undoing',
  '/articles/:id/shared-wording/:other',
  '/articles/:id/shared-wording/:other/withdrawal',
]);

test('every form of the app is one of these', () => {
  const routes = allRoutes(createAttemptLimits(openDesk(openMemoryStore()))).list();
  const untold = routes.filter(
    ({ access, api, method, path }) =>
      method === 'post' &&
      !api &&
      access !== 'anyone' &&
      !(path in forms) &&
      !others.has(path) &&
      !undoing.has(path) &&
      !ofClaims.has(path),
  );
  expect(untold.map(({ path }) => path)).toEqual([]);
});
