import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileLayer } from '../../../src/store/file/files.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { salvage } from '../../../src/store/file/salvage.js';
import { insert, remove, replace, type Store } from '../../../src/store/store.js';
import { person, source } from '../documents.js';
import { byHand } from './by-hand.js';
import { failingDisk } from './faults.js';
import { beside, desk, idsIn, journalOf, never, opened, pair } from './snapshots.js';

const silent = { warn: () => {} };

/** The ids of the pairs, each of which must be whole. */
async function pairsIn(store: Store): Promise<string[]> {
  const ids = await idsIn(store, 'sources');
  expect(await idsIn(store, 'identities')).toEqual(ids);
  return ids;
}

type Texts = Readonly<Record<string, Buffer>>;

async function textsIn(path: string): Promise<Texts> {
  const names = (await readdir(join(path, '..'))).filter((name) => !name.endsWith('.lock'));
  const texts = names.map(async (name) => [name, await readFile(join(path, '..', name))] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** Another folder with the files as a kill would have left them. */
async function leftBehind(texts: Texts): Promise<string> {
  const path = await desk();
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(path, '..', name), text, { mode: 0o600 });
  }
  return path;
}

/** The files of a desk that was killed after four commits, the first of which were folded. */
async function killed(folded = 1): Promise<Texts> {
  const path = await desk();
  const { later, quiet } = byHand();
  const { store } = await opened(path, { later });
  for (const id of ['1', '2', '3', '4']) {
    await store.commit(pair(id));
    if (id === String(folded)) await quiet();
  }
  return textsIn(path);
}

