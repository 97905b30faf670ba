/** A field of a form or of a query as text; empty where it is missing or sent more than once. */
export function textField(sent: unknown, name: string): string {
  if (typeof sent !== 'object' || sent === null) return '';
  const value: unknown = Reflect.get(sent, name);
  return typeof value === 'string' ? value : '';
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
