import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { disk } from '../../../src/store/file/files.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { all, insert } from '../../../src/store/store.js';
import { source } from '../documents.js';
import { probedDisk } from './faults.js';
import { folder } from './folder.js';

let made: string;
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'whence-'));
  const program = join(made, 'desk-process.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./desk-process.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    banner: { js: lateSegmenters },
    logLevel: 'error',
  });
  const words = ['--snapshot-blob', snapshot(), '--build-snapshot', program];
  await promisify(execFile)(process.execPath, words);
});
afterAll(() => rm(made, { recursive: true, force: true }));

/** A snapshot can hold no segmenter: each is made when it is first used, behind it. */
const lateSegmenters = `{
  const { Segmenter } = Intl;
  Intl.Segmenter = class {
    constructor(...how) { this.how = how; }
    segment(text) { return (this.made ??= new Segmenter(...this.how)).segment(text); }
  };
}`;

const snapshot = () => join(made, 'desk-process.blob');
const desk = async () => join(await folder(), 'db.json');
const open = (path: string) => openLowdbStore(path, { mode: 'write', log: { warn: () => {} } });

/** Another process with that desk, and the lines that it says. */
function another(...args: string[]): { child: ChildProcess; lines: AsyncIterator<string> } {
  const words = ['--snapshot-blob', snapshot(), 'desk-process', ...args];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('one process owns a desk', () => {
  test('a second one is refused and told which has it; it takes over once that is dead', async () => {
    const path = await desk();
    const { child, lines } = another('hold', '0', path);
    expect((await lines.next()).value).toBe('open');
    await expect(open(path)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        new RegExp(
          `^Another Whence \\(process ${child.pid}, since .*\\) has db\\.json open\\.`,
          'u',
        ),
      ),
    });
    await killed(child);
    const store = await open(path);
    await store.commit([insert('sources', source('1'))]);
    await store.close();
    expect(await readdir(join(path, '..'))).toEqual(['db.json', 'db.private.json']);
  });

  test('a second one in the same process is refused, and can open it once it is closed', async () => {
    const path = await desk();
    const first = await open(path);
    await expect(open(path)).rejects.toThrow(`process ${process.pid}`);
    await first.close();
    await (await open(path)).close();
  });

  const dead = async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'exit');
    return child.pid;
  };
  const lock = (pid: unknown, started: string | null, host = hostname()) =>
    JSON.stringify({ pid, started, host, at: '2026-03-20T09:30:00.000Z' });

  test.each<[string, () => Promise<string>]>([
    ['of a dead process', async () => lock(await dead(), 'then')],
    ['of a process whose id was given again', async () => lock(process.pid, 'then')],
    ['that a crash of the machine cut short', async () => '{"pid":'],
    ['that a crash of the machine emptied', async () => ''],
  ])('a lock %s is taken over', async (_, text) => {
    const path = await desk();
    await writeFile(`${path}.lock`, await text());
    const store = await open(path);
    expect(JSON.parse(await readFile(`${path}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    await store.close();
    expect(await readdir(join(path, '..'))).toEqual(['db.json']);
  });

  test('a lock whose taking over was itself cut short is taken over', async () => {
    const path = await desk();
    for (const name of ['lock', 'lock.takeover', 'lock.takeover.takeover']) {
      await writeFile(`${path}.${name}`, lock(await dead(), 'then'));
    }
    await (await open(path)).close();
    expect(await readdir(join(path, '..'))).toEqual(['db.json']);
  });

  test.each([
    ['of a living process, where the system does not tell when it began', lock(process.pid, null)],
    ['of another machine', lock(1, 'then', 'elsewhere')],
  ])('a lock %s is respected', async (_, text) => {
    const path = await desk();
    await writeFile(`${path}.lock`, text);
    await expect(open(path)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await readFile(`${path}.lock`, 'utf8')).toBe(text);
  });

  test.each(['write', 'close'])(
    'a full disk leaves nothing of a lock that it broke off: %s',
    async (verb) => {
      const path = await desk();
      const files = probedDisk((step) => {
        if (step.startsWith(`${verb} db.json.lock`)) {
          throw Object.assign(new Error('No room.'), { code: 'ENOSPC' });
        }
      });
      await expect(
        openLowdbStore(path, { mode: 'write', log: { warn: () => {} }, files }),
      ).rejects.toThrow();
      expect(await readdir(join(path, '..'))).toEqual([]);
    },
  );

  test('what kept a lock from being written is told, though what was begun can’t be removed either', async () => {
    const path = await desk();
    const files = probedDisk((step) => {
      const [verb] = step.split(' ');
      const code = { write: 'ENOSPC', remove: 'EIO' }[verb ?? ''];
      if (code) throw Object.assign(new Error(code), { code });
    });
    await expect(
      openLowdbStore(path, { mode: 'write', log: { warn: () => {} }, files }),
    ).rejects.toThrow(/ENOSPC|full/u);
  });

  test('of many that find a dead one’s lock, one takes it over', async () => {
    const path = await desk();
    await writeFile(`${path}.lock`, lock(await dead(), 'then'));
    const processes = Array.from({ length: 4 }, () => another('hold', '0', path));
    const words = await Promise.all(
      processes.map(async ({ lines }) => String((await lines.next()).value)),
    );
    expect(words.filter((word) => word === 'open')).toHaveLength(1);
    expect(words.filter((word) => word.startsWith('refused: Another Whence'))).toHaveLength(3);
  });

  test('a disk without links, such as a USB stick, has one owner too', async () => {
    const path = await desk();
    const link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
    const options = { mode: 'write', files: { ...disk, link } } as const;
    const store = await openLowdbStore(path, options);
    await expect(openLowdbStore(path, options)).rejects.toThrow(`process ${process.pid}`);
    await store.close();
    expect(await readdir(join(path, '..'))).toEqual(['db.json']);
  });

  test('a pipe in the place of the database is named, and nobody waits for it', async () => {
    const path = await desk();
    await promisify(execFile)('mkfifo', [path]);
    await expect(open(path)).rejects.toThrow(/db\.json is not an ordinary file/);
  });
});

describe('a process that is killed while it writes', () => {
  /** What stands in the desk, which must be whole. */
  async function survivors(path: string): Promise<ReadonlySet<string>> {
    const store = await openLowdbStore(path, { mode: 'read', log: { warn: () => {} } });
    const ids = new Set<string>();
    for await (const { id } of all(store, 'sources', 'all', { key: '' })) ids.add(id);
    expect(await store.count('identities', 'all', '')).toBe(ids.size);
    for (const id of ids) expect((await store.get('identities', id))?.name).toBe(`Name of ${id}`);
    await store.close();
    return ids;
  }

  async function rest(lines: AsyncIterator<string>): Promise<string[]> {
    const words: string[] = [];
    for (let line = await lines.next(); !line.done; line = await lines.next())
      words.push(line.value);
    return words;
  }

  /** Each desk must be whole, and hold what was said of it. */
  async function demandAll(desks: readonly string[], said: readonly string[]): Promise<void> {
    for (const [number, path] of desks.entries()) {
      const survived = await survivors(path);
      const ids = said.flatMap((line) => (line.startsWith(`${number} `) ? line.slice(2) : []));
      expect(ids.filter((id) => !survived.has(id))).toEqual([]);
    }
  }

  test('keeps all that it acknowledged, and no half, at whatever step it dies', async () => {
    const path = await desk();
    const said: string[] = [];
    for (let step = 1; said.length === 0; step++) {
      const { child, lines } = another('write', String(step), path);
      const exit = once(child, 'exit');
      said.push(...(await rest(lines)).slice(1));
      expect(await exit).toEqual([null, 'SIGKILL']);
      await demandAll([path], said);
    }
    await (await open(path)).close();
    await demandAll([path], said);
  });

  const kills = 50;
  // To start a process costs most, so each has several desks to be killed with.
  const together = 8;

  test(`keeps all that it acknowledged, and no half, each of ${kills * together} times that a desk is killed at a random moment of saving and folding`, async () => {
    const counts = fc.sample(fc.nat(6 * together), kills);
    const lives = async () => {
      while (counts.length > 0) await cutShort(await desks(), counts);
    };
    await Promise.all([lives(), lives()]);
  });

  const desks = () => Promise.all(Array.from({ length: together }, desk));

  /** Desks that live on through ten kills, each after so many saves or a few more. What one loses stays lost. */
  async function cutShort(desks: readonly string[], counts: number[]): Promise<void> {
    const said: string[] = [];
    for (const count of counts.splice(0, 10)) {
      const { child, lines } = another('write', '0', ...desks);
      expect((await lines.next()).value).toBe('open');
      for (let n = 0; n < count; n++) said.push(String((await lines.next()).value));
      const exit = killed(child);
      said.push(...(await rest(lines)));
      await exit;
    }
    await demandAll(desks, said);
    for (const path of desks) await (await open(path)).close();
    await demandAll(desks, said);
  }
});
