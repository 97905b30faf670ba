import { closestSpelled } from '../../register/name.js';
import type { Source } from '../../register/source.js';
import { type Chain, type Holder, placesIn } from '../chain.js';
import { type NotationHop, nothingSaid, printNotation } from './notation.js';

/** What printing a chain needs to know of the register. */
interface RegisterNames {
  sources: ReadonlyMap<string, Source>;
  /** By source id, the first characters of it that tell it from others of its name. */
  shortIds: ReadonlyMap<string, string>;
}

/** A stored chain as its canonical line; read and resolved again, it is the same chain. */
export function notationOf(chain: Chain, names: RegisterNames): string {
  return printNotation(notationHops(chain, names));
}

/** A stored chain, holder by holder, as notation says it. */
function notationHops(chain: Chain, { sources, shortIds }: RegisterNames): NotationHop[] {
  return placesIn(chain).map(({ holder, holders, number, relation }) => {
    const beside = (number ?? 1) > 1;
    const passed = (number ?? 1) < holders ? null : relation;
    const source = holder === null ? undefined : sources.get(holder.source);
    if (!holder || !source) return { ...nothingSaid, beside, relation: passed };
    return entryHop(holder, source, shortIds.get(source.id) ?? null, beside, passed);
  });
}

/** Thousands of them are made for a page: no object is made for another. */
function entryHop(
  holder: Holder,
  source: Source,
  shortId: string | null,
  beside: boolean,
  relation: NotationHop['relation'],
): NotationHop {
  return {
    beside,
    relation,
    name: source.name,
    id: shortId,
    reliability: holder.rating?.reliability ?? null,
    // A person goes without saying, as in "Laura Hickey [B]".
    kind: source.kind === 'person' ? null : source.kind,
    unnamed: source.unnamed && !source.confidential,
    another: false,
    confidential: source.confidential,
    firstHand: holder.firstHand,
    basis: holder.basis === 'not stated' ? null : holder.basis,
    check: holder.check,
  };
}

// Four characters can be read out over the phone and are seldom borne by two entries of one name.
export const minIdCharacters = 4;

/**
 * The first characters of a source's id that notation must show so that its name finds it again:
 * null where the name alone does. `namesakes` are the register's entries that bear its name, those
 * that are named and those whose ids begin as its own, with or without itself.
 */
export function shortIdOf(source: Source, namesakes: readonly Source[]): string | null {
  const others = namesakes.filter((other) => other.id !== source.id);
  const byDescription = source.unnamed && !source.confidential;
  if (!byDescription && others.length === 0) return null;
  const named = others.filter((other) => !other.unnamed || other.confidential);
  const rivals = closestSpelled([source, ...named], source.name);
  if (!byDescription && rivals.length === 1) return null;
  let length = minIdCharacters;
  while (others.some((other) => other.id.startsWith(source.id.slice(0, length)))) length += 1;
  return source.id.slice(0, length);
}
