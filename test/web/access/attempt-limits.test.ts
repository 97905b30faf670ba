import { beforeEach, describe, expect, test } from 'vitest';
import { openDesk } from '../../../src/desk/desk.js';
import { WrongCredentials } from '../../../src/desk/people/credentials.js';
import { Problem } from '../../../src/domain/problem.js';
import { Engine } from '../../../src/store/memory/engine.js';
import { stateOf } from '../../../src/store/memory/state.js';
import type { Store } from '../../../src/store/store.js';
import { type AttemptLimits, createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { openMemoryStore } from '../../store/memory.js';

let present: Date;
let doors: AttemptLimits;
beforeEach(() => {
  present = new Date('2026-03-02T09:00:00Z');
  doors = createAttemptLimits(openDesk(openMemoryStore(), { clock: () => present }));
});

const wrong = () => Promise.reject(new WrongCredentials('unauthenticated', 'Wrong.'));
const right = () => Promise.resolve('in');

/** What became of an attempt: the code of its problem, or *in*. */
async function tried(attempt: Promise<string>): Promise<string> {
  try {
    return await attempt;
  } catch (problem) {
    return problem instanceof Problem ? problem.code : 'defect';
  }
}

const fromLink = (ip: string, work = wrong as () => Promise<string>) =>
  tried(doors.link({ ip }, work));

async function failTimes(times: number, ip: string): Promise<void> {
  for (let attempt = 0; attempt < times; attempt++) await fromLink(ip);
}

test('what succeeds is not counted', async () => {
  for (let attempt = 0; attempt < 60; attempt++) {
    expect(await fromLink('192.0.2.7', right)).toBe('in');
  }
});

test.each([
  ['a field is missing', Problem.field('password', 'Type a password.')],
  ['the database is away', new Problem('unavailable', 'The database can’t be reached.')],
  ['there is a defect', new TypeError('x is not a function')],
])('what fails because %s is not counted', async (_why, fault) => {
  const code = fault instanceof Problem ? fault.code : 'defect';
  for (let attempt = 0; attempt < 60; attempt++) {
    expect(await fromLink('192.0.2.7', () => Promise.reject(fault))).toBe(code);
  }
  expect(await fromLink('192.0.2.7', right)).toBe('in');
});

test('whoever is turned away for an account does not use up the attempts of their address', async () => {
  const signIn = (email: string, work: () => Promise<string>) =>
    tried(doors.signIn({ ip: '192.0.2.7' }, email, work));
  for (let n = 0; n < 70; n++) await signIn('mira@example.org', wrong);
  expect(await signIn('mira@example.org', right)).toBe('too-many');
  expect(await signIn('tom@example.org', right)).toBe('in');
});

describe('while the database takes no changes', () => {
  let refuses = false;
  let store: Store;
  beforeEach(() => {
    refuses = false;
    store = new Engine(stateOf(0, {}), {
      write: async () => {
        if (refuses) throw new Problem('unavailable', 'The disk is full.');
      },
      release: async () => {},
      log: { warn: () => {} },
    });
    doors = createAttemptLimits(openDesk(store, { clock: () => present }));
  });
  /** The database goes away while the secret is looked at. */
  const failing = async () => {
    refuses = true;
    throw new Problem('unavailable', 'The disk is full.');
  };

  test('an attempt fails for that, and is not counted once it takes them again', async () => {
    for (let attempt = 0; attempt < 60; attempt++) {
      expect(await fromLink('192.0.2.7', failing)).toBe('unavailable');
      refuses = false;
    }
    expect(await fromLink('192.0.2.7', right)).toBe('in');
    expect(await store.count('attempts', 'until', '')).toBe(0);
  });

  test('what was done by then counts as done', async () => {
    const done = async () => {
      refuses = true;
      return 'in';
    };
    expect(await fromLink('192.0.2.7', done)).toBe('in');
  });

  test('nothing is tried of which could not be counted whether it was wrong', async () => {
    refuses = true;
    expect(await fromLink('192.0.2.7', wrong)).toBe('unavailable');
  });
});

test('attempts that are made at once are all counted', async () => {
  const results = await Promise.all(
    Array.from({ length: 12 }, () =>
      tried(doors.signIn({ ip: '192.0.2.7' }, 'mira@example.org', wrong)),
    ),
  );
  expect(results.filter((code) => code === 'too-many')).toHaveLength(2);
});

test('nothing is tried for whoever is turned away', async () => {
  await failTimes(50, '192.0.2.7');
  let worked = 0;
  const work = async () => {
    worked += 1;
    return 'in';
  };
  expect(await fromLink('192.0.2.7', work)).toBe('too-many');
  expect(worked).toBe(0);
});

test('an address is free again a quarter of an hour after its first failure', async () => {
  await failTimes(1, '192.0.2.7');
  present = new Date('2026-03-02T09:14:00Z');
  await failTimes(49, '192.0.2.7');
  expect(await fromLink('192.0.2.7')).toBe('too-many');
  present = new Date('2026-03-02T09:15:00Z');
  expect(await fromLink('192.0.2.7', right)).toBe('in');
});

test('nobody is turned away for longer for what was tried while the clock was a year ahead', async () => {
  present = new Date('2027-03-02T09:00:00Z');
  await failTimes(51, '192.0.2.7');
  present = new Date('2026-03-02T09:00:00Z');
  await failTimes(49, '192.0.2.7');
  expect(await fromLink('192.0.2.7', right)).toBe('in');
  await failTimes(1, '192.0.2.7');
  expect(await fromLink('192.0.2.7', right)).toBe('too-many');
});

test.each([
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.8', false],
  ['192.0.2.7', '::ffff:192.0.2.7', true],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9', true],
  ['2001:db8:1:2::9', '2001:db8:1:3::9', false],
  ['2001:db8::9', '2001:db8:0:0:9:8:7:6', true],
  ['::1', '::2', true],
])('%s and %s count as one sender: %s', async (one, other, same) => {
  await failTimes(50, one);
  expect(await fromLink(other, right)).toBe(same ? 'too-many' : 'in');
});

test('an account is counted whichever way its address is typed', async () => {
  const attempt = (ip: string, email: string, work: () => Promise<string>) =>
    tried(doors.signIn({ ip }, email, work));
  for (let n = 0; n < 10; n++) await attempt(`192.0.2.${n}`, 'Mira@Example.org ', wrong);
  expect(await attempt('192.0.2.99', 'mira@example.org', right)).toBe('too-many');
  expect(await attempt('192.0.2.99', 'tom@example.org', right)).toBe('in');
});
