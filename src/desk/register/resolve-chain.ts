import type { Stamp } from '../../domain/annotations/annotation.js';
import type { AnnotationInput, HolderInput } from '../../domain/annotations/annotation-input.js';
import type { Article } from '../../domain/articles/article.js';
import type { Chain, Evidence, Hop } from '../../domain/chain/chain.js';
import { isConfidential } from '../../domain/chain/find-entries.js';
import { textsOf } from '../../domain/chain/hop-details.js';
import { nothingSaid, readNotation } from '../../domain/chain/notation/notation.js';
import type { HopEntry, Register, Resolution } from '../../domain/chain/resolution.js';
import { resolveChainInTurns } from '../../domain/chain/resolve.js';
import { nameKey } from '../../domain/register/name.js';
import { isUnnamed, type Source } from '../../domain/register/source.js';
import { may } from '../../domain/rights.js';
import type { Round } from '../../domain/rounds/round.js';
import { type Change, replace } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { sha256 } from '../digest.js';
import { record } from '../history/record.js';
import { Pace } from '../pace.js';
import { keptUnseen, withNamedShown } from '../rounds/register-in-rounds.js';
import { pseudonyms } from './identities/identities.js';
import { type LookAlikes, lookAlikesOf } from './look-alikes.js';
import { type NameWitnesses, witnessed, witnessKeys } from './name-witnesses.js';
import { additionOf } from './new-sources.js';
import { registerFor, type WitnessedRegister } from './register.js';
import type { NamesRead } from './sources.js';

type ChainInput = Pick<AnnotationInput, 'chain' | 'hops' | 'notation'>;

/** A chain that stands in the register, and the changes of the register that this takes. */
export interface ResolvedChain extends Resolution {
  registering: Change[];
  /** What the register said of everything that was sent. */
  register: Register;
  /** The sources that look like a name that was sent. */
  alike: LookAlikes;
  /** What was read of its names: to print the chain, it need not be read again. */
  names: NamesRead;
}

/**
 * Where a chain stands: an article, and the blind round on it, which may still be read. `at` is the moment of the
 * save, which all that it enters bears.
 */
interface ChainPlace {
  id: string;
  place: Promise<Place> | Place;
  at: string;
}

interface Place {
  article: Article;
  round: Pick<Round, 'id'> | null;
}

/**
 * Reads and resolves the chain of an annotation, which may be a part of a blind round. Nothing is
 * written: `registering` is for the commit that writes the annotation. Throws *invalid* and
 * *ambiguous*, as reading and resolving do.
 */
export async function resolve(
  desk: Desk,
  actor: Actor,
  { id, place, at }: ChainPlace,
  input: ChainInput,
  previous: Chain,
): Promise<ResolvedChain> {
  const entries = entriesOf(input);
  const [{ article, round }, register, alike, newPseudonym] = await Promise.all([
    place,
    registerFor(desk, actor, entries, previous, id),
    lookAlikesOf(desk, openNamesIn(entries)),
    entries.some(isConfidential) ? pseudonyms(desk) : noPseudonym,
  ]);
  const pace = new Pace();
  const resolving = resolveChainInTurns(entries, register, previous, {
    at,
    by: actor.id,
    newId: desk.newId,
    newPseudonym,
    mayRate: may(actor, 'rate sources'),
    publisher: article.publisher,
    article: article.id,
  });
  const resolved = await pace.through(resolving);
  const resolution = round ? keptUnseen(resolved, round) : await withNamedShown(desk, resolved);
  const registering = [
    ...registrations({ at, by: actor.id }, resolution, resolved.changed),
    ...witnessesOf(resolution, article, register.witnesses),
  ];
  const chain: Hop[] = [];
  for (const hop of resolution.chain) {
    await pace.giveWay();
    chain.push(withDigests(hop));
  }
  const names = namesAsked(register, resolution);
  return { ...resolution, chain, registering, register, alike, names };
}

