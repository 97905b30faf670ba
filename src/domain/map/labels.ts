import { ClearSpace, grown } from './clear-space.js';
import type { Box, DrawnLabel, DrawnStation, LabelRole, Point } from './geometry.js';
import type { Station } from './source-map.js';
import { elided, textWidth } from './text-width.js';

/** The sizes of words in a map, in pixels. */
export const namePx = 13;
const smallPx = 11.5;

/** How much wider bold words are. */
export const strongWider = 1.045;
/** A boxed letter and the space before it. */
export const letterRoomPx = 24;
const nameHeightPx = 16;
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
  letter?: Station['letter'];
  maxWidth: number;
}

/** The name of a station; of what is longer than the room, the beginning. */
export function nameWords({ id, name, letter, isNeck, shape }: Station, maxWidth: number) {
  const isAlarming = shape === 'gap';
  return {
    role: 'name' as const,
    of: id,
    text: name,
    letter,
    isStrong: isNeck,
    isAlarming,
    maxWidth,
  };
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

/** Finds room for words where no line, no station and no other words are. */
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

  /** Keeps words off stations. */
  addStations(stations: readonly DrawnStation[]): void {
    for (const station of stations) {
      this.#space.addBox(grown(station, 3));
      for (const point of station.loop?.points ?? []) {
        this.#space.addBox({ x: point.x - 3, y: point.y - 3, width: 6, height: 6 });
      }
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
