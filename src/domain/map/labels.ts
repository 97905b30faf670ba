import { ClearSpace, grown } from './clear-space.js';
import {
  type Box,
  type DrawnLabel,
  type DrawnNode,
  type LabelRole,
  lineWidthPx,
  type Point,
} from './geometry.js';
import type { MapNode } from './source-map.js';
import { elided, onTwoLines, textWidth, wordsToBreak } from './text-width.js';

/** The sizes of words in a map, in pixels. */
export const namePx = 13;
const smallPx = 11.5;

/** How much wider bold words are. */
export const strongWider = 1.045;
/** A boxed letter and the space before it. */
export const letterRoomPx = 24;
/** From one line of a name to the next. */
export const nameLinePx = 15;
/** From one line of what stands beneath a name to the next. */
export const noteLinePx = 14;
const nameHeightPx = 15;
const smallHeightPx = 14;
/** From the line on which letters stand down to where nothing of them comes. */
const descentPx = 4;

type Anchor = DrawnLabel['anchor'];

interface Words {
  role: LabelRole;
  of: string;
  to?: string;
  text: string;
  isStrong?: boolean;
  isAlarming?: boolean;
  letter?: MapNode['letter'];
  maxWidth: number;
}

/** The name of a node on one line or two, neither wider than the room; the beginning of what is too long for that. */
export function nameLines({ name, isNeck }: MapNode, maxWidth: number): string[] {
  return onTwoLines(name, sizeOfName(isNeck), maxWidth);
}

/** The whole name of a node: on one line or two where it fits on them, else on as many as it takes. */
export function wholeNameLines(node: MapNode, maxWidth: number): string[] {
  const lines = nameLines(node, maxWidth);
  if (isWhole(lines, node)) return lines;
  const size = sizeOfName(node.isNeck);
  const fits = (line: string) => textWidth(line.trimEnd(), size) <= maxWidth;
  return filledLines(wordsToBreak(node.name, fits), fits).map((line) => line.trimEnd());
}

function sizeOfName(isNeck: boolean): number {
  return namePx * (isNeck ? strongWider : 1);
}

/** The same on one line, no wider than it is on two. */
export function nameOnOneLine(node: MapNode, maxWidth: number): string[] {
  const { name, isNeck } = node;
  return [elided(name, sizeOfName(isNeck), nameWidth({ ...node, letter: null }, maxWidth))];
}

/** Whether such lines hold all of a name, wherever it is broken. */
export function isWhole(lines: readonly string[], { name }: MapNode): boolean {
  return lines.join('').replace(/\s+/gu, '') === name.replace(/\s+/gu, '');
}

/** What stands beneath a name on lines that fit a width: broken between its parts, or between words where one is too long; none where there is nothing. */
export function noteLines(note: string, maxWidth: number): string[] {
  if (note === '') return [];
  const fits = (line: string) => textWidth(line.trimEnd(), smallPx) <= maxWidth;
  const parts = note.split(/(?<=, | and | to )/u);
  const lines = filledLines(parts.every(fits) ? parts : note.split(/(?<= )/u), fits);
  return lines.map((line) => line.trimEnd());
}

/** As few lines as hold some pieces in their order, each at least one. */
function filledLines(pieces: readonly string[], fits: (line: string) => boolean): string[] {
  const [first = '', ...others] = pieces;
  const lines = [first];
  for (const piece of others) {
    const longer = `${lines.at(-1)}${piece}`;
    const hasRoom = fits(longer);
    lines.splice(hasRoom ? -1 : lines.length, 1, hasRoom ? longer : piece);
  }
  return lines;
}

/** How wide the name of a node is on its lines, with the letter behind the last of them. */
export function nameWidth(node: MapNode, maxWidth: number): number {
  const lines = nameLines(node, maxWidth);
  return Math.max(
    ...lines.map((text, at) => {
      const letter = at === lines.length - 1 ? node.letter : null;
      return wordsWidth({ role: 'name', text, isStrong: node.isNeck, letter });
    }),
  );
}

/** The name of a node on such lines, the last of them at a point. */
export function nameAt(
  at: Point,
  anchor: Anchor,
  { id, letter, isNeck, shape }: MapNode,
  lines: readonly string[],
): DrawnLabel[] {
  return lines.map((text, line) => {
    const isLast = line === lines.length - 1;
    const y = at.y - (lines.length - 1 - line) * nameLinePx;
    return labelAt({ x: at.x, y }, anchor, {
      ...{ role: 'name', of: id, text, letter: isLast ? letter : null },
      ...{ isStrong: isNeck, isAlarming: shape === 'gap', maxWidth: Number.POSITIVE_INFINITY },
    });
  });
}

/** Words at a point of the line on which they stand. */
export function labelAt(at: Point, anchor: Anchor, words: Words): DrawnLabel {
  const { role, of, to = null, isStrong = false, isAlarming = false, letter = null } = words;
  const size = sizeOf(role);
  const text = elided(words.text, size * (isStrong ? strongWider : 1), words.maxWidth);
  const width = wordsWidth({ role, text, isStrong, letter });
  const height = role === 'name' ? nameHeightPx : smallHeightPx;
  const left = { start: 0, middle: width / 2, end: width }[anchor];
  return {
    ...{ role, of, to, text, anchor, at, isStrong, isAlarming, letter, width, height },
    whole: text === words.text ? null : words.text,
    x: at.x - left,
    y: at.y + descentPx - height,
  };
}

/** How wide some words are, with the letter behind them. */
export function wordsWidth({
  role,
  text,
  isStrong = false,
  letter = null,
}: Pick<Words, 'role' | 'text' | 'isStrong' | 'letter'>): number {
  const width = textWidth(text, sizeOf(role) * (isStrong ? strongWider : 1));
  return width + (letter === null ? 0 : letterRoomPx);
}

function sizeOf(role: LabelRole): number {
  return role === 'name' ? namePx : smallPx;
}

/** Finds room for words where no line, no node and no other words are. */
export class LabelPlacer {
  readonly labels: DrawnLabel[] = [];
  readonly #space = new ClearSpace();
  readonly #from: number;
  readonly #to: number;

  /** Words stay between two borders. */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
  }

  get space(): ClearSpace {
    return this.#space;
  }

  /** Keeps words off nodes. */
  addNodes(nodes: readonly DrawnNode[]): void {
    for (const node of nodes) {
      this.#space.addBox(grown(node, 3));
      const { loop } = node;
      if (loop) this.#space.addLine({ points: loop.points, width: lineWidthPx });
    }
  }

  /** Takes the first of some groups of words for which there is room; false where there is for none. */
  place(candidates: Iterable<readonly DrawnLabel[]>): boolean {
    for (const group of candidates) {
      if (!group.every((label) => this.#fits(label))) continue;
      for (const label of group) this.#space.addBox(label);
      this.labels.push(...group);
      return true;
    }
    return false;
  }

  #fits(box: Box): boolean {
    const isInside = box.x >= this.#from && box.x + box.width <= this.#to && box.y >= 0;
    return isInside && this.#space.isClear(grown(box, 1));
  }
}
