import { isAscii } from 'node:buffer';
import { isObject } from '../../domain/values.js';
import { jsonOf } from '../json.js';

/** What may stand around the lists of a file: a number, a yes or no, an empty list, or a list's ends. */
const framing = /^(?:[{}]| {2}"(\w+)": (?:\d+|true|false|\[\]|(\[))| {2}\]),?$/u;
const maxFramingBytes = 100;

/** About how many bytes become values at a time. */
const pieceBytes = 64_000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What JSON.parse makes of an object that is laid out as `HalfText` does it, one item of its lists
 * a line. It is read piece by piece, since a large file is no string: V8 makes none of more than
 * 512 MiB, and one with a single letter beyond Latin takes twice its bytes. Null for any other text:
 * that is not to say that it is no JSON.
 *
 * A list for which `leave` says true is left out; it is told the bytes between the brackets.
 */
export function parseLargeJson(
  bytes: Buffer,
  leave: (name: string, within: Buffer) => boolean = () => false,
): Record<string, unknown> | null {
  const lists: Record<string, unknown[]> = {};
  let frame = '';
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    if (end === -1 || end - at > maxFramingBytes) return null;
    const line = bytes.toString('latin1', at, end);
    const [matches, name = '', opens] = framing.exec(line) ?? [];
    if (matches === undefined || name in lists) return null;
    frame += line;
    at = end + 1;
    if (!opens) continue;
    const close = bytes.indexOf('\n  ]', at);
    if (close === -1) return null;
    const within = bytes.subarray(at, close);
    at = close + 1;
    if (leave(name, within)) continue;
    const items = itemsIn(within);
    if (items === null) return null;
    lists[name] = items;
  }
  const around = jsonOf(frame);
  return isObject(around) ? { ...around, ...lists } : null;
}

function itemsIn(bytes: Buffer): unknown[] | null {
  const items: unknown[] = [];
  for (const found of itemsInPieces(bytes)) {
    if (found === null) return null;
    for (const item of found) items.push(item);
  }
  return items;
}

/**
 * The items of a list without its brackets, cut at line ends, some at a time: no text of JSON holds one,
 * so where all pieces are lists, the whole is the list of all their items. Ends with null at one that is not.
 */
export function* itemsInPieces(bytes: Buffer): Generator<unknown[] | null> {
  for (let from = 0; from < bytes.length; ) {
    const to = pieceEnd(bytes, from);
    const last = to === bytes.length;
    const whole = last || bytes[to - 1] === comma;
    const found = whole ? listOf(bytes.subarray(from, last ? to : to - 1)) : null;
    yield found?.length ? found : null;
    if (!found?.length) return;
    from = to + 1;
  }
}

const comma = 0x2c;

function pieceEnd(bytes: Buffer, from: number): number {
  const to = bytes.indexOf('\n', from + pieceBytes);
  return to === -1 ? bytes.length : to;
}

function listOf(bytes: Buffer): unknown[] | null {
  const list = jsonOf(`[${textOf(bytes) ?? ''}]`);
  return Array.isArray(list) ? list : null;
}

/** Null for what is not UTF-8. */
function textOf(bytes: Buffer): string | null {
  if (isAscii(bytes)) return bytes.toString('latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
