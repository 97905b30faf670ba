import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleShape, articleWithTextShape } from '../../../src/web/articles/article-answers.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const ferry = { title: 'The ferry', publisher: 'The Morning Ledger', text: '🚢 It stops.\r\nNow.' };

async function added(details: object = {}): Promise<string> {
  const program = await room.bearer(room.jonas);
  const { body } = await program
    .post('/api/articles')
    .send({ ...ferry, ...details })
    .expect(201);
  return body.id;
}

describe('an article', () => {
  test('is added, and answered with its newest edition and where it is from now on', async () => {
    const program = await room.bearer(room.jonas);
    const sent = { ...ferry, byline: 'Ida Brandt', publishedAt: '2026-02-28', url: '' };
    const { body, headers } = await program.post('/api/articles').send(sent).expect(201);
    expect(headers.location).toBe(`/api/articles/${body.id}`);
    expect(articleWithTextShape.strict().parse(body)).toMatchObject({
      title: 'The ferry',
      byline: 'Ida Brandt',
      publishedAt: '2026-02-28',
      url: null,
      language: null,
      edition: { number: 1, length: 16, capturedAt: '2026-03-02T09:00:00.000Z' },
      creator: { id: 'jonas', name: 'Jonas Ek' },
      text: '🚢 It stops.\nNow.',
      annotations: 0,
    });
    const again = await program.get(headers.location ?? '').expect(200);
    expect(again.body).toEqual(body);
    await program.get(`${headers.location}?edition=1`).expect(200, body);
    await program.get(`${headers.location}?edition=2`).expect(404);
    await program.get(`${headers.location}?edition=first`).expect(422);
  });

  test.each([
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['https://example.org/أ|ب', 'https://example.org/%D8%A3%7C%D8%A8'],
    ['https://example.org/a', 'https://example.org/a'],
  ])('is kept with the address %s as %s, however it is sent', async (url, kept) => {
    const id = await added({ url });
    const program = await room.bearer(room.jonas);
    expect((await program.get(`/api/articles/${id}`)).body.url).toBe(kept);
    const browser = await room.signedIn(room.jonas);
    const { title, publisher } = ferry;
    const details = { title, publisher, url };
    await browser.post(`/articles/${id}`).type('form').send(details).expect(303);
    expect((await room.store.get('articles', id))?.url).toBe(kept);
  });

  test.each(['https://exa mple.org/', 'javascript:alert(1)', 'nowhere'])(
    'is not taken with the address %s',
    async (url) => {
      const program = await room.bearer(room.jonas);
      const { body } = await program
        .post('/api/articles')
        .send({ ...ferry, url })
        .expect(422);
      const message = 'Give a web address that begins with http:// or https://.';
      expect(body.errors).toEqual([{ field: 'url', message }]);
    },
  );

  test('is changed in the fields that are sent, and in no other', async () => {
    const id = await added({ byline: 'Ida Brandt', language: 'en' });
    const program = await room.bearer(room.jonas);
    const change = { title: 'The night ferry', language: null };
    const { body } = await program.patch(`/api/articles/${id}`).send(change).expect(200);
    expect(body).toMatchObject({
      ...change,
      byline: 'Ida Brandt',
      publisher: 'The Morning Ledger',
      version: 2,
    });
    const other = await room.bearer(room.nils);
    await other.patch(`/api/articles/${id}`).send(change).expect(403);
    const text = await program.patch(`/api/articles/${id}`).send({ text: 'New' }).expect(422);
    expect(text.body.errors[0].field).toBe('text');
  });

  test('with annotations is deleted only when they are named too', async () => {
    const id = await added();
    const input = annotationInput.parse({ target: { exact: 'stops' }, chain: 'Ida Brandt' });
    await createAnnotation(room.desk, room.jonas, id, input);
    const author = await room.bearer(room.jonas);
    await author.delete(`/api/articles/${id}`).expect(403);
    const editor = await room.bearer(room.mira);
    const { body } = await editor.delete(`/api/articles/${id}`).expect(409);
    expect(body).toMatchObject({ status: 409, title: 'In conflict' });
    await editor.delete(`/api/articles/${id}?annotations=delete`).expect(204);
    await editor.get(`/api/articles/${id}`).expect(404);
    await editor.delete(`/api/articles/${id}`).expect(404);
  });

  test.each([
    ['a field that there is not', { ...ferry, titel: 'x' }, ['titel']],
    [
      'fields at fault',
      { title: ' ', publisher: ' ', text: 'T', url: 'ftp://x' },
      ['title', 'publisher', 'url'],
    ],
    ['a number for a text', { ...ferry, title: 7 }, ['title']],
    ['a list', [ferry], ['']],
    ['nothing', undefined, ['title', 'publisher', 'text']],
  ])('sent with %s is refused, naming the fields', async (_what, sent, fields) => {
    const program = await room.bearer(room.jonas);
    const { body, headers } = await program.post('/api/articles').send(sent).expect(422);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(body.detail).not.toBe('');
  });

  test('sent as anything but JSON is refused', async () => {
    const program = await room.bearer(room.jonas);
    await program.post('/api/articles').type('form').send(ferry).expect(415);
    const broken = await program.post('/api/articles').type('json').send('{"title":').expect(400);
    expect(broken.body.detail).toBe('This is not valid JSON.');
  });
});

