import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { compiledFile } from './compiled.js';
import { neededEnvironment } from './needed-environment.js';
import type { TaskWorker } from './worker-thread.js';

/** Of what a process says when it breaks off. */
const maxFaultLetters = 2000;

/**
 * A compiled module in a process of its own, which is spoken to like a thread. Where V8 itself breaks down, which no
 * thread contains, the process ends, and whoever waits for its answer is told; the desk goes on.
 */
export class WorkerProcess extends EventEmitter implements TaskWorker {
  readonly #child: ChildProcess;
  #hasEnded = false;

  constructor(compiled: URL, maxMemoryMb: number) {
    super();
    const file = compiledFile(compiled);
    const bounds = [`--max-old-space-size=${maxMemoryMb}`];
    // From source a process needs tsx as the program does.
    this.#child = fork(file ?? fileURLToPath(compiled).replace(/\.js$/u, '.ts'), [], {
      execArgv: file ? bounds : [...bounds, '--import', 'tsx'],
      env: neededEnvironment(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#listen();
  }

  postMessage(task: unknown): void {
    // One that has ended is told of by its end.
    this.#child.send(task as object, () => {});
  }

  /** Keeps the program running while it works. */
  ref(): void {
    for (const each of this.#handles()) each.ref();
  }

  unref(): void {
    for (const each of this.#handles()) each.unref();
  }

  async terminate(): Promise<void> {
    if (this.#hasEnded) return;
    const end = new Promise((done) => this.once('exit', done));
    this.#child.kill('SIGKILL');
    await end;
  }

  #listen(): void {
    let words = '';
    this.#child.stderr?.setEncoding('utf8').on('data', (said: string) => {
      words = (words + said).slice(-maxFaultLetters);
    });
    const fail = (error: Error) => this.emit('error', error);
    // An emitter without a listener throws what it is to tell.
    this.on('error', () => {});
    this.#child.on('message', (answer) => this.emit('message', answer));
    this.#child.on('error', fail);
    this.#child.on('close', (code, signal) => {
      this.#hasEnded = true;
      if (code !== 0) fail(new Error(`The process ended with ${code ?? signal}: ${words}`));
      this.emit('exit', code);
    });
  }

  #handles(): { ref(): void; unref(): void }[] {
    const { channel, stderr } = this.#child;
    return [
      this.#child,
      ...(channel ? [channel] : []),
      ...(stderr instanceof Socket ? [stderr] : []),
    ];
  }
}