/** The names that may enter the register for everyone. */
function openNamesIn(entries: readonly HopEntry[]): string[] {
  const open = entries.filter((entry) => !entry.unnamed && !isConfidential(entry));
  return [...new Set(open.flatMap(({ name }) => name ?? []))];
}

/** A chain that stands already, as it is. */
export function standingChain(chain: Chain): ResolvedChain {
  const register = { get: nothing, named: none, known: none, described: none, end: itself };
  return {
    chain: [...chain],
    added: [],
    changed: [],
    warnings: [],
    registering: [],
    register,
    alike: none,
    names: { ids: new Set(), entries: [] },
  };
}

/** The sources of whose own names all bearers are known, and those, with what a chain adds to the register. */
function namesAsked(
  { whole, named }: WitnessedRegister,
  { added, changed }: Resolution,
): NamesRead {
  const now = [...whole.flatMap(named), ...added.map(({ source }) => source), ...changed];
  const entries = [...new Map(now.map((source) => [source.id, source])).values()];
  const keys = new Set(whole.map(nameKey));
  const asked = entries.filter((each) => !isUnnamed(each) && keys.has(nameKey(each.name)));
  return { ids: new Set(asked.map(({ id }) => id)), entries };
}

const nothing = () => undefined;
const none = () => [];
const itself = (source: Source) => source;

/** Where no hop is confidential, nobody gets a pseudonym. */
function noPseudonym(): never {
  throw new Error('A pseudonym was not wanted.');
}

type Hops = Exclude<AnnotationInput['chain'], string>;

function entriesOf({ chain, hops, notation }: ChainInput): HopEntry[] {
  if (typeof chain !== 'string') return chain.flatMap(entriesOfHop);
  return readNotation(chain, notation).map((hop, index) => ({
    ...hop,
    source: null,
    details: hops?.[index] ?? null,
  }));
}

function entriesOfHop({ relation, holders }: Hops[number]): HopEntry[] {
  const said = { relation: relation ?? null };
  if (holders.length === 0) {
    return [{ ...nothingSaid, ...said, source: null, details: null }];
  }
  return holders.map((holder, index) => ({ ...entryOf(holder), ...said, beside: index > 0 }));
}

function entryOf({ reason, evidence, ...said }: HolderInput) {
  return {
    ...said,
    id: null,
    kind: said.source === null ? said.kind : null,
    unnamed: said.unnamed || said.another,
    details: { ...textsOf(said), reason, evidence },
  };
}

function registrations(
  made: Stamp,
  { added, changed }: Resolution,
  ofKind: readonly Source[],
): Change[] {
  const additions = added.flatMap(({ source, identity }) => additionOf(source, identity, made));
  const isOfKind = ({ id, round }: Source) =>
    round === null && ofKind.some((source) => source.id === id);
  return [
    ...additions,
    ...changed.map((source) => replace('sources', source)),
    ...changed.filter(isOfKind).map((source) => kindGiven(source, made)),
  ];
}

/** The chain says of what kind an entry is of which nobody had said it. */
function kindGiven({ id, kind }: Source, stamp: Stamp): Change {
  const happened = { action: 'source.changed', before: { kind: null }, after: { kind } } as const;
  return record(stamp, { kind: 'source', id }, happened);
}

/** Beside the sources that a chain enters: whoever enters the same ones at this moment meets it. */
function witnessesOf({ added }: Resolution, { id }: Article, witnesses: NameWitnesses): Change[] {
  const keys = added.flatMap(({ source, identity }) => {
    const { unnamed, confidential } = source;
    const { name } = identity ?? source;
    return witnessKeys({ name, unnamed, confidential }, id);
  });
  return witnessed(witnesses, keys);
}

function withDigests(hop: Hop): Hop {
  const holders = hop.holders.map((holder) => ({
    ...holder,
    evidence: holder.evidence.map(withDigest),
  }));
  return { ...hop, holders };
}

/** An excerpt's digest is worked out once, when it comes in. */
function withDigest(piece: Evidence): Evidence {
  if (piece.excerpt === null || piece.sha256 !== null) return piece;
  return { ...piece, sha256: sha256(piece.excerpt) };
}
