import { expect, describe as suite, test } from 'vitest';
import type { Chain, Hop } from '../../../src/domain/chain/chain.js';
import type { Event } from '../../../src/domain/history/event.js';
import { describe, eventSentence } from '../../../src/domain/history/history.js';
import { hop } from '../../cases/hops.js';

const names = {
  people: new Map([
    ['mira', 'Mira Sen'],
    ['tom', 'Tom Reyes'],
  ]),
  sources: new Map(
    ['Harbour master', 'Port ledger', 'The Tidewater Post', 'Confidential source 3'].map((name) => [
      name.toLowerCase().replaceAll(' ', '-'),
      { name },
    ]),
  ),
  claims: new Map([['berth', { statement: 'Berth nine was closed in May.' }]]),
};

function event(part: Partial<Event> & Pick<Event, 'action'>): Event {
  return {
    id: 'e1',
    version: 1,
    at: '2026-03-02T09:00:00.000Z',
    by: 'mira',
    subject: { kind: 'annotation', id: 'a1' },
    article: 'x1',
    before: null,
    after: null,
    ...part,
  };
}

const master = hop('harbour-master', { relation: 'told' });
const ledger = hop('port-ledger', { relation: 'quoted' });
const post = hop('the-tidewater-post');
const chain = (...hops: Hop[]): Chain => hops;

/** Two texts that begin alike for longer than is told of them, and what is told of each beside the other. */
const beginning = 'A clerk at the office kept a list of it. '.repeat(6);
const [was, is] = [`${beginning}He saw 12 people.`, `${beginning}He saw 15 people there.`];
const from = '“…\u00A0the office kept a list of it. He saw 12 people.”';
const to = '“…\u00A0the office kept a list of it. He saw 15 people there.”';

function alike(): [string, Partial<Event> & Pick<Event, 'action'>][] {
  return [
    [
      `Mira Sen brought in edition 2, in which the text has changed under it: ${from} reads now ${to}`,
      {
        action: 'annotation.carried',
        before: { wording: was },
        after: { wording: is, edition: 2, reason: 'Its wording has changed.' },
      },
    ],
    [
      `Mira Sen changed the note from ${from} to ${to}`,
      { action: 'annotation.revised', before: { note: was }, after: { note: is } },
    ],
    [
      `Mira Sen moved it from ${from} to ${to}`,
      {
        action: 'annotation.revised',
        before: { target: { exact: was } },
        after: { target: { exact: is } },
      },
    ],
  ];
}

