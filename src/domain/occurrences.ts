/**
 * The offsets at which a pattern stands in a text and is accepted, overlapping ones included, in
 * ascending order; no more than `most`. The empty pattern stands nowhere.
 */
export function occurrences(
  text: string,
  pattern: string,
  most: number,
  accept: (at: number) => boolean = () => true,
): number[] {
  const found: number[] = [];
  if (pattern === '') return found;
  let at = text.indexOf(pattern);
  while (at !== -1 && found.length < most) {
    if (accept(at)) found.push(at);
    at = text.indexOf(pattern, at + 1);
  }
  return found;
}
