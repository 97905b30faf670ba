import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { disk } from '../../../src/store/file/files.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { insert, remove, replace, type Store } from '../../../src/store/store.js';
import { article, claim, identity, person, session, source } from '../documents.js';
import { byHand } from './by-hand.js';
import { failingDisk } from './faults.js';
import { folder } from './folder.js';
import { desk, journalOf, opened, privateOf } from './snapshots.js';

/** A snapshot as it was written before there were digests, and before it knew of other files. */
const ofTheDaysBefore = (text: string) =>
  text.replace(/,\n {2}"(?:private|journal)": \w+|,\n {2}"crc32": \[[^\]]*\]/gu, '');

const textOf = (path: string) => readFile(path, 'utf8').catch(() => null);
const filesOf = (path: string) =>
  Promise.all([path, privateOf(path), journalOf(path)].map((file) => textOf(file)));
const confidential = (id: string) => [
  insert('sources', source(id, { name: `Confidential source ${id}`, confidential: true })),
  insert('identities', identity(id, `Name of ${id}`)),
];

describe('the files', () => {
  test('a database that is missing is made, with nothing private beside it', async () => {
    const path = await desk();
    await opened(path);
    expect(await readdir(join(path, '..'))).toEqual(['db.json', 'db.json.lock']);
    expect(await textOf(path)).toBe(
      [
        '{',
        '  "whence": 3,',
        '  "commit": 0,',
        '  "articles": [],',
        '  "editions": [],',
        '  "wordings": [],',
        '  "annotations": [],',
        '  "sources": [],',
        '  "claims": [],',
        '  "rounds": [],',
        '  "settings": [],',
        '  "events": [],',
        '  "crc32": [',
        '    "c6640ae6"',
        '  ]',
        '}\n',
      ].join('\n'),
    );
  });

  test('each document is one line, its fields in one order whatever theirs was', async () => {
    const path = await desk();
    const { store } = await opened(path);
    const { statement, ...rest } = claim('c', 'It closes.');
    await store.commit([
      insert('claims', { statement, ...rest }),
      insert('claims', claim('d', 'No.')),
    ]);
    await store.close();
    expect(await textOf(path)).toContain(
      [
        '  "claims": [',
        '    {"id":"c","version":1,"statement":"It closes.","state":"open","created":"2026-03-20T09:30:00.000Z","creator":"mira","round":null,"decision":null,"joined":null,"overrides":[]},',
        '    {"id":"d","version":1,"statement":"No.","state":"open","created":"2026-03-20T09:30:00.000Z","creator":"mira","round":null,"decision":null,"joined":null,"overrides":[]}',
        '  ],',
      ].join('\n'),
    );
  });

  test('a desk opened again is the desk that was closed', async () => {
    const path = await desk();
    const first = await openLowdbStore(path, { mode: 'write' });
    await first.commit(confidential('1'));
    await first.commit([insert('articles', article('bridge')), insert('people', person('mira'))]);
    await first.commit([replace('articles', article('bridge', { title: 'Bridge stays' }))]);
    await first.close();
    const before = await filesOf(path);
    const { store } = await opened(path);
    expect(await filesOf(path)).toEqual(before);
    expect((await store.get('articles', 'bridge'))?.title).toBe('Bridge stays');
    expect(await store.get('identities', '1')).toEqual(identity('1', 'Name of 1'));
    expect((await store.commit([insert('sources', source('2'))])).number).toBe(4);
  });

  test('what is private stands in a file of its own, for its owner’s eyes', async () => {
    const path = await desk();
    const { store } = await opened(path);
    await store.commit(confidential('1'));
    await store.commit([insert('people', person('mira')), insert('sessions', session('s'))]);
    expect((await stat(journalOf(path))).mode & 0o777).toBe(0o600);
    expect(await textOf(path)).not.toContain('"id"');
    await store.close();
    expect((await stat(privateOf(path))).mode & 0o777).toBe(0o600);
    const text = (await textOf(path)) ?? '';
    for (const secret of ['Name of 1', 'mira@post.example', 'people', 'sessions']) {
      expect(text).not.toContain(secret);
    }
  });

  /** A desk in the folder “desk”, and what its disk is asked to do from now on. */
  async function watched() {
    const path = join(await folder(), 'desk', 'db.json');
    await mkdir(join(path, '..'));
    const { files, steps } = failingDisk();
    const { later, quiet } = byHand();
    const { store } = await opened(path, { files, later });
    steps.length = 0;
    return { store, steps, quiet };
  }

  test('the first commit is on the disk, and its journal has its name, before it returns', async () => {
    const { store, steps } = await watched();
    await store.commit(confidential('1'));
    expect(steps).toEqual([
      ...saved('db.journal').slice(0, -1),
      'rename db.journal',
      'sync db.journal.tmp',
      'sync folder desk',
      // From here on the snapshots say that there is a journal.
      ...saved('db.private.json'),
      ...saved('db.json'),
      'rename db.private.json',
      'rename db.json',
      'sync folder desk',
      'sync folder desk',
      'write db.journal.tmp',
      'sync db.journal.tmp',
    ]);
  });

  const saved = (file: string) => [
    `remove ${file}.tmp`,
    `create ${file}.tmp`,
    `write ${file}.tmp`,
    `sync ${file}.tmp`,
    `close ${file}.tmp`,
  ];
  test.each([
    [
      'public',
      [insert('sources', source('2'))],
      [...saved('db.json'), 'rename db.json', 'sync folder desk'],
    ],
    [
      'private',
      [insert('people', person('mira'))],
      [...saved('db.private.json'), 'rename db.private.json', 'sync folder desk'],
    ],
    [
      'mixed',
      confidential('3'),
      [
        ...saved('db.private.json'),
        ...saved('db.json'),
        'rename db.private.json',
        'rename db.json',
        'sync folder desk',
        'sync folder desk',
      ],
    ],
  ])(
    'a %s commit is one line of the journal on the disk before it returns, and leaves it when it is in its place',
    async (_, changes, expected) => {
      const { store, steps, quiet } = await watched();
      await store.commit(confidential('1'));
      await quiet();
      await store.commit([insert('claims', claim('c', 'No.')), insert('sessions', session('s'))]);
      await quiet();
      await store.commit(changes);
      steps.length = 0;
      await quiet();
      expect(steps).toEqual([
        ...expected,
        ...saved('db.journal').slice(0, -1),
        'rename db.journal',
        'close db.journal.tmp',
        'sync db.journal.tmp',
        'sync folder desk',
      ]);
      steps.length = 0;
      await store.commit([insert('sessions', session('t'))]);
      expect(steps).toEqual(['write db.journal.tmp', 'sync db.journal.tmp']);
    },
  );

  test('commits that wait are written together', async () => {
    const { files, steps } = failingDisk();
    const { store } = await opened(await desk(), { files });
    const first = store.commit([insert('sources', source('first'))]);
    const others = new Promise((resolve) => {
      store.watch(({ number }) => {
        if (number > 1) return;
        steps.length = 0;
        const ids = Array.from({ length: 40 }, (_, n) => String(n));
        resolve(Promise.all(ids.map((id) => store.commit([insert('sources', source(id))]))));
      });
    });
    await first;
    await others;
    expect(steps.filter((step) => step === 'sync db.journal.tmp')).toHaveLength(1);
    expect(await store.count('sources', 'all', '')).toBe(41);
  });

  test.each(['db.journal', 'db.private.json', 'db.json.lock', 'db.json.before-3', 'db'])(
    'a desk is not begun where a file of another one would stand: %s',
    async (name) => {
      const path = await desk();
      await (await openLowdbStore(path, { mode: 'write' })).close();
      await expect(openLowdbStore(join(path, '..', name), { mode: 'write' })).rejects.toMatchObject(
        {
          code: 'conflict',
          message: expect.stringContaining('would be taken for a file of db.json.'),
        },
      );
      expect(await readdir(join(path, '..'))).toEqual(['db.json']);
    },
  );

  test('the permissions of the public file are kept', async () => {
    const path = await desk();
    const { store } = await opened(path);
    await chmod(path, 0o664);
    await store.commit([insert('sources', source('1'))]);
    await store.close();
    expect((await stat(path)).mode & 0o777).toBe(0o664);
  });

  test('a private file that others could read is closed to them, with a warning', async () => {
    const path = await desk();
    const { store } = await opened(path);
    await store.commit([insert('people', person('mira'))]);
    await store.close();
    await chmod(privateOf(path), 0o644);
    const { warnings } = await opened(path);
    expect((await stat(privateOf(path))).mode & 0o777).toBe(0o600);
    expect(warnings).toEqual(['db.private.json could be read by others; now its owner alone can.']);
  });

  test('a linked database is written where it is, and stays linked', async () => {
    const path = await desk();
    const link = join(await folder(), 'linked.json');
    await symlink(path, link);
    const { store } = await opened(link);
    await store.commit(confidential('1'));
    await expect(openLowdbStore(path, { mode: 'write' })).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(await textOf(journalOf(path))).toContain('Name of 1');
    await store.close();
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await textOf(path)).toContain('Confidential source 1');
    expect(await textOf(privateOf(path))).toContain('Name of 1');
  });

  test.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte-order mark', (text: string) => `\uFEFF${text}`],
    ['another layout', (text: string) => JSON.stringify(JSON.parse(text), null, 4)],
    ['collections left out', () => '{"whence": 3, "commit": 3}'],
  ])('a file with %s is read and not rewritten', async (_, edited) => {
    const path = await desk();
    await (await openLowdbStore(path, { mode: 'write' })).close();
    const text = edited((await textOf(path)) ?? '');
    await writeFile(path, text);
    await (await openLowdbStore(path, { mode: 'write' })).close();
    expect(await textOf(path)).toBe(text);
  });
});

