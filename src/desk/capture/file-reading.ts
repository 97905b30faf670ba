import { Problem } from '../../domain/problem.js';
import { KeptWorker } from '../kept-worker.js';
import { isReplaced } from '../replaced-program.js';
import { WorkerProcess } from '../worker-process.js';
import type { FileTask, ReadFile } from './file-reader.js';

/** Ordinary pages take a second or two; a page that is made to be hard could take hours. */
const bounds = { taskMs: 20_000, idleMs: 60_000 };
const maxMemoryMb = 512;

/** A longer file leaves so much behind that the next has less memory. */
const maxKeptBytes = 200_000;

const module = new URL('./file-process.js', import.meta.url);
const processes = new KeptWorker<FileTask, ReadFile>(
  () => new WorkerProcess(module, maxMemoryMb),
  bounds,
);

/**
 * Reads a file in a process of its own, so that a hostile one keeps nobody waiting, can be stopped, and
 * ends nothing but itself. Throws *invalid* at `file` for one that can't be read in reasonable time and memory.
 */
export async function readInProcess(task: FileTask, limitMs = bounds.taskMs): Promise<ReadFile> {
  try {
    return await processes.answer(task, { limitMs, isLast: task.bytes.length > maxKeptBytes });
  } catch (error) {
    // Where the program's own files are gone, it is not for this file's sake.
    throw isReplaced() ? error : unreadable(error);
  }
}

function unreadable(cause: unknown): Problem {
  const problem = Problem.field(
    'file',
    'This file is built in a way that can’t be read here. Open it, copy its text and paste that instead.',
  );
  problem.cause = cause;
  return problem;
}
