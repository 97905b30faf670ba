import { bedsBeneath } from './beds.js';
import {
  bandFromLanes,
  type DrawnLabel,
  type DrawnLine,
  type DrawnStation,
  lanePx,
  type MapGeometry,
  mapMarginPx,
  type Point,
  stationPx,
} from './geometry.js';
import { type JoiningLane, JoiningLanes } from './joining-lanes.js';
import { labelAt, letterRoomPx, nameWords } from './labels.js';
import { type AcyclicMap, inOrderOfPassing, partsOf, withoutCircles } from './layers.js';
import { noteOf, relationTexts } from './map-words.js';
import { withoutStraightPoints } from './path-corners.js';
import type { SourceMap, Station } from './source-map.js';
import { type Arrangement, arranged } from './trunks.js';
import { uprightMarks } from './upright-marks.js';

/** How wide an upright map is at the least, names included. */
export interface UprightOptions {
  width: number;
}

const rowPx = 44;
const partGapPx = 20;
const columnGapPx = 10;
const cornerPx = 9;
const minNamesPx = 180;
/** From the middle of a station to where what leaves it begins to turn, and where the last has turned. */
const turnPx = 9;

/** The map upright: a station a row, lanes at the left, names in one column. It can always be drawn. */
export function uprightLayout(map: SourceMap, { width }: UprightOptions): MapGeometry {
  const acyclic = withoutCircles(map);
  const order = new Map(inOrderOfPassing(acyclic).map(({ id }, at) => [id, at]));
  const parts = partsOf(acyclic).map((part) =>
    part.toSorted((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0)),
  );
  return new Sheet(acyclic, arranged(acyclic, parts.flat()), parts, width).draw();
}

class Sheet {
  readonly #map: AcyclicMap;
  readonly #plan: Arrangement;
  readonly #width: number;
  readonly #parts: readonly (readonly Station[])[];
  readonly #lanes: JoiningLanes;
  readonly #xs: number[];
  readonly #ys: number[];
  readonly #namesX: number;

  constructor(
    map: AcyclicMap,
    plan: Arrangement,
    parts: readonly (readonly Station[])[],
    width: number,
  ) {
    this.#map = map;
    this.#plan = plan;
    this.#parts = parts;
    this.#width = width;
    this.#lanes = new JoiningLanes(map, plan);
    const { xs, right } = this.#columns();
    this.#xs = xs;
    this.#namesX = right + 12;
    this.#ys = this.#rows();
  }

