import { bedAroundPx } from '../beds.js';
import { mapMarginPx, nodePx, type Point } from '../geometry.js';
import { letterRoomPx, nameWidth, wordsWidth } from '../labels.js';
import type { AcyclicMap } from '../layers.js';
import { noteOf, relationTexts } from '../map-words.js';
import { bendAcross, steepBend, steepHalfPx } from '../path-corners.js';
import type { MapNode } from '../source-map.js';
import type { LayoutAttempt } from './lying-attempts.js';
import type { EdgePiece, LayerSlot, LyingGraph } from './lying-graph.js';
import { bendOf, cross } from './lying-heights.js';

/** From the middle of a node to where lines begin to turn, and from where they end to the next. */
const leadPx = 20;
const tailPx = 14;
/** Origins stand at the very edge, in line with what is above and below the map. */
const originMarginPx = 2;
/** More than it needs makes no edge clearer. */
const maxSparePx = 140;
const nameGapPx = 14;
/** A bend by more than this goes straight down between its corners, where there is not the room for 45°. */
const longBendPx = 70;
/** From one steep bend to the next beside it. */
const trackPx = 8;

/** The room between a layer and the next. */
interface Channel {
  lead: number;
  tail: number;
  /** How wide its bends are together. */
  bends: number;
  isSteep: boolean;
  /** From where the lines begin to turn to the middle of a steep bend. */
  tracks: ReadonlyMap<EdgePiece, number>;
}

/** Where the layers of a lying map stand, and where lines turn between them. */
export class LyingColumns {
  /** Where the picture ends. */
  readonly right: number;
  readonly #map: AcyclicMap;
  readonly #graph: LyingGraph;
  readonly #attempt: LayoutAttempt;
  readonly #maxWidth: number;
  readonly #channels: readonly Channel[];
  readonly #xs: readonly number[];

  constructor(map: AcyclicMap, graph: LyingGraph, attempt: LayoutAttempt, maxWidth: number) {
    this.#map = map;
    this.#graph = graph;
    this.#attempt = attempt;
    this.#maxWidth = maxWidth;
    this.#channels = graph.layers.slice(0, -1).map((layer, at) => this.#channel(layer, at));
    const { xs, right } = this.#columns();
    this.#xs = xs;
    this.right = right;
  }

  /** The middle of a slot. */
  x(slot: LayerSlot): number {
    return this.#xs[slot.layer] ?? 0;
  }

  /** The corners of a lane between a layer and the next. */
  bend(piece: EdgePiece, bend: { y: number; dy: number; offset: number }): Point[] {
    const channel = this.#channels[piece.from.layer];
    const from = this.x(piece.from) + (channel?.lead ?? leadPx);
    if (!channel?.isSteep) return bendAcross(from, bend);
    return steepBend(from + (channel.tracks.get(piece) ?? 0), bend);
  }

