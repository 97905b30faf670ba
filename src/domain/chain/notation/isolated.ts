import { rightToLeftLetter } from '../../text/direction.js';
import { parseHops } from './parse.js';

const [first, last] = ['\u2068', '\u2069'];

/**
 * A line of notation, for a field that runs from left to right, in which every name from right to
 * left stands between FSI and PDI (UAX #9): a bare arrow between two of them keeps its side. Read
 * again, the line says what it said, since notation takes such marks for white space.
 */
export function isolated(line: string): string {
  if (!rightToLeftLetter.test(line)) return line;
  let out = '';
  let at = 0;
  for (const { hop, name } of parseHops(line).parsedHops) {
    const isOpen = hop !== null && name.start >= at && line[name.start - 1] !== first;
    const text = line.slice(name.start, name.end);
    if (!isOpen || text.startsWith(first) || !rightToLeftLetter.test(text)) continue;
    out += `${line.slice(at, name.start)}${first}${text}${last}`;
    at = name.end;
  }
  return out + line.slice(at);
}
