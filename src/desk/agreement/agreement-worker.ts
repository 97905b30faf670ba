import { parentPort, workerData } from 'node:worker_threads';
import { figuresOn, type ObservedText } from '../../domain/agreement/observation.js';

const texts: readonly ObservedText[] = workerData;
parentPort?.postMessage(figuresOn(texts));
