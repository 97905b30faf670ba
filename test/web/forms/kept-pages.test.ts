import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changeAccess } from '../../../src/desk/people/people.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const asBrowser = { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
const draft = { text: 'The ferry will stop in May.', title: 'The ferry', publisher: 'Tide' };

async function send(path: string, fields: object, headers: Record<string, string> = asBrowser) {
  const browser = await room.signedIn(room.mira);
  const answer = await browser.post(path).set(headers).type('form').send(fields);
  return { browser, answer };
}

describe('a page that answers a browser’s form', () => {
  test.each([
    ['a preview', '/articles/preview', draft, 200],
    ['a form with a fault in it', '/articles', { ...draft, title: '' }, 422],
    ['a page that says what is wrong', '/annotations/none/verdicts', { verdict: 'agree' }, 404],
  ])(
    'has an address, which a reload and Back ask for again: %s',
    async (_what, path, fields, status) => {
      const { browser, answer } = await send(path, fields);
      expect(answer.status).toBe(303);
      const address = answer.headers.location ?? '';
      expect(address).toMatch(/\?answer=[\w-]{16}&from=/u);
      expect(address).not.toContain('ferry');
      const [first, again] = [await browser.get(address), await browser.get(address)];
      expect([first.status, again.status]).toEqual([status, status]);
      expect(again.text).toBe(first.text);
    },
  );

  test('is none that a program asks for, whose answer stays its own', async () => {
    const program = await room.bearer(room.jonas);
    const { body } = await program.get('/api/articles?answer=what').expect(200);
    expect(body.items).toEqual([]);
  });

  test('is the session’s alone; to others, and once it is gone, its address leads to the form', async () => {
    const { answer } = await send('/articles/preview', draft, {
      ...asBrowser,
      Referer: `${room.url}/articles/new`,
    });
    const other = await room.signedIn(room.jonas);
    const led = await other.get(answer.headers.location ?? '').expect(303);
    expect(led.headers.location).toBe('/articles/new');
  });

  test('is kept beside that of another form that the browser sends at the same moment', async () => {
    const browser = await room.signedIn(room.mira);
    const post = () => browser.post('/articles/preview').set(asBrowser).type('form').send(draft);
    const answers = await Promise.all([post(), post(), post()]);
    for (const { headers } of answers) await browser.get(headers.location ?? '').expect(200);
  });

  test('says no more that nothing is saved once its form has been, and where that led', async () => {
    const { browser, answer } = await send('/articles/preview', draft);
    const address = answer.headers.location ?? '';
    const preview = pageOf((await browser.get(address).expect(200)).text);
    expect(wordsOf(preview, 'main').join(' ')).toContain('Nothing is saved yet.');
    const form = filledIn(preview.querySelector('form[data-article-preview]'));
    const saved = await browser.post('/articles').set(asBrowser).type('form').send(form);
    expect(saved.status).toBe(303);
    const back = pageOf((await browser.get(address).expect(200)).text);
    expect(wordsOf(back, 'main').join(' ')).not.toContain('Nothing is saved yet.');
    expect(wordsOf(back, 'main').join(' ')).toContain('This has been saved.');
    const links = Array.from(back.querySelectorAll('[data-saved] a'), (each) =>
      each.getAttribute('href'),
    );
    expect(links).toEqual([saved.headers.location]);
  });

  test('says so still after a form with a fault', async () => {
    const { browser, answer } = await send('/articles/preview', draft);
    const address = answer.headers.location ?? '';
    const preview = pageOf((await browser.get(address).expect(200)).text);
    const form = filledIn(preview.querySelector('form[data-article-preview]'), { title: '' });
    await browser.post('/articles').set(asBrowser).type('form').send(form).expect(303);
    expect((await browser.get(address)).text).toContain('Nothing is saved yet.');
  });

  test('is shown no more once a name has been taken out of the desk', async () => {
    const source = await addSource(
      room.desk,
      room.mira,
      parse(sourceInput, { name: 'Ida Brandt' }),
    );
    const { browser, answer } = await send('/articles/preview', draft);
    const address = answer.headers.location ?? '';
    await browser.get(address).expect(200);
    await maskSource(room.desk, room.mira, source.id);
    await browser.get(address).expect(303);
  });

  test.each([
    ['the form once more', ''],
    ['that there is no such source', '-none'],
  ])(
    'is not kept where a name was taken out of the desk while it was made, be it %s',
    async (_what, end) => {
      const { desk, mira, store } = room;
      const name = 'Ida Brandt';
      const source = await addSource(desk, mira, parse(sourceInput, { name }));
      const browser = await room.signedIn(mira);
      const send = () =>
        browser
          .post(`/sources/${source.id}${end}/ratings`)
          .set(asBrowser)
          .type('form')
          .send({ reliability: 'B', reason: '' });
      const { headers } = await send().expect(303);
      const kept = await browser.get(headers.location ?? '').expect(end === '' ? 422 : 404);
      expect(kept.text.includes(name)).toBe(end === '');
      const count = store.countMany.bind(store);
      const counting = vi.spyOn(store, 'countMany');
      counting.mockImplementation(async (...asked) => {
        if (asked[1] !== 'action') return count(...asked);
        counting.mockRestore();
        await maskSource(desk, mira, source.id);
        return store.countMany(...asked);
      });
      const { text } = await send().expect(503);
      const said = wordsOf(pageOf(text), 'main').join(' ');
      expect(said).toContain('a name was removed');
      expect(said).toContain('Nothing was saved: send it again.');
      expect(text).not.toContain(name);
      const form = pageOf(text).querySelector('form[data-kept-form]');
      expect(form?.getAttribute('action')).toBe(`/sources/${source.id}${end}/ratings`);
      expect(filledIn(form)).toBe('reliability=B&reason=');
      expect(form?.querySelector('button')?.textContent).toBe('Send it');
    },
  );

  test('is shown no more to whoever has another role since', async () => {
    const { browser, answer } = await send('/articles/preview', draft);
    await changeAccess(room.desk, room.ada, room.mira.id, { role: 'annotator' });
    await browser.get(answer.headers.location ?? '').expect(303);
  });

  test('leads nowhere else', async () => {
    const browser = await room.signedIn(room.mira);
    const led = await browser
      .get('/articles/preview?answer=x&from=https://example.org/')
      .expect(303);
    expect(led.headers.location).toBe('/');
  });

  test('makes way for newer ones', async () => {
    const { browser, answer } = await send('/articles/preview', draft);
    for (let more = 0; more < 4; more++) {
      await browser.post('/articles/preview').set(asBrowser).type('form').send(draft).expect(303);
    }
    await browser.get(answer.headers.location ?? '').expect(303);
  });

  test('is not kept where it shows a secret', async () => {
    const { answer } = await send('/tokens', { label: 'Archive' });
    expect(answer.status).toBe(201);
    expect(pageOf(answer.text).documentElement.getAttribute('data-back-address')).toBe('/tokens');
  });

  test('is not kept where it is very long', async () => {
    const { answer } = await send('/articles/preview', {
      ...draft,
      text: 'Rain. '.repeat(100_000),
    });
    expect(answer.status).toBe(200);
  });
});

test('scripts and programs are answered as they asked', async () => {
  const script = { ...asBrowser, 'Sec-Fetch-Dest': 'empty' };
  expect((await send('/articles/preview', draft, script)).answer.status).toBe(200);
  expect((await send('/articles/preview', draft, {})).answer.status).toBe(200);
});
