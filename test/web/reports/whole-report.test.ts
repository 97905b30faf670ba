import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createToken } from '../../../src/desk/people/tokens.js';
import { formatNames } from '../../../src/reports/formats.js';
import { insert } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { article, edition } from '../../reports/documents.js';

/** More than the buffers between two ends of a connection take. */
const articles = 60;
const units = 300_000;

let room: Newsroom;
let headers: Record<string, string>;
beforeAll(async () => {
  room = await openNewsroom();
  const text = noise();
  const sha256 = createHash('sha256').update(text).digest('hex');
  for (let n = 0; n < articles; n++) {
    const made = { ...edition(`a${n}`, 1, 'short'), text, sha256, length: text.length };
    const titled = article(`a${n}`, { title: `Quay ${n}`, edition: 1, version: 1 });
    await room.store.commit([insert('articles', titled), insert('editions', made)]);
  }
  const { secret } = await createToken(room.desk, room.tom, room.tom.id, { label: 'a script' });
  headers = { authorization: `Bearer ${secret}` };
});
afterAll(() => room.close());
beforeEach(() => {
  room.log.length = 0;
});
afterEach(() => vi.restoreAllMocks());

/** A text that can't be made much shorter by compressing it, in words that no page has to break. */
function noise(): string {
  const words = Array.from({ length: Math.ceil(units / 33) }, (_, n) =>
    createHash('md5').update(String(n)).digest('hex'),
  );
  return words
    .map((word, n) => `${word}${n % 10 === 9 ? '\n' : ' '}`)
    .join('')
    .trim();
}

/** Asks for the report on everything, and comes back with the first part of its text. */
async function begin(format: string) {
  const leave = new AbortController();
  const url = `${room.url}/api/report?format=${format}`;
  const answer = await fetch(url, { headers, signal: leave.signal });
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  return { answer, reader, first: new TextDecoder().decode(first?.value), leave };
}

/** The articles whose texts were asked for since then. */
function watchReading(): () => number {
  const read = vi.spyOn(room.store, 'find');
  return () => read.mock.calls.filter(([collection]) => collection === 'editions').length;
}

/** Waits until what is counted stays as it is for many turns. */
async function settled(count: () => number): Promise<number> {
  for (let last = -1; last !== count(); ) {
    last = count();
    for (let turn = 0; turn < 2_000; turn++) await nextTurn();
  }
  return count();
}

const withTexts = formatNames.filter((name) => name !== 'csv');

describe.each(withTexts)('the report on a whole desk as %s', (format) => {
  /** For the summary with which it begins, the articles are gone through once before. */
  const whole = ['html', 'docx', 'md'].includes(format) ? 2 * articles : articles;

  test('is made no faster than it is read, and not at all for whoever has gone', async () => {
    const { leave } = await begin(format);
    const read = watchReading();
    expect(await settled(read)).toBeLessThan(whole);
    leave.abort();
    const whenGone = await settled(read);
    expect(await settled(read)).toBe(whenGone);
    expect(whenGone).toBeLessThan(whole);
    expect(room.log.join('')).not.toContain('Broken off');
  });
});

test('a report that fails midway is cut, so that nobody takes it for whole', async () => {
  const { reader, answer } = await begin('json');
  expect(answer.status).toBe(200);
  vi.spyOn(room.store, 'find').mockRejectedValue(new Error('The disk is gone.'));
  const rest = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(rest()).rejects.toThrow('terminated');
  expect(room.log.join('')).toContain('The disk is gone.');
});

test('one that fails before anything was sent is answered as a failure', async () => {
  vi.spyOn(room.store, 'find').mockRejectedValue(new Error('The disk is gone.'));
  const answer = await fetch(`${room.url}/api/report`, { headers });
  expect(answer.status).toBe(500);
});

test('others are answered while a report is made, which is whole in the end', async () => {
  const { reader, first } = await begin('html');
  expect((await fetch(`${room.url}/healthz`)).status).toBe(200);
  let text = first;
  const decoder = new TextDecoder();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
  }
  expect(text.match(/class="report-article"/gu)).toHaveLength(articles);
  expect(text).toMatch(/<\/html>\n$/u);
});

test('asking for the head alone makes no report', async () => {
  const read = watchReading();
  const answer = await fetch(`${room.url}/api/report`, { method: 'HEAD', headers });
  expect(answer.headers.get('content-disposition')).toContain('provenance-of-60-articles');
  expect(await settled(read)).toBe(0);
});
