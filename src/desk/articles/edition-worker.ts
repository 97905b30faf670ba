import { parentPort, workerData } from 'node:worker_threads';
import { alignTexts } from '../../domain/text/comparison/alignment.js';

const { was, now }: { was: string; now: string } = workerData;
parentPort?.postMessage(alignTexts(was, now));
