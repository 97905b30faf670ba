import { parentPort } from 'node:worker_threads';
import { carrier, compareEditions } from '../../domain/articles/carrying.js';
import type { EditionAnswer, EditionTask } from './edition-thread.js';
import { packed } from './packed-alignment.js';

/* The thread of `edition-thread.ts`: compares two editions and carries spans over, one task after another. */

parentPort?.on('message', ({ was, now, language, spans }: EditionTask) => {
  const compared = compareEditions(was, now);
  const placements = spans.length === 0 ? [] : spans.map(carrier(compared, language));
  const answer: EditionAnswer = { alignment: packed(compared.alignment), placements };
  parentPort?.postMessage(answer, [answer.alignment.runs.buffer]);
});
parentPort?.postMessage('ready');