describe('a journal that was left behind', () => {
  test('is the rest of the desk, and is folded after the next start, which does not wait', async () => {
    const path = await leftBehind(await killed());
    const { later, quiet } = byHand();
    const { store, warnings } = await opened(path, { later });
    expect(await pairsIn(store)).toEqual(['1', '2', '3', '4']);
    expect(warnings).toEqual([]);
    expect(Object.keys(await textsIn(path))).toContain('db.journal');
    await quiet();
    expect(String((await textsIn(path))['db.journal'])).toMatch(/^\{"journal":2,.*\}\n$/u);
    expect(await readFile(path, 'utf8')).not.toContain('Name of');
    expect((await stat(beside(path, '.private.json'))).mode & 0o777).toBe(0o600);
    expect((await store.commit(pair('5'))).number).toBe(5);
  });

  test('goes on where it ended, though it was cut short there', async () => {
    const texts = await killed();
    const journal = texts['db.journal'] ?? Buffer.of();
    for (const length of [journal.length, journal.length - 1]) {
      const left = { ...texts, 'db.journal': journal.subarray(0, length) };
      const path = await leftBehind(left);
      const { store } = await opened(path);
      await store.commit(pair('5'));
      const { store: next } = await opened(await leftBehind(await textsIn(path)));
      expect(await pairsIn(next)).toEqual([
        '1',
        '2',
        '3',
        ...(length === journal.length ? ['4'] : []),
        '5',
      ]);
    }
  });

  test.each(['ENOSPC', 'EIO', 'EACCES'])(
    'stops a start at which it can’t be taken up (%s), and is whole at the next one',
    async (code) => {
      const texts = await killed();
      const torn = texts['db.journal']?.subarray(0, -1) ?? Buffer.of();
      let refused = true;
      for (let at = 1; refused; at++) {
        const path = await leftBehind({ ...texts, 'db.journal': torn });
        const { files, fail } = failingDisk();
        let held = 0;
        const append = async (name: string) => {
          const file = await files.append(name);
          held++;
          return { ...file, close: () => file.close().finally(() => held--) };
        };
        fail({ at, code, forGood: true });
        const open = await openLowdbStore(path, {
          mode: 'write',
          files: { ...files, append },
          later: never,
          log: silent,
        }).catch((fault: unknown) => fault);
        refused = open instanceof Error;
        if (refused) expect(open).toMatchObject({ name: 'Problem', code: 'unavailable' });
        else await (open as Store).close();
        expect(held, 'files left open').toBe(0);
        const { store } = await opened(await leftBehind(await textsIn(path)));
        expect(await pairsIn(store)).toEqual(['1', '2', '3']);
      }
    },
  );

  test('is read without being touched', async () => {
    const texts = await killed();
    const path = await leftBehind(texts);
    expect(await pairsIn((await opened(path, { mode: 'read' })).store)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(await textsIn(path)).toEqual(texts);
  });

  test('wherever it was cut short, is what had been written whole, and the rest is told of', async () => {
    const texts = await killed(2);
    const journal = texts['db.journal'] ?? Buffer.of();
    const path = await leftBehind(texts);
    const ends = [...journal.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));
    expect(ends).toHaveLength(3);
    let isTouched = true;
    // Its first line is there for good before anything says that there is a journal.
    for (let length = ends[0] ?? 0; length <= journal.length; length++) {
      const left = { ...(isTouched ? texts : {}), 'db.journal': journal.subarray(0, length) };
      for (const [name, text] of Object.entries(left)) {
        await writeFile(join(path, '..', name), text);
      }
      const whole = ends.filter((end) => end <= length).length;
      const torn = length > 0 && !ends.includes(length);
      // To open for reading is quicker, and reads in the same way; every so often both are asked.
      isTouched = !torn || length % 23 === 0;
      const modes = isTouched ? (['read', 'write'] as const) : (['read'] as const);
      for (const mode of modes) {
        const warnings: string[] = [];
        const log = { warn: (message: string) => warnings.push(message) };
        const store = await openLowdbStore(path, { mode, log });
        expect(await store.count('sources', 'all', '')).toBe(Math.max(2, whole + 1));
        expect(await store.count('identities', 'all', '')).toBe(Math.max(2, whole + 1));
        expect(warnings).toEqual(
          torn
            ? ['db.journal ended in a save that was cut short and never confirmed: it is left out.']
            : [],
        );
        await store.close();
      }
    }
  });

  test('that is just being written by a process which has it open is no news to a reader', async () => {
    const path = await desk();
    const { store } = await opened(path);
    await store.commit(pair('1'));
    await appendFile(journalOf(path), '{"commit"');
    const { store: reader, warnings } = await opened(path, { mode: 'read' });
    expect([await pairsIn(reader), warnings]).toEqual([['1'], []]);
  });

  test('holds whatever was done to whatever, in order', async () => {
    const step = fc.record({
      id: fc.constantFrom('1', '2', '3'),
      as: fc.constantFrom('source', 'person', 'both'),
      fold: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const path = await desk();
        const { later, quiet } = byHand();
        const store = await openLowdbStore(path, { mode: 'write', later });
        for (const { id, as, fold } of steps) {
          const [old, someone] = [await store.get('sources', id), await store.get('people', id)];
          const verb = old && old.version > 2 ? remove : replace;
          await store.commit([
            ...(as === 'person'
              ? []
              : [old ? verb('sources', old) : insert('sources', source(id))]),
            ...(as === 'source'
              ? []
              : [someone ? replace('people', someone) : insert('people', person(id))]),
          ]);
          if (fold) await quiet();
        }
        const other = await openLowdbStore(await leftBehind(await textsIn(path)), { mode: 'read' });
        for (const id of ['1', '2', '3']) {
          expect(await other.get('sources', id)).toEqual(await store.get('sources', id));
          expect(await other.get('people', id)).toEqual(await store.get('people', id));
        }
        await store.close();
      }),
      { numRuns: 30 },
    );
  });
});

