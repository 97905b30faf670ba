import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Confirmation } from '../../domain/annotations/annotation-input.js';
import type { Claim } from '../../domain/claims/claim.js';
import { endedEitherWay } from '../../domain/claims/full-stop.js';
import { Problem } from '../../domain/problem.js';
import { withoutRepeats } from '../../domain/register/joining.js';
import { nameKey, wordingKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { withStatus } from '../../domain/review/status.js';
import { proposedIn, type Values } from '../../reports/json/event-values.js';
import type { Transfer } from '../../reports/json/transfer-reading.js';
import type { Desk } from '../desk.js';
import { quorumOf } from '../people/settings.js';
import { pseudonyms, pseudonymsOfBefore } from '../register/identities/identities.js';
import { maskedFrom } from '../register/identities/identity-changes.js';
import { withIds } from '../register/masking/public-words.js';

/* What a file brings is made to fit the register and the claims of this desk before it is compared with it. */

export interface ImportOptions {
  /** Whether sources that were masked here since the file was made come in as their pseudonyms. */
  keepMasks?: boolean;
  /** What is said yes to: that names of confidential sources come in, in words that everyone reads. */
  confirm?: readonly Confirmation[];
}

/**
 * The file with those who were masked here since it was made: they come in as their pseudonyms, where
 * that was said yes to; and which these are. Throws *conflict* with `details.confirm` where it was not, and
 * without for another that is joined with one of them: its name would tell who that is.
 */
export async function withMasksOfDesk(
  desk: Desk,
  file: Transfer,
  { keepMasks }: ImportOptions,
): Promise<{ file: Transfer; masked: ReadonlySet<string> }> {
  const ids = new Map<string, string>();
  const names: string[] = [];
  for (const { id } of file.sources) {
    const entry = await maskedFrom(desk, id);
    if (!entry) continue;
    ids.set(id, entry.id);
    names.push(entry.name);
  }
  const masked = new Set(ids.values());
  if (ids.size === 0) return { file, masked };
  await demandNotJoined(desk, file, ids);
  if (!keepMasks) throw askAboutMasks(ids, names);
  const sources = file.sources.filter(({ id }) => !ids.has(id));
  return { file: withIds({ ...file, sources }, ids), masked };
}

/** Of a source that is here this desk's own entry stays, joined as it is here. */
async function demandNotJoined(
  { whole }: Desk,
  { sources }: Transfer,
  masked: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { id, joined } of sources) {
    const pseudonymous = masked.get(joined?.into ?? '');
    if (!pseudonymous || masked.has(id) || (await whole.get('sources', id)) !== null) continue;
    const entry = await whole.get('sources', pseudonymous);
    const sentence = `Nothing was imported: in the file somebody who is masked here since, as ${entry?.name}, is joined with another, and that name would tell who it is. Part or mask both where the file comes from, and export it again.`;
    throw new Problem('conflict', sentence);
  }
}

function askAboutMasks(ids: ReadonlyMap<string, string>, names: readonly string[]): Problem {
  const who = names.join(', ');
  const sentence = `Nothing was imported: the file names in public who is masked here since, as ${who}. Say that they are to come in as that, or import a report that was made after. Their names stay in notes, quotes and other words of the file: run whence check then.`;
  return new Problem('conflict', sentence, [], {
    confirm: [{ code: 'masked', sentence }],
    different: [...ids.values()].map((id) => ({ kind: 'sources', id })),
  });
}

/**
 * The file's documents as they fit this desk: claims by their wording, pseudonyms given once, and
 * the status that follows from the verdicts by this desk's quorum.
 */
export async function fittedToDesk(desk: Desk, file: Transfer): Promise<Transfer> {
  const claims = await knownClaims(desk, file.claims);
  const own = (id: string | null) => (id === null ? null : (claims.get(id) ?? id));
  const quorum = await quorumOf(desk);
  return {
    ...file,
    annotations: file.annotations.map((each) => withStatus(withOwnClaims(each, own), quorum)),
    events: file.events.map((event) => ({
      ...event,
      before: withClaim(event.before, own),
      after: withClaim(event.after, own),
    })),
    claims: withoutRepeats(
      file.claims.map((claim) => ({
        ...claim,
        id: own(claim.id) ?? claim.id,
        joined: claim.joined && { ...claim.joined, into: own(claim.joined.into) ?? '' },
      })),
    ),
    sources: await withPseudonyms(desk, file.sources),
  };
}

/** By the file's id of a claim, the id under which this desk has the same statement, however a full stop ends it. */
async function knownClaims(
  desk: Desk,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (const { id, statement } of claims) {
    const queries = endedEitherWay(statement).map((each) => ({ key: wordingKey(each), limit: 1 }));
    const found = await desk.store.findMany('claims', 'statement', queries);
    const [here] = found.flatMap(({ items }) => items);
    if (here) known.set(id, here.id);
  }
  return known;
}

type Own = (id: string | null) => string | null;

function withOwnClaims(annotation: Annotation, own: Own): Annotation {
  const proposals = annotation.proposals.map(({ content, ...proposal }) => ({
    ...proposal,
    content: { ...content, claim: own(content.claim) },
  }));
  return { ...annotation, claim: own(annotation.claim), proposals };
}

function withClaim(values: Values, own: Own): Values {
  if (!values) return null;
  const proposed = proposedIn(values);
  return {
    ...values,
    ...(typeof values.claim === 'string' && { claim: own(values.claim) }),
    ...(proposed && { proposed: withClaim(proposed, own) }),
  };
}

/** Pseudonyms that another bears here or bore give way to new ones, which are not taken in the file either. */
async function withPseudonyms(desk: Desk, sources: readonly Source[]): Promise<Source[]> {
  const nextPseudonym = await pseudonyms(desk);
  const before = await pseudonymsOfBefore(desk.whole);
  const inFile = new Set(sources.map(({ name }) => nameKey(name)));
  const fresh = (): string => {
    const name = nextPseudonym();
    return inFile.has(nameKey(name)) ? fresh() : name;
  };
  const fitting: Source[] = [];
  for (const source of sources) {
    const bearer = before.get(nameKey(source.name)) ?? source.id;
    const taken = source.confidential && (bearer !== source.id || (await isTaken(desk, source)));
    fitting.push(taken ? { ...source, name: fresh() } : source);
  }
  return fitting;
}

async function isTaken(desk: Desk, { id, name }: Source): Promise<boolean> {
  const [holder] = (await desk.whole.find('sources', 'pseudonym', { key: nameKey(name) })).items;
  return holder !== undefined && holder.id !== id;
}
