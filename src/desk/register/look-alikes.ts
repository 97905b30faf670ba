import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { writtenAlikeKeys } from '../../domain/register/written-alike.js';
import type { Desk } from '../desk.js';
import type { Question } from './questions.js';

/** The sources that look like a name, or are called so by another spelling, in the order in which they were found. */
export type LookAlikes = (name: string) => readonly Source[];

/** Reads at once which sources look like one of these names. */
export async function lookAlikesOf({ store }: Desk, names: readonly string[]): Promise<LookAlikes> {
  const keys = names.flatMap(writtenAlikeKeys);
  if (keys.length === 0) return () => [];
  const queries = keys.map((key) => ({ key, limit: 200 }));
  const pages = await store.findMany('sources', 'lookAlike', queries);
  const found = new Map(keys.map((key, at) => [key, pages[at]?.items ?? []]));
  return (name) => writtenAlikeKeys(name).flatMap((key) => found.get(key) ?? []);
}

/**
 * What is asked of a name that looks like another source's and is spelled otherwise: it is neither taken
 * for that one nor refused. `own` is the id of the entry that is to bear it.
 */
export function lookAlikeQuestion(
  alike: LookAlikes,
  name: string,
  own: string | null = null,
): Question | null {
  const other = alike(name).find(({ id, ...entry }) => id !== own && !bears(entry, name));
  return other ? asked(name, other.name) : null;
}

function bears({ name, aliases }: { name: string; aliases: readonly string[] }, other: string) {
  return [name, ...aliases].some((each) => nameKey(each) === nameKey(other));
}

function asked(name: string, known: string): Question {
  const sentence = `“${name}” looks like “${known}” of the register and is spelled otherwise: write that if it is meant, or say that this is another source.`;
  return { code: 'look-alike', sentence };
}
