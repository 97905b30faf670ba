import { bedsBeneath } from '../beds.js';
import {
  bandFromLanes,
  type DrawnLabel,
  type DrawnLine,
  type DrawnNode,
  lanePx,
  type MapGeometry,
  mapMarginPx,
  nodePx,
  type Point,
} from '../geometry.js';
import {
  labelAt,
  letterRoomPx,
  nameAt,
  nameLinePx,
  noteLinePx,
  noteLines,
  wholeNameLines,
  wordsWidth,
} from '../labels.js';
import { type AcyclicMap, inOrderOfPassing, partsOf, withoutCircles } from '../layers.js';
import { noteOf, relationTexts } from '../map-words.js';
import { withoutStraightPoints } from '../path-corners.js';
import type { MapNode, SourceMap } from '../source-map.js';
import { columnsOf, type Sides, type UprightOptions } from './columns.js';
import { type JoiningLane, JoiningLanes } from './joining-lanes.js';
import { type Arrangement, arrangeColumns, type TrunkSlot } from './trunks.js';
import { uprightMarks } from './upright-marks.js';

/** How much wider a node is than the lines that stop at it. */
const nodeOverPx = 12;
const rowPx = 44;
const partGapPx = 20;
const cornerPx = 9;
/** From the middle of a node to where what leaves it begins to turn, and where the last has turned. */
const turnPx = 9;

/** The map upright: a node a row, lanes at the left, names in one column. It can always be drawn. */
export function uprightLayout(map: SourceMap, options: UprightOptions): MapGeometry {
  const acyclic = withoutCircles(map);
  const order = new Map(inOrderOfPassing(acyclic).map(({ id }, at) => [id, at]));
  const parts = partsOf(acyclic).map((part) =>
    part.toSorted((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0)),
  );
  return new Sheet(acyclic, arrangeColumns(acyclic, parts.flat()), parts, options).draw();
}

class Sheet {
  readonly #map: AcyclicMap;
  readonly #plan: Arrangement;
  readonly #right: number;
  readonly #parts: readonly (readonly MapNode[])[];
  readonly #lanes: JoiningLanes;
  readonly #xs: number[];
  readonly #ys: number[];
  readonly #bandTops = new Map<TrunkSlot, number | null>();
  readonly #linesOfNames = new Map<string, string[]>();
  readonly #linesOfNotes = new Map<string, string[]>();
  readonly #namesX: number;
  readonly #share: number;

  constructor(
    map: AcyclicMap,
    plan: Arrangement,
    parts: readonly (readonly MapNode[])[],
    options: UprightOptions,
  ) {
    this.#map = map;
    this.#plan = plan;
    this.#parts = parts;
    this.#lanes = new JoiningLanes(map, plan);
    const sides = Array.from({ length: plan.columns }, (_, column) => this.#sides(column));
    const { xs, namesX, right, share } = columnsOf(sides, map.nodes, options);
    this.#xs = xs;
    this.#namesX = namesX;
    this.#share = share;
    this.#right = right;
    this.#ys = this.#rows();
  }

  #hasLoop(id: string): boolean {
    return this.#map.loops.some(({ from }) => from === id);
  }

