import { Problem } from '../problem.js';
import { withoutRepeats } from '../register/joining.js';
import { closestSpelled, nameKey } from '../register/name.js';
import type { Identity, Source } from '../register/source.js';
import { withArticle } from '../text/wording.js';
import type { HopEntry, Register } from './resolution.js';

/*
 * Which entries of the register a hop may mean. A public name and a confidential one are two things:
 * a hop that is confidential never lands on a public entry, whatever names it bears.
 */

/** A hop, and whose public entry it names: for a confidential one, that is not what it means. */
export interface MeantEntry extends HopEntry {
  publicEntry: Source | null;
}

/**
 * Whoever is confidential in one hop is so in every hop that names them, the earlier ones too; by
 * whatever name or id of a public entry they are called, each of those hops is read as its name.
 */
export function confidentialThroughout(
  sent: readonly HopEntry[],
  register: Register,
): MeantEntry[] {
  const entries = sent.map((entry) => ({ ...entry, publicEntry: publicEntryOf(entry, register) }));
  const keyOf = ({ publicEntry, unnamed, name }: MeantEntry) =>
    publicEntry?.id ?? (unnamed || name === null ? null : nameKey(name));
  const masked = new Set(entries.filter(isConfidential).map(keyOf));
  masked.delete(null);
  return entries.map((entry) =>
    isConfidential(entry) || masked.has(keyOf(entry)) ? asConfidential(entry) : entry,
  );
}

function asConfidential(entry: MeantEntry): MeantEntry {
  const confidential = { ...entry, confidential: true };
  const { publicEntry } = entry;
  if (!publicEntry || (entry.source === null && entry.id === null)) return confidential;
  const { name, unnamed } = publicEntry;
  return { ...confidential, source: null, id: null, name: entry.name ?? name, unnamed };
}

/** The one public entry that a hop names, by its id or by a name that is borne once. */
function publicEntryOf(entry: HopEntry, register: Register): Source | null {
  const { source: whole, id, name, unnamed } = entry;
  if (whole !== null) return openly(register.get(whole), register);
  const borne = register.named(name ?? '');
  const shortId = id?.toLowerCase() ?? null;
  const named =
    shortId === null
      ? closestSpelled(borne, name ?? '').filter((source) => !source.unnamed && !unnamed)
      : borne.filter((source) => source.id.startsWith(shortId));
  const [only, ...others] = withoutRepeats(named.map(register.end));
  return others.length === 0 ? openly(only, register) : null;
}

function openly(source: Source | undefined, register: Register): Source | null {
  return source && !source.confidential ? register.end(source) : null;
}

/** The entries that a hop may mean: one, none (it is a new source), or several to choose from. */
export function findEntries(
  entry: MeantEntry,
  register: Register,
  added: AddedSources,
): readonly Source[] {
  if (entry.source !== null) return [byId(entry.source, register)];
  const name = entry.name ?? '';
  const borne = register.named(name);
  const known = register.known(name).map(({ source }) => source);
  if (entry.id !== null) return byShortId(name, entry.id, [...borne, ...known]);
  if (entry.unnamed) return findDescribed(entry, register, added);
  if (isConfidential(entry)) return findConfidential(entry, register, added);
  const open = borne.filter((source) => !source.unnamed || source.confidential);
  const named = closestSpelled(open, name);
  const fitting = named.filter((source) => fitsKind(source, entry));
  if (fitting.length > 0) return fitting;
  const before = added.find(name);
  if (before) return [before];
  if (named[0]) throw kindContradicts(entry, named[0]);
  return [];
}

/**
 * The confidential entries of a pseudonym, or of a name by which whoever writes knows them. Public
 * ones are never among them. Where both are known to have public entries, those must be one.
 */
function findConfidential(
  { name: sent, publicEntry }: MeantEntry,
  register: Register,
  added: AddedSources,
): readonly Source[] {
  const name = sent ?? '';
  const pseudonyms = register.named(name).filter(({ confidential }) => confidential);
  if (pseudonyms.length > 0) return pseudonyms;
  const known = register
    .known(name)
    .filter((each) => !publicEntry || [null, publicEntry.id].includes(each.publicEntry));
  const same = known.filter((each) => publicEntry && each.publicEntry === publicEntry.id);
  const found = (same.length > 0 ? same : known).map(({ source }) => source);
  if (found.length > 0) return found;
  const before = added.find(name, { publicEntry });
  return before ? [before] : [];
}

/**
 * The source that a description means in its article: the oldest of those that fit, unless it says
 * that another is meant. One who spoke confidentially is found by whoever may know it.
 */
function findDescribed(
  entry: HopEntry,
  register: Register,
  added: AddedSources,
): readonly Source[] {
  if (entry.another) return [];
  const name = entry.name ?? '';
  const confidential = isConfidential(entry);
  const before = added.find(name, { unnamed: true });
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

/** Whether an entry may be of the kind that a hop says. */
export function fitsKind(source: Source, entry: HopEntry): boolean {
  return entry.kind === null || source.kind === null || source.kind === entry.kind;
}

/** What is said where it can't be. */
export function kindContradicts(entry: HopEntry, source: Source): Problem {
  return Problem.field(
    'chain',
    `“${source.name}” is ${withArticle(source.kind ?? '')} in the register, not ${withArticle(entry.kind ?? '')}: leave the kind out, or use another name.`,
  );
}

/** Whether a hop says that its holder is confidential: deep background makes it so. */
export function isConfidential(entry: HopEntry): boolean {
  return entry.confidential || entry.basis === 'deep background';
}

/** The sources that hops of a chain make, as later ones find them: by their public or their real names. */
export class AddedSources {
  readonly #first = new Map<string, Source>();

  add(source: Source, identity: Identity | null): void {
    const key = addedKey(
      identity?.name ?? source.name,
      source.unnamed,
      identity?.publicEntry ?? null,
    );
    if (!this.#first.has(key)) this.#first.set(key, source);
  }

  /** The first that an earlier hop made. */
  find(
    name: string,
    {
      unnamed = false,
      publicEntry = null,
    }: { unnamed?: boolean; publicEntry?: Source | null } = {},
  ): Source | undefined {
    return this.#first.get(addedKey(name, unnamed, publicEntry?.id ?? null));
  }
}

/** Whoever has a public entry is found by that, whatever name they are called by. */
function addedKey(name: string, unnamed: boolean, publicEntry: string | null): string {
  return JSON.stringify([unnamed, publicEntry ?? { name: nameKey(name) }]);
}
