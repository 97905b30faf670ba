import { createHash } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { Typesetter } from '../../../src/desk/reports/typesetter.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { Format } from '../../../src/reports/format.js';
import { formatNames, formats } from '../../../src/reports/formats.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { readable } from '../../reports/readable.js';
import { page, words } from '../page.js';

const identity = 'Wilhelmina Oakapple';
const offRecord = 'Thaddeus Brimble';

let room: Newsroom;
let ferry: Article;

beforeAll(async () => {
  room = await openNewsroom();
  ferry = await add(
    'Färja “stops”\r\nX: <b>1</b>',
    '🚢 The ferry stops in May, a clerk said. The mayor denies it.',
  );
  await tag('The ferry stops in May', {
    chain: `Ida Brandt [B] -told-> ${identity} (deep background) -> The Morning Ledger (outlet)`,
    confidence: 'moderate',
    credibility: 3,
    note: '<script>alert(1)</script>',
  });
  await tag('The mayor denies it', {
    chain: `${offRecord} (off the record) -> The Morning Ledger`,
    note: 'Seen with Brimble.',
    claim: 'Brimble was there.',
  });
});
afterAll(() => room.close());

async function add(title: string, text: string): Promise<Article> {
  const input = articleInput.parse({ title, publisher: 'The Morning Ledger', text });
  return addArticle(room.desk, room.mira, input);
}

async function tag(exact: string, fields: object): Promise<void> {
  const input = annotationInput.parse({ target: { exact }, ...fields });
  await createAnnotation(room.desk, room.mira, ferry.id, input);
}

test('whoever asks only for the head of a report in a format is told it, and nothing is set for it', async () => {
  const program = await room.bearer(room.tom);
  const asked = vi.spyOn(Typesetter.prototype, 'answerTo');
  let started = 0;
  const count = () => {
    started += 1;
  };
  subscribe('child_process', count);
  onTestFinished(() => void unsubscribe('child_process', count));
  const path = `/api/articles/${ferry.id}/report?format=pdf`;
  const head = await program.head(path).expect(200);
  expect(head.headers['content-type']).toBe('application/pdf');
  expect([started, asked.mock.calls.length]).toEqual([0, 0]);
  // It is seen where one is set, by a process that may have set another before.
  await program.get(path).expect(200);
  expect(asked).toHaveBeenCalledOnce();
});

const digest = (body: Buffer) => createHash('sha256').update(body).digest('hex');

test.each([
  ['for', 'nobody', 'Choose for whom it is'],
  ['status', 'odd', 'Choose statuses'],
  ['confidence', 'very', 'Choose levels'],
])('a report with %s=%s is refused, and what it may be is said', async (name, value, said) => {
  const program = await room.bearer(room.tom);
  const answer = await program
    .get(`/api/articles/${ferry.id}/report?format=md&${name}=${value}`)
    .expect(422);
  expect(answer.body.errors[0].field).toBe(name);
  expect(answer.body.errors[0].message).toContain(said);
});

test('a report for readers of chosen annotations says so, and is the same from page and API', async () => {
  const tom = await room.signedIn(room.tom);
  const query = 'format=md&for=readers&confidence=moderate';
  const answer = await tom.get(`/articles/${ferry.id}/report?${query}`).expect(200);
  expect(answer.text).toContain(
    'For readers: without colleagues’ names, their discussion and history. Only annotations with confidence moderate.',
  );
  expect(answer.text).not.toContain(room.mira.name);
  const program = await room.bearer(room.tom);
  const again = await program.get(`/api/articles/${ferry.id}/report?${query}`).expect(200);
  expect(again.text).toBe(answer.text);
});

test('for whom it is and which levels are in it is chosen on the page, and remembered', async () => {
  const nils = await room.signedIn(room.nils);
  const path = `/articles/${ferry.id}/report`;
  const first = page(await nils.get(path).expect(200));
  const choice = (shown: Element | Document) => words(shown, '.audiences [aria-current]');
  expect(choice(first)).toBe('With the record');
  const readers = [...first.querySelectorAll('.audiences a')].find((link) =>
    link.textContent?.includes('readers'),
  );
  const chosen = page(
    await nils.get(`${readers?.getAttribute('href')}&confidence=moderate`).expect(200),
  );
  expect(choice(chosen)).toBe('For readers');
  expect(words(chosen, '.filter-chips [aria-current]')).toBe('Moderate 1');
  expect(chosen.querySelector('.report-record')).toBeNull();
  const labels = [...chosen.querySelectorAll('.downloads a')].map((link) => link.textContent);
  expect(labels).not.toContain('JSON');
  for (const link of chosen.querySelectorAll('.downloads a')) {
    expect(link.getAttribute('href')).toContain('&for=readers&confidence=moderate');
  }
  chosen.querySelector('.report-tools')?.remove();
  expect(words(chosen, 'main')).not.toContain(room.mira.name);
  const again = await nils.get(path).expect(303);
  expect(again.headers.location).toBe(`${path}?for=readers&confidence=moderate`);
  await nils.get(`${path}?for=record`).expect(200);
  await nils.get(path).expect(200);
});

