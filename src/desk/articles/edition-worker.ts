import { parentPort } from 'node:worker_threads';
import { alignTexts } from '../../domain/text/comparison/alignment.js';
import type { TextPair } from './edition-thread.js';
import { packed } from './packed-alignment.js';

parentPort?.on('message', ({ was, now }: TextPair) => {
  const alignment = packed(alignTexts(was, now));
  parentPort?.postMessage(alignment, [alignment.runs.buffer]);
});
parentPort?.postMessage('ready');
