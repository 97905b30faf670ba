import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readArticle } from '../src/desk/articles/article-reading.js';
import { checkDesk } from '../src/desk/check/check.js';
import { tellStandings } from '../src/desk/claims/claim-reading.js';
import { claimStandings } from '../src/desk/claims/kept-claims.js';
import { openDesk } from '../src/desk/desk.js';
import { statuses } from '../src/domain/annotations/annotation.js';
import type { ArticleReading } from '../src/domain/articles/article-reading.js';
import { summarise } from '../src/domain/chain/chain.js';
import { sentenceText } from '../src/domain/claims/claim-sentence.js';
import type { Event } from '../src/domain/history/event.js';
import { conversations } from '../src/domain/review/comments.js';
import { openProposals } from '../src/domain/review/proposal.js';
import { disputes } from '../src/domain/review/status.js';
import { overlap } from '../src/domain/text/span.js';
import { copyInto } from '../src/store/copy.js';
import { openLowdbFilling } from '../src/store/file/lowdb-bulk-load.js';
import { openLowdbStore } from '../src/store/file/lowdb-store.js';
import { all } from '../src/store/store.js';
import { makeSampleDesk, sampleAuthors } from './sample-desk.js';

const shipped = fileURLToPath(new URL('../db.json', import.meta.url));

let folder: string;
let path: string;
let readings: ArticleReading[];
let sentences: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whence-'));
  path = join(folder, 'sample.json');
  const store = await openLowdbStore(join(folder, 'made.json'), { mode: 'write' });
  await makeSampleDesk(store);
  readings = [];
  for await (const { id } of all(store, 'articles', 'added', { key: '' })) {
    readings.push(await readArticle(openDesk(store), id));
  }
  const desk = openDesk(store);
  const told = await tellStandings(desk, await claimStandings(desk));
  sentences = told.map((each) => sentenceText(each.sentences));
  const snapshot = await store.snapshot();
  const { commits } = snapshot;
  const load = await openLowdbFilling(path, { from: 'the sample', commits, alone: true });
  await copyInto(load, snapshot, () => {}, 'public');
  await store.close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function findings(database: string) {
  const store = await openLowdbStore(database, { mode: 'read' });
  const found = [];
  for await (const finding of checkDesk(store)) found.push(finding);
  await store.close();
  return found;
}

const annotations = () => readings.flatMap((reading) => reading.annotations);
const summaries = () =>
  readings.flatMap(({ annotations, sources }) =>
    annotations.map(({ annotation }) => summarise(annotation.chain, (id) => sources.get(id))),
  );

test('the shipped db.json is the sample, unless somebody has worked in it since', async () => {
  const made = await readFile(path, 'utf8');
  const there = await readFile(shipped, 'utf8');
  const { events } = JSON.parse(there);
  const untouched = events.every(({ by }: Event) => sampleAuthors.includes(by));
  await expect(untouched ? made : there).toMatchFileSnapshot(shipped);
});

test('nothing is wrong with the sample, nor with the shipped db.json', async () => {
  expect(await findings(path)).toEqual([]);
  expect((await findings(shipped)).filter(({ severity }) => severity === 'fault')).toEqual([]);
});

test('every quote of the sample stands at its place', () => {
  expect(new Set(annotations().map(({ placement }) => placement.kind))).toEqual(new Set(['exact']));
});

test('the sample shows each level of confidence, and none', () => {
  const levels = new Set(annotations().map(({ annotation }) => annotation.confidence));
  expect(levels).toEqual(new Set(['low', 'moderate', 'high', null]));
});

test('the sample shows a chain of five hops, an unknown origin and unnamed sources', () => {
  expect(summaries()).toContainEqual(expect.objectContaining({ hops: 5, origin: 'stated' }));
  expect(summaries()).toContainEqual(expect.objectContaining({ origin: 'not stated' }));
  expect(summaries()).toContainEqual(expect.objectContaining({ origin: 'unnamed' }));
});

test('the sample shows each status, a proposal that waits, and dissent beside a settlement', () => {
  const reviewed = annotations().map(({ annotation }) => annotation);
  expect(new Set(reviewed.map(({ status }) => status))).toEqual(new Set(statuses));
  expect(reviewed.flatMap(openProposals)).toHaveLength(1);
  expect(reviewed.flatMap(conversations)).toHaveLength(1);
  const settled = reviewed.find(({ status }) => status === 'settled');
  expect(settled && disputes(settled)).toHaveLength(1);
  expect(settled?.settlement?.outcome).toBe('upheld');
});

test('in each article of the sample but one, annotations overlap', () => {
  const overlapping = readings.filter(({ annotations }) =>
    annotations.some(({ annotation: one }, index) =>
      annotations.slice(index + 1).some(({ annotation }) => overlap(one.target, annotation.target)),
    ),
  );
  expect(overlapping).toHaveLength(readings.length - 1);
});

test('two articles of the sample share a source and a claim', () => {
  const [first, second] = readings;
  expect([...(first?.sources.keys() ?? [])].some((id) => second?.sources.has(id))).toBe(true);
  expect([...(first?.claims.keys() ?? [])].some((id) => second?.claims.has(id))).toBe(true);
});

test('the sample has a claim that five outlets have from one origin, and one that is confirmed', () => {
  expect(sentences).toEqual([
    'Two articles, one independent source: both rest on Runa Vold, through Saltmarsh Watch.',
    'Two articles, between two and three independent sources: one passage rests on an unnamed source. One article denies it: it rests on Petra Lindqvist.',
  ]);
});

test('the sample brings no people, no passwords and no identities along', async () => {
  await expect(readFile(join(folder, 'sample.private.json'))).rejects.toThrow('ENOENT');
});
