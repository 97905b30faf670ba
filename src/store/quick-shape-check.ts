import type { z } from 'zod';
import { isObject } from '../domain/values.js';
import { hasKeysInOrder, values } from './values.js';

/** Whether something is so of a value of JSON. */
type Holds = (value: unknown) => boolean;

const never: Holds = () => false;

/**
 * The quick way to check a document: true where the shape finds no fault in the value and would
 * give it back to the byte, its fields in the shape's order. False where the shape is to be asked:
 * whatever it is made of, this may be slow, but never says true wrongly.
 */
export function quickShapeCheck<T>(shape: z.ZodType<T>): (value: unknown) => value is T {
  const holds = of(shape);
  return (value): value is T => holds(value);
}

function of(shape: z.core.$ZodType): Holds {
  if (shape === values) return isValuesInOrder;
  const { def } = (shape as z.core.$ZodTypes)._zod;
  const own = ofType(def);
  const checks = (def.checks ?? [])
    .map((check) => (check as z.core.$ZodChecks)._zod.def)
    .map(ofCheck);
  return checks.length === 0 ? own : (value) => own(value) && checks.every((holds) => holds(value));
}

function ofType(def: z.core.$ZodTypes['_zod']['def']): Holds {
  switch (def.type) {
    case 'string':
      return isFormat(def) ? matching(def) : isText;
    case 'number':
      return 'format' in def && def.format === 'safeint' ? Number.isSafeInteger : never;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'literal':
      return oneOf(def.values);
    case 'nullable':
      return orNull(of(def.innerType));
    case 'default':
    case 'optional':
      return of(def.innerType);
    case 'array':
      return listOf(of(def.element));
    case 'object':
      return def.catchall?._zod.def.type === 'never' ? fieldsOf(def.shape) : never;
    case 'union':
      return anyOf(def.options.map(of));
    default:
      return never;
  }
}

/** Of a value that is of the type which is checked. */
function ofCheck(def: z.core.$ZodChecks['_zod']['def'] | z.core.$ZodCustomDef): Holds {
  switch (def.check) {
    case 'min_length':
      return (value) => (isText(value) || Array.isArray(value)) && value.length >= def.minimum;
    case 'greater_than':
      return def.inclusive ? atLeast(Number(def.value)) : never;
    case 'less_than':
      return def.inclusive ? atMost(Number(def.value)) : never;
    case 'string_format':
      return matching(def);
    case 'custom':
      return (value) => def.fn(value) === true;
    default:
      return never;
  }
}

interface Field {
  name: string;
  holds: Holds;
  mayBeMissing: boolean;
}

function fieldsOf(shape: Readonly<Record<string, z.core.$ZodType>>): Holds {
  const fields = Object.entries(shape).map(([name, part]): Field => {
    const inner = optionalIn(part);
    return { name, holds: of(inner ?? part), mayBeMissing: inner !== null };
  });
  return (value) => {
    if (!isObject(value)) return false;
    let at = 0;
    for (const name in value) {
      while (fields[at]?.mayBeMissing && fields[at]?.name !== name) at++;
      const field = fields[at++];
      if (field?.name !== name || !field.holds(value[name])) return false;
    }
    while (fields[at]?.mayBeMissing) at++;
    return at === fields.length;
  };
}

function optionalIn(shape: z.core.$ZodType): z.core.$ZodType | null {
  const { def } = (shape as z.core.$ZodTypes)._zod;
  return def.type === 'optional' ? def.innerType : null;
}

function atLeast(least: number): Holds {
  return (value) => typeof value === 'number' && value >= least;
}

function atMost(most: number): Holds {
  return (value) => typeof value === 'number' && value <= most;
}

/** Other formats ask for more than their pattern. */
function matching({ format, pattern }: z.core.$ZodCheckStringFormatDef): Holds {
  if (
    !pattern ||
    pattern.global ||
    pattern.sticky ||
    !['regex', 'datetime', 'date'].includes(format)
  )
    return never;
  return (value) => isText(value) && pattern.test(value);
}

function isFormat(def: z.core.$ZodStringDef): def is z.core.$ZodStringFormatDef {
  return 'check' in def;
}

function listOf(holds: Holds): Holds {
  return (value) => Array.isArray(value) && value.every(holds);
}

function orNull(holds: Holds): Holds {
  return (value) => value === null || holds(value);
}

function anyOf(options: readonly Holds[]): Holds {
  return (value) => options.some((holds) => holds(value));
}

function oneOf(allowed: readonly unknown[]): Holds {
  const known = new Set(allowed);
  return (value) => known.has(value);
}

function isValuesInOrder(value: unknown): boolean {
  return isObject(value) && hasKeysInOrder(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