test('the report’s page shows the report, and where its files are', async () => {
  const tom = await room.signedIn(room.tom);
  const answer = await tom.get(`/articles/${ferry.id}/report`).expect(200);
  const shown = page(answer);
  expect(words(shown, 'h1')).toBe('Färja “stops” X: <b>1</b>');
  expect(words(shown, '.report-figures')).toContain('One annotation rests on a hop');
  expect(shown.querySelectorAll('.entry')).toHaveLength(1);
  const links = [...shown.querySelectorAll('.downloads a[data-export]')];
  const labels = formatNames.flatMap((name) => {
    const { label, tables }: Format = formats[name];
    return tables ? Object.keys(tables).map((rows) => `${label}: ${rows}`) : [label];
  });
  expect(links.map(({ textContent }) => textContent ?? '').toSorted()).toEqual(labels.toSorted());
  expect(links[0]?.textContent).toBe('PDF');
  expect(shown.querySelectorAll('[style], main script')).toHaveLength(0);
});

describe.each(formatNames)('%s', (name) => {
  test('is the same bytes from the page and from the API', async () => {
    const tom = await room.signedIn(room.tom);
    const program = await room.bearer(room.tom);
    const fromPage = await tom
      .get(`/articles/${ferry.id}/report?format=${name}`)
      .responseType('blob');
    const fromApi = await program
      .get(`/api/articles/${ferry.id}/report?format=${name}`)
      .responseType('blob');
    expect(fromPage.status).toBe(200);
    expect(fromPage.headers['content-type']).toBe(formats[name].mediaType);
    expect(digest(fromPage.body)).toBe(digest(fromApi.body));
  });

  test('holds no byte of an identity or of what is off the record', async () => {
    const program = await room.bearer(room.ada);
    for (const path of [`/api/articles/${ferry.id}/report`, '/api/report']) {
      const { body } = await program.get(`${path}?format=${name}`).responseType('blob');
      const text = await readable(body);
      expect(text).toContain('Confidential source 1');
      for (const hidden of [identity, 'Oakapple', offRecord, 'Brimble']) {
        expect(text).not.toContain(hidden);
      }
    }
  });

  test('is saved under a name that splits no header', async () => {
    const program = await room.bearer(room.tom);
    const { headers } = await program
      .get(`/api/articles/${ferry.id}/report?format=${name}`)
      .responseType('blob');
    const { extension } = formats[name];
    expect(headers['content-disposition']).toBe(
      `attachment; filename="farja-stops-x-b-1-b-with-the-record-2026-03-02.${extension}"; ` +
        `filename*=UTF-8''F%C3%A4rja%20%E2%80%9Cstops%E2%80%9D%20X%20b%201%20b%20with%20the%20record%202026-03-02.${extension}`,
    );
    expect(headers.x).toBeUndefined();
  });
});

test('a title in another script is the name for those who can show it', async () => {
  const article = await add('إغلاق الرصيف', 'قال مسؤول إن الرصيف سيغلق.');
  const program = await room.bearer(room.tom);
  const { headers } = await program.get(`/api/articles/${article.id}/report?format=csv`);
  expect(headers['content-disposition']).toMatch(
    /filename="report-with-the-record-2026-03-02\.csv"/u,
  );
  expect(decodeURIComponent(headers['content-disposition'] ?? '')).toContain('إغلاق الرصيف');
});

test('the API gives JSON unless it is told, which another desk can import', async () => {
  const program = await room.bearer(room.tom);
  const { text } = await program.get('/api/report').expect(200);
  const other = await openNewsroom();
  const result = await importReport(other.desk, other.ada, text);
  expect(result.annotations).toEqual({ added: 1, present: 0 });
  const answer = await (await other.signedIn(other.tom)).get(`/articles/${ferry.id}/report`);
  expect(words(page(answer), '.entry')).toContain('Confidential source 1');
  await other.close();
});

test('identifiers stand under the public address, never under that of the request', async () => {
  const program = await room.bearer(room.tom);
  const ask = () => program.get('/api/report?format=webannotation').set('Host', 'evil.localhost');
  const { body } = await ask().responseType('blob');
  expect(body.toString()).toContain('"id": "urn:whence:annotations"');
  expect(body.toString()).not.toContain('evil');
});

test.each(['ppt', '', 'html&format=csv'])(
  'the format %j is refused with those that there are',
  async (format) => {
    const program = await room.bearer(room.tom);
    const { body } = await program.get(`/api/report?format=${format}`).expect(422);
    expect(body.errors[0].field).toBe('format');
    expect(body.detail).toContain(formatNames.join(', '));
  },
);

