import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { collections } from '../../../src/store/documents.js';
import type { FileLayer } from '../../../src/store/file/files.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { salvage } from '../../../src/store/file/salvage.js';
import { insert, type Store } from '../../../src/store/store.js';
import { deskTypedByHand, earlierDesk } from '../../fixtures/earlier-desks.js';
import { source } from '../documents.js';
import { failingDisk } from './faults.js';
import { journalOf, privateOf } from './snapshots.js';

const partsOf = (path: string) => [path, privateOf(path), journalOf(path)];
/** A letter for each byte: to compare buffers takes a hundred times as long. */
const bytesOf = (path: string) => readFile(path, 'latin1').catch(() => null);
const copiesOf = (path: string, name = 'before-3') =>
  Promise.all(partsOf(path).map((part) => bytesOf(`${part}.${name}`)));
const formatOf = async (path: string) => JSON.parse(await readFile(path, 'utf8')).whence;

/** Opens a desk for the length of a test; what it announces is collected. */
async function opened(path: string, files?: FileLayer) {
  const said: string[] = [];
  const store = await openLowdbStore(path, {
    mode: 'write',
    log: { warn: () => {} },
    announce: (sentence) => said.push(sentence),
    later: () => () => {},
    ...(files && { files }),
  });
  onTestFinished(() => store.close());
  return { store, said };
}

/** Everything in a store, by collection. */
async function contentsOf(store: Store): Promise<Record<string, unknown[]>> {
  const snapshot = await store.snapshot();
  const contents: Record<string, unknown[]> = {};
  for (const name of collections) {
    const docs: unknown[] = [];
    for await (const doc of snapshot.docs(name)) docs.push(doc);
    contents[name] = docs;
  }
  await snapshot.close();
  return contents;
}

/** What reading makes of a desk, which leaves its files alone. */
async function readContents(path: string) {
  const store = await openLowdbStore(path, { mode: 'read', log: { warn: () => {} } });
  try {
    return await contentsOf(store);
  } finally {
    await store.close();
  }
}

describe.each([1, 2] as const)('a desk of format %i', (format) => {
  test('is copied, brought to format 3 with its journal, and says so in a sentence', async () => {
    const path = await earlierDesk(format);
    const before = await Promise.all(partsOf(path).map(bytesOf));
    const contents = await readContents(path);
    const { store, said } = await opened(path);
    expect(said).toEqual([
      'desk.json has been brought to format 3. As it was, it is kept in desk.json.before-3, desk.private.json.before-3, and desk.journal.before-3.',
    ]);
    expect(await copiesOf(path)).toEqual(before);
    for (const part of [privateOf(path), journalOf(path)]) {
      expect((await stat(`${part}.before-3`)).mode & 0o777).toBe(0o600);
    }
    expect([await formatOf(path), await formatOf(privateOf(path))]).toEqual([3, 3]);
    expect(await bytesOf(journalOf(path))).toBeNull();
    expect(await contentsOf(store)).toEqual(contents);
  });

  test('opens as any other from then on, and is copied no more', async () => {
    const path = await earlierDesk(format);
    const first = await opened(path);
    await first.store.commit([insert('sources', source('new'))]);
    const contents = await contentsOf(first.store);
    await first.store.close();
    const { store, said } = await opened(path);
    expect(said).toEqual([]);
    expect(await contentsOf(store)).toEqual(contents);
  });

  test('is left alone by whoever only reads it', async () => {
    const path = await earlierDesk(format);
    const before = await Promise.all(partsOf(path).map(bytesOf));
    await readContents(path);
    expect(await Promise.all(partsOf(path).map(bytesOf))).toEqual(before);
    expect((await readdir(dirname(path))).length).toBe(3);
  });

  test('typed anew by hand is what it was', async () => {
    const [typed, plain] = [
      await readContents(await deskTypedByHand(format)),
      await readContents(await earlierDesk(format, { journal: false })),
    ];
    expect(typed.annotations).toEqual(plain.annotations);
    expect(typed.people).toEqual(plain.people);
    expect(typed.events?.length).toBe(plain.events?.length);
  });

  test('is salvaged in its own format', async () => {
    const path = await earlierDesk(format);
    const lines = (await readFile(journalOf(path), 'utf8')).split('\n');
    await writeFile(
      journalOf(path),
      [...lines.slice(0, 3), 'damage', ...lines.slice(4)].join('\n'),
    );
    expect(await salvage(path)).toMatchObject({ kept: 2, aside: 'desk.journal.damaged' });
    expect(await readFile(journalOf(path), 'utf8')).toBe(`${lines.slice(0, 3).join('\n')}\n`);
    const { said } = await opened(path);
    expect(said).toHaveLength(1);
  });
});

test('a save of both files that was cut in two before there was a journal is carried out', async () => {
  const path = await earlierDesk(1, { name: 'pending' });
  const { store } = await opened(path);
  const { annotations, identities } = await contentsOf(store);
  expect(annotations).toMatchObject([{}, { note: 'In the private file, waiting.' }]);
  expect(identities).toMatchObject([{ name: 'Petra Lind' }]);
  await store.close();
  expect(await readContents(path)).toMatchObject({ annotations, identities });
});

test('a desk whose journal ended in a save that was cut short comes without it', async () => {
  const path = await earlierDesk(2);
  const whole = await readFile(journalOf(path));
  await writeFile(journalOf(path), whole.subarray(0, whole.length - 20));
  const contents = await readContents(path);
  const { store } = await opened(path);
  expect(await contentsOf(store)).toEqual(contents);
});

