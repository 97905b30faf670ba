import { z } from 'zod';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { parse } from '../../domain/parse.js';
import {
  type Person,
  type PersonInput,
  passwordInput,
  personInput,
  roleInput,
} from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { demand, demandToDo } from '../../domain/rights.js';
import { valuesOf } from '../../domain/values.js';
import { all, type Change, insert, replace } from '../../store/store.js';
import { type Actor, type Desk, idOfMade, now } from '../desk.js';
import { record } from '../history/record.js';
import { commitWithRetry } from '../with-retry.js';
import { WrongCredentials } from './credentials.js';
import { changesOfNaming } from './names.js';
import { hashPassword, isPassword } from './passwords.js';
import { revocations, setupRevocations } from './secrets.js';
import { endingSessions, purgeSessions } from './sessions.js';

/**
 * Whoever has a shell on the desk's machine: they hold its files, so they may do what an admin may.
 * Not a member of the desk; the history calls them by this id.
 */
export const operator: Actor = {
  id: 'operator',
  version: 1,
  name: 'operator',
  email: null,
  role: 'admin',
  passwordHash: null,
  disabled: false,
  shortcuts: true,
  created: '1970-01-01T00:00:00.000Z',
};

/** Everybody, by name. Throws *forbidden* for anyone but admins. */
export async function listPeople(desk: Desk, actor: Actor): Promise<Person[]> {
  demand(actor, 'manage people');
  const people: Person[] = [];
  for await (const person of all(desk.store, 'people', 'all', { key: '' })) people.push(person);
  return people;
}

/** Whether there is anybody yet: while there is nobody, the desk waits to be set up. */
export async function anyoneOnDesk(desk: Desk): Promise<boolean> {
  return (await desk.store.count('people', 'all', '')) > 0;
}

/** A person; throws *not-found*. */
export async function personById(desk: Desk, id: string): Promise<Person> {
  const person = await desk.store.get('people', id);
  if (!person) throw new Problem('not-found', 'There is nobody of this id on the desk.');
  return person;
}

/** A person who may do something at all, or null: unknown or disabled. */
export async function enabledPerson(desk: Desk, id: string): Promise<Person | null> {
  return ifEnabled(await desk.store.get('people', id));
}

/** The person, unless they are disabled or there is none. */
export function ifEnabled(person: Person | null): Person | null {
  return person && !person.disabled ? person : null;
}

/** The person with an e-mail address, or null. */
export async function personByEmail(desk: Desk, email: string): Promise<Person | null> {
  const key = email.trim().toLowerCase();
  const { items } = await desk.store.find('people', 'email', { key, limit: 1 });
  return items[0] ?? null;
}

/**
 * Adds a person, with a password or without one until they set it by a one-time link; by the same
 * request sent twice, once. Throws
 * *forbidden*, and *invalid* with the fields at fault, among them an address that is taken.
 */
export async function addPerson(
  desk: Desk,
  actor: Actor,
  input: unknown,
  password?: string,
): Promise<Person> {
  demand(actor, 'manage people');
  const read = parse(personInput, input);
  const passwordHash = password === undefined ? null : await hashPassword(parsePassword(password));
  const person = newPerson(desk, read, passwordHash);
  await commitWithRetry(desk, async () =>
    (await desk.store.get('people', person.id)) ? [] : changesOfAdding(desk, actor.id, person),
  );
  return person;
}

/** A person as they come to the desk; nothing is written. */
export function newPerson(desk: Desk, input: PersonInput, passwordHash: string | null): Person {
  return {
    id: idOfMade(desk, 'person'),
    version: 1,
    ...input,
    passwordHash,
    disabled: false,
    shortcuts: true,
    created: now(desk),
  };
}

/** The changes that add a person: with somebody there, a link to set up the desk is void. */
export async function changesOfAdding(desk: Desk, by: string, person: Person): Promise<Change[]> {
  if (person.email && (await personByEmail(desk, person.email))) {
    throw Problem.field('email', 'Somebody on the desk has this e-mail address already.');
  }
  const after = { role: person.role };
  return [
    ...(await changesOfNaming(desk, person)),
    insert('people', person),
    ...(await setupRevocations(desk)),
    recordOfPerson(desk, by, person, { action: 'person.added', before: null, after }),
  ];
}

const accessInput = z.object({
  role: roleInput.optional(),
  disabled: z.boolean('Say true or false.').optional(),
});

/**
 * Changes what somebody may do. Nobody changes their own role or disables themselves, and the
 * change is written only while the actor is still an admin: so one admin always stays. Whoever is
 * disabled is signed out everywhere, and their tokens and links are void.
 */
