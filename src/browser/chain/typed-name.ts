import { isLikeWord } from '../../domain/chain/notation/faults.js';
import {
  type Fault,
  type NotationHop,
  nothingSaid,
  parseNotation,
} from '../../domain/chain/notation/notation.js';
import {
  aComma,
  nextArrow,
  skipBlanks,
  tidy,
  withPlainSigns,
} from '../../domain/chain/notation/scan.js';
import type { RelationCode } from '../../domain/chain/relations.js';

/** What was typed at a hop. Mostly one name; whoever knows the notation may type as much of it as they like. */
export interface TypedName {
  hops: NotationHop[];
  /** How the hop before passed it on, where an arrow leads: `-told-> The Hindu`. */
  led: RelationCode | null;
  /** Whether what follows stands beside the last of them: `Ann + `. */
  opensBeside: boolean;
  /** What can't be read, with its place in what was typed. */
  fault: Fault | null;
}

const nothing: TypedName = { hops: [], led: null, opensBeside: false, fault: null };

/** Stands for the name that is still to come, and for the one before an arrow that leads. */
const stand = 'x';

/** Reads what was typed at a hop: notation where it holds arrows, otherwise one name as it stands. */
export function readTyped(text: string): TypedName {
  const start = skipBlanks(text, 0);
  if (start === text.length) return nothing;
  const lead = nextArrow(text, start);
  if (lead?.start === start && lead.relation !== null) {
    if (skipBlanks(text, lead.end) === text.length) return ledBy(text);
    return withoutFirst(parsed(`${stand} ${text}`), 2);
  }
  const read = parsed(text);
  // Without an arrow a name may hold what notation would read otherwise: "BBC (Arabic)".
  if (read.fault && lead === null && !saysMore(text)) {
    return { ...nothing, hops: [{ ...nothingSaid, name: tidy(text) }] };
  }
  return read;
}

/** Whether a word of notation stands in parentheses, mistyped or beside others: kept in the name, what it says would be lost. */
function saysMore(text: string): boolean {
  const enclosed = [...withPlainSigns(text).matchAll(/\(([^()]*)/gu)];
  return enclosed.some(([, words = '']) =>
    words.split(aComma).some((word) => isLikeWord(word.trim())),
  );
}

/** Whether it names several holders, and can be read. */
export function isChain(text: string): boolean {
  return readTyped(text).hops.length > 1;
}

/**
 * What stands before an arrow or a plus that has just been typed, the blank behind it included; null
 * as long as there is none, or where what stands there can't be read.
 */
export function readBeforeArrow(text: string): TypedName | null {
  if (!/\s$/u.test(text) || !endsInArrow(text)) return null;
  const start = skipBlanks(text, 0);
  if (nextArrow(text, start)?.start === start) {
    const led = ledBy(text);
    if (led.hops.length === 0) return led.fault ? null : led;
  }
  const read = readTyped(`${text}${stand}`);
  if (read.fault || read.hops.length < 2) return null;
  const opensBeside = read.hops.at(-1)?.beside ?? false;
  return { ...read, hops: read.hops.slice(0, -1), opensBeside };
}

function ledBy(text: string): TypedName {
  const read = parsed(`${stand} ${text} ${stand}`);
  const [first, ...rest] = read.hops;
  if (read.fault || rest.length !== 1) return { ...nothing, fault: read.fault };
  return { ...nothing, led: first?.relation ?? null };
}

function endsInArrow(text: string): boolean {
  const end = text.trimEnd().length;
  for (let arrow = nextArrow(text, 0); arrow; arrow = nextArrow(text, arrow.end)) {
    if (arrow.end === end) return true;
  }
  return false;
}

function parsed(text: string): TypedName {
  const { hops, faults } = parseNotation(text);
  const [fault = null] = faults;
  return { ...nothing, hops: fault ? [] : hops.map(withoutPlace), fault };
}

function withoutPlace({ at: _, ...hop }: NotationHop & { at?: unknown }): NotationHop {
  return hop;
}

function withoutFirst(read: TypedName, offset: number): TypedName {
  const { fault } = read;
  const led = read.hops[0]?.relation ?? null;
  return {
    ...read,
    led,
    hops: read.hops.slice(1),
    fault: fault && { ...fault, at: Math.max(fault.at - offset, 0) },
  };
}
