import { finishOrder, type SourceMap, type Station, type Stretch } from './source-map.js';

/** A stretch in the direction in which it is drawn: against its own where it closes a circle. */
export interface LaidStretch extends Stretch {
  /** Where it is drawn from and to. */
  start: string;
  end: string;
  isBack: boolean;
}

/** A map without circles: what leads back is turned, and what leads to itself stands apart. */
export interface AcyclicMap {
  stations: readonly Station[];
  stretches: readonly LaidStretch[];
  /** Stations that gave themselves as their source. */
  loops: readonly Stretch[];
  /** By station, the stretches that are drawn into it and out of it. */
  into: ReadonlyMap<string, readonly LaidStretch[]>;
  outOf: ReadonlyMap<string, readonly LaidStretch[]>;
}

/** Turns as few strands of a map's circles as a simple rule finds: those of the thinner stretches. */
export function withoutCircles({ stations, stretches }: SourceMap): AcyclicMap {
  const loops = stretches.filter(({ from, to }) => from === to);
  const plain = stretches.filter(({ from, to }) => from !== to);
  const next = new Map<string, string[]>();
  const add = (start: string, end: string) => next.set(start, [...(next.get(start) ?? []), end]);
  for (const { from, to, isCircular } of plain) if (!isCircular) add(from, to);
  const back = new Set<Stretch>();
  const circular = plain.filter(({ isCircular }) => isCircular);
  for (const stretch of circular.toSorted(
    (one, other) => other.strands.length - one.strands.length,
  )) {
    const { from, to } = stretch;
    const closes = finishOrder(to, next, new Set()).includes(from);
    if (closes) back.add(stretch);
    add(closes ? to : from, closes ? from : to);
  }
  const laid = plain.map((stretch): LaidStretch => {
    const isBack = back.has(stretch);
    const [start, end] = isBack ? [stretch.to, stretch.from] : [stretch.from, stretch.to];
    return { ...stretch, start, end, isBack };
  });
  return {
    stations,
    stretches: laid,
    loops,
    into: grouped(laid, ({ end }) => end),
    outOf: grouped(laid, ({ start }) => start),
  };
}

/** Items by a key, in their order. */
export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Stations so that each comes behind those from which it has it; what belongs together stays together. */
export function inOrderOfPassing({ stations, into, outOf }: AcyclicMap): Station[] {
  const before = new Map(
    [...into].map(([id, stretches]) => [
      id,
      stretches
        .toSorted((one, other) => other.strands.length - one.strands.length)
        .map(({ start }) => start),
    ]),
  );
  const seen = new Set<string>();
  const ends = stations.filter(({ id }) => !outOf.has(id));
  const order = ends.flatMap(({ id }) => finishOrder(id, before, seen));
  const byId = new Map(stations.map((station) => [station.id, station]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** By station, its layer: as far right as the longest way to it is long; where ways end, the last. */
export function layersOf(map: AcyclicMap): { layerOf: ReadonlyMap<string, number>; last: number } {
  const layerOf = new Map<string, number>();
  for (const { id } of inOrderOfPassing(map)) {
    const before = (map.into.get(id) ?? []).map(({ start }) => layerOf.get(start) ?? 0);
    layerOf.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  const last = Math.max(0, ...layerOf.values());
  for (const { id } of map.stations) {
    if (map.into.has(id) && !map.outOf.has(id)) layerOf.set(id, last);
  }
  return { layerOf, last };
}

/** The stations of each part that hangs together, the parts with the most passages first. */
export function partsOf({ stations, into, outOf }: AcyclicMap): Station[][] {
  const beside = new Map<string, string[]>();
  for (const { id } of stations) {
    beside.set(id, [
      ...(outOf.get(id) ?? []).map(({ end }) => end),
      ...(into.get(id) ?? []).map(({ start }) => start),
    ]);
  }
  const seen = new Set<string>();
  const parts = stations.flatMap(({ id }) => {
    const ids = new Set(finishOrder(id, beside, seen));
    return ids.size === 0 ? [] : [stations.filter((station) => ids.has(station.id))];
  });
  const passages = (part: readonly Station[]) =>
    new Set(part.flatMap(({ annotations }) => annotations)).size;
  return parts.toSorted((one, other) => passages(other) - passages(one));
}
