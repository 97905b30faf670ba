import type { Source } from '../../domain/register/source.js';
import type { Desk } from '../desk.js';
import { identityNames } from './identities/identities.js';
import { namedBeside, placesNamed } from './identities/named-beside.js';
import type { Question } from './questions.js';

/** A source of which it is on record who it is, and where that would stand beside it, in words. */
export interface NamedByJoining {
  source: Source;
  places: string;
}

/**
 * Whose name, as it is on record, would stand beside them if some sources were one: in the annotations or the register
 * of one of them stands who another is. Each is told by all of its entries.
 */
export async function namedByJoining(
  desk: Desk,
  entriesOf: readonly (readonly Source[])[],
): Promise<NamedByJoining[]> {
  const all = entriesOf.flat();
  const mayBeOnRecord = all.filter(({ unnamed, confidential }) => unnamed || confidential);
  if (mayBeOnRecord.length === 0) return [];
  const names = await identityNames(
    desk,
    mayBeOnRecord.map(({ id }) => id),
  );
  const named: NamedByJoining[] = [];
  for (const source of mayBeOnRecord) {
    const own = names.get(source.id) ?? [];
    const apart = entriesOf.filter((each) => !each.includes(source));
    if (own.length === 0) continue;
    const beside = await namedBeside(desk, source, own, apart.flat());
    const places = placesNamed(beside, 'in the register');
    if (places !== null) named.push({ source, places });
  }
  return named;
}

/** What is asked before such sources are joined. */
export function joiningQuestions(named: readonly NamedByJoining[]): Question[] {
  return named.map(({ source, places }) => ({
    code: 'identity',
    sentence: `${source.name} would stand beside its name ${places}: whoever reads both sees who it is.`,
  }));
}
