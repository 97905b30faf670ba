import express, { type Request, type Response } from 'express';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { AnswerOutdated, NameGone } from '../../../src/desk/gone-names.js';
import { expungeSource } from '../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { shareReport } from '../../../src/desk/shares/shares.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import { shareInput } from '../../../src/domain/shares/share.js';
import { insert, type Store } from '../../../src/store/store.js';
import { answeringAgain } from '../../../src/web/http/errors.js';
import { answerWithoutGoneNames } from '../../../src/web/http/outdated-answers.js';
import { sendProblem } from '../../../src/web/http/problems.js';
import { addressOf, closeServer, type Newsroom, openNewsroom, openServer } from '../../newsroom.js';
import { readable } from '../../reports/readable.js';
import { person } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';
import { emptiedDatabase, openOn } from '../../store/postgres/postgres.js';
import { annotated } from '../review/reviewed.js';

/* What is read for an answer may hold a name that goes before the answer is written. */

const name = 'Ada Quillfeather';
const trace = /quillfeather/iu;
const ground = { ground: 'A court ordered it.', replace: [], leave: [] };

let room: Newsroom;
/** What happens once something was read that holds the name, before that is answered. */
let happening: (() => Promise<unknown>) | null = null;

const reading = ['get', 'getOwned', 'getMany', 'find', 'findMany', 'findBeside', 'search'];

/** A store of which others act in the midst of its reading. */
function eventful(store: Store): Store {
  return new Proxy(store, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (!reading.includes(String(property))) return value.bind(target);
      return async (...asked: unknown[]) => {
        const read: unknown = await Reflect.apply(value, target, asked);
        const happens = happening;
        if (happens === null || !trace.test(JSON.stringify(read))) return read;
        happening = null;
        await happens();
        return read;
      };
    },
  });
}

interface There {
  source: string;
  article: string;
  annotation: string;
  shared: string;
}

/** A desk on which a source is named, and the link of a report that names it. */
async function open(store: Store): Promise<There> {
  happening = null;
  room = await openNewsroom({ store: eventful(store) });
  const chain = `${name} -told-> The Evening Barge (outlet)`;
  const { id: annotation, article, chain: hops } = await annotated(room, { chain });
  const source = hops[0]?.holders[0]?.source ?? '';
  const { secret } = await shareReport(room.desk, room.mira, article, parse(shareInput, {}));
  return { source, article, annotation, shared: `/shared/${secret}` };
}
afterEach(() => room.close());

type Going = (there: There, desk: Desk) => Promise<unknown>;
const goings: Record<string, Going> = {
  'is masked': ({ source }, desk) => maskSource(desk, room.mira, source),
  'is removed by law': ({ source }, desk) => expungeSource(desk, room.ada, source, ground),
};

type Address = (there: There) => string;
const formats = ['html', 'docx', 'md', 'csv', 'json', 'webannotation'];
const addresses: Record<string, Address> = {
  ...Object.fromEntries(
    formats.map((format): [string, Address] => [
      `a report as ${format}`,
      ({ article }) => `/articles/${article}/report?format=${format}`,
    ]),
  ),
  'a report by the API': ({ article }) => `/api/articles/${article}/report?format=md`,
  'the report on everything': () => '/report?format=json',
  'the page of a report': ({ article }) => `/articles/${article}/report`,
  'a shared report': ({ shared }) => shared,
  'one annotation of it': ({ shared, annotation }) => `${shared}/annotations/${annotation}`,
  'an article': ({ article }) => `/articles/${article}`,
  'an annotation': ({ annotation }) => `/annotations/${annotation}`,
  'an annotation by the API': ({ annotation }) => `/api/annotations/${annotation}`,
  'a page of the queue': ({ annotation }) => `/review/${annotation}`,
  'the register': () => '/sources',
  'the register by the API': () => '/api/sources',
  'the history': () => '/history',
  'a search': () => '/search?q=quill',
};

/** What somebody reads at an address, in the midst of which a name goes: before that, and then. */
async function readWhile(address: string, act: () => Promise<unknown>): Promise<[string, string]> {
  const reader = await room.signedIn(room.tom);
  const read = async () => {
    // Nothing that was gathered before is kept.
    await room.store.commit([insert('people', person(room.desk.newId()))]);
    const { body } = await reader.get(address).responseType('blob').expect(200);
    return readable(body);
  };
  const before = await read();
  happening = act;
  const answer = await read();
  expect(happening, 'it went').toBeNull();
  return [before, answer];
}

