import { Agent as Connections, createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hash } from '@node-rs/argon2';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../src/app.js';
import { type Desk, openDesk } from '../src/desk/desk.js';
import { createToken } from '../src/desk/people/tokens.js';
import type { Person, Role } from '../src/domain/people/person.js';
import { usualProxies } from '../src/settings.js';
import { insert, type Store } from '../src/store/store.js';
import type { Site } from '../src/web/http/context.js';
import { openMemoryStore } from './store/memory.js';

/** Everybody's password in the newsroom. */
export const password = 'paper ink and coffee';

/** One small newsroom, whose members every test of the web calls by name. */
interface People {
  /** An admin. */
  ada: Person;
  /** An editor. */
  mira: Person;
  /** Two annotators. */
  jonas: Person;
  nils: Person;
  /** A reader. */
  tom: Person;
  /** An annotator who has left: disabled. */
  vera: Person;
}

type Agent = ReturnType<typeof request.agent>;

/** A running desk with its people, on loopback; `close` it after the test. */
export interface Newsroom extends People {
  desk: Desk;
  store: Store;
  server: Server;
  /** Where it is: `http://127.0.0.1:PORT`. */
  url: string;
  /** What was written to the log, line by line. */
  log: string[];
  /** A browser that nobody has signed in with. */
  visitor(): Agent;
  /** A browser in which somebody has signed in. */
  signedIn(person: Person): Promise<Agent>;
  /** A program with a token of somebody. */
  bearer(person: Person): Promise<Agent>;
  /** Lets time pass on the desk's clock. */
  pass(time: { hours?: number; minutes?: number }): void;
  close(): Promise<void>;
}

export interface NewsroomOptions {
  site?: Partial<Site>;
  /** Whether nobody is there yet. */
  empty?: boolean;
  /** A store of the test's own, to which the people are added. */
  store?: Store;
  /** Where its ids come from, if not from chance. */
  newId?: () => string;
  /** Where it is to be found, if that is kept for another newsroom after it. */
  server?: Server;
  /** What else is to be found there, around the desk. */
  around?: (desk: RequestListener) => RequestListener;
}

/** A server on loopback, in which nothing answers yet. */
export function openServer(): Promise<Server> {
  const server = createServer();
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function openNewsroom(options: NewsroomOptions = {}): Promise<Newsroom> {
  const { store = openMemoryStore(), empty = false } = options;
  let present = Date.parse('2026-03-02T09:00:00Z');
  const clock = () => new Date(present);
  const desk = openDesk(store, { clock, ...(options.newId && { newId: options.newId }) });
  const people = await newsroomPeople();
  if (!empty) await store.commit(Object.values(people).map((each) => insert('people', each)));
  const log: string[] = [];
  const site = {
    baseUrl: null,
    timeZone: 'UTC',
    trustedProxies: usualProxies(options.site?.baseUrl ?? null),
    allowedHosts: [],
    ...options.site,
  };
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const { around = (desk) => desk } = options;
  const app = around(createApp({ desk, site, log: logger }));
  const server = (options.server ?? (await openServer())).on('request', app);
  const visitor = asking(server);
  return {
    ...people,
    desk,
    store,
    server,
    url: addressOf(server),
    log,
    visitor,
    signedIn: async ({ email }) => {
      const agent = visitor();
      await agent.post('/sign-in').type('form').send({ email, password }).expect(303);
      return agent;
    },
    bearer: async (person) => {
      const { secret } = await createToken(desk, person, person.id, { label: 'a script' });
      return visitor().set('Authorization', `Bearer ${secret}`);
    },
    pass: ({ hours = 0, minutes = 0 }) => {
      present += (hours * 60 + minutes) * 60_000;
    },
    close: async () => {
      server.off('request', app);
      if (!options.server) await closeServer(server);
      await store.close();
    },
  };
}

/**
 * Browsers that keep their connections and read answers as they are: a connection for each request,
 * to compress and to expand took a good part of what such a test costs.
 */
function asking(server: Server): () => Agent {
  // Nobody closes a connection that the other is about to use.
  server.keepAliveTimeout = 0;
  const agent = new Connections({ keepAlive: true });
  return () =>
    request
      .agent(server)
      .set('Accept-Encoding', 'identity')
      .use((asked: request.Test) => void asked.agent(agent));
}

/** A browser keeps its connections open: it is told to go. */
export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

/** A hash says itself what it costs to compare with, so one that a test made need cost little. */
const little = { memoryCost: 8, timeCost: 1, parallelism: 1 };
let passwordHash: Promise<string> | null = null;

async function newsroomPeople(): Promise<People> {
  passwordHash ??= hash(password, little);
  const hashed = await passwordHash;
  const member = (id: string, name: string, role: Role, disabled = false): Person => ({
    id,
    version: 1,
    name,
    email: `${id}@example.org`,
    role,
    passwordHash: hashed,
    disabled,
    shortcuts: true,
    created: '2026-01-05T08:00:00.000Z',
  });
  return {
    ada: member('ada', 'Ada Quist', 'admin'),
    mira: member('mira', 'Mira Sen', 'editor'),
    jonas: member('jonas', 'Jonas Ek', 'annotator'),
    nils: member('nils', 'Nils Oder', 'annotator'),
    tom: member('tom', 'Tom Reyes', 'reader'),
    vera: member('vera', 'Vera Holm', 'annotator', true),
  };
}
