import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Desk, openDesk } from '../../src/desk/desk.js';
import type { Person, Role } from '../../src/domain/people/person.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { insert } from '../../src/store/store.js';

/** A desk in a folder of its own, with an editor, two annotators and a reader. */
export interface PeopledDesk extends Desk {
  folder: string;
  mira: Person;
  jonas: Person;
  nils: Person;
  tom: Person;
}

/** Opens it for one test on the real store, with a clock that a second passes on at each look. */
export async function openDeskWithPeople(): Promise<PeopledDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-desk-'));
  const store = await openLowdbStore(join(folder, 'db.json'), { mode: 'write' });
  const people = {
    mira: person('mira', 'Mira Sen', 'editor'),
    jonas: person('jonas', 'Jonas Ek', 'annotator'),
    nils: person('nils', 'Nils Oder', 'annotator'),
    tom: person('tom', 'Tom Reyes', 'reader'),
  };
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  await store.commit(Object.values(people).map((each) => insert('people', each)));
  let seconds = 0;
  const clock = () => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds++));
  return { ...openDesk(store, { clock }), folder, ...people };
}

/** Closes the desk, and answers with everything that its public file holds then. */
export async function publicFileOf(desk: PeopledDesk): Promise<string> {
  await desk.store.close();
  return readFile(join(desk.folder, 'db.json'), 'utf8');
}

/** Somebody who can sign in nowhere. */
export function person(id: string, name: string, role: Role): Person {
  return {
    id,
    version: 1,
    name,
    email: `${id}@example.org`,
    role,
    passwordHash: null,
    disabled: false,
    shortcuts: true,
    created: '2026-01-01T00:00:00.000Z',
  };
}
