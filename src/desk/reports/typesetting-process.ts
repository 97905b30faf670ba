import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Problem, problemCodes } from '../../domain/problem.js';
import type { PdfDocument } from '../../reports/pdf/pdf-document.js';
import type { Typeset } from '../../reports/pdf/typesetting.js';

/*
 * The typesetter is no JavaScript: what it stumbles over may end its whole process, it gives memory back to
 * nobody and stops for nobody before it is done. In a process of its own none of that touches the desk.
 */

/** Each takes a processor for itself and some hundred megabytes. */
const maxAtOnce = 2;
/** The largest document takes a fifth of it. */
const maxMs = 120_000;
/** Of what the typesetter says when it breaks off. */
const maxFaultLetters = 2000;

/** What a process needs to find its fonts; the desk's own settings and secrets are not for it. */
const neededVariables = ['PATH', 'HOME', 'SystemRoot', 'LOCALAPPDATA', 'XDG_DATA_HOME', 'TMPDIR'];

const answerHead = z.object({
  said: z.array(z.string()).optional(),
  refusal: z.object({ code: z.enum(problemCodes), message: z.string() }).optional(),
});

let underWay = 0;
const waiting: (() => void)[] = [];

/**
 * Sets a document in a process of its own, with few at once; the others wait. The signal ends what waits and
 * what is under way, and whoever asked hears its reason. Throws *unsupported* where there is no typesetter.
 */
export async function typesetInProcess(
  document: PdfDocument,
  signal: AbortSignal | null,
): Promise<Typeset> {
  await place(signal);
  try {
    signal?.throwIfAborted();
    return read(await answered(started(), JSON.stringify(document), signal));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}

/** A place among those that are under way; where there is none, that of the first who is done. */
async function place(signal: AbortSignal | null): Promise<void> {
  if (underWay < maxAtOnce) {
    underWay += 1;
    return;
  }
  await new Promise<void>((taken, fail) => {
    waiting.push(taken);
    const leave = () => {
      const at = waiting.indexOf(taken);
      if (at === -1) return;
      waiting.splice(at, 1);
      fail(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
  });
}

/** From source, as tests and `npm run dev` run it, a process needs tsx as the program does. */
function started(): ChildProcess {
  const compiled = fileURLToPath(new URL('./typeset-process.js', import.meta.url));
  const command = existsSync(compiled)
    ? [compiled]
    : ['--import', 'tsx', compiled.replace(/\.js$/u, '.ts')];
  const known = neededVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return spawn(process.execPath, command, { env: Object.fromEntries(known) });
}

async function answered(
  child: ChildProcess,
  json: string,
  signal: AbortSignal | null,
): Promise<Buffer> {
  const stop = () => child.kill('SIGKILL');
  const timer = setTimeout(stop, maxMs);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const ended = new Promise<number | null>((done, fail) => {
      child.once('error', fail);
      child.once('close', done);
    });
    const [out, fault] = [child.stdout, child.stderr].map((stream) => stream && buffer(stream));
    // Whoever breaks off reads no further; why they did is told below.
    child.stdin?.on('error', () => {}).end(json);
    const code = await ended;
    signal?.throwIfAborted();
    if (code === 0 && out) return await out;
    const words = String(await fault).slice(-maxFaultLetters);
    throw new Error(`The typesetter ended with ${code ?? 'no answer in time'}: ${words}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function read(answer: Buffer): Typeset {
  const end = answer.indexOf('\n');
  const { refusal, said = [] } = answerHead.parse(JSON.parse(String(answer.subarray(0, end))));
  if (refusal) throw new Problem(refusal.code, refusal.message);
  return { pdf: answer.subarray(end + 1), said };
}
