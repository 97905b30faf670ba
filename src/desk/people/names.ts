import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { lookAlikeKeys } from '../../domain/text/look-alikes.js';
import { all, type Change } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, documentsById, pages } from '../documents.js';
import { KeptOfStores } from '../kept.js';
import { readWitnesses, witnessed } from '../register/name-witnesses.js';

/*
 * What people are called. Nobody takes a colleague's name, nor one that looks like it: it stands beside
 * what somebody did. What came in from elsewhere under such a name says so.
 */

/** Whether a person is one of this desk, rather than a name that an import brought. */
function isOfDesk({ email }: Pick<Person, 'email'>): boolean {
  return email !== null;
}

/** What stands behind the name of whoever came in by an import under one that looks like a colleague's. */
const importedMark = '(imported)';

/** By which names of people are compared: by their letters, since *Mira-Sen ✓* passes for *Mira Sen*. */
function personKeys(name: string): string[] {
  const plain = name.normalize('NFKC').replaceAll(importedMark, '');
  const letters = plain.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return lookAlikeKeys(letters === '' ? name : letters);
}

/**
 * What a commit that gives a person a name writes beside them: two who take one name at one moment meet.
 * Throws *invalid* where a colleague, also one who has left, bears the name or one that looks like it.
 */
export async function changesOfNaming(desk: Desk, { id, name }: Person): Promise<Change[]> {
  const keys = personKeys(name);
  const witnessKeys = keys.map((key) => `person/${key}`);
  const witnesses = await readWitnesses(desk, witnessKeys);
  for await (const other of all(desk.whole, 'people', 'all', { key: '' })) {
    if (other.id === id || !isOfDesk(other)) continue;
    if (!personKeys(other.name).some((key) => keys.includes(key))) continue;
    const message = `${other.name} is on the desk: take a name that nobody can mistake for theirs.`;
    throw Problem.field('name', message);
  }
  return witnessed(witnesses, witnessKeys);
}

type NamedPerson = Pick<Person, 'id' | 'name' | 'email'>;

/** Kept, since nearly every page and answer names somebody: of people what they are called by, and no more. */
const namedPeople = new KeptOfStores<NamedPerson>((store) => {
  const byId = (people: readonly Person[]) =>
    new Map(people.map(({ id, name, email }) => [id, { id, name, email }]));
  return {
    async *everything() {
      for await (const page of pages(store, 'people', 'all', '')) yield byId(page);
    },
    some: async (ids) => byId(await documents(store, 'people', ids)),
    marks: (change) => (change.in === 'people' ? [change.doc.id] : []),
  };
});

/** What all are called, while nobody changes. */
const namesOfAll = new WeakMap<readonly NamedPerson[], ReadonlyMap<string, string>>();

/** The names of everybody who is or was on the desk, by id. */
export async function peopleNames({
  whole,
}: Pick<Desk, 'whole'>): Promise<ReadonlyMap<string, string>> {
  const { list: people } = await namedPeople.current(whole);
  const names = namesOfAll.get(people) ?? shownNames(people);
  namesOfAll.set(people, names);
  return names;
}

function shownNames(people: readonly NamedPerson[]): ReadonlyMap<string, string> {
  // To fold a name takes some time, and most desks have no imported ones.
  const own = people.every(isOfDesk) ? [] : people.filter(isOfDesk);
  const taken = new Set(own.flatMap(({ name }) => personKeys(name)));
  return new Map(people.map((person) => [person.id, shownName(person, taken)]));
}

/** The names of some people, by id; those who are not known here have none. */
export async function namesOfPeople(
  desk: Pick<Desk, 'store' | 'whole'>,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const people = await documentsById(desk, 'people', ids);
  return namesOf(desk, [...people.values()]);
}

/** What some people are called. How an imported one is depends on who else there is. */
export async function namesOf(
  desk: Pick<Desk, 'whole'>,
  people: readonly NamedPerson[],
): Promise<ReadonlyMap<string, string>> {
  if (people.every(isOfDesk)) return new Map(people.map(({ id, name }) => [id, name]));
  const names = await peopleNames(desk);
  return new Map(people.map(({ id, name }) => [id, names.get(id) ?? name]));
}

function shownName(person: NamedPerson, taken: ReadonlySet<string>): string {
  const { name } = person;
  const isBorrowed = !isOfDesk(person) && personKeys(name).some((key) => taken.has(key));
  return isBorrowed ? `${name} ${importedMark}` : name;
}
