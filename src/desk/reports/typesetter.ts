import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../domain/problem.js';
import { compiledFile } from '../compiled.js';
import { neededEnvironment } from '../needed-environment.js';
import { bytesIn, framesOf, headOf } from './frames.js';

/** The largest document takes a fifth of it. */
const maxMs = 120_000;
/** Of what the typesetter says when it breaks off. */
const maxFaultLetters = 2000;
/** It gives no memory back, so it is given no more documents after so much. */
const maxTakenBytes = 4_000_000;

/** A process that sets documents, one after another. While it sets none it keeps nobody from ending. */
export class Typesetter {
  readonly #child = started();
  readonly #answers = framesOf(this.#child.stdout);
  readonly #end = endOf(this.#child);
  #takenBytes = 0;

  constructor() {
    this.#keepNobody();
  }

  /** Whether it can be given another document. */
  get isFresh(): boolean {
    const { exitCode, killed, signalCode } = this.#child;
    const isThere = exitCode === null && signalCode === null && !killed;
    return isThere && this.#takenBytes < maxTakenBytes;
  }

  /** What it answers to a document, in pieces. The signal ends it, and whoever asked hears its reason. */
  async answerTo(document: readonly Buffer[], signal: AbortSignal | null): Promise<Buffer> {
    const stop = () => this.#child.kill('SIGKILL');
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stop();
    }, maxMs);
    signal?.addEventListener('abort', stop, { once: true });
    this.#handles().forEach((each) => void each.ref());
    try {
      this.#takenBytes += bytesIn(document);
      for (const piece of [headOf(document), ...document]) this.#child.stdin.write(piece);
      const { value } = await this.#answers.next();
      signal?.throwIfAborted();
      if (value) return value;
      const fault = await this.#end;
      throw isLate ? tooLate(fault) : fault;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      this.#keepNobody();
    }
  }

  /** Lets it go: it ends once there is nothing more to set. */
  dismiss(): void {
    this.#child.stdin.end();
  }

  #keepNobody(): void {
    for (const each of this.#handles()) each.unref();
  }

  #handles() {
    const { stdin, stdout, stderr } = this.#child;
    return [this.#child, ...[stdin, stdout, stderr].filter((each) => each instanceof Socket)];
  }
}

/** From source a process needs tsx as the program does. */
function started(): ChildProcessWithoutNullStreams {
  const module = new URL('./typeset-process.js', import.meta.url);
  const compiled = compiledFile(module);
  const command = compiled
    ? [compiled]
    : ['--import', 'tsx', fileURLToPath(module).replace(/\.js$/u, '.ts')];
  return spawn(process.execPath, command, { env: neededEnvironment() });
}

const insteadWords = 'Choose fewer annotations, or another format: HTML can be printed as well.';

function tooLate(cause: Error): Problem {
  const message = `The PDF is not made: it takes longer than two minutes. ${insteadWords}`;
  return Object.assign(new Problem('unavailable', message), { cause });
}

/** What ends it from outside is, nearly always, that the machine has no more memory for it. */
function brokenOff(cause: Error): Problem {
  const message = `The PDF is not made: the typesetter broke off, as it does where memory runs out. ${insteadWords}`;
  return Object.assign(new Problem('unavailable', message), { cause });
}

/** How it ended, as a fault, once it has. */
function endOf(child: ChildProcessWithoutNullStreams): Promise<Error> {
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (said: string) => {
    words = (words + said).slice(-maxFaultLetters);
  });
  // A process that broke off reads no further: what it said tells why.
  child.stdin.on('error', () => {});
  return new Promise((done) => {
    child.once('error', done);
    child.once('close', (code, signal) => {
      const fault = new Error(`The typesetter ended with ${code ?? signal}: ${words}`);
      done(signal === null ? fault : brokenOff(fault));
    });
  });
}
