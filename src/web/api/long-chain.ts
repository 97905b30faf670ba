import type { z } from 'zod';
import { Pace } from '../../desk/pace.js';
import {
  chainOfReadHops,
  type HopInput,
  hopInput,
} from '../../domain/annotations/annotation-input.js';
import { maxHops, tooManyHops } from '../../domain/chain/ground-rules.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { UnreadJson } from '../http/json-bounds.js';

/** Whether the hops of a body's chain are still to be read: see `readJson`. */
export function isLongChain(body: unknown): body is object {
  return hopsIn(body)[0] instanceof UnreadJson;
}

/**
 * Reads a body whose chain is long hop by hop, so that others have their turn. Throws *invalid* with every
 * fault of the first hop that has any; otherwise as `parse` does.
 */
export async function readLongChain<S extends z.ZodObject>(
  schema: S,
  body: object,
): Promise<z.output<S>> {
  const unread = hopsIn(body);
  const chain: unknown = Reflect.get(body, 'chain');
  const within = unread === chain ? 'chain' : 'chain.hops';
  if (unread.length > maxHops) throw Problem.field(within, tooManyHops);
  const hops: HopInput[] = [];
  const pace = new Pace();
  for (const [at, hop] of unread.entries()) {
    hops.push(readHop(hop, `${within}.${at}`));
    await pace.giveWay();
  }
  const read = unread === chain ? hops : { ...Object(chain), hops };
  const whole = parse(schema.extend({ chain: chainOfReadHops }), { ...body, chain: read });
  await pace.giveWay();
  return whole as z.output<S>;
}

/** The hops that a body lists; none where it lists none. */
function hopsIn(body: unknown): readonly unknown[] {
  const chain: unknown = Reflect.get(Object(body), 'chain');
  const listed: unknown = Array.isArray(chain) ? chain : Reflect.get(Object(chain), 'hops');
  return Array.isArray(listed) ? listed : [];
}

function readHop(hop: unknown, place: string): HopInput {
  try {
    return parse(hopInput, hop instanceof UnreadJson ? hop.read() : hop);
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    const fields = fault.fields.map(({ field, ...said }) => ({
      ...said,
      field: field === '' ? place : `${place}.${field}`,
    }));
    throw new Problem(fault.code, fault.message, fields);
  }
}
