/** Whether a UTF-16 unit is white space, as a pattern's `\s` has it; NaN, where a text has none, is not. */
export function isSpaceUnit(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x2000) return unit === 0xa0 || unit === 0x1680;
  if (unit > 0x200a && unit < 0x3000) return rareSpaces.includes(unit);
  return unit <= 0x200a || unit === 0x3000 || unit === 0xfeff;
}

/** Line and paragraph separators, the narrow space that doesn't break, the mathematical one. */
const rareSpaces: readonly number[] = [0x2028, 0x2029, 0x202f, 0x205f];
