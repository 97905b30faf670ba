import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import type { Finding } from '../../../src/desk/check/finding.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { addPerson, operator } from '../../../src/desk/people/people.js';
import { removeSource } from '../../../src/desk/register/entry-changes.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import type { Event } from '../../../src/domain/history/event.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { Engine } from '../../../src/store/memory/engine.js';
import { type Contents, stateOf } from '../../../src/store/memory/state.js';
import { holder, hop, shared } from '../../cases/hops.js';
import { person } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const realName = 'Odd Marken';
const text = 'The mayor had signed the lease in May, a clerk said. Odd Marken, 61, runs the yard.';

let folder: string;
/** A sound desk, as its files tell it: one article, one annotation of three hops, one admin. */
let sound: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const store = await openLowdbStore(join(folder, 'desk.json'), { mode: 'write' });
  let count = 0;
  const newId = () => `id${++count}`;
  await fill(openDesk(store, { newId, clock: () => new Date('2025-11-03T09:00:00Z') }));
  await store.close();
  const [open, closed] = await Promise.all(
    ['desk.json', 'desk.private.json'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  sound = JSON.stringify({ ...JSON.parse(open ?? ''), ...JSON.parse(closed ?? '') });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function fill(desk: Desk): Promise<void> {
  const details = { title: 'The lease', publisher: 'The Harbour Ledger', text };
  const article = await addArticle(desk, operator, parse(articleInput, details));
  const input = {
    target: { exact: 'The mayor had signed the lease in May' },
    chain: `${realName} [B] (confidential, first-hand) -told-> Lena Moe (person) -quoted by-> The Harbour Ledger`,
    hops: [null, { evidence: { url: 'https://a.example/', excerpt: 'He signed.' } }, null],
    confidence: 'high',
    claim: 'The mayor signed the lease in May.',
    note: 'Heard twice.',
  };
  await createAnnotation(desk, operator, article.id, parse(annotationInput, input));
  const ada = { name: 'Ada Quist', email: 'ada@harbour.example', role: 'admin' };
  await addPerson(desk, operator, ada, 'a long enough password');
}

const verdict = { id: 'v1', by: 'tom', at: '2025-11-03T10:00:00.000Z', revision: 1 };
const disputed = { ...verdict, verdict: 'dispute', on: 'whole', comment: 'Who says so?' };

const target = { exact: 'May', prefix: 'in ', suffix: ',', start: 34, end: 37 };
const levels = { confidence: null, credibility: null, claim: null, stance: null };
const proposal = {
  ...{ id: 'p1', by: 'tom', at: '2025-11-03T10:00:00.000Z', revision: 1 },
  content: { edition: 1, target, chain: [hop(null)], ...levels },
  parts: ['span'],
  reason: 'It says no more than that.',
  outcome: null,
};
const comment = {
  ...{ id: 'c1', by: 'tom', at: '2025-11-03T10:00:00.000Z' },
  ...{ text: 'Who?', replyTo: null, mentions: [], resolved: null },
};
const request = {
  ...{ id: 'q1', by: 'tom', at: '2025-11-03T10:00:00.000Z' },
  ...{ to: 'gone', note: null, due: null, closed: null },
};
const settlement = {
  ...{ by: 'tom', at: '2025-11-03T10:00:00.000Z', revision: 1 },
  ...{ outcome: 'upheld', reason: 'So it is.' },
};
const round = {
  ...{ id: 'r1', version: 1, article: 'id1', creator: 'id8', created: '2025-11-03T10:00:00.000Z' },
  people: [{ person: 'gone', handedIn: null, excused: null }],
  ...{ ended: null, decisions: [] },
};

type Places = Record<string, unknown>;

/** What a check finds in the sound desk with other values at these places, undefined for nothing. */
async function findingsWith(places: Places): Promise<Finding[]> {
  const contents: Contents = JSON.parse(sound);
  for (const [path, value] of Object.entries(places)) put(contents, path.split('.'), value);
  const ground = { write: async () => {}, release: async () => {}, log: console };
  return found(checkDesk(new Engine(stateOf(1, contents), ground)));
}

function put(root: object, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length > 0) put(Reflect.get(root, key), rest, value);
  else if (value === undefined && Array.isArray(root)) root.splice(Number(key), 1);
  else Reflect.set(root, key, value);
}

async function found(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const list: Finding[] = [];
  for await (const finding of findings) list.push(finding);
  return list;
}

const said = ({ severity, where, sentence }: Finding) => `${severity} – ${where}: ${sentence}`;

test('nothing is wrong with a desk that was made with the tool, but what its article says', async () => {
  expect((await findingsWith({})).map(said)).toEqual([
    'note – edition id1.1: The article names the confidential source id3 (Confidential source 1); see that no annotation says that it is them.',
  ]);
});

test('a person without a name can’t be exported', async () => {
  expect((await findingsWith({ 'people.0.name': '' })).map(said)).toContainEqual(
    expect.stringMatching(/^fault – person \w+: It can’t be exported as JSON: at name: /u),
  );
});

test('a position in the history that lies outside its text is told of, and a date that is none', async () => {
  const { events } = JSON.parse(sound);
  const at = events.findIndex(({ action }: Event) => action === 'annotation.created');
  const of = (places: Places) => findingsWith(places).then((findings) => findings.map(said));
  const place = `events.${at}.after`;
  expect(await of({ [`${place}.target`]: { ...target, start: 900, end: 901 } })).toContain(
    `fault – event ${events[at].id}: A position in it lies outside its text.`,
  );
  expect(await of({ [`${place}.due`]: 'next week' })).toContain(
    `fault – event ${events[at].id}: It tells a date that is none.`,
  );
});

const cases: [title: string, places: Places, finding: string][] = [
  [
    'an article without its edition',
    { 'editions.0': undefined },
    'fault – article id1: Its newest edition, number 1, is not there.',
  ],
  [
    'an edition too few',
    { 'articles.0.edition': 2 },
    'fault – article id1: It should have 2 editions, and has 1.',
  ],
  [
    'an edition of nothing',
    { 'articles.0': undefined },
    'fault – edition id1.1: It belongs to an article that is not there.',
  ],
  [
    'a text that was tampered with',
    { 'editions.0.text': text.replace('May', 'June') },
    'fault – edition id1.1: Its text is not the text that was captured: the SHA-256 differs.',
  ],
  [
    'a wrong length',
    { 'editions.0.length': 3 },
    'fault – edition id1.1: Its text is not as long as its record says.',
  ],
  [
    'a verdict of somebody with an odd id',
    { 'annotations.0.verdicts': [{ ...disputed, by: '9999-12-31T23:59' }] },
    'fault – annotation id2: It can’t be exported as JSON: at verdicts.0.by: An id is made of letters, digits, - and _.',
  ],
  [
    'a NUL in a title',
    { 'articles.0.title': 'The \0 lease' },
    'fault – document "id1" of articles: A NUL or half a character stands in its field title.',
  ],
  [
    'half a character in evidence',
    { 'annotations.0.note': 'a\uD83D' },
    'fault – document "id2" of annotations: A NUL or half a character stands in its field note.',
  ],
  [
    'half a character in who somebody is',
    { 'identities.0.name': '\uDC00' },
    'fault – document "id3" of identities: A NUL or half a character stands in its field name.',
  ],
  [
    'an address that is none',
    { 'articles.0.url': 'https://a.example/a b' },
    'note – article id1: Its web address is not a valid one; a mended one, or none, leaves the desk.',
  ],
  [
    'evidence at an address that is none',
    { 'annotations.0.chain.1.holders.0.evidence.0.url': 'nowhere' },
    'note – annotation id2, hop 2: The web address of its evidence is not a valid one.',
  ],
  [
    'an annotation of an article that is gone',
    { 'annotations.0.article': 'nowhere' },
    'fault – annotation id2: It belongs to edition 1 of article nowhere, which is not there.',
  ],
  [
    'a quote that stands elsewhere',
    { 'annotations.0.target.start': 1, 'annotations.0.target.end': 38 },
    'fault – annotation id2: Its quote does not stand at its place in the text.',
  ],
  [
    'a context that stands elsewhere',
    { 'annotations.0.target.suffix': ' of 1999' },
    'note – annotation id2: The text around its quote is not the text that it remembers.',
  ],
  [
    'a confidence of our own making',
    { 'annotations.0.confidence': 'total' },
    'fault – annotation id2: Its confidence is none of low, moderate and high.',
  ],
  [
    'a credibility beyond the scale',
    { 'annotations.0.credibility': 7 },
    'fault – annotation id2: Its credibility is none of the numbers 1 to 6.',
  ],
  [
    'an unknown status',
    { 'annotations.0.status': 'liked' },
    'fault – annotation id2: Its status is none of unreviewed, agreed, disputed, settled.',
  ],
  [
    'an unknown stance',
    { 'annotations.0.stance': 'hopes' },
    'fault – annotation id2: Its stance is none of asserts, denies, questions.',
  ],
  [
    'a stance to nothing',
    { 'annotations.0.claim': null },
    'fault – annotation id2: It has a stance, and no claim.',
  ],
  [
    'a claim without a stance',
    { 'annotations.0.stance': null },
    'fault – annotation id2: It has a claim, and no stance to it.',
  ],
  [
    'a claim that is gone',
    { 'claims.0': undefined },
    'fault – annotation id2: Its claim, CLAIM, is not there.',
  ],
  [
    'a claim that nobody decided',
    { 'claims.0.state': 'refuted' },
    'fault – claim CLAIM: It is refuted, and nothing says by whom and why.',
  ],
  [
    'a claim that is joined into nothing',
    { 'claims.0.joined': { into: 'nobody', at: '2026-03-20T09:00:00Z', by: 'mira' } },
    'fault – claim CLAIM: It is joined into nobody, which is not there.',
  ],
  ['no chain', { 'annotations.0.chain': [] }, 'fault – annotation id2: Its chain has no hop.'],
  [
    'a source that is gone',
    { 'annotations.0.chain.1.holders.0.source': 'nobody' },
    'fault – annotation id2, hop 2: Its source, nobody, is not in the register.',
  ],
  [
    'hearing first-hand in the middle',
    { 'annotations.0.chain.1.holders.0.firstHand': true },
    'fault – annotation id2, hop 2: Only the origin can know something first-hand.',
  ],
  [
    'a relation to nobody',
    { 'annotations.0.chain.2.relation': 'told' },
    'fault – annotation id2, hop 3: It is the last, and has a relation to a next.',
  ],
  [
    'a hop that passes nothing on',
    { 'annotations.0.chain.0.relation': null },
    'fault – annotation id2, hop 1: It has no relation to the hop after it.',
  ],
  [
    'an unknown basis',
    { 'annotations.0.chain.0.holders.0.basis': 'whispered' },
    'fault – annotation id2, hop 1: Its basis is none of not stated, on the record, background, deep background, off the record.',
  ],
  [
    'an unknown check',
    { 'annotations.0.chain.0.holders.0.check': 'googled' },
    'fault – annotation id2, hop 1: Its check is none of seen, confirmed, on trust.',
  ],
  [
    'an unknown reliability',
    { 'annotations.0.chain.0.holders.0.rating.reliability': 'G' },
    'fault – annotation id2, hop 1: Its reliability is none of the letters A to F.',
  ],
  [
    'one who passed it on together with themselves',
    { 'annotations.0.chain.1': shared('quoted', holder('id4'), holder('id4')) },
    'fault – annotation id2, hop 2: One source holds it twice.',
  ],
  [
    'deep background from a public source',
    { 'annotations.0.chain.1.holders.0.basis': 'deep background' },
    'fault – annotation id2, hop 2: It spoke on deep background, and its source is not confidential.',
  ],
  [
    'an excerpt that was tampered with',
    { 'annotations.0.chain.1.holders.0.evidence.0.excerpt': 'He did not sign.' },
    'fault – annotation id2, hop 2: The excerpt of its evidence is not the one that was entered.',
  ],
  [
    'a pseudonym in other letters',
    { 'sources.0.name': 'confidential source 1' },
    'fault – source id3: It is confidential, and bears other names than a pseudonym.',
  ],
  [
    'a text with characters that are not kept',
    { 'editions.0.text': text.replace('May', 'Ma\u0007') },
    'fault – edition id1.1: Its text holds characters that no text is kept with.',
  ],
  [
    'a block outside its text',
    { 'editions.0.blocks': [{ start: 3, end: 999, kind: 'paragraph', marker: null }] },
    'fault – edition id1.1: A block of it lies outside its text.',
  ],
  [
    'a place in an edition that is not there',
    { 'annotations.0.carried': [{ edition: 7, kind: 'exact', start: 1, end: 3, reason: null }] },
    'fault – annotation id2: Its place in a later edition lies outside that one’s text.',
  ],
  [
    'a verdict on a hop of a source that is gone',
    { 'annotations.0.verdicts': [{ ...disputed, on: 'hop:2', hop: hop('nobody') }] },
    'fault – annotation id2, verdict v1: Its source, nobody, is not in the register.',
  ],
  [
    'a confidential source with an alias',
    { 'sources.0.aliases': ['Deep Pier'] },
    'fault – source id3: It is confidential, and bears other names than a pseudonym.',
  ],
  [
    'a public source that passes for a masked one',
    { 'sources.1.name': 'Confidential  source 9' },
    'fault – source id4: It is public, and its name reads like that of a confidential source.',
  ],
  [
    'two entries of one name',
    { 'sources.2.name': 'lena moe' },
    'note – source id4: Its name is borne by others too (id5): are they the same source?',
  ],
  [
    'an unknown kind',
    { 'sources.1.kind': 'robot' },
    'fault – source id4: Its kind is none of person, group, organisation, document, outlet.',
  ],
  [
    'an affiliation to what is not there',
    { 'sources.1.affiliation': 'nowhere' },
    'fault – source id4: It is affiliated to nowhere, which is not in the register.',
  ],
  [
    'an affiliation to itself',
    { 'sources.1.affiliation': 'id4' },
    'fault – source id4: It is affiliated to itself.',
  ],
  [
    'no admin',
    { 'people.0.role': 'editor' },
    'note – people: Nobody on this desk is an admin: whence user add --role admin makes one.',
  ],
  [
    'an unknown role',
    { 'people.0.role': 'boss' },
    'fault – person id8: Their role is none of reader, annotator, editor, admin.',
  ],
  [
    'a person without a password',
    { 'people.0.passwordHash': null },
    'note – person id8: They can’t sign in: they have no password yet (whence user reset makes a link for it).',
  ],
  [
    'a token of nobody',
    { tokens: [{ id: 'a', version: 1, kind: 'api', person: 'gone', created: '' }] },
    'fault – person gone: There is a token of theirs, and they are not there.',
  ],
  [
    'a session of nobody',
    { sessions: [{ id: 'a', version: 1, person: 'gone', data: {}, expires: '' }] },
    'fault – person gone: They are signed in, and not there.',
  ],
  [
    'a status that nothing bears out',
    { 'annotations.0.status': 'agreed' },
    'fault – annotation id2: Its status is stored as agreed, and unreviewed is what follows from its verdicts: saving the settings again puts it right.',
  ],
  [
    'a status by another quorum than the desk’s',
    {
      settings: [{ id: 'desk', version: 1, quorum: 2 }],
      'annotations.0.verdicts': [{ ...verdict, verdict: 'agree', on: 'whole', comment: null }],
      'annotations.0.status': 'agreed',
    },
    'fault – annotation id2: Its status is stored as agreed, and unreviewed is what follows from its verdicts: saving the settings again puts it right.',
  ],
  [
    'a verdict of the author’s own',
    {
      'annotations.0.verdicts': [{ ...disputed, by: 'operator' }],
      'annotations.0.creator': 'operator',
    },
    'fault – annotation id2: Verdict v1 is of somebody who wrote a part of the annotation.',
  ],
  [
    'a proposal of a passage that does not stand there',
    {
      'annotations.0.proposals': [
        { ...proposal, content: { ...proposal.content, target: { ...target, start: 3 } } },
      ],
    },
    'fault – annotation id2, proposal p1: Its quote does not stand at its place in the text.',
  ],
  [
    'a proposal of a source that is gone',
    {
      'annotations.0.proposals': [
        { ...proposal, content: { ...proposal.content, chain: [hop('nobody')] } },
      ],
    },
    'fault – annotation id2, proposal p1, hop 1: Its source, nobody, is not in the register.',
  ],
  [
    'two proposals of one id',
    { 'annotations.0.proposals': [proposal, proposal] },
    'fault – annotation id2: Proposal p1 is not the only one of that id.',
  ],
  [
    'a label with a comma',
    { 'annotations.0.labels': ['lease, mayor'] },
    'fault – annotation id2: A label of it has a comma.',
  ],
  [
    'an excerpt without its digest',
    { 'annotations.0.chain.1.holders.0.evidence.0.sha256': null },
    'note – annotation id2, hop 2: Nothing tells whether the excerpt of its evidence is as it was entered.',
  ],
  [
    'a request to somebody who is gone',
    { 'annotations.0.requests': [request] },
    'note – annotation id2: gone is asked for a verdict, and no longer works on this desk.',
  ],
  [
    'a blind round that waits for somebody who is gone',
    { rounds: [round] },
    'note – blind round r1: It waits for gone, who no longer works on this desk: excuse them.',
  ],
  [
    'a blind round on nothing',
    { rounds: [{ ...round, article: 'nowhere' }] },
    'fault – blind round r1: It is open on an article that is not there.',
  ],
  [
    'an annotation of a blind round that is gone',
    { 'annotations.0.round': 'r1' },
    'fault – annotation id2: It was made in the blind round r1, which is not there.',
  ],
  [
    'a source that a blind round left hidden',
    { rounds: [{ ...round, ended: { at: round.created, by: 'id8' } }], 'sources.1.round': 'r1' },
    'fault – source id4: It is hidden in the blind round r1, which is not open.',
  ],
];

describe('a check finds', () => {
  test.each(cases)('%s', async (_title, places, finding) => {
    const { claims } = JSON.parse(sound);
    expect((await findingsWith(places)).map(said)).toContain(
      finding.replace('CLAIM', claims[0].id),
    );
  });
});

test('an event that tells of nothing is found', async () => {
  const findings = await findingsWith({ 'annotations.0': undefined });
  expect(findings.map(said)).toContainEqual(
    expect.stringMatching(/^fault – event \S+: It tells of annotation id2, which is not there\.$/u),
  );
});

test('an unknown action in the history is found', async () => {
  const findings = await findingsWith({ 'events.0.action': 'article.eaten' });
  expect(findings.map(({ sentence }) => sentence)).toContain(
    'It tells of an action that Whence does not know.',
  );
});

test('an event with a value that no export takes is found', async () => {
  const created = JSON.parse(sound).events.findIndex(
    ({ action }: { action: string }) => action === 'annotation.created',
  );
  const findings = await findingsWith({ [`events.${created}.after.confidence`]: 'certain' });
  expect(findings.map(said)).toContainEqual(
    expect.stringMatching(
      /^fault – event \S+: It can’t be exported as JSON: at after\.confidence: This has to be one of/u,
    ),
  );
});

test('a deleted article leaves its history behind, which is no fault', async () => {
  const desk = openDesk(openMemoryStore());
  await fill(desk);
  const [article] = (await desk.store.find('articles', 'added', { key: '' })).items;
  await deleteArticle(desk, operator, article?.id ?? '', { annotations: true });
  expect(await found(checkDesk(desk.store))).toEqual([]);
});

test('an entry that was removed leaves its history behind, which is no fault', async () => {
  const desk = openDesk(openMemoryStore());
  await fill(desk);
  const mira = person('mira');
  const before = await found(checkDesk(desk.store));
  const { id } = await addSource(desk, mira, parse(sourceInput, { name: 'Mistyped Name' }));
  await removeSource(desk, mira, id);
  expect(await found(checkDesk(desk.store))).toEqual(before);
});

test('a database without its file of people is checked all the same', async () => {
  const findings = await findingsWith({ people: [], identities: [], sessions: [], tokens: [] });
  expect(findings).toEqual([]);
});

test('a review that is as it should be is no finding', async () => {
  const places = {
    'annotations.0.verdicts': [disputed],
    'annotations.0.status': 'disputed',
    'annotations.0.proposals': [proposal],
    'annotations.0.comments': [comment],
    'annotations.0.requests': [{ ...request, to: 'id8' }],
    rounds: [{ ...round, people: [{ ...round.people[0], person: 'id8' }] }],
    'sources.1.round': 'r1',
  };
  expect(await findingsWith(places)).toEqual(await findingsWith({}));
});

/** Values at a place, with the words in them. */
const reviewPlaces: [place: string, value: (words: string) => unknown, where: string][] = [
  ['verdicts', (words) => [{ ...disputed, comment: words }], 'verdict v1'],
  ['proposals', (words) => [{ ...proposal, reason: words }], 'proposal p1'],
  [
    'proposals',
    (reason) => [{ ...proposal, outcome: { decision: 'declined', at: '', by: 'tom', reason } }],
    'proposal p1',
  ],
  [
    'proposals',
    (as) => [{ ...proposal, content: { ...proposal.content, chain: [hop('id4', { as })] } }],
    'proposal p1, hop 1',
  ],
  ['comments', (text) => [{ ...comment, text }], 'comment c1'],
  ['requests', (note) => [{ ...request, note }], 'request q1'],
  ['settlement', (reason) => ({ ...settlement, reason }), 'settlement'],
];

const publicPlaces = [
  'annotations.0.note',
  'annotations.0.labels.0',
  'annotations.0.chain.0.holders.0.as',
  'annotations.0.chain.1.holders.0.terms',
  'annotations.0.chain.0.holders.0.rating.reason',
  'annotations.0.chain.1.holders.0.evidence.0.excerpt',
  'claims.0.statement',
  'sources.0.name',
  'sources.1.name',
  'sources.1.aliases.0',
  'sources.0.ratings.0.reason',
  'editions.0.note',
  'events.1.after.name',
];

describe('who a confidential source is', () => {
  test.each(publicPlaces)('is found in %s, and is not said again', async (place) => {
    const findings = await findingsWith({ [place]: `as ${realName.toUpperCase()}’s wife says` });
    expect(findings.filter(({ severity }) => severity === 'fault').map(said)).toContainEqual(
      expect.stringContaining('The name of the confidential source id3'),
    );
    expect(JSON.stringify(findings)).not.toMatch(/marken/iu);
  });

  test.each(reviewPlaces)('is found in %s of a review', async (field, value, where) => {
    const findings = await findingsWith({
      [`annotations.0.${field}`]: value(`So ${realName} says`),
    });
    expect(findings.map(said)).toContain(
      `fault – annotation id2, ${where}: The name of the confidential source id3 (Confidential source 1) stands here, where everyone reads it.`,
    );
    expect(JSON.stringify(findings)).not.toMatch(/marken/iu);
  });

  test('may be named by a passage that is proposed, as by any that the article has', async () => {
    const after = {
      proposal: 'p1',
      parts: ['span'],
      reason: 'Shorter.',
      proposed: { edition: 1, target: { ...target, exact: realName } },
    };
    const made = { 'events.1.action': 'proposal.made', 'events.1.after': after };
    const named = await findingsWith(made);
    expect(named.filter(({ severity }) => severity === 'fault')).toEqual([]);
    const chain = [hop('id4', { as: `${realName}, 61` })];
    const worded = await findingsWith({
      ...made,
      'events.1.after': { ...after, proposed: { chain } },
    });
    expect(worded.map(said)).toContainEqual(expect.stringMatching(/^fault – event \S+: The name/u));
  });

  test('is no fault in the entry that is on record as their public one, and in its history', async () => {
    const named = {
      'sources.1.name': realName,
      'events.1.subject': { kind: 'source', id: 'id4' },
      'events.1.action': 'source.added',
      'events.1.after': { name: realName },
    };
    const faults = async (changes: Record<string, unknown>) =>
      (await findingsWith({ ...named, ...changes })).filter(({ where }) =>
        /id4|event/u.test(where),
      );
    expect(await faults({})).toHaveLength(2);
    expect(await faults({ 'identities.0.publicEntry': 'id4' })).toEqual([]);
  });

  test('is told by the pseudonym, where the register holds one', async () => {
    const findings = await findingsWith({ 'annotations.0.note': `${realName} again` });
    expect(findings.map(said)).toContain(
      'fault – annotation id2, note: The name of the confidential source id3 (Confidential source 1) stands here, where everyone reads it.',
    );
  });

  test('is not found in a longer word, nor across two fields', async () => {
    const findings = await findingsWith({
      'annotations.0.note': 'Codd Markenfield',
      'annotations.0.chain.1.holders.0.as': 'Odd',
      'annotations.0.chain.1.holders.0.terms': 'Marken',
    });
    expect(findings.filter(({ severity }) => severity === 'fault')).toEqual([]);
  });

  test('is found in scripts that join words', async () => {
    const findings = await findingsWith({
      'identities.0.name': 'أحمد سالم',
      'annotations.0.note': 'قال وأحمد سالم',
    });
    expect(findings.map(({ where }) => where)).toContain('annotation id2, note');
  });
});
