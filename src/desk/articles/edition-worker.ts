import { parentPort } from 'node:worker_threads';
import { alignTexts } from '../../domain/text/comparison/alignment.js';
import type { TextPair } from './edition-thread.js';

parentPort?.on('message', ({ was, now }: TextPair) =>
  parentPort?.postMessage(alignTexts(was, now)),
);
parentPort?.postMessage('ready');
