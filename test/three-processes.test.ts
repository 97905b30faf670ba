import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { FreshDatabase } from './postgres/database.js';
import { freshDatabase } from './postgres/fresh-database.js';
import { ended, Program, type Serving } from './program.js';
import { ask } from './store/postgres/postgres.js';

/*
 * Three processes on one PostgreSQL database, two people at work whose every request goes to
 * another of the three, and one of the three killed in the middle.
 */

let database: FreshDatabase;
let program: Program;
let processes: Serving[];
beforeAll(async () => {
  database = await freshDatabase();
  program = await Program.install({ database: database.url });
  await addPerson('Ada Holm', 'ada@desk.example', 'admin');
  processes = await Promise.all([1, 2, 3].map(() => program.serve({ setUp: false })));
});
afterAll(async () => {
  await program.uninstall();
  await database.drop();
});

const password = 'paper ink and coffee';
const words = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const text = words.map((word) => `The clerk said ${word} things.`).join(' ');

async function addPerson(name: string, email: string, role: string): Promise<void> {
  const user = ['user', 'add', '--name', name, '--email', email, '--role', role];
  const said = await program.type(user, password);
  expect(said).toMatchObject({ status: 0 });
}

async function tokenOf(email: string): Promise<string> {
  const { stdout } = await program.type(['token', 'create', '--email', email]);
  return stdout.trim();
}

function at(turn: number): string {
  const serving = processes[turn % processes.length];
  if (!serving) throw new Error('Nobody serves.');
  return serving.url;
}

function api(token: string, turn: number, path: string, body?: unknown): Promise<Response> {
  return fetch(`${at(turn)}/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const made = z.object({ id: z.string() });
const listed = z.object({
  items: z.array(z.object({ id: z.string(), target: z.object({ exact: z.string() }) })),
});
const here = z.object({ here: z.array(z.object({ name: z.string() })) });
const events = z.object({ items: z.array(z.object({ id: z.string(), action: z.string() })) });

test('what two people save through three processes, one of them killed, is there everywhere and in order', async () => {
  await addPerson('Jonas Berg', 'jonas@desk.example', 'annotator');
  await addPerson('Mira Falk', 'mira@desk.example', 'editor');
  const people = await Promise.all([tokenOf('jonas@desk.example'), tokenOf('mira@desk.example')]);
  const [first = ''] = people;
  const article = { title: 'The clerk', publisher: 'The Harbour Ledger', text };
  const { id } = made.parse(await (await api(first, 0, '/articles', article)).json());

  const acknowledged: string[] = [];
  const work = people.map(async (token, person) => {
    for (const [n, word] of words.entries()) {
      const exact = `The clerk said ${word} things.`;
      if (n % 2 !== person) continue;
      if (n === 6) await ended(processes[1]?.child ?? raise(), 'SIGKILL');
      acknowledged.push(await save(token, n, `/articles/${id}/annotations`, exact));
    }
  });
  await Promise.all(work);
  processes = [
    ...processes.slice(0, 1),
    ...processes.slice(2),
    await program.serve({ setUp: false }),
  ];

  const answers = await Promise.all(
    processes.map(async (_, turn) => {
      const annotations = listed.parse(
        await (await api(first, turn, `/articles/${id}/annotations?limit=200`)).json(),
      );
      const history = events.parse(await (await api(first, turn, '/history?limit=200')).json());
      return { annotations: annotations.items, history: history.items };
    }),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  const found = answers[0]?.annotations ?? [];
  expect(found.map(({ target }) => target.exact)).toEqual(
    words.map((word) => `The clerk said ${word} things.`),
  );
  expect(found.map((annotation) => annotation.id)).toEqual(expect.arrayContaining(acknowledged));
  const check = await program.run(['check']);
  expect(check).toMatchObject({ status: 0, stdout: 'Nothing is wrong.\n' });
});

/** An answer with its body, of which a process that is killed may send the head alone. */
async function whole(coming: Promise<Response>): Promise<{ status: number; text: string }> {
  const answer = await coming;
  return { status: answer.status, text: await answer.text() };
}

/** Saves through one process after another, until one that lives acknowledges it. */
async function save(token: string, turn: number, path: string, exact: string): Promise<string> {
  const body = { target: { exact }, chain: 'The clerk (unnamed) -told-> The Harbour Ledger' };
  for (let way = turn; ; way++) {
    const answer = await whole(api(token, way, path, body)).catch(() => null);
    if (answer?.status === 201) return made.parse(JSON.parse(answer.text)).id;
    if (answer && answer.status !== 503) throw new Error(answer.text);
    // Whoever was cut off looks first: what was not acknowledged may have been saved.
    const all = listed.parse(await (await api(token, 0, `${path}?limit=200`)).json());
    const there = all.items.find(({ target }) => target.exact === exact);
    if (there) return there.id;
  }
}

test('who has an annotation at hand at one process is told of at another, and nothing is saved', async () => {
  const [first, second] = [await tokenOf('jonas@desk.example'), await tokenOf('mira@desk.example')];
  const article = { title: 'The mate', publisher: 'The Harbour Ledger', text };
  const { id } = made.parse(await (await api(first, 0, '/articles', article)).json());
  const exact = 'The clerk said one things.';
  const annotation = await save(first, 0, `/articles/${id}/annotations`, exact);
  const commits = () => ask(database.url, 'SELECT number FROM whence');
  // That a token is used is noted once an hour.
  await api(second, 1, '/articles');
  const before = await commits();
  const say = async (token: string, turn: number) => {
    const body = new URLSearchParams({ annotation, doing: 'judging' });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${at(turn)}/presence`, { method: 'POST', headers, body });
    return here.parse(await answer.json()).here.map(({ name }) => name);
  };
  await say(first, 0);
  while ((await say(second, 1)).length === 0);
  expect(await say(second, 1)).toEqual(['Jonas Berg']);
  expect(await commits()).toEqual(before);
});