describe('a file that is not what it should be', () => {
  const file = (body: string) => `{"whence": 3, "commit": 0,\n${body}}`;
  const line = JSON.stringify;
  const cases: [string, string, RegExp][] = [
    ['is empty', '', /db\.json is damaged: it is empty\. It has been left as it is/],
    ['is cut short', '{\n  "whence": 1,\n  "articles": [', /line 3, character 16 is not JSON/],
    ['has a comma too many', '{\n  "whence": 1,\n}', /line 3, character 1 is not JSON/],
    ['has a comma too few', '{\n  "whence": 1\n  "commit": 0}', /line 3, character 3 is not JSON/],
    ['has something behind its end', '{"whence": 1}\n{}', /line 2, character 1 is not JSON/],
    ['has an open text', '{"whence": 1, "x', /line 1, character 15 is not JSON/],
    ['has marks of a merge', file('<<<<<<< mine\n'), /line 2, character 1 is not JSON/],
    ['is a text of another kind', 'Dear desk,', /line 1, character 1 is not JSON/],
    ['is JSON of another kind', '{"articles": []}', /is not a Whence database/],
    ['is a list', '[]', /is not a Whence database/],
    ['is of a later format', '{"whence": 4}', /has format 4, and this Whence reads format 3/],
    ['has an unknown collection', file('"stories": []'), /is damaged: Unrecognized key: "stories"/],
    ['holds people', file('"people": []'), /Unrecognized key: "people"/],
    ['has no commit', '{"whence": 1}', /commit: expected number/],
    [
      'has a field of another type',
      file(`"sources": [${line(source('1'))}, ${line({ ...source('2'), aliases: 'Ada' })}]`),
      /sources\[1\]\.aliases: expected array, received string/,
    ],
    [
      'has a field too many',
      file(`"claims": [${line({ ...claim('c', 'It closes.'), colour: 'red' })}]`),
      /claims\[0\]: Unrecognized key: "colour"/,
    ],
    [
      'has an id twice',
      file(`"sources": [${line(source('1'))}, ${line(source('1'))}]`),
      /sources\[1\]: the id “1” stands twice/,
    ],
    [
      'has two claims of one wording',
      file(`"claims": [${line(claim('c', 'It closes.'))}, ${line(claim('d', 'It closes.'))}]`),
      /claims\[0\]: another one has the same statement/,
    ],
  ];

  test.each(cases)('that %s stops the start and is left alone', async (_, text, sentence) => {
    const path = await desk();
    await writeFile(path, text);
    for (const mode of ['write', 'read'] as const) {
      const fault = await openLowdbStore(path, { mode }).catch((reason: unknown) => reason);
      expect(fault).toMatchObject({ name: 'Problem', code: 'unreadable' });
      expect(String(fault)).toMatch(sentence);
    }
    expect(await textOf(path)).toBe(text);
    expect(await readdir(join(path, '..'))).toEqual(['db.json']);
  });

  test('that is not UTF-8 stops the start', async () => {
    const path = await desk();
    await writeFile(path, Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(openLowdbStore(path, { mode: 'write' })).rejects.toThrow(/is not text in UTF-8/);
  });

  test('a damaged private file is named', async () => {
    const path = await desk();
    await (await openLowdbStore(path, { mode: 'write' })).close();
    await writeFile(privateOf(path), '{');
    await expect(openLowdbStore(path, { mode: 'write' })).rejects.toThrow(
      /^db\.private\.json is damaged: line 1, character 2/,
    );
  });

  test('a folder in its place is named', async () => {
    const path = await desk();
    await mkdir(path);
    await expect(openLowdbStore(path, { mode: 'write' })).rejects.toThrow(/db\.json is a folder/);
  });

  test('a missing folder is made, with those around it, for a desk that is to be made', async () => {
    const path = join(await folder(), 'new', 'desks', 'db.json');
    await (await openLowdbStore(path, { mode: 'write' })).close();
    expect(await readFile(path, 'utf8')).toContain('"whence": 3');
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  });

  test('a file in the place of a folder is named', async () => {
    const file = join(await folder(), 'notes.txt');
    await writeFile(file, 'Notes');
    const opening = openLowdbStore(join(file, 'db.json'), { mode: 'write' });
    await expect(opening).rejects.toMatchObject({ code: expect.any(String) });
    expect(await readFile(file, 'utf8')).toBe('Notes');
  });

  test('where no desk is to be made, a missing folder is named', async () => {
    const path = join(await folder(), 'nowhere', 'db.json');
    await expect(openLowdbStore(path, { mode: 'read' })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/^There is no folder .*nowhere to hold db\.json\.$/),
    });
  });

  test('where none is to be made, a missing file is named', async () => {
    const path = await desk();
    for (const options of [{ mode: 'read' }, { mode: 'write', create: false }] as const) {
      await expect(openLowdbStore(path, options)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await readdir(join(path, '..'))).toEqual([]);
  });
});

