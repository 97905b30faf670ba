/** The first letters of the first and the last part of a name: "MS". */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/u);
  const ends = parts.length > 1 ? [parts.at(0), parts.at(-1)] : parts;
  return ends
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
