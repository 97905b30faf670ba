import type { Newsroom } from '../../newsroom.js';
import { type Ask, actsOn, type Choice, pick } from './acts-on.js';
import { annotationActs } from './annotation-acts.js';
import { registerActs } from './register-acts.js';

/*
 * What colleagues do on a desk with two articles, each act chosen by numbers, so that whole histories can
 * be generated. What the desk refuses is not done; a fault of the program fails.
 */

/** A desk on which acts are done. */
export interface Acting {
  room: Newsroom;
  /** Of the two articles; the first is reported on. */
  articles: readonly [string, string];
  /** Does the act of that number, a minute after the last; whether the desk did it. */
  act: (number: number, choice: Choice) => Promise<boolean>;
  ask: Ask;
}

export const ferry = [
  'A boat lies at the quay.',
  'The ferry will stop in May, two members of the harbour board said.',
  'The mayor was not asked, and a clerk of hers said nothing at all.',
  'Passengers were told by a notice on the door of the office that the line is closed for good.',
];
const other = [
  'The ferry is to go on, the Courier hears.',
  'Passengers were told by a notice on the door of the office that the line is closed for good.',
];

export async function openActing(room: Newsroom): Promise<Acting> {
  const ask = await asking(room);
  const article = async (title: string, publisher: string, text: readonly string[]) => {
    const sent = { title, publisher, text: text.join('\n'), language: 'en' };
    return String((await ask('mira', 'post', '/articles', sent)).body.id);
  };
  const articles = [
    await article('The ferry', 'The Ledger', ferry),
    await article('The ferry again', 'The Courier', other),
  ] as const;
  return actingOn(room, articles, ask);
}

/** Goes on with a desk on which acts were done before it was opened anew. */
export async function goOn(room: Newsroom, { articles }: Acting): Promise<Acting> {
  return actingOn(room, articles, await asking(room));
}

async function asking(room: Newsroom): Promise<Ask> {
  const agents = {
    ada: await room.bearer(room.ada),
    mira: await room.bearer(room.mira),
    jonas: await room.bearer(room.jonas),
    nils: await room.bearer(room.nils),
  };
  return async (who, method, path, body, etag) => {
    const asked = agents[who][method](`/api${path}`);
    if (etag) asked.set('If-Match', etag);
    const answer = body ? await asked.send(body) : await asked;
    if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.text}`);
    return { status: answer.status, body: answer.body, etag: answer.headers.etag ?? '' };
  };
}

function actingOn(room: Newsroom, articles: Acting['articles'], ask: Ask): Acting {
  const on = actsOn(room, articles, ask);
  const acts = [...annotationActs(on), ...registerActs(on)];
  return {
    room,
    articles,
    ask,
    act: async (number, choice) => {
      room.pass({ minutes: 1 });
      const done = await pick(acts, number)(choice);
      return done.every(({ status }) => status < 400);
    },
  };
}
/** How many different acts there are. */
export const actCount = 45;
