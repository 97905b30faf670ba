import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { formats } from '../../../src/reports/formats.js';
import { Manifest } from '../../../src/reports/zip/manifest.js';
import { harbour, hostileMaterial } from '../fixtures.js';
import { articleOf, reportOf } from '../gathered.js';
import { light } from './packed.js';

test('of a whole desk of 300 articles no more is held at any moment than of some', async () => {
  setFlagsFromString('--expose-gc');
  const collect: (how?: { type: 'minor' }) => void = runInNewContext('gc');
  const noise = Array.from({ length: 600 }, (_, n) => {
    return createHash('sha256').update(String(n)).digest('hex');
  }).join('\n');
  const large = hostileMaterial('words');
  const textOf = (n: number) => `${large.edition.text}\n${noise} ${n}`;
  const first = articleOf({ ...large, edition: { ...large.edition, text: textOf(100) } });
  async function* articles() {
    for (let n = 100; n < 400; n++) {
      // Each article has a text of its own: 40 kB that nothing else holds.
      const only = { ...large.edition, text: Buffer.from(textOf(n)).toString() };
      const article = { ...first.article, id: `large-${n}`, title: `Large ${n}` };
      yield { ...first, article, edition: only, editions: [only] };
    }
  }
  const report = { ...reportOf([large], { whole: true }), articles };
  const contents = Array.from({ length: 300 }, (_, n) => ({
    id: `large-${100 + n}`,
    title: 'Large',
  }));
  const held: number[] = [];
  let bytes = 0;
  for await (const piece of light.write({ ...report, contents })) {
    bytes += piece.length;
    if (bytes < (held.length + 1) * 1_500_000) continue;
    // What is found dead is given back at leisure, at the latest when the next collection begins.
    collect();
    collect({ type: 'minor' });
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    held.push(arrayBuffers + heapUsed);
  }
  const third = Math.floor(held.length / 3);
  expect(third).toBeGreaterThan(1);
  // What the engine keeps for itself it has by the end of the first third. Whoever held what went out would
  // hold 4.5 MB more with each.
  const most = (from: number, to?: number) => Math.max(...held.slice(from, to));
  expect(most(-third) - most(third, -third)).toBeLessThan(3_000_000);
});

test('what is written in one long piece is packed in short ones, others in between', async () => {
  const text = 'Who told whom? '.repeat(20_000);
  const manifest = new Manifest();
  const portions: Uint8Array[] = [];
  let turns = 0;
  for await (const portion of manifest.file('report.txt', [text]).pieces) {
    portions.push(portion);
    setImmediate(() => (turns += 1));
  }
  expect(Buffer.concat(portions).toString()).toBe(text);
  expect(Math.max(...portions.map(({ length }) => length))).toBeLessThanOrEqual(32 * 1024);
  expect(turns).toBeGreaterThanOrEqual(portions.length - 1);
  expect(manifest.files.map(({ size }) => size)).toEqual([text.length]);
});

test('whoever stops reading ends the making of it', async () => {
  const report = reportOf([harbour(), harbour(), harbour()], { whole: true });
  let ended = false;
  async function* articles() {
    try {
      for (;;) yield articleOf(harbour());
    } finally {
      ended = true;
    }
  }
  for await (const piece of formats.zip.write({ ...report, articles })) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(() => ended).toBe(true);
});

test('what fails while it is made is heard of by whoever reads', async () => {
  const report = reportOf([harbour()]);
  async function* articles() {
    yield articleOf(harbour());
    throw new RangeError('The disk is gone.');
  }
  await expect(buffer(formats.zip.write({ ...report, articles }))).rejects.toThrow(
    'The disk is gone.',
  );
});
