#!/usr/bin/env node
import { once } from 'node:events';
import { run } from './commands/run.js';

const { stdin, stdout, stderr } = process;

// Whoever reads the output may have had enough (`| head`): no fault, and nothing left to do.
stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code === 'EPIPE') process.exit();
  const why = fault.code === 'ENOSPC' ? 'the disk is full' : fault.message;
  stderr.write(`What was to be printed is not whole: ${why}.\n`);
  process.exit(1);
});

/** Shows a line in the place of the one before: ECMA-48 for "to its beginning, and wipe it". */
function progress(line: string): void {
  if (stderr.isTTY) stderr.write(`\r\u001B[K${line}`);
}

function write(stream: NodeJS.WriteStream, content: string | Uint8Array): boolean {
  progress('');
  return stream.write(content);
}

async function put(piece: string | Uint8Array): Promise<void> {
  if (!write(stdout, piece)) await once(stdout, 'drain');
}

/** Room for the young objects of a long page: with 16 MB, node's own, a quarter of its time is waste. */
const moreRoom = '--max-semi-space-size=32';

/**
 * Begins anew in this very process, with more room. It is the flag of a start and can't be set later,
 * and a first line with flags would not do on every system; node can do this from 22.15 on, not on
 * Windows. Where it can't, or somebody chose a size, the program goes on as it was started.
 */
function beginWithRoom(): void {
  const { execPath, execArgv, argv, env } = process;
  const chosen = [...execArgv, env.NODE_OPTIONS].some((flag) => flag?.includes('semi-space-size'));
  // What node 20 does not have yet is not in its types.
  const execve: unknown = Reflect.get(process, 'execve');
  if (chosen || process.connected || process.platform === 'win32') return;
  if (typeof execve !== 'function') return;
  execve.call(process, execPath, [execPath, moreRoom, ...execArgv, ...argv.slice(1)], env);
}

if (process.argv[2] === 'serve') beginWithRoom();

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin,
  say: (line) => write(stdout, `${line}\n`),
  put,
  warn: (line) => write(stderr, `${line}\n`),
  progress,
});
