import type { Annotation } from '../../domain/annotations/annotation.js';
import type { AnnotationInput } from '../../domain/annotations/annotation-input.js';
import type { Claim } from '../../domain/claims/claim.js';
import { newClaim as openClaim } from '../../domain/claims/claim.js';
import { endedEitherWay } from '../../domain/claims/full-stop.js';
import { asLine } from '../../domain/fields.js';
import { Problem } from '../../domain/problem.js';
import type { Round } from '../../domain/rounds/round.js';
import { claimKey } from '../../store/indexes.js';
import { type Change, insert } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { record } from '../history/record.js';
import { standingsFor } from './kept-claims.js';

/** The blind round of which an annotation is a part. */
type OfRound = Pick<Round, 'id'> | null;
/** The same, which may still be read. */
type Place = Promise<{ round: OfRound }> | { round: OfRound };

interface ClaimBeside {
  place?: Place;
  /** A new claim is made once this has ended, as the history tells what it makes first. */
  before?: Promise<unknown>;
  /** The id of the claim that the annotation bears on so far. */
  standing?: string | null;
}

/**
 * The claim that an annotation names: by its id, or the one of that wording, whether it ends with a full stop or
 * not, made if it is new. In a blind round a new one is its author's alone until the round ends; elsewhere nobody is
 * sent to it, its author neither. Nothing is written: `registering` is for the commit that writes the annotation.
 */
export async function claimFor(
  desk: Desk,
  actor: Actor,
  input: AnnotationInput['claim'],
  { place = { round: null }, before, standing = null }: ClaimBeside = {},
): Promise<{ claim: Claim | null; registering: Change[] }> {
  if (!input) return { claim: null, registering: [] };
  const named = typeof input === 'object' ? await claimById(desk, input.id) : null;
  if (named && isOf((await place).round, named)) return { claim: named, registering: [] };
  const statement = named?.statement ?? String(input).replace(/\s+/gu, ' ');
  const known = await knownClaim(desk, actor, statement, place);
  if (known) return { claim: known, registering: [] };
  const { round } = await place;
  const same = standing === null ? undefined : await desk.store.get('claims', standing);
  // Kept from a time in which what isn't seen stayed in a statement: a form sends it without.
  if (same && isOf(round, same) && asLine(same.statement) === statement)
    return { claim: same, registering: [] };
  await before;
  return newClaim(desk, actor, statement, round);
}

/**
 * The claim that an annotation has left, or was deleted with, where nothing bears on that any more: it stays all the
 * same. Null otherwise. `before` is the annotation as it stood, `after` as it stands now.
 */
export async function claimLeftBare(
  desk: Desk,
  before: Annotation,
  after: Annotation,
): Promise<Claim | null> {
  const { claim: id } = before;
  if (id === null || (id === after.claim && after.deleted === null)) return null;
  if ((await desk.store.count('annotations', 'claim', id)) > 0) return null;
  const [standing] = await standingsFor(desk, [{ id }]);
  return standing?.passages.length === 0 ? standing.claim : null;
}

function isOf(round: OfRound, claim: Claim): boolean {
  return claim.round === null || claim.round === round?.id;
}

async function knownClaim(
  { store }: Desk,
  { id: creator }: Actor,
  statement: string,
  place: Place,
): Promise<Claim | undefined> {
  const known = async (of: string | null) => {
    for (const ended of endedEitherWay(statement)) {
      const key = claimKey({ statement: ended, round: of, creator });
      const [claim] = (await store.find('claims', 'statement', { key, limit: 1 })).items;
      if (claim) return claim;
    }
    return undefined;
  };
  const [everyones, { round }] = await Promise.all([known(null), place]);
  return everyones ?? (round ? known(round.id) : undefined);
}

function newClaim(desk: Desk, actor: Actor, statement: string, round: OfRound) {
  const at = now(desk);
  const claim: Claim = {
    ...openClaim,
    id: desk.newId(),
    statement,
    created: at,
    creator: actor.id,
    round: round?.id ?? null,
  };
  const happened = { action: 'claim.added' as const, before: null, after: { statement } };
  const registering = [
    insert('claims', claim),
    record({ at, by: actor.id }, { kind: 'claim', id: claim.id }, happened),
  ];
  return { claim, registering };
}

async function claimById(desk: Desk, id: string): Promise<Claim> {
  const claim = await desk.store.get('claims', id);
  if (!claim) throw Problem.field('claim', 'There is no such claim.');
  return claim;
}
