import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/** On a thread of its own it goes on while the process works without a pause. */
const watch = `
  const { workerData: starter } = require('node:worker_threads');
  setInterval(() => process.ppid === starter || process.kill(process.pid, 'SIGKILL'), 1000);
`;

/**
 * To be called by a process that works for the desk: it ends within a second or two of whoever started it, also amid
 * work without end, and where memory runs out Linux is to end it and not the desk. Windows tells of no starter's end:
 * there it ends once it has nothing more to do.
 */
export function serveStarter(): void {
  new Worker(watch, { eval: true, execArgv: [], workerData: process.ppid }).unref();
  writeFile('/proc/self/oom_score_adj', '900').catch(() => {});
}
