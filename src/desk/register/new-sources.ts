import type { Stamp } from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import { type Identity, newEntry, type Source } from '../../domain/register/source.js';
import { demandPublicNames, type SourceInput } from '../../domain/register/source-input.js';
import { demand } from '../../domain/rights.js';
import { type Change, insert, replace } from '../../store/store.js';
import { type Actor, type Desk, GoneSince, idOfMade, now, wasMade } from '../desk.js';
import { record } from '../history/record.js';
import { commitPlanned } from '../with-retry.js';
import { pseudonyms } from './identities/identities.js';
import { namingKnownTo, tellsWho } from './identities/identities-in-text.js';
import { standingFor } from './joined.js';
import { lookAlikeQuestion, lookAlikesOf } from './look-alikes.js';
import { readWitnesses, witnessed, witnessKeys } from './name-witnesses.js';
import {
  demandAnswered,
  demandUnnamed,
  doubtQuestion,
  maskedQuestion,
  publicNameQuestion,
} from './questions.js';

/**
 * Enters a source in the register. A rating is taken from those who may rate. Of a confidential
 * source the names go to the private collection, and the entry bears a pseudonym.
 */
export async function addSource(desk: Desk, actor: Actor, input: SourceInput): Promise<Source> {
  demand(actor, 'add sources');
  if (input.reliability !== null) demand(actor, 'rate sources');
  demandPublicNames(input);
  const id = idOfMade(desk, 'source');
  const { worked } = await commitPlanned(desk, async () => {
    const made = await wasMade(desk, { kind: 'source', id });
    const before = await desk.store.get('sources', id);
    if (before) return { source: before, changes: [] };
    if (made) throw new GoneSince();
    return entering(desk, actor, input, id);
  });
  return worked.source;
}

async function entering(
  desk: Desk,
  actor: Actor,
  input: SourceInput,
  id: string,
): Promise<{ source: Source; changes: Change[] }> {
  const at = now(desk);
  const belongsTo = input.affiliation ? await affiliationTo(desk, input.affiliation) : null;
  const said = { ...input, affiliation: belongsTo?.id ?? null };
  const named = entryOf(said, { id, at, by: actor.id });
  const keys = witnessKeys(named, null);
  const witnesses = await readWitnesses(desk, keys);
  await demandOwnNames(desk, actor, input);
  const masked = { name: (await pseudonyms(desk))(), aliases: [] };
  const source = input.confidential ? { ...named, ...masked } : named;
  const identity = input.confidential ? named : null;
  if (identity && tellsWho(identity, input.reason ?? '')) throw tellsTooMuch('this source');
  const addition = additionOf(source, identity, { at, by: actor.id });
  return {
    source,
    changes: [...addition, ...asItStands(belongsTo), ...witnessed(witnesses, keys)],
  };
}

/** Names that are a confidential source's, or look like another's, are asked about; so is a reason. */
async function demandOwnNames(desk: Desk, actor: Actor, input: SourceInput): Promise<void> {
  const { name, aliases, confirm, confidential, unnamed, reason } = input;
  await demandUnnamed(desk, actor, reason, confirm);
  if (confidential) return demandAnswered([unnamed ? null : doubtQuestion(name, input)], confirm);
  const names = [name, ...aliases].filter((each) => each !== '');
  const [known, alike] = await Promise.all([
    namingKnownTo(desk, actor),
    lookAlikesOf(desk, unnamed ? [] : names),
  ]);
  const asked = names.flatMap((each) => [
    publicNameQuestion(known, each),
    lookAlikeQuestion(alike, each),
    maskedQuestion(each),
  ]);
  demandAnswered(asked, confirm);
}

/**
 * To what an entry belongs that is said to belong to another: where that is joined, to what stands for it. Throws
 * *invalid* for what is not there, and for an entry of a blind round, of which others would hear.
 */
export async function affiliationTo(desk: Desk, id: string): Promise<Source> {
  const named = await desk.store.get('sources', id);
  if (!named) throw Problem.field('affiliation', 'There is no such source.');
  const [source = named] = await standingFor(desk.store, [named]);
  if (source.round === null) return source;
  const sentence = 'This entry is part of a blind round: name it when the round has ended.';
  throw Problem.field('affiliation', sentence);
}

/** What is written of an entry to which another belongs, so that nobody removes it meanwhile. */
export function asItStands(entry: Source | null): Change[] {
  return entry ? [replace('sources', entry)] : [];
}

function entryOf(input: SourceInput, made: { id: string; at: string; by: string }): Source {
  const { reliability, reason, name, kind, unnamed, confidential, aliases, affiliation } = input;
  return {
    ...newEntry,
    id: made.id,
    name,
    kind,
    unnamed,
    confidential,
    aliases: aliases.filter((alias) => alias !== ''),
    affiliation,
    ratings: reliability ? [{ reliability, at: made.at, by: made.by, reason }] : [],
    created: made.at,
    creator: made.by,
  };
}

/** What has to be written for a new source; `identity` holds the names of a confidential one. */
export function additionOf(
  source: Source,
  identity: (Pick<Identity, 'name' | 'aliases'> & { publicEntry?: string | null }) | null,
  stamp: Stamp,
): Change[] {
  const { id, name, kind } = source;
  const after = { name, kind, confidential: source.confidential };
  const changes = [
    insert('sources', source),
    record(stamp, { kind: 'source', id }, { action: 'source.added', before: null, after }),
  ];
  if (!identity) return changes;
  const { name: realName, aliases, publicEntry = null } = identity;
  const made = { creator: stamp.by, created: stamp.at, formerId: null, publicEntry };
  return [...changes, insert('identities', { id, version: 1, name: realName, aliases, ...made })];
}

/** What is thrown where a reason would say in public who a confidential source is; `source` is its pseudonym. */
export function tellsTooMuch(source: string): Problem {
  const sentence = `This tells who ${source} is, where everyone reads it: say it without the name.`;
  return Problem.field('reason', sentence);
}
