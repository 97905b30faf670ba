import { createHash } from 'node:crypto';
import { type Annotation, unreviewed } from '../../src/domain/annotations/annotation.js';
import type { Article, Edition } from '../../src/domain/articles/article.js';
import type { Wording } from '../../src/domain/articles/wording.js';
import { type Claim, newClaim } from '../../src/domain/claims/claim.js';
import type { Event } from '../../src/domain/history/event.js';
import type { Person } from '../../src/domain/people/person.js';
import type { DeskSettings } from '../../src/domain/people/settings.js';
import { type Identity, newEntry, type Source } from '../../src/domain/register/source.js';
import type { Round } from '../../src/domain/rounds/round.js';
import type { Share } from '../../src/domain/shares/share.js';
import type { NameWitness, SessionRecord, TokenRecord } from '../../src/store/records.js';
import { hop } from '../cases/hops.js';

export { hop } from '../cases/hops.js';

/** One document of each kind from the desk of a small paper, with whatever a test changes. */

const at = '2026-03-20T09:30:00.000Z';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function article(id: string, fields: Partial<Article> = {}): Article {
  return {
    id,
    version: 1,
    title: 'Harbour bridge to close in May',
    publisher: 'The Quayside Post',
    byline: 'Mira Okafor',
    url: 'https://post.example/bridge',
    publishedAt: '2026-03-19',
    language: 'en',
    edition: 1,
    created: at,
    creator: 'mira',
    manuscript: false,
    counts: null,
    ...fields,
  };
}

export function edition(articleId: string, number = 1): Edition {
  const text = 'The bridge will close in May, an engineer at the port said.';
  return {
    id: `${articleId}.${number}`,
    version: 1,
    article: articleId,
    number,
    text,
    sha256: sha256(text),
    length: text.length,
    capturedAt: at,
    capturedBy: 'mira',
    note: null,
    blocks: [],
  };
}

export function wording(id: string, article: string): Wording {
  const span = { start: 0, end: 34 };
  const passages = [{ here: span, there: span, words: 8 }];
  const decision = { independent: false, reason: 'One wire.', at, by: 'mira' };
  return { id, version: 1, edition: 1, shared: [{ article, edition: 1, passages, decision }] };
}

export function annotation(id: string, fields: Partial<Annotation> = {}): Annotation {
  return {
    id,
    version: 1,
    article: 'bridge',
    edition: 1,
    target: { exact: 'close in May', prefix: 'will ', suffix: ', an', start: 16, end: 28 },
    chain: [hop('engineer', { relation: 'told' }), hop('post')],
    confidence: 'moderate',
    credibility: 2,
    claim: null,
    stance: null,
    note: null,
    labels: [],
    revision: 1,
    noteVersion: 1,
    ...unreviewed,
    creator: 'mira',
    created: at,
    modified: at,
    modifiedBy: 'mira',
    deleted: null,
    ...fields,
  };
}

export function source(id: string, fields: Partial<Source> = {}): Source {
  return {
    id,
    name: `Source ${id}`,
    kind: 'person',
    unnamed: false,
    confidential: false,
    aliases: [],
    affiliation: null,
    ratings: [{ reliability: 'B', at, by: 'mira', reason: null }],
    created: at,
    creator: 'mira',
    ...newEntry,
    ...fields,
  };
}

export function claim(id: string, statement: string): Claim {
  return { ...newClaim, id, statement, created: at, creator: 'mira' };
}

export function event(id: string, fields: Partial<Event> = {}): Event {
  return {
    id,
    version: 1,
    at,
    by: 'mira',
    action: 'source.added',
    subject: { kind: 'source', id: 'engineer' },
    article: null,
    before: null,
    after: { kind: 'person' },
    ...fields,
  };
}

export function person(id: string, fields: Partial<Person> = {}): Person {
  return {
    id,
    version: 1,
    name: 'Mira Okafor',
    email: `${id}@post.example`,
    role: 'editor',
    passwordHash: null,
    disabled: false,
    shortcuts: true,
    created: at,
    ...fields,
  };
}

export function session(id: string, fields: Partial<SessionRecord> = {}): SessionRecord {
  return { id, version: 1, person: 'mira', data: { form: 'one' }, expires: at, ...fields };
}

export function token(id: string): TokenRecord {
  return {
    id,
    version: 1,
    kind: 'api',
    person: 'mira',
    label: 'nightly export',
    created: at,
    expires: null,
    lastUsed: null,
  };
}

export function share(id: string, fields: Partial<Share> = {}): Share {
  return {
    id,
    version: 1,
    article: 'bridge',
    digest: sha256(id),
    creator: 'mira',
    created: at,
    expires: null,
    origins: ['https://post.example'],
    note: null,
    ended: null,
    readings: 0,
    ...fields,
  };
}

export function identity(id: string, name: string): Identity {
  return {
    id,
    version: 1,
    name,
    aliases: [],
    creator: 'mira',
    created: at,
    formerId: null,
    publicEntry: null,
  };
}

export function nameWitness(name: string): NameWitness {
  return { id: sha256(name), version: 1 };
}

export function round(id: string, fields: Partial<Round> = {}): Round {
  const part = { handedIn: null, excused: null };
  return {
    id,
    version: 1,
    article: 'bridge',
    people: [
      { person: 'mira', ...part },
      { person: 'tom', ...part },
    ],
    created: at,
    creator: 'mira',
    ended: null,
    decisions: [],
    ...fields,
  };
}

export function settings(quorum: number): DeskSettings {
  return { id: 'desk', version: 1, quorum };
}
