import type { FieldFault } from '../../domain/problem.js';
import { endOf, wayToEnd } from '../../domain/register/joining.js';
import { nameKey, wordingKey } from '../../domain/register/name.js';
import { passesForPseudonym, pseudonym, pseudonymNumber } from '../../domain/register/pseudonym.js';
import type { TransferFile } from './transfer-format.js';

/** What of a file's sources, claims and ids does not fit together, and where that is. */
export function registerFaults({ articles, claims, people, sources }: TransferFile): FieldFault[] {
  const pseudonyms = sources.flatMap(({ confidential, name }) => (confidential ? [name] : []));
  const statements = claims.map(({ statement }) => statement);
  const known = new Map(sources.map((source) => [source.id, source]));
  const claimById = new Map(claims.map((claim) => [claim.id, claim]));
  return [
    ...repeatedIds('articles', articles),
    ...repeatedIds(
      'annotations',
      articles.flatMap(({ annotations }) => annotations),
    ),
    ...repeatedIds(
      'events',
      articles.flatMap(({ events }) => events),
    ),
    ...repeatedIds(
      'proposals',
      articles.flatMap(({ annotations }) => annotations.flatMap(({ proposals }) => proposals)),
    ),
    ...repeatedIds('sources', sources),
    ...repeatedIds('claims', claims),
    ...repeatedIds('people', people),
    ...repeated('sources', pseudonyms.map(nameKey)),
    ...repeated('claims', statements.map(wordingKey)),
    ...sources.flatMap((source, index) => sourceFaults(source, `sources.${index}`, known)),
    ...circleFaults('sources', known),
    ...claims.flatMap((claim, index) => claimFaults(claim, `claims.${index}`, claimById)),
    ...circleFaults('claims', claimById),
  ];
}

function repeatedIds(field: string, docs: readonly { id: string }[]): FieldFault[] {
  return repeated(
    field,
    docs.map(({ id }) => id),
  );
}

/** Each key that stands there before. */
export function repeated(field: string, keys: readonly string[]): FieldFault[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    if (seen.has(key)) return [{ field, message: `“${key}” stands twice.` }];
    seen.add(key);
    return [];
  });
}

function sourceFaults(
  source: TransferFile['sources'][number],
  field: string,
  known: ReadonlyMap<string, TransferFile['sources'][number]>,
): FieldFault[] {
  const { affiliation, aliases, confidential, id, joined, name } = source;
  const masked = [name, ...aliases].filter(passesForPseudonym);
  const isPseudonym = name === pseudonym(pseudonymNumber(name) ?? 0);
  const fits = confidential ? isPseudonym && aliases.length === 0 : masked.length === 0;
  const belongs = [affiliation, joined?.into ?? null].every(
    (one) => one === null || known.has(one),
  );
  const end = endOf(source, (one) => known.get(one));
  return [
    ...fault(
      fits,
      field,
      'A confidential source bears a pseudonym alone, and no other source does.',
    ),
    ...fault(
      belongs,
      field,
      'It is affiliated to or joined with a source that is not in the file.',
    ),
    ...fault(affiliation !== id, field, 'It is affiliated to itself.'),
    ...fault(
      end.confidential === confidential,
      field,
      'A public source and a confidential one are never joined.',
    ),
  ];
}

function claimFaults(
  claim: TransferFile['claims'][number],
  field: string,
  known: ReadonlyMap<string, TransferFile['claims'][number]>,
): FieldFault[] {
  const { decision, joined, state } = claim;
  return [
    ...fault(
      (state === 'open') === (decision === null),
      field,
      'A claim that is decided has a decision, and no other has one.',
    ),
    ...fault(
      joined === null || known.has(joined.into),
      field,
      'It is joined with a claim that is not in the file.',
    ),
  ];
}

/** Each circle of what is joined, once: at the first that is on it. */
function circleFaults(
  field: string,
  known: ReadonlyMap<string, { id: string; joined: { into: string } | null }>,
): FieldFault[] {
  const told = new Set<string>();
  return [...known.values()].flatMap((one, index) => {
    const way = wayToEnd(one, (id) => known.get(id));
    if (way.at(-1)?.joined?.into !== one.id || told.has(one.id)) return [];
    for (const { id } of way) told.add(id);
    const message = 'It is joined round in a circle: none stands for the others.';
    return [{ field: `${field}.${index}`, message }];
  });
}

/** The fault at a field, where something does not fit. */
export function fault(fits: boolean, field: string, message: string): FieldFault[] {
  return fits ? [] : [{ field, message }];
}