describe('a disk that fails', () => {
  const kinds: [string, (store: Store) => Promise<unknown>][] = [
    ['public', (store) => store.commit([replace('sources', source('1', { name: 'Zoe' }))])],
    ['private', (store) => store.commit([insert('people', person('mo'))])],
    ['mixed', (store) => store.commit([...confidential('2'), remove('sources', source('1'))])],
  ];

  /** A desk on a disk that can be made to fail, with one public and one private document. */
  async function prepared() {
    const path = await desk();
    const failing = failingDisk();
    const { store } = await opened(path, { files: failing.files });
    await store.commit([insert('sources', source('1'))]);
    await store.commit([insert('people', person('mira'))]);
    return { path, store, ...failing };
  }

  const eachWay = kinds.flatMap(([kind, commit]) =>
    ['ENOSPC', 'EIO', 'EACCES'].map((code) => [kind, code, commit] as const),
  );
  test.each(eachWay)(
    'a %s commit that fails at any step with %s changes nothing',
    async (_, code, commit) => {
      let at = 1;
      for (; ; at++) {
        const { path, store, fail } = await prepared();
        const before = await filesOf(path);
        fail({ at, code });
        const fault = await commit(store).catch((reason: unknown) => reason);
        if (!(fault instanceof Error)) break;
        expect(fault).toMatchObject({ name: 'Problem', code: 'unavailable' });
        expect(await filesOf(path)).toEqual(before);
        expect(await store.get('sources', '1')).toEqual(source('1'));
        expect(await store.count('people', 'all', '')).toBe(1);
        expect(await readdir(join(path, '..'))).toEqual([
          'db.journal',
          'db.json',
          'db.json.lock',
          'db.private.json',
        ]);
        await commit(store);
        const { store: reader } = await opened(path, { mode: 'read' });
        expect(await reader.get('sources', '1')).toEqual(await store.get('sources', '1'));
        expect(await reader.count('people', 'all', '')).toBe(
          await store.count('people', 'all', ''),
        );
      }
      expect(at).toBe(3);
    },
  );

  const refused =
    'Whence may not write where its database is: nothing was saved. Allow it to and save again.';
  test.each([
    ['ENOSPC', 'The disk is full: nothing was saved. Free some space and save again.'],
    [
      'EDQUOT',
      'The disk space allotted to Whence is used up: nothing was saved. Free some space and save again.',
    ],
    ['EROFS', 'The disk is read-only: nothing was saved. Make it writable and save again.'],
    ['EACCES', refused],
    ['EPERM', refused],
    ['EIO', 'The disk has failed (EIO): nothing was saved. Have it looked at and save again.'],
  ])('%s is said in a sentence that tells what to do', async (code, message) => {
    const { store, fail } = await prepared();
    fail({ at: 2, code });
    const commit = store.commit([insert('sources', source('2'))]);
    await expect(commit).rejects.toMatchObject({ code: 'unavailable', message, cause: { code } });
  });

  test.each(kinds)(
    'a %s commit during which it breaks for good is whole or not there',
    async (_, commit) => {
      for (let at = 1, failed = true; failed; at++) {
        const { path, store, fail } = await prepared();
        fail({ at, code: 'EIO', forGood: true });
        const fault = await commit(store).catch((reason: unknown) => reason);
        failed = fault instanceof Error;
        if (!failed) continue;
        expect(fault).toMatchObject({ name: 'Problem', code: 'unavailable' });
        expect(await store.get('sources', '1')).toEqual(source('1'));
        const reader = await openLowdbStore(path, { mode: 'read' });
        const saved = {
          source: await reader.get('sources', '2'),
          identity: await reader.get('identities', '2'),
        };
        expect(saved.source === null).toBe(saved.identity === null);
      }
    },
  );

  test('the first commit that fails at any step changes nothing', async () => {
    let at = 1;
    for (; ; at++) {
      const path = await desk();
      const { files, fail } = failingDisk();
      const { store } = await opened(path, { files });
      fail({ at, code: 'EACCES' });
      const fault = await store.commit(confidential('1')).catch((reason: unknown) => reason);
      if (!(fault instanceof Error)) break;
      expect(fault).toMatchObject({ name: 'Problem', code: 'unavailable' });
      expect((await opened(path, { mode: 'read' })).store).toBeDefined();
      expect((await textOf(journalOf(path))) ?? '').not.toContain('"commit"');
      expect((await store.commit(confidential('1'))).number).toBe(1);
      const { store: reader } = await opened(path, { mode: 'read' });
      expect(await reader.get('identities', '1')).not.toBeNull();
    }
    expect(at).toBe(24);
  });

  test('when even taking back fails, that is said, and done before anything else is saved', async () => {
    const { path, store, steps, fail } = await prepared();
    steps.length = 0;
    fail({ at: 2, code: 'EIO', forGood: true });
    await expect(store.commit([insert('sources', source('3'))])).rejects.toMatchObject({
      code: 'unavailable',
      message:
        'The disk has failed (EIO) in the middle of a save. Have it looked at, save again, and see that nothing is there twice.',
    });
    await expect(store.commit([insert('sources', source('4'))])).rejects.toThrow(
      /nothing was saved/,
    );
    fail({ at: 0, code: '' });
    steps.length = 0;
    expect((await store.commit([insert('sources', source('5'))])).number).toBe(3);
    expect(steps).toEqual([
      'truncate db.journal.tmp',
      'sync db.journal.tmp',
      'write db.journal.tmp',
      'sync db.journal.tmp',
    ]);
    const { store: reader } = await opened(path, { mode: 'read' });
    expect(await reader.get('sources', '3')).toBeNull();
    expect(await reader.get('sources', '5')).not.toBeNull();
  });

  test('every commit that was to be written together fails, the next ones do not', async () => {
    const { store, fail } = await prepared();
    fail({ at: 1, code: 'ENOSPC' });
    const group = await Promise.allSettled(
      ['2', '3', '1'].map((id) => store.commit([insert('sources', source(id))])),
    );
    for (const one of group) {
      expect(one).toMatchObject({
        status: 'rejected',
        reason: {
          code: 'unavailable',
        },
      });
    }
    expect((await store.commit([insert('sources', source('2'))])).number).toBe(3);
  });

  test.each(['ENOSPC', 'EIO', 'EACCES'])(
    'the first start that fails at any step with %s leaves nothing in the way of the next',
    async (code) => {
      let refused = true;
      for (let at = 1; refused; at++) {
        const path = await desk();
        const { files, fail } = failingDisk();
        fail({ at, code });
        const start = await openLowdbStore(path, { mode: 'write', files }).catch(
          (fault: Error) => fault,
        );
        refused = start instanceof Error;
        if (start instanceof Error) expect(start).toMatchObject({ code: 'unavailable' });
        else await start.close();
        const { store } = await opened(path);
        expect((await store.commit(confidential('1'))).number).toBe(1);
      }
    },
  );

  test.each([
    ['EROFS', 'The disk is read-only: db.json can’t be opened. Make it writable and start again.'],
    [
      'EACCES',
      'Whence may not write where its database is: db.json can’t be opened. Allow it to and start again.',
    ],
  ])(
    'a folder that refuses (%s) is told of at the start, and can still be read',
    async (code, sentence) => {
      const path = await desk();
      await (await openLowdbStore(path, { mode: 'write' })).close();
      const { files, fail } = failingDisk();
      fail({ at: 1, code, forGood: true });
      await expect(openLowdbStore(path, { mode: 'write', files })).rejects.toThrow(sentence);
      expect(
        await (await opened(path, { mode: 'read', files })).store.get('sources', '1'),
      ).toBeNull();
    },
  );
});

