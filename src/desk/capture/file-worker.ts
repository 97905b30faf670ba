import { parentPort } from 'node:worker_threads';
import { type FileTask, readFile } from './file-reader.js';
// Parsers take a second to load: that is no part of reading a file.
import './page-reader.js';

parentPort?.on('message', async (task: FileTask) => {
  parentPort?.postMessage(await readFile(task));
});
parentPort?.postMessage('ready');
