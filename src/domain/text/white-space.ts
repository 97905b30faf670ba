/** The units that a pattern's `\s` takes for white space. */
const units =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

const isSpace = new Uint8Array(2 ** 16);
for (let at = 0; at < units.length; at += 1) isSpace[units.charCodeAt(at)] = 1;

/** Whether a UTF-16 unit is white space; NaN, where a text has none, is not. */
export function isSpaceUnit(unit: number): boolean {
  return isSpace[unit] === 1;
}
