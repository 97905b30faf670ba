import { bandFromLanes, type DrawnLabel, type DrawnStation } from './geometry.js';
import { type LabelPlacer, labelAt, nameWords, wordsWidth } from './labels.js';
import type { AcyclicMap } from './layers.js';
import type { Attempt } from './lying-attempts.js';
import type { LaidWay } from './lying-graph.js';
import { noteOf, relationTexts } from './map-words.js';

/** A level part of a stretch, between stations and bends. */
export interface LevelRun {
  from: number;
  to: number;
  y: number;
}

/** Where the name of a station may stand, the best place first. */
export function* namePlaces(
  { station, x, y, width, height }: DrawnStation,
  map: AcyclicMap,
  { nameWidth, isLoose, mayStandBelow }: Attempt,
): Generator<DrawnLabel[]> {
  const name = nameWords(station, nameWidth);
  const note = noteOf(map, station);
  const small = { role: 'note' as const, of: station.id, text: note, maxWidth: 220 };
  const [left, middle, right] = [x, x + width / 2, x + width];
  if (!map.outOf.has(station.id)) {
    const at = y + height / 2;
    yield [
      labelAt({ x: right + 10, y: note === '' ? at + 4.5 : at - 2 }, 'start', name),
      ...(note === '' ? [] : [labelAt({ x: right + 10, y: at + 12.5 }, 'start', small)]),
    ];
  }
  if (isLoose && !map.into.has(station.id)) {
    yield [labelAt({ x: left - 9, y: y + height / 2 + 4.5 }, 'end', name)];
  }
  const anchors = map.into.has(station.id)
    ? (['middle', 'end', 'start'] as const)
    : (['start', 'middle'] as const);
  const places = { start: left, middle, end: right };
  const below = mayStandBelow ? [y + height + 17] : [];
  for (const baseline of [y - 9, ...below]) {
    for (const anchor of anchors) {
      yield [labelAt({ x: places[anchor], y: baseline }, anchor, name)];
    }
  }
}

/**
 * Writes on the level parts of a stretch how it was passed on. False where the number of a band finds
 * no room; how it was passed on may be left to the title.
 */
export function placeRelation(
  { stretch, thickness }: LaidWay,
  runs: readonly LevelRun[],
  placer: LabelPlacer,
): boolean {
  const texts = relationTexts(stretch.strands);
  const role = 'relation' as const;
  const { start: of, end: to } = stretch;
  for (const text of texts) {
    const width = wordsWidth({ role, text });
    const places = runs
      .filter((run) => run.to - run.from >= width - 4)
      .flatMap(({ from, to: end, y }) => {
        const middles = [0.5, 0.3, 0.7].map((part) => {
          const at = from + (end - from) * part;
          return Math.min(
            Math.max(at, from + width / 2),
            Math.max(end - width / 2, from + width / 2),
          );
        });
        const baselines = [y + thickness / 2 + 14, y - thickness / 2 - 7];
        return baselines.flatMap((baseline) => middles.map((x) => ({ x, y: baseline })));
      });
    const words = { role, of, to, text, maxWidth: 200 };
    if (placer.place(places.map((at) => [labelAt(at, 'middle', words)]))) return true;
  }
  return stretch.strands.length < bandFromLanes;
}