/** Has an upgrade end before a step of the disk; what readers find then, and the next start. */
async function interruptedBefore(at: number) {
  const path = await earlierDesk(1);
  const failing = failingDisk();
  failing.fail({ at, code: 'EIO', forGood: true });
  const half = await opened(path, failing.files).catch(() => null);
  await half?.store.close().catch(() => {});
  // A process that was killed has let go of the desk, which a dead disk can't.
  await rm(`${path}.lock`, { force: true });
  const found = JSON.stringify(await readContents(path));
  const { store } = await opened(path);
  const after = JSON.stringify(await contentsOf(store));
  const copies = await copiesOf(path);
  await store.close();
  const left = (await readdir(dirname(path))).filter((name) => name.endsWith('.tmp'));
  return { at, found, after, copies, left };
}

describe('an upgrade that is interrupted', () => {
  test('before whatever step of the disk goes on at the next start, and nothing is lost', async () => {
    const intact = await earlierDesk(1);
    // Texts, since to compare all documents of all steps would take a minute.
    const contents = JSON.stringify(await readContents(intact));
    const copies = await Promise.all(partsOf(intact).map(bytesOf));
    const counting = failingDisk();
    await (await opened(intact, counting.files)).store.close();
    const steps = counting.steps.length;
    expect(steps).toBeGreaterThan(40);
    const all = Array.from({ length: steps }, (_, index) => index + 1);
    // Several at once, as most of the time each waits for the disk.
    for (let from = 0; from < steps; from += 10) {
      const some = await Promise.all(all.slice(from, from + 10).map(interruptedBefore));
      expect(some).toEqual(
        some.map(({ at }) => ({ at, found: contents, after: contents, copies, left: [] })),
      );
    }
  });

  test('by a full disk leaves the files as they are, and says so', async () => {
    const path = await earlierDesk(2);
    const before = await Promise.all(partsOf(path).map(bytesOf));
    const failing = failingDisk((step) => {
      if (step === 'create desk.json.before-3.tmp') failing.fail({ at: 2, code: 'ENOSPC' });
    });
    await expect(opened(path, failing.files)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The disk is full: desk.json can’t be opened. Free some space and start again.',
    });
    expect(await Promise.all(partsOf(path).map(bytesOf))).toEqual(before);
  });
});

describe('a copy of before an upgrade', () => {
  test('of another state of the desk is never overwritten', async () => {
    const path = await earlierDesk(2);
    await writeFile(`${path}.before-3`, 'of last year');
    const before = await Promise.all(partsOf(path).map(bytesOf));
    const { said } = await opened(path);
    expect(await readFile(`${path}.before-3`, 'utf8')).toBe('of last year');
    expect(await copiesOf(path, 'before-3-2')).toEqual(before);
    expect(said[0]).toContain(
      'desk.json.before-3-2, desk.private.json.before-3-2, and desk.journal.before-3-2.',
    );
  });

  test('put back in its place is the desk of that day', async () => {
    const path = await earlierDesk(2);
    const contents = await readContents(path);
    await (await opened(path)).store.close();
    const back = join(dirname(path), 'back', basename(path));
    await mkdir(dirname(back));
    for (const part of partsOf(path)) {
      const bytes = await bytesOf(`${part}.before-3`);
      if (bytes) await writeFile(join(dirname(back), basename(part)), bytes, 'latin1');
    }
    expect(await readContents(back)).toEqual(contents);
  });
});

describe('what a desk of an earlier format never was', () => {
  const edits: [string, (text: string) => string, string][] = [
    [
      'a field of a hop that nobody knows',
      (text) => text.replace('"firsthand":', '"weight":1,"firsthand":'),
      'annotations[0].chain[0]: Unrecognized key: "weight"',
    ],
    [
      'a hop that lacks a field',
      (text) => text.replace('"terms":null,', ''),
      'annotations[0].chain[0].terms: expected string, received undefined',
    ],
    [
      'a field of an annotation that nobody knows',
      (text) => text.replace('"noteVersion":1', '"weight":1,"noteVersion":1'),
      'annotations[0]: Unrecognized key: "weight"',
    ],
    [
      'a chain without hops',
      (text) => text.replace(/"chain":\[\{.*?\}\](?=,"confidence")/u, '"chain":[]'),
      'annotations[0].chain: A chain has one hop at least',
    ],
  ];
  test.each(edits)('is refused with its place, and left: %s', async (_, edit, fault) => {
    const path = await earlierDesk(2, { journal: false });
    const text = edit(await readFile(path, 'utf8'));
    await writeFile(path, text);
    await expect(opened(path)).rejects.toMatchObject({
      code: 'unreadable',
      message: `desk.json is damaged: ${fault}. It has been left as it is; mend it or put back a copy.`,
    });
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await copiesOf(path)).toEqual([null, null, null]);
  });

  test('is refused in its journal, too', async () => {
    const path = await earlierDesk(2);
    const text = (await readFile(journalOf(path), 'utf8')).replace('"crc32"', '"crc33"');
    await writeFile(journalOf(path), text);
    await expect(opened(path)).rejects.toMatchObject({ code: 'unreadable' });
    expect(await readFile(journalOf(path), 'utf8')).toBe(text);
  });
});