test.each([
  ['a program', '/api', 'application/problem+json'],
  ['a browser', '', 'text/html'],
])(
  'of more PDF documents at once than two %s is told to wait, on no file',
  async (_, base, type) => {
    const program = await room.bearer(room.tom);
    const address = `${base}/articles/${ferry.id}/report?format=pdf`;
    const asked = [1, 2, 3].map(() => program.get(address).set('Accept', type));
    const answers = await Promise.all(asked.map((request) => request.responseType('blob')));
    const [refused, ...others] = answers.toSorted((one, other) => other.status - one.status);
    expect(refused).toMatchObject({ status: 429, type });
    expect(String(refused?.body)).toContain('Two of your PDF documents are being set.');
    expect(refused?.headers['content-disposition']).toBeUndefined();
    for (const { status, type } of others) {
      expect({ status, type }).toEqual({ status: 200, type: 'application/pdf' });
    }
  },
);

test('where a report is refused, a way leads back to where it was asked for', async () => {
  const tom = await room.signedIn(room.tom);
  const from = `/articles/${ferry.id}/report?for=readers`;
  const { text } = await tom
    .get(`/articles/${ferry.id}/report?format=ppt`)
    .set('Referer', new URL(from, 'http://127.0.0.1').href)
    .set('Host', '127.0.0.1');
  expect(text).toContain(`<a href="${from}">Back to where you were</a>`);
});

test.each([
  ['itself', '/articles/nothere'],
  ['the page for signing in, which leads on to it', '/sign-in?next=%2Farticles%2Fnothere'],
])('a page that is not there does not lead back to %s', async (_, from) => {
  const tom = await room.signedIn(room.tom);
  const { text } = await tom
    .get('/articles/nothere')
    .set('Referer', new URL(from, 'http://127.0.0.1').href)
    .set('Host', '127.0.0.1')
    .expect(404);
  expect(text).not.toContain('Back to where you were');
});

test('an article that is not there has no report', async () => {
  const program = await room.bearer(room.tom);
  await program.get('/api/articles/nothere/report?format=md').expect(404);
});

test('nobody reads a report without signing in', async () => {
  await room.visitor().get('/api/report?format=csv').expect(401);
});

test('before and after a PDF is made it is said for which script no font is here', async () => {
  const nowhere = String.fromCodePoint(0xf5a3c).repeat(3);
  const odd = await add('Odd', `The sign ${nowhere} stands on the quay.`);
  const tom = await room.signedIn(room.tom);
  const sentence =
    'No font for other signs is at hand: what is written so stands as its name in brackets.';
  const shown = page(await tom.get(`/articles/${odd.id}/report`).expect(200));
  expect(words(shown, '.report-tools .unset')).toBe(`PDF: ${sentence}`);
  const { id } = await add('Plain', 'Nobody came.');
  const several = page(await tom.get(`/report?article=${odd.id}&article=${id}`).expect(200));
  expect(words(several, 'main .unset')).toBe(`PDF: ${sentence}`);
  expect(page(await tom.get(`/report?article=${id}`)).querySelector('.unset')).toBeNull();
  const plain = page(await tom.get(`/articles/${id}/report`));
  expect(plain.querySelector('.report-tools .unset')).toBeNull();
  await tom.get(`/articles/${odd.id}/report?format=pdf&progress=odd-1`).expect(200);
  const { body } = await tom.get('/report/progress?name=odd-1').expect(200);
  expect(body).toMatchObject({ ended: 'whole', said: [sentence] });
});

describe('a name in an address that no report is asked for with', () => {
  const wrong = ['statsu=disputed', 'for[a]=readers', 'rows%20=hops', 'q%00=x'];

  test.each(wrong)('is refused where a file would be made: %s', async (query) => {
    const program = await room.bearer(room.tom);
    for (const path of [`/api/articles/${ferry.id}/report`, '/api/report']) {
      const { body } = await program.get(`${path}?format=md&${query}`).expect(400);
      expect(body.detail).toMatch(/^A report can’t be asked for by “.+”, only by format, for, /u);
    }
    const tom = await room.signedIn(room.tom);
    await tom.get(`/report?format=md&${query}`).expect(400);
  });

  test.each(wrong)('is told on the page, which follows the rest: %s', async (query) => {
    const tom = await room.signedIn(room.tom);
    for (const path of [`/articles/${ferry.id}/report`, '/report']) {
      const shown = page(await tom.get(`${path}?for=readers&${query}`).expect(200));
      expect(words(shown, 'main .remark, .report-tools .remark')).toMatch(/asked for by “/u);
      expect(words(shown, '.audiences [aria-current=true]')).toBe('For readers');
      const right = page(await tom.get(`${path}?for=readers`).expect(200));
      expect(right.querySelector('.remark')).toBeNull();
    }
  });
});

test('a report is asked for with everything that is said of it', async () => {
  const program = await room.bearer(room.tom);
  const all = 'for=record&confidence=high&status=agreed&person=&source=&claim=&label=x';
  await program.get(`/api/articles/${ferry.id}/report?format=md&edition=1&${all}`).expect(200);
  const more = 'article=&q=x&publisher=x&wording=&review=&reason=';
  await program.get(`/api/report?format=csv&rows=hops&${all}&${more}`).expect(200);
});
