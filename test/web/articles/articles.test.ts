import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const ferry = 'The ferry will stop in May.\n\nNobody asked the crew.';

async function article(title: string, details: object = {}): Promise<Article> {
  const input = { title, publisher: 'The Morning Ledger', text: ferry, ...details };
  room.pass({ minutes: 1 });
  return addArticle(room.desk, room.jonas, articleInput.parse(input));
}

async function tag(on: Article, confidence: string | null = null): Promise<void> {
  const input = { target: { exact: 'ferry' }, chain: 'Ida Brandt', confidence };
  await createAnnotation(room.desk, room.jonas, on.id, annotationInput.parse(input));
}

function titlesOn(page: Document): string[] {
  return wordsOf(page, 'tbody th a');
}

/** The value of a field on a page. */
function fieldOf(page: Document, name: string): string | undefined {
  const field = page.querySelector<HTMLInputElement>(`[name="${name}"]`);
  return field?.value;
}

describe('the list', () => {
  test('shows of each article its counts and how sure its annotations are, in words too', async () => {
    const on = await article('The ferry', { publishedAt: '2026-02-28' });
    for (const level of ['high', 'high', 'low', null]) await tag(on, level);
    const browser = await room.signedIn(room.tom);
    const page = pageOf((await browser.get('/articles').expect(200)).text);
    expect(titlesOn(page)).toEqual(['The ferry']);
    const cells = wordsOf(page, 'tbody td');
    expect(cells.slice(0, 5)).toEqual([
      'The Morning Ledger',
      '28 February 2026',
      '2 March 2026',
      '4',
      '4',
    ]);
    const bar = page.querySelector('.bar');
    expect(wordsOf(page, '.bar-words')).toEqual(['2 high, 1 low, 1 not assessed']);
    expect([...(bar?.children ?? [])].map(({ className }) => className)).toEqual([
      'high share-6',
      'low share-3',
      'none share-3',
    ]);
  });

  test('is sorted by the column that was chosen, and says by which', async () => {
    for (const title of ['B', 'C', 'A']) await article(title);
    const browser = await room.signedIn(room.tom);
    const first = pageOf((await browser.get('/articles')).text);
    expect(titlesOn(first)).toEqual(['A', 'C', 'B']);
    const link = [...first.querySelectorAll('th a')].find((a) => a.textContent === 'Title');
    const page = pageOf((await browser.get(link?.getAttribute('href') ?? '')).text);
    expect(titlesOn(page)).toEqual(['A', 'B', 'C']);
    const sorted = page.querySelector('[aria-sort="ascending"] a');
    expect(sorted?.textContent).toBe('Title');
    const back = pageOf((await browser.get(sorted?.getAttribute('href') ?? '')).text);
    expect(titlesOn(back)).toEqual(['C', 'B', 'A']);
  });

  test('is filtered by words and publisher, page by page, all in the address', async () => {
    for (let n = 1; n <= 51; n += 1) await article(`Ferry ${n}`);
    await article('Quay', { publisher: 'Quay News' });
    const browser = await room.signedIn(room.tom);
    const asked = '/articles?q=ferry&publisher=the+morning+ledger&sort=added';
    const page = pageOf((await browser.get(asked)).text);
    expect(titlesOn(page)).toHaveLength(50);
    expect(page.body.textContent).toContain('51 articles found');
    expect(fieldOf(page, 'q')).toBe('ferry');
    const next = page.querySelector('[rel="next"]')?.getAttribute('href') ?? '';
    expect(next).toContain('q=ferry');
    const second = pageOf((await browser.get(next)).text);
    expect(titlesOn(second)).toEqual(['Ferry 51']);
    expect(second.querySelector('[rel="next"]')).toBeNull();
    const none = pageOf((await browser.get('/articles?q=tram')).text);
    expect(wordsOf(none, '.empty')[0]).toContain('No article fits');
    await browser.get('/articles?after=nonsense').expect(422);
  });

  test('says what would be here while it is empty, with the first step for who may take it', async () => {
    const reader = await room.signedIn(room.tom);
    const seen = pageOf((await reader.get('/').redirects(1)).text);
    expect(wordsOf(seen, '.empty')[0]).toContain('will stand here');
    expect(seen.querySelector('a[href="/articles/new"]')).toBeNull();
    const writer = await room.signedIn(room.jonas);
    const page = pageOf((await writer.get('/articles')).text);
    expect(page.querySelectorAll('a[href="/articles/new"]')).toHaveLength(2);
  });
});

