import { type Person, roles } from '../../domain/people/person.js';
import { tokenKinds } from '../../store/documents.js';
import { all, type Store } from '../../store/store.js';
import { type Finding, fault, note } from './finding.js';

/** Tokens and sessions of nobody, and people who can't do what they are there for. */
export async function* checkPeople(store: Store): AsyncGenerator<Finding> {
  let people = 0;
  let admins = 0;
  for await (const person of all(store, 'people', 'all', { key: '' })) {
    people += 1;
    if (person.role === 'admin' && !person.disabled) admins += 1;
    yield* account(person);
  }
  if (people > 0 && admins === 0) {
    yield note(
      'people',
      'Nobody on this desk is an admin: whence user add --role admin makes one.',
    );
  }
  yield* keys(store);
}

function* account({ id, role, email, passwordHash, disabled }: Person): Generator<Finding> {
  const where = `person ${id}`;
  if (!roles.includes(role)) yield fault(where, `Their role is none of ${roles.join(', ')}.`);
  if (!disabled && passwordHash === null) {
    const remedy =
      email === null ? 'and no e-mail address' : 'whence user reset makes a link for it';
    yield note(where, `They can’t sign in: they have no password yet (${remedy}).`);
  }
}

async function* keys(store: Store): AsyncGenerator<Finding> {
  const isThere = async (person: string | null) =>
    person === null || (await store.get('people', person)) !== null;
  for await (const { person } of all(store, 'sessions', 'expires', { key: '' })) {
    if (!(await isThere(person)))
      yield fault(`person ${person}`, 'They are signed in, and not there.');
  }
  for (const kind of tokenKinds) {
    for await (const { person } of all(store, 'tokens', 'kind', { key: kind })) {
      if (!(await isThere(person))) {
        yield fault(`person ${person}`, 'There is a token of theirs, and they are not there.');
      }
    }
  }
}
