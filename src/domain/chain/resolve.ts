import type { HopDetails } from '../annotations/annotation-input.js';
import { Problem } from '../problem.js';
import { withoutRepeats } from '../register/joining.js';
import { closestSpelled, nameKey } from '../register/name.js';
import {
  currentRating,
  type Identity,
  newEntry,
  pseudonymNumber,
  type Source,
} from '../register/source.js';
import { withArticle } from '../text/wording.js';
import type { Basis, Chain, Evidence, Hop, HopRating } from './chain.js';
import type { NotationHop } from './notation/notation.js';
import type { Reliability } from './scales.js';

/** A hop as it was sent: what notation says, and what it does not say. */
export interface HopEntry extends NotationHop {
  /** The whole id of a source, where a program names one. */
  source: string | null;
  /** null: kept from the unchanged hop of the chain before. */
  details: HopDetails | null;
}

/** The register, as far as a chain needs it. */
export interface Register {
  get(id: string): Source | undefined;
  /** The entries that bear a name or alias, compared as `nameKey` does. */
  named(name: string): readonly Source[];
  /** The confidential sources that are known under this name to whoever is writing. */
  known(name: string): readonly Source[];
  /**
   * The unnamed sources that a description means in the article, oldest first: the public ones, or
   * the confidential ones, as far as whoever is writing knows them.
   */
  described(name: string, isConfidential: boolean): readonly Source[];
  /** The entry that stands for another: the end of its pointers, itself where it is not joined. */
  end(source: Source): Source;
}

/** What resolving hands in from outside, and what the writer may do. */
export interface Making {
  at: string;
  by: string;
  newId: () => string;
  /** The next unused pseudonym. */
  newPseudonym: () => string;
  mayRate: boolean;
  /** The article's publisher: a new source of that name is an outlet. */
  publisher: string;
  /** The article, to which the descriptions of unnamed sources belong. */
  article: string;
}

/** A chain whose hops stand in the register, and what has to be written for that. */
export interface Resolution {
  chain: Hop[];
  added: { source: Source; identity: Identity | null }[];
  /** Entries whose kind is known now. */
  changed: Source[];
  /** Public entries that this chain makes confidential. */
  masked: Source[];
  warnings: string[];
}

/**
 * Resolves the hops' names against the register, by the rules of the chain notation: a name that
 * one entry bears is that entry, the one with the very spelling before those that only fold to it; a description means the same in the whole article unless it says `another`; an unknown
 * name makes a new source. `previous` is the chain that is being replaced: hops that are unchanged
 * keep what notation does not say.
 * Throws *ambiguous* with the candidates for names that two entries bear, *invalid* for an id or a
 * kind that contradicts the register.
 */
export function resolveChain(
  sent: readonly HopEntry[],
  register: Register,
  previous: Chain,
  making: Making,
): Resolution {
  const resolution: Resolution = { chain: [], added: [], changed: [], masked: [], warnings: [] };
  const entries = masksShared(sent);
  const sources = resolveSources(entries, register, making, resolution);
  const kept = unchangedHops(previous, register);
  resolution.chain = entries.map((entry, index) => {
    const source = sources[index] ?? null;
    const before = kept(source, entry);
    const relation = index === entries.length - 1 ? null : (entry.relation ?? 'passed');
    const known = source && nameKept(source, entry, index, previous, register);
    const hop = { ...makeHop(entry, source, before, making), source: known?.id ?? null, relation };
    if (!before) warnOfRating(hop, source, resolution);
    return hop;
  });
  return resolution;
}

/**
 * The entry under which a chain knows a source: where several are joined and the chain named one of
 * them before by what is written now, it goes on to name that one.
 */
function nameKept(
  source: Source,
  entry: HopEntry,
  index: number,
  previous: Chain,
  register: Register,
): Source {
  const before = [previous[index], ...previous].flatMap((hop) =>
    hop?.source ? (register.get(hop.source) ?? []) : [],
  );
  const called = before.filter(
    (each) => register.end(each).id === source.id && isCalled(each, entry),
  );
  const own = isCalled(source, entry) ? [source] : [];
  return closestSpelled([...called, ...own], entry.name ?? '')[0] ?? source;
}

/** Whether an entry is what a hop writes: its id, or its name with what it says of the id. */
function isCalled(source: Source, { id, name, source: whole }: HopEntry): boolean {
  if (whole !== null) return source.id === whole;
  const key = nameKey(name ?? '');
  const bears = [source.name, ...source.aliases].some((each) => nameKey(each) === key);
  return bears && source.id.startsWith(id?.toLowerCase() ?? '');
}

