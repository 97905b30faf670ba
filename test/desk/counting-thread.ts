import { parentPort } from 'node:worker_threads';

/** A thread that answers each task by how many it has done. */
let done = 0;
parentPort?.on('message', () => {
  done += 1;
  parentPort?.postMessage(done);
});
parentPort?.postMessage('ready');
