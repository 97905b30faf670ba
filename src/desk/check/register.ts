import { reliabilityCodes } from '../../domain/chain/scales.js';
import { endOf } from '../../domain/register/joining.js';
import { passesForPseudonym, pseudonym, pseudonymNumber } from '../../domain/register/pseudonym.js';
import { type Source, sourceKinds } from '../../domain/register/source.js';
import { all, type Store } from '../../store/store.js';
import { type DuplicateGroup, duplicateGroups } from '../register/duplicates.js';
import { withWays } from '../register/joined.js';
import { type Finding, fault, note } from './finding.js';

/** Entries of the register that pass for what they are not, or hang on what is not there. */
export async function* checkRegister(store: Store): AsyncGenerator<Finding> {
  for await (const source of all(store, 'sources', 'all', { key: '' })) {
    const where = `source ${source.id}`;
    yield* naming(source, where);
    yield* codes(source, where);
    yield* affiliation(store, source, where);
    yield* joining(store, source, where);
    yield* article(store, source, where);
  }
  for await (const group of duplicateGroups(store)) yield mayBeOne(group);
}

function* naming({ name, confidential, aliases }: Source, where: string): Generator<Finding> {
  const isPseudonym = name === pseudonym(pseudonymNumber(name) ?? 0);
  if (confidential && (!isPseudonym || aliases.length > 0)) {
    yield fault(where, 'It is confidential, and bears other names than a pseudonym.');
  }
  if (!confidential && [name, ...aliases].some(passesForPseudonym)) {
    yield fault(where, 'It is public, and its name reads like that of a confidential source.');
  }
}

function* codes({ kind, ratings }: Source, where: string): Generator<Finding> {
  if (kind !== null && !sourceKinds.includes(kind)) {
    yield fault(where, `Its kind is none of ${sourceKinds.join(', ')}.`);
  }
  if (ratings.some(({ reliability }) => !reliabilityCodes.includes(reliability))) {
    yield fault(where, 'A rating of it is none of the letters A to F.');
  }
}

async function* affiliation(
  store: Store,
  { id, affiliation }: Source,
  where: string,
): AsyncGenerator<Finding> {
  if (affiliation === null) return;
  if (affiliation === id) yield fault(where, 'It is affiliated to itself.');
  else if ((await store.get('sources', affiliation)) === null) {
    yield fault(where, `It is affiliated to ${affiliation}, which is not in the register.`);
  }
}

async function* joining(store: Store, source: Source, where: string): AsyncGenerator<Finding> {
  if (source.joined === null) return;
  const known = await withWays(store, [source]);
  const end = endOf(source, (id) => known.get(id));
  if (end.joined !== null && !known.has(end.joined.into)) {
    yield fault(where, `It is joined into ${end.joined.into}, which is not in the register.`);
  } else if (end.joined !== null) {
    yield fault(where, 'It is joined round in a circle: no entry stands for it.');
  }
  if (end.confidential !== source.confidential) {
    yield fault(where, 'A public entry and a confidential one are joined.');
  }
}

async function* article(store: Store, { article }: Source, where: string): AsyncGenerator<Finding> {
  if (article === null || (await store.get('articles', article)) !== null) return;
  yield note(where, `The article that described it, ${article}, is gone.`);
}

/** Said once, at the oldest of them. */
function mayBeOne({ article, sources: [oldest, ...others] }: DuplicateGroup): Finding {
  const ids = others.map(({ id }) => id).join(', ');
  const words =
    article === null ? 'Its name is borne' : `Its description is borne in article ${article}`;
  return note(`source ${oldest?.id}`, `${words} by others too (${ids}): are they the same source?`);
}
