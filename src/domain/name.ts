/**
 * The form of a name under which names are compared: case, outer and repeated white space do not
 * count, nor does the way in which an accented letter is composed (Unicode NFKC). Shown names stay
 * as they were typed.
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