describe('a journal that can’t be used', () => {
  const edited = (edit: (lines: string[]) => string[]) => (texts: Texts) => ({
    ...texts,
    'db.journal': Buffer.from(edit((texts['db.journal'] ?? '').toString().split('\n')).join('\n')),
  });
  const changed = (at: number, from: string, to: string) =>
    edited((lines) => lines.map((line, index) => (index === at ? line.replace(from, to) : line)));
  const without = (at: number) => edited((lines) => lines.filter((_, index) => index !== at));

  test.each<[string, (texts: Texts) => Texts, string, string[]]>([
    [
      'has a changed byte in the middle',
      changed(2, 'Name of 3', 'Name of 8'),
      'line 3: it is not what was written',
      ['1', '2'],
    ],
    [
      'has a changed byte in its last line',
      changed(3, 'Name of 4', 'Name of 8'),
      'line 4: it is not what was written',
      ['1', '2', '3'],
    ],
    [
      'has a changed head',
      changed(0, '"after":1', '"after":0'),
      'line 1: it is not what was written',
      ['1'],
    ],
    [
      'has an empty line',
      edited(([head = '', ...rest]) => [head, '', ...rest]),
      'line 2: it is not what was written',
      ['1'],
    ],
    ['lacks a line', without(2), 'line 3: commit 4 stands where 3 should', ['1', '2']],
    ['lacks its head', without(0), 'line 1: ', ['1']],
    [
      'has a line twice',
      edited(([head = '', one = '', ...rest]) => [head, one, one, ...rest]),
      'line 3: commit 2 stands where 3 should',
      ['1', '2'],
    ],
  ])(
    'because it %s stops the start, is left alone, and can be salvaged',
    async (_, edit, place, kept) => {
      const texts = edit(await killed());
      const path = await leftBehind(texts);
      for (const mode of ['write', 'read'] as const) {
        const fault = await openLowdbStore(path, { mode }).catch((reason: unknown) => reason);
        expect(fault).toMatchObject({ name: 'Problem', code: 'unreadable' });
        expect(String(fault)).toContain(`db.journal can’t be used: ${place}`);
        expect(String(fault)).toContain('All files have been left as they are');
      }
      expect(await textsIn(path)).toEqual(texts);
      const saved = await salvage(path, { clock: () => new Date('2026-03-20T09:30:00Z') });
      expect(saved).toMatchObject({ kept: kept.length - 1, aside: 'db.journal.damaged' });
      const left = await textsIn(path);
      expect(left['db.journal.damaged']).toEqual(texts['db.journal']);
      expect((await stat(`${journalOf(path)}.damaged`)).mode & 0o777).toBe(0o600);
      const { store } = await opened(path);
      expect(await pairsIn(store)).toEqual(kept);
    },
  );

  test.each<[string, string, string]>([
    ['db.json', 'an earlier', 'it goes on from commit 3 of db.json, which holds commit 0'],
    ['db.private.json', 'no', 'it goes on from commit 3 of db.private.json, which holds commit 0'],
    ['db.json', 'a later', 'it ends with commit 4, and db.json holds commit 9'],
  ])(
    'because %s is %s one stops the start, and can be set aside',
    async (name, which, sentence) => {
      const commit = which === 'a later' ? 9 : 0;
      const texts = {
        ...(await killed(3)),
        [name]: Buffer.from(`{"whence": 3, "commit": ${commit}}`),
      };
      const path = await leftBehind(texts);
      await expect(openLowdbStore(path, { mode: 'write' })).rejects.toThrow(sentence);
      expect(await textsIn(path)).toEqual(texts);
      expect(await salvage(path)).toMatchObject({ kept: 0 });
      await opened(path);
    },
  );

  test('because a newer Whence wrote it is refused, and nothing is salvaged from it', async () => {
    const texts = changed(0, '"journal":2', '"journal":3')(await killed());
    const path = await leftBehind(texts);
    const sentence =
      'db.journal has format 3, and this Whence reads format 2. Open it with a newer Whence.';
    await expect(openLowdbStore(path, { mode: 'write' })).rejects.toThrow(sentence);
    await expect(salvage(path)).rejects.toThrow(sentence);
    expect(await textsIn(path)).toEqual(texts);
  });

  test('is salvaged once more without losing what was set aside', async () => {
    const texts = changed(2, 'Name of 3', 'Name of 8')(await killed());
    const path = await leftBehind({ ...texts, 'db.journal.damaged': Buffer.from('earlier') });
    expect(await salvage(path)).toMatchObject({ aside: 'db.journal.damaged-2' });
    expect(await readFile(`${journalOf(path)}.damaged`, 'utf8')).toBe('earlier');
  });

  test('nothing is done to a desk that has nothing to salvage', async () => {
    const texts = await killed();
    const path = await leftBehind(texts);
    expect(await salvage(path)).toBeNull();
    expect(await textsIn(path)).toEqual(texts);
  });
});

