import {
  layOut,
  type MapLayouts,
  type MapRoom,
  maxStretchesAtOnce,
} from '../../domain/map/map-layouts.js';
import type { SourceMap } from '../../domain/map/source-map.js';
import { sha256 } from '../articles/articles.js';
import { workedOnThread } from '../worker-thread.js';

/** The number of layouts that are kept: a map is looked at more often than its chains are changed. */
const maxKeptLayouts = 100;

/** By what they were made from, so that nothing that changes can make them wrong; the oldest first. */
const kept = new Map<string, Promise<MapLayouts>>();

/** Lays a map out, a large one on a thread, one after the other. */
export function layoutsOf(map: SourceMap, room: MapRoom): Promise<MapLayouts> {
  const key = sha256(JSON.stringify([map.stations, map.stretches, room]));
  const layouts = kept.get(key) ?? laidOut(map, room);
  kept.delete(key);
  kept.set(key, layouts);
  layouts.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -maxKeptLayouts)) kept.delete(oldest);
  return layouts;
}

let last: Promise<unknown> = Promise.resolve();

function laidOut(map: SourceMap, room: MapRoom): Promise<MapLayouts> {
  if (map.stretches.length <= maxStretchesAtOnce) return Promise.resolve(layOut(map, room));
  const module = new URL('./map-worker.js', import.meta.url);
  const layouts = last.then(() => workedOnThread<MapLayouts>(module, { map, room }));
  last = layouts.catch(() => {});
  return layouts;
}
