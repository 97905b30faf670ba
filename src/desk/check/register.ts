import { reliabilityCodes } from '../../domain/chain/scales.js';
import { nameKey } from '../../domain/register/name.js';
import { pseudonymNumber, type Source, sourceKinds } from '../../domain/register/source.js';
import { all, type Store } from '../../store/store.js';
import { type Finding, fault, note } from './finding.js';

/** Entries of the register that pass for what they are not, or hang on what is not there. */
export async function* checkRegister(store: Store): AsyncGenerator<Finding> {
  for await (const source of all(store, 'sources', 'all', { key: '' })) {
    const where = `source ${source.id}`;
    yield* naming(source, where);
    yield* codes(source, where);
    yield* affiliation(store, source, where);
    yield* namesakes(store, source, where);
  }
}

function* naming({ name, confidential, aliases }: Source, where: string): Generator<Finding> {
  if (confidential && (pseudonymNumber(name) === null || aliases.length > 0)) {
    yield fault(where, 'It is confidential, and bears other names than a pseudonym.');
  }
  if (!confidential && [name, ...aliases].some((each) => pseudonymNumber(each) !== null)) {
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

/** Said once, at the oldest of them. Unnamed sources share a description without being one. */
async function* namesakes(store: Store, source: Source, where: string): AsyncGenerator<Finding> {
  if (source.unnamed || source.confidential) return;
  const bearers = await store.find('sources', 'named', { key: nameKey(source.name) });
  const [oldest, ...others] = bearers.items;
  if (oldest?.id !== source.id || others.length === 0) return;
  const ids = others.map(({ id }) => id).join(', ');
  yield note(where, `Its name is borne by others too (${ids}): are they the same source?`);
}
