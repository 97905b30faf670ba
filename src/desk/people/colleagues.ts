import type { Person } from '../../domain/people/person.js';
import { nameKey } from '../../domain/register/name.js';
import { may } from '../../domain/rights.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';

/** Somebody who is on the desk, as everybody may know them. */
export type Colleague = Pick<Person, 'id' | 'name'>;

/** Those who may judge at all, by name: whom one can ask for a verdict. */
export async function judges(desk: Desk): Promise<Colleague[]> {
  return present(desk, (person) => may(person, 'judge'));
}

/** Those who may annotate, by name: who can take part in a blind round. */
export async function annotators(desk: Desk): Promise<Colleague[]> {
  return present(desk, (person) => may(person, 'annotate'));
}

const maxSuggested = 8;

/** Those whose name, or a later word of it, begins with what was typed; a few of them, by name. */
export async function suggestColleagues(desk: Desk, typed: string): Promise<Colleague[]> {
  const key = nameKey(typed);
  const found = await present(desk, ({ name }) => ` ${nameKey(name)}`.includes(` ${key}`));
  return found.slice(0, maxSuggested);
}

async function present(desk: Desk, isMeant: (person: Person) => boolean): Promise<Colleague[]> {
  const found: Colleague[] = [];
  for await (const person of all(desk.store, 'people', 'all', { key: '' })) {
    if (!person.disabled && isMeant(person)) found.push({ id: person.id, name: person.name });
  }
  return found.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}
