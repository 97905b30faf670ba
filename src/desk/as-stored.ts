import { idEnd } from '../domain/id.js';
import type { Change } from '../store/store.js';

/**
 * What was worked out, in which all that was to be written reads as it was stored: a name may have been taken out of it
 * meanwhile, which whoever wrote it is not to be shown as if it stood there.
 */
export function asStored<W extends object>(
  worked: W,
  planned: readonly Change[],
  stored: readonly Change[],
): W {
  const written = new Map(stored.map((change) => [placeOf(change), change.doc]));
  const counterparts = new Map<unknown, unknown>();
  for (const change of planned) pair(change.doc, written.get(placeOf(change)), counterparts);
  return reread(worked, counterparts) as W;
}

/** An event may have been given another id. */
function placeOf({ in: collection, doc }: Change): string {
  return `${collection}/${collection === 'events' ? idEnd(doc.id) : doc.id}`;
}

function pair(planned: unknown, stored: unknown, counterparts: Map<unknown, unknown>): void {
  if (!isObject(planned) || !isObject(stored)) return;
  counterparts.set(planned, stored);
  for (const [key, part] of Object.entries(planned)) {
    pair(part, Reflect.get(stored, key), counterparts);
  }
}

function reread(value: unknown, counterparts: ReadonlyMap<unknown, unknown>): unknown {
  if (counterparts.has(value)) return counterparts.get(value);
  if (Array.isArray(value)) return value.map((each) => reread(each, counterparts));
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, each]) => [key, reread(each, counterparts)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