describe('the list', () => {
  test('is answered page by page, without texts', async () => {
    for (const title of ['A', 'B', 'C']) await added({ title });
    const program = await room.bearer(room.tom);
    const first = await program.get('/api/articles?limit=2&sort=title').expect(200);
    const second = await program.get(
      `/api/articles?limit=2&sort=title&after=${encodeURIComponent(first.body.next)}`,
    );
    const all = [...first.body.items, ...second.body.items];
    expect(all.map((item) => articleShape.strict().parse(item).title)).toEqual(['A', 'B', 'C']);
    expect(second.body.next).toBeNull();
    const found = await program.get('/api/articles?q=b&publisher=The Morning Ledger');
    expect(found.body.items).toHaveLength(1);
  });

  test.each(['limit=0', 'limit=201', 'limit=many', 'after=nonsense'])(
    'refuses ?%s',
    async (query) => {
      const program = await room.bearer(room.tom);
      const { body } = await program.get(`/api/articles?${query}`).expect(422);
      expect(body.errors[0].field).toBe(query.split('=')[0]);
    },
  );

  test('is for those who say who they are', async () => {
    await room.visitor().get('/api/articles').expect(401);
    const wrong = room.visitor().get('/api/articles').set('Authorization', 'Bearer x');
    expect((await wrong).headers['www-authenticate']).toBe('Bearer');
  });
});

describe('an article sent as a page', () => {
  const html =
    '<html lang="de"><head><title>Riss</title><meta property="og:site_name" content="Das Blatt"><meta name="date" content="10.03.2024"></head><body><article><h1>Riss</h1><h2>🚢 Lage</h2><p>Die Rampe ist gerissen.</p><aside>Mehr dazu</aside></article></body></html>';
  const found = {
    title: 'Riss',
    publisher: 'Das Blatt',
    publishedAt: '2024-03-10',
    language: 'de',
  };
  const blocks = [
    { start: 0, end: 6, kind: 'heading', level: 2, marker: null },
    { start: 8, end: 31, kind: 'paragraph', marker: null },
  ];

  test('is previewed, with what was left out, and nothing is written', async () => {
    const program = await room.bearer(room.jonas);
    const { body } = await program.post('/api/previews').send({ html }).expect(200);
    expect(body).toEqual({
      ...found,
      byline: null,
      url: null,
      text: '🚢 Lage\n\nDie Rampe ist gerissen.',
      dropped: 0,
      blocks,
      notes: [],
      leftOut: ['Mehr dazu'],
      encoding: 'utf-8',
      comments: [],
    });
    expect(await room.store.count('articles', 'added', '')).toBe(0);
    await (await room.bearer(room.tom)).post('/api/previews').send({ html }).expect(403);
  }, 60_000);

  // Of a file with more of them in so many letters nobody would say that it is a text.
  const broke = `brach ${'und brach '.repeat(30)}ganz.`;
  test.each<[string, Record<string, string>]>([
    ['as text', { text: `Die \u0007Rampe\u0085 ${broke}` }],
    ['as html', { html: `<title>Riss</title><article>Die &#7;Rampe\u001f ${broke}</article>` }],
    ['as a file', { file: `Die \u0007Rampe\u0085 ${broke}` }],
  ])(
    'says how many control characters of it are not kept: %s',
    async (_what, { file, ...sent }) => {
      const program = (await room.bearer(room.jonas)).post('/api/previews');
      const asked = file
        ? program.attach('file', Buffer.from(file), 'riss.txt')
        : program.send(sent);
      const { body } = await asked.expect(200);
      expect(body).toMatchObject({ text: `Die Rampe ${broke}`, dropped: 2 });
    },
    60_000,
  );

  test('the page of a preview says it of a page, too', async () => {
    const browser = await room.signedIn(room.jonas);
    const file = Buffer.from(`<article>Die &#7;Rampe ${broke}</article>`);
    const { text } = await browser.post('/articles/preview').attach('file', file, 'riss.html');
    expect(wordsOf(pageOf(text), '[data-counts]')).toEqual([
      expect.stringContaining('; 1 control character is left out'),
    ]);
  }, 60_000);

  test('is added with what it says of itself; what is said beside it counts for more', async () => {
    const program = await room.bearer(room.jonas);
    const sent = { html, title: 'Mein Titel' };
    const { body } = await program.post('/api/articles').send(sent).expect(201);
    expect(body).toMatchObject({ ...found, title: 'Mein Titel', blocks });
    const file = Buffer.from(html);
    const { body: made } = await program
      .post('/api/articles?whole=true')
      .field('byline', 'Ida Brandt')
      .attach('file', file, 'riss.html')
      .expect(201);
    expect(made).toMatchObject({ ...found, byline: 'Ida Brandt' });
    expect(made.text).toContain('Mehr dazu');
  }, 60_000);

  test('is refused where it is sent twice over, or does not say its publisher', async () => {
    const program = await room.bearer(room.jonas);
    const twice = await program.post('/api/articles').send({ html, text: 'x' }).expect(422);
    expect(twice.body.errors[0].field).toBe('html');
    const bare = '<title>Riss</title><article>Die Rampe.</article>';
    const unsaid = await program.post('/api/articles').send({ html: bare }).expect(422);
    expect(unsaid.body.errors.map(({ field }: { field: string }) => field)).toEqual(['publisher']);
  }, 60_000);
});
