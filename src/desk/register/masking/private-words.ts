import type { NameFound } from '../../../domain/register/name-finder.js';
import type { Source } from '../../../domain/register/source.js';
import type { CollectionName, Documents } from '../../../store/documents.js';
import { all, type Change, type IndexName, remove, replace } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { sha256 } from '../../digest.js';
import { documentsById } from '../../documents.js';
import { emptied } from '../../people/sessions.js';
import { type IdentityWords, identityWithout } from '../identities/identity-changes.js';
import { witnessKeys } from '../name-witnesses.js';

/* What is kept apart and may hold the name of somebody whose name is removed by law. */

/** Whether a name stands there as a whole. */
export function isSure(found: readonly NameFound[]): boolean {
  return found.some(({ how }) => how === 'whole');
}

/** How a name is taken out of what is kept apart. */
export interface PrivateWords extends IdentityWords {
  named: readonly Source[];
}

/** Without the name: null where nothing is left to be kept, the very same where it has none. */
type Without<C extends CollectionName> = (
  doc: Documents[C],
  said: PrivateWords,
) => Documents[C] | null;

const rules: { readonly [C in CollectionName]?: Without<C> } = {
  identities: identityWithout,
  // A page that waits there writes a name in its own way, or a part of it alone: none is looked through.
  sessions: emptied,
  // The pages that forms led to say in their addresses what was asked for.
  answers: (answer) => (answer.location?.includes('?') ? null : answer),
  tokens: (token, { without }) => {
    const label = token.label === null ? null : without(token.label, null);
    return label === token.label ? token : { ...token, label };
  },
  nameWitnesses: (witness, { named }) => (witnessIds(named).includes(witness.id) ? null : witness),
};

/** What takes a name out of all that is kept apart. */
export async function privateWithout({ whole }: Desk, said: PrivateWords): Promise<Change[]> {
  const changes: Change[] = [];
  const through = async <C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    key = '',
  ) => {
    for await (const doc of all(whole, collection, index, { key })) {
      const next = rules[collection]?.(doc, said);
      if (next === null) changes.push(remove(collection, doc));
      else if (next !== undefined && next !== doc) changes.push(replace(collection, next));
    }
  };
  await through('identities', 'all');
  await through('sessions', 'expires');
  await through('answers', 'until');
  await through('tokens', 'kind', 'api');
  const witnesses = await documentsById({ store: whole }, 'nameWitnesses', witnessIds(said.named));
  return [...changes, ...[...witnesses.values()].map((each) => remove('nameWitnesses', each))];
}

/** What is about to be written of what is kept apart, without the name; nothing where nothing is left to be kept. */
export function privateChangeWithout(change: Change, said: PrivateWords): Change[] {
  if (change.do === 'remove') return [change];
  const rule = rules[change.in] as Without<CollectionName> | undefined;
  const next = rule ? rule(change.doc, said) : change.doc;
  return next === null ? [] : [{ ...change, doc: next } as Change];
}

/** Each witness of a name is its digest: whoever guesses the name could tell that it stood here. */
function witnessIds(named: readonly Source[]): string[] {
  const keys = named.flatMap((entry) =>
    witnessKeys({ ...entry, confidential: true }, entry.article),
  );
  return keys.map(sha256);
}
