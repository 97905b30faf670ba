import { z } from 'zod';
import { indexOfLastAtMost } from '../binary-search.js';
import { count, type Fields } from '../fields.js';
import { cleanText } from '../text/text.js';

const blockKinds = [
  'heading',
  'paragraph',
  'list item',
  'quotation',
  'caption',
  'table row',
] as const;

/** What a stretch of an edition's text is; positions as a target's. It never changes the text. */
export function blockShape({ text }: Pick<Fields, 'text'>) {
  return z.strictObject({
    start: count,
    end: count,
    kind: z.enum(blockKinds),
    /** Of a heading. */
    level: z.int().min(1).max(6).nullable().exactOptional(),
    /** Of a list item, as it begins the text: "3.". */
    marker: text(40).nullable(),
  });
}

export interface TextBlock extends z.output<ReturnType<typeof blockShape>> {}

/** What style sheets call a block: its kind, and whether its item begins with a bullet; "" for a paragraph. */
export function classOfBlock(block: Pick<TextBlock, 'kind' | 'marker'> | null): string {
  if (!block || block.kind === 'paragraph') return '';
  return block.kind.replace(' ', '-') + (block.marker === '•' ? ' bulleted' : '');
}

/** The level of a heading on a page, whose title is the first; null for what is none. */
export function levelOfBlock(block: Pick<TextBlock, 'kind' | 'level'> | null): number | null {
  return block?.kind === 'heading' ? Math.max(2, block.level ?? 2) : null;
}

/** A block with its own text, before it has a place in one. */
export interface LooseBlock {
  text: string;
  kind: TextBlock['kind'];
  level: number | null;
  marker: string | null;
}

/** Finds the block in which a place of the text lies, whose blocks are in its order; null for none. */
export function blockFinder(blocks: readonly TextBlock[]): (place: number) => TextBlock | null {
  const starts = blocks.map(({ start }) => start);
  return (place) => {
    const block = blocks[indexOfLastAtMost(starts, place)];
    return block && block.start <= place && place < block.end ? block : null;
  };
}

const parting = '\n\n';

/** A page may have more blocks than can be gone through at once: so many take less than a millisecond. */
const blocksAtOnce = 200;

/**
 * Blocks one after the other as one text, parted by empty lines, and where each stands in it
 * (UTF-16). The text is clean, as it would be kept; how many control characters that took is counted. It yields between some of them. Throws *invalid* as `cleanText` does.
 */
export function* joinedBlocks(
  blocks: readonly LooseBlock[],
): Generator<undefined, { text: string; blocks: TextBlock[]; dropped: number }> {
  const placed: TextBlock[] = [];
  const texts: string[] = [];
  let [start, dropped] = [0, 0];
  for (const [index, block] of blocks.entries()) {
    if (index % blocksAtOnce === 0) yield;
    const { text, ...cleaned } = cleanText(block.text);
    dropped += cleaned.dropped;
    if (text.trim() === '') continue;
    placed.push({ ...kindOf(block), start, end: start + text.length });
    texts.push(text);
    start += text.length + parting.length;
  }
  return { text: texts.join(parting), blocks: placed, dropped };
}

function kindOf({ kind, level, marker }: LooseBlock): Omit<TextBlock, 'start' | 'end'> {
  return { kind, ...(level !== null && { level }), marker };
}

/**
 * Where blocks stand in a text that somebody may have changed by hand: each line or paragraph that
 * reads as one of them does, in their order, is that block; the rest is none. In one pass, which yields.
 */
export function* blocksIn(
  text: string,
  known: readonly LooseBlock[],
): Generator<undefined, TextBlock[]> {
  const whole = yield* joinedBlocks(known);
  if (whole.text === text) return whole.blocks;
  const places = yield* placesOf(known);
  const found: TextBlock[] = [];
  let [next, read] = [0, 0];
  for (const { index, 0: paragraph } of text.matchAll(/[^\n]+(?:\n[^\n]+)*/gu)) {
    if (read++ % blocksAtOnce === 0) yield;
    const place = places.get(paragraph)?.find((each) => each >= next);
    const block = place === undefined ? undefined : known[place];
    if (place === undefined || !block) continue;
    next = place + 1;
    found.push({ ...kindOf(block), start: index, end: index + paragraph.length });
  }
  return found;
}

/** Where each wording stands among the blocks: the first few of the same are enough to go on. */
function* placesOf(known: readonly LooseBlock[]): Generator<undefined, Map<string, number[]>> {
  const places = new Map<string, number[]>();
  for (const [index, { text }] of known.entries()) {
    if (index % blocksAtOnce === 0) yield;
    const clean = cleanText(text).text;
    const before = places.get(clean);
    if (!before) places.set(clean, [index]);
    else if (before.length < maxAlike) before.push(index);
  }
  return places;
}

const maxAlike = 50;

/**
 * A text with one more block behind the last of those before it that still stands there; at its
 * beginning where none does. It yields as `blocksIn` does.
 */
export function* withBlock(
  text: string,
  before: readonly LooseBlock[],
  added: LooseBlock,
): Generator<undefined, string> {
  const standing = (yield* blocksIn(text, before)).at(-1);
  const { text: words } = cleanText(added.text);
  if (!standing) return [words, text].filter((part) => part !== '').join(parting);
  return text.slice(0, standing.end) + parting + words + text.slice(standing.end);
}
