import { describe, expect, test } from 'vitest';
import { everyAnnotation } from '../../src/domain/annotations/annotation-filter.js';
import type { Settlement } from '../../src/domain/review/model.js';
import type { Placement } from '../../src/domain/text/quotes/quote.js';
import { overallOf } from '../../src/reports/overall.js';
import type { Material } from '../../src/reports/public-part.js';
import { claimWords, reportedClaims } from '../../src/reports/reported-claims.js';
import { moment } from './documents.js';
import { harbour, harbourText, withoutPassages } from './fixtures.js';
import { articleOf, reportOf } from './gathered.js';

const baseUrl = 'https://desk.example/';
const reported = articleOf(harbour(), { baseUrl });
const overall = await overallOf(reportOf([harbour()]));

test('annotations are numbered in the order of the text, and an orphan comes last', () => {
  expect(reported.annotations.map(({ number, annotation }) => [number, annotation.id])).toEqual([
    [1, 'five'],
    [2, 'moved'],
    [3, 'lapped'],
    [4, 'masked'],
    [5, 'orphan'],
  ]);
});

test('an orphan is listed with all it holds, and says where it was marked', () => {
  const orphan = reported.annotations.at(-1);
  expect(orphan?.standing).toBe('The passage, marked in edition 1, does not stand in edition 2.');
  expect(orphan?.drawnHops.map(({ name }) => name)).toEqual([
    'Board official',
    'The Tidewater Post',
  ]);
});

test('what stands no more, or is withdrawn, no longer asserts its claim', () => {
  const [entry] = reported.annotations.filter(({ claim }) => claim !== null);
  if (!entry) throw new Error('No annotation has a claim.');
  const { annotation } = entry;
  const withdrawn = { revision: annotation.revision, outcome: 'withdrawn' } as Settlement;
  const stances = reportedClaims([
    entry,
    { ...entry, placement: { kind: 'missing' } as Placement },
    { ...entry, annotation: { ...annotation, settlement: withdrawn } },
  ])[0]?.notes.map(({ stance }) => stance);
  expect(stances).toEqual(['asserts', 'no longer asserts', 'no longer asserts']);
});

test('the note of what stands no more says as its claim does that it no longer asserts it', () => {
  const [entry] = reported.annotations.filter(({ claim }) => claim !== null);
  if (!entry) throw new Error('No annotation has a claim.');
  expect(claimWords(entry)?.term).toBe('Asserts');
  const lost = { ...entry, placement: { kind: 'missing' } as Placement };
  expect(claimWords(lost)?.term).toBe('No longer asserts');
});

test('of a passage that only stands elsewhere nothing is said: the text shows where', () => {
  const material = harbour();
  const [first] = material.annotations;
  if (!first || !('span' in first.placement)) throw new Error('The first passage has no place.');
  const moved = { ...first, placement: { ...first.placement, kind: 'moved' as const } };
  const shown = articleOf({ ...material, annotations: [moved, ...material.annotations.slice(1)] });
  expect(shown.annotations[0]?.placement.kind).toBe('moved');
  expect(shown.annotations[0]?.standing).toBeNull();
});

test('the summary counts what the annotations rest on', () => {
  expect(reported.summary).toEqual({
    annotations: 5,
    // Not of the passage that the text no longer has.
    origins: 3,
    unnamedSources: 1,
    confidentialSources: 1,
    onTrust: 2,
    originsNotStated: 1,
    confidence: { high: 1, moderate: 1, low: 2, none: 1 },
    statuses: { unreviewed: 3, agreed: 0, disputed: 1, settled: 1 },
    adrift: 1,
    missing: 1,
    withdrawn: 0,
  });
});

test('annotations and proposals that are off the record are left out and counted', () => {
  expect(overall.leftOut).toEqual({ annotations: 1, proposals: 1, notChosen: 0 });
  expect(reported.leftOut).toEqual({ annotations: 1, proposals: 1, notChosen: 0 });
});

test('a scope chooses annotations: what it leaves out is counted, and told of nowhere', () => {
  const filter = { ...everyAnnotation, status: ['disputed', 'settled'] };
  const chosen = articleOf(harbour(), { scope: { audience: 'record', filter } });
  expect(chosen.annotations.map(({ annotation }) => annotation.status).sort()).toEqual([
    'disputed',
    'settled',
  ]);
  expect(chosen.annotations.map(({ number }) => number)).toEqual([1, 2]);
  expect(chosen.leftOut).toEqual({ annotations: 1, proposals: 1, notChosen: 3 });
  expect(chosen.summary.annotations).toBe(2);
  const told = new Set(chosen.events.map(({ subject }) => subject.id));
  const others = reported.annotations.filter(
    ({ annotation }) => annotation.status === 'unreviewed',
  );
  for (const { annotation } of others) expect(told).not.toContain(annotation.id);
});