/** Whoever one hop makes confidential is so in every hop of that name, the earlier ones too. */
function masksShared(entries: readonly HopEntry[]): HopEntry[] {
  const key = ({ name }: HopEntry) => nameKey(name ?? '');
  const masked = new Set(entries.filter((entry) => entry.name && isConfidential(entry)).map(key));
  return entries.map((entry) =>
    !entry.unnamed && masked.has(key(entry)) ? { ...entry, confidential: true } : entry,
  );
}

type Candidates = { name: string; candidates: readonly Source[] };

function resolveSources(
  entries: readonly HopEntry[],
  register: Register,
  making: Making,
  resolution: Resolution,
): (Source | null)[] {
  const unclear: Candidates[] = [];
  const sources = entries.map((entry) => {
    if (entry.name === null && entry.source === null) return null;
    const entries = findEntries(entry, register, resolution.added);
    const candidates = withoutRepeats(entries.map(register.end));
    if (candidates.length > 1) unclear.push({ name: entry.name ?? '', candidates });
    const [found] = candidates;
    return found ? useEntry(found, entry, resolution) : newSource(entry, making, resolution);
  });
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

/** The entries that a hop may mean: one, none (it is a new source), or several to choose from. */
function findEntries(
  entry: HopEntry,
  register: Register,
  added: Resolution['added'],
): readonly Source[] {
  if (entry.source !== null) return [byId(entry.source, register)];
  const name = entry.name ?? '';
  const borne = register.named(name);
  if (entry.id !== null) return byShortId(name, entry.id, [...borne, ...register.known(name)]);
  if (entry.unnamed) return findDescribed(entry, register, added);
  const open = borne.filter((source) => !source.unnamed || source.confidential);
  const named = closestSpelled(open, name);
  const fitting = named.filter((source) => fitsKind(source, entry));
  if (fitting.length > 0) return fitting;
  const known = isConfidential(entry) ? register.known(name) : [];
  if (known.length > 0) return known;
  const before = addedBefore(name, added);
  if (before) return [before];
  if (named[0]) throw kindContradicts(entry, named[0]);
  return [];
}

/**
 * The source that a description means in its article: the oldest of those that fit, unless it says
 * that another is meant. One who spoke confidentially is found by whoever may know it.
 */
function findDescribed(
  entry: HopEntry,
  register: Register,
  added: Resolution['added'],
): readonly Source[] {
  if (entry.another) return [];
  const name = entry.name ?? '';
  const confidential = isConfidential(entry);
  const before = addedBefore(name, added, { unnamed: true });
  const [oldest] = [...register.described(name, confidential), ...(before ? [before] : [])].filter(
    (source) => fitsKind(source, entry) && source.confidential === confidential,
  );
  return oldest ? [oldest] : [];
}

function byId(id: string, register: Register): Source {
  const source = register.get(id);
  if (!source) throw Problem.field('chain', `No source has the id “${id}”.`);
  return source;
}

function byShortId(name: string, shortId: string, borne: readonly Source[]): readonly Source[] {
  const matching = borne.filter((source) => source.id.startsWith(shortId.toLowerCase()));
  if (matching.length > 0) return matching;
  throw Problem.field(
    'chain',
    `No source called “${name}” has an id that begins with #${shortId}.`,
  );
}

function fitsKind(source: Source, entry: HopEntry): boolean {
  return entry.kind === null || source.kind === null || source.kind === entry.kind;
}

function kindContradicts(entry: HopEntry, source: Source): Problem {
  return Problem.field(
    'chain',
    `“${source.name}” is ${withArticle(source.kind ?? '')} in the register, not ${withArticle(entry.kind ?? '')}: leave the kind out, or use another name.`,
  );
}

function isConfidential(entry: HopEntry): boolean {
  return entry.confidential || entry.basis === 'deep background';
}

/** A source that an earlier hop of the same chain makes, under its public or its real name. */
function addedBefore(
  name: string,
  added: Resolution['added'],
  { unnamed = false }: { unnamed?: boolean } = {},
): Source | undefined {
  const key = nameKey(name);
  return added.find(
    ({ source, identity }) =>
      source.unnamed === unnamed && nameKey(identity?.name ?? source.name) === key,
  )?.source;
}

function useEntry(source: Source, entry: HopEntry, resolution: Resolution): Source {
  if (!fitsKind(source, entry)) throw kindContradicts(entry, source);
  const isNew = resolution.added.some((made) => made.source.id === source.id);
  if (isConfidential(entry) && !source.confidential && !isNew) {
    if (!resolution.masked.some(({ id }) => id === source.id)) resolution.masked.push(source);
  }
  if (entry.kind === null || source.kind !== null) return source;
  const changed = { ...source, kind: entry.kind };
  resolution.changed.push(changed);
  return changed;
}

function newSource(entry: HopEntry, making: Making, resolution: Resolution): Source {
  const name = entry.name ?? '';
  if (pseudonymNumber(name) !== null) {
    throw Problem.field('chain', `There is no “${name}” in the register.`);
  }
  const confidential = isConfidential(entry);
  const source: Source = {
    id: making.newId(),
    version: 1,
    name: confidential ? making.newPseudonym() : name,
    kind: entry.kind ?? (nameKey(name) === nameKey(making.publisher) ? 'outlet' : null),
    unnamed: entry.unnamed,
    confidential,
    aliases: [],
    affiliation: null,
    ratings: firstRating(entry.reliability, making),
    created: making.at,
    creator: making.by,
    ...newEntry,
    article: entry.unnamed ? making.article : null,
  };
  const identity = confidential ? identityOf(source.id, name, making) : null;
  resolution.added.push({ source, identity });
  return source;
}

function firstRating(reliability: Reliability | null, { mayRate, at, by }: Making) {
  return reliability !== null && mayRate ? [{ reliability, at, by, reason: null }] : [];
}

function identityOf(id: string, name: string, { at, by }: Making): Identity {
  return { id, version: 1, name, aliases: [], creator: by, created: at };
}

/** Gives each hop of the chain before to the first entry that says the same of the same source. */
function unchangedHops(
  previous: Chain,
  register: Register,
): (source: Source | null, entry: HopEntry) => Hop | null {
  const left = new Map<string, Hop[]>();
  const put = (key: string, hop: Hop) => left.set(key, [...(left.get(key) ?? []), hop]);
  const endId = (id: string | null) => {
    const source = id === null ? undefined : register.get(id);
    return source ? register.end(source).id : id;
  };
  for (const hop of previous) {
    put(sameness(endId(hop.source), hop.rating?.reliability ?? null, hop), hop);
  }
  return (source, entry) =>
    left.get(sameness(source?.id ?? null, entry.reliability, entry))?.shift() ?? null;
}

function sameness(
  source: string | null,
  reliability: Reliability | null,
  said: { firsthand: boolean; basis: Basis | null; check: string | null },
): string {
  return JSON.stringify([
    source,
    reliability,
    said.firsthand,
    said.basis ?? 'not stated',
    said.check,
  ]);
}

function makeHop(
  entry: HopEntry,
  source: Source | null,
  before: Hop | null,
  making: Making,
): Omit<Hop, 'relation'> {
  const { details } = entry;
  return {
    source: source?.id ?? null,
    as: details ? details.as : (before?.as ?? null),
    firsthand: entry.firsthand,
    basis: entry.basis ?? 'not stated',
    terms: details ? details.terms : (before?.terms ?? null),
    check: entry.check,
    rating: rate(entry, source, before, making),
    evidence: details ? evidenceOf(details, before) : (before?.evidence ?? null),
  };
}

/** The digest of an excerpt is worked out where it is stored; that of an unchanged one is kept. */
function evidenceOf({ evidence }: HopDetails, before: Hop | null): Evidence | null {
  if (!evidence || (evidence.url === null && evidence.excerpt === null)) return null;
  const kept = before?.evidence?.excerpt === evidence.excerpt ? before.evidence.sha256 : null;
  return { ...evidence, sha256: kept };
}

function rate(
  entry: HopEntry,
  source: Source | null,
  before: Hop | null,
  { at }: Making,
): HopRating | null {
  if (!source) return null;
  if (before) return before.rating && { ...before.rating, reason: reasonOf(entry, before) };
  const registered = currentRating(source);
  const own = entry.reliability;
  if (own === null || own === registered?.reliability) {
    return registered && { reliability: registered.reliability, at: registered.at, reason: null };
  }
  return { reliability: own, at, reason: reasonOf(entry, null) };
}

function reasonOf(entry: HopEntry, before: Hop | null): string | null {
  return entry.details ? entry.details.reason : (before?.rating?.reason ?? null);
}

function warnOfRating(hop: Hop, source: Source | null, { warnings }: Resolution): void {
  const registered = source && currentRating(source);
  if (!source || !hop.rating || hop.rating.reason !== null) return;
  if (hop.rating.reliability === registered?.reliability) return;
  const register = registered
    ? `the register says ${registered.reliability}`
    : 'the register has no rating';
  warnings.push(
    `${source.name} is rated ${hop.rating.reliability} here without a reason; ${register}.`,
  );
}
