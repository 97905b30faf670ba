import { bedsBeneath } from './beds.js';
import {
  bandFromLanes,
  type DrawnLabel,
  type DrawnLine,
  type DrawnMark,
  type DrawnStation,
  kindOf,
  type Lane,
  lanePx,
  type MapGeometry,
  mapMarginPx,
  type Point,
  stationPx,
} from './geometry.js';
import { labelAt, letterRoomPx, nameWords } from './labels.js';
import {
  type AcyclicMap,
  grouped,
  inOrderOfPassing,
  type LaidStretch,
  partsOf,
  withoutCircles,
} from './layers.js';
import { noteOf, relationTexts } from './map-words.js';
import { withoutStraightPoints } from './path-corners.js';
import type { SourceMap, Station } from './source-map.js';
import { type Arrangement, arranged, type TrunkSlot } from './trunks.js';

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

/** A lane of a stretch, from where it leaves its station to its place in the trunk. */
interface JoiningLane {
  stretch: LaidStretch;
  lane: Lane;
  /** Across the column of the station that it leaves, from its middle. */
  outAt: number;
  slot: TrunkSlot;
}

class Sheet {
  readonly #map: AcyclicMap;
  readonly #plan: Arrangement;
  readonly #width: number;
  readonly #parts: readonly (readonly Station[])[];
  /** By station, the lanes that leave it, in their order across. */
  readonly #leaving: ReadonlyMap<string, readonly JoiningLane[]>;
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
    this.#leaving = new Map(map.stations.map(({ id }) => [id, this.#lanesFrom(id)]));
    const { xs, right } = this.#columns();
    this.#xs = xs;
    this.#namesX = right + 12;
    this.#ys = this.#rows();
  }

  /** What leaves a station: what goes left outside at the left, what goes on in the middle, and so on. */
  #lanesFrom(id: string): JoiningLane[] {
    const own = this.#plan.columnOf.get(id) ?? 0;
    const columnOf = ({ end }: LaidStretch) => this.#plan.trunks.get(end)?.column ?? 0;
    const stretches = (this.#map.outOf.get(id) ?? []).toSorted(
      (one, other) => columnOf(one) - columnOf(other),
    );
    const lanes = stretches.flatMap((stretch) =>
      this.#slotsOf(stretch).map(({ slot, lane }) => ({ stretch, slot, lane, outAt: 0 })),
    );
    const side = ({ stretch }: JoiningLane) => Math.sign(columnOf(stretch) - own);
    const straight = lanes.filter((lane) => side(lane) === 0);
    for (const lane of straight) lane.outAt = lane.slot.at;
    const [left, right] = [
      lanes.filter((lane) => side(lane) < 0),
      lanes.filter((lane) => side(lane) > 0),
    ];
    const whole = (left.length + right.length - 1) * lanePx;
    const ats = straight.map(({ outAt }) => outAt);
    let leftFrom =
      straight.length > 0 ? Math.min(...ats) - lanePx : -whole / 2 + (left.length - 1) * lanePx;
    for (const lane of left.toReversed()) {
      lane.outAt = leftFrom;
      leftFrom -= lanePx;
    }
    let rightFrom =
      straight.length > 0 ? Math.max(...ats) + lanePx : -whole / 2 + left.length * lanePx;
    for (const lane of right) {
      lane.outAt = rightFrom;
      rightFrom += lanePx;
    }
    return lanes;
  }

  /** The lanes of a stretch with their places in the trunk that they join. */
  #slotsOf(stretch: LaidStretch): { slot: TrunkSlot; lane: Lane }[] {
    const slots = this.#plan.trunks.get(stretch.end)?.slots ?? [];
    const own = slots.filter((slot) => slot.stretch === stretch);
    if (own.length > 0) return own.map((slot) => ({ slot, lane: slot.lane }));
    return slots.flatMap((slot) => {
      const { kind, level } = slot.lane;
      const strands = stretch.strands.filter(
        (strand) => strand.level === level && kindOf(strand) === kind,
      );
      if (strands.length === 0) return [];
      const width =
        strands.length < bandFromLanes ? Math.min(slot.lane.width, 3.4) : slot.lane.width;
      return [{ slot, lane: { ...slot.lane, strands, width } }];
    });
  }

  /** From the middle of its column, where the lanes of a station are. */
  #ends(id: string): number[] {
    const into = this.#plan.trunks.get(id)?.slots ?? [];
    return [
      0,
      ...into.map(({ at, lane }) => at + (Math.sign(at) * lane.width) / 2),
      ...(this.#leaving.get(id) ?? []).map(({ outAt }) => outAt),
    ];
  }

  #hasLoop(id: string): boolean {
    return this.#map.loops.some(({ from }) => from === id);
  }

  #columns(): { xs: number[]; right: number } {
    const sides = Array.from({ length: this.#plan.columns }, () => ({ left: 0, right: 0 }));
    for (const { id } of this.#plan.rows) {
      const side = sides[this.#plan.columnOf.get(id) ?? 0];
      if (!side) continue;
      const ends = this.#ends(id);
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
    const turning = this.#turning(id);
    const most = Math.max(turning.left.length, turning.right.length, 1);
    return Math.max(rowPx, stationPx + 2 * turnPx + 2 * cornerPx - 4 + (most - 1) * lanePx);
  }

  /** What leaves a station to the left, and to the right: that which turns first comes first. */
  #turning(id: string): { left: JoiningLane[]; right: JoiningLane[] } {
    const lanes = this.#leaving.get(id) ?? [];
    const own = this.#plan.columnOf.get(id) ?? 0;
    const columnOf = ({ stretch }: JoiningLane) => this.#plan.trunks.get(stretch.end)?.column ?? 0;
    return {
      left: lanes.filter((lane) => columnOf(lane) < own),
      right: lanes.filter((lane) => columnOf(lane) > own).toReversed(),
    };
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
      marks: [...this.#ticks(lines), ...this.#arrows(lines)],
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
    const ends = this.#ends(station.id);
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
    const { left, right } = this.#turning(id);
    const levels = new Map<JoiningLane, number>();
    for (const side of [left, right]) {
      for (const [place, lane] of side.entries()) levels.set(lane, place);
    }
    return (this.#leaving.get(id) ?? []).map((lane) => {
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
        .filter((stretch) => this.#slotsOf(stretch).some((each) => each.slot === slot))
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

  /** One tick for the lanes of a stretch beside each other that were confirmed. */
  #ticks(lines: readonly DrawnLine[]): DrawnMark[] {
    const confirmed = lines.filter(({ kind }) => kind === 'confirmed');
    const groups = grouped(confirmed, ({ from, to, level }) => JSON.stringify([from, to, level]));
    return [...groups.values()].flatMap((group): DrawnMark[] => {
      const line = group[(group.length - 1) >> 1];
      const [from, to] = longest(line?.points ?? []);
      if (!from || !to) return [];
      const { x, y } = along(from, to, 0.6);
      return [{ kind: 'tick', x, y, level: line?.level ?? null, turn: 0 }];
    });
  }

  #arrows(lines: readonly DrawnLine[]): DrawnMark[] {
    return this.#map.stretches
      .filter(({ isCircular }) => isCircular)
      .flatMap((stretch): DrawnMark[] => {
        const line = lines.find(({ from, to }) => from === stretch.from && to === stretch.to);
        const [from, to] = longest(line?.points ?? []);
        if (!from || !to) return [];
        const turns = from.x === to.x ? ([90, 270] as const) : ([0, 180] as const);
        const isForward = (to.x - from.x || to.y - from.y) > 0 !== stretch.isBack;
        const { x, y } = along(from, to, 0.5);
        return [{ kind: 'arrow', x, y, level: null, turn: isForward ? turns[0] : turns[1] }];
      });
  }
}

function along(from: Point, to: Point, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The longest part that is level or upright, but for what a station covers. */
function longest(points: readonly Point[]): [Point?, Point?] {
  let best: [Point?, Point?] = [];
  let most = 0;
  for (const [at, end] of points.entries()) {
    const start = points[at - 1];
    if (!start || (Math.abs(start.x - end.x) > 0.05 && Math.abs(start.y - end.y) > 0.05)) continue;
    const from = at === 1 ? { ...start, y: start.y + stationPx / 2 } : start;
    const to = at === points.length - 1 ? { ...end, y: end.y - stationPx / 2 } : end;
    const length = Math.abs(to.x - from.x) + to.y - from.y;
    if (length <= most) continue;
    most = length;
    best = [from, to];
  }
  return best;
}

function loopPoints(right: number, y: number): Point[] {
  return [
    { x: right - 2, y: y - 4 },
    { x: right + 10, y: y - 4 },
    { x: right + 10, y: y + 5 },
    { x: right - 2, y: y + 5 },
  ];
}
