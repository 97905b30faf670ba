import { Problem } from '../../domain/problem.js';

/** A chain of a hundred hops has some 700 fields. */
export const maxFields = 5000;
/** In `hops[3][url]` there are three; nothing that is sent has more. */
export const maxParts = 5;

/** What was sent under a name so far: a text, several of them, or the fields within it. */
type Sent = string | string[] | Fields;
type Fields = Map<string, Sent>;

/**
 * The fields of a form as browsers send it, in UTF-8: `hops[3][url]` is `url` in the one of a list `hops` that
 * comes after `hops[2]`; what is sent more than once, or as `name[]`, is a list. To read it takes as long as it
 * is: the package that Express has for this copies a list for each of its fields, which took half a second.
 * Throws *too-large* for more than 5,000 fields, empty ones too, or more than 5 of them within one another.
 */
export function formFields(body: Buffer): Record<string, unknown> {
  const fields: Fields = new Map();
  let count = 0;
  for (let from = 0; from < body.length; ) {
    count += 1;
    if (count > maxFields)
      throw new Problem('too-large', 'This form has more fields than can be taken in.');
    const to = endOf(body, '&', from, body.length);
    const name = endOf(body, '=', from, to);
    if (to > from) {
      add(fields, partsOf(textIn(body, from, name)), textIn(body, Math.min(name + 1, to), to));
    }
    from = to + 1;
  }
  return Object.fromEntries(entriesOf(fields));
}

/** Where the sign stands, or else the end. */
function endOf(body: Buffer, sign: string, from: number, end: number): number {
  const at = body.subarray(from, end).indexOf(sign);
  return at === -1 ? end : from + at;
}

const [percent = 0, plus = 0, blank = 0] = [...'%+ '].map((sign) => sign.charCodeAt(0));

/** What bytes of a form say; a percent sign without two digits is one. */
function textIn(body: Buffer, from: number, to: number): string {
  const sent = body.subarray(from, to);
  if (!sent.includes(percent) && !sent.includes(plus)) return sent.toString();
  const bytes = Buffer.allocUnsafe(sent.length);
  let length = 0;
  for (let at = from; at < to; at += 1) {
    let byte = body[at] ?? 0;
    if (byte === plus) byte = blank;
    else if (byte === percent && at + 2 < to) {
      const code = digitOf(body[at + 1]) * 16 + digitOf(body[at + 2]);
      if (code >= 0) [byte, at] = [code, at + 2];
    }
    bytes[length] = byte;
    length += 1;
  }
  return bytes.toString('utf8', 0, length);
}

const digits = '0123456789abcdef';
/** By its byte, what a hexadecimal digit stands for; what is none, for less than any two come to. */
const digitValues = Array.from({ length: 256 }, (_, byte) => {
  const value = digits.indexOf(String.fromCharCode(byte).toLowerCase());
  return value === -1 ? -1000 : value;
});

function digitOf(byte = 0): number {
  return digitValues[byte] ?? -1000;
}

/** `hops[3][url]` as hops, 3 and url. */
function partsOf(name: string): string[] {
  if (!/^[^[\]]+(?:\[[^[\]]*\])+$/u.test(name)) return [name];
  const parts = name.slice(0, -1).split(/\]?\[/u);
  if (parts.length > maxParts)
    throw new Problem('too-large', 'This form has more parts than can be taken in.');
  return parts;
}

function add(fields: Fields, parts: readonly string[], text: string): void {
  // Under this name stands what an object inherits.
  if (parts.includes('__proto__')) return;
  let within = fields;
  for (const part of parts.slice(0, -1)) {
    const name = part === '' ? String(within.size) : part;
    const inner = fieldsOf(within.get(name));
    within.set(name, inner);
    within = inner;
  }
  const last = parts.at(-1) ?? '';
  const name = last === '' && parts.length > 1 ? String(within.size) : last;
  const before = within.get(name);
  if (before === undefined) within.set(name, text);
  else if (typeof before === 'string') within.set(name, [before, text]);
  else if (Array.isArray(before)) before.push(text);
  else add(before, [String(before.size)], text);
}

/** What was sent under a name as fields within it: texts are those of a list. */
function fieldsOf(sent: Sent = new Map()): Fields {
  if (sent instanceof Map) return sent;
  return new Map([sent].flat().map((text, at) => [String(at), text]));
}

function entriesOf(fields: Fields): [string, unknown][] {
  return Array.from(fields, ([name, sent]) => [
    name,
    sent instanceof Map ? listOrFields(sent) : sent,
  ]);
}

/** Fields that are all called by numbers are a list, in the order of these. */
function listOrFields(fields: Fields): unknown {
  const entries = entriesOf(fields);
  const isList = entries.every(([name]) => /^(?:0|[1-9]\d{0,3})$/u.test(name));
  if (!isList) return Object.fromEntries(entries);
  return entries
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, value]) => value);
}
