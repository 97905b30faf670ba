import type { Stamp } from '../annotations/model.js';
import { Problem } from '../problem.js';
import type { Source } from './source.js';

/*
 * Two entries that turn out to be one source are joined by a pointer on one of them. No annotation
 * is rewritten: each chain keeps the entry, and so the name, under which its article knew the
 * source. Whoever counts, lists or compares sources follows the pointers to their end.
 */

/** What can be found to be one with another of its kind. */
interface Joinable {
  id: string;
  joined: { into: string } | null;
}

/**
 * The entries from one to the end of its pointers, itself first. A pointer to what is not there, or
 * round in a circle, as only a file that was edited by hand can have it, ends the way.
 */
export function wayToEnd<E extends Joinable>(
  source: E,
  sourceOf: (id: string) => E | undefined,
): E[] {
  const way = [source];
  for (let last = source; last.joined !== null; ) {
    const next = sourceOf(last.joined.into);
    if (!next || way.some(({ id }) => id === next.id)) break;
    way.push(next);
    last = next;
  }
  return way;
}

/** The entry that stands for another: the end of its pointers, itself where it is not joined. */
export function endOf<E extends Joinable>(source: E, sourceOf: (id: string) => E | undefined): E {
  // Most stand for themselves, and a long article asks for thousands.
  return source.joined ? (wayToEnd(source, sourceOf).at(-1) ?? source) : source;
}

/** The id of the entry that stands for one: its own where that is not there. */
export function endIdOf<E extends Joinable>(
  id: string,
  sourceOf: (id: string) => E | undefined,
): string {
  const entry = sourceOf(id);
  return entry ? endOf(entry, sourceOf).id : id;
}

/** By their ids, each once: entries, all into which they are joined, and those that stand for them. */
export function withEnds<E extends Joinable>(
  ids: readonly string[],
  sourceOf: (id: string) => E | undefined,
): string[] {
  const way = (id: string) => {
    const entry = sourceOf(id);
    return entry?.joined ? wayToEnd(entry, sourceOf).map((each) => each.id) : [id];
  };
  return [...new Set(ids.flatMap(way))];
}

/** Documents, each once, where it was first found. */
export function withoutRepeats<D extends { id: string }>(docs: readonly D[]): D[] {
  return [...new Map(docs.map((doc) => [doc.id, doc])).values()];
}

/**
 * An entry that is one with another from now on; `way` leads from that other one to its end. Throws
 * *invalid* for what can never be joined, *conflict* where something has to be undone or put right
 * before. No sentence tells who a confidential source is.
 */
export function joinEntry(
  source: Source,
  way: readonly Source[],
  stamp: { at: string; by: string },
): Source {
  const [into] = way;
  if (!into || into.id === source.id) throw Problem.field('into', 'An entry is itself already.');
  if (source.confidential !== into.confidential) throw acrossMask();
  if (source.round !== null || into.round !== null) throw inRound();
  if (source.joined !== null) {
    throw new Problem('conflict', `${source.name} is joined already: part it first.`);
  }
  if (way.some(({ id }) => id === source.id)) {
    const sentence = `${into.name} is joined into ${source.name} already: they are one source.`;
    throw new Problem('conflict', sentence);
  }
  const end = way.at(-1) ?? into;
  if (source.kind !== null && end.kind !== null && source.kind !== end.kind) {
    const sentence = `In the register ${source.name} is of the kind ${source.kind}, and ${end.name} of the kind ${end.kind}: put that right before you join them.`;
    throw new Problem('conflict', sentence);
  }
  return { ...source, joined: { into: into.id, ...stamp } };
}

/** An entry that stands for itself again, with everything that it had. Throws *conflict*. */
export function partEntry(source: Source): Source {
  if (source.joined !== null) return { ...source, joined: null };
  throw new Problem('conflict', `${source.name} is not joined into another entry.`);
}

/** What the history tells of a parting: from which other, and who had joined the two, and when. */
export function partedFrom({ joined }: { joined: ({ into: string } & Stamp) | null }): {
  into: string | undefined;
  joined?: Stamp;
} {
  return { into: joined?.into, ...(joined && { joined: { at: joined.at, by: joined.by } }) };
}

function acrossMask(): Problem {
  const sentence = 'A public entry and a confidential one are never joined.';
  return Problem.field('into', sentence);
}

function inRound(): Problem {
  const sentence = 'An entry of a blind round can be joined when the round has ended.';
  return Problem.field('into', sentence);
}
