import { createHash } from 'node:crypto';
import {
  type Annotation,
  type Content,
  unreviewed,
} from '../../src/domain/annotations/annotation.js';
import { type Article, type Edition, editionId } from '../../src/domain/articles/article.js';
import type { Claim } from '../../src/domain/claims/claim.js';
import type { Event } from '../../src/domain/history/event.js';
import { newEntry, type Source } from '../../src/domain/register/source.js';
import { describe } from '../../src/domain/text/quotes/quote.js';
import { lengthInCodePoints } from '../../src/domain/text/text.js';
import { hop } from '../cases/hops.js';

export { hop } from '../cases/hops.js';

/** What may never be seen outside the desk: it stands in everything internal here. */
export const secret = 'Quillfeather';

export function moment(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 2, 9, minutes)).toISOString();
}

export function source(id: string, name: string, part: Partial<Source> = {}): Source {
  return {
    id,
    name,
    kind: 'person',
    unnamed: false,
    confidential: false,
    aliases: [],
    affiliation: null,
    ratings: [],
    created: moment(0),
    creator: 'mira',
    ...newEntry,
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
    decision: null,
    joined: null,
    overrides: [],
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
    manuscript: false,
    counts: null,
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
    blocks: [],
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
    labels: [],
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
  const { edition, target, chain, confidence, credibility, claim, stance, note, labels } =
    annotation;
  return { edition, target, chain, confidence, credibility, claim, stance, note, labels };
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
