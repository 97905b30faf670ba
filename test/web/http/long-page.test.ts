import type { RequestListener } from 'node:http';
import express from 'express';
import { parse as parseHtml } from 'parse5';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { LetIn } from '../../../src/desk/people/let-in.js';
import { revokeShare, shareReport } from '../../../src/desk/shares/shares.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { shareInput } from '../../../src/domain/shares/share.js';
import { sendPage } from '../../../src/web/http/long-page.js';
import { answerWithoutGoneNames } from '../../../src/web/http/outdated-answers.js';
import { whenGone } from '../../../src/web/http/responses.js';
import { addressOf, closeServer, type Newsroom, openNewsroom, openServer } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';
import { pageOf } from '../dom.js';

/** A page as it is answered, its long parts made of a desk. */
async function answeredPage(parts: (desk: Desk) => Record<string, AsyncIterable<string>>) {
  const server = await openServer();
  onTestFinished(() => closeServer(server));
  const desk = openDesk(openMemoryStore());
  const app = express().get('/', async (req, res) => {
    const view = ({ head, text, cards }: Record<string, string>) => `${head}|${text}|${cards}.`;
    res.render = (_name: string, locals?: object, done?: object) => {
      if (typeof done === 'function') done(null, view({ ...locals }));
    };
    await answerWithoutGoneNames(desk, req, res, () =>
      sendPage(res, {
        view: 'page',
        shown: { head: 'A' },
        parts: parts(desk),
        gone: whenGone(res),
      }),
    );
  });
  server.on('request', app);
  return (await fetch(addressOf(server))).text();
}

async function* words(...all: string[]) {
  yield* all;
}

test('the long parts of a page stand where its view names them', async () => {
  const text = await answeredPage(() => ({ text: words('one', 'two'), cards: words() }));
  expect(text).toBe('A|onetwo|.');
});

test('a page is made anew where a name goes before the first of its long parts is there', async () => {
  let made = 0;
  async function* gap({ goneNames }: Desk) {
    made += 1;
    if (made === 1) goneNames.add(1, 'unknown');
    yield made === 1 ? 'Ada Quillfeather' : 'Confidential source 1';
  }
  const text = await answeredPage((desk) => ({ text: gap(desk), cards: words() }));
  expect(text).toBe('A|Confidential source 1|.');
});

let room: Newsroom;
afterEach(() => room?.close());

/** What happens before a piece of an answer is written, by its number. */
let beforePiece: (piece: number) => void = () => {};

/** Tells of each piece of an answer before it is written. */
function watched(answer: RequestListener): RequestListener {
  return (req, res) => {
    const write = res.write.bind(res) as (...given: unknown[]) => boolean;
    let piece = 0;
    res.write = (...given: unknown[]) => {
      piece += 1;
      beforePiece(piece);
      return write(...given);
    };
    answer(req, res);
  };
}

/** A long article with annotations all over it, and a link to its report. */
async function openLongArticle() {
  beforePiece = () => {};
  room = await openNewsroom({ around: watched });
  const { desk, jonas, mira } = room;
  const lines = Array.from(
    { length: 250 },
    (_, at) =>
      `On day ${at} the lock was shut, a skipper said. ${'The water stood still. '.repeat(14)}`,
  );
  const details = { title: 'The lock', publisher: 'The Evening Barge', text: lines.join('\n\n') };
  const { id: article } = await addArticle(desk, jonas, parse(articleInput, details));
  let annotation = '';
  for (let at = 0; at < 250; at += 6) {
    const target = { exact: `On day ${at} the lock was shut` };
    const chain = `Ada Quillfeather -told-> The Evening Barge (outlet)`;
    const input = parse(annotationInput, { target, chain });
    annotation = (await createAnnotation(desk, jonas, article, input)).annotation.id;
  }
  const { secret, share } = await shareReport(desk, mira, article, parse(shareInput, {}));
  return { article, annotation, link: share.id, shared: `/shared/${secret}` };
}

