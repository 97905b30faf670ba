import { parentPort, workerData } from 'node:worker_threads';
import { layOut, type MapRoom } from '../../domain/map/map-layouts.js';
import type { SourceMap } from '../../domain/map/source-map.js';

/* The thread of `map-working.ts`: lays one map out and ends. */

const { map, room }: { map: SourceMap; room: MapRoom } = workerData;
parentPort?.postMessage(layOut(map, room));
