import { parentPort, workerData } from 'node:worker_threads';
import { type ReadPage, readHtml, readMarkdown } from './page-reader.js';

/** What the thread is started with. */
export interface PageTask {
  kind: 'html' | 'markdown';
  source: string;
}

const { kind, source }: PageTask = workerData;
const page: ReadPage = kind === 'html' ? readHtml(source) : readMarkdown(source);
parentPort?.postMessage(page);