export async function changeAccess(
  desk: Desk,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Person> {
  const read = parse(accessInput, input);
  await commitWithRetry(desk, async () => {
    const witness = await personById(desk, actor.id);
    demand(witness, 'manage people');
    const person = await personById(desk, id);
    demandToDo(witness, 'change the access of the person', person);
    const next = {
      ...person,
      role: read.role ?? person.role,
      disabled: read.disabled ?? person.disabled,
    };
    const fields = (['role', 'disabled'] as const).filter((field) => next[field] !== person[field]);
    if (fields.length === 0) return [];
    demandMember(person);
    const [before, after] = [valuesOf(person, fields), valuesOf(next, fields)];
    const changed = { action: 'person.changed' as const, before, after };
    return [
      replace('people', witness),
      replace('people', next),
      ...(next.disabled ? await shuttingOut(desk, id) : []),
      recordOfPerson(desk, actor.id, person, changed),
    ];
  });
  return personById(desk, id);
}

/** Only those who could sign in can be let in or out: an imported colleague is a name. */
function demandMember(person: Person): void {
  if (person.email !== null) return;
  throw new Problem('conflict', `${person.name} belongs to another desk and has no account here.`);
}

async function shuttingOut(desk: Desk, person: string): Promise<Change[]> {
  return [
    ...(await endingSessions(desk, person)),
    ...(await revocations(desk, 'reset', person)),
    ...(await revocations(desk, 'api', person)),
  ];
}

const ownInput = personInput.pick({ name: true }).extend({ shortcuts: z.boolean() });

/**
 * Changes one's own name, which is an event, and whether single keys are shortcuts. Throws *invalid*,
 * also for a name that is a colleague's or looks like it.
 */
export async function changeOwn(desk: Desk, actor: Actor, input: unknown): Promise<void> {
  const read = parse(ownInput, input);
  await commitWithRetry(desk, async () => {
    const person = await personById(desk, actor.id);
    const next = { ...person, ...read };
    return next.name === person.name ? [replace('people', next)] : renaming(desk, person, next);
  });
}

async function renaming(desk: Desk, { id, name }: Person, next: Person): Promise<Change[]> {
  const until = now(desk);
  const formerNames = [...(next.formerNames ?? []), { name, until }];
  return [
    ...(await changesOfNaming(desk, next)),
    replace('people', { ...next, formerNames }),
    record({ at: until, by: id }, { kind: 'person', id }, nameSet),
  ];
}

/**
 * Sets one's own password, which signs out every other browser: `sid` is the session that stays.
 * Throws *invalid* at `current` where the current password is wrong, at `password` for a bad one.
 */
export async function changePassword(
  desk: Desk,
  actor: Actor,
  { current, password, tokens }: { current: string; password: string; tokens?: string },
  sid: string,
): Promise<void> {
  const { passwordHash } = await personById(desk, actor.id);
  if (current === '') throw Problem.field('current', 'Type your password.');
  if (!(await isPassword(current, passwordHash))) {
    const message = 'This is not your password.';
    throw new WrongCredentials('invalid', message, [{ field: 'current', message }]);
  }
  const next = await hashPassword(parsePassword(password));
  await commitWithRetry(desk, async () => [
    ...(await settingPassword(desk, await personById(desk, actor.id), next)),
    ...(await endingSessions(desk, actor.id, sid)),
    ...(tokens === 'revoke' ? await revocations(desk, 'api', actor.id) : []),
  ]);
}

/** Names stand in the people's own documents: the history is public, and has ids. */
const nameSet = {
  action: 'person.changed',
  before: null,
  after: { name: 'set' },
} as const;

const passwordSet = {
  action: 'person.changed',
  before: null,
  after: { password: 'set' },
} as const;

/** The changes that give a person another password; links to set one are void. */
export async function settingPassword(
  desk: Desk,
  person: Person,
  passwordHash: string,
): Promise<Change[]> {
  return [
    replace('people', { ...person, passwordHash }),
    ...(await revocations(desk, 'reset', person.id)),
    recordOfPerson(desk, person.id, person, passwordSet),
  ];
}

/** Reads a password that is to be set; throws *invalid* at `password`. */
export function parsePassword(password: unknown): string {
  return parse(z.object({ password: passwordInput }), { password }).password;
}

const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(254).catch(''),
  password: z.string().catch(''),
});

/**
 * The person with that e-mail address and password. Throws *unauthenticated* with one sentence,
 * after the same work, whether the address is unknown, the password wrong or the person disabled.
 */
export async function signIn(desk: Desk, input: unknown): Promise<Person> {
  const { email, password } = parse(signInInput, input);
  const sentence = 'This e-mail address and password don’t go together.';
  if (email === '' || password === '') throw new Problem('unauthenticated', sentence);
  const person = await personByEmail(desk, email);
  const right = await isPassword(password, person?.passwordHash ?? null);
  if (!person || !right || person.disabled) {
    throw new WrongCredentials('unauthenticated', sentence);
  }
  await purgeSessions(desk);
  return person;
}

function recordOfPerson(
  desk: Desk,
  by: string,
  { id }: Person,
  happened: HappenedTo['person'],
): Change {
  return record({ at: now(desk), by }, { kind: 'person', id }, happened);
}
