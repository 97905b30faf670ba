import { beforeEach, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { listHistory } from '../../../src/desk/history/whole-history.js';
import { peopleNames } from '../../../src/desk/people/names.js';
import {
  issueReset,
  offerSetup,
  resetPassword,
  setUp,
} from '../../../src/desk/people/one-time-links.js';
import { isPassword } from '../../../src/desk/people/passwords.js';
import {
  addPerson,
  changeAccess,
  changeOwn,
  changePassword,
  listPeople,
  operator,
  signIn,
} from '../../../src/desk/people/people.js';
import {
  cookieSecret,
  dropSession,
  loadSession,
  saveSession,
  touchSession,
} from '../../../src/desk/people/sessions.js';
import { createToken, listTokens, personOfToken } from '../../../src/desk/people/tokens.js';
import { describe as describeEvent } from '../../../src/domain/history/history.js';
import type { Person, Role } from '../../../src/domain/people/person.js';
import { Problem } from '../../../src/domain/problem.js';
import { insert } from '../../../src/store/store.js';
import { emptySession } from '../../../src/web/access/session.js';
import { storeInBetween } from '../../store/in-between.js';
import { openMemoryStore } from '../../store/memory.js';

const words = 'paper ink and coffee';

let present: number;
let desk: Desk;
let ada: Person;
let mira: Person;
beforeEach(async () => {
  present = Date.parse('2026-03-02T09:00:00Z');
  desk = openDesk(openMemoryStore(), { clock: () => new Date(present) });
  ada = await add('Ada Quist', 'admin');
  mira = await add('Mira Sen', 'editor');
});

function add(name: string, role: Role): Promise<Person> {
  const email = `${name.split(' ')[0]}@example.org`;
  return addPerson(desk, operator, { name, email, role }, words);
}

async function events() {
  return (await desk.store.find('events', 'all', { key: '' })).items;
}

const refused = (code: string, message: RegExp = /./u) =>
  expect.objectContaining({ name: 'Problem', code, message: expect.stringMatching(message) });

describe('a password', () => {
  test('is kept as Argon2id of 19 MiB and two passes', async () => {
    const kept = (await desk.store.get('people', mira.id))?.passwordHash;
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(await isPassword(words, kept ?? null)).toBe(true);
    expect(await isPassword(`${words} `, kept ?? null)).toBe(false);
  });

  test('is the same whichever keyboard composed its accents', async () => {
    const { passwordHash } = await addPerson(
      desk,
      operator,
      { name: 'Zoë Lind', email: 'zoe@example.org', role: 'reader' },
      'déjà vu à Zoë'.normalize('NFC'),
    );
    expect(await isPassword('déjà vu à Zoë'.normalize('NFD'), passwordHash)).toBe(true);
  });

  test('that was never set lets nobody in', async () => {
    await addPerson(desk, ada, { name: 'Tom', email: 'tom@example.org', role: 'reader' });
    await expect(signIn(desk, { email: 'tom@example.org', password: '' })).rejects.toEqual(
      refused('unauthenticated'),
    );
  });
});

describe('the history of people', () => {
  test('tells who changed whose access, in ids, without a name or an address', async () => {
    await changeAccess(desk, ada, mira.id, { role: 'annotator' });
    await changeAccess(desk, ada, mira.id, { disabled: true });
    await changeAccess(desk, ada, mira.id, { disabled: true });
    const told = (await events()).slice(2);
    expect(told).toMatchObject([
      {
        by: ada.id,
        action: 'person.changed',
        before: { role: 'editor' },
        after: { role: 'annotator' },
      },
      {
        by: ada.id,
        subject: { kind: 'person', id: mira.id },
        before: { disabled: false },
        after: { disabled: true },
      },
    ]);
    expect(JSON.stringify(await events())).not.toMatch(/Mira|Ada|example|argon2/u);
  });

  test('tells that a password was set, by a link or by its owner', async () => {
    await resetPassword(desk, await issueReset(desk, ada, mira.id), 'other words here');
    await changePassword(desk, mira, { current: 'other words here', password: words }, 'sid');
    expect((await events()).slice(2)).toMatchObject([
      { by: mira.id, after: { password: 'set' } },
      { by: mira.id, after: { password: 'set' } },
    ]);
  });

  test('says that the operator added those who came by the shell', async () => {
    expect((await events())[0]).toMatchObject({ by: 'operator', action: 'person.added' });
  });
});

describe('one admin always stays', () => {
  test('where two demote each other at once', async () => {
    const lena = await add('Lena Moss', 'admin');
    const both = await Promise.allSettled([
      changeAccess(desk, ada, lena.id, { role: 'reader' }),
      changeAccess(desk, lena, ada.id, { disabled: true }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const people = await listPeople(desk, operator);
    expect(people.filter(({ role, disabled }) => role === 'admin' && !disabled)).toHaveLength(1);
  });

  test('where three demote one another in a ring', async () => {
    const lena = await add('Lena Moss', 'admin');
    const tom = await add('Tom Reyes', 'admin');
    await Promise.allSettled([
      changeAccess(desk, ada, lena.id, { role: 'reader' }),
      changeAccess(desk, lena, tom.id, { role: 'reader' }),
      changeAccess(desk, tom, ada.id, { role: 'reader' }),
    ]);
    const people = await listPeople(desk, operator);
    expect(people.filter(({ role }) => role === 'admin').length).toBeGreaterThan(0);
  });

  test('since nobody changes their own access', async () => {
    await expect(changeAccess(desk, ada, ada.id, { disabled: true })).rejects.toEqual(
      refused('forbidden', /another admin/u),
    );
  });
});

describe('an e-mail address', () => {
  test('belongs to one person, where two are added with it at once', async () => {
    const twins = await Promise.allSettled([add('Tom Reyes', 'reader'), add('Tom Ek', 'reader')]);
    const lost = twins.find((result) => result.status === 'rejected');
    expect(lost?.reason).toEqual(refused('invalid', /has this e-mail address already/u));
    expect(lost?.reason.fields).toMatchObject([{ field: 'email' }]);
  });
});

test('only admins add, list and disable people', async () => {
  for (const attempt of [
    addPerson(desk, mira, { name: 'Tom', email: 'tom@example.org', role: 'reader' }),
    listPeople(desk, mira),
    changeAccess(desk, mira, ada.id, { disabled: true }),
    issueReset(desk, mira, ada.id),
    createToken(desk, mira, ada.id, { label: 'x' }),
    listTokens(desk, mira, ada.id),
  ]) {
    await expect(attempt).rejects.toEqual(refused('forbidden'));
  }
});

test('everybody’s name is known by id, those of the disabled too', async () => {
  await changeAccess(desk, ada, mira.id, { disabled: true });
  expect(await peopleNames(desk)).toEqual(
    new Map([
      [ada.id, 'Ada Quist'],
      [mira.id, 'Mira Sen'],
    ]),
  );
});

test('no secret that is handed out is kept', async () => {
  const empty = openDesk(openMemoryStore());
  const secrets = [
    await issueReset(desk, ada, mira.id),
    (await createToken(desk, mira, mira.id, { label: 'export' })).secret,
    (await offerSetup(empty)) ?? '',
  ];
  const kept = JSON.stringify([
    (await desk.store.find('tokens', 'kind', { key: 'reset' })).items,
    (await desk.store.find('tokens', 'kind', { key: 'api' })).items,
    (await empty.store.find('tokens', 'kind', { key: 'setup' })).items,
  ]);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(40);
    expect(kept).not.toContain(secret);
  }
});

test('a token of somebody who was let in again is still void', async () => {
  const { secret } = await createToken(desk, mira, mira.id, { label: 'export' });
  expect((await personOfToken(desk, secret))?.id).toBe(mira.id);
  await changeAccess(desk, ada, mira.id, { disabled: true });
  await changeAccess(desk, ada, mira.id, { disabled: false });
  expect(await personOfToken(desk, secret)).toBeNull();
});

test('of two who set the desk up at once, one does', async () => {
  const empty = openDesk(openMemoryStore());
  const secret = (await offerSetup(empty)) ?? '';
  const founder = (name: string) => ({ name, email: `${name}@example.org`, password: words });
  const both = await Promise.allSettled([
    setUp(empty, secret, founder('ada')),
    setUp(empty, secret, founder('mira')),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((each) => each.status === 'rejected')?.reason).toEqual(refused('conflict'));
});

test('nor is a desk set up twice by one link, whenever the other does it', async () => {
  const founder = (name: string) => ({ name, email: `${name}@example.org`, password: words });
  for (let calls = 0, isOver = false; !isOver; calls++) {
    const empty = openDesk(openMemoryStore());
    const secret = (await offerSetup(empty)) ?? '';
    const other = () => setUp(empty, secret, founder('mira'));
    const { store, hasActed } = storeInBetween(empty.store, calls, other);
    await setUp(openDesk(store), secret, founder('ada')).catch((error) => {
      expect(error).toBeInstanceOf(Problem);
    });
    expect(await listPeople(empty, operator), `after ${calls} calls`).toHaveLength(1);
    isOver = !hasActed();
  }
});

describe('a session', () => {
  test('that was ended while a request ran is not brought back by it', async () => {
    await saveSession(desk, 'sid', mira.id, { person: mira.id });
    const held = await loadSession(desk, 'sid');
    await dropSession(desk, 'sid');
    await saveSession(desk, 'sid', mira.id, { ...held?.values }, held?.stored);
    expect(await loadSession(desk, 'sid')).toBeNull();
  });

  test('that was ended is not brought back either where it had forgotten what it was to show', async () => {
    const slow = { ...desk, begun: desk.goneNames.begin() };
    await saveSession(desk, 'sid', mira.id, { person: mira.id });
    const before = await loadSession(desk, 'sid');
    desk.goneNames.add(desk.store.told, 'unknown');
    const shown = { ...before?.values, typed: 'Words' };
    await saveSession(slow, 'sid', mira.id, shown, before?.stored);
    const held = await loadSession(desk, 'sid');
    expect(held?.values).not.toHaveProperty('typed');
    const session = { ...held?.values };
    emptySession({ session: session as never });
    await saveSession(desk, 'sid', mira.id, session, held?.stored);
    const emptied = await loadSession(desk, 'sid');
    await dropSession(desk, 'sid');
    await saveSession(desk, 'sid', mira.id, { ...emptied?.values }, emptied?.stored);
    expect(await loadSession(desk, 'sid')).toBeNull();
  });

  test('keeps what two requests at once put into it: the last one holds', async () => {
    await saveSession(desk, 'sid', mira.id, { n: 0 });
    const held = await loadSession(desk, 'sid');
    const save = (n: number) =>
      saveSession(desk, 'sid', mira.id, { ...held?.values, n }, held?.stored);
    await Promise.all([1, 2, 3].map(save));
    expect((await loadSession(desk, 'sid'))?.values).toMatchObject({ n: expect.any(Number) });
  });

  test('that can’t be written for being used goes on being used', async () => {
    await saveSession(desk, 'sid', mira.id, {});
    present += 2 * 60 * 60 * 1000;
    desk.store.commit = () => Promise.reject(new Problem('unavailable', 'The disk is full.'));
    await expect(touchSession(desk, 'sid')).resolves.toBeUndefined();
  });

  test('is signed with a key that every process shares', async () => {
    const [one, other] = await Promise.all([cookieSecret(desk), cookieSecret(desk)]);
    expect(one).toBe(other);
    expect(one).toMatch(/^[\w-]{43}$/u);
  });
});

describe('the name of a colleague', () => {
  const sentence = /nobody can mistake/u;

  test.each([
    'Mira Sen',
    'mira  SEN',
    'Мira Sеn',
    'Mira\u200B Sen',
    '\u202EMira Sen\u202C',
    'Mira-Sen',
    'MiraSen.',
    'Mira Sen ✓',
    'Mira Sen (imported)',
  ])('is refused to whoever comes: %s', async (name) => {
    const input = { name, email: 'other@example.org', role: 'reader' };
    await expect(addPerson(desk, ada, input)).rejects.toEqual(refused('invalid', sentence));
  });

  test('is refused to whoever changes theirs, also when its bearer has left', async () => {
    await changeAccess(desk, ada, mira.id, { disabled: true });
    const typed = { name: 'Mirа Sen', shortcuts: true };
    await expect(changeOwn(desk, ada, typed)).rejects.toEqual(refused('invalid', sentence));
    expect((await desk.store.get('people', ada.id))?.name).toBe('Ada Quist');
  });

  test.each(['Confidential source 1', 'Сonfidential source l', 'operator', '\u200B', 'Operаtor'])(
    'is none that Whence gives itself, nor nothing: %s',
    async (name) => {
      await expect(changeOwn(desk, ada, { name, shortcuts: true })).rejects.toEqual(
        refused('invalid'),
      );
    },
  );

  test('goes to one of two who take it at one moment', async () => {
    const taking = [ada, mira].map((person, n) =>
      changeOwn(desk, person, { name: n ? 'Nora Lund' : 'Nоra Lund', shortcuts: true }),
    );
    const done = await Promise.allSettled(taking);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('stays theirs where they change something else, or its case', async () => {
    await changeOwn(desk, mira, { name: 'Mira Sen', shortcuts: false });
    await changeOwn(desk, mira, { name: 'Mira SEN', shortcuts: false });
    expect((await desk.store.get('people', mira.id))?.name).toBe('Mira SEN');
  });

  test('changes by an event, which has no name; the history tells from what to what', async () => {
    await changeOwn(desk, mira, { name: 'Mira Holm', shortcuts: true });
    present += 1000;
    await changeOwn(desk, mira, { name: 'Mira Lund', shortcuts: true });
    expect((await events()).slice(2)).toMatchObject([
      { by: mira.id, action: 'person.changed', after: { name: 'set' } },
      { by: mira.id, action: 'person.changed', after: { name: 'set' } },
    ]);
    expect(JSON.stringify(await events())).not.toMatch(/Mira|Holm/u);
    const { items, names } = await listHistory(desk);
    expect(items.slice(0, 2).map((event) => describeEvent(event, names))).toEqual([
      'Mira Lund changed their name from “Mira Holm” to “Mira Lund”.',
      'Mira Lund changed their name from “Mira Sen” to “Mira Holm”.',
    ]);
  });

  test('says so where an import brought it or one that looks like it', async () => {
    const guest = { ...mira, version: 1, email: null, passwordHash: null, disabled: true };
    await desk.store.commit([
      insert('people', { ...guest, id: 'guest', name: 'Мira Sen' }),
      insert('people', { ...guest, id: 'other', name: 'Mira Senn' }),
    ]);
    const names = await peopleNames(desk);
    expect(names.get(mira.id)).toBe('Mira Sen');
    expect(names.get('guest')).toBe('Мira Sen (imported)');
    expect(names.get('other')).toBe('Mira Senn');
  });
});