describe('a fold', () => {
  /** A desk with six commits, of which two come while the first four are folded. */
  async function folding(files: FileLayer, probe: { at(step: string, work: () => void): void }) {
    const path = await desk();
    const { later, quiet } = byHand();
    const { store } = await opened(path, { files, later });
    for (const id of ['1', '2', '3', '4']) await store.commit(pair(id));
    const meanwhile: Promise<unknown>[] = [];
    probe.at('write db.json.tmp', () => {
      for (const id of ['5', '6']) meanwhile.push(store.commit(pair(id)));
    });
    const fold = async () => {
      await quiet();
      await Promise.all(meanwhile);
    };
    return { path, store, fold };
  }

  /** A disk of which a step can be awaited, and each be looked at before it is taken. */
  function watchedDisk() {
    const plans = new Map<string, () => void>();
    let look = async () => {};
    const { files } = failingDisk(async (step) => {
      const work = plans.get(step);
      plans.delete(step);
      work?.();
      await look();
    });
    return {
      files,
      at: (step: string, work: () => void) => void plans.set(step, work),
      beforeEach: (next: () => Promise<void>) => {
        look = next;
      },
    };
  }

  test('keeps in the journal what is committed while it goes on', async () => {
    const disk = watchedDisk();
    const { path, store, fold } = await folding(disk.files, disk);
    await fold();
    expect(JSON.parse(await readFile(path, 'utf8')).commit).toBe(4);
    const lines = (await readFile(journalOf(path), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).commit)).toEqual([undefined, 5, 6]);
    expect((await stat(journalOf(path))).mode & 0o777).toBe(0o600);
    await store.commit(pair('7'));
    const { store: reader } = await opened(path, { mode: 'read' });
    expect(await pairsIn(reader)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test('that is cut short at any step leaves the whole desk', async () => {
    const disk = watchedDisk();
    const { path, fold } = await folding(disk.files, disk);
    const left: Texts[] = [];
    disk.beforeEach(async () => void left.push(await textsIn(path)));
    await fold();
    left.push(await textsIn(path));
    expect(left.length).toBeGreaterThan(15);
    for (const texts of left) {
      const { store } = await opened(await leftBehind(texts));
      expect((await pairsIn(store)).slice(0, 4)).toEqual(['1', '2', '3', '4']);
    }
    const { store } = await opened(await leftBehind(left.at(-1) ?? {}));
    expect(await pairsIn(store)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test.each(['ENOSPC', 'EIO', 'EACCES'])(
    'that fails at any step with %s loses nothing, keeps nobody from saving, and is done later',
    async (code) => {
      let failed = true;
      for (let at = 1; failed; at++) {
        const { files, fail } = failingDisk();
        const path = await desk();
        const { later, quiet } = byHand();
        const { store, warnings } = await opened(path, { files, later });
        for (const id of ['1', '2']) await store.commit(pair(id));
        fail({ at, code });
        await quiet();
        failed = warnings.length > 0;
        const { store: reader } = await opened(await leftBehind(await textsIn(path)));
        expect(await pairsIn(reader)).toEqual(['1', '2']);
        fail({ at: 0, code: '' });
        if (failed) expect(warnings[0]).toMatch(/db\.json is behind, and nothing is lost/u);
        await store.commit(pair('3'));
        await quiet();
        expect(JSON.parse(await readFile(path, 'utf8')).commit).toBe(3);
        expect(String((await textsIn(path))['db.journal'])).toMatch(/^\{"journal":2,.*\}\n$/u);
      }
    },
  );

  test('comes by itself when the journal has grown large, whoever is at work', async () => {
    const path = await desk();
    const disk = watchedDisk();
    const { store } = await opened(path, { files: disk.files });
    const done = new Promise<void>((resolve) => disk.at('rename db.json', resolve));
    const name = 'x'.repeat(1_100_000);
    for (const id of ['1', '2', '3', '4']) {
      await store.commit([insert('sources', source(id, { name: `${id} ${name}` }))]);
    }
    await done;
    await store.close();
    expect(JSON.parse(await readFile(path, 'utf8')).commit).toBe(4);
  });

  test('at a stop that fails leaves the journal for the next start', async () => {
    const path = await desk();
    const { files, fail } = failingDisk();
    const { store, warnings } = await opened(path, { files });
    await store.commit(pair('1'));
    fail({ at: 1, code: 'ENOSPC', forGood: true });
    await store.close();
    expect(warnings).toEqual([
      'The disk is full: db.json is behind, and nothing is lost as long as the journal beside it is kept. Free some space.',
    ]);
    const { store: next } = await opened(await leftBehind(await textsIn(path)));
    expect(await pairsIn(next)).toEqual(['1']);
  });
});
