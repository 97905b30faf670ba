/** A field of a form or of a query as text; empty where it is missing or sent more than once. */
export function textField(sent: unknown, name: string): string {
  if (typeof sent !== 'object' || sent === null) return '';
  const value: unknown = Reflect.get(sent, name);
  return typeof value === 'string' ? value : '';
}

/** What is looked for: a name or a few words. No name is longer, and nobody looks for more. */
export function soughtField(sent: unknown, name: string): string {
  return soughtText(textField(sent, name));
}

/** What is looked for, cut to 1000 UTF-16 units: longer words find nothing. */
export function soughtText(text: string): string {
  return text.slice(0, 1000);
}

/** Several such fields at once. */
export function textFields<N extends string>(sent: unknown, ...names: N[]): Record<N, string> {
  const entries = names.map((name) => [name, textField(sent, name)]);
  return Object.fromEntries(entries);
}

/** The values of a field that may be sent more than once. */
export function severalIn(sent: unknown, name: string): string[] {
  if (typeof sent !== 'object' || sent === null) return [];
  const values: unknown = Reflect.get(sent, name);
  return [values].flat().filter((value) => typeof value === 'string');
}

/**
 * What a form sent, with LF for each line end: browsers send CR LF, which would count twice where a
 * text may have so many characters.
 */
export function withLineFeeds(sent: unknown): unknown {
  if (typeof sent === 'string') return lineFeedsIn(sent);
  if (Array.isArray(sent)) return sent.map(withLineFeeds);
  if (typeof sent !== 'object' || sent === null) return sent;
  for (const [name, value] of Object.entries(sent)) Reflect.set(sent, name, withLineFeeds(value));
  return sent;
}

function lineFeedsIn(text: string): string {
  // Splitting is quicker than replacing in a text of very many lines.
  return text.includes('\r') ? text.split('\r\n').join('\n').split('\r').join('\n') : text;
}
