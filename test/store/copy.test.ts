import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BulkLoad } from '../../src/store/bulk-load.js';
import { type Counts, copyInto } from '../../src/store/copy.js';
import type { CollectionName, Documents } from '../../src/store/documents.js';
import { disk, type FileLayer } from '../../src/store/file/files.js';
import { openLowdbFilling } from '../../src/store/file/lowdb-bulk-load.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { openFilling, openStore } from '../../src/store/open-store.js';
import { type Commits, insert, remove, replace, type Snapshot } from '../../src/store/store.js';
import {
  annotation,
  article,
  claim,
  edition,
  event,
  identity,
  person,
  session,
  source,
  token,
} from './documents.js';
import { failingDisk } from './file/faults.js';
import { folder } from './file/folder.js';
import { database } from './postgres/postgres.js';

const silent = { warn: () => {} };
const clock = () => new Date('2026-03-20T09:30:00.000Z');

/** A desk with something in each collection, in an order that is not that of the ids. */
async function desk(): Promise<string> {
  const path = join(await folder(), 'desk.json');
  const store = await openLowdbStore(path, { mode: 'write', log: silent });
  await store.commit([
    insert('articles', article('bridge', { title: 'Ships ⛴️ wait, “sie warten”' })),
    insert('editions', edition('bridge')),
    insert('sources', source('z', { name: 'مسؤول في الميناء', aliases: ['👷🏽‍♀️'] })),
    insert('sources', source('gone')),
    insert('identities', identity('z', 'ليلى حداد')),
  ]);
  await store.commit([
    replace('sources', source('z', { name: 'مسؤول كبير في الميناء' })),
    remove('sources', source('gone')),
    insert('sources', source('a')),
    insert('annotations', annotation('b')),
    insert('annotations', annotation('a')),
    insert('claims', claim('c', 'The bridge closes in May.')),
    insert('events', event('e', { after: { kind: 'person', note: 'line\nbreak\u2028' } })),
    insert('people', person('mira')),
    insert('sessions', session('s')),
    insert('tokens', token('t')),
  ]);
  await store.close();
  // What is private alone leaves the public half where it was.
  const again = await openLowdbStore(path, { mode: 'write', log: silent });
  await again.commit([insert('sessions', session('later'))]);
  await again.close();
  return path;
}

const privatePart = (path: string) => path.replace(/\.json$/u, '.private.json');

/** What stands in both files of a desk. */
async function bytes(path: string): Promise<string[]> {
  return Promise.all([path, privatePart(path)].map((each) => readFile(each, 'utf8')));
}

async function copy(from: string, to: string, files: FileLayer = disk): Promise<Counts> {
  return copyWith(from, (commits) => openLowdbFilling(to, { from, commits, files, clock }));
}

async function copyWith(
  from: string,
  fill: (commits: Commits) => Promise<BulkLoad>,
): Promise<Counts> {
  const store = await openStore(from, { mode: 'read', log: silent });
  const snapshot = await store.snapshot();
  try {
    return await copyInto(await fill(snapshot.commits), snapshot);
  } finally {
    await snapshot.close();
    await store.close();
  }
}

const opened = (path: string) => openLowdbStore(path, { mode: 'write', log: silent });

/** A filling that is cut short, as by a kill, once something has been put in. */
async function cutShort(from: string, to: string): Promise<void> {
  const filling = await openLowdbFilling(to, { from, commits: { public: 3, private: 3 }, clock });
  await filling.put('sources', [source('half')]);
  await filling.put('people', [person('half')]);
  await filling.abandon();
}

