import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../../src/desk/digest.js';
import {
  isAbout,
  type WordsCollection,
  withIds,
  withWords,
  wordsAt,
  wordsIn,
} from '../../../../src/desk/register/masking/public-words.js';
import { namesInEvent } from '../../../../src/desk/register/masking/replaced-words.js';
import type { Change } from '../../../../src/store/store.js';

const evidence = [{ id: 'e1', url: 'https://a.example/ida', excerpt: 'Ida said so.', sha256: 'x' }];

describe('people’s own words in a document are all of its texts', () => {
  test.each<[string, WordsCollection, object, string[]]>([
    [
      'but codes, ids and moments',
      'annotations',
      { id: 'a', status: 'open', note: 'Ida' },
      ['note: Ida'],
    ],
    ['but empty ones', 'annotations', { note: '' }, []],
    [
      'within what bears the name of a code, too',
      'claims',
      { decision: { by: 'mira', reason: 'Ida' } },
      ['decision.reason: Ida'],
    ],
    [
      'of a list, too',
      'annotations',
      { labels: ['Ida', 'May'] },
      ['labels.0: Ida', 'labels.1: May'],
    ],
    [
      'and what was published stays',
      'annotations',
      { target: { exact: 'Ida' }, note: 'Ida' },
      ['target.exact: Ida, fixed', 'note: Ida'],
    ],
    [
      'and an article’s address',
      'articles',
      { url: 'https://a' },
      ['url: https://a, fixed, address'],
    ],
    [
      'and the desk’s own of evidence does not',
      'annotations',
      { chain: [{ holders: [{ evidence }] }] },
      [
        'chain.0.holders.0.evidence.0.url: https://a.example/ida, address',
        'chain.0.holders.0.evidence.0.excerpt: Ida said so.',
      ],
    ],
    [
      'and why a passage was carried stays',
      'events',
      { action: 'annotation.carried', after: { reason: 'Ida' } },
      ['after.reason: Ida, fixed'],
    ],
    [
      'in any other event not',
      'events',
      { action: 'comment.added', after: { text: 'Ida' } },
      ['after.text: Ida'],
    ],
    [
      'and the text of an edition stays',
      'editions',
      { text: 'Ida', blocks: [{ label: 'Ida' }], note: 'Ida' },
      ['text: Ida, fixed', 'blocks.0.label: Ida, fixed', 'note: Ida'],
    ],
    [
      'and the sites of a share',
      'shares',
      { origins: ['Ida'], note: 'Ida' },
      ['origins.0: Ida, fixed', 'note: Ida'],
    ],
    [
      'and what an entry is called',
      'sources',
      { name: 'Ida', aliases: ['I.'], description: 'Ida' },
      ['name: Ida, fixed', 'aliases.0: I., fixed', 'description: Ida'],
    ],
    [
      'which is free in other documents',
      'annotations',
      { name: 'memo of Ida' },
      ['name: memo of Ida'],
    ],
  ])('%s', (_which, collection, doc, words) => {
    const told = wordsIn(collection, doc).map(({ path, text, isFixed, isAddress }) =>
      [`${path.join('.')}: ${text}`, isFixed && 'fixed', isAddress && 'address']
        .filter(Boolean)
        .join(', '),
    );
    expect(told).toEqual(words);
  });
});

describe('a change is about a source', () => {
  const ids = new Map([['ida', 'x']]);
  const event = (kind: string, id: string) => ({
    in: 'events',
    doc: { id: 'e', subject: { kind, id } },
  });
  const entry = (id: string, into: string | null = null) => ({
    in: 'sources',
    doc: { id, joined: into && { into } },
  });
  test.each<[string, object, boolean]>([
    ['where it happened to it', event('source', 'ida'), true],
    ['not where it happened to another', event('source', 'otto'), false],
    ['not where it happened to another thing of that id', event('claim', 'ida'), false],
    ['where it is its entry', entry('ida'), true],
    ['where it is joined with it', entry('otto', 'ida'), true],
    ['not where it is another entry', entry('otto', 'vega'), false],
    ['not where it is an entry by itself', entry('otto'), false],
    ['where it is who it is', { in: 'identities', doc: { id: 'ida' } }, true],
    ['not where it is who another is', { in: 'identities', doc: { id: 'otto' } }, false],
    ['not where it is another document of that id', { in: 'claims', doc: { id: 'ida' } }, false],
  ])('%s', (_where, change, isIt) => {
    expect(isAbout(change as unknown as Change, ids)).toBe(isIt);
  });
});

