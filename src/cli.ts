#!/usr/bin/env node
import { once } from 'node:events';
import { run } from './commands/run.js';

const { stdin, stdout, stderr } = process;

// Whoever reads the output may have had enough (`| head`): no fault, and nothing left to do.
stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit();
});

/** Shows a line in the place of the one before: ECMA-48 for "to its beginning, and wipe it". */
function progress(line: string): void {
  if (stderr.isTTY) stderr.write(`\r\u001B[K${line}`);
}

function write(stream: NodeJS.WriteStream, content: string): boolean {
  progress('');
  return stream.write(content);
}

async function put(text: string): Promise<void> {
  if (!write(stdout, text)) await once(stdout, 'drain');
}

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin,
  say: (line) => write(stdout, `${line}\n`),
  put,
  warn: (line) => write(stderr, `${line}\n`),
  progress,
});