describe('a copy', () => {
  test('is the same two files, byte by byte, the private one its owner’s alone', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    expect(await copy(from, to)).toMatchObject({
      articles: 1,
      editions: 1,
      annotations: 2,
      sources: 2,
      claims: 1,
      events: 1,
      people: 1,
      sessions: 2,
      tokens: 1,
      identities: 1,
    });
    expect(await bytes(to)).toEqual(await bytes(from));
    expect((await stat(privatePart(to))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(to, '..'))).toEqual(['db.json', 'db.private.json']);
  });

  test('is a desk whose commits and versions go on where the other’s ended', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    await copy(from, to);
    const store = await opened(to);
    const changed = source('z', { name: 'Harbour master', version: 2 });
    const { number, changes } = await store.commit([replace('sources', changed)]);
    expect(number).toBe(4);
    expect(changes[0]?.doc.version).toBe(3);
    await store.close();
  });

  test('holds what has been committed beside a process that works on the desk', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    const store = await opened(from);
    await store.commit([insert('sources', source('new')), insert('people', person('jonas'))]);
    await copy(from, to);
    await store.close();
    expect(await bytes(to)).toEqual(await bytes(from));
  });

  test('of a desk without anything private has no private file', async () => {
    const [from, to] = [join(await folder(), 'db.json'), join(await folder(), 'db.json')];
    await (await opened(from)).close();
    await copy(from, to);
    expect(await readdir(join(to, '..'))).toEqual(['db.json']);
    expect(await readFile(to, 'utf8')).toBe(await readFile(from, 'utf8'));
  });

  test('to PostgreSQL and back is the same two files again', async () => {
    const [from, between] = [await desk(), await database()];
    const back = join(await folder(), 'db.json');
    const there = await copyWith(from, (commits) => openFilling(between, { from, commits }));
    expect(
      await copyWith(between, (commits) => openFilling(back, { from: 'there', commits })),
    ).toEqual(there);
    expect(await bytes(back)).toEqual(await bytes(from));
  });

  test('goes in batches of 500 documents and 4 MB at the most', async () => {
    const long = (number: number): Documents['editions'] => ({
      ...edition('bridge', number),
      text: 'é'.repeat(700_000),
    });
    const batches: [CollectionName, number][] = [];
    const told: [CollectionName, number][] = [];
    const filling: BulkLoad = {
      put: async (collection, docs) => void batches.push([collection, docs.length]),
      finish: async () => {},
      abandon: async () => {},
    };
    const held: Partial<{ [C in CollectionName]: Documents[C][] }> = {
      editions: [1, 2, 3].map(long),
      events: Array.from({ length: 1001 }, (_, at) => event(`${at}`)),
    };
    const snapshot: Snapshot = {
      commit: 1,
      commits: { public: 1, private: 1 },
      async *docs(collection) {
        yield* held[collection] ?? [];
      },
      close: async () => {},
    };
    await copyInto(filling, snapshot, (collection, count) => told.push([collection, count]));
    expect(batches).toEqual([
      ['editions', 2],
      ['editions', 1],
      ['events', 500],
      ['events', 500],
      ['events', 1],
    ]);
    expect(told).toEqual([
      ['editions', 2],
      ['editions', 3],
      ['events', 500],
      ['events', 1000],
      ['events', 1001],
    ]);
  });
});

describe('a copy goes into an empty place only', () => {
  test.each<[string, string, (path: string) => Promise<unknown>]>([
    ['a desk', 'db.json', async (path) => (await opened(path)).close()],
    ['an empty file', 'db.json', (path) => writeFile(path, '')],
    ['a folder', 'db.json', (path) => mkdir(path)],
    ['a private part', 'db.private.json', (path) => writeFile(privatePart(path), '{}')],
    ['a journal', 'db.journal', (path) => writeFile(path.replace('.json', '.journal'), '{}')],
  ])('%s that is there is refused and left alone', async (_, name, make) => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    await make(to);
    const before = await readdir(join(to, '..'));
    await expect(copy(from, to)).rejects.toMatchObject({
      code: 'conflict',
      message: `${name} is there already. Choose another name for the copy, or move that away.`,
    });
    expect(await readdir(join(to, '..'))).toEqual(before);
  });

  test('a name that another desk would take for its private part is refused', async () => {
    const from = await desk();
    const other = join(await folder(), 'other.private.json');
    await expect(copy(from, other)).rejects.toThrow(
      'other.private.json would be taken for the private part of another desk.',
    );
  });

  test('a folder that is not there is named', async () => {
    const to = join(await folder(), 'missing', 'db.json');
    await expect(copy(await desk(), to)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a copy that was cut short', () => {
  test.each(['read', 'write'] as const)(
    'is told from a desk by whoever opens it to %s, and the command named that goes on',
    async (mode) => {
      const [from, to] = [await desk(), join(await folder(), 'db.json')];
      await cutShort(from, to);
      const before = await readFile(to, 'utf8');
      await expect(openLowdbStore(to, { mode, log: silent })).rejects.toMatchObject({
        code: 'unreadable',
        message: `db.json is incomplete: the copy of ${from} into it, begun at 2026-03-20T09:30:00.000Z, is not finished. Run “whence copy ${from} db.json” to start it over.`,
      });
      expect(await readFile(to, 'utf8')).toBe(before);
    },
  );

  test('is begun anew by the same command', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    await cutShort(from, to);
    await copy(from, to);
    expect(await bytes(to)).toEqual(await bytes(from));
  });

  test('is not mixed with a copy of another desk', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    await cutShort('/desks/other.json', to);
    const before = await readFile(to, 'utf8');
    await expect(copy(from, to)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('beginning of a copy of /desks/other.json'),
    });
    expect(await readFile(to, 'utf8')).toBe(before);
  });

  test('that still goes on is left to the process that makes it', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    const filling = await openLowdbFilling(to, { from, commits: { public: 2, private: 2 } });
    await expect(copy(from, to)).rejects.toThrow(`process ${process.pid}`);
    await filling.abandon();
    await copy(from, to);
  });
});

