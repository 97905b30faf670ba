import { Problem } from '../problem.js';
import { withoutRepeats } from '../register/joining.js';
import { closestSpelled, nameKey } from '../register/name.js';
import { passesForPseudonym } from '../register/pseudonym.js';
import { type Identity, newEntry, type Source } from '../register/source.js';
import { withoutTurning } from '../text/direction.js';
import { type Chain, type Holder, type Hop, placesIn } from './chain.js';
import {
  AddedSources,
  confidentialThroughout,
  findEntries,
  fitsKind,
  isConfidential,
  kindContradicts,
  type MeantEntry,
} from './find-entries.js';
import { evidenceById, makeHolder, unchangedHolders, warnOfRating } from './make-holder.js';
import { sentences } from './notation/faults.js';
import type { HopEntry, Register, Resolution, ResolutionContext } from './resolution.js';
import type { Reliability } from './scales.js';

/**
 * Resolves the hops' names against the register, by the rules of the chain notation: a name that
 * one entry bears is that entry, the one with the very spelling before those that only fold to it;
 * a description means the same in the whole article unless it says `another`; an unknown name makes
 * a new source. `sent` has an entry for each holder and each gap, those of one hop after each other.
 * `previous` is the chain that is being replaced: holders that are unchanged keep what notation does
 * not say.
 * Throws *ambiguous* with the candidates for names that two entries bear, *invalid* for an id or a
 * kind that contradicts the register. Yields between short pieces of work.
 */
export function* resolveChainInTurns(
  sent: readonly HopEntry[],
  register: Register,
  previous: Chain,
  making: ResolutionContext,
): Generator<undefined, Resolution> {
  const resolution: Resolution = { chain: [], added: [], changed: [], warnings: [] };
  const entries = confidentialThroughout(sent, register);
  const sources = yield* resolveSources(entries, register, making, resolution);
  const kept = unchangedHolders(previous, register);
  const named = namedBefore(previous, register);
  const evidence = evidenceById(previous);
  const holders: (Holder | null)[] = [];
  for (const [index, entry] of entries.entries()) {
    yield;
    const source = sources[index] ?? null;
    if (!source) {
      holders.push(gap(entry));
      continue;
    }
    const before = kept(source, entry);
    const known = nameKept(source, entry, index, named);
    const holder = makeHolder(entry, source, { before, evidence }, making);
    if (!before) warnOfRating(holder, source, resolution);
    holders.push({ ...holder, source: known.id });
  }
  resolution.chain = hopsOf(entries, holders);
  for (const hop of resolution.chain) demandDistinct(hop, sources);
  return resolution;
}

/**
 * The entry under which a chain knows a source: where several are joined and the chain named one of
 * them before by what is written now, it goes on to name that one.
 */
function nameKept(source: Source, entry: HopEntry, index: number, before: NamedBefore): Source {
  const here = before.places[index];
  const others = before.ofSource.get(source.id) ?? new Set();
  const named = here && others.has(here) ? [here, ...others] : [...others];
  const called = [...named, source].filter((each) => isCalled(each, entry));
  return closestSpelled(called, entry.name ?? '')[0] ?? source;
}

/** The entries that a chain names: at each of its places, and those that stand for one source, by its id. */
interface NamedBefore {
  places: readonly (Source | null)[];
  ofSource: ReadonlyMap<string, ReadonlySet<Source>>;
}

function namedBefore(previous: Chain, register: Register): NamedBefore {
  const places = placesIn(previous).map(
    ({ holder }) => (holder && register.get(holder.source)) ?? null,
  );
  const ofSource = new Map<string, Set<Source>>();
  for (const named of places) {
    if (!named) continue;
    const { id } = register.end(named);
    ofSource.set(id, (ofSource.get(id) ?? new Set()).add(named));
  }
  return { places, ofSource };
}

/** Whether an entry is what a hop writes: its id, or its name with what it says of the id. */
function isCalled(source: Source, { id, name, source: whole }: HopEntry): boolean {
  if (whole !== null) return source.id === whole;
  const key = nameKey(name ?? '');
  const bears = [source.name, ...source.aliases].some((each) => nameKey(each) === key);
  return bears && source.id.startsWith(id?.toLowerCase() ?? '');
}

/** A gap has no place for what might be said of it. Throws *invalid* where something is. */
function gap({ details }: HopEntry): null {
  const { evidence = [], ...words } = details ?? {};
  const says = [words, ...evidence].some(({ id: _, ...said }: { id?: string | undefined }) =>
    Object.values(said).some(Boolean),
  );
  if (says) throw Problem.field('chain', sentences.gapAlone);
  return null;
}