test('for readers there is nobody in the facts, and how it was judged is as with the record', () => {
  const scope = { audience: 'readers' as const, filter: everyAnnotation };
  const forReaders = articleOf(harbour(), { scope });
  expect([...forReaders.named.people]).toEqual([]);
  expect([...forReaders.events, ...forReaders.history]).toEqual([]);
  expect(forReaders.date).toBe(reported.date);
  expect(forReaders.summary).toEqual(reported.summary);
  for (const [index, entry] of forReaders.annotations.entries()) {
    const { annotation, review } = entry;
    expect([entry.creator, entry.modifiedBy, ...entry.history]).toEqual([null, null]);
    expect(review.aside).toBe(reported.annotations[index]?.review.aside);
    expect(review.verdicts.map(({ did }) => did)).toEqual(
      reported.annotations[index]?.review.verdicts.map(({ did }) => did),
    );
    expect(JSON.stringify([annotation, review])).not.toMatch(/mira|jonas|nils|tom"/iu);
    expect(review.contributors).toEqual([]);
    for (const said of [...review.verdicts, ...(review.settlement ? [review.settlement] : [])]) {
      expect([said.by, said.at, said.reason]).toEqual([null, null, null]);
    }
  }
});

test('what was written while an annotation was off the record stays inside', () => {
  const moved = reported.annotations.find(({ annotation }) => annotation.id === 'moved');
  expect(moved?.history.slice(0, 3).map(({ sentence }) => sentence)).toEqual([
    'Mira Sen changed hop 1 from Night watchman to Harbour master.',
    'Jonas Ek set the confidence to moderate.',
    'Tom Reyes disputed the chain, having disputed hop 1 before.',
  ]);
});

test('only what it names of the register, the claims and the people is in it', () => {
  expect([...reported.named.sources.keys()]).toEqual([
    'board',
    'dropped',
    'engineer',
    'master',
    'memo',
    'official',
    'post',
    'survey',
  ]);
  expect([...reported.named.claims.keys()]).toEqual(['closing']);
  expect([...reported.named.people.keys()]).toEqual(['jonas', 'mira', 'nils', 'tom']);
});

test('its date is that of its newest event that may be seen', () => {
  expect(reported.date).toBe(moment(29));
  expect(overall.date).toBe(moment(29));
});

test('positions are counted in code points', () => {
  const [first] = reported.annotations;
  const exact = 'will close berth nine in May';
  const start = Array.from(harbourText.slice(0, harbourText.indexOf(exact))).length;
  expect(first?.position).toEqual({ start, end: start + exact.length });
  expect(start).toBe(harbourText.indexOf(exact) - 1);
});

test('the paragraphs give the text, and each piece the annotations over it', () => {
  const { edition, paragraphs } = reported;
  const pieces = [...paragraphs].flat().flatMap(({ segments }) => segments);
  expect(pieces.map(({ start, end }) => edition.text.slice(start, end)).join('')).toBe(
    harbourText.replaceAll('\n', ''),
  );
  const lapped = pieces.filter(({ ids }) => ids.length === 2);
  expect(lapped.map(({ start, end }) => edition.text.slice(start, end))).toEqual([
    'the quay wall had moved by eleven centimetres',
  ]);
});

test('ratings stand with their official words', () => {
  const [first] = reported.annotations;
  expect(first?.grade).toBe('C2');
  expect(first?.weakest?.words).toBe('Fairly reliable');
  expect(first?.confidence.meaning).toMatch(/^well corroborated/u);
  expect(first?.credibility).toEqual({ code: 2, words: 'Probably true' });
});

describe('identifiers', () => {
  test('stand under the public address', () => {
    expect(reported.iri).toBe('https://desk.example/articles/harbour');
  });

  test('are urns where there is none', () => {
    const nowhere = articleOf(harbour());
    expect(nowhere.iri).toBe('urn:whence:article:harbour');
    expect(nowhere.annotations[0]?.iri).toBe('urn:whence:annotation:five');
  });
});

test('a report on a desk without articles says so', async () => {
  const empty = await overallOf(reportOf([], { whole: true }));
  expect(empty.date).toBeNull();
  expect(empty.summary.annotations).toBe(0);
});

test('what carries no article is no part of what the articles rest on', () => {
  const of = (material: Material) => articleOf(material).summary;
  const { annotations } = of(harbour());
  expect(of(withoutPassages(harbour()))).toMatchObject({
    ...{ annotations, missing: annotations },
    ...{ origins: 0, originsNotStated: 0, unnamedSources: 0, confidentialSources: 0, onTrust: 0 },
  });
});

test('an article without a history is dated by its addition', async () => {
  const bare = await overallOf(reportOf([{ ...harbour(), events: [] }]));
  expect(bare.date).toBe(moment(0));
});
