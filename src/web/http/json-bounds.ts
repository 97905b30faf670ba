import { Problem } from '../../domain/problem.js';

/** A chain of forty hops with all of its holders has some 12,000 values, as it is answered. */
const maxValues = 20_000;
/** Nothing that is taken goes so deep; what goes deeper than a stack would end the work on it. */
const maxDepth = 50;

const [quote, backslash, comma] = [...'"\\,'].map((sign) => sign.charCodeAt(0));
const [opening, closing] = ['[{', ']}'].map((signs) =>
  [...signs].map((sign) => sign.charCodeAt(0)),
);

/**
 * Looks through a body of JSON before it is read: each value and each unknown field costs time, and is told of. Throws
 * *too-large* where there are too many, *unreadable* for what is nested without end, or is in no UTF-8.
 */
export function demandBoundedJson(body: Uint8Array, encoding: string): void {
  if (encoding.toLowerCase() !== 'utf-8') {
    throw new Problem('unsupported', 'This character set is not supported: use UTF-8.');
  }
  let [values, depth, isText] = [1, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at];
    if (isText && sign === backslash) at += 1;
    else if (sign === quote) isText = !isText;
    else if (isText) continue;
    else if (sign === comma) values += 1;
    else if (opening?.includes(sign ?? 0)) [values, depth] = [values + 1, depth + 1];
    else if (closing?.includes(sign ?? 0)) depth -= 1;
    if (depth > maxDepth)
      throw new Problem('unreadable', 'This is nested deeper than can be read.');
    if (values > maxValues) {
      const sentence = `This has more than ${maxValues.toLocaleString('en')} values, which is more than can be taken in.`;
      throw new Problem('too-large', sentence);
    }
  }
}