  #hasLoop(id: string): boolean {
    return this.#map.loops.some(({ from }) => from === id);
  }

  #columns(): { xs: number[]; right: number } {
    const sides = Array.from({ length: this.#plan.columns }, () => ({ left: 0, right: 0 }));
    for (const { id } of this.#plan.rows) {
      const side = sides[this.#plan.columnOf.get(id) ?? 0];
      if (!side) continue;
      const ends = this.#lanes.endsOf(id);
      side.left = Math.max(side.left, stationPx / 2 - Math.min(...ends));
      const loop = this.#hasLoop(id) ? 14 : 0;
      side.right = Math.max(side.right, stationPx / 2 + Math.max(...ends) + loop);
    }
    for (const { column, thickness } of this.#plan.trunks.values()) {
      const side = sides[column];
      if (!side) continue;
      side.left = Math.max(side.left, thickness / 2 + 3);
      side.right = Math.max(side.right, thickness / 2 + 3);
    }
    let from = mapMarginPx + 8;
    const xs = sides.map(({ left, right }) => {
      const x = from + left;
      from = x + right + columnGapPx;
      return x;
    });
    return { xs, right: from - columnGapPx };
  }

  /** Where each row is: as far below the one before as what turns between them needs. */
  #rows(): number[] {
    const starts = new Set(this.#parts.map(([first]) => first?.id));
    let y = mapMarginPx + 14;
    return this.#plan.rows.map(({ id }, row) => {
      if (row > 0) y += this.#gapBelow(row - 1) + (starts.has(id) ? partGapPx : 0);
      return y;
    });
  }

  #gapBelow(row: number): number {
    const id = this.#plan.rows[row]?.id ?? '';
    const turning = this.#lanes.turning(id);
    const most = Math.max(turning.left.length, turning.right.length, 1);
    return Math.max(rowPx, stationPx + 2 * turnPx + 2 * cornerPx - 4 + (most - 1) * lanePx);
  }

  draw(): MapGeometry {
    const stations = this.#plan.rows.map((station) => this.#station(station));
    const lines = this.#plan.rows.flatMap(({ id }) => [...this.#bandsInto(id), ...this.#lines(id)]);
    const labels = this.#plan.rows.flatMap((station, row) => this.#words(station, row));
    const upright = this.#map.stretches.filter(({ start, end }) => this.#x(start) === this.#x(end));
    const joining = upright.map(({ start, end }) => ({
      ...{ start, end },
      course: () => [start, end].map((id) => ({ x: this.#x(id), y: this.#y(id) })),
    }));
    const beds = bedsBeneath(stations, joining, 14);
    const width = Math.max(this.#width, this.#namesX + minNamesPx);
    const last = this.#ys.at(-1) ?? 0;
    return {
      ...{ form: 'upright', width, stations, lines, beds },
      height: last + 34,
      labels,
      marks: uprightMarks(this.#map, lines),
    };
  }

  #x(id: string): number {
    return this.#xs[this.#plan.columnOf.get(id) ?? 0] ?? 0;
  }

  #y(id: string): number {
    return this.#ys[this.#plan.rowOf.get(id) ?? 0] ?? 0;
  }

  #station(station: Station): DrawnStation {
    const [x, y] = [this.#x(station.id), this.#y(station.id)];
    const ends = this.#lanes.endsOf(station.id);
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const span = to - from;
    const width = Math.max(stationPx, span + 12);
    const left = x + (from + to) / 2 - width / 2;
    const box = { x: left, y: y - stationPx / 2, width, height: stationPx };
    const loop = this.#map.loops.find((each) => each.from === station.id);
    const points = loopPoints(left + width, y);
    return { station, ...box, loop: loop ? { points, strands: loop.strands } : null };
  }

  #lines(id: string): DrawnLine[] {
    const { left, right } = this.#lanes.turning(id);
    const levels = new Map<JoiningLane, number>();
    for (const side of [left, right]) {
      for (const [place, lane] of side.entries()) levels.set(lane, place);
    }
    return this.#lanes.leaving(id).map((lane) => {
      const { stretch, slot } = lane;
      const { level, kind, width, strands } = lane.lane;
      return {
        ...{ from: stretch.from, to: stretch.to, strands, level, kind, width },
        points: this.#course(id, lane, levels.get(lane) ?? 0),
        isBand: slot.stretch === null,
      };
    });
  }

  /** The lanes of bands that several stations join, from where the second has joined. */
  #bandsInto(id: string): DrawnLine[] {
    const trunk = this.#plan.trunks.get(id);
    const slots = trunk?.slots.filter(({ stretch }) => stretch === null) ?? [];
    return slots.flatMap((slot) => {
      const { level, kind, width } = slot.lane;
      const joining = (this.#map.into.get(id) ?? [])
        .filter((stretch) => this.#lanes.slotsOf(stretch).some((each) => each.slot === slot))
        .map((stretch) => this.#y(stretch.start))
        .toSorted((one, other) => one - other);
      const [, second] = joining;
      if (second === undefined) return [];
      const x = (this.#xs[trunk?.column ?? 0] ?? 0) + slot.at;
      const top = second + stationPx / 2 + turnPx + 2 * cornerPx;
      const points = [top, this.#y(id)].map((y) => ({ x, y }));
      return [{ from: '', to: id, strands: [], level, kind, width, points, isBand: true }];
    });
  }

  /** Down from the station, over at 45° to its place in the trunk, and down to the station at its end. */
  #course(id: string, { stretch, outAt, slot }: JoiningLane, place: number): Point[] {
    const trunk = this.#plan.trunks.get(stretch.end);
    const fromX = this.#x(id) + outAt;
    const toX = (this.#xs[trunk?.column ?? 0] ?? 0) + slot.at;
    const [top, bottom] = [this.#y(id), this.#y(stretch.end)];
    const corner = Math.min(cornerPx, Math.abs(toX - fromX) / 2);
    const level = top + stationPx / 2 + turnPx + cornerPx - 4 + place * lanePx;
    const side = Math.sign(toX - fromX);
    return withoutStraightPoints([
      { x: fromX, y: top },
      { x: fromX, y: level - corner },
      { x: fromX + side * corner, y: level },
      { x: toX - side * corner, y: level },
      { x: toX, y: level + corner },
      { x: toX, y: bottom },
    ]);
  }

  /** A station's name, and beneath it how it passed on, or what a reader has. */
  #words(station: Station, row: number): DrawnLabel[] {
    const y = this.#ys[row] ?? 0;
    const { id, letter } = station;
    const note = this.#note(station);
    const room = Math.max(this.#width, this.#namesX + minNamesPx) - this.#namesX - mapMarginPx;
    const maxWidth = room - (letter === null ? 0 : letterRoomPx);
    const name = nameWords(station, maxWidth);
    const at = { x: this.#namesX, y: note === '' ? y + 4.5 : y - 1 };
    const small = { role: 'note' as const, of: id, text: note, maxWidth: room };
    return [
      labelAt(at, 'start', name),
      ...(note === '' ? [] : [labelAt({ x: this.#namesX, y: y + 14 }, 'start', small)]),
    ];
  }

  #note(station: Station): string {
    const out = (this.#map.outOf.get(station.id) ?? []).flatMap(({ strands }) => strands);
    const into = this.#plan.trunks.get(station.id)?.slots ?? [];
    const many = into.reduce((sum, { lane }) => sum + lane.strands.length, 0);
    if (out.length > 0) return relationTexts(out)[0] ?? '';
    const note = noteOf(this.#map, station);
    return note === '' && many >= bandFromLanes ? String(many) : note;
  }
}

function loopPoints(right: number, y: number): Point[] {
  return [
    { x: right - 2, y: y - 4 },
    { x: right + 10, y: y - 4 },
    { x: right + 10, y: y + 5 },
    { x: right - 2, y: y + 5 },
  ];
}
