import { bedAroundPx } from '../beds.js';
import { bandFromLanes, type DrawnLabel, type DrawnNode, type Point } from '../geometry.js';
import {
  isWhole,
  type LabelPlacer,
  labelAt,
  nameAt,
  nameLinePx,
  nameLines,
  nameOnOneLine,
  wordsWidth,
} from '../labels.js';
import type { AcyclicMap } from '../layers.js';
import { noteOf, relationTexts } from '../map-words.js';
import { type LayoutAttempt, oneLinePx } from './lying-attempts.js';
import type { LaidWay } from './lying-graph.js';

/** A level part of an edge, between nodes and bends. */
export interface LevelRun {
  from: number;
  to: number;
  y: number;
}

/** How much wider than its column has room for a name may be: there may be nothing beside it. */
const wider = [1, 1.4, 2];

/**
 * Where the name of a node may stand, the best place first: a long one on two lines, on wider ones or on one. Cut
 * is only what is too long for two of the longest lines: for others, a map that stands upright has room.
 */
export function* namePlaces(
  drawn: DrawnNode,
  map: AcyclicMap,
  attempt: LayoutAttempt,
): Generator<DrawnLabel[]> {
  const { node } = drawn;
  const whole = [
    ...wider.map((times) => nameLines(node, times * attempt.nameWidth)),
    nameOnOneLine(node, oneLinePx),
  ].filter((lines) => isWhole(lines, node));
  const cut = [nameLines, nameOnOneLine].map((linesOf) => linesOf(node, attempt.nameWidth));
  const mayBeCut = whole.length === 0 && !isWhole(nameLines(node, oneLinePx), node);
  for (const lines of mayBeCut ? cut : whole) yield* placesOf(lines, drawn, map, attempt);
}

function* placesOf(
  lines: readonly string[],
  { node, x, y, width, height, loop }: DrawnNode,
  map: AcyclicMap,
  { isLoose, mayStandBelow }: LayoutAttempt,
): Generator<DrawnLabel[]> {
  const note = noteOf(map, node);
  const small = { role: 'note' as const, of: node.id, text: note, maxWidth: 320 };
  const [left, middle, right] = [x, x + width / 2, x + width];
  const around = node.isNeck ? bedAroundPx - 3 : 0;
  const more = (lines.length - 1) * nameLinePx;
  const name = (at: Point, anchor: DrawnLabel['anchor']) => nameAt(at, anchor, node, lines);
  const level = y + height / 2 + 4.5 + more / 2;
  if (!map.outOf.has(node.id)) {
    const beside = right + around + (loop ? 19 : 10);
    yield note === ''
      ? name({ x: beside, y: level }, 'start')
      : [
          ...name({ x: beside, y: level - 6.5 }, 'start'),
          labelAt({ x: beside, y: level + 8 }, 'start', small),
        ];
  }
  if (isLoose && !map.into.has(node.id)) {
    yield name({ x: left - around - 9, y: level }, 'end');
  }
  const anchors = map.into.has(node.id)
    ? (['middle', 'end', 'start'] as const)
    : (['start', 'middle'] as const);
  const places = { start: left, middle, end: right };
  const baselines = [y - around - 9, ...(mayStandBelow ? [y + height + around + 17 + more] : [])];
  for (const baseline of baselines) {
    for (const anchor of anchors) yield name({ x: places[anchor], y: baseline }, anchor);
  }
}

/**
 * Writes on the level parts of an edge how it was passed on. False where the number of a band finds
 * no room; how it was passed on may be left to the title.
 */
export function placeRelation(
  { edge, thickness }: LaidWay,
  runs: readonly LevelRun[],
  placer: LabelPlacer,
  isOnBed: boolean,
): boolean {
  const texts = relationTexts(edge.strands);
  const role = 'relation' as const;
  const around = isOnBed ? bedAroundPx + 4 : 0;
  const { start: of, end: to } = edge;
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
        const baselines = [y + thickness / 2 + 14 + around, y - thickness / 2 - 7 - around];
        return baselines.flatMap((baseline) => middles.map((x) => ({ x, y: baseline })));
      });
    const words = { role, of, to, text, maxWidth: width };
    if (placer.place(places.map((at) => [labelAt(at, 'middle', words)]))) return true;
  }
  return edge.strands.length < bandFromLanes;
}
