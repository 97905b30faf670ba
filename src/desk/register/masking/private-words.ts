import type { NameFound } from '../../../domain/register/name-finder.js';
import type { Source } from '../../../domain/register/source.js';
import { all, type Change, remove, replace } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { sha256 } from '../../digest.js';
import { documentsById } from '../../documents.js';
import { witnessKeys } from '../name-witnesses.js';

/* What is kept apart and may hold the name of somebody whose name is removed by law, beside identities. */

/** Whether a name stands there as a whole. */
export function isSure(found: readonly NameFound[]): boolean {
  return found.some(({ how }) => how === 'whole');
}

/** What takes a name out of the pages that forms led to, and out of that for which a token was made. */
export async function privateWithout(
  { whole }: Desk,
  without: (text: string) => string,
): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const answer of all(whole, 'answers', 'until', { key: '' })) {
    if (answer.location?.includes('?')) changes.push(remove('answers', answer));
  }
  for await (const token of all(whole, 'tokens', 'kind', { key: 'api' })) {
    const label = token.label === null ? null : without(token.label);
    if (label !== token.label) changes.push(replace('tokens', { ...token, label }));
  }
  return changes;
}

/** What removes the witnesses of a name, each of which is its digest: whoever guesses the name could tell that it stood here. */
export async function witnessesOf(desk: Desk, named: readonly Source[]): Promise<Change[]> {
  const keys = named.flatMap((entry) =>
    witnessKeys({ ...entry, confidential: true }, entry.article),
  );
  const found = await documentsById({ store: desk.whole }, 'nameWitnesses', keys.map(sha256));
  return [...found.values()].map((witness) => remove('nameWitnesses', witness));
}
