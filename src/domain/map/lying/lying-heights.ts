import { align, type WantedPlace } from './align.js';
import type { EdgePiece, LaidWay, LayerSlot, LyingGraph } from './lying-graph.js';

const partGapPx = 24;
/** A line that would turn by less stays level: the node is stretched instead. */
const leastBendPx = 9;
const sweeps = 12;

/** Gives every slot its height: as straight as can be, the way back and forth until it settles. */
export function placeHeights({ layers, ways }: LyingGraph): void {
  const gap = (above: LayerSlot, below: LayerSlot) => (above.part === below.part ? 0 : partGapPx);
  for (const layer of layers) align(layer, () => [], gap);
  const fromLeft = (slot: LayerSlot) => slot.into.map(wishFromLeft);
  const fromRight = (slot: LayerSlot) => slot.outOf.map(wishFromRight);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isLate = sweep >= sweeps / 2;
    const both = (slot: LayerSlot) => [...fromLeft(slot), ...fromRight(slot)];
    for (const layer of layers) align(layer, isLate ? both : fromLeft, gap);
    for (const layer of layers.toReversed()) align(layer, isLate ? both : fromRight, gap);
  }
  for (const layer of layers) align(layer, fromLeft, gap);
  stretchReaders(layers);
  closeGaps(layers);
  for (const way of ways) level(way, layers);
  straighten(layers);
  stretchReaders(layers);
}

/** Moves up what stands below room that nothing in any layer needs; readers follow their lines. */
function closeGaps(layers: LyingGraph['layers']): void {
  const slots = layers
    .slice(0, -1)
    .flat()
    .toSorted((one, other) => one.y - one.up - (other.y - other.up));
  let bottom = Number.NEGATIVE_INFINITY;
  let closed = 0;
  let last: LayerSlot | null = null;
  for (const slot of slots) {
    const gap: number =
      slot.y - slot.up - bottom - (last && last.part !== slot.part ? partGapPx : 0);
    if (last !== null && gap > 0) closed += gap;
    if (slot.y + slot.down > bottom) last = slot;
    bottom = Math.max(bottom, slot.y + slot.down);
    slot.y -= closed;
  }
}

function wishFromLeft({ from, outAt, inAt, edge, to }: EdgePiece): WantedPlace {
  return { at: from.y + outAt - inAt, weight: weightOf(from, to, edge.strands.length) };
}

function wishFromRight({ to, outAt, inAt, edge, from }: EdgePiece): WantedPlace {
  return { at: to.y + inAt - outAt, weight: weightOf(from, to, edge.strands.length) };
}

/** Long lines are to be straight more than short ones, as in dagre. */
function weightOf(from: LayerSlot, to: LayerSlot, strands: number): number {
  if (from.node !== null && to.node !== null) return strands;
  return strands * (from.node === null && to.node === null ? 6 : 2);
}

/** A reader is stretched over the lines that come to it, where no other's come between. */
function stretchReaders(layers: LyingGraph['layers']): void {
  const [places, readers] = [layers.at(-2) ?? [], layers.at(-1) ?? []];
  for (const reader of readers) {
    const from = reader.into.map((piece) => piece.from);
    const at = from.map((slot) => places.indexOf(slot));
    const isTogether = Math.max(...at) - Math.min(...at) === at.length - 1;
    if (reader.node === null || from.length === 0 || !isTogether) continue;
    const ends = reader.into.map((piece) => piece.from.y + piece.outAt);
    reader.y = (Math.min(...ends) + Math.max(...ends)) / 2;
    for (const piece of reader.into) piece.inAt = piece.from.y + piece.outAt - reader.y;
  }
}

/** Leads a way past other layers at one height, where there is room at it: it bends twice at the most. */
function level({ pieces }: LaidWay, layers: LyingGraph['layers']): void {
  const [first, last] = [pieces[0], pieces.at(-1)];
  const passing = pieces.slice(0, -1).map(({ to }) => to);
  if (!first || !last || passing.length === 0) return;
  const starts = first.from.y + first.outAt;
  const ends = last.to.outOf.length === 0 ? null : last.to.y + last.inAt;
  const bendsAt = (y: number) =>
    (isSame(y, starts) ? 0 : 1) + (ends === null || isSame(y, ends) ? 0 : 1);
  const bends = pieces.filter((piece) => !isSame(bendOf(piece), 0)).length;
  const heights = [starts, ...(ends === null ? [] : [ends]), ...passing.map(({ y }) => y)];
  const [best] = [...new Set(heights)]
    .filter((y) => bendsAt(y) < bends && passing.every((slot) => hasRoom(layers, slot, y - slot.y)))
    .toSorted((one, other) => bendsAt(one) - bendsAt(other));
  if (best !== undefined) for (const slot of passing) slot.y = best;
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.05;
}

/** Takes out bends that are too small to look meant. */
function straighten(layers: LyingGraph['layers']): void {
  for (const piece of layers.flat().flatMap(({ outOf }) => outOf)) {
    const dy = bendOf(piece);
    if (dy === 0 || Math.abs(dy) >= leastBendPx) continue;
    if (piece.to.node === null && hasRoom(layers, piece.to, -dy)) piece.to.y -= dy;
    else if (piece.to.node !== null && piece.to.into.length === 1) piece.inAt -= dy;
    else if (piece.from.node !== null && piece.from.outOf.length === 1) piece.outAt += dy;
  }
}

/** Whether a place where a line passes may be moved: words find their own room. */
function hasRoom(layers: LyingGraph['layers'], slot: LayerSlot, by: number): boolean {
  const layer = layers[slot.layer] ?? [];
  const at = layer.indexOf(slot);
  const [above, below] = [layer[at - 1], layer[at + 1]];
  const y = slot.y + by;
  const isClearAbove = !above || y - slot.up >= above.y + above.down - leastBendPx;
  return isClearAbove && (!below || y + slot.down <= below.y - below.up + leastBendPx);
}

/** Whether two bends between the same layers come past each other, so that their lines cross. */
export function cross(one: EdgePiece, other: EdgePiece): boolean {
  const [a, b] = [one, other].map((piece) => piece.from.y + piece.outAt);
  const start = (a ?? 0) - (b ?? 0);
  return start * (start + bendOf(one) - bendOf(other)) <= 0;
}

/** By how many pixels a line goes down between two layers; 0 where it is straight. */
export function bendOf({ from, to, outAt, inAt }: EdgePiece): number {
  return to.y + inAt - from.y - outAt;
}
