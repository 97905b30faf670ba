import { isSame } from '../equality.js';
import { Problem } from '../problem.js';
import { valuesOf } from '../values.js';
import { nameKey } from './name.js';
import type { Source } from './source.js';
import { demandPublicNames, type EntryInput } from './source-input.js';

/** The fields of an entry that people put right. */
export const entryFields = ['name', 'kind', 'aliases', 'affiliation', 'description'] as const;

/** An entry as it is put right, and what of it changed. */
interface EntryChange {
  source: Source;
  before: Partial<Source>;
  after: Partial<Source>;
}

/**
 * An entry with what is said of it put right; null where nothing changes. A name that is replaced
 * stays as another name unless told otherwise, so that chains which were printed with it are still
 * read. Throws *invalid* for a name that the entry can't have: a confidential source is called by
 * its pseudonym, a public one by anything else.
 */
export function changeEntry(source: Source, input: EntryInput): EntryChange | null {
  const { keepName, ...said } = input;
  const aliases = otherNames(said.name, [
    ...said.aliases,
    ...(keepName && !source.confidential ? [source.name] : []),
  ]);
  if (source.confidential) demandPseudonym(source, { name: said.name, aliases });
  else demandPublicNames({ name: said.name, aliases });
  if (said.affiliation === source.id) throw belongsToItself();
  const changed: Source = { ...source, ...said, aliases };
  const fields = entryFields.filter((field) => !isSame(source[field], changed[field]));
  if (fields.length === 0) return null;
  return { source: changed, before: valuesOf(source, fields), after: valuesOf(changed, fields) };
}

/** What is thrown where an entry would belong to itself, or to what stands for it. */
export function belongsToItself(): Problem {
  return Problem.field('affiliation', 'An entry does not belong to itself.');
}

/** Each once, without the name itself as it is spelled. */
function otherNames(name: string, names: readonly string[]): string[] {
  return [...new Set(names)].filter((other) => other !== '' && other !== name);
}

function demandPseudonym(source: Source, { name, aliases }: Pick<Source, 'name' | 'aliases'>) {
  if (name === source.name && aliases.length === 0) return;
  throw Problem.field(
    name === source.name ? 'aliases' : 'name',
    `A confidential source is called ${source.name} and nothing else.`,
  );
}

/** The names that an entry would bear and did not, by the form in which names are compared. */
export function newNames(before: Source, after: Source): string[] {
  const known = new Set([before.name, ...before.aliases].map(nameKey));
  return [after.name, ...after.aliases].filter((name) => !known.has(nameKey(name)));
}
