import { parentPort, workerData } from 'node:worker_threads';
import { type ClaimPassage, figuresOf } from '../../domain/claims/claim-figures.js';

/* A thread that works out the figures of one claim and ends. */

const passages: readonly ClaimPassage[] = workerData;
parentPort?.postMessage(figuresOf(passages));
