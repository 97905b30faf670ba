import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { insert } from '../../../src/store/store.js';
import { person, source } from '../documents.js';
import { folder } from './folder.js';

/* Who was at work was stored once, in a collection that is gone: what stands there is dropped. */

const presence = {
  id: 'mira/a1',
  version: 1,
  person: 'mira',
  annotation: 'a1',
  article: 'bridge',
  doing: 'judging',
  until: '2026-03-20T09:00:00.000Z',
};
const present = (verb: string, version = 1) => ({
  do: verb,
  in: 'presences',
  doc: { ...presence, version },
});

/** A line of a journal as it was written. */
function sealed(value: object): string {
  const body = JSON.stringify(value).slice(0, -1);
  return `${body},"crc32":"${crc32(body).toString(16).padStart(8, '0')}"}\n`;
}

/** The files of a desk that an earlier Whence left, killed while people were at work. */
async function earlierDesk(pending: object | null = null): Promise<string> {
  const path = join(await folder(), 'db.json');
  await writeFile(path, JSON.stringify({ whence: 2, commit: 1 }));
  const own = { whence: 2, commit: 2, pending, people: [person('mira')], presences: [presence] };
  await writeFile(path.replace('.json', '.private.json'), JSON.stringify(own), { mode: 0o600 });
  const journal = [
    { journal: 1, after: 2, public: 1, private: 2 },
    { commit: 3, changes: [present('replace', 2)] },
    { commit: 4, changes: [insert('sources', source('1')), present('remove', 2)] },
    { commit: 5, changes: [present('insert')] },
  ];
  await writeFile(path.replace('.json', '.journal'), journal.map(sealed).join(''));
  return path;
}

async function opened(path: string) {
  const store = await openLowdbStore(path, { mode: 'write', log: { warn: () => {} } });
  onTestFinished(() => store.close());
  return store;
}

test('a desk whose files and journal hold them opens, with everything else in it', async () => {
  const path = await earlierDesk();
  const store = await opened(path);
  expect(await store.get('people', 'mira')).toEqual(person('mira'));
  expect(await store.get('sources', '1')).toEqual(source('1'));
  const later = [insert('sources', source('2')), insert('people', person('tom'))];
  expect(await store.commit(later)).toMatchObject({ number: 6 });
  await store.close();
  expect(await readFile(path.replace('.json', '.private.json'), 'utf8')).not.toContain('presences');
  expect(await (await opened(path)).get('sources', '2')).not.toBeNull();
});

test('a change held back for the public file is carried out without them', async () => {
  const changes = [insert('sources', source('3')), present('insert')];
  const store = await opened(await earlierDesk({ after: 1, changes }));
  expect(await store.get('sources', '3')).toEqual(source('3'));
});
