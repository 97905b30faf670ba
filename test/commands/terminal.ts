import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../src/commands/run.js';
import { type Desk, openDesk } from '../../src/desk/desk.js';
import type { Person, Role } from '../../src/domain/people/person.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { insert, type Store } from '../../src/store/store.js';
import { makeSampleDesk } from '../sample-desk.js';

/** What a command left behind: its exit status, and what it wrote. */
interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

/** A folder with a database, in which a test types commands. */
export interface Terminal {
  folder: string;
  database: string;
  /** Runs a command line; `words` are its arguments, none of them read by a shell. */
  type(words: readonly string[], stdin?: string | Uint8Array): Promise<Outcome>;
  /** Does something to the database while no command has it. */
  onStore<T>(work: (store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens one whose desk has an admin (Ada), an editor (Mira), an annotator (Jonas), a reader (Tom). */
export async function openTerminal(): Promise<Terminal> {
  const terminal = await openBareTerminal();
  await terminal.onStore((store) => store.commit(people.map((each) => insert('people', each))));
  return terminal;
}

/** Opens one without a database. */
export async function openBareTerminal(): Promise<Terminal> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const database = join(folder, 'desk.json');
  const onStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openLowdbStore(database, { mode: 'write' });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  return {
    folder,
    database,
    onStore,
    type: (words, stdin = '') => outcomeOf(words, { DATABASE: database, TIME_ZONE: 'UTC' }, stdin),
    close: () => rm(folder, { recursive: true }),
  };
}

/** Made once: to annotate it step by step takes longer than what most commands do with it. */
const samples = new Map<() => Promise<Terminal>, Promise<Map<string, Buffer>>>();

/** The same with the sample desk in it besides. */
export async function withSampleDesk(open: () => Promise<Terminal>): Promise<Terminal> {
  const made = samples.get(open) ?? sampleFiles(open);
  samples.set(open, made);
  const terminal = await openBareTerminal();
  for (const [name, bytes] of await made) {
    await writeFile(join(terminal.folder, name), bytes, { mode: 0o600 });
  }
  return terminal;
}

async function sampleFiles(open: () => Promise<Terminal>): Promise<Map<string, Buffer>> {
  const terminal = await open();
  await terminal.onStore(makeSampleDesk);
  const names = await readdir(terminal.folder);
  const files = await Promise.all(names.map((name) => readFile(join(terminal.folder, name))));
  await terminal.close();
  return new Map(names.map((name, at) => [name, files[at] ?? Buffer.of()]));
}

/** The desk that a command left, as a page would read it. */
export function readDesk<T>(terminal: Terminal, look: (desk: Desk) => Promise<T>): Promise<T> {
  return terminal.onStore((store) => look(openDesk(store)));
}

/** Runs a command line in this process. */
export async function outcomeOf(
  words: readonly string[],
  env: Record<string, string>,
  stdin: string | Uint8Array,
): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const status = await run(words, {
    env,
    stdin: Readable.from([Buffer.from(stdin)]),
    say: (line) => {
      written.stdout += `${line}\n`;
    },
    put: async (piece) => {
      written.stdout += typeof piece === 'string' ? piece : Buffer.from(piece).toString('latin1');
    },
    warn: (line) => {
      written.stderr += `${line}\n`;
    },
    progress: () => {},
  });
  return { status, ...written };
}

const people = [
  member('ada', 'Ada Quist', 'admin'),
  member('mira', 'Mira Sen', 'editor'),
  member('jonas', 'Jonas Ek', 'annotator'),
  member('tom', 'Tom Reyes', 'reader'),
];

function member(id: string, name: string, role: Role): Person {
  return {
    id,
    version: 1,
    name,
    email: `${id}@example.org`,
    role,
    passwordHash: 'unused',
    disabled: false,
    shortcuts: true,
    created: '2026-01-05T08:00:00.000Z',
  };
}
