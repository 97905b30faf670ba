import type { Annotation, Content } from '../../src/domain/annotations/annotation.js';
import type { Claim } from '../../src/domain/claims/claim.js';
import type { Comment } from '../../src/domain/review/comments.js';
import {
  commentAdded,
  conversationResolved,
  disputeSettled,
  proposalDeclined,
  proposalMade,
  verdictGiven,
} from '../../src/domain/review/review-events.js';
import type { ClaimBearing, Material } from '../../src/reports/public-part.js';
import { evidence, holder, shared } from '../cases/hops.js';
import { annotation, article, claim, created, edition, hop, moment, source } from './documents.js';
import { placedIn } from './fixtures.js';
import { proposal, step, verdict } from './reviews.js';

/* An article with a thing of every kind, of which each fact is a word of its own. */

const said = new Map<string, string>();

/** The word that stands for a fact, and nowhere else. */
function word(fact: string): string {
  const letters = fact.replace(/[^a-z0-9]/gu, '');
  said.set(fact, `Q${letters}q`);
  return `Q${letters}q`;
}

/** A digest that stands for a fact. */
function digest(fact: string, digits: string): string {
  said.set(fact, digits.repeat(32));
  return digits.repeat(32);
}

const passages = [
  'The first stands.',
  'The second is long.',
  'A third is there.',
  'A fourth goes.',
];
const first = edition('kinds', 1, [...passages, 'It went away.'].join(' '));
const second = edition('kinds', 2, [...passages, 'It stays inside.'].join(' '));
said.set('digest: the text', second.sha256).set('digest: an earlier text', first.sha256);

const by = (person: string, minutes: number) => ({ by: person, at: moment(minutes) });
const rated = (reliability: 'B' | 'C' | 'D') => ({ reliability, at: moment(1), reason: null });

const sources = [
  source('owner', word('register: to what a source belongs'), { kind: 'organisation' }),
  source('origin', word('the origin'), { affiliation: 'owner' }),
  source('joined', word('a joined source'), { joined: { into: 'standing', ...by('vera', 5) } }),
  source('standing', word('register: what a source is joined with'), {
    kind: 'group',
    ratings: [{ ...rated('D'), by: 'vera' }],
  }),
  source('unnamed', word('an unnamed source'), { unnamed: true }),
  source('masked', word('a pseudonym'), { confidential: true }),
  source('one', word('one of several holders')),
  source('other', word('another of several')),
  source('post', word('an outlet'), { kind: 'outlet' }),
  source('proposed', word('proposed source')),
  source('judged', word('the source of an earlier chain')),
];

const memo = evidence({
  id: 'memo',
  excerpt: word('an excerpt'),
  sha256: digest('digest: the excerpt', 'ab'),
  file: {
    name: `${word('a file')}.pdf`,
    type: 'application/pdf',
    size: 9,
    sha256: digest('digest: the file', 'cd'),
  },
  page: word('a page'),
  paragraph: word('a paragraph'),
  time: word('a time'),
});
const address = evidence({ id: 'address', url: `https://e.example/${word('an address')}` });

const whole = annotation('whole', second, 'The first stands', {
  confidence: 'high',
  credibility: 2,
  claim: 'said',
  stance: 'asserts',
  note: `${word('a note')}\n\n${word('a note’s end')}`,
  labels: [word('label')],
  revision: 3,
  modified: moment(16),
  parts: { chain: { by: 'nils', revision: 2 } },
  chain: [
    hop('origin', {
      relation: 'wrote',
      firstHand: true,
      as: word('a description'),
      terms: word('terms'),
      basis: 'background',
      check: 'confirmed',
      rating: { ...rated('C'), reason: word('why it is rated so') },
      evidence: [address, memo],
    }),
    shared('quoted', holder('one', { check: 'seen' }), holder('other', { check: 'on trust' })),
    hop(null, { relation: 'leaked' }),
    hop('joined', { relation: 'translated', rating: rated('B') }),
    hop('post'),
  ],
});

const verdicts = [
  verdict({
    id: 'v1',
    ...by('nils', 20),
    revision: 3,
    comment: word('reason of a review: agreed'),
  }),
  verdict({
    ...{ id: 'v2', ...by('tom', 21), revision: 3, verdict: 'dispute', on: 'hop:1' },
    comment: word('reason of a review: disputed'),
  }),
  verdict({
    ...{ id: 'v3', ...by('ulla', 22), revision: 3, verdict: 'unsure', on: 'confidence' },
    comment: word('reason of a review: unsure'),
  }),
  verdict({
    ...{ id: 'v4', ...by('olaf', 13), verdict: 'dispute', on: 'hop:1' },
    comment: word('reason of a review: earlier chain'),
    hop: hop('judged'),
  }),
];

