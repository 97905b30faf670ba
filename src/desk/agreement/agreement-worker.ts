import { parentPort, workerData } from 'node:worker_threads';
import { figuresOn, type ObservedText } from '../../domain/agreement/observation.js';

/* A thread that works out the agreement on some texts and ends. */

const texts: readonly ObservedText[] = workerData;
parentPort?.postMessage(figuresOn(texts));
