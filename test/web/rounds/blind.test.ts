import { Agent as Connections, get, type OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../../src/app.js';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { openDesk } from '../../../src/desk/desk.js';
import { notePresence } from '../../../src/desk/live/presence.js';
import { createToken } from '../../../src/desk/people/tokens.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { formatNames } from '../../../src/reports/formats.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

/*
 * What one colleague writes in a blind round changes no byte of what anybody else is answered. Every
 * address is asked for by every role before jonas works blind and after it: pages, programs'
 * answers, exports, searches, suggestions, counts, the history and the news. What is added later is
 * walked without a line here.
 */

const text =
  'The lock keeper said the gate was rusty. The council wrote that it had been painted in spring. Nobody came.';

/** Words that stand in no text: wherever they are read, somebody's blind work is. */
const canary = 'Zquibblewarb';
/** How they begin, so that what is asked for does not hold the word itself. */
const beginning = 'Zqui';

interface Scene {
  room: Newsroom;
  blind: string;
  open: string;
  /** What everybody sees. */
  seen: { annotation: string; source: string; claim: string; round: string };
}

const fields = { chain: 'Lock keeper -told-> The Canal Sheet', claim: 'The gate was rusty.' };
let scene: Scene;

beforeAll(async () => {
  const room = await openNewsroom();
  const { desk, mira, nils } = room;
  const add = async (title: string) => {
    const details = { title, publisher: 'The Canal Sheet', text };
    return (await addArticle(desk, mira, parse(articleInput, details))).id;
  };
  const [blind, open] = [await add('Rust on the gate'), await add('Rust, once more')];
  const tag = (exact: string) => parse(annotationInput, { target: { exact }, ...fields });
  const { annotation } = await createAnnotation(desk, mira, open, tag('the gate was rusty'));
  // Made before the round, and hidden from everybody but mira while it is open.
  await createAnnotation(desk, mira, blind, tag('painted in spring'));
  await createAnnotation(desk, nils, blind, tag('Nobody came'));
  const round = await openRound(desk, mira, blind, ['jonas', 'nils']);
  const source = sourcesIn(annotation.chain)[0] ?? '';
  const seen = {
    annotation: annotation.id,
    source,
    claim: annotation.claim ?? '',
    round: round.id,
  };
  scene = { room, blind, open, seen };
});
afterAll(() => scene.room.close());

/** What jonas makes in the round: everything that one can say in an annotation is a canary. */
async function workBlind(): Promise<Record<string, string>> {
  const { room, blind } = scene;
  const { jonas } = room;
  const work = () => visibleTo(room.desk, jonas);
  const input = (exact: string, more: object = {}) =>
    parse(annotationInput, {
      target: { exact },
      chain: [
        { name: `${canary} Sluice`, kind: 'person', as: `as ${canary}`, terms: `on ${canary}` },
        { name: `${canary} Quiet`, confidential: true, reliability: 'E', reason: `for ${canary}` },
        {
          name: 'Lock keeper',
          evidence: {
            url: `https://${canary.toLowerCase()}.example`,
            excerpt: `${canary} excerpt`,
          },
        },
      ],
      claim: `${canary} moved the gate.`,
      note: `Ask ${canary}.`,
      confidence: 'high',
      confirm: ['identity'],
      ...more,
    });
  const made = await createAnnotation(await work(), jonas, blind, input('the gate was rusty'));
  const { annotation, newSources } = made;
  const changed = input('gate was rusty', { note: `And ${canary} again.` });
  await reviseAnnotation(await work(), jonas, annotation.id, changed, etag(annotation));
  const other = await createAnnotation(await work(), jonas, blind, input('The council wrote'));
  await deleteAnnotation(await work(), jonas, other.annotation.id);
  const presence = { annotation: annotation.id, doing: 'editing' as const };
  await notePresence(await work(), jonas, presence);
  return {
    annotation: annotation.id,
    deleted: other.annotation.id,
    source: newSources[0]?.id ?? '',
    confidential: newSources[1]?.id ?? '',
    claim: annotation.claim ?? '',
  };
}

type Hidden = Awaited<ReturnType<typeof workBlind>>;
const hiddenThings = ['annotation', 'deleted', 'source', 'confidential', 'claim'];
/** Stands for what is hidden: before it is there, it is asked for all the same. */
const placeholder = (thing: string) => `hidden-${thing}`;

/** The addresses of a path: with each id that there is in the place of its parameters. */
function addressesOf(path: string): string[] {
  const { blind, open, seen } = scene;
  const ids = [blind, open, ...Object.values(seen), ...hiddenThings.map(placeholder)];
  const [first = path, ...others] = path.includes(':')
    ? ids.map((id) => path.replaceAll(/:\w+/gu, id))
    : [path];
  return [first, ...queriesOf(path).map((query) => `${first}?${query}`), ...others];
}

/** What can be asked for besides, by how a path ends. */
function queriesOf(path: string): string[] {
  const subjects = hiddenThings.map(placeholder);
  const of: [RegExp, string[]][] = [
    [
      /search$/u,
      ['', '&in=annotations', '&in=sources', '&in=claims'].map((more) => `q=${beginning}${more}`),
    ],
    [/(sources|suggestions|articles)$/u, [`q=${beginning}`, 'limit=1']],
    [/articles$/u, ['sort=annotations', 'sort=-unreviewed', 'sort=-confidence', 'wording=shared']],
    [/map$/u, ['format=svg', 'format=svg&form=upright']],
    [/sourcing$/u, ['aside=several+sources']],
    [/resolution$/u, [`name=${beginning}`]],
    [
      /history$/u,
      [
        ...subjects.map((id) => `subject=${id}`),
        ...subjects.map((id) => `subject=annotation/${id}`),
        `article=${scene.blind}`,
        'limit=3',
      ],
    ],
    [/(cards|changes)$/u, [`ids=${placeholder('annotation')}&edition=1&paragraphs=0`]],
    [
      /review$/u,
      [`article=${scene.blind}`, 'person=jonas', `source=${placeholder('source')}`, 'limit=1'],
    ],
    [/(annotations|claims)$/u, ['limit=1']],
    [/report$/u, formatNames.map((format) => `format=${format}`)],
    [
      /(agreement|figures)$/u,
      [`article=${scene.blind}`, 'people=jonas,nils', `round=${scene.seen.round}`],
    ],
    [/rounds\/:id$/u, ['only=single']],
  ];
  return of.flatMap(([end, queries]) => (end.test(path) ? queries : []));
}

/**
 * Nothing stands behind a link that nobody made, and who asks for many is kept waiting: what a link
 * shows of a blind round is tested with the links.
 */
const links = /^\/shared\//u;

const paths = allRoutes(createAttemptLimits(openDesk(openMemoryStore())))
  .list()
  .filter(({ method, path }) => method === 'get' && !links.test(path))
  .map(({ path }) => path);

/** What a program of theirs shows. */
async function secretOf(person: Person): Promise<string> {
  const { secret } = await createToken(scene.room.desk, person, person.id, { label: 'a walk' });
  return secret;
}

/** A line that is open for what is asked next. */
const connections = new Connections({ keepAlive: true, maxSockets: 1 });
afterAll(() => connections.destroy());

/** An answer as it comes over the line, a letter for each byte: thousands are asked for. */
function answerTo(url: string, headers: OutgoingHttpHeaders): Promise<string> {
  return new Promise((done, fail) => {
    get(url, { agent: connections, headers }, (answer) => {
      let told = `${answer.statusCode} `;
      answer.setEncoding('latin1').on('data', (chunk: string) => (told += chunk));
      answer.on('end', () => done(told)).on('error', fail);
    }).on('error', fail);
  });
}

/** Everything that somebody is answered, by address. */
async function answersTo(secret: string, hidden: Hidden | null): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const address of paths.flatMap(addressesOf)) {
    const asked = hiddenThings.reduce(
      (text, thing) => text.replaceAll(placeholder(thing), hidden?.[thing] ?? placeholder(thing)),
      address,
    );
    const json = address.startsWith('/api/') || /suggestions|resolution|changes/u.test(address);
    const answer = await answerTo(`${scene.room.url}${asked}`, {
      accept: json ? 'application/json' : 'text/html',
      authorization: `Bearer ${secret}`,
    });
    answers.set(address, comparable(answer, hidden));
  }
  return answers;
}