  /** How far the nodes of a column come to each side, and how far the lanes of its trunks do. */
  #sides(column: number): Sides {
    const half = nodePx / 2;
    const ids = this.#plan.rows.filter(({ id }) => this.#plan.columnOf.get(id) === column);
    const ends = ids.map(({ id, shape }) => {
      const more = (this.#hasLoop(id) ? 18 : 0) + (shape === 'group' ? 6 : 0);
      const found = this.#lanes.endsOf(id);
      const [from, to] = [Math.min(...found), Math.max(...found)];
      const wide = Math.max(nodePx, to - from + nodeOverPx) / 2;
      return { left: wide - (from + to) / 2, right: wide + (from + to) / 2 + more };
    });
    const trunks = [...this.#plan.trunks.values()].filter((trunk) => trunk.column === column);
    const thick = Math.max(0, ...trunks.map(({ thickness }) => thickness / 2));
    return {
      node: {
        left: Math.max(half, ...ends.map(({ left }) => left)),
        right: Math.max(half, ...ends.map(({ right }) => right)),
      },
      trunk: { left: thick, right: thick },
    };
  }

  /** Where each row is: as far below the one before as what turns between them needs. */
  #rows(): number[] {
    const starts = new Set(this.#parts.map(([first]) => first?.id));
    let y = mapMarginPx + 14 + this.#moreFor(this.#plan.rows[0]);
    return this.#plan.rows.map(({ id }, row) => {
      if (row > 0) y += this.#gapBelow(row - 1) + (starts.has(id) ? partGapPx : 0);
      return y;
    });
  }

  #gapBelow(row: number): number {
    const id = this.#plan.rows[row]?.id ?? '';
    const turning = this.#lanes.turning(id);
    const most = Math.max(turning.left.length, turning.right.length, 1);
    const more = this.#moreFor(this.#plan.rows[row]) + this.#moreFor(this.#plan.rows[row + 1]);
    return Math.max(rowPx + more, nodePx + 2 * turnPx + 2 * cornerPx - 4 + (most - 1) * lanePx);
  }

  draw(): MapGeometry {
    const nodes = this.#plan.rows.map((node) => this.#node(node));
    const lines = this.#plan.rows.flatMap(({ id }) => [...this.#bandsInto(id), ...this.#lines(id)]);
    const labels = this.#plan.rows.flatMap((node, row) => this.#words(node, row));
    const upright = this.#map.edges.filter(({ start, end }) => this.#x(start) === this.#x(end));
    const joining = upright.map(({ start, end }) => ({
      ...{ start, end, thickness: (this.#plan.trunks.get(end)?.thickness ?? 0) * this.#share },
      course: () => [start, end].map((id) => ({ x: this.#x(id), y: this.#y(id) })),
    }));
    const beds = bedsBeneath(nodes, joining, nodeOverPx);
    const last = this.#ys.at(-1) ?? 0;
    return {
      ...{ form: 'upright', width: this.#right, nodes, lines, beds },
      height: last + 34 + this.#moreFor(this.#plan.rows.at(-1)),
      labels,
      marks: uprightMarks(this.#map, lines, nodes),
    };
  }

  #x(id: string): number {
    return this.#xs[this.#plan.columnOf.get(id) ?? 0] ?? 0;
  }

  #slotX(trunk: { column: number } | undefined, { at }: TrunkSlot): number {
    return (this.#xs[trunk?.column ?? 0] ?? 0) + at * this.#share;
  }

  #y(id: string): number {
    return this.#ys[this.#plan.rowOf.get(id) ?? 0] ?? 0;
  }

  #node(node: MapNode): DrawnNode {
    const [x, y] = [this.#x(node.id), this.#y(node.id)];
    const ends = this.#lanes.endsOf(node.id);
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const width = Math.max(nodePx, to - from + nodeOverPx) * this.#share;
    const left = x + ((from + to) / 2) * this.#share - width / 2;
    const height = Math.min(nodePx, width);
    const box = { x: left, y: y - height / 2, width, height };
    const loop = this.#map.loops.find((each) => each.from === node.id);
    const points = loopPoints(left + width, y);
    return { node, ...box, loop: loop ? { points, strands: loop.strands } : null };
  }

  #lines(id: string): DrawnLine[] {
    const { left, right } = this.#lanes.turning(id);
    const levels = new Map<JoiningLane, number>();
    for (const side of [left, right]) {
      for (const [place, lane] of side.entries()) levels.set(lane, place);
    }
    return this.#lanes.leaving(id).map((lane) => {
      const { edge, slot } = lane;
      const { level, kind, strands } = lane.lane;
      const width = lane.lane.width * this.#share;
      return {
        ...{ from: edge.from, to: edge.to, strands, level, kind, width },
        points: this.#course(id, lane, levels.get(lane) ?? 0),
        isBand: slot.edge === null,
      };
    });
  }

  /** The lanes of bands that several nodes join, from where the second has joined. */
  #bandsInto(id: string): DrawnLine[] {
    const trunk = this.#plan.trunks.get(id);
    return (trunk?.slots ?? []).flatMap((slot) => {
      const { level, kind } = slot.lane;
      const width = slot.lane.width * this.#share;
      const top = this.#bandTop(id, slot);
      if (top === null) return [];
      const x = this.#slotX(trunk, slot);
      const points = [top, this.#y(id)].map((y) => ({ x, y }));
      return [{ from: '', to: id, strands: [], level, kind, width, points, isBand: true }];
    });
  }

  /** Where the lane of a band begins; null where it is none, or only one node's. */
  #bandTop(id: string, slot: TrunkSlot): number | null {
    if (slot.edge !== null) return null;
    const known = this.#bandTops.get(slot);
    if (known !== undefined) return known;
    const top = this.#bandTopOf(id, slot);
    this.#bandTops.set(slot, top);
    return top;
  }

  #bandTopOf(id: string, slot: TrunkSlot): number | null {
    const [, second] = (this.#map.into.get(id) ?? [])
      .filter((edge) => this.#lanes.slotsOf(edge).some((each) => each.slot === slot))
      .map((edge) => this.#y(edge.start))
      .toSorted((one, other) => one - other);
    return second === undefined ? null : second + nodePx / 2 + turnPx + 2 * cornerPx;
  }

  /**
   * Down from the node, over at 45° to its place in the trunk, and down to the node at its end, or
   * to the band that it joins on the way.
   */
  #course(id: string, { edge, outAt, slot }: JoiningLane, place: number): Point[] {
    const trunk = this.#plan.trunks.get(edge.end);
    const fromX = this.#x(id) + outAt * this.#share;
    const toX = this.#slotX(trunk, slot);
    const top = this.#y(id);
    const corner = Math.min(cornerPx, Math.abs(toX - fromX) / 2);
    const level = top + nodePx / 2 + turnPx + cornerPx - 4 + place * lanePx;
    const side = Math.sign(toX - fromX);
    const bandTop = this.#bandTop(edge.end, slot);
    const bottom =
      bandTop === null ? this.#y(edge.end) : Math.max(bandTop, level + corner + nodePx / 2);
    return withoutStraightPoints([
      { x: fromX, y: top },
      { x: fromX, y: level - corner },
      { x: fromX + side * corner, y: level },
      { x: toX - side * corner, y: level },
      { x: toX, y: level + corner },
      { x: toX, y: bottom },
    ]);
  }

  /** A node's name, and beneath it how it passed on, or what a reader has. */
  #words(node: MapNode, row: number): DrawnLabel[] {
    const { id } = node;
    const notes = this.#notesOf(node);
    const top = (this.#ys[row] ?? 0) - this.#moreFor(node);
    const named = (this.#linesOf(node).length - 1) * nameLinePx;
    const y = top + named + (notes.length === 0 ? 4.5 : -1);
    const x = this.#namesX;
    return [
      ...nameAt({ x, y }, 'start', node, this.#linesOf(node)),
      ...notes.map((text, line) =>
        labelAt({ x, y: y + nameLinePx + line * noteLinePx }, 'start', {
          ...{ role: 'note', of: id, text, maxWidth: Number.POSITIVE_INFINITY },
        }),
      ),
    ];
  }

  get #room(): number {
    return this.#right - this.#namesX - mapMarginPx;
  }

  #linesOf(node: MapNode): string[] {
    const known = this.#linesOfNames.get(node.id);
    if (known) return known;
    const letterPx = node.letter === null ? 0 : letterRoomPx;
    const lines = wholeNameLines(node, this.#room - letterPx);
    this.#linesOfNames.set(node.id, lines);
    return lines;
  }

  /** How much further than others the words of a node come up and down: those that stand on several lines. */
  #moreFor(node: MapNode | undefined): number {
    if (!node) return 0;
    const names = (this.#linesOf(node).length - 1) * nameLinePx;
    const notes = Math.max(0, this.#notesOf(node).length - 1) * noteLinePx;
    return (names + notes) / 2;
  }

  #notesOf(node: MapNode): string[] {
    const known = this.#linesOfNotes.get(node.id);
    if (known) return known;
    const fits = (text: string) => wordsWidth({ role: 'note', text }) <= this.#room;
    const all = this.#notes(node).map((note) => noteLines(note, this.#room));
    const lines = all.find((each) => each.every(fits)) ?? all.at(-1) ?? [];
    this.#linesOfNotes.set(node.id, lines);
    return lines;
  }

  /** What may stand beneath its name, the fullest first. */
  #notes(node: MapNode): string[] {
    const out = (this.#map.outOf.get(node.id) ?? []).flatMap(({ strands }) => strands);
    const into = this.#plan.trunks.get(node.id)?.slots ?? [];
    const many = into.reduce((sum, { lane }) => sum + lane.strands.length, 0);
    if (out.length > 0) return relationTexts(out);
    const note = noteOf(this.#map, node);
    return [note === '' && many >= bandFromLanes ? String(many) : note];
  }
}

function loopPoints(right: number, y: number): Point[] {
  return [
    { x: right - 2, y: y - 5 },
    { x: right + 12, y: y - 5 },
    { x: right + 12, y: y + 5 },
    { x: right - 2, y: y + 5 },
  ];
}
