import { parentPort, workerData } from 'node:worker_threads';
import { type ClaimPassage, figuresOf } from '../../domain/claims/claim-figures.js';

const passages: readonly ClaimPassage[] = workerData;
parentPort?.postMessage(figuresOf(passages));