describe.each(Object.entries(goings))('while a name %s', (_, go) => {
  test.each(Object.entries(addresses))('%s is made anew without it', async (_what, addressOf) => {
    const there = await open(openMemoryStore());
    const [before, answer] = await readWhile(addressOf(there), () => go(there, room.desk));
    expect(before).toMatch(trace);
    expect(answer).not.toMatch(trace);
  });

  test('a file that has begun to be written ends as a fault', async () => {
    const there = await open(openMemoryStore());
    const text = 'Nobody had known of it. '.repeat(10_000);
    const details = { title: 'The crack', publisher: 'The Evening Barge', text };
    await addArticle(room.desk, room.jonas, parse(articleInput, details));
    const { pieces } = await exportReport(room.desk, null, 'json', { baseUrl: null });
    const read = async () => {
      for await (const piece of pieces) {
        expect(piece).not.toBe('');
        await go(there, room.desk);
      }
    };
    await expect(read()).rejects.toBeInstanceOf(AnswerOutdated);
  });
});

test('what is refused while a name goes is to be asked once more, whatever it was refused for', async () => {
  const { source } = await open(openMemoryStore());
  const program = await room.bearer(room.mira);
  happening = () => maskSource(room.desk, room.mira, source);
  const { body } = await program
    .put(`/api/sources/${source}`)
    .set('If-Match', '"v99"')
    .send({ name, kind: null, aliases: [], affiliation: null, description: null })
    .expect(503);
  expect(happening, 'it went').toBeNull();
  expect(body).toMatchObject({ status: 503, code: 'unavailable', retryAfter: 1 });
});

/** An app with one address, at which something is asked of a desk; what it throws is answered at last by `refuse`. */
async function asked(
  method: 'GET' | 'POST',
  answer: (desk: Desk, req: Request, res: Response) => void,
  refuse: (desk: Desk) => void = () => {},
) {
  const server = await openServer();
  onTestFinished(() => closeServer(server));
  const desk = openDesk(openMemoryStore());
  const refused = answeringAgain((fault, _req, res) => {
    refuse(desk);
    if (fault instanceof Problem) sendProblem(res, fault);
  });
  const app = express()
    .all('/', async (req, res) => {
      res.isSaved = () => false;
      await answerWithoutGoneNames(desk, req, res, () => answer(desk, req, res));
    })
    .use(refused);
  server.on('request', app);
  const answered = await fetch(addressOf(server), { method });
  return { status: answered.status, text: await answered.text() };
}

const goes = ({ goneNames }: Desk) => goneNames.add(1, 'unknown');

test.each(['GET', 'POST'] as const)(
  'a name that goes while a refusal is written is not in it: %s',
  async (method) => {
    const refusing = () => {
      throw new Problem('conflict', `${name} is not to be named.`);
    };
    const { status, text } = await asked(method, refusing, goes);
    expect(status).toBe(503);
    expect(text).not.toMatch(trace);
  },
);

test('a save that was refused since a name went says so itself', async () => {
  const { status, text } = await asked('POST', (desk) => {
    goes(desk);
    throw new NameGone();
  });
  expect([status, JSON.parse(text).detail]).toEqual([409, new NameGone().message]);
});

test('what a session was to show is forgotten where a page is made anew: it may hold the name', async () => {
  let isFirst = true;
  const { status, text } = await asked('GET', (desk, req, res) => {
    if (isFirst) {
      isFirst = false;
      Object.assign(req, {
        session: { person: 'mira', flashes: [{ message: `${name} is rated.` }] },
      });
      goes(desk);
      throw new Problem('not-found', 'There is no such source in the register.');
    }
    res.json(req.session);
  });
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({ person: 'mira' });
});

const emptied = emptiedDatabase();
test.each(Object.entries(goings))(
  'a report is made anew without a name that %s in another process',
  async (_, go) => {
    const url = await emptied();
    const there = await open(await openOn(url));
    const other = openDesk(await openOn(url));
    const address = `/articles/${there.article}/report?format=md`;
    const [before, answer] = await readWhile(address, async () => {
      await go(there, other);
      await room.store.caughtUp();
    });
    expect(before).toMatch(trace);
    expect(answer).not.toMatch(trace);
  },
);
