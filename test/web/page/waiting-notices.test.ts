import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeAccess } from '../../../src/desk/people/people.js';
import { expungeSource } from '../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page, words } from '../page.js';

/* What a browser is told on its next page waits in its session, and may name a source that is masked meanwhile. */

let room: Newsroom;
let source: string;
beforeEach(async () => {
  room = await openNewsroom();
  const name = 'Ada Quillfeather';
  source = (await addSource(room.desk, room.mira, sourceInput.parse({ name }))).id;
});
afterEach(() => room.close());

type Browser = Awaited<ReturnType<Newsroom['signedIn']>>;
const rate = (browser: Browser) =>
  browser
    .post(`/sources/${source}/ratings`)
    .type('form')
    .send({ reliability: 'B', reason: 'She knew.' })
    .expect(303);
const told = async (browser: Browser) =>
  words(page(await browser.get('/sources').expect(200)), '[data-toast]');

test('a notice is told on the next page, once', async () => {
  const browser = await room.signedIn(room.mira);
  await rate(browser);
  await changeAccess(room.desk, room.ada, 'nils', { disabled: true });
  expect(await told(browser)).toContain('Ada Quillfeather');
  expect(await told(browser)).toBeNull();
});

test.each<[string, () => Promise<unknown>]>([
  ['is masked', () => maskSource(room.desk, room.ada, source)],
  [
    'is removed by law',
    () =>
      expungeSource(room.desk, room.ada, source, {
        ground: 'A court ordered it.',
        replace: [],
        leave: [],
      }),
  ],
])('a notice is not told any more once a name %s', async (_what, act) => {
  const browser = await room.signedIn(room.mira);
  await rate(browser);
  await act();
  const { text } = await browser.get('/sources').expect(200);
  expect(text).not.toContain('Quillfeather');
});

test('whoever masks a source is told so', async () => {
  const browser = await room.signedIn(room.mira);
  const path = `/sources/${source}/masking`;
  const { headers } = await browser.post(path).type('form').send({ sure: 'yes' }).expect(303);
  const next = page(await browser.get(headers.location ?? '').expect(200));
  expect(words(next, '[data-toast]')).toContain('Confidential source 1');
});
