import type { Person } from '../../domain/people/person.js';
import { nameKey } from '../../domain/register/name.js';
import { may } from '../../domain/rights.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { collected, documents } from '../documents.js';

/** Somebody who is on the desk, as everybody may know them. */
export type Colleague = Pick<Person, 'id' | 'name'>;

/** Everybody who is or was on the desk. */
export function everybody(desk: Desk): Promise<Person[]> {
  return collected(all(desk.store, 'people', 'all', { key: '' }));
}

/** Those of some people who may judge at all, by name: whom one can ask for a verdict. */
export function judgesAmong(people: readonly Person[]): Colleague[] {
  return present(people, (person) => may(person, 'judge'));
}

/** Those who may annotate, by name: who can take part in a blind round. */
export async function annotators(desk: Desk): Promise<Colleague[]> {
  return present(await everybody(desk), (person) => may(person, 'annotate'));
}

/** Why those of some people may not annotate any more who may not, by their ids. */
export async function unableToAnnotate(
  desk: Pick<Desk, 'store'>,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const unable = (await documents(desk.store, 'people', people)).filter(
    (person) => person.disabled || !may(person, 'annotate'),
  );
  return new Map(
    unable.map(({ id, disabled, role }) => [id, disabled ? 'disabled' : `a ${role} by now`]),
  );
}

const maxSuggested = 8;

/** Those whose name, or a later word of it, begins with what was typed; a few of them, by name. */
export async function suggestColleagues(desk: Desk, typed: string): Promise<Colleague[]> {
  const key = nameKey(typed);
  const people = await everybody(desk);
  const found = present(people, ({ name }) => ` ${nameKey(name)}`.includes(` ${key}`));
  return found.slice(0, maxSuggested);
}

function present(people: readonly Person[], isMeant: (person: Person) => boolean): Colleague[] {
  return people
    .filter((person) => !person.disabled && isMeant(person))
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
