import { confidenceWords } from '../chain/scales.js';
import { counted } from '../text/wording.js';
import type {
  DrawnLabel,
  DrawnLine,
  DrawnMark,
  DrawnNode,
  MapGeometry,
  Point,
} from './geometry.js';
import { letterRoomPx, namePx, strongWider } from './labels.js';
import { grouped } from './layers.js';
import {
  type MapNode,
  type MapPassage,
  relationWords,
  type SourceMap,
  type Strand,
} from './source-map.js';
import { textWidth } from './text-width.js';

/*
 * A map as views draw it: paths and words, with nothing left to work out. Colours and dashes stand in the
 * style sheet, by class.
 */

export interface MapDrawing {
  form: MapGeometry['form'];
  width: number;
  height: number;
  beds: { d: string; width: number; cap: string }[];
  /** Passage by passage, so that each is one link; a band, which is of many, leads nowhere by itself. */
  ways: DrawnWay[];
  nodes: NodeDrawing[];
  marks: { kind: DrawnMark['kind']; level: string; transform: string }[];
  /** How it was passed on, on the lines. */
  words: LabelDrawing[];
}

interface DrawnWay {
  annotation: string | null;
  href: string | null;
  title: string;
  lines: { d: string; classes: string; width: number; dash: string | null }[];
}

interface NodeDrawing {
  /** Ids of the register, a space between them; empty for a gap. */
  sources: string;
  href: string | null;
  title: string;
  classes: string;
  shapes: { d: string; classes: string }[];
  /** Around it, where it has the focus. */
  focus: string;
  labels: LabelDrawing[];
}

interface LabelDrawing {
  x: number;
  y: number;
  anchor: DrawnLabel['anchor'];
  text: string;
  classes: string;
  letter: { letter: string; x: number; y: number } | null;
}

/** Where the parts of a map lead: a node to its passages. */
export interface MapLinks {
  ofNode: (node: MapNode) => string | null;
}

/** It yields between short pieces of work. */
export function* mapDrawingInTurns(
  geometry: MapGeometry,
  { passages }: SourceMap,
  { ofNode }: MapLinks,
  isRightToLeft: boolean,
): Generator<undefined, MapDrawing> {
  const { form, width, height, beds, nodes, labels, marks } = geometry;
  const bySource = new Map(passages.map((passage) => [passage.annotation, passage]));
  const named = new Map(nodes.map(({ node }) => [node.id, node.name]));
  const ofNodes = grouped(
    labels.filter(({ to }) => to === null),
    ({ of }) => of,
  );
  const ways = yield* waysOf(geometry, bySource, (id) => named.get(id) ?? id);
  const drawnNodes: NodeDrawing[] = [];
  for (const drawn of nodes) {
    const own = yield* labelsOf(ofNodes.get(drawn.node.id) ?? [], isRightToLeft);
    drawnNodes.push({
      ...nodeDrawing(drawn, isRightToLeft),
      href: ofNode(drawn.node),
      labels: own,
    });
    yield;
  }
  return {
    ...{ form, width: rounded(width), height: rounded(height) },
    beds: beds.map(({ points, width: wide, cap }) => ({
      ...{ d: pathOf(points, 14), width: rounded(wide), cap },
    })),
    ways,
    nodes: drawnNodes,
    marks: marks.map(markDrawing),
    words: yield* labelsOf(
      labels.filter(({ to }) => to !== null),
      isRightToLeft,
    ),
  };
}

function* labelsOf(
  labels: readonly DrawnLabel[],
  isRightToLeft: boolean,
): Generator<undefined, LabelDrawing[]> {
  const drawn: LabelDrawing[] = [];
  for (const label of labels) {
    drawn.push(labelDrawing(label, isRightToLeft));
    yield;
  }
  return drawn;
}

/** A chain of many holders in each hop has thousands. */
const linesAtOnce = 100;

function* waysOf(
  { lines, form }: MapGeometry,
  passages: ReadonlyMap<string, MapPassage>,
  nameOf: (id: string) => string,
): Generator<undefined, DrawnWay[]> {
  const ways = new Map<string, DrawnWay>();
  for (const [at, line] of lines.entries()) {
    if (at % linesAtOnce === linesAtOnce - 1) yield;
    const [strand, ...others] = line.strands;
    const passage = strand && others.length === 0 ? passages.get(strand.annotation) : undefined;
    const key = passage?.annotation ?? `${line.from} ${line.to}`;
    const known = ways.get(key) ?? newWay(line, passage, nameOf);
    known.lines.push({
      d: pathOf(line.points, form === 'upright' ? 7 : line.isBand ? 20 : 14),
      classes: `line ${line.level ?? 'none'} ${line.kind}`,
      width: rounded(line.width),
      dash: line.kind === 'trust' ? `0 ${rounded(line.width + 3)}` : null,
    });
    ways.set(key, known);
  }
  return [...ways.values()];
}

function newWay(
  { from, to, strands }: DrawnLine,
  passage: MapPassage | undefined,
  nameOf: (id: string) => string,
): DrawnWay {
  if (passage) {
    const { annotation, href, quote, confidence } = passage;
    const title = `${quote} (${confidenceWords(confidence).toLowerCase()})`;
    return { annotation, href, title, lines: [] };
  }
  const how = relationWords(strands).join(', ') || 'to';
  const title =
    strands.length === 0
      ? `to ${nameOf(to)}`
      : `${nameOf(from)} ${how} ${nameOf(to)}: ${counted(strands.length, 'passage')}`;
  return { annotation: null, href: null, title, lines: [] };
}

