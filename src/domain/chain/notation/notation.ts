import { Problem } from '../../problem.js';
import { printedRelation, type RelationCode } from '../relations.js';
import { clip, type Fault, faultStretch } from './faults.js';
import { type HopDraft, type NotationHop, parseHops } from './parse.js';
import { isMisread, type NotationSpan, tidy } from './scan.js';
import { wordsFor } from './words.js';

export { nothingSaid } from './parse.js';
export { isGapSign } from './scan.js';
export type { Fault, HopDraft, NotationHop };

/** What a line could be read as. */
export interface ParsedNotation {
  hops: HopDraft[];
  faults: Fault[];
}

/**
 * Reads a chain that was typed as one line, such as `Laura Hickey [B] -told-> The Hindu (outlet)`.
 * It never throws: the faults, in the order of the line, say what was expected where (the first is
 * exact, at most one a holder), and `hops` holds what could be read, so that a page can go on
 * drawing: an entry for each holder, those of one hop after each other (`beside`). Without faults
 * there is at least one, and the last of each hop bears its relation, that of the last hop none.
 * Names are not resolved.
 */
export function parseNotation(line: string): ParsedNotation {
  const { parsedHops, faults } = parseHops(line);
  const hops = parsedHops.flatMap(({ hop }, index) => {
    const isAlone = index === 0 || parsedHops[index - 1]?.hop === null;
    return hop ? { ...hop, beside: hop.beside && !isAlone } : [];
  });
  return { hops: hops.map((hop, index) => withRelation(hop, hops[index + 1])), faults };
}

/** What stands before another of its hop, and at the end, passes nothing on; all else does. */
function withRelation(hop: HopDraft, next: HopDraft | undefined): HopDraft {
  const relation = !next || next.beside ? null : (hop.relation ?? 'passed');
  return { ...hop, relation };
}

/**
 * Reads a chain's notation, where `parsed` is not what it was read as before; throws *invalid* on the
 * field `chain` with the first fault and its place.
 */
export function readNotation(line: string, parsed = parseNotation(line)): HopDraft[] {
  const { hops, faults } = parsed;
  const [fault] = faults;
  if (fault) throw faultOf(line, fault);
  return hops;
}

/** A fault in words that name its spot, for whoever can't see it marked. */
function faultOf(line: string, fault: Fault): Problem {
  const { start, end } = faultStretch(line, fault);
  const spot = line.slice(start, end);
  const where = spot === '' ? 'Chain' : `Chain, at “${clip(spot)}”`;
  const place = {
    start: [...line.slice(0, start)].length,
    end: [...line.slice(0, end)].length,
  };
  return Problem.field('chain', `${where}: ${fault.message}`, place);
}

/**
 * The canonical notation of a chain: read again, it gives the same hops. A basis that is *not
 * stated* is said by saying nothing.
 */
export function printNotation(hops: readonly NotationHop[]): string {
  let line = '';
  for (const [index, hop] of hops.entries()) {
    line += printHop(hop);
    const next = hops[index + 1];
    if (next) line += next.beside ? ' + ' : ` ${printArrow(hop.relation)} `;
  }
  return line;
}

/** A name as it stands in notation: in straight double quotes where it would be misread. */
export function printName(name: string): string {
  const clean = tidy(name);
  if (!isMisread(clean)) return clean;
  return `"${clean.replace(/["＂\\]/gu, '\\$&')}"`;
}

/** The hop at a place in a line, counted from 0, and where its name stands, its quotes included. */
interface HopAt {
  index: number;
  name: NotationSpan;
}

/**
 * The hop to which a place in a line belongs (UTF-16 offset), for suggestions while a chain is
 * being typed: the line need not be complete. A hop with no name yet has an empty stretch there.
 * Null inside an arrow.
 */
export function hopAt(line: string, offset: number): HopAt | null {
  const { parsedHops } = parseHops(line);
  const index = parsedHops.findIndex(
    ({ within }) => within.start <= offset && offset <= within.end,
  );
  const parsedHop = parsedHops[index];
  if (!parsedHop) return null;
  return { index, name: parsedHop.hop ? parsedHop.name : { start: offset, end: offset } };
}

function printHop(hop: NotationHop): string {
  if (hop.name === null) return '?';
  const [name, said] = [printName(hop.name), wordsFor(hop)];
  const id = hop.id === null ? '' : ` #${hop.id}`;
  const reliability = hop.reliability === null ? '' : ` [${hop.reliability}]`;
  return `${name}${id}${reliability}${said === '' ? '' : ` (${said})`}`;
}

function printArrow(relation: RelationCode | null): string {
  const printed = printedRelation(relation ?? 'passed');
  return printed === '' ? '->' : `-${printed}->`;
}