/** Without what differs from one request to the next, and with names for what is hidden. */
function comparable(answer: string, hidden: Hidden | null): string {
  const named = Object.entries(hidden ?? {}).reduce(
    (text, [thing, id]) => text.replaceAll(id, placeholder(thing)),
    answer,
  );
  return named
    .replaceAll(/ data-position="[^"]*"/gu, '')
    .replaceAll(/ name="key" value="[^"]*"/gu, '')
    .replaceAll(/"id":"[\w-]{22}"/gu, '"id":""')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/gu, 'a number');
}

describe('what one writes in a blind round', () => {
  const viewers = ['tom', 'nils', 'mira', 'ada'] as const;
  const before = new Map<string, Map<string, string>>();
  const after = new Map<string, Map<string, string>>();
  let hidden: Hidden;

  beforeAll(async () => {
    const { room } = scene;
    const secrets = new Map<string, string>();
    for (const name of viewers) secrets.set(name, await secretOf(room[name]));
    for (const [name, secret] of secrets) before.set(name, await answersTo(secret, null));
    hidden = await workBlind();
    for (const [name, secret] of secrets) after.set(name, await answersTo(secret, hidden));
  });

  test.each(viewers)('changes nothing of what %s is answered, wherever they look', (viewer) => {
    const differing = [...(after.get(viewer) ?? [])].filter(
      ([address, answer]) => before.get(viewer)?.get(address) !== answer,
    );
    expect(differing).toEqual([]);
  });

  test.each(viewers)('is read by %s nowhere', (viewer) => {
    const telling = [...(after.get(viewer) ?? [])].filter(([, answer]) =>
      answer.toLowerCase().includes(canary.toLowerCase()),
    );
    expect(telling).toEqual([]);
  });

  test('is read by whoever wrote it', async () => {
    const own = await answersTo(await secretOf(scene.room.jonas), hidden);
    const telling = [...own].filter(([, answer]) => answer.includes(canary)).map(([at]) => at);
    expect(telling).toEqual(
      expect.arrayContaining([
        `/articles/${scene.blind}`,
        `/annotations/${placeholder('annotation')}`,
        `/sources?q=${beginning}`,
        `/search?q=${beginning}`,
        `/api/claims`,
        '/api/history',
      ]),
    );
  });

  test('goes over nobody else’s line', async () => {
    const { room, open } = scene;
    const secret = await secretOf(room.nils);
    const told = await new Promise<string>((done, fail) => {
      const headers = { authorization: `Bearer ${secret}`, accept: 'text/event-stream' };
      get(`${room.url}/api/events`, { headers }, (line) => {
        let heard = '';
        line.setEncoding('utf8').on('data', (chunk: string) => {
          const isFirst = heard === '';
          heard += chunk;
          if (isFirst) work().catch(fail);
          if (!heard.includes(open)) return;
          line.destroy();
          done(heard);
        });
      }).on('error', fail);
      const work = async () => {
        await workBlind();
        // What everybody may hear of comes behind it.
        const input = parse(annotationInput, { target: { exact: 'Nobody came' }, ...fields });
        await createAnnotation(room.desk, room.mira, open, input);
      };
    });
    expect(told).toContain(open);
    expect(told).not.toContain('jonas');
    expect(told).not.toContain(scene.blind);
  });
});
