import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { copyInto } from '../../../src/store/copy.js';
import { openLowdbFilling } from '../../../src/store/file/lowdb-bulk-load.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { salvage } from '../../../src/store/file/salvage.js';
import { insert } from '../../../src/store/store.js';
import { source } from '../documents.js';
import { byHand } from './by-hand.js';
import { folder } from './folder.js';
import { asKilled, beside, desk, filesIn, never, pair, tried } from './snapshots.js';

let path: string;
const at = (end: string) => beside(path, end);

/** A desk that was killed after four saves, of which two had been folded. */
beforeEach(async () => {
  const made = await desk();
  const { later, quiet } = byHand();
  const store = await openLowdbStore(made, { mode: 'write', later, lookLater: never });
  for (const id of ['1', '2']) await store.commit(pair(id));
  await quiet();
  for (const id of ['3', '4']) await store.commit(pair(id));
  path = await asKilled(made);
  await store.close();
});

const sentences = {
  journal:
    'db.journal is missing or empty, and the latest saves stand there alone. Put it back, or run “whence salvage” to go on without them. All files have been left as they are.',
  private:
    'db.private.json is missing, and db.json belongs to it: people and the identities of sources stand there. Put it back, or run “whence salvage” to go on without them. All files have been left as they are.',
  public:
    'db.json is missing, and db.private.json belongs to it. Put it back, or run “whence salvage” to start over with the people alone. All files have been left as they are.',
};

describe('a file that is missing though another one knows of it', () => {
  const cases: [string, string[], () => Promise<unknown>, string, string[]][] = [
    ['the journal', ['journal'], () => rm(at('.journal')), sentences.journal, ['1', '2']],
    [
      'what is in the journal',
      [],
      () => writeFile(at('.journal'), ''),
      sentences.journal,
      ['1', '2'],
    ],
    ['the private file', ['private.json'], () => rm(at('.private.json')), sentences.private, []],
    [
      'the private file with the journal',
      ['private.json', 'journal'],
      async () => {
        await rm(at('.private.json'));
        await rm(at('.journal'));
      },
      sentences.private,
      [],
    ],
    ['the public file', ['json'], () => rm(path), sentences.public, ['1', '2']],
  ];

  test.each(cases)(
    'stops the start where it is %s, leaves the rest alone, and can be gone on without',
    async (_, __, meddle, sentence, kept) => {
      await meddle();
      const before = await filesIn(path);
      expect(await tried(path)).toMatchObject({ fault: `Problem: ${sentence}` });
      if (path in before) {
        expect(await tried(path, { mode: 'read' })).toMatchObject({
          fault: `Problem: ${sentence}`,
        });
      }
      expect(await filesIn(path)).toEqual(before);
      expect((await salvage(path))?.without).not.toBeNull();
      expect(await tried(path)).toMatchObject({ ids: kept, fault: null, warnings: [] });
      expect(await salvage(path)).toBeNull();
    },
  );

  test('is no fault once it is put back', async () => {
    const journal = await readFile(at('.journal'));
    await rm(at('.journal'));
    expect((await tried(path)).fault).not.toBeNull();
    await writeFile(at('.journal'), journal);
    expect((await tried(path)).ids).toEqual(['1', '2', '3', '4']);
  });

  test('is none where the desk was closed: then all is in the two files', async () => {
    await tried(path);
    expect(Object.keys(await filesIn(path))).toEqual(['db.json', 'db.private.json']);
    expect((await tried(path)).ids).toEqual(['1', '2', '3', '4']);
  });

  test('stops the start from the first save of a new desk on', async () => {
    const made = await desk();
    const store = await openLowdbStore(made, { mode: 'write', later: never, lookLater: never });
    await store.commit(pair('1'));
    path = await asKilled(made);
    await store.close();
    await rm(at('.journal'));
    expect((await tried(path)).fault).toContain('db.journal is missing');
    await rm(at('.private.json'));
    expect((await tried(path)).fault).toContain('db.private.json is missing');
  });
});

describe('a db.json by itself', () => {
  test('opens where it was written to be shared, and says so when it is worked in', async () => {
    const shared = join(await folder(), 'shared.json');
    const store = await openLowdbStore(path, { mode: 'read' });
    const snapshot = await store.snapshot();
    const { commits } = snapshot;
    const load = await openLowdbFilling(shared, { from: path, commits, alone: true });
    await copyInto(load, snapshot, () => {}, 'public');
    path = shared;
    expect(Object.keys(await filesIn(path))).toEqual(['shared.json']);
    expect(await tried(path)).toMatchObject({ fault: null, warnings: [] });
    const own = await openLowdbStore(path, { mode: 'write', later: never, lookLater: never });
    await own.commit([insert('sources', source('mine'))]);
    await own.close();
    await rm(at('.private.json'));
    expect((await tried(path)).fault).toContain('shared.private.json is missing');
  });

  test('opens where it does not say what belongs to it, as before', async () => {
    for (const end of ['.journal', '.private.json']) await rm(at(end));
    await writeFile(path, '{"whence": 3, "commit": 2}');
    expect(await tried(path)).toMatchObject({ fault: null, warnings: [] });
  });
});
