import type { z } from 'zod';
import { isObject } from '../domain/values.js';
import { hasKeysInOrder, values, withKeysInOrder } from './values.js';

/** Brings a value's fields into an order. */
type Ordering = (value: unknown) => unknown;

/**
 * How values of a shape are brought into the order of its fields, at every depth, as a database does not
 * keep it. It judges nothing: what is not of the shape comes out as it may, and is to be checked.
 */
export function orderingBy(shape: z.ZodType): Ordering {
  return of(shape) ?? ((value) => value);
}

/** Null where there is nothing to be ordered. */
function of(shape: z.core.$ZodType): Ordering | null {
  if (shape === values) return (value) => (hasKeysInOrder(value) ? value : withKeysInOrder(value));
  const { def } = (shape as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'nullable':
    case 'default':
    case 'optional':
      return of(def.innerType);
    case 'array':
      return ofList(of(def.element));
    case 'object':
      return ofFields(def.shape);
    default:
      return null;
  }
}

function ofList(item: Ordering | null): Ordering | null {
  return item && ((value) => (Array.isArray(value) ? value.map(item) : value));
}

/** A value with other fields than the shape's is left as it is. */
function ofFields(shape: Readonly<Record<string, z.core.$ZodType>>): Ordering {
  const fields = Object.entries(shape).map(([name, part]) => ({ name, ordered: of(part) }));
  return (value) => {
    if (!isObject(value)) return value;
    const made: Record<string, unknown> = {};
    let count = 0;
    for (const { name, ordered } of fields) {
      if (!Object.hasOwn(value, name)) continue;
      made[name] = ordered ? ordered(value[name]) : value[name];
      count += 1;
    }
    for (const _ in value) count -= 1;
    return count === 0 ? made : value;
  };
}
