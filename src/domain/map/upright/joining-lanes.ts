import { bandFromLanes, kindOf, type Lane, lanePx, plainWidthPx } from '../geometry.js';
import type { AcyclicMap, LaidEdge } from '../layers.js';
import type { Arrangement, TrunkSlot } from './trunks.js';

/** A lane of an edge, from where it leaves its node to its place in the trunk. */
export interface JoiningLane {
  edge: LaidEdge;
  lane: Lane;
  /** Across the column of the node that it leaves, from its middle. */
  outAt: number;
  slot: TrunkSlot;
}

/** Where the lanes of an upright map leave their nodes, and where each joins the trunk to the next. */
export class JoiningLanes {
  readonly #map: AcyclicMap;
  readonly #plan: Arrangement;
  /** By node, the lanes that leave it, in their order across. */
  readonly #leaving: ReadonlyMap<string, readonly JoiningLane[]>;

  constructor(map: AcyclicMap, plan: Arrangement) {
    this.#map = map;
    this.#plan = plan;
    this.#leaving = new Map(map.nodes.map(({ id }) => [id, this.#lanesFrom(id)]));
  }

  /** The lanes that leave a node, in their order across. */
  leaving(id: string): readonly JoiningLane[] {
    return this.#leaving.get(id) ?? [];
  }

  /** What leaves a node to the left, and to the right: that which turns first comes first. */
  turning(id: string): { left: JoiningLane[]; right: JoiningLane[] } {
    const lanes = this.leaving(id);
    const own = this.#plan.columnOf.get(id) ?? 0;
    const columnOf = ({ edge }: JoiningLane) => this.#plan.trunks.get(edge.end)?.column ?? 0;
    return {
      left: lanes.filter((lane) => columnOf(lane) < own),
      right: lanes.filter((lane) => columnOf(lane) > own).toReversed(),
    };
  }

  /** From the middle of its column, where the lanes of a node are. */
  endsOf(id: string): number[] {
    const into = this.#plan.trunks.get(id)?.slots ?? [];
    const ends = [
      ...into.map(({ at, lane }) => at + (Math.sign(at) * lane.width) / 2),
      ...this.leaving(id).map(({ outAt }) => outAt),
    ];
    return ends.length === 0 ? [0] : ends;
  }

  /** The lanes of an edge with their places in the trunk that they join. */
  slotsOf(edge: LaidEdge): { slot: TrunkSlot; lane: Lane }[] {
    const slots = this.#plan.trunks.get(edge.end)?.slots ?? [];
    const own = slots.filter((slot) => slot.edge === edge);
    if (own.length > 0) return own.map((slot) => ({ slot, lane: slot.lane }));
    return slots.flatMap((slot) => {
      const { kind, level } = slot.lane;
      const strands = edge.strands.filter(
        (strand) => strand.level === level && kindOf(strand) === kind,
      );
      if (strands.length === 0) return [];
      const width = strands.length < bandFromLanes ? plainWidthPx(kind) : slot.lane.width;
      return [{ slot, lane: { ...slot.lane, strands, width } }];
    });
  }

  /** What leaves a node: what goes left outside at the left, what goes on in the middle, and so on. */
  #lanesFrom(id: string): JoiningLane[] {
    const own = this.#plan.columnOf.get(id) ?? 0;
    const columnOf = ({ end }: LaidEdge) => this.#plan.trunks.get(end)?.column ?? 0;
    const edges = (this.#map.outOf.get(id) ?? []).toSorted(
      (one, other) => columnOf(one) - columnOf(other),
    );
    const lanes = edges.flatMap((edge) =>
      this.slotsOf(edge).map(({ slot, lane }) => ({ edge, slot, lane, outAt: 0 })),
    );
    const side = ({ edge }: JoiningLane) => Math.sign(columnOf(edge) - own);
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
}
