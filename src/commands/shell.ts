import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { type Desk, openDesk } from '../desk/desk.js';
import { visibleTo } from '../desk/rounds/visibility.js';
import { type Flags, readSettings, type Settings } from '../settings.js';
import { openStore } from '../store/open-store.js';

/** The shell from which a command was called. */
export interface Shell {
  env: Readonly<Record<string, string | undefined>>;
  stdin: Readable & { isTTY?: boolean };
  /** A line on stdout: what was asked for. */
  say(line: string): void;
  /** A file's text on stdout, as it is; returns when more can be taken. */
  put(piece: string | Uint8Array): Promise<void>;
  /** A line on stderr: what went wrong. */
  warn(line: string): void;
  /** How far long work is, for whoever sits before it: each line takes the place of the last. */
  progress(line: string): void;
}

/** The options that every command has. */
export interface CommonOptions extends Flags {
  json?: boolean;
}

/**
 * A command with the options that every command has. What one that stands by itself is for is told
 * in `run.ts`.
 */
export function command(name: string, description = ''): Command {
  return new Command(name)
    .description(description)
    .option('--database <path>', 'the desk’s database: a file, or a postgres:// address (DATABASE)')
    .option('--base-url <url>', 'the desk’s public address (BASE_URL)')
    .option('--time-zone <name>', 'in which times are shown (TIME_ZONE)')
    .option('--json', 'print JSON');
}

/**
 * Does work on the desk that the settings name, and closes it. To *write* is to be its only
 * process, and to *make* it is to write where there may be none yet; to *read* works beside a
 * running server. What a blind round hides is hidden here too.
 */
export async function onDesk<T>(
  shell: Shell,
  flags: CommonOptions,
  mode: 'read' | 'write' | 'make',
  work: (desk: Desk, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings(shell.env, flags);
  const store = await openStore(settings.database, {
    mode: mode === 'read' ? 'read' : 'write',
    create: mode === 'make',
    log: shell,
    // Programs that asked for JSON read all of stdout as that.
    announce: flags.json ? shell.warn : shell.say,
  });
  try {
    return await work(await visibleTo(openDesk(store), null), settings);
  } finally {
    await store.close();
  }
}

/** Prints what a command found: as JSON where that was asked for, else as a line. */
export function answer(
  shell: Shell,
  { json }: CommonOptions,
  value: Readonly<Record<string, unknown>>,
  line: string,
): void {
  shell.say(json ? JSON.stringify(value) : line);
}

/** A password from stdin, without the line's end; typed at a terminal it is not shown. */
export async function readPassword({ stdin, warn }: Shell): Promise<string> {
  if (!stdin.isTTY) return (await text(stdin)).replace(/\r?\n$/u, '');
  warn('Password:');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
  }
}
