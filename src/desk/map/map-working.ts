import {
  layOut,
  type MapLayouts,
  type MapRoom,
  maxEdgesAtOnce,
} from '../../domain/map/map-layouts.js';
import type { SourceMap } from '../../domain/map/source-map.js';
import { OneAtATime } from '../one-at-a-time.js';
import { RecentResults } from '../recent-results.js';
import { workedOnThread } from '../worker-thread.js';

/** A map is looked at more often than its chains are changed. */
const kept = new RecentResults<MapLayouts>(100);
const threads = new OneAtATime();

/** Lays a map out, a large one on a thread, one after the other. */
export function layoutsOf(map: SourceMap, room: MapRoom): Promise<MapLayouts> {
  return kept.of([map.nodes, map.edges, room], () => laidOut(map, room));
}

function laidOut(map: SourceMap, room: MapRoom): Promise<MapLayouts> {
  if (map.edges.length <= maxEdgesAtOnce) return Promise.resolve(layOut(map, room));
  const module = new URL('./map-worker.js', import.meta.url);
  return threads.run(() => workedOnThread(module, { map, room }));
}
