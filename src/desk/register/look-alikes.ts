import { nameKey } from '../../domain/register/name.js';
import { lookAlikeKeys } from '../../domain/text/look-alikes.js';
import type { Desk } from '../desk.js';
import type { Question } from './questions.js';

/**
 * What is asked of a name that looks like another source's and is spelled otherwise: it is neither taken
 * for that one nor refused. `own` is the id of the entry that is to bear it.
 */
export async function lookAlikeQuestion(
  { store }: Desk,
  name: string,
  own: string | null = null,
): Promise<Question | null> {
  for (const key of lookAlikeKeys(name)) {
    const { items } = await store.find('sources', 'lookAlike', { key, limit: 200 });
    const other = items.find(({ id, ...entry }) => id !== own && !bears(entry, name));
    if (other) return asked(name, other.name);
  }
  return null;
}

function bears({ name, aliases }: { name: string; aliases: readonly string[] }, other: string) {
  return [name, ...aliases].some((each) => nameKey(each) === nameKey(other));
}

function asked(name: string, known: string): Question {
  const sentence = `“${name}” looks like “${known}” of the register and is spelled with other characters: write that if it is meant, or say that this is another source.`;
  return { code: 'look-alike', sentence };
}
