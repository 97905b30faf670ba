import { Problem } from '../../domain/problem.js';
import { KeptThread } from '../kept-thread.js';
import { isReplaced } from '../replaced-program.js';
import type { FileTask, ReadFile } from './file-reader.js';

/** Ordinary pages take a second or two; a page that is made to be hard could take hours. */
const bounds = { taskMs: 20_000, maxMemoryMb: 512, idleMs: 60_000 };

/** A longer file leaves so much behind that the next has less memory. */
const maxKeptBytes = 200_000;

const threads = new KeptThread<FileTask, ReadFile>(
  new URL('./file-worker.js', import.meta.url),
  bounds,
);

/**
 * Reads a file on a thread of its own, so that a hostile one keeps nobody waiting and can be
 * stopped. Throws *invalid* at `file` for one that can't be read in reasonable time and memory.
 */
export async function readInThread(task: FileTask, limitMs = bounds.taskMs): Promise<ReadFile> {
  try {
    return await threads.answer(task, { limitMs, isLast: task.bytes.length > maxKeptBytes });
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