describe('adding an article', () => {
  const pasted = { title: 'The ferry', publisher: 'The Morning Ledger', text: ferry };

  test('what is counted of a text of one letter stands in the singular', async () => {
    const browser = await room.signedIn(room.jonas);
    const sent = { ...pasted, text: 'I', language: 'en' };
    const { text } = await browser.post('/articles/preview').type('form').send(sent).expect(200);
    expect(wordsOf(pageOf(text), '[data-counts]')).toEqual(['1 word, 1 character']);
  });

  test('pasted: it is previewed, and nothing is written until it is saved', async () => {
    const browser = await room.signedIn(room.jonas);
    const sent = { ...pasted, text: 'One\u0007 two\r\n\r\nثلاثة 🚢', language: 'en' };
    const preview = await browser.post('/articles/preview').type('form').send(sent).expect(200);
    const page = pageOf(preview.text);
    expect(page.querySelector('[data-kept-text]')?.textContent).toBe('One two\n\nثلاثة 🚢');
    expect(wordsOf(page, '[data-counts]')).toEqual([
      '3 words, 16 characters; 1 control character is left out',
    ]);
    expect(fieldOf(page, 'language')).toBe('en');
    expect(await room.store.count('articles', 'added', '')).toBe(0);

    const fields = { ...sent, title: 'The night ferry', text: fieldOf(page, 'text') ?? '' };
    const saved = await browser.post('/articles').field(fields).expect(303);
    const [stored] = (await room.store.find('articles', 'added', { key: '' })).items;
    expect(saved.headers.location).toBe(`/articles/${stored?.id}`);
    expect(stored).toMatchObject({ title: 'The night ferry', language: 'en', byline: null });
    const edition = await room.store.get('editions', `${stored?.id}.1`);
    expect(edition).toMatchObject({ text: 'One two\n\nثلاثة 🚢', length: 16 });
  });

  test('uploaded: what the file says of itself is filled in', async () => {
    const browser = await room.signedIn(room.jonas);
    const file = Buffer.from('---\nauthor: Ida Brandt\n---\n# The ferry\n\nIt *stops*.\n');
    const answer = await browser.post('/articles/preview').attach('file', file, 'Fähre.md');
    expect(answer.status).toBe(200);
    const page = pageOf(answer.text);
    expect(page.querySelector('[data-kept-text]')?.textContent).toBe('It stops.');
    expect(fieldOf(page, 'title')).toBe('The ferry');
    expect(fieldOf(page, 'byline')).toBe('Ida Brandt');
  });

  test('a file in an old encoding says how it was read', async () => {
    const browser = await room.signedIn(room.jonas);
    const file = Buffer.from([0x46, 0xe4, 0x68, 0x72, 0x65]);
    const answer = await browser.post('/articles/preview').attach('file', file, 'a.txt');
    expect(wordsOf(pageOf(answer.text), '[role="status"]')[0]).toContain('Windows-1252');
  });

  test('others are answered while a long one is being previewed', async () => {
    const browser = await room.signedIn(room.jonas);
    const words = 'The envoy said that an accord was “ready”. ';
    const sent = { ...pasted, text: words.repeat(7_000) };
    const answered: string[] = [];
    const preview = browser
      .post('/articles/preview')
      .field(sent)
      .expect(200)
      .then(({ text }) => {
        answered.push('preview');
        return text;
      });
    while (!answered.includes('preview')) {
      await room.visitor().get('/healthz').expect(200);
      answered.push('another');
    }
    expect(answered.indexOf('preview')).toBeGreaterThan(3);
    expect(wordsOf(pageOf(await preview), '[data-counts]')).toEqual([
      '56,000 words, 301,000 characters',
    ]);
  });

  test('leads back from the preview with everything that was typed, saving nothing', async () => {
    const browser = await room.signedIn(room.jonas);
    const sent = { ...pasted, byline: 'Ida <Brandt>', text: '\n\nThe ferry' };
    const answer = await browser.post('/articles/new').field(sent).expect(200);
    const page = pageOf(answer.text);
    expect(fieldOf(page, 'byline')).toBe('Ida <Brandt>');
    expect(fieldOf(page, 'text')).toBe('\n\nThe ferry');
    expect(await room.store.count('articles', 'added', '')).toBe(0);
  });

  test('says which article holds this very text already, and may go on', async () => {
    const known = await article('The ferry stops');
    const browser = await room.signedIn(room.jonas);
    const answer = await browser
      .post('/articles/preview')
      .type('form')
      .send({ ...pasted, text: ferry.replaceAll('\n', '\r\n') });
    const notice = pageOf(answer.text).querySelector('[role="status"]');
    expect(notice?.querySelector('a')?.getAttribute('href')).toBe(`/articles/${known.id}`);
    await browser.post('/articles').type('form').send(pasted).expect(303);
  });

  test.each([
    ['nothing at all', {}, 422, 'text', 'Paste the article’s text'],
    ['no title', { publisher: 'P', text: 'T' }, 422, 'title', 'Give the article’s title.'],
    ['a NUL', { ...pasted, text: 'a\0b' }, 422, 'text', 'character 2, in line 1'],
    ['no date', { ...pasted, publishedAt: 'soon' }, 422, 'publishedAt', 'Give a date, such as'],
    ['a script for an address', { ...pasted, url: 'javascript:f()' }, 422, 'url', 'http'],
  ])(
    'sent with %s is refused at the field, with what was typed',
    async (_what, sent, status, field, words) => {
      const browser = await room.signedIn(room.jonas);
      const isSeenFirst = field === 'text';
      for (const path of isSeenFirst ? ['/articles/preview', '/articles'] : ['/articles']) {
        const answer = await browser.post(path).type('form').send(sent).expect(status);
        const page = pageOf(answer.text);
        expect(page.querySelector('[role="alert"]')).not.toBeNull();
        expect(wordsOf(page, `#fault-${field}`)[0]).toContain(words);
        if ('publisher' in sent) expect(fieldOf(page, 'publisher')).toBe(sent.publisher);
      }
      expect(await room.store.count('articles', 'added', '')).toBe(0);
    },
  );

  test.each([
    ['a picture', 'ferry.png', Buffer.from('x'), 415, '.txt, .md or .html'],
    ['a Word document', 'ferry.docx', Buffer.from('x'), 415, 'copy the text and paste it'],
    ['nothing in it', 'ferry.txt', Buffer.alloc(0), 422, 'empty'],
    ['a NUL in it', 'ferry.txt', Buffer.from('one\ntwo\0'), 422, 'character 8, in line 2'],
    ['more than 3 MB', 'ferry.txt', Buffer.alloc(3 * 1024 * 1024 + 1, 'a'), 413, '3 MB'],
    ['a text that is too long', 'a.txt', Buffer.alloc(2_000_001, 'a'), 422, '2,000,000'],
  ])('as a file with %s is refused at the file', async (_what, name, content, status, words) => {
    const browser = await room.signedIn(room.jonas);
    const answer = await browser.post('/articles/preview').attach('file', content, name);
    expect(answer.status).toBe(status);
    expect(wordsOf(pageOf(answer.text), '#fault-file')[0]).toContain(words);
  });

  test('in a form that is broken off or not ours is refused', async () => {
    const browser = await room.signedIn(room.jonas);
    const broken = await browser
      .post('/articles/preview')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nab');
    expect(broken.status).toBe(400);
    const other = await browser
      .post('/articles/preview')
      .attach('other', Buffer.from('x'), 'a.txt');
    expect(other.status).toBe(400);
    await browser.post('/articles').set('Content-Type', 'text/plain').send('x').expect(415);
  });

  test('takes a text of the greatest length in letters that take room', async () => {
    const browser = await room.signedIn(room.jonas);
    const text = 'عبارة '.repeat(300_000);
    await browser
      .post('/articles')
      .field({ ...pasted, text })
      .expect(303);
  });

  test('shows script in any field as text', async () => {
    const browser = await room.signedIn(room.jonas);
    const script = '"><script>alert(1)</script>';
    const sent = { title: script, publisher: script, byline: script, text: script };
    const preview = await browser.post('/articles/preview').type('form').send(sent).expect(200);
    const saved = await browser.post('/articles').type('form').send(sent).expect(303);
    const paths = ['/articles', `${saved.headers.location}/edit`, '/history'];
    const pages = await Promise.all(paths.map((path) => browser.get(path)));
    for (const { text } of [preview, ...pages]) {
      expect(text).not.toContain('<script>alert');
      expect(text).toContain('&lt;script&gt;alert');
    }
  });
});

