import { expect, onTestFinished, test, vi } from 'vitest';
import { Typesetter } from '../../../src/desk/reports/typesetter.js';
import { typesetInProcess } from '../../../src/desk/reports/typesetting-process.js';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import type { PdfDocument } from '../../../src/reports/pdf/pdf-document.js';
import { running } from '../../compiled.js';
import { harbour } from '../../reports/fixtures.js';
import { reportOf } from '../../reports/gathered.js';
import { turnsOfOthers } from '../../turns-of-others.js';

/** What is handed over to be set of the report on the harbour. */
async function harbourDocument(): Promise<PdfDocument> {
  const handed: PdfDocument[] = [];
  const typeset = async (document: PdfDocument) => {
    handed.push(document);
    return { pdf: new Uint8Array(), said: [] };
  };
  for await (const _ of pdf.write({ ...reportOf([harbour()]), typeset }));
  const [document] = handed;
  if (!document) throw new Error('Nothing was handed over.');
  return document;
}

test('a document is set in a process of its own as it would be in this one', async () => {
  const document = await harbourDocument();
  const [here, there] = await Promise.all([
    reportOf([harbour()]).typeset(document),
    typesetInProcess(document, null),
  ]);
  expect(Buffer.from(there.pdf).equals(here.pdf)).toBe(true);
  expect(there.said).toEqual(here.said);
});

test('and so it is where the program runs from source', async () => {
  running.fromSource = true;
  const typesetter = new Typesetter();
  running.fromSource = false;
  try {
    const document = await harbourDocument();
    const { pdf } = await reportOf([harbour()]).typeset(document);
    const answer = await typesetter.answerTo([Buffer.from(JSON.stringify(document))], null);
    expect(answer.subarray(answer.indexOf('\n') + 1).equals(pdf)).toBe(true);
  } finally {
    typesetter.dismiss();
  }
});

test('a long document is handed over in turns with others', async () => {
  const { articles, ...document } = await harbourDocument();
  const handed = vi.spyOn(Typesetter.prototype, 'answerTo').mockRejectedValue(new Error('Handed.'));
  onTestFinished(() => handed.mockRestore());
  const blocks = articles.flatMap(({ blocks }) => Array.from({ length: 500 }, () => blocks).flat());
  const long = { ...document, articles: articles.map((each) => ({ ...each, blocks })) };
  const turns = turnsOfOthers();
  await expect(typesetInProcess(long, null)).rejects.toThrow('Handed.');
  expect(turns()).toBeGreaterThan(1000);
  const [pieces] = handed.mock.calls[0] ?? [];
  expect(String(Buffer.concat(pieces ?? []))).toBe(JSON.stringify(long));
});

test('whoever goes away ends what is under way and what waits, and leaves the others theirs', async () => {
  const document = await harbourDocument();
  const gone = new AbortController();
  const stays = typesetInProcess(document, null);
  const leaves = typesetInProcess(document, gone.signal);
  const waits = typesetInProcess(document, gone.signal);
  const comes = typesetInProcess(document, null);
  gone.abort(new Error('They went away.'));
  await expect(leaves).rejects.toThrow('They went away.');
  await expect(waits).rejects.toThrow('They went away.');
  expect((await stays).pdf.length).toBeGreaterThan(1000);
  expect((await comes).pdf.length).toBeGreaterThan(1000);
});

test('where the typesetter breaks down whoever asked is told what to do instead, and it takes nothing with it', async () => {
  const document = await harbourDocument();
  const [article] = document.articles;
  const [part] = article?.map?.parts ?? [];
  if (!part) throw new Error('The harbour has a map.');
  part.svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="12" font-size="13" font-weight="500" font-family="Inter"><tspan font-family="Tiro Devanagari Hindi">राम</tspan> <tspan font-family="Tiro Devanagari Hindi">शर्मा</tspan></text></svg>`;
  await expect(typesetInProcess(document, null)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/^The PDF is not made: .*Choose fewer annotations, or another/u),
    cause: expect.objectContaining({ message: expect.stringContaining('ended with SIG') }),
  });
  expect((await typesetInProcess(await harbourDocument(), null)).pdf.length).toBeGreaterThan(1000);
});

test('one process sets one document after another, until it has been given so much', async () => {
  const document = await harbourDocument();
  const json = Buffer.from(JSON.stringify(document));
  const other = Buffer.from(JSON.stringify({ ...document, articles: [] }));
  const typesetter = new Typesetter();
  const first = await typesetter.answerTo([json], null);
  expect((await typesetter.answerTo([other], null)).equals(first)).toBe(false);
  expect((await typesetter.answerTo([json], null)).equals(first)).toBe(true);
  expect(typesetter.isFresh).toBe(true);
  const long = [json, Buffer.alloc(4_000_000, ' ')];
  expect((await typesetter.answerTo(long, null)).equals(first)).toBe(true);
  expect(typesetter.isFresh).toBe(false);
  typesetter.dismiss();
});

test('a process that was ended is given nothing more', async () => {
  const typesetter = new Typesetter();
  const gone = new AbortController();
  const leaves = typesetter.answerTo([Buffer.from('{}')], gone.signal);
  gone.abort(new Error('They went away.'));
  await expect(leaves).rejects.toThrow('They went away.');
  expect(typesetter.isFresh).toBe(false);
});

test('on a system without a typesetter it is refused with a sentence', async () => {
  // Another file may have loaded the typesetter in this process.
  vi.resetModules();
  vi.doMock('@myriaddreamin/typst-ts-node-compiler', () => {
    throw new Error('Cannot find native binding.');
  });
  try {
    const { typeset } = await import('../../../src/reports/pdf/typesetting.js');
    await expect(typeset(await harbourDocument())).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^PDF documents cannot be made here: .*another format\.$/u),
    });
  } finally {
    vi.doUnmock('@myriaddreamin/typst-ts-node-compiler');
    vi.resetModules();
  }
});
