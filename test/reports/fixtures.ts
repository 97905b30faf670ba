import type { Annotation } from '../../src/domain/annotations/annotation.js';
import type { Edition } from '../../src/domain/articles/article.js';
import type { PlacedAnnotation } from '../../src/domain/articles/article-reading.js';
import type { Event } from '../../src/domain/history/event.js';
import { find } from '../../src/domain/text/quotes/find.js';
import type { Placement } from '../../src/domain/text/quotes/quote.js';
import type { Material } from '../../src/reports/public-part.js';
import { evidence } from '../cases/hops.js';
import {
  annotation,
  article,
  claim,
  created,
  edition,
  event,
  hop,
  moment,
  secret,
  source,
} from './documents.js';
import { hostileReview, settled, talkedOver } from './reviews.js';

export const harbourText = `🚢 The harbour board will close berth nine in May, according to a memo that reached this paper on Tuesday.

The harbour master told colleagues that the quay wall had moved by eleven centimetres since the winter storms. The figure comes from a survey that nobody outside the board has seen.

Two engineers, who asked not to be named, said the wall was safe. The board declined to comment.`;

const firstText = `${harbourText}\n\nThe mayor had known since March.`;

const rated = (reliability: 'B' | 'C' | 'F') => ({ reliability, at: moment(1), reason: null });

const sources = [
  source('survey', 'Lodestar Surveys', {
    kind: 'organisation',
    ratings: [{ ...rated('B'), by: 'jonas' }],
  }),
  source('master', 'Harbour master', { affiliation: 'board' }),
  source('board', 'Harbour board', { kind: 'organisation' }),
  source('official', 'Board official', { unnamed: true, kind: null }),
  source('memo', 'Memo of 24 February', { kind: 'document' }),
  source('post', 'The Tidewater Post', { kind: 'outlet' }),
  source('engineer', 'Confidential source 3', { confidential: true }),
  source('dropped', 'Night watchman'),
  source('inner', `Pilot ${secret}`),
];

/** An article in its second edition, with everything that reports have to get right. */
export function harbour(): Material {
  const first = edition('harbour', 1, firstText);
  const second = edition('harbour', 2, harbourText);
  const asserted = annotation('five', second, 'will close berth nine in May', {
    confidence: 'high',
    credibility: 2,
    claim: 'closing',
    stance: 'asserts',
    note: 'The memo’s letterhead was compared.\n\nIts date was not.',
    chain: [
      hop('survey', { relation: 'wrote', firstHand: true, rating: rated('B') }),
      hop('master', { relation: 'told', as: 'the man who runs the quays', basis: 'background' }),
      hop('official', { relation: 'wrote', check: 'on trust' }),
      hop('memo', {
        relation: 'leaked',
        check: 'seen',
        rating: { ...rated('C'), reason: 'unsigned' },
        evidence: [
          evidence({
            url: 'https://tidewater.example/memo.pdf?page=1&x=2',
            excerpt: 'Berth 9 closes.',
            retrievedAt: moment(3),
          }),
        ],
      }),
      hop('post'),
    ],
  });
  const turned = annotation(
    'moved',
    second,
    'told colleagues that the quay wall had moved by eleven centimetres',
    {
      confidence: 'moderate',
      credibility: 3,
      chain: [hop('master', { relation: 'told', check: 'on trust' }), hop('post')],
      revision: 3,
      modified: moment(16),
      modifiedBy: 'jonas',
    },
  );
  const lapped = annotation(
    'lapped',
    second,
    'the quay wall had moved by eleven centimetres since the winter storms',
    {
      confidence: 'low',
      credibility: 6,
      chain: [hop(null, { relation: 'told' }), hop(null, { relation: 'passed' }), hop('post')],
      created: moment(12),
      modified: moment(12),
    },
  );
  const masked = annotation('masked', second, 'the wall was safe', {
    claim: 'closing',
    stance: 'questions',
    chain: [
      hop('engineer', { relation: 'told', basis: 'deep background', terms: 'as an engineer' }),
      hop('post'),
    ],
  });
  const orphan = annotation('orphan', first, 'The mayor had known since March', {
    confidence: 'low',
    chain: [hop('official', { relation: 'told' }), hop('post')],
  });
  const internal = annotation('internal', second, 'declined to comment', {
    confidence: 'high',
    claim: 'inner',
    stance: 'denies',
    note: `${secret} said otherwise.`,
    creator: 'inner',
    modifiedBy: 'inner',
    chain: [
      hop('inner', { relation: 'told', basis: 'off the record', terms: secret }),
      hop('post'),
    ],
  });
  const { annotation: five, events: reviewOfFive } = settled(asserted);
  const { annotation: moved, events: reviewOfMoved } = talkedOver(turned);
  const shown = [five, moved, lapped, masked, orphan, internal];
  return {
    article: article('harbour', { edition: 2 }),
    edition: second,
    editions: [first, second],
    annotations: placedIn(second, shown),
    sources: new Map(sources.map((source) => [source.id, source])),
    shortIds: new Map([['official', 'offi']]),
    claims: new Map(
      [claim('closing', 'Berth nine closes in May.'), claim('inner', `${secret} was right.`)].map(
        (claim) => [claim.id, claim],
      ),
    ),
    people: new Map([
      ['mira', 'Mira Sen'],
      ['jonas', 'Jonas Ek'],
      ['inner', secret],
      ['tom', 'Tom Reyes'],
      ['nils', 'Nils Oder'],
      ['vera', 'Vera Holm'],
    ]),
    blind: false,
    bearings: new Map(),
    events: [
      event({
        action: 'article.added',
        subject: { kind: 'article', id: 'harbour' },
        at: moment(0),
        after: { title: 'Board to close berth nine', publisher: 'The Tidewater Post' },
      }),
      ...[five, lapped, masked, orphan].map((annotation) => created(annotation)),
      created(internal),
      ...[...turnedPublic(moved), ...reviewOfMoved, ...reviewOfFive].toSorted(byAge),
      event({
        action: 'annotation.deleted',
        subject: { kind: 'annotation', id: 'gone' },
        at: moment(40),
        before: { note: secret },
      }),
    ],
  };
}

