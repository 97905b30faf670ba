import type { MapNode, Strand } from './source-map.js';

/*
 * A map as it is drawn, in pixels from its upper left corner. Points of a path are its corners; whoever
 * draws it rounds them.
 */

export interface Point {
  x: number;
  y: number;
}

/** A rectangle by its upper left corner. */
export interface Box extends Point {
  width: number;
  height: number;
}

/** How the line of a passage is drawn: on trust, seen, confirmed, not said. */
export type LineKind = 'trust' | 'seen' | 'confirmed' | 'unsaid';

/**
 * One passage on one edge; in a band, all passages of one level and kind. What joins a band on the way
 * ends in it; the band itself, from there on, is a line of nobody's that leads from nowhere.
 */
export interface DrawnLine {
  from: string;
  to: string;
  strands: readonly Strand[];
  level: Strand['level'];
  kind: LineKind;
  width: number;
  points: readonly Point[];
  isBand: boolean;
}

export interface DrawnNode extends Box {
  node: MapNode;
  /** A small loop beside it: it gave itself as its source. */
  loop: { points: readonly Point[]; strands: readonly Strand[] } | null;
}

export type LabelRole = 'name' | 'relation' | 'note' | 'count';

/** A line of words, level, where no line and no other words are. */
export interface DrawnLabel extends Box {
  role: LabelRole;
  /** Whose it is: a node, or the start of an edge and its end. */
  of: string;
  to: string | null;
  text: string;
  /** What was cut short; null where nothing was. */
  whole: string | null;
  anchor: 'start' | 'middle' | 'end';
  /** Where the anchor is, on the line on which the letters stand. */
  at: Point;
  isStrong: boolean;
  isAlarming: boolean;
  letter: MapNode['letter'];
}

/** A tick on a line, or an arrow that says in which direction a circle goes. */
export interface DrawnMark extends Point {
  kind: 'tick' | 'arrow';
  level: Strand['level'];
  /** Degrees clockwise from an arrow that points to the right. */
  turn: 0 | 90 | 180 | 270;
}

/** The tinted bed beneath what stands in every chain: along these points, so wide. */
export interface DrawnBed {
  points: readonly Point[];
  width: number;
  cap: 'round' | 'butt';
}

export interface MapGeometry {
  form: 'lying' | 'upright';
  width: number;
  height: number;
  nodes: readonly DrawnNode[];
  lines: readonly DrawnLine[];
  labels: readonly DrawnLabel[];
  marks: readonly DrawnMark[];
  beds: readonly DrawnBed[];
}

/** How wide a node is in the direction of its lines, or how high, where they go down. */
export const nodePx = 15;
/** Left free around a map. */
export const mapMarginPx = 8;
/** How wide a line is and how far its middle is from the next one's. */
export const lineWidthPx = 3.4;
export const lanePx = 5.2;
const thinLinePx = 1.8;
/** This many lanes and more are one band. */
export const bandFromLanes = 10;
const maxBandPx = 26;

/** One lane of an edge, before it has a place. */
export interface Lane {
  strands: readonly Strand[];
  level: Strand['level'];
  kind: LineKind;
  width: number;
  /** Its middle, from the middle of all of them. */
  offset: number;
}

const kinds: Record<string, LineKind> = {
  'on trust': 'trust',
  seen: 'seen',
  confirmed: 'confirmed',
};
const levels: readonly Strand['level'][] = ['high', 'moderate', 'low', null];
const kindOrder: readonly LineKind[] = ['confirmed', 'seen', 'trust', 'unsaid'];

/** How wide the line of one passage is. */
export function plainWidthPx(kind: LineKind): number {
  return kind === 'unsaid' ? thinLinePx : lineWidthPx;
}

/** How the line of a strand is drawn: by what the desk did about the hop. */
export function kindOf({ check }: Pick<Strand, 'check'>): LineKind {
  return kinds[check ?? ''] ?? 'unsaid';
}

/** The lanes of some strands side by side in their order; of ten and more, one for each level and kind. */
export function lanesOf(strands: readonly Strand[]): { lanes: Lane[]; thickness: number } {
  const isBand = strands.length >= bandFromLanes;
  const groups = isBand ? bandGroups(strands) : strands.map((strand) => [strand]);
  const scale = Math.min(1.6, maxBandPx / strands.length);
  const lanes = groups.flatMap((group): Lane[] => {
    const [first] = group;
    if (!first) return [];
    const kind = kindOf(first);
    const plain = plainWidthPx(kind);
    const isBroad = isBand && group.length > 1;
    const width = isBroad ? Math.max(lineWidthPx, group.length * scale) : plain;
    return [{ strands: group, level: first.level, kind, width, offset: 0 }];
  });
  return stacked(lanes, lanePx - lineWidthPx);
}

function bandGroups(strands: readonly Strand[]): Strand[][] {
  return levels.flatMap((level) =>
    kindOrder.flatMap((kind) => {
      const group = strands.filter((strand) => strand.level === level && kindOf(strand) === kind);
      return group.length === 0 ? [] : [group];
    }),
  );
}

/** Puts lanes beside each other, a thin one in the room of a plain one, around their middle. */
function stacked(lanes: readonly Lane[], gap: number): { lanes: Lane[]; thickness: number } {
  const rooms = lanes.map(({ width }) => Math.max(width, lineWidthPx));
  const thickness = rooms.reduce((sum, room) => sum + room, 0) + gap * (lanes.length - 1);
  let from = -thickness / 2;
  const placed = lanes.map((lane, at) => {
    const room = rooms[at] ?? 0;
    const offset = from + room / 2;
    from += room + gap;
    return { ...lane, offset };
  });
  return { lanes: placed, thickness: Math.max(0, thickness) };
}