suite('what happened is told in one plain sentence', () => {
  const cases: [string, Partial<Event> & Pick<Event, 'action'>][] = [
    ['Mira Sen added the article.', { action: 'article.added' }],
    [
      'Mira Sen changed the title from “Berth” to “Berths” and took out the byline “A. Note”.',
      {
        action: 'article.changed',
        before: { title: 'Berth', byline: 'A. Note', url: null },
        after: { title: 'Berths', byline: null, url: null },
      },
    ],
    [
      'Mira Sen deleted the article “Berth”.',
      { action: 'article.deleted', before: { title: 'Berth' } },
    ],
    [
      'Mira Sen annotated “berth nine stood empty”.',
      { action: 'annotation.created', after: { target: { exact: 'berth nine stood empty' } } },
    ],
    [
      'Mira Sen brought in edition 2, in which the text has changed under it: “12 people” reads now “15 people”.',
      {
        action: 'annotation.carried',
        before: { wording: '12 people' },
        after: { wording: '15 people', edition: 2, reason: 'Its wording has changed.' },
      },
    ],
    ...alike(),
    [
      'Mira Sen brought in edition 2, in which the text has changed under it, “12 people”: “said” before it has become “denied”.',
      {
        action: 'annotation.carried',
        before: { wording: '12 people' },
        after: {
          wording: '12 people',
          edition: 2,
          reason: '“said” before it has become “denied”.',
        },
      },
    ],
    [
      'Mira Sen brought in edition 2, in which its passage no longer stands, “12 people”: Its passage was removed.',
      {
        action: 'annotation.carried',
        before: { wording: '12 people' },
        after: {
          placement: 'missing',
          wording: null,
          edition: 2,
          reason: 'Its passage was removed.',
        },
      },
    ],
    [
      'Mira Sen brought in edition 2, in which it is open where its passage stands, “12 people”: Its passage was parted.',
      {
        action: 'annotation.carried',
        before: { wording: '12 people' },
        after: {
          placement: 'ambiguous',
          wording: null,
          edition: 2,
          reason: 'Its passage was parted.',
        },
      },
    ],
    [
      'Mira Sen brought in edition 3, in which its passage stands again, “12 people”.',
      {
        action: 'annotation.carried',
        before: { wording: '12 people' },
        after: { placement: 'moved', wording: '12 people', edition: 3, reason: null },
      },
    ],
    [
      'Mira Sen took edition 2 back.',
      { action: 'annotation.carried', before: { edition: 2 }, after: null },
    ],
    ['Mira Sen deleted the annotation.', { action: 'annotation.deleted' }],
    ['Mira Sen restored the annotation.', { action: 'annotation.restored' }],
    ['Mira Sen brought the annotation in from another desk.', { action: 'annotation.imported' }],
    [
      'Mira Sen rated Harbour master B (usually reliable): “right about the dredger”.',
      {
        action: 'source.rated',
        subject: { kind: 'source', id: 'harbour-master' },
        after: { reliability: 'B', reason: 'right about the dredger' },
      },
    ],
    [
      'Mira Sen rated Harbour master B (usually reliable): “She said ‘no’ and was right.”',
      {
        action: 'source.rated',
        subject: { kind: 'source', id: 'harbour-master' },
        after: { reliability: 'B', reason: 'She said “no” and was right.' },
      },
    ],
    [
      'Mira Sen made a source confidential, now called Confidential source 3.',
      { action: 'source.masked', subject: { kind: 'source', id: 'confidential-source-3' } },
    ],
    [
      'Mira Sen read who Confidential source 3 is.',
      { action: 'identity.read', subject: { kind: 'source', id: 'confidential-source-3' } },
    ],
    [
      'Mira Sen added the claim “Berth nine was closed in May.”',
      { action: 'claim.added', subject: { kind: 'claim', id: 'berth' } },
    ],
    [
      'Mira Sen added the claim “Berth nine was shut.”',
      {
        action: 'claim.added',
        subject: { kind: 'claim', id: 'berth' },
        after: { statement: 'Berth nine was shut.' },
      },
    ],
    [
      'Mira Sen added Tom Reyes to the desk as reader.',
      { action: 'person.added', subject: { kind: 'person', id: 'tom' }, after: { role: 'reader' } },
    ],
    [
      'Mira Sen disabled Tom Reyes.',
      {
        action: 'person.changed',
        subject: { kind: 'person', id: 'tom' },
        before: { disabled: false },
        after: { disabled: true },
      },
    ],
    ['ghost added the article.', { action: 'article.added', by: 'ghost' }],
  ];
  test.each(cases)('%s', (sentence, part) => {
    expect(describe(event(part), names)).toBe(sentence);
  });
});

suite('the name of what it happened to can be told from the rest of the sentence', () => {
  const exact = 'said “berth nine” twice';
  const rating = { reliability: 'B', reason: null };
  const cases: [string, string, Partial<Event> & Pick<Event, 'action'>][] = [
    [
      'a passage',
      '“said ‘berth nine’ twice”',
      { action: 'annotation.created', after: { target: { exact } } },
    ],
    ['an annotation', 'the annotation', { action: 'annotation.deleted' }],
    [
      'a change',
      'raised the confidence from low to high',
      {
        action: 'annotation.revised',
        before: { confidence: 'low' },
        after: { confidence: 'high' },
      },
    ],
    [
      'a source',
      'Harbour master',
      { action: 'source.rated', subject: { kind: 'source', id: 'harbour-master' }, after: rating },
    ],
    ['a person', 'Tom Reyes', { action: 'person.added', subject: { kind: 'person', id: 'tom' } }],
  ];
  test.each(cases)('%s: %s', (_what, thing, part) => {
    const told = eventSentence(event(part), names);
    expect(told.thing).toBe(thing);
    expect(`${told.who} ${told.did}`).toBe(describe(event(part), names));
  });
});