describe('the preview of a page', () => {
  const body = 'The ramp had cracked in two places, two engineers of the harbour office said. '
    .repeat(3)
    .trim();
  const html = `<!doctype html><html lang="en"><head><title>Ramp cracked</title>
    <meta property="og:site_name" content="The Morning Ledger"></head>
    <body><article><h1>Ramp cracked</h1><h2>What is known</h2><p>${body}</p>
    <aside><p>Straße first.</p></aside><ul><li>Close it.</li></ul><p>${body}</p></article></body></html>`;

  /** What a form would send with one of its buttons. */
  function sentBy(page: Document, button: string): Record<string, string> {
    const form = page.querySelector('form[data-article-preview]');
    const pressed = form?.querySelector(button);
    if (!pressed) throw new Error(`The page has no ${button}.`);
    const name = pressed.getAttribute('name');
    const sent = filledIn(form, name ? { [name]: pressed.getAttribute('value') ?? '' } : {});
    return Object.fromEntries(new URLSearchParams(sent));
  }

  async function previewed(content: Buffer = Buffer.from(html)) {
    const browser = await room.signedIn(room.jonas);
    const { text } = await browser.post('/articles/preview').attach('file', content, 'a.html');
    const again = async (fields: Record<string, string>) =>
      pageOf((await browser.post('/articles/preview').field(fields)).text);
    return { browser, page: pageOf(text), again };
  }
  const textOn = (page: Document) => page.querySelector('[data-kept-text]')?.textContent;

  test('says where each field was found, and what was left out; put in, it stands in its place', async () => {
    const { browser, page, again } = await previewed();
    expect(wordsOf(page, '#hint-publisher')).toEqual(['Found in its og:site_name.']);
    expect(wordsOf(page, '[data-left-out] li span')).toEqual(['Straße first.']);
    const put = await again(sentBy(page, '[data-left-out] button'));
    expect(textOn(put)).toBe(`What is known\n\n${body}\n\nStraße first.\n\n• Close it.\n\n${body}`);
    expect(put.querySelector('[data-left-out]')).toBeNull();

    const { location } = (await browser.post('/articles').field(sentBy(put, 'button.go'))).headers;
    const edition = await room.store.get('editions', `${location?.split('/').at(-1)}.1`);
    expect(edition?.blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'list item',
      'paragraph',
    ]);
    const shown = pageOf((await browser.get(location ?? '')).text);
    const heading = shown.querySelector('[data-edition-text] [role="heading"]');
    expect(heading?.textContent).toBe('What is known');
    expect(heading?.getAttribute('aria-level')).toBe('2');
    const item = shown.querySelector('[data-edition-text] .list-item');
    expect(item?.textContent).toBe('• Close it.');
    expect(item?.classList).toContain('bulleted');
    expect(shown.querySelector('[data-edition-text]')?.textContent).toBe(edition?.text);
  }, 60_000);

  test('keeps what was typed when a block is put in, and when the file is read in another way', async () => {
    const { page, again } = await previewed();
    const sent = sentBy(page, '[data-left-out] button');
    const text = sent.text?.replace('What is known', 'What we know') ?? '';
    const fields = { ...sent, title: 'My title', text };
    const put = await again(fields);
    expect(textOn(put)).toMatch(/^What we know/u);
    expect(textOn(put)).toContain('Straße first.');
    expect(fieldOf(put, 'title')).toBe('My title');

    const whole = await again({ ...sentBy(page, '[name="readWhole"]'), title: 'My title' });
    expect(textOn(whole)).toContain('Straße first.');
    expect(fieldOf(whole, 'title')).toBe('My title');
    const refused = await again({ ...sentBy(put, '[name="readWhole"]') });
    expect(wordsOf(refused, '#fault-text')[0]).toContain('You have changed the text');
    expect(textOn(refused)).toMatch(/^What we know/u);
  }, 60_000);

  test('offers other readings of its letters, each with words of it', async () => {
    const { page, again } = await previewed(
      Buffer.from(html.replace('<head>', '<head><meta charset="utf-8">'), 'latin1'),
    );
    expect(wordsOf(page, '.remark[role="status"]')[0]).toContain('Windows-1252');
    const [reading] = page.querySelectorAll('[data-readings] button[value="windows-1251"]');
    expect(reading?.parentElement?.querySelector('q')?.textContent).toContain('StraЯe');
    const read = await again(sentBy(page, 'button[value="windows-1251"]'));
    expect(wordsOf(read, '[data-left-out] li span')).toEqual(['StraЯe first.']);
  }, 60_000);

  test('of a file that was tampered with on its way is refused', async () => {
    const { page, browser } = await previewed();
    const fields = { ...sentBy(page, '[data-left-out] button'), source: 'bm90IGd6aXA=' };
    const answer = await browser.post('/articles/preview').field(fields);
    expect(answer.status).toBe(422);
    expect(wordsOf(pageOf(answer.text), '[role="alert"]')[0]).toContain('did not arrive whole');
  }, 60_000);
});