describe('a document with other words', () => {
  const doc = {
    ...{ version: 4, noteVersion: 2, note: 'Ida', comments: [{ text: 'Ida' }] },
    chain: [{ holders: [{ evidence }] }],
  };

  test('has another tag where it says something else itself, and not where others speak of it', () => {
    expect(withWords(doc, ['note'], 'N. N.')).toEqual({ ...doc, note: 'N. N.', noteVersion: 5 });
    const comments = [{ text: 'N. N.' }];
    expect(withWords(doc, ['comments', 0, 'text'], 'N. N.')).toEqual({ ...doc, comments });
    expect(doc.note).toBe('Ida');
  });

  test('has none where they are taken out, and is the same where there is no such place', () => {
    expect(withWords({ after: { name: 'Ida', kind: null } }, ['after', 'name'], null)).toEqual({
      after: { kind: null },
    });
    expect(withWords({ before: null }, ['before', 'name'], null)).toEqual({ before: null });
    expect(withWords({ note: 'Ida' }, [], 'N. N.')).toEqual({ note: 'Ida' });
    expect(wordsAt(doc, ['chain', 0, 'holders', 0, 'evidence', 0, 'url'])).toBe(evidence[0]?.url);
    expect(wordsAt(doc, ['chain', 7, 'holders'])).toBeUndefined();
  });

  test('has the digest of an excerpt that was changed, and none where there was none', () => {
    const path = ['evidence', 0, 'excerpt'];
    const changed = withWords({ evidence }, path, 'N. N. said so.');
    expect(changed.evidence[0]?.sha256).toBe(sha256('N. N. said so.'));
    const bare = { evidence: [{ excerpt: 'Ida', sha256: null }] };
    expect(withWords(bare, path, 'N. N.').evidence[0]?.sha256).toBeNull();
    expect(withWords({ evidence }, ['evidence', 0, 'url'], 'x').evidence[0]?.sha256).toBe('x');
  });
});

test('other ids stand for some wherever they are named, but for those of colleagues', () => {
  const ids = new Map([['ida', 'x']]);
  const doc = { by: 'ida', creator: 'ida', holders: [{ source: 'ida', as: null }], about: ['ida'] };
  const next = { ...doc, holders: [{ source: 'x', as: null }], about: ['x'] };
  expect(withIds(doc, ids)).toEqual(next);
  const other = { by: 'ida', holders: [{ source: 'otto' }] };
  expect(withIds(other, ids)).toBe(other);
});

test('who has something from a source is named by another id, too, and a colleague who is asked is not', () => {
  const ids = new Map([['ida', 'x']]);
  const circular = [[{ from: 'otto', to: 'ida', annotations: [] }]];
  const requests = [{ id: 'r', to: 'ida', by: 'mira' }];
  expect(withIds({ circular, requests }, ids)).toEqual({
    circular: [[{ from: 'otto', to: 'x', annotations: [] }]],
    requests,
  });
});

test('what an event says that a source is called is taken out, and of no other thing', () => {
  const ids = new Map([['ida', 'x']]);
  const event = (kind: string, id: string) => ({
    subject: { kind, id },
    before: { name: 'Ida', aliases: ['I.'], kind: 'person' },
    after: { name: 'Ida B.', aliases: null },
  });
  expect(namesInEvent(event('source', 'ida'), ids)).toEqual([
    { path: ['before', 'name'], was: 'Ida', now: null },
    { path: ['before', 'aliases'], was: ['I.'], now: null },
    { path: ['after', 'name'], was: 'Ida B.', now: null },
  ]);
  expect(namesInEvent(event('source', 'otto'), ids)).toEqual([]);
  expect(namesInEvent(event('person', 'ida'), ids)).toEqual([]);
  expect(namesInEvent({ note: 'Ida' }, ids)).toEqual([]);
});