suite('a revision tells what became of each field', () => {
  type Values = Record<string, unknown>;
  const cases: [string, Values, Values][] = [
    [
      'raised the confidence from low to moderate',
      { confidence: 'low' },
      { confidence: 'moderate' },
    ],
    ['lowered the confidence from high to low', { confidence: 'high' }, { confidence: 'low' }],
    ['set the confidence to high', { confidence: null }, { confidence: 'high' }],
    ['withdrew the confidence, which was low', { confidence: 'low' }, { confidence: null }],
    [
      'raised the credibility from 4 (doubtful) to 2 (probably true)',
      { credibility: 4 },
      { credibility: 2 },
    ],
    [
      'changed the credibility from 6 (truth cannot be judged) to 3 (possibly true)',
      { credibility: 6 },
      { credibility: 3 },
    ],
    ['added the claim “Berth nine was closed in May.”', { claim: null }, { claim: 'berth' }],
    ['said that it denies the claim', { stance: null }, { stance: 'denies' }],
    ['changed the note from “seen” to “seen twice”', { note: 'seen' }, { note: 'seen twice' }],
    [
      'moved it from “stood empty” to “berth nine stood empty”',
      { target: { exact: 'stood empty', start: 5 } },
      { target: { exact: 'berth nine stood empty', start: 0 } },
    ],
    [
      'added Port ledger as hop 2',
      { chain: chain(master, post) },
      { chain: chain(master, ledger, post) },
    ],
    ['took out hop 1, Harbour master', { chain: chain(master, post) }, { chain: chain(post) }],
    [
      'changed hop 1 from Harbour master to origin not stated',
      { chain: chain(master, post) },
      { chain: chain(hop(null, { relation: 'told' }), post) },
    ],
    [
      'changed the relation of hop 1, Harbour master, from told to wrote to',
      { chain: chain(master, post) },
      { chain: chain({ ...master, relation: 'wrote' }, post) },
    ],
    [
      `changed the agreed terms of hop 1, Harbour master, from ${from} to ${to}`,
      { chain: chain({ ...hop('harbour-master', { terms: was }), relation: 'told' }, post) },
      { chain: chain({ ...hop('harbour-master', { terms: is }), relation: 'told' }, post) },
    ],
    [
      'changed the check of hop 2, The Tidewater Post, from not stated to taken on trust',
      { chain: chain(master, post) },
      { chain: chain(master, hop('the-tidewater-post', { check: 'on trust' })) },
    ],
    [
      'changed the chain from “Harbour master, then Port ledger, then The Tidewater Post” to “The Tidewater Post”',
      { chain: chain(master, ledger, post) },
      { chain: chain(post) },
    ],
    ['changed the chain', { chain: 'of old' }, { chain: chain(post) }],
    ['revised the annotation', {}, {}],
  ];
  test.each(cases)('%s', (told, before, after) => {
    expect(describe(event({ action: 'annotation.revised', before, after }), names)).toBe(
      `Mira Sen ${told.endsWith('.”') ? told : `${told}.`}`,
    );
  });

  test('several changes stand in one sentence', () => {
    const before = { confidence: 'low', note: null, stance: null };
    const after = { confidence: 'high', note: 'checked', stance: 'asserts' };
    expect(describe(event({ action: 'annotation.revised', before, after }), names)).toBe(
      'Mira Sen raised the confidence from low to high, said that it asserts the claim and added the note “checked”.',
    );
  });
});

test('a long passage is clipped without cutting a character in two', () => {
  const exact = `${'x'.repeat(159)}👩‍🚀${'y'.repeat(40)}`;
  const told = describe(
    event({ action: 'annotation.created', after: { target: { exact } } }),
    names,
  );
  expect(told).toBe(`Mira Sen annotated “${'x'.repeat(159)} …”.`);
});

test.each(['यह कहा गया।', 'ایک ہی ذریعہ۔', '只有一个匿名来源。', 'Who told you?', 'Որտեղի՞ց։'])(
  'a quotation that ends in a full stop of its own script is given no second one: %s',
  (exact) => {
    const told = describe(
      event({ action: 'annotation.created', after: { target: { exact } } }),
      names,
    );
    expect(told).toBe(`Mira Sen annotated “${exact}”`);
  },
);

test('a sentence stays on one line', () => {
  const after = { note: 'first\n\n second\tthird' };
  expect(
    describe(event({ action: 'annotation.revised', before: { note: null }, after }), names),
  ).toBe('Mira Sen added the note “first second third”.');
});
