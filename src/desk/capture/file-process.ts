import { serveStarter } from '../helper-process.js';
import { type FileTask, readFile } from './file-reader.js';
// Parsers take a second to load: that is no part of reading a file.
import './page-reader.js';

/* A program of its own: files come in as messages, and for each goes out what was read of it. */

serveStarter();
process.on('message', async (task: FileTask) => {
  process.send?.(await readFile(task));
});
process.send?.('ready');