const pages: Record<string, (there: Awaited<ReturnType<typeof openLongArticle>>) => string> = {
  'an article': ({ article }) => `/articles/${article}`,
  'the page of a report': ({ article }) => `/articles/${article}/report`,
  'a page of the queue': ({ annotation }) => `/review/${annotation}`,
  'a shared report': ({ shared }) => shared,
};

/** What a browser gets of a page of which a name goes before that piece of it is written. */
async function readUntil(address: string, cutAt: number): Promise<string> {
  const reader = await room.signedIn(room.tom);
  beforePiece = (piece) => {
    if (piece === cutAt) room.desk.goneNames.add(1, 'unknown');
  };
  const asked = reader.get(address).set('Accept', 'text/html').responseType('blob');
  const { status, body } = await asked;
  beforePiece = () => {};
  expect(status).toBe(200);
  return String(body);
}

/** What a strict reader of HTML finds wrong. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  parseHtml(html, { onParseError: ({ code }) => void faults.push(code) });
  return faults;
}

test.each(Object.entries(pages))(
  'where %s is broken off amid being sent, it ends with a sentence and a way to load it again',
  async (_what, addressOfPage) => {
    const address = addressOfPage(await openLongArticle());
    const whole = await readUntil(address, 0);
    expect(faultsOf(whole)).toEqual([]);
    let cut = 1;
    for (; ; cut += 1) {
      const html = await readUntil(address, cut);
      if (html.length >= whole.length) break;
      const alert = pageOf(html).querySelector('body > [role=alert]:last-child');
      expect(alert?.textContent).toContain('This page is not whole.');
      expect(alert?.querySelector('a')?.getAttribute('href')).toBe('');
      expect(faultsOf(html)).toEqual([]);
    }
    expect(cut, 'it comes in pieces').toBeGreaterThan(2);
  },
  30_000,
);

test('a page that is sent compressed ends so, too', async () => {
  const { article } = await openLongArticle();
  const reader = await room.signedIn(room.tom);
  beforePiece = () => room.desk.goneNames.add(1, 'unknown');
  const asked = reader.get(`/articles/${article}`).set('Accept', 'text/html');
  const { text } = await asked.set('Accept-Encoding', 'gzip').expect('Content-Encoding', 'gzip');
  expect(text).toMatch(/This page is not whole\..*<\/body>\s*<\/html>\s*$/su);
});

test('a program that asks for a page which is broken off sees its connection cut', async () => {
  const { article } = await openLongArticle();
  const program = await room.bearer(room.tom);
  beforePiece = () => room.desk.goneNames.add(1, 'unknown');
  await expect(program.get(`/articles/${article}`).set('Accept', '*/*')).rejects.toThrow('aborted');
});

test('a shared report whose link is revoked amid being sent ends so, or is cut off', async () => {
  for (const accept of ['*/*', 'text/html']) {
    const { link, shared } = await openLongArticle();
    let revoking: Promise<unknown> | null = null;
    beforePiece = () => {
      revoking ??= revokeShare(room.desk, room.mira, link);
      room.pass({ minutes: 1 });
    };
    const { demand } = LetIn.prototype;
    const demanding = vi.spyOn(LetIn.prototype, 'demand');
    demanding.mockImplementation(async function (this: LetIn) {
      await revoking;
      return demand.call(this);
    });
    const asked = room.visitor().get(shared).set('Accept', accept);
    if (accept === '*/*') await expect(asked).rejects.toThrow('aborted');
    else expect((await asked).text).toMatch(/This page is not whole. This link was taken back/u);
    demanding.mockRestore();
    if (accept === '*/*') await room.close();
  }
});

test('what broke off is logged', async () => {
  const { article } = await openLongArticle();
  await readUntil(`/articles/${article}`, 1);
  expect(room.log.filter((line) => line.includes('Broken off'))).toHaveLength(1);
});