describe('the details of an article', () => {
  test('are changed by whoever added it and by editors, and by nobody else', async () => {
    const on = await article('The ferry');
    const change = { title: 'The night ferry', publisher: 'The Morning Ledger' };
    for (const person of [room.jonas, room.mira]) {
      const browser = await room.signedIn(person);
      const page = pageOf((await browser.get(`/articles/${on.id}/edit`).expect(200)).text);
      expect(page.querySelector('a[href$="/deletion"]') !== null).toBe(person === room.mira);
      await browser.post(`/articles/${on.id}`).type('form').send(change).expect(303);
    }
    const other = await room.signedIn(room.nils);
    await other.get(`/articles/${on.id}/edit`).expect(403);
    await other.post(`/articles/${on.id}`).type('form').send(change).expect(403);
    expect((await room.store.get('articles', on.id))?.title).toBe('The night ferry');
  });

  test('that were changed while a form was open are not written over by it', async () => {
    const on = await article('Ada Stone and the ferry');
    const [jonas, mira] = [await room.signedIn(room.jonas), await room.signedIn(room.mira)];
    const open = async (browser: typeof jonas) => {
      const { text } = await browser.get(`/articles/${on.id}/edit`).expect(200);
      return pageOf(text).querySelector(`form[action="/articles/${on.id}"]`);
    };
    const send = (browser: typeof jonas, form: Element | null, fields: object) =>
      browser
        .post(`/articles/${on.id}`)
        .type('form')
        .send(filledIn(form, { ...fields }));
    const form = await open(jonas);
    await send(mira, await open(mira), { title: 'An engineer and the ferry' }).expect(303);
    const refused = pageOf((await send(jonas, form, { byline: 'Ines Falk' }).expect(412)).text);
    expect(wordsOf(refused, '[role="alert"]')[0]).toContain(
      'These details were changed meanwhile.',
    );
    expect(fieldOf(refused, 'byline')).toBe('Ines Falk');
    expect(wordsOf(refused, '.fault')).toEqual([
      'By now: “An engineer and the ferry”',
      'By now: nothing.',
    ]);
    expect(await room.store.get('articles', on.id)).toMatchObject({ byline: null });
    // What says the same as what stands by now changes nothing.
    await send(jonas, form, { title: 'An engineer and the ferry' }).expect(303);
    const again = refused.querySelector(`form[action="/articles/${on.id}"]`);
    await send(jonas, again, { title: 'The engineer and the ferry' }).expect(303);
    expect(await room.store.get('articles', on.id)).toMatchObject({
      title: 'The engineer and the ferry',
      byline: 'Ines Falk',
    });
  });

  test('at fault are shown again as typed', async () => {
    const on = await article('The ferry');
    const browser = await room.signedIn(room.jonas);
    const sent = { title: ' ', publisher: 'Quay News', language: 'klingon!' };
    const answer = await browser.post(`/articles/${on.id}`).type('form').send(sent).expect(422);
    const page = pageOf(answer.text);
    expect(wordsOf(page, '.fault')).toEqual([
      'Give the article’s title.',
      'Give a language tag, such as en, en-GB or ar.',
    ]);
    expect(fieldOf(page, 'publisher')).toBe('Quay News');
  });
});

