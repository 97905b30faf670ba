import { appendFile, copyFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type LowdbOptions, openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import type { Store } from '../../../src/store/store.js';
import { byHand } from './by-hand.js';
import { failingDisk, probedDisk } from './faults.js';
import { asKilled, beside, desk, filesIn, idsIn, never, pair, tried } from './snapshots.js';

let path: string;
let store: Store;
let warnings: string[];
/** The half second after which the files are looked at. */
let look: () => Promise<void>;
/** The desk’s being quiet, after which it is folded. */
let quiet: () => Promise<void>;

const at = (end: string) => beside(path, end);

async function open(options: Partial<LowdbOptions> = {}): Promise<void> {
  path = await desk();
  warnings = [];
  const [looking, folding] = [byHand(), byHand()];
  look = looking.quiet;
  quiet = folding.quiet;
  store = await openLowdbStore(path, {
    mode: 'write',
    log: { warn: (message) => warnings.push(message) },
    later: folding.later,
    lookLater: looking.later,
    ...options,
  });
  const { close } = store;
  onTestFinished(() => close.call(store));
  for (const id of ['1', '2']) await store.commit(pair(id));
  await quiet();
  for (const id of ['3', '4']) await store.commit(pair(id));
}

describe('a desk that is open', () => {
  beforeEach(() => open());

  const hands: [string, string, () => Promise<void>][] = [
    ['the journal is removed', 'db.journal was removed', () => rm(at('.journal'))],
    [
      'the journal is moved away',
      'db.journal was removed',
      () => rename(at('.journal'), at('.journal.old')),
    ],
    ['the journal is emptied', 'db.journal was written over', () => truncate(at('.journal'), 0)],
    [
      'the journal is cut at a line',
      'db.journal was written over',
      async () => {
        const text = await readFile(at('.journal'), 'utf8');
        await writeFile(at('.journal'), text.replace(/[^\n]*\n$/u, ''));
      },
    ],
    [
      'another file takes the journal’s place',
      'db.journal was written over',
      async () => {
        await writeFile(at('.other'), 'another’s\n');
        await rename(at('.other'), at('.journal'));
      },
    ],
    [
      'the journal is copied over with as many bytes',
      'db.journal was written over',
      async () => {
        await look();
        await writeFile(at('.journal'), (await readFile(at('.journal'))).fill('x'));
      },
    ],
    [
      'something is added to the journal',
      'db.journal was written over',
      () => appendFile(at('.journal'), 'more\n'),
    ],
    ['db.private.json is removed', 'db.private.json was removed', () => rm(at('.private.json'))],
    ['db.json is removed', 'db.json was removed', () => rm(path)],
    [
      'an earlier db.json is put in its place',
      'db.json was written over',
      () => writeFile(path, '{"whence": 3, "commit": 0}'),
    ],
  ];

  test.each(hands)(
    'in which %s is whole again with the next look, and whatever is saved then is kept',
    async (_, said, meddle) => {
      await meddle();
      await store.commit(pair('5'));
      await look();
      expect(warnings.filter((each) => each.startsWith(said))).toEqual([
        `${said} while Whence had db.json open; all that was saved has been written again, and nothing is lost.`,
      ]);
      expect((await tried(await asKilled(path))).ids).toEqual(['1', '2', '3', '4', '5']);
      await store.commit(pair('6'));
      expect((await tried(await asKilled(path))).ids).toEqual(['1', '2', '3', '4', '5', '6']);
      await look();
      expect(warnings.filter((each) => each.startsWith(said))).toHaveLength(1);
    },
  );

  test('keeps what somebody else has put in the place of a file', async () => {
    await rm(at('.journal'));
    await writeFile(at('.journal'), 'another’s\n');
    await writeFile(path, '{"whence": 3, "commit": 0}');
    await look();
    expect(await filesIn(path)).toMatchObject({
      'db.journal.damaged': 'another’s\n',
      'db.json.as-found': '{"whence": 3, "commit": 0}',
    });
  });

  test('nothing is said or written while all is as it was', async () => {
    const before = await filesIn(path);
    await look();
    await look();
    expect(await filesIn(path)).toEqual(before);
    await store.commit(pair('5'));
    await look();
    await quiet();
    await look();
    expect(warnings).toEqual([]);
  });

  test.each([
    ['is removed', () => rm(`${path}.lock`)],
    ['is emptied', () => truncate(`${path}.lock`, 0)],
    ['is that of a dead process', () => writeFile(`${path}.lock`, lockOf(process.pid, 'then'))],
  ])('puts its lock back when it %s', async (_, meddle) => {
    const before = await readFile(`${path}.lock`, 'utf8');
    await meddle();
    await look();
    expect(await readFile(`${path}.lock`, 'utf8')).toBe(before);
    expect(warnings).toEqual([
      'db.json.lock was removed or written over while Whence had db.json open; it has been put back.',
    ]);
    await store.commit(pair('5'));
  });

  test('leaves no lock behind when it is closed during a look', async () => {
    const looking = look();
    await Promise.all([store.close(), looking]);
    expect(Object.keys(await filesIn(path))).toEqual(['db.json', 'db.private.json']);
  });

  test('is whole when everything that is beside db.json is removed', async () => {
    for (const end of ['.journal', '.private.json', '.json.lock']) await rm(at(end));
    await look();
    expect((await tried(await asKilled(path))).ids).toEqual(['1', '2', '3', '4']);
    expect(Object.keys(await filesIn(path))).toContain('db.json.lock');
  });
});

function lockOf(pid: number, started: string | null): string {
  return JSON.stringify({ pid, started, host: hostname(), at: '2026-03-20T09:30:00.000Z' });
}

describe('a desk that another process has taken', () => {
  beforeEach(() => open());
  /** Of a process that lives, as this one does. */
  const takeLock = () => writeFile(`${path}.lock`, lockOf(process.pid, null));
  const reason = `Another Whence (process ${process.pid}, since 2026-03-20T09:30:00.000Z) has taken db.json.lock: nothing is saved here any more. Stop this Whence.`;

  test('takes no saves any more, says why, and can still be read', async () => {
    await takeLock();
    await look();
    await expect(store.commit(pair('5'))).rejects.toMatchObject({
      code: 'unavailable',
      message: reason,
    });
    expect(warnings).toEqual([reason]);
    expect(await idsIn(store)).toEqual(['1', '2', '3', '4']);
    expect((await tried(await asKilled(path))).ids).toEqual(['1', '2', '3', '4']);
  });

  test('is not touched, neither when it is quiet nor at the end', async () => {
    await takeLock();
    const before = await filesIn(path);
    await quiet();
    await rm(`${path}.lock`);
    await look();
    await store.close();
    const { 'db.json.lock': _, ...rest } = before;
    expect(await filesIn(path)).toEqual(rest);
  });

  test('keeps the saves of a process that came and went while there was no lock', async () => {
    await rm(`${path}.lock`);
    const other = await openLowdbStore(path, { mode: 'write', later: never, lookLater: never });
    await other.commit(pair('theirs'));
    await other.close();
    await look();
    await expect(store.commit(pair('5'))).rejects.toThrow(
      'db.json.lock was removed, and another process has written db.json since: nothing is saved here any more. Stop this Whence.',
    );
    await store.close();
    expect((await tried(path)).ids).toEqual(['1', '2', '3', '4', 'theirs']);
  });
});

test('a desk that can’t be written anew takes no saves until it can', async () => {
  const { files, fail } = failingDisk();
  await open({ files });
  await copyFile(at('.journal'), at('.kept'));
  await rm(at('.journal'));
  fail({ at: 1, code: 'ENOSPC', forGood: true });
  await look();
  const refused = 'The disk is full: nothing was saved. Free some space and save again.';
  await expect(store.commit(pair('5'))).rejects.toThrow(refused);
  fail({ at: 0, code: '' });
  await look();
  expect(warnings).toEqual([
    refused,
    'db.journal was removed while Whence had db.json open; all that was saved has been written again, and nothing is lost.',
    'The files of db.json can be written again.',
  ]);
  await store.commit(pair('5'));
  expect((await tried(await asKilled(path))).ids).toEqual(['1', '2', '3', '4', '5']);
});

test('a full disk without links keeps no half of what somebody else has put in the place of a file', async () => {
  let isFull = true;
  const disk = probedDisk((step) => {
    if (isFull && step === 'write db.json.as-found') throw fault('ENOSPC');
  });
  await open({ files: { ...disk, link: () => Promise.reject(fault('EPERM')) } });
  const theirs = '{"whence": 3, "commit": 0}';
  await writeFile(path, theirs);
  await look();
  expect(await filesIn(path)).not.toHaveProperty('db.json.as-found');
  isFull = false;
  await look();
  expect(await filesIn(path)).toMatchObject({ 'db.json.as-found': theirs });
});

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}
