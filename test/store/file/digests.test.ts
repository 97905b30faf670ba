import { readFile, stat, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Digests, FileDigests } from '../../../src/store/file/digests.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { insert } from '../../../src/store/store.js';
import { claim, source } from '../documents.js';
import { asKilled, beside, desk, filesIn, never, pair, tried } from './snapshots.js';

let path: string;
const at = (end: string) => beside(path, end);

/** A closed desk with forty claims and two pairs. */
beforeEach(async () => {
  path = await desk();
  const store = await openLowdbStore(path, { mode: 'write', later: never, lookLater: never });
  const claims = Array.from({ length: 40 }, (_, n) =>
    insert('claims', claim(`c${n}`, `No. ${n}.`)),
  );
  await store.commit([...claims, ...pair('1'), ...pair('2')]);
  await store.close();
});

const notWritten = (name: string, where: string) =>
  `${name} is not what Whence wrote (${where}): it has been changed by hand, or is damaged. It is opened as it stands.`;

describe('a snapshot', () => {
  test('in which any one bit is another is not opened unnoticed', async () => {
    for (const file of [path, at('.private.json')]) {
      const bytes = await readFile(file);
      for (let at = 0; at < bytes.length; at += 37) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
        await writeFile(file, flipped);
        const { fault, warnings } = await tried(path, { mode: 'read' });
        expect([fault, ...warnings], `at ${at}`).not.toEqual([null]);
      }
      await writeFile(file, bytes);
    }
    expect(await tried(path)).toMatchObject({ fault: null, warnings: [] });
  });

  test('that was changed by hand is opened, after saying where, and is kept when it is written', async () => {
    const edited = (await readFile(path, 'utf8')).replace('"No. 30."', '"No. 31, rather."');
    await writeFile(path, edited);
    for (const mode of ['read', 'write'] as const) {
      const { fault, warnings } = await tried(path, { mode });
      expect({ fault, warnings }).toEqual({
        fault: null,
        warnings: [notWritten('db.json', 'lines 30 to 45')],
      });
    }
    expect(await readFile(path, 'utf8')).toBe(edited);
    const warnings: string[] = [];
    const log = { warn: (message: string) => warnings.push(message) };
    const store = await openLowdbStore(path, { mode: 'write', log, lookLater: never });
    expect((await store.get('claims', 'c30'))?.statement).toBe('No. 31, rather.');
    await store.commit([insert('sources', source('new'))]);
    await store.close();
    expect(warnings[1]).toBe('db.json as it was found is kept in db.json.as-found.');
    expect(await readFile(`${path}.as-found`, 'utf8')).toBe(edited);
    expect(await tried(path)).toMatchObject({ fault: null, warnings: [] });
  });

  test('that is private stays so in what is kept of it', async () => {
    const text = await readFile(at('.private.json'), 'utf8');
    await writeFile(at('.private.json'), text.replace('Name of 2', 'Name of two'));
    const store = await openLowdbStore(path, { mode: 'write', log: { warn: () => {} } });
    await store.commit(pair('3'));
    await store.close();
    expect((await stat(at('.private.json.as-found'))).mode & 0o777).toBe(0o600);
  });

  test.each<[string, (text: string) => string, string]>([
    ['in another layout', (text) => JSON.stringify(JSON.parse(text)), 'its layout'],
    ['with other line ends', (text) => text.replaceAll('\n', '\r\n'), 'its layout'],
    ['with a line more', (text) => text.replace(/\n( {4}\{.*)\n/u, '\n$1\n$1\n'), 'lines'],
    ['with a line less', (text) => text.replace(/\n {4}\{"id":"c3".*\n/u, '\n'), 'lines'],
    ['with a digest less', (text) => text.replace(/\n {4}"[\da-f]{8}",/u, ''), 'lines'],
    [
      'with a digest more',
      (text) => text.replace(/"\n {2}\]\n\}/u, '",\n    "0"\n  ]\n}'),
      'its end',
    ],
  ])('%s says so', async (_, edit, where) => {
    await writeFile(path, edit(await readFile(path, 'utf8')));
    const { fault, warnings } = await tried(path);
    // A document that stands twice is more than that.
    expect(`${fault} ${warnings}`).toMatch(new RegExp(`${where}|stands twice`, 'u'));
  });

  test.each<[string, (text: string) => string]>([
    ['without digests', (text) => text.replace(/,\n {2}"crc32": \[[^\]]*\]/u, '')],
    ['typed by hand', () => '{"whence": 3, "commit": 1}'],
  ])('%s is opened as before, without a word', async (_, edit) => {
    await writeFile(path, edit(await readFile(path, 'utf8')));
    expect(await tried(path)).toMatchObject({ fault: null, warnings: [] });
  });

  test('keeps the digests of its other lists when something is added to one', async () => {
    const before = (await readFile(path, 'utf8')).split('\n');
    const store = await openLowdbStore(path, { mode: 'write', lookLater: never });
    await store.commit([insert('claims', claim('new', 'Yes.'))]);
    await store.close();
    const after = (await readFile(path, 'utf8')).split('\n');
    // The head, the line before, the new one, and the digests of the head and of the list’s end.
    expect(after.filter((line) => !before.includes(line))).toHaveLength(5);
  });
});

test('the digests of a text are the same in whatever pieces it comes', () => {
  const texts = fc.array(
    fc.constantFrom('\n', '[\n', 'é', '    {"id":"x"},\n', '\n  "crc32": [\n'),
  );
  fc.assert(
    fc.property(texts, fc.array(fc.nat(20)), (parts, cuts) => {
      const bytes = Buffer.from(parts.join(''));
      const [whole, pieces, read] = [new Digests(), new Digests(), new FileDigests()];
      whole.add(bytes);
      whole.end();
      const file = Buffer.concat([bytes, Buffer.from(whole.print())]);
      let from = 0;
      for (const cut of cuts) {
        pieces.add(bytes.subarray(from, from + cut));
        from += cut;
        read.take(file.subarray(0, from));
      }
      pieces.add(bytes.subarray(from));
      pieces.end();
      expect(pieces.print()).toBe(whole.print());
      expect(read.of(file)?.areStated).toBe(true);
    }),
  );
});

test('a journal in which any one bit is another is not carried out unnoticed', async () => {
  const store = await openLowdbStore(path, { mode: 'write', later: never, lookLater: never });
  for (const id of ['3', '4']) await store.commit(pair(id));
  path = await asKilled(path);
  await store.close();
  const bytes = await readFile(at('.journal'));
  const ends = [...bytes.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at] : []));
  for (const place of [...bytes.keys()].filter((n) => n % 23 === 0 || ends.includes(n))) {
    const flipped = Buffer.from(bytes);
    flipped[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
    await writeFile(at('.journal'), flipped);
    const { fault } = await tried(path, { mode: 'read' });
    expect(fault, `at ${place}`).toMatch(/^Problem: db\.journal (?:can’t be used|has format)/u);
  }
  expect(Object.keys(await filesIn(path))).toEqual(['db.journal', 'db.json', 'db.private.json']);
});
