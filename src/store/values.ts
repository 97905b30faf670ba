import { z } from 'zod';
import { compareText } from './code-point-order.js';

/**
 * Values of which only those who wrote them know the meaning. Their keys are brought into one
 * order, so that the same values are the same bytes wherever they have been: shorter keys first,
 * then by their bytes in UTF-8, which is the order of PostgreSQL's jsonb. (JavaScript puts keys
 * that are whole numbers before all others; that is an order, too.)
 */
export const values = z.record(z.string(), z.unknown()).overwrite(withKeysInOrder);

/** A copy of a value of JSON with its keys in order, at every depth. */
export function withKeysInOrder<T>(value: T): T {
  return ordered(value) as T;
}

/** Whether the keys of a value of JSON are in order, at every depth, as far as is quick to tell. */
export function hasKeysInOrder(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(hasKeysInOrder);
  let last = '';
  for (const key in value) {
    if (!isPlain(key) || comparePlain(last, key) > 0) return false;
    if (!hasKeysInOrder((value as Readonly<Record<string, unknown>>)[key])) return false;
    last = key;
  }
  return true;
}

function ordered(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(ordered);
  const parts = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(parts).sort(compareKeys);
  return Object.fromEntries(keys.map((key) => [key, ordered(parts[key])]));
}

function compareKeys(one: string, other: string): number {
  if (isPlain(one) && isPlain(other)) return comparePlain(one, other);
  return Buffer.byteLength(one) - Buffer.byteLength(other) || compareText(one, other);
}

/** Of keys of ASCII alone. */
function comparePlain(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

function isPlain(key: string): boolean {
  for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) > 0x7f) return false;
  return true;
}
