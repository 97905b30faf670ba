import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { outcomeOf } from './commands/terminal.js';

/** The built command line. */
export const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** A server that has said where it is; with the link that sets it up, while nobody is there. */
export interface Serving {
  child: ChildProcess;
  url: string;
  link: string | null;
}

/** The built program, as somebody starts it: processes of its own on a database of its own. */
export class Program {
  private readonly running: ChildProcess[] = [];

  private constructor(
    readonly folder: string,
    readonly database: string,
    private readonly cli: string,
  ) {}

  /** On the database that is named, or else on a file in its own folder. */
  static async install({ database }: { database?: string } = {}): Promise<Program> {
    const folder = await mkdtemp(join(tmpdir(), 'whence-'));
    return new Program(folder, database ?? join(folder, 'my-desk.json'), program);
  }

  /**
   * With files of its own, which may be replaced while it runs, and none of the packages that only developing
   * needs: `files` is where they are.
   */
  static async installApart(): Promise<{ whence: Program; files: string }> {
    const folder = await mkdtemp(join(tmpdir(), 'whence-'));
    const files = join(folder, 'program');
    const built = fileURLToPath(new URL('..', import.meta.url));
    for (const part of ['dist', 'views', 'public', 'package.json']) {
      await cp(join(built, part), join(files, part), { recursive: true });
    }
    for (const path of await packagesToRun(built)) {
      await mkdir(dirname(join(files, path)), { recursive: true });
      await symlink(await realpath(join(built, path)), join(files, path));
    }
    const cli = join(files, 'dist', 'cli.js');
    return { whence: new Program(folder, join(folder, 'my-desk.json'), cli), files };
  }

  /** Ends what still runs, and leaves nothing behind. */
  async uninstall(): Promise<void> {
    await Promise.all(this.running.map((child) => ended(child, 'SIGKILL')));
    await rm(this.folder, { recursive: true });
  }

  start(words: string[], settings: Record<string, string> = {}) {
    const child = spawn(process.execPath, [this.cli, ...words], {
      env: this.environment(settings),
      stdio: 'pipe',
    });
    this.running.push(child);
    return child;
  }

  /** The same with its errors and its log in an open file. */
  startWithLog(words: string[], log: number, settings: Record<string, string> = {}) {
    const child = spawn(process.execPath, [this.cli, ...words], {
      env: this.environment(settings),
      stdio: ['ignore', 'pipe', log],
    });
    this.running.push(child);
    return child;
  }

  private environment(settings: Record<string, string>): Record<string, string | undefined> {
    const { PATH } = process.env;
    return { PATH, DATABASE: this.database, PORT: '0', LOG_LEVEL: 'warn', ...settings };
  }

  async serve({ setUp }: { setUp: boolean }): Promise<Serving> {
    const child = this.start(['serve']);
    const complaint = text(child.stderr);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const said = async (opening: string): Promise<string> => {
      const line = String((await lines.next()).value);
      if (line.startsWith(opening)) return line.slice(opening.length);
      throw new Error(`It said “${line}”. ${await complaint}`);
    };
    const url = await said('Whence is at ');
    const link = setUp ? await said('Nobody is on the desk yet. Set it up at ') : null;
    return { child, url, link };
  }

  /** Runs a command to its end. */
  async run(words: string[], { input, ...settings }: Record<string, string> = {}) {
    const child = this.start(words, settings);
    child.stdin?.end(input);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { ...(await ended(child)), stdout, stderr };
  }

  /** The same for a command that only prepares or looks: in this process, as to start one costs most. */
  type(words: readonly string[], stdin = '') {
    return outcomeOf(words, { DATABASE: this.database }, stdin);
  }
}

/** The folders of packages that stand beside the program after `npm prune --omit=dev`. */
async function packagesToRun(project: string): Promise<string[]> {
  const { packages } = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
  return Object.keys(packages).filter((path) => {
    const isBeside = /^node_modules\/(?:@[^/]+\/)?[^/]+$/u.test(path);
    return isBeside && !packages[path].dev && existsSync(join(project, path));
  });
}

/** Sends a signal, if it still runs, and answers with how it ended. */
export async function ended(child: ChildProcess, signal?: NodeJS.Signals) {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    if (signal) child.kill(signal);
    await exit;
  }
  return { status: child.exitCode, signal: child.signalCode };
}
