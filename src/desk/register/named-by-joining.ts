import type { Source } from '../../domain/register/source.js';
import type { Desk } from '../desk.js';
import { identityNames } from './identities/identities.js';
import { type NamedBeside, namedBeside, placesNamed } from './identities/named-beside.js';
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
  const mayBeOnRecord = entriesOf
    .flat()
    .filter(({ unnamed, confidential }) => unnamed || confidential);
  const known = await identityNames(
    desk,
    mayBeOnRecord.map(({ id }) => id),
  );
  const onRecord = mayBeOnRecord.flatMap((source) => {
    const names = known.get(source.id) ?? [];
    return names.length === 0 ? [] : [{ source, names }];
  });
  const beside: ReadonlyMap<string, NamedBeside>[] = [];
  for (const entries of entriesOf) {
    const others = onRecord.filter(({ source }) => !entries.includes(source));
    if (others.length > 0) beside.push(await namedBeside(desk, others, entries));
  }
  return onRecord.flatMap(({ source }) => {
    const found = beside.flatMap((each) => each.get(source.id) ?? []);
    const places = placesNamed(together(found), 'in the register');
    return places === null ? [] : [{ source, places }];
  });
}

function together(found: readonly NamedBeside[]): NamedBeside {
  return {
    isInRegister: found.some(({ isInRegister }) => isInRegister),
    annotations: new Set(found.flatMap(({ annotations }) => [...annotations])),
  };
}

/** What is asked before such sources are joined. */
export function joiningQuestions(named: readonly NamedByJoining[]): Question[] {
  return named.map(({ source, places }) => ({
    code: 'identity',
    sentence: `${source.name} would stand beside its name ${places}: whoever reads both sees who it is.`,
  }));
}