describe('a save of both files that was cut in two before there was a journal', () => {
  /** The files as such a kill left them: the private one alone is new, and holds the rest. */
  async function halfway(): Promise<string> {
    const path = await desk();
    const first = await openLowdbStore(path, { mode: 'write' });
    await first.commit(['1', 'old', 'calm'].map((id) => insert('sources', source(id))));
    await first.close();
    const before = ofTheDaysBefore((await textOf(path)) ?? '');
    const store = await openLowdbStore(path, { mode: 'write' });
    await store.commit([
      ...confidential('2'),
      replace('sources', source('1', { name: 'Zoe' })),
      remove('sources', source('old')),
    ]);
    await store.close();
    await writeFile(path, before);
    const pending = {
      after: 1,
      changes: [
        insert('sources', source('2', { name: 'Confidential source 2', confidential: true })),
        replace('sources', source('1', { name: 'Zoe', version: 2 })),
        remove('sources', source('old')),
      ],
    };
    const text = ofTheDaysBefore((await textOf(privateOf(path))) ?? '');
    const { whence, commit, ...rest } = JSON.parse(text);
    await writeFile(privateOf(path), JSON.stringify({ whence, commit, pending, ...rest }));
    return path;
  }

  async function demandWhole(store: Store): Promise<void> {
    expect(await store.get('sources', '2')).not.toBeNull();
    expect(await store.get('identities', '2')).not.toBeNull();
    expect(await store.get('sources', '1')).toEqual(source('1', { name: 'Zoe', version: 2 }));
    expect(await store.get('sources', 'old')).toBeNull();
  }

  test('is finished by the next start', async () => {
    const path = await halfway();
    const { store, warnings } = await opened(path);
    await demandWhole(store);
    expect(warnings).toEqual([]);
    expect(await textOf(path)).toContain('"commit": 2,');
    expect(await textOf(privateOf(path))).toContain('"pending"');
    expect((await store.commit([insert('sources', source('3'))])).number).toBe(3);
    await store.close();
    await demandWhole((await opened(path)).store);
  });

  test('is read as finished, and the files are left alone', async () => {
    const path = await halfway();
    const before = await filesOf(path);
    await demandWhole((await opened(path, { mode: 'read' })).store);
    expect(await filesOf(path)).toEqual(before);
  });

  test.each([
    ['another commit', (text: string) => text.replace('"commit": 1', '"commit": 0')],
    ['other documents', () => '{"whence": 1, "commit": 1}'],
  ])('is left out, with a warning, beside a public file of %s', async (_, edited) => {
    const path = await halfway();
    await writeFile(path, edited((await textOf(path)) ?? ''));
    const { store, warnings } = await opened(path);
    expect(warnings).toEqual([
      'db.private.json holds a change for another state of db.json; it is left out.',
    ]);
    expect(await store.get('sources', '2')).toBeNull();
    await store.commit([insert('sources', source('3'))]);
    await store.close();
    expect((await opened(path)).warnings).toEqual([]);
  });

  test('a private file of the days before whose public one was deleted keeps its people', async () => {
    const path = await desk();
    const first = await openLowdbStore(path, { mode: 'write' });
    await first.commit([insert('people', person('mira'))]);
    await first.close();
    await rm(path);
    await writeFile(privateOf(path), ofTheDaysBefore((await textOf(privateOf(path))) ?? ''));
    const { store, warnings } = await opened(path);
    expect(await store.get('people', 'mira')).not.toBeNull();
    expect(warnings).toEqual(['db.json is missing; a new one is begun.']);
  });
});

