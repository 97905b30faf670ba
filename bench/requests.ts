import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createToken } from '../src/desk/people/tokens.js';
import { insert, type Store } from '../src/store/store.js';
import { type Newsroom, openNewsroom, password } from '../test/newsroom.js';
import { Program } from '../test/program.js';
import { bareInsert } from './limits.js';
import { addLongArticle } from './long-article.js';
import type { Work } from './timing.js';
import type { Size } from './work.js';

/** Asks a server over connections that are kept open, as programs and browsers do. */
class Asker {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #port: number;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(at: Server | number, headers: Readonly<Record<string, string>>) {
    this.#port = typeof at === 'number' ? at : (at.address() as AddressInfo).port;
    this.#headers = headers;
  }

  /** The status and the headers of an answer that was taken in whole. */
  async ask(method: string, path: string, body?: string): Promise<IncomingMessage> {
    const headers = body === undefined ? this.#headers : { ...this.#headers, ...lengthOf(body) };
    const asking = request({ agent: this.#agent, port: this.#port, method, path, headers });
    asking.end(body);
    const [answer]: IncomingMessage[] = await once(asking, 'response');
    if (!answer) throw new Error('There was no answer.');
    answer.resume();
    await once(answer, 'end');
    return answer;
  }

  async demand(status: number, ...asked: Parameters<Asker['ask']>): Promise<void> {
    const { statusCode } = await this.ask(...asked);
    if (statusCode !== status) throw new Error(`${asked[0]} ${asked[1]}: ${statusCode}`);
  }

  close(): void {
    this.#agent.destroy();
  }
}

function lengthOf(body: string): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}

let made = 0;

/** Saves by the form of a page with scripts, each a passage in a paragraph of its own. */
export async function savingByForm(room: Newsroom, article: string): Promise<Work> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const visitor = new Asker(room.server, form);
  const signIn = new URLSearchParams({ email: room.jonas.email ?? '', password });
  const { headers } = await visitor.ask('POST', '/sign-in', signIn.toString());
  visitor.close();
  const cookie = (headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
  const asker = new Asker(room.server, { ...form, cookie, accept: 'application/json' });
  const text = (await room.store.get('editions', `${article}.1`))?.text ?? '';
  return () => {
    made += 1;
    const start = text.indexOf('\n\n', (made * 6_007) % text.length) + 2 + (made % 7) * 30;
    const fields = {
      exact: text.slice(start, start + 23).trim(),
      start: String(start),
      chain: `Witness ${made} -told-> Harbour office -wrote to-> The Harbour Post`,
      note: 'as it was said',
    };
    const body = new URLSearchParams(fields).toString();
    return () => asker.demand(201, 'POST', `/articles/${article}/annotations`, body);
  };
}

/** What a program asks of a desk on a store, over HTTP. */
export interface ProgramWork {
  /** Saves an annotation. */
  save: Work;
  /** Reads the fifty annotations of an article. */
  read: Work;
  close(): Promise<void>;
}

/** A program at a desk, on the built server, and an article with fifty annotations that stand where they say. */
export async function programAt(database: string, store: Store): Promise<ProgramWork> {
  const room = await openNewsroom({ store: unclosed(store), empty: true });
  await store.commit([insert('people', room.jonas)]);
  const article = await addLongArticle(store, { words: 2_000, annotations: 50 });
  const text = (await store.get('editions', `${article}.1`))?.text ?? '';
  const { secret } = await createToken(room.desk, room.jonas, room.jonas.id, { label: 'bench' });
  await room.close();
  const built = await Program.install({ database });
  const { url } = await built.serve({ setUp: false });
  const asker = new Asker(Number(new URL(url).port), {
    authorization: `Bearer ${secret}`,
    'content-type': 'application/json',
  });
  const path = `/api/articles/${article}/annotations`;
  return {
    save: () => {
      made += 1;
      const start = text.indexOf(' ', (made * 37) % (text.length - 60)) + 1;
      const target = { exact: text.slice(start, start + 40).trim(), start };
      const chain = `Witness ${made} -told-> Harbour office -wrote to-> The Harbour Post`;
      const body = JSON.stringify({ target, chain, note: 'as it was said' });
      return () => asker.demand(201, 'POST', path, body);
    },
    read: () => () => asker.demand(200, 'GET', `${path}?limit=50`),
    close: async () => {
      asker.close();
      await built.uninstall();
    },
  };
}

/** The store is the caller's to close. */
function unclosed(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'close') return async () => {};
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * The least that a save over HTTP can take on PostgreSQL: a server that inserts both rows and is done. A floor, no
 * equal: it asks for no token, parses no body, enters no source (each of the program's saves enters one, with
 * its event and entries), keeps no commit for others, answers `{}`, and works in the process that asks. As
 * the program's, its connections stay open and its rows are on the disk.
 */
export async function bareInsertOverHttp(
  url: string,
  size: Size,
): Promise<{ work: Work; close(): Promise<void> }> {
  const limit = await bareInsert(url, size, 1);
  const server = createServer(async (req, res) => {
    req.resume();
    await once(req, 'end');
    await limit.work(0)();
    res.statusCode = 201;
    res.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asker = new Asker(server, { 'content-type': 'application/json' });
  const body = JSON.stringify({ note: 'x'.repeat(400) });
  return {
    work: () => () => asker.demand(201, 'POST', '/', body),
    close: async () => {
      asker.close();
      server.close();
      await limit.close();
    },
  };
}
