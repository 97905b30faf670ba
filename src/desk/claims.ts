import type { AnnotationInput } from '../domain/annotation-input.js';
import type { Claim } from '../domain/claim.js';
import { nameKey } from '../domain/name.js';
import { Problem } from '../domain/problem.js';
import { type Change, insert } from '../store/store.js';
import { type Actor, type Desk, now, record } from './desk.js';

/**
 * The claim that an annotation names: by its id, or the one of that wording, made if it is new.
 * Nothing is written: `registering` is for the commit that writes the annotation.
 */
export async function claimFor(
  desk: Desk,
  actor: Actor,
  input: AnnotationInput['claim'],
): Promise<{ claim: Claim | null; registering: Change[] }> {
  if (!input) return { claim: null, registering: [] };
  if (typeof input === 'object') return { claim: await claimById(desk, input.id), registering: [] };
  const statement = input.replace(/\s+/gu, ' ');
  const known = await desk.store.find('claims', 'statement', { key: nameKey(statement), limit: 1 });
  if (known.items[0]) return { claim: known.items[0], registering: [] };
  return newClaim(desk, actor, statement);
}

function newClaim(desk: Desk, actor: Actor, statement: string) {
  const at = now(desk);
  const claim: Claim = {
    id: desk.newId(),
    version: 1,
    statement,
    state: 'open',
    created: at,
    creator: actor.id,
    round: null,
  };
  const subject = { kind: 'claim' as const, id: claim.id };
  const registering = [
    insert('claims', claim),
    record(at, actor.id, { action: 'claim.added', subject, after: { statement } }),
  ];
  return { claim, registering };
}

async function claimById(desk: Desk, id: string): Promise<Claim> {
  const claim = await desk.store.get('claims', id);
  if (!claim) throw Problem.field('claim', 'There is no such claim.');
  return claim;
}