  #channel(layer: readonly LayerSlot[], at: number): Channel {
    const pieces = layer.flatMap(({ outOf }) => outOf);
    const bending = pieces.filter((piece) => Math.abs(bendOf(piece)) > 0.05);
    const most = Math.max(0, ...bending.map((piece) => Math.abs(bendOf(piece))));
    const isSteep = this.#attempt.isSteep && most > longBendPx;
    const tracks = isSteep ? this.#tracks(bending) : new Map<EdgePiece, number>();
    const bevel = Math.min(13, Math.max(0, ...pieces.map(({ edge }) => edge.strands.length)));
    const rising = bending.filter((piece) => bendOf(piece) < 0);
    const falling = bending.filter((piece) => bendOf(piece) > 0);
    const { isLoose } = this.#attempt;
    const before = isLoose ? rising.map(({ from }) => this.#reach(from, at, 1) + 6) : [];
    const behind = isLoose ? falling.map(({ to }) => this.#reach(to, at + 1, -1) + 6) : [];
    return {
      lead: Math.max(leadPx, ...before) + bevel / 2,
      tail: Math.max(tailPx, ...behind) + bevel / 2,
      bends: isSteep ? Math.max(0, ...tracks.values()) + steepHalfPx * 1.5 : most,
      isSteep,
      tracks,
    };
  }

  /** Steep bends beside each other so that only those meet that have to: of the falling the lowest first. */
  #tracks(bending: readonly EdgePiece[]): ReadonlyMap<EdgePiece, number> {
    const tracks = new Map<EdgePiece, number>();
    const startOf = (piece: EdgePiece) => piece.from.y + piece.outAt;
    const [falling, rising] = [1, -1].map((side) =>
      bending
        .filter((piece) => Math.sign(bendOf(piece)) === side)
        .toSorted((one, other) => side * (startOf(other) - startOf(one))),
    );
    let at = steepHalfPx;
    for (const those of [falling ?? [], rising ?? []]) {
      const areCrossed = those.some((one) => [...tracks.keys()].some((other) => cross(one, other)));
      if (!areCrossed) at = steepHalfPx;
      for (const piece of those) {
        const half = (this.#graph.thickness.get(piece.edge) ?? 0) / 2;
        tracks.set(piece, at + half);
        at += 2 * half + trackPx;
      }
    }
    return tracks;
  }

  /** Where each layer stands, and where the picture ends. */
  #columns(): { xs: number[]; right: number } {
    const { layers } = this.#graph;
    const last = layers.length - 1;
    const needs = layers.slice(0, -1).map((_, at) => this.#need(at));
    const wishes = layers.slice(0, -1).map((_, at) => this.#wish(at, needs[at] ?? 0));
    const starts = (layers[0] ?? []).map(({ node }) => (node ? this.#nameWidthOf(node) : 0));
    const before = this.#attempt.isLoose && last > 0 ? Math.max(0, ...starts) + 8 : 0;
    const margin = (layers[0] ?? []).some(({ node }) => node?.isNeck)
      ? bedAroundPx
      : originMarginPx;
    const ends = (layers[last] ?? []).map((slot) => this.#endWidth(slot));
    const outside = before + margin + mapMarginPx + nodePx + Math.max(0, ...ends);
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
    const room = this.#maxWidth - outside;
    const chosen = sum(wishes) <= room ? wishes : needs;
    const spare = Math.max(0, room - sum(chosen));
    const most = sum(wishes) <= room ? maxSparePx : spare;
    const open = chosen.filter((width) => width > 0).length;
    const more = open === 0 ? 0 : Math.min(most, spare / open);
    const xs = [margin + nodePx / 2 + before];
    for (const width of chosen) xs.push((xs.at(-1) ?? 0) + (width > 0 ? width + more : 0));
    return { xs, right: (xs.at(-1) ?? 0) + outside - before - margin - nodePx / 2 };
  }

  /** What bends and names that meet need between a layer and the next; nothing where lines end straight. */
  #need(at: number): number {
    const pieces = (this.#graph.layers[at] ?? []).flatMap(({ outOf }) => outOf);
    const channel = this.#channels[at];
    if (!channel || (this.#isOfReaders(at) && channel.bends < 0.05)) return 0;
    const names = pieces
      .filter((piece) => Math.abs(bendOf(piece)) < 30)
      .map(({ from, to }) => this.#reach(from, at, 1) + this.#reach(to, at + 1, -1) + nameGapPx);
    return Math.max(channel.lead + channel.bends + channel.tail, 44, ...names);
  }

  /** How far a name comes from the middle of its node to one side. */
  #reach({ node }: LayerSlot, layer: number, side: 1 | -1): number {
    const isBefore = layer === 0 && this.#attempt.isLoose;
    if (node === null || this.#isLast(layer) || isBefore) return nodePx;
    const width = this.#nameWidthOf(node);
    if (layer === 0) return side > 0 ? width - nodePx / 2 : 0;
    return width / 2;
  }

  #wish(at: number, need: number): number {
    if (need === 0) return 0;
    const pieces = (this.#graph.layers[at] ?? []).flatMap(({ outOf }) => outOf);
    const words = pieces
      .filter(({ from }) => from.node !== null)
      .map((piece) => {
        const [text = ''] = relationTexts(piece.edge.strands);
        const width = text === '' ? 0 : wordsWidth({ role: 'relation', text }) + 8;
        return leadPx + Math.min(Math.abs(bendOf(piece)), longBendPx) + width + tailPx;
      });
    return Math.max(need, ...words);
  }

  #isLast(layer: number): boolean {
    return layer === this.#graph.layers.length - 1 && this.#graph.layers.length > 1;
  }

  #isOfReaders(at: number): boolean {
    return at === this.#graph.layers.length - 2;
  }

  #nameWidthOf(node: MapNode): number {
    const most = this.#attempt.nameWidth + (node.letter === null ? 0 : letterRoomPx);
    return Math.min(most, nameWidth(node, this.#attempt.nameWidth));
  }

  #endWidth({ node }: LayerSlot): number {
    if (node === null) return 0;
    const note = wordsWidth({ role: 'note', text: noteOf(this.#map, node) });
    const loop = this.#map.loops.some(({ from }) => from === node.id) ? 9 : 0;
    return Math.max(this.#nameWidthOf(node), note) + 14 + loop;
  }
}
