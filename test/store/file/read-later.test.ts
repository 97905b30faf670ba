import { readFile, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Digests } from '../../../src/store/file/digests.js';
import { type LowdbOptions, openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { insert, replace, type Store } from '../../../src/store/store.js';
import { Program } from '../../program.js';
import { annotation, claim, event } from '../documents.js';
import { desk, idsIn, never } from './snapshots.js';

let path: string;

const open = async (options: Partial<LowdbOptions> = {}) => {
  const store = await openLowdbStore(path, {
    mode: 'write',
    later: never,
    lookLater: never,
    ...options,
  });
  onTestFinished(() => store.close());
  return store;
};

/** More than is read in one piece. */
const count = 300;
const note = 'x'.repeat(400);

/** A closed desk with annotations and their history. */
beforeEach(async () => {
  path = await desk();
  const store = await openLowdbStore(path, { mode: 'write', later: never, lookLater: never });
  const numbers = Array.from({ length: count }, (_, n) => String(n).padStart(3, '0'));
  await store.commit([
    insert('claims', claim('c', 'It closes.')),
    ...numbers.map((n) => insert('annotations', annotation(`a${n}`, { note }))),
    ...numbers.map((n) => insert('events', event(`e${n}`))),
  ]);
  await store.close();
});

describe('what a start leaves for later', () => {
  test.each<[string, (store: Store) => Promise<unknown>, unknown]>([
    ['asks for one', async (store) => (await store.get('events', 'e299'))?.id, 'e299'],
    ['asks for some', (store) => store.getMany('events', ['e000', 'e299']), { length: 2 }],
    ['counts', (store) => store.count('events', 'all', ''), count],
    ['lists', (store) => idsIn(store, 'annotations'), { length: count }],
    [
      'searches',
      (store) => store.search('annotations', { words: note }),
      { items: { length: 50 } },
    ],
    ['asks for keys', (store) => store.keys('annotations', 'tally'), { size: 1 }],
  ])('is there for whoever %s first', async (_, ask, found) => {
    const answer = await ask(await open());
    if (typeof found === 'object') expect(answer).toMatchObject({ ...found });
    else expect(answer).toBe(found);
  });

  test('is what the first save is judged by', async () => {
    const store = await open();
    await expect(store.commit([insert('events', event('e007'))])).rejects.toThrow(
      /has changed this meanwhile/u,
    );
    await store.commit([
      replace('annotations', annotation('a007', { note: 'another' })),
      insert('events', event('new')),
    ]);
    expect((await store.get('annotations', 'a007'))?.version).toBe(2);
  });

  test('is in what is written without its having been asked for', async () => {
    const store = await open();
    await store.commit([insert('claims', claim('d', 'It opens.'))]);
    await store.close();
    const again = await open({ mode: 'read' });
    for (const name of ['annotations', 'events'] as const) {
      expect(await idsIn(again, name)).toHaveLength(count);
    }
  });

  test('is in a copy of the desk', async () => {
    const snapshot = await (await open()).snapshot();
    const ids: string[] = [];
    for await (const { id } of snapshot.docs('events')) ids.push(id);
    expect(ids).toHaveLength(count);
  });

  test('is read at once where a journal goes on from it', async () => {
    const store = await open();
    await store.commit([insert('events', event('new'))]);
    const journal = await readFile(path.replace('.json', '.journal'));
    const snapshots = [path, path.replace('.json', '.private.json')];
    const before = await Promise.all(snapshots.map((file) => readFile(file)));
    const killed = await desk();
    await writeFile(killed, before[0] ?? '');
    await writeFile(killed.replace('.json', '.private.json'), before[1] ?? '', { mode: 0o600 });
    await writeFile(killed.replace('.json', '.journal'), journal);
    path = killed;
    expect(await idsIn(await open(), 'events')).toHaveLength(count + 1);
  });
});

describe('what a start leaves for later and can’t be read then', () => {
  const fault = /db\.json is damaged: events, behind \d+: \[\d+\]\.action/u;
  let text: string;

  /** As another version might have written it: its digests are right. */
  beforeEach(async () => {
    const changed = (await readFile(path, 'utf8')).replace(
      /("id":"e290".*"action":")[^"]*/u,
      '$1something.else',
    );
    const bytes = Buffer.from(changed.slice(0, changed.indexOf('\n  "crc32"')));
    const digests = new Digests();
    digests.add(bytes);
    digests.end();
    text = bytes + digests.print();
    await writeFile(path, text);
  });

  test('is told to each who needs it, and the file is left as it is', async () => {
    const store = await open();
    expect((await store.get('claims', 'c'))?.id).toBe('c');
    await expect(store.get('events', 'e000')).rejects.toThrow(fault);
    await expect(store.commit([insert('events', event('new'))])).rejects.toThrow(fault);
    await store.close();
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('ends a server that has been started with it', async () => {
    const program = await Program.install({ database: path });
    onTestFinished(() => program.uninstall());
    expect(await program.run(['serve'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(fault),
    });
  });
});
