import { compareText, type SourceMap, type Station, type Stretch } from './source-map.js';

/** From so many stations on what is alike is shown as one. */
const foldFromStations = 40;

/**
 * A map of many stations with those folded into one that are alike: unnamed sources, outlets or gaps
 * that have it from the same stations and pass it on to the same. A smaller map stays as it is.
 */
export function withAlikeFolded(map: SourceMap): SourceMap {
  if (map.stations.length < foldFromStations) return map;
  const neighbours = neighboursOf(map.stretches);
  const groups = new Map<string, Station[]>();
  for (const station of map.stations) {
    const kind = kindOf(station);
    const key = JSON.stringify(
      kind === null || station.isNeck ? station.id : [kind, ...(neighbours.get(station.id) ?? [])],
    );
    groups.set(key, [...(groups.get(key) ?? []), station]);
  }
  const standsFor = new Map<string, string>();
  const stations = [...groups.values()].map((group) => {
    const one = foldedStation(group);
    for (const { id } of group) standsFor.set(id, one.id);
    return one;
  });
  return { ...map, stations, stretches: foldedStretches(map.stretches, standsFor) };
}

type FoldedKind = keyof typeof foldedNames;

const foldedNames = {
  gap: 'holders unknown',
  origin: 'origins not stated',
  unnamed: 'unnamed sources',
  outlet: 'outlets',
} as const;

function kindOf({ shape, isDashed, name }: Station): FoldedKind | null {
  if (shape === 'gap') return name.startsWith('Origin') ? 'origin' : 'gap';
  if (isDashed) return 'unnamed';
  return shape === 'outlet' ? 'outlet' : null;
}

/** By station, whom it has it from and whom it passes it on to. */
function neighboursOf(stretches: readonly Stretch[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (id: string, neighbour: string) => {
    found.set(id, [...(found.get(id) ?? []), neighbour].toSorted(compareText));
  };
  for (const { from, to } of stretches) {
    add(from, `> ${to}`);
    add(to, `< ${from}`);
  }
  return found;
}

function foldedStation(group: readonly Station[]): Station {
  const [first, ...others] = group;
  if (!first) throw new Error('A group of stations is never empty.');
  const kind = kindOf(first);
  if (others.length === 0 || kind === null) return first;
  return {
    ...first,
    name: `${group.length} ${foldedNames[kind]}`,
    letter: null,
    sources: group.flatMap(({ sources }) => sources),
    published: group.flatMap(({ published }) => published),
    annotations: [...new Set(group.flatMap(({ annotations }) => annotations))].toSorted(
      compareText,
    ),
  };
}

function foldedStretches(
  stretches: readonly Stretch[],
  standsFor: ReadonlyMap<string, string>,
): Stretch[] {
  const merged = new Map<string, Stretch>();
  for (const stretch of stretches) {
    const from = standsFor.get(stretch.from) ?? stretch.from;
    const to = standsFor.get(stretch.to) ?? stretch.to;
    const key = JSON.stringify([from, to]);
    const known = merged.get(key);
    const there = new Set(known?.strands.map(({ annotation }) => annotation));
    const strands = stretch.strands.filter(({ annotation }) => !there.has(annotation));
    const isCircular = stretch.isCircular || (known?.isCircular ?? false);
    merged.set(key, { from, to, isCircular, strands: [...(known?.strands ?? []), ...strands] });
  }
  return [...merged.values()].map((stretch) => ({
    ...stretch,
    strands: stretch.strands.toSorted((one, other) =>
      compareText(one.annotation, other.annotation),
    ),
  }));
}