function nodeDrawing({ node, loop, ...box }: DrawnNode, isRightToLeft: boolean) {
  const { shape, isDashed, isNeck, sources, name, annotations } = node;
  const classes = `station ${shape}${isDashed ? ' unnamed' : ''}${isNeck ? ' neck' : ''}`;
  const count = counted(annotations.length, 'passage');
  return {
    sources: sources.join(' '),
    title: `${name}: ${count}${isNeck ? ', in every chain' : ''}`,
    classes,
    shapes: [
      ...(loop ? [{ d: pathOf(loop.points, 5), classes: loopClasses(loop.strands) }] : []),
      ...shapesOf(shape, box, isRightToLeft ? -6 : 6).map(([d, part]) => ({ d, classes: part })),
    ],
    focus: roundedBox(box.x - 5, box.y - 5, box.width + 10, box.height + 10, 12),
  };
}

/** A loop is one line, in the level of its passages where they have the same. */
function loopClasses(strands: readonly Strand[]): string {
  const [first, ...others] = strands;
  const isSame = others.every(({ level }) => level === first?.level);
  return `loop ${(isSame && first?.level) || 'none'}`;
}

interface Extent extends Point {
  width: number;
  height: number;
}

/** The sign of a node, stretched over its lanes; each part with its class. `aside`: how far to the right of one ring another stands. */
function shapesOf(
  shape: MapNode['shape'],
  { x, y, width, height }: Extent,
  aside: number,
): [d: string, part: string][] {
  const round = Math.min(width, height) / 2;
  const capsule = roundedBox(x, y, width, height, round);
  switch (shape) {
    case 'document':
      return [[roundedBox(x, y, width, height, 2.5), 'body']];
    case 'organisation':
      return [[gabled(x, y, width, height), 'body']];
    case 'group':
      return [
        [roundedBox(x + aside, y, width, height, round), 'body'],
        [capsule, 'body'],
      ];
    case 'confidential': {
      const middle = y + height / 2;
      return [
        [capsule, 'body'],
        [`M${rounded(x - 3.5)} ${rounded(middle)}h${rounded(width + 7)}`, 'bar'],
      ];
    }
    case 'unsaid':
      return [
        [capsule, 'body'],
        [questionMark(x + width / 2, y + height / 2), 'question'],
      ];
    default:
      return [[capsule, 'body']];
  }
}

function gabled(x: number, y: number, width: number, height: number): string {
  const [right, bottom, eaves] = [x + width, y + height, y + 4.5];
  return `M${rounded(x)} ${rounded(bottom)}V${rounded(eaves)}L${rounded(x + width / 2)} ${rounded(y - 3.5)}L${rounded(right)} ${rounded(eaves)}V${rounded(bottom)}z`;
}

function questionMark(x: number, y: number): string {
  return `M${rounded(x - 2)} ${rounded(y - 1.7)}a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1M${rounded(x)} ${rounded(y + 3.5)}v.1`;
}

function roundedBox(x: number, y: number, width: number, height: number, radius: number): string {
  const [w, h] = [rounded(width - 2 * radius), rounded(height - 2 * radius)];
  const r = rounded(radius);
  return `M${rounded(x + radius)} ${rounded(y)}h${w}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1-${r} ${r}h${rounded(-w)}a${r} ${r} 0 0 1-${r}-${r}v${rounded(-h)}a${r} ${r} 0 0 1 ${r}-${r}z`;
}

const roleClasses: Record<DrawnLabel['role'], string> = {
  name: 'name',
  relation: 'small',
  note: 'small',
  count: 'small',
};

/** The letter stands behind the words: to their right, or to their left where all is mirrored. */
function labelDrawing(label: DrawnLabel, isRightToLeft: boolean): LabelDrawing {
  const { role, at, anchor, text, isStrong, isAlarming, letter, x, width } = label;
  const classes = [roleClasses[role], isStrong && 'strong', isAlarming && 'alarming'];
  const taken = letter === null ? 0 : letterRoomPx;
  const nudges = isRightToLeft
    ? { start: taken, middle: taken / 2, end: 0 }
    : { start: 0, middle: -taken / 2, end: -taken };
  const wide = textWidth(text, namePx * (isStrong ? strongWider : 1));
  const boxX = isRightToLeft
    ? Math.max(x + width - wide - letterRoomPx, x)
    : Math.min(x + wide + 6, x + width - 18);
  const box = letter && { letter, x: rounded(boxX), y: rounded(at.y - 13) };
  return {
    ...{ x: rounded(at.x + nudges[anchor]), y: rounded(at.y), anchor, text },
    classes: classes.filter(Boolean).join(' '),
    letter: box,
  };
}

function markDrawing({ kind, x, y, level, turn }: DrawnMark) {
  const turned = turn === 0 ? '' : ` rotate(${turn})`;
  const transform = `translate(${rounded(x)} ${rounded(y)})${turned}`;
  return { kind, level: level ?? 'none', transform };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}

/** A path along some corners, which are rounded with a radius as far as there is room. */
function pathOf(points: readonly Point[], radius: number): string {
  const [first, ...others] = points;
  if (!first) return '';
  const parts = others.map((corner, at) => {
    const [before, after] = [points[at], others[at + 1]];
    if (!before || !after) return `L${rounded(corner.x)} ${rounded(corner.y)}`;
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const from = towards(corner, before, reach);
    const to = towards(corner, after, reach);
    return `L${rounded(from.x)} ${rounded(from.y)}Q${rounded(corner.x)} ${rounded(corner.y)} ${rounded(to.x)} ${rounded(to.y)}`;
  });
  return `M${rounded(first.x)} ${rounded(first.y)}${parts.join('')}`;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / whole) * by, y: from.y + ((to.y - from.y) / whole) * by };
}
