/** Whether a value is one of JSON's objects, whatever its fields; a list is not. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Some fields of a thing with their values. */
export function valuesOf<T, F extends keyof T>(
  thing: T,
  fields: readonly F[],
): Partial<Pick<T, F>> {
  const values: Partial<Pick<T, F>> = {};
  for (const field of fields) values[field] = thing[field];
  return values;
}
