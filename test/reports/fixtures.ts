import { createHash } from 'node:crypto';
import { type Annotation, type Content, unreviewed } from '../../src/domain/annotation.js';
import { type Article, type Edition, editionId } from '../../src/domain/article.js';
import type { Hop } from '../../src/domain/chain.js';
import type { Claim } from '../../src/domain/claim.js';
import type { Event } from '../../src/domain/event.js';
import { describe, find } from '../../src/domain/quote.js';
import type { Source } from '../../src/domain/source.js';
import { lengthInCodePoints } from '../../src/domain/text.js';
import type { Material } from '../../src/reports/public-part.js';

/** What may never be seen outside the desk: it stands in everything internal here. */
export const secret = 'Quillfeather';

export const harbourText = `🚢 The harbour board will close berth nine in May, according to a memo that reached this paper on Tuesday.

The harbour master told colleagues that the quay wall had moved by eleven centimetres since the winter storms. The figure comes from a survey that nobody outside the board has seen.

Two engineers, who asked not to be named, said the wall was safe. The board declined to comment.`;

const firstText = `${harbourText}\n\nThe mayor had known since March.`;

export function moment(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 2, 9, minutes)).toISOString();
}

export function hop(source: string | null, part: Partial<Hop> = {}): Hop {
  return {
    source,
    as: null,
    firsthand: false,
    relation: null,
    basis: 'not stated',
    terms: null,
    check: null,
    rating: null,
    evidence: null,
    ...part,
  };
}

export function source(id: string, name: string, part: Partial<Source> = {}): Source {
  return {
    id,
    version: 3,
    name,
    kind: 'person',
    unnamed: false,
    confidential: false,
    aliases: [],
    affiliation: null,
    ratings: [],
    created: moment(0),
    creator: 'mira',
    round: null,
    ...part,
  };
}

export function claim(id: string, statement: string): Claim {
  return {
    id,
    version: 1,
    statement,
    state: 'open',
    created: moment(0),
    creator: 'mira',
    round: null,
  };
}

export function article(id: string, part: Partial<Article> = {}): Article {
  return {
    id,
    version: 2,
    title: 'Board to close berth nine',
    publisher: 'The Tidewater Post',
    byline: 'Ines Varga',
    url: 'https://tidewater.example/berth-nine',
    publishedAt: '2026-03-01',
    language: 'en',
    edition: 1,
    created: moment(0),
    creator: 'mira',
    ...part,
  };
}

export function edition(article: string, number: number, text: string): Edition {
  return {
    id: editionId(article, number),
    version: 1,
    article,
    number,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    length: lengthInCodePoints(text),
    capturedAt: moment(number),
    capturedBy: 'mira',
    note: null,
  };
}

/** An annotation of the first place where the text reads `exact`. */
export function annotation(
  id: string,
  { text, number, article }: Edition,
  exact: string,
  part: Partial<Annotation> = {},
): Annotation {
  const start = text.indexOf(exact);
  if (start === -1) throw new Error(`The text does not read “${exact}”.`);
  const span = { start, end: start + exact.length };
  return {
    id,
    version: 4,
    article,
    edition: number,
    target: { ...describe(text, span), ...span },
    chain: [hop('post')],
    confidence: null,
    credibility: null,
    claim: null,
    stance: null,
    note: null,
    revision: 1,
    noteVersion: 1,
    ...unreviewed,
    creator: 'mira',
    created: moment(10),
    modified: moment(10),
    modifiedBy: 'mira',
    deleted: null,
    ...part,
  };
}

export function event(part: Partial<Event> & Pick<Event, 'action' | 'subject' | 'at'>): Event {
  const { action, at, subject } = part;
  return {
    id: `${Date.parse(at).toString(36).padStart(9, '0')}-${subject.id}-${action.replace('.', '-')}`,
    version: 1,
    by: 'mira',
    article: 'harbour',
    before: null,
    after: null,
    ...part,
  };
}

function contentOf(annotation: Annotation): Content {
  const { edition, target, chain, confidence, credibility, claim, stance, note } = annotation;
  return { edition, target, chain, confidence, credibility, claim, stance, note };
}

export function created(annotation: Annotation, content: Partial<Content> = {}): Event {
  return event({
    action: 'annotation.created',
    subject: { kind: 'annotation', id: annotation.id },
    at: annotation.created,
    by: annotation.creator,
    article: annotation.article,
    after: { ...contentOf(annotation), ...content },
  });
}

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
  const five = annotation('five', second, 'will close berth nine in May', {
    confidence: 'high',
    credibility: 2,
    claim: 'closing',
    stance: 'asserts',
    note: 'The memo’s letterhead was compared.\n\nIts date was not.',
    chain: [
      hop('survey', { relation: 'wrote', firsthand: true, rating: rated('B') }),
      hop('master', { relation: 'told', as: 'the man who runs the quays', basis: 'background' }),
      hop('official', { relation: 'wrote', check: 'on trust' }),
      hop('memo', {
        relation: 'leaked',
        check: 'seen',
        rating: { ...rated('C'), reason: 'unsigned' },
        evidence: {
          url: 'https://tidewater.example/memo.pdf?page=1&x=2',
          excerpt: 'Berth 9 closes.',
          retrievedAt: moment(3),
          sha256: null,
        },
      }),
      hop('post'),
    ],
  });
  const moved = annotation(
    'moved',
    second,
    'told colleagues that the quay wall had moved by eleven centimetres',
    {
      confidence: 'moderate',
      credibility: 3,
      status: 'disputed',
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
  const shown = [five, moved, lapped, masked, orphan, internal];
  return {
    article: article('harbour', { edition: 2 }),
    edition: second,
    editions: [first, second],
    annotations: shown.map((annotation) => ({
      annotation,
      placement: find(second.text, annotation.target, annotation.target),
    })),
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
    ]),
    events: [
      event({
        action: 'article.added',
        subject: { kind: 'article', id: 'harbour' },
        at: moment(0),
        after: { title: 'Board to close berth nine', publisher: 'The Tidewater Post' },
      }),
      ...[five, lapped, masked, orphan].map((annotation) => created(annotation)),
      created(internal),
      ...turnedPublic(moved),
      event({
        action: 'annotation.deleted',
        subject: { kind: 'annotation', id: 'gone' },
        at: moment(40),
        before: { note: secret },
      }),
    ],
  };
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
  const annotated = annotation('hostile-1', only, `${words} stands`, {
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
        evidence: { url: null, excerpt: words, retrievedAt: null, sha256: null },
      }),
      hop('post'),
    ],
  });
  return {
    article: article('hostile', { title: words, publisher: words, byline: words, url: null }),
    edition: only,
    editions: [only],
    annotations: [
      { annotation: annotated, placement: find(text, annotated.target, annotated.target) },
    ],
    sources: new Map(
      [source('hostile-source', words), source('post', 'The Tidewater Post')].map((source) => [
        source.id,
        source,
      ]),
    ),
    shortIds: new Map(),
    claims: new Map([['hostile-claim', claim('hostile-claim', words)]]),
    people: new Map([['mira', words]]),
    events: [created(annotated)],
  };
}
