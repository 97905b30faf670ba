/**
 * A value made of JSON's values, frozen through and through, so that whoever has it can share it with
 * others. What is frozen already is not looked through again.
 */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) for (const part of value) frozen(part);
  else for (const key in value) frozen(value[key]);
  return Object.freeze(value);
}
