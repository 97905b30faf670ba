import { nameKey } from '../../domain/register/name.js';
import type { Documents } from '../../store/documents.js';
import { type Change, insert, replace } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { sha256 } from '../digest.js';
import { documentsById } from '../documents.js';

/*
 * Two people who name the same new source at one moment both find that nobody bears the name. So
 * that only one of them enters it, a commit that enters a source writes the witness of its name
 * beside it: the other's commit is then a conflict, is worked out again and finds the source. A
 * unique index would not do: namesakes are possible, and a desk may have doubles already.
 */

type NameWitness = Documents['nameWitnesses'];

/** The witnesses of some names as they stood before the names were looked up, by their ids. */
export type NameWitnesses = ReadonlyMap<string, NameWitness | null>;

interface NamedSource {
  name: string;
  aliases?: readonly string[];
  unnamed: boolean;
  confidential: boolean;
}

/**
 * Under which a source may be found that is entered by these names: a description belongs to its
 * article, though whoever may see a confidential source finds it by that anywhere.
 */
export function witnessKeys(source: NamedSource, article: string | null): string[] {
  const { name, aliases = [], unnamed, confidential } = source;
  const keys = [name, ...aliases].map(nameKey);
  const described = unnamed && article !== null ? keys.map((key) => `${article}/${key}`) : [];
  return unnamed && !confidential ? described : [...keys, ...described];
}

/** Reads the witnesses of some keys. A name is looked up after that, never before. */
export async function readWitnesses(desk: Desk, keys: Iterable<string>): Promise<NameWitnesses> {
  const ids = [...new Set(keys)].map(sha256);
  const found = await documentsById({ store: desk.whole }, 'nameWitnesses', ids);
  return new Map(ids.map((id) => [id, found.get(id) ?? null]));
}

/** What a commit that enters sources under these keys writes beside them. */
export function witnessed(witnesses: NameWitnesses, keys: Iterable<string>): Change[] {
  return [...new Set(keys)].map((key) => {
    const id = sha256(key);
    const witness = witnesses.get(id);
    if (witness === undefined) throw new Error('The witness of a name was not read beforehand.');
    return witness
      ? replace('nameWitnesses', witness)
      : insert('nameWitnesses', { id, version: 1 });
  });
}
