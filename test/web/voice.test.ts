import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviseClaim } from '../../src/desk/claims/claim-changes.js';
import { claimFor } from '../../src/desk/claims/claims.js';
import {
  acceptProposal,
  declineProposal,
  withdrawProposal,
} from '../../src/desk/review/proposal-decisions.js';
import { settleDispute } from '../../src/desk/review/settlements.js';
import { excuse, handIn, openRound } from '../../src/desk/rounds/rounds.js';
import type { Annotation } from '../../src/domain/annotations/annotation.js';
import { avoidedWords, glyphs } from '../avoided-words.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';
import { pageOf } from './dom.js';
import { annotated, judged, proposed, storedIn } from './review/reviewed.js';

/* One voice: what the program says, in its views, messages and commands, and how it draws signs. */

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** What a view says by itself: its text, and what its attributes say aloud. */
function saidByView(source: string): string[] {
  const bare = source.replace(/<%[\s\S]*?%>/gu, ' … ');
  const attributes = bare.matchAll(/\b(?:title|aria-label|placeholder|label)="([^"]*)"/gu);
  const labels = source.matchAll(/\b(?:label|hint): '([^']*)'/gu);
  const inside = source.matchAll(/\? '([^']*)' : '([^']*)'/gu);
  return [
    bare.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gu, '\n'),
    ...[...attributes, ...labels, ...inside].flatMap(([, ...texts]) => texts),
  ];
}

/** The texts in a program, without comments; of templates what stands around their values. */
function textsOf(source: string): string[] {
  const parts =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/gu;
  return [...source.matchAll(parts)].map(([, one, two, three]) =>
    (one ?? two ?? three ?? '').replace(/\$\{[^}]*\}/gu, '7'),
  );
}

/** Whether a text is said to somebody, and is no name in the program: a sentence, a heading. */
function isSaid(text: string): boolean {
  return /\s/u.test(text) && /^(?:\p{Lu}|7)|[.?:!…]$/u.test(text);
}

const views = filesIn('views', '.ejs');
const programs = filesIn('src', '.ts');
/** What is said in SQL is said to a database. */
const speaking = programs.filter((file) => !/^src.store.postgres/u.test(file));

/** Where in some files something stands that should not, as "file: what". */
function foundIn(files: readonly string[], find: (source: string) => readonly string[]): string[] {
  return files.flatMap((file) =>
    find(readFileSync(file, 'utf8')).map((each) => `${file}: ${each}`),
  );
}

test('views, messages and commands say none of the words that are avoided', () => {
  const avoidedIn = (said: readonly string[]) =>
    said.flatMap((text) => text.match(avoidedWords) ?? []);
  expect(foundIn(views, (source) => avoidedIn(saidByView(source)))).toEqual([]);
  expect(foundIn(speaking, (source) => avoidedIn(textsOf(source).filter(isSaid)))).toEqual([]);
});

/** Names of keys are what stands on them; a minus stands before a number; patterns read what is typed. */
const noSigns = /\['(?:Alt )?[←-⇿ ]+',|↵|'−'|\/[^/\n]+\/u\./gu;

test('pages draw their signs and arrows', () => {
  const drawing = programs.filter((file) => /^src.(?:web|browser)/u.test(file));
  const comments = /\/\*[\s\S]*?\*\/|<%#[\s\S]*?%>|\/\/[^\n]*/gu;
  const found = foundIn([...views, ...drawing, ...filesIn('public/styles', '.css')], (source) => {
    return source.replace(noSigns, '').replace(comments, '').match(glyphs) ?? [];
  });
  expect(found).toEqual([]);
});

test('no page says “on” before a moment, which may be told as “just now”', () => {
  expect(foundIn(views, (source) => source.match(/ on <time\b/gu) ?? [])).toEqual([]);
});

describe('of what has been through every stage of reviewing', () => {
  let room: Newsroom;
  let annotation: Annotation;
  let claim = '';
  let round = '';
  beforeAll(async () => {
    room = await openNewsroom();
    annotation = await annotated(room);
    const chain = 'Skipper (unnamed) -told-> Lock-keeper Vik [C] -told-> The Evening Barge';
    const taken = await proposed(room, room.nils, annotation, { chain, confidence: 'moderate' });
    await acceptProposal(room.desk, room.jonas, taken.id, { parts: ['hop:1'] });
    const declined = await proposed(room, room.nils, annotation, { credibility: 1 });
    await declineProposal(room.desk, room.jonas, declined.id, { reason: 'One saw it.' });
    const withdrawn = await proposed(room, room.nils, annotation, { credibility: 2 });
    await withdrawProposal(room.desk, room.nils, withdrawn.id);
    await proposed(room, room.nils, annotation, { chain, confidence: 'high' });
    await judged(room, room.mira, annotation, 'dispute hop:2');
    const settled = { outcome: 'amended' as const, reason: 'The log.' };
    await settleDispute(room.desk, room.mira, annotation.id, settled);
    claim = (await storedIn(room, annotation)).claim ?? '';
    const { statement } = (await room.store.get('claims', claim)) ?? { statement: '' };
    const decided = { statement, state: 'refuted' as const, reason: 'The log.' };
    await reviseClaim(room.desk, room.mira, claim, decided);
    await claimFor(room.desk, room.mira, 'The lock is open.');
    const opened = await openRound(room.desk, room.mira, annotation.article, ['jonas', 'nils']);
    round = opened.id;
    await excuse(room.desk, room.mira, round, 'nils');
    await handIn(room.desk, room.jonas, round);
  });
  afterAll(() => room.close());

  const pages: Record<string, () => string> = {
    'the article': () => `/articles/${annotation.article}`,
    'the annotation': () => `/annotations/${annotation.id}`,
    'the list of articles': () => '/articles?sort=title',
    'the claims': () => '/claims',
    'the claim': () => `/claims/${claim}`,
    'the round': () => `/rounds/${round}`,
    'the queue': () => '/review',
    'the figures': () => '/review/figures',
    'the search': () => '/search?q=lock',
    'the history': () => '/history',
    'the sources': () => '/sources',
    'the help': () => '/help',
    'the report': () => `/articles/${annotation.article}/report`,
    'the report as a file': () => `/articles/${annotation.article}/report?format=html`,
  };

  test.each(Object.keys(pages))('%s has its signs drawn', async (name) => {
    const browser = await room.signedIn(room.mira);
    const { text } = await browser.get(pages[name]?.() ?? '').expect(200);
    const page = pageOf(text);
    for (const part of page.querySelectorAll('kbd, style, script, [data-edition-text]')) {
      part.remove();
    }
    expect(page.documentElement.textContent?.match(glyphs) ?? []).toEqual([]);
  });
});