test('what is saved through several processes at one moment is saved as if one after another', async () => {
  await addPerson('Nils Oder', 'nils@desk.example', 'annotator');
  const [mine, other] = [await tokenOf('ada@desk.example'), await tokenOf('nils@desk.example')];
  const article = { title: 'The pilot', publisher: 'The Evening Sun', text };
  const { id } = made.parse(await (await api(mine, 0, '/articles', article)).json());
  const path = `/articles/${id}/annotations`;
  const saved = await Promise.all(
    words.map((word, turn) => {
      const exact = `The clerk said ${word} things.`;
      return api(mine, turn, path, { target: { exact }, chain: 'Ida Brandt -> The Evening Sun' });
    }),
  );
  expect(saved.map(({ status }) => status)).toEqual(words.map(() => 201));
  for (const name of ['Ida Brandt', 'The Evening Sun']) {
    const found = await api(mine, 0, `/sources?q=${encodeURIComponent(name)}`);
    expect(z.object({ items: z.array(z.unknown()) }).parse(await found.json()).items).toHaveLength(
      1,
    );
  }

  const annotation = `/annotations/${made.parse(await saved[0]?.json()).id}`;
  const turns = Array.from({ length: 60 }, (_, turn) => turn);
  const answers = await Promise.all(
    turns.map((turn) =>
      turn % 2
        ? api(other, turn, `${annotation}/comments`, { text: `I asked ${turn} times.` })
        : api(other, turn, `${annotation}/verdicts`, { verdict: turn % 4 ? 'agree' : 'unsure' }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(turns.map(() => 201));
  const check = await program.type(['check']);
  expect(check).toMatchObject({ status: 0, stdout: 'Nothing is wrong.\n' });
});

test('who signed in at one process is signed in at all, and signed out at all', async () => {
  const cookie = await signIn(0, password);
  for (const turn of [0, 1, 2]) expect(await mayRead(turn, cookie)).toBe(true);
  await post(1, '/sign-out', {}, cookie);
  for (const turn of [0, 1, 2]) expect(await mayRead(turn, cookie)).toBe(false);
});

test('wrong guesses at a password are counted by all processes together', async () => {
  const statuses: number[] = [];
  for (let turn = 0; turn < 12; turn++) {
    const fields = { email: 'jonas@desk.example', password: `guess ${turn}` };
    statuses.push((await post(turn, '/sign-in', fields)).status);
  }
  expect(statuses.slice(-2)).toEqual([429, 429]);
  expect(statuses.slice(0, 10)).not.toContain(429);
});

function post(turn: number, path: string, fields: Record<string, string>, cookie = '') {
  return fetch(`${at(turn)}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: at(turn) },
    body: new URLSearchParams(fields),
  });
}

async function signIn(turn: number, secret: string): Promise<string> {
  const answer = await post(turn, '/sign-in', { email: 'ada@desk.example', password: secret });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

async function mayRead(turn: number, cookie: string): Promise<boolean> {
  const answer = await fetch(`${at(turn)}/articles`, { headers: { cookie }, redirect: 'manual' });
  return answer.status === 200;
}

function raise(): never {
  throw new Error('There is no such process.');
}