describe('a copy whose disk refuses', () => {
  /** What somebody finds who opens it: nothing, a copy that is not finished, or all of it. */
  async function found(to: string, from: string): Promise<'nothing' | 'unfinished' | 'all'> {
    try {
      const store = await openLowdbStore(to, { mode: 'read', log: silent });
      await store.close();
      expect(await bytes(to)).toEqual(await bytes(from));
      return 'all';
    } catch (fault) {
      const { code, message } = fault as { code: string; message: string };
      if (code === 'not-found') return 'nothing';
      expect(message).toContain('is not finished');
      return 'unfinished';
    }
  }

  async function failAt(step: number, forGood: boolean): Promise<string | null> {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    const before = await bytes(from);
    const failing = failingDisk();
    failing.fail({ at: step, code: 'ENOSPC', forGood });
    const failed = await copy(from, to, failing.files).then(
      () => null,
      (fault: unknown) => fault,
    );
    if (failing.steps.length < step) return null;
    // Its process may leave a lock when it ends; this one goes on, and would respect its own.
    await disk.remove(`${to}.lock`);
    const what = await found(to, from);
    if (failed) expect(failed).toMatchObject({ code: 'unavailable' });
    else expect(what).toBe('all');
    if (what === 'nothing' && !forGood) expect(await strays(to)).toEqual([]);
    if (what !== 'all') await copy(from, to);
    expect(await bytes(to)).toEqual(before);
    expect(await bytes(from)).toEqual(before);
    if (!forGood) expect(await strays(to)).toEqual([]);
    return what;
  }

  async function strays(to: string): Promise<string[]> {
    const own = [to, privatePart(to)].map((path) => basename(path));
    const names = await readdir(join(to, '..'));
    // A disk that fails while a lock is taken may keep its draft.
    return names.filter((name) => !own.includes(name) && !name.includes('.lock.'));
  }

  test.each([
    ['once', false],
    ['from then on, as if it had been killed', true],
  ])('at any step, %s, leaves the source as it is and is never half a desk', async (_, forGood) => {
    const found = new Set<string>();
    for (let step = 1; ; step++) {
      const what = await failAt(step, forGood);
      if (what === null) break;
      found.add(what);
    }
    expect(found).toEqual(new Set(['nothing', 'unfinished', 'all']));
  });

  test('says what is wrong and how to go on', async () => {
    const [from, to] = [await desk(), join(await folder(), 'db.json')];
    const files: FileLayer = {
      ...disk,
      create: async (path, attributes) => ({
        ...(await disk.create(path, attributes)),
        writeFile: async () => {
          throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        },
      }),
    };
    await expect(copy(from, to, files)).rejects.toThrow(
      'The disk is full: db.json is not complete. Free some space and run the same command again, which starts over.',
    );
  });
});