/** Nobody passes something on together with themselves. */
function demandDistinct({ holders }: Hop, sources: readonly (Source | null)[]): void {
  const twice = holders.find(({ source }, at) =>
    holders.slice(0, at).some((earlier) => earlier.source === source),
  );
  if (!twice) return;
  const name = sources.find((source) => source?.id === twice.source)?.name ?? '';
  throw Problem.field('chain', `“${name}” stands twice in one hop: keep one.`);
}

/** The holders in their hops. What the last of a hop says of its relation is the hop's. */
function hopsOf(entries: readonly HopEntry[], holders: readonly (Holder | null)[]): Hop[] {
  const hops: Hop[] = [];
  for (const [index, entry] of entries.entries()) {
    const holder = holders[index] ?? null;
    const last = hops.at(-1);
    const hop = entry.beside && last ? last : { relation: null, holders: [] };
    if (hop !== last) hops.push(hop);
    if (holder) hop.holders.push(holder);
    hop.relation = index === entries.length - 1 ? null : (entry.relation ?? 'passed');
  }
  return hops;
}

type Candidates = { name: string; candidates: readonly Source[] };

function* resolveSources(
  entries: readonly MeantEntry[],
  register: Register,
  making: ResolutionContext,
  resolution: Resolution,
): Generator<undefined, (Source | null)[]> {
  const unclear: Candidates[] = [];
  const added = new AddedSources();
  const sourceOf = (entry: MeantEntry) => {
    if (entry.name === null && entry.source === null) return null;
    const found = findEntries(entry, register, added);
    const candidates = withoutRepeats(found.map(register.end));
    if (candidates.length > 1) unclear.push({ name: entry.name ?? '', candidates });
    const [first] = candidates;
    if (first) return useEntry(first, entry, resolution);
    const made = newSource(entry, making);
    added.add(made.source, made.identity);
    resolution.added.push(made);
    return made.source;
  };
  const sources: (Source | null)[] = [];
  for (const entry of entries) {
    sources.push(sourceOf(entry));
    yield;
  }
  if (unclear.length > 0) throw ambiguousNames(unclear);
  return sources;
}

function ambiguousNames(unclear: readonly Candidates[]): Problem {
  const names = unclear.map(({ name }) => `“${name}”`).join(' and ');
  const message = `Several sources are called ${names}: choose which one is meant.`;
  const sources = unclear.map(({ name, candidates }) => ({
    name,
    candidates: candidates.map(({ id, name, kind }) => ({ id, name, kind })),
  }));
  return new Problem('ambiguous', message, [{ field: 'chain', message }], { sources });
}

function useEntry(source: Source, entry: HopEntry, resolution: Resolution): Source {
  if (!fitsKind(source, entry)) throw kindContradicts(entry, source);
  if (entry.kind === null || source.kind !== null) return source;
  const changed = { ...source, kind: entry.kind };
  resolution.changed.push(changed);
  return changed;
}

function newSource(entry: MeantEntry, making: ResolutionContext): Resolution['added'][number] {
  const name = withoutTurning(entry.name ?? '');
  if (passesForPseudonym(name)) {
    throw Problem.field('chain', `There is no “${name}” in the register.`);
  }
  const confidential = isConfidential(entry);
  const isPublisher = nameKey(name) === nameKey(making.publisher);
  const source: Source = {
    ...newEntry,
    id: making.newId(),
    name: confidential ? making.newPseudonym() : name,
    kind: entry.kind ?? (isPublisher && !confidential ? 'outlet' : null),
    unnamed: entry.unnamed,
    confidential,
    aliases: [],
    affiliation: null,
    ratings: firstRating(entry.reliability, making),
    created: making.at,
    creator: making.by,
    article: entry.unnamed ? making.article : null,
  };
  const identity = confidential ? identityOf(source.id, name, entry.publicEntry, making) : null;
  return { source, identity };
}

function firstRating(reliability: Reliability | null, { mayRate, at, by }: ResolutionContext) {
  return reliability !== null && mayRate ? [{ reliability, at, by, reason: null }] : [];
}

function identityOf(
  id: string,
  name: string,
  publicEntry: Source | null,
  { at, by }: ResolutionContext,
): Identity {
  const names = publicEntry ? [publicEntry.name, ...publicEntry.aliases] : [];
  const aliases = names.filter((each) => nameKey(each) !== nameKey(name));
  const made = { creator: by, created: at, formerId: null, publicEntry: publicEntry?.id ?? null };
  return { id, version: 1, name, aliases, ...made };
}
