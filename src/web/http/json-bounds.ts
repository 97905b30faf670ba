import { Problem } from '../../domain/problem.js';

/** Each value and each unknown field that is read costs time, and is told of. */
const maxValues = 20_000;
/** Nothing that is taken goes so deep; what goes deeper than a stack would end the work on it. */
const maxDepth = 50;

/** Letters of another character set would be stored as signs that stand for nothing. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A value of JSON, one of a list that is too long to be read in one go. */
export class UnreadJson {
  constructor(readonly text: string) {}

  /** Throws *unreadable* for what is no JSON. */
  read(): unknown {
    return parsed(this.text);
  }
}

/**
 * Reads a body of JSON. Of what has more values than can be read in one go, the hops of a chain come as
 * `UnreadJson`, to be read in turns. Throws *too-large* where there are too many all the same, *unreadable*
 * for what is nested without end, is not in UTF-8, or is no JSON: a text or a number alone is taken for none.
 */
export function readJson(body: Buffer): unknown {
  const { values, hops } = scanned(body);
  if (values <= maxValues) {
    const read = parsed(textOf(body));
    if (typeof read === 'object' && read !== null) return read;
    throw notJson();
  }
  const [first, last] = [hops?.[0], hops?.at(-1)];
  if (!first || !last) throw tooMany();
  const around = [body.subarray(0, first.start), body.subarray(last.end)];
  const read = parsed(textOf(Buffer.concat(around)));
  const chain: unknown = Reflect.get(Object(read), 'chain');
  const list: unknown = Array.isArray(chain) ? chain : Reflect.get(Object(chain), 'hops');
  // Where the chain was sent twice, this is another one.
  if (!Array.isArray(list) || list.length > 0) throw tooMany();
  for (const { start, end } of hops ?? []) {
    list.push(new UnreadJson(textOf(body.subarray(start, end))));
  }
  return read;
}

function textOf(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Problem('unreadable', 'This is not in UTF-8: what it says would be lost.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function notJson(): Problem {
  return new Problem('unreadable', 'This is not valid JSON.');
}

function tooMany(): Problem {
  const sentence = `This has more than ${maxValues.toLocaleString('en')} values, which is more than can be taken in.`;
  return new Problem('too-large', sentence);
}

const [quote, backslash, comma, colon, list, endOfList] = [...'"\\,:[]'].map((sign) =>
  sign.charCodeAt(0),
);
const [opening, closing] = ['[{', ']}'].map((signs) =>
  [...signs].map((sign) => sign.charCodeAt(0)),
);

interface Bytes {
  start: number;
  end: number;
}

/** What a look through a body tells: how many values there are, and where the hops of its chain stand. */
interface BodyContents {
  values: number;
  /** Null where no chain lists any, or more than one list could be meant. */
  hops: readonly Bytes[] | null;
}

/** Looks through a body before it is read. Throws for one that is never read. */
function scanned(body: Buffer): BodyContents {
  const hops = new HopPlaces(body);
  // Those of a hop are counted by themselves.
  let [all, around, inHop, depth, textStart] = [1, 1, 0, 0, -1];
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at] ?? 0;
    if (sign === quote && textStart >= 0) {
      hops.text({ start: textStart, end: at });
      textStart = -1;
    } else if (sign === quote) textStart = at + 1;
    else if (textStart >= 0) at += sign === backslash ? 1 : 0;
    else if (sign === colon) hops.key(depth);
    else if (sign === comma) {
      all += 1;
      if (hops.next(depth, at)) [around, inHop] = [around + 1, 0];
      else if (hops.isInside) inHop += 1;
      else around += 1;
    } else if (opening?.includes(sign)) {
      [all, depth] = [all + 1, depth + 1];
      if (hops.isInside) inHop += 1;
      else around += 1;
      hops.open(sign, depth, at);
    } else if (closing?.includes(sign)) {
      hops.close(sign, depth, at);
      depth -= 1;
    } else continue;
    if (depth > maxDepth)
      throw new Problem('unreadable', 'This is nested deeper than can be read.');
    if (around > maxValues || inHop > maxValues) throw tooMany();
  }
  return { values: all, hops: hops.found };
}

/** Finds where the hops of a body's chain stand: `{"chain": […]}` or `{"chain": {"hops": […]}}`. */
class HopPlaces {
  readonly #body: Buffer;
  /** Null once it has named something: a second colon behind it is no JSON. */
  #text: Bytes | null = null;
  /** What is being named in the body, and within that. */
  #keys: [outer: string, inner: string] = ['', ''];
  #depth = 0;
  #start = 0;
  #places: Bytes[] | null = null;
  #isTwice = false;

  constructor(body: Buffer) {
    this.#body = body;
  }

  get isInside(): boolean {
    return this.#depth > 0;
  }

  get found(): readonly Bytes[] | null {
    return this.isInside || this.#isTwice ? null : this.#places;
  }

  text(place: Bytes): void {
    this.#text = place;
  }

  key(depth: number): void {
    if (depth > 2 || this.isInside || !this.#text) return;
    const { start, end } = this.#text;
    this.#text = null;
    // None that is looked for is longer; in other letters it would not be found, and not be taken.
    const name = end - start > 5 ? '' : this.#body.toString('latin1', start, end);
    this.#keys = depth === 1 ? [name, ''] : [this.#keys[0], name];
  }

  /** `depth` counts what has just been opened. */
  open(sign: number, depth: number, at: number): void {
    const [outer, inner] = this.#keys;
    const isList = depth === 2 ? inner === '' : depth === 3 && inner === 'hops';
    if (this.isInside || sign !== list || outer !== 'chain' || !isList) return;
    this.#isTwice = this.#places !== null;
    [this.#depth, this.#start, this.#places] = [depth, at + 1, []];
  }

  /** Whether another hop begins behind a comma. */
  next(depth: number, at: number): boolean {
    if (!this.isInside || depth !== this.#depth) return false;
    this.#add(at);
    return true;
  }

  close(sign: number, depth: number, at: number): void {
    if (!this.isInside || depth !== this.#depth) return;
    // Anything else is no JSON, and without this bracket it might be.
    if (sign !== endOfList) this.#isTwice = true;
    this.#add(at);
    this.#depth = 0;
  }

  #add(end: number): void {
    this.#places?.push({ start: this.#start, end });
    this.#start = end + 1;
  }
}
