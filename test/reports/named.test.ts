import { expect, test } from 'vitest';
import type { Annotation } from '../../src/domain/annotations/annotation.js';
import type { Claim } from '../../src/domain/claims/claim.js';
import { finished } from '../../src/domain/finished.js';
import type { Source } from '../../src/domain/register/source.js';
import { namedIn } from '../../src/reports/named.js';
import type { Material, PublicPart } from '../../src/reports/public-part.js';
import { annotation, article, claim, edition, event, hop, moment, source } from './documents.js';
import { ofOneEdition } from './fixtures.js';
import { proposal, verdict } from './reviews.js';

const text = edition('harbour', 1, 'Berth nine closes in May.');
const bare = annotation('a1', text, 'closes', { chain: [] });
const at = moment(20);
const by = 'tom';

interface Part {
  annotation?: Partial<Annotation>;
  source?: Partial<Source>;
  claim?: Partial<Claim>;
  event?: Partial<Parameters<typeof event>[0]>;
  material?: Partial<Material>;
}

/** What a report names whose article, annotation, source and claim are Mira's but for this part. */
function named(part: Part) {
  const about = { ...bare, claim: 'shut', chain: [hop('post')], ...part.annotation };
  const material = ofOneEdition(text, [about], {
    sources: new Map([
      ['post', source('post', 'The Tidewater Post', part.source)],
      ...['master', 'harbour'].map((id) => [id, source(id, id)] as const),
    ]),
    claims: new Map([
      ['shut', { ...claim('shut', 'It shuts.'), ...part.claim }],
      ['closed', claim('closed', 'It closes.')],
    ]),
    people: new Map([
      ['mira', 'Mira Sen'],
      ['tom', 'Tom Reyes'],
    ]),
    ...part.material,
  });
  const subject = { kind: 'annotation' as const, id: 'a1' };
  const events = part.event
    ? [event({ action: 'annotation.revised', subject, at, ...part.event })]
    : [];
  const shown: PublicPart = {
    ...{ annotations: material.annotations, events, leftOut: 0, proposalsLeftOut: 0 },
  };
  const { sources, claims, people } = finished(namedIn(material, shown));
  return [sources, claims, people].map((each) => [...each.keys()]);
}

test('a report names what its annotations rest on, and whoever made them', () => {
  expect(named({})).toEqual([['post'], ['shut'], ['mira']]);
});

const stamp = { at, by };
const made = { id: 'x', ...stamp };
const comment = { ...made, by: 'mira', text: 'So?', replyTo: null, mentions: [], key: null };
const request = { ...made, by: 'mira', to: 'mira', note: null, due: null, closed: null };
const open = proposal(bare, made);
const override = { ...made, code: 'open origin' as const, revision: 1, reason: 'So.' };
const settled = { ...stamp, revision: 1, outcome: 'upheld' as const, reason: 'So.' };
const declined = { ...stamp, decision: 'declined' as const, reason: 'No.' };
const people: [who: string, part: Part][] = [
  ['added the article', { material: { article: article('harbour', { creator: by }) } }],
  ['captured an edition', { material: { editions: [{ ...text, capturedBy: by }] } }],
  ['made an annotation', { annotation: { creator: by } }],
  ['changed it', { annotation: { modifiedBy: by } }],
  ['wrote a part of it', { annotation: { parts: { chain: { by, revision: 1 } } } }],
  ['settled it', { annotation: { settlement: settled } }],
  ['gave a verdict', { annotation: { verdicts: [verdict(made)] } }],
  ['proposed something', { annotation: { proposals: [open] } }],
  [
    'declined a proposal',
    { annotation: { proposals: [{ ...open, by: 'mira', outcome: declined }] } },
  ],
  ['commented', { annotation: { comments: [{ ...comment, by, resolved: null }] } }],
  [
    'is spoken to in a comment',
    { annotation: { comments: [{ ...comment, mentions: [by], resolved: null }] } },
  ],
  ['resolved a conversation', { annotation: { comments: [{ ...comment, resolved: stamp }] } }],
  ['asked for a review', { annotation: { requests: [{ ...request, by }] } }],
  ['was asked for one', { annotation: { requests: [{ ...request, to: by }] } }],
  ['closed a request', { annotation: { requests: [{ ...request, closed: stamp }] } }],
  ['set a warning aside', { annotation: { overrides: [override] } }],
  ['entered a source', { source: { creator: by } }],
  ['joined a source', { source: { joined: { into: 'master', ...stamp } } }],
  ['rated a source', { source: { ratings: [{ reliability: 'B', reason: null, ...stamp }] } }],
  ['entered a claim', { claim: { creator: by } }],
  ['decided a claim', { claim: { decision: { ...stamp, reason: 'So.' } } }],
  ['joined a claim', { claim: { joined: { into: 'closed', ...stamp } } }],
  [
    'set a warning of a claim aside',
    { claim: { overrides: [{ ...made, code: 'disputed', about: [], reason: 'So.' }] } },
  ],
  ['did something', { event: { by } }],
  ['was asked, or asked no more', { event: { after: { to: by } } }],
  ['had a proposal taken over', { event: { after: { proposer: by } } }],
  ['was spoken to', { event: { after: { mentions: [by] } } }],
];

test.each(people)('a colleague is named who %s', (_who, part) => {
  expect(named(part)[2]).toEqual(['mira', 'tom']);
});

const chain = [hop('master')];
const sources: [where: string, part: Part, names: string[]][] = [
  ['in a chain', { annotation: { chain } }, ['master']],
  [
    'in a chain that is proposed',
    { annotation: { proposals: [{ ...open, content: { ...open.content, chain } }] } },
    ['master', 'post'],
  ],
  [
    'in a hop that was judged',
    { annotation: { verdicts: [verdict({ ...made, on: 'hop:1', hop: hop('master') })] } },
    ['master', 'post'],
  ],
  ['as what another belongs to', { source: { affiliation: 'harbour' } }, ['harbour', 'post']],
  [
    'as what another is joined into',
    { source: { joined: { into: 'harbour', ...stamp } } },
    ['harbour', 'post'],
  ],
  ['in a chain that stood before', { event: { before: { chain } } }, ['master', 'post']],
  ['in a chain that stood after', { event: { after: { chain } } }, ['master', 'post']],
  [
    'in a chain that was proposed',
    { event: { after: { proposed: { chain } } } },
    ['master', 'post'],
  ],
];

test.each(sources)('a source is named that stands %s', (_where, part, names) => {
  expect(named(part)[0]).toEqual(names);
});

const claims: [where: string, part: Part][] = [
  [
    'that is proposed',
    { annotation: { proposals: [{ ...open, content: { ...open.content, claim: 'closed' } }] } },
  ],
  ['into which another is joined', { claim: { joined: { into: 'closed', ...stamp } } }],
  ['that stood before', { event: { before: { claim: 'closed' } } }],
  ['that was proposed', { event: { after: { proposed: { claim: 'closed' } } } }],
];

test.each(claims)('a claim is named %s', (_where, part) => {
  expect(named(part)[1]).toEqual(['closed', 'shut']);
});

test('what is joined in a circle, as only a file edited by hand has it, is named once', () => {
  const round = { joined: { into: 'post', ...stamp }, affiliation: 'post' };
  expect(named({ source: round })[0]).toEqual(['post']);
  expect(named({ claim: { joined: { into: 'shut', ...stamp } } })[1]).toEqual(['shut']);
});