/** Of each text, where its quotes stand: many tests look at the same article. */
const placements = new Map<string, Map<string, Placement>>();

/** Annotations, each where an edition has it. */
export function placedIn(
  { text }: Edition,
  annotations: readonly Annotation[],
): PlacedAnnotation[] {
  const known = placements.get(text) ?? new Map<string, Placement>();
  placements.set(text, known);
  return annotations.map((annotation) => {
    const { target } = annotation;
    const key = JSON.stringify(target);
    const placement = known.get(key) ?? find(text, target, target);
    known.set(key, placement);
    return { annotation, placement };
  });
}

/** An article with one edition and these annotations, without a history. */
export function ofOneEdition(
  only: Edition,
  annotations: readonly Annotation[],
  part: Partial<Material> = {},
): Material {
  return {
    ...harbour(),
    article: article(only.article),
    edition: only,
    editions: [only],
    annotations: placedIn(only, annotations),
    events: [],
    ...part,
  };
}

/** The same article once its text has none of the passages any more. */
export function withoutPassages(material: Material): Material {
  const annotations = material.annotations.map(({ annotation }) => ({
    annotation,
    placement: { kind: 'missing' as const, reason: 'Its passage was removed.' },
  }));
  return { ...material, annotations };
}

function byAge(one: Event, other: Event): number {
  return Date.parse(one.at) - Date.parse(other.at);
}

/** The history of an annotation that was off the record at first. */
function turnedPublic(annotation: Annotation): Event[] {
  const subject = { kind: 'annotation' as const, id: annotation.id };
  const inner = [hop('inner', { relation: 'told', basis: 'off the record' as const }), hop('post')];
  const watch = [hop('dropped', { relation: 'told' }), hop('post')];
  const revised = { action: 'annotation.revised' as const, subject };
  return [
    created(annotation, { chain: inner, note: secret, confidence: null }),
    event({ ...revised, at: moment(13), before: { note: secret }, after: { note: null } }),
    event({ ...revised, at: moment(14), before: { chain: inner }, after: { chain: watch } }),
    event({
      ...revised,
      at: moment(15),
      before: { chain: watch },
      after: { chain: annotation.chain },
    }),
    event({
      ...revised,
      at: moment(16),
      by: 'jonas',
      before: { confidence: null },
      after: { confidence: 'moderate' },
    }),
  ];
}

/** Words that mean something to HTML, Markdown, spreadsheets, templates and terminals. */
export const hostile = [
  '<script>alert("x")</script>',
  '</style><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example","x")',
  '@SUM(1+1)|"a",b;c',
  '**bold** _it_ `code` [link](https://evil.example) ![i](x) <b>&amp;</b> ~~no~~ www.evil.example',
  '# heading',
  '- item',
  '12. item',
  '<%= 7 * 7 %> {{7 * 7}} #{7 * 7}',
  '“quotes” \'single\' "double" \\ back\\slash',
  'مصدر في الميناء',
  '👩‍🚀🇸🇪 e\u0301',
];

/** An article in which people wrote such words wherever they can. */
export function hostileMaterial(words: string): Material {
  const text = `${words} stands first\n\n${words}\n\nand last ${words}`;
  const only = edition('hostile', 1, text);
  const bare = annotation('hostile-1', only, `${words} stands`, {
    article: 'hostile',
    claim: 'hostile-claim',
    stance: 'asserts',
    confidence: 'low',
    credibility: 5,
    note: `${words}\n${words}`,
    chain: [
      hop('hostile-source', {
        as: words,
        terms: words,
        relation: 'told',
        rating: { reliability: 'E', at: moment(1), reason: words },
        evidence: [evidence({ excerpt: words })],
      }),
      hop('post'),
    ],
  });
  const { annotation: annotated, events } = hostileReview(bare, words);
  return {
    article: article('hostile', { title: words, publisher: words, byline: words, url: null }),
    edition: only,
    editions: [only],
    annotations: placedIn(only, [annotated]),
    sources: new Map(
      [source('hostile-source', words), source('post', 'The Tidewater Post')].map((source) => [
        source.id,
        source,
      ]),
    ),
    shortIds: new Map(),
    claims: new Map([['hostile-claim', claim('hostile-claim', words)]]),
    people: new Map([['mira', words]]),
    blind: false,
    bearings: new Map(),
    events: [created(annotated), ...events],
  };
}