describe('a desk opened for reading', () => {
  test('stands as it was when it was opened, beside the one who writes', async () => {
    const path = await desk();
    const { store } = await opened(path);
    await store.commit([insert('sources', source('1'))]);
    const reader = await opened(path, { mode: 'read' });
    await store.commit([insert('sources', source('2'))]);
    expect(await reader.store.count('sources', 'all', '')).toBe(1);
    await expect(reader.store.commit([insert('sources', source('3'))])).rejects.toMatchObject({
      code: 'unavailable',
      message: 'db.json has been opened for reading only.',
    });
  });

  test.each([
    ['saved', false],
    ['saved and folded', true],
  ])('is of one moment, whatever is %s while its files are read', async (_, folded) => {
    const path = await desk();
    const { later, quiet } = byHand();
    const { store } = await opened(path, { later });
    await store.commit(confidential('1'));
    let saves = 2;
    const files = {
      ...disk,
      async read(file: string) {
        if (file === privateOf(path) && saves > 0) {
          await store.commit(confidential(`in between ${saves--}`));
          await store.commit([insert('sessions', session(`in between ${saves}`))]);
          if (folded) await quiet();
        }
        return disk.read(file);
      },
    };
    const { store: reader, warnings } = await opened(path, { mode: 'read', files });
    expect(await reader.count('identities', 'all', '')).toBe(folded ? 3 : 2);
    expect(await reader.count('sources', 'all', '')).toBe(folded ? 3 : 2);
    expect(warnings).toEqual([]);
  });
});