describe('deleting an article', () => {
  test('says which claims stay without a passage', async () => {
    const [on, other] = [await article('The ferry'), await article('The pier')];
    const bearing = async (id: string, claim: string) => {
      const sent = { target: { exact: 'ferry' }, chain: 'Ida Brandt', claim, stance: 'asserts' };
      await createAnnotation(room.desk, room.mira, id, annotationInput.parse(sent));
    };
    const browser = await room.signedIn(room.mira);
    const said = async () => {
      const page = pageOf((await browser.get(`/articles/${on.id}/deletion`).expect(200)).text);
      return wordsOf(page, '[data-bare-claims]');
    };
    await bearing(on.id, 'It sails on both days.');
    await bearing(other.id, 'It sails on both days.');
    expect(await said()).toEqual([]);
    await bearing(on.id, 'It sails on Sundays.');
    expect(await said()).toEqual([
      'One claim has passages in this article alone. It stays, without a passage.',
    ]);
    await bearing(on.id, 'It never sails.');
    expect(await said()).toEqual([
      'Two claims have passages in this article alone. They stay, without a passage.',
    ]);
  });

  test('is asked about first, and takes its annotations only when that is said too', async () => {
    const on = await article('The ferry');
    await tag(on);
    const browser = await room.signedIn(room.mira);
    const page = pageOf((await browser.get(`/articles/${on.id}/deletion`).expect(200)).text);
    expect(page.body.textContent).toContain('It has 1 annotation');
    const refused = await browser.post(`/articles/${on.id}/deletion`).expect(409);
    expect(wordsOf(pageOf(refused.text), '[role="alert"]')[0]).toContain('1 annotation');
    await browser
      .post(`/articles/${on.id}/deletion`)
      .type('form')
      .send({ annotations: 'delete' })
      .expect(303);
    expect(await room.store.get('articles', on.id)).toBeNull();
    const list = pageOf((await browser.get('/articles')).text);
    expect(wordsOf(list, '[data-toast]')[0]).toContain('“The ferry” is deleted.');
    await browser.get(`/articles/${on.id}/deletion`).expect(404);
  });

  test('is for editors', async () => {
    const on = await article('The ferry');
    const browser = await room.signedIn(room.jonas);
    await browser.get(`/articles/${on.id}/deletion`).expect(403);
    await browser.post(`/articles/${on.id}/deletion`).expect(403);
  });
});