const declined = { decision: 'declined' as const, ...by('vera', 27), reason: word('refusal') };
const content = (part: Partial<Content>) => ({
  ...proposal(whole, { id: '', ...by('', 0) }).content,
  ...part,
});
const refused = proposal(whole, {
  ...{ id: 'p2', ...by('rita', 26), revision: 3, reason: word('proposed: why another claim') },
  parts: ['claim'],
  content: content({ claim: 'proposed' }),
  outcome: declined,
});
const proposals = [
  proposal(whole, {
    ...{ id: 'p1', ...by('tina', 25), revision: 3, reason: word('proposed: why another chain') },
    content: content({
      chain: [
        hop('proposed', {
          as: word('proposed description'),
          terms: word('proposed terms'),
          rating: { ...rated('C'), reason: word('proposed reason') },
          evidence: [evidence({ excerpt: word('proposed excerpt') })],
        }),
      ],
    }),
  }),
  refused,
];

const comments: Comment[] = [
  { id: 'c1', text: word('comment'), ...by('xena', 31), resolved: by('yves', 33) },
  { id: 'c2', text: word('reply'), ...by('mira', 32), replyTo: 'c1' },
].map((part) => ({ replyTo: null, mentions: [], resolved: null, key: null, ...part }));

const settlement = {
  ...by('edda', 34),
  revision: 3,
  outcome: 'upheld' as const,
  reason: word('reason of the review: settled'),
};
const reviewed: Annotation = {
  ...whole,
  status: 'settled',
  verdicts,
  proposals,
  comments,
  settlement,
};

const others: Annotation[] = [
  annotation('denied', second, 'The second is long', {
    claim: 'said',
    stance: 'denies',
    chain: [hop('unnamed'), hop('masked', { basis: 'deep background' })],
  }),
  {
    ...annotation('left', second, 'A third is there'),
    status: 'settled',
    settlement: {
      ...settlement,
      revision: 1,
      outcome: 'withdrawn',
      reason: word('reason of the review: withdrawn'),
    },
  },
  annotation('orphan', first, 'It went away'),
  annotation('inside', second, 'It stays inside', {
    note: word('off the record: note'),
    claim: 'inside',
    creator: 'inside',
    chain: [hop('origin', { basis: 'off the record', terms: word('off the record: terms') })],
  }),
];
for (const { id, target } of others.slice(0, -1)) {
  said.set(`the passage ${id}`, target.exact.replace(/\s/gu, ''));
}

const happened = [
  ...verdicts.map((each) => [each, verdictGiven(each, [])] as const),
  ...proposals.map((each) => [each, proposalMade(each)] as const),
  [declined, proposalDeclined(refused, declined.reason)] as const,
  ...comments.map((each) => [each, commentAdded(each)] as const),
  [by('yves', 33), conversationResolved('c1')] as const,
  [settlement, disputeSettled(settlement)] as const,
];

const decided: Claim = {
  ...claim('standing', word('the claim that stands for it')),
  state: 'confirmed',
  decision: { ...by('vera', 7), reason: word('why a claim is confirmed') },
};
const override = {
  ...{ ...by('vera', 45), id: 'o1', code: 'disputed' as const, about: ['whole'] },
  reason: word('why it is set aside'),
};
const claims: Claim[] = [
  {
    ...claim('said', word('a claim')),
    joined: { into: 'standing', ...by('vera', 6) },
    overrides: [override],
  },
  decided,
  claim('proposed', word('proposed claim')),
  claim('inside', word('off the record: claim')),
];

const bearing: ClaimBearing = {
  ...{
    sentence: word('how a claim is borne'),
    atLeast: 2,
    atMost: 3,
    exact: true,
    atLeastDenied: 1,
  },
  warnings: [
    {
      ...{ code: 'disputed', sentence: word('worked out: a warning'), about: ['whole'] },
      ...{ articles: ['kinds'], annotations: ['whole'], sources: [] },
      override,
    },
  ],
  decidedWording: [
    {
      sentence: word('worked out: shared wording'),
      decision: { ...by('vera', 46), independent: true, reason: word('why it is independent') },
    },
  ],
};

const people = [
  'mira',
  'nils',
  'tom',
  'ulla',
  'olaf',
  'tina',
  'rita',
  'xena',
  'yves',
  'edda',
  'vera',
];

export const everyKind: Material = {
  article: article('kinds', {
    title: word('the title'),
    publisher: word('the publisher'),
    byline: word('the byline'),
    url: `https://e.example/${word('the address')}`,
  }),
  edition: second,
  editions: [first, second],
  annotations: placedIn(second, [reviewed, ...others]),
  sources: new Map(sources.map((each) => [each.id, each])),
  shortIds: new Map(),
  claims: new Map(claims.map((each) => [each.id, each])),
  people: new Map([
    ...people.map((id) => [id, word(`person ${id}`)] as const),
    ['inside', word('off the record: person')],
  ]),
  blind: false,
  bearings: new Map([['said', bearing]]),
  events: [
    ...[whole, ...others].map((each) => created(each)),
    ...happened.map(([{ at, by }, what]) => ({ ...step('whole', at, by, what), article: 'kinds' })),
  ].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)),
};

/** By what it is, the word of each fact of that article. */
export const facts: ReadonlyMap<string, string> = said;
