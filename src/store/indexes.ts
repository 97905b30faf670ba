import type { Annotation } from '../domain/annotations/annotation.js';
import { sourcesMentioned } from '../domain/annotations/mentioned-sources.js';
import { sourcesIn } from '../domain/chain/chain.js';
import type { Claim } from '../domain/claims/claim.js';
import { likenessKeys } from '../domain/register/likeness.js';
import { nameKey, wordingKey } from '../domain/register/name.js';
import { writtenAlikeKeys } from '../domain/register/written-alike.js';
import { isWaiting } from '../domain/review/queue.js';
import { awaited, isOpen } from '../domain/rounds/round.js';
import { binOf } from '../domain/text/bins.js';
import type { CollectionName, Documents } from './documents.js';

/** Under which key a document is found, and by what it is sorted among those. */
export interface Entry {
  key: string;
  sort: string;
}

/** A declared index: no list and no lookup goes without one. */
export interface Index<D> {
  /** No two documents may stand under one key. */
  unique?: true;
  /** A document may have several entries; without it, it has one at the most. */
  many?: true;
  /**
   * How many entries stand under each key is kept, written with what changes it: counting takes no
   * longer where there are more. Only of an index that may have several.
   */
  counted?: true;
  entries: (doc: D) => Entry[];
}

const all = (sort: string): Entry[] => [{ key: '', sort: sortable(sort) }];
const under = (key: string | null, sort = ''): Entry[] => (key === null ? [] : [{ key, sort }]);
const padded = (n: number): string => String(n).padStart(12, '0');

/** Names that begin with the same 200 characters need no order, and a database's index has bounds. */
function sortable(text: string): string {
  return text.length <= 200 ? text : [...text].slice(0, 200).join('');
}

function wordStarts(name: string): string[] {
  const words = nameKey(name);
  return [...words.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) =>
    words.slice(index),
  );
}

function underNames({ name, aliases }: { name: string; aliases: string[] }, sort: string): Entry[] {
  return [...new Set([name, ...aliases].map(nameKey))].map((key) => ({ key, sort }));
}

/** By what the annotations of an article are sorted: where their passages start, in UTF-16. */
export function sortOfStart(start: number): string {
  return padded(start);
}

/** Under which a claim is known by its wording: to everyone, or to its creator alone. */
export function claimKey({
  statement,
  round,
  creator,
}: Pick<Claim, 'statement' | 'round' | 'creator'>): string {
  return round === null ? wordingKey(statement) : `${round}/${creator}/${wordingKey(statement)}`;
}

/** Under which an unnamed source is known by a name's key in its article; null: in none that it tells. */
export function describedKey(article: string | null, key: string): string {
  return `${article ?? ''}/${key}`;
}

/** Under which the present annotations of an article are counted that stand alike. */
export function tallyKey(
  article: string,
  { status, confidence }: Pick<Annotation, 'status' | 'confidence'>,
): string {
  return `${article} ${status} ${confidence ?? 'none'}`;
}

type DeclaredIndexes = { [C in CollectionName]: Record<string, Index<Documents[C]>> };

export const indexes = {
  articles: {
    added: { entries: (article) => all(article.created) },
    title: { entries: (article) => all(nameKey(article.title)) },
    /** By the publisher's name as it is spelled. */
    publisher: { many: true, counted: true, entries: ({ publisher }) => under(publisher) },
  },
  editions: {
    /** Grouped by article. */
    all: { entries: (edition) => all(edition.article) },
    article: { entries: (edition) => under(edition.article, padded(edition.number)) },
    /** Those that hold the same text. */
    sha256: { entries: (edition) => under(edition.sha256, edition.capturedAt) },
  },
  wordings: {
    all: { entries: (wording) => all(wording.id) },
    /** By each article that shares some. */
    with: {
      many: true,
      entries: ({ shared, id }) => shared.flatMap(({ article }) => under(article, id)),
    },
  },
  annotations: {
    /** Deleted ones included, grouped by article. */
    all: { entries: (annotation) => all(annotation.article) },
    /** The present ones of an article, in the order of the text. */
    article: {
      entries: (annotation) =>
        annotation.deleted ? [] : under(annotation.article, sortOfStart(annotation.target.start)),
    },
    /** The present ones of an article by the bins in which their passages lie: see text/bins.ts. */
    bin: {
      entries: ({ article, target, deleted }) =>
        deleted ? [] : under(`${article}/${binOf(target)}`, sortOfStart(target.start)),
    },
    /** Every one of an article, deleted ones included, by age. */
    everything: { entries: (annotation) => under(annotation.article, annotation.created) },
    /** The present ones of an article, by how they stand. */
    tally: {
      many: true,
      counted: true,
      entries: (annotation) =>
        annotation.deleted ? [] : under(tallyKey(annotation.article, annotation)),
    },
    source: {
      many: true,
      counted: true,
      entries: (annotation) =>
        annotation.deleted
          ? []
          : sourcesIn(annotation.chain).flatMap((source) => under(source, annotation.created)),
    },
    claim: {
      entries: (annotation) =>
        annotation.deleted ? [] : under(annotation.claim, annotation.created),
    },
    /** The present ones of a status, by age. */
    status: {
      entries: (annotation) =>
        annotation.deleted ? [] : under(annotation.status, annotation.created),
    },
    /** Those that may wait for somebody's review, by age. */
    waiting: {
      entries: (annotation) => (isWaiting(annotation) ? all(annotation.created) : []),
    },
    /** The present ones that have labels, by age. */
    labelled: {
      many: true,
      entries: ({ labels, deleted, created }) =>
        deleted || labels.length === 0 ? [] : all(created),
    },
    /** By each who has a verdict on it. */
    judge: {
      many: true,
      entries: (annotation) =>
        [...new Set(annotation.verdicts.map(({ by }) => by))].flatMap((person) =>
          annotation.deleted ? [] : under(person, annotation.created),
        ),
    },
    /** By each proposal that was made to it. */
    proposal: {
      many: true,
      entries: ({ proposals }) => proposals.flatMap(({ id }) => under(id)),
    },
    /** Those of a blind round, deleted ones included. */
    round: { entries: ({ round, created }) => under(round, created) },
    /** By each source that it mentions. */
    mention: {
      many: true,
      entries: (annotation) =>
        sourcesMentioned(annotation).flatMap((source) => under(source, annotation.created)),
    },
  },
  sources: {
    /** Joined ones included. */
    all: { entries: (source) => all(nameKey(source.name)) },
    /** Those that stand for themselves. */
    listed: { many: true, entries: (source) => (source.joined ? [] : all(nameKey(source.name))) },
    /** By the entry into which they are joined. */
    joined: {
      many: true,
      entries: (source) => under(source.joined?.into ?? null, source.created),
    },
    /** By the entry to which they belong. */
    affiliation: { many: true, entries: (source) => under(source.affiliation, source.created) },
    /** Unnamed ones by their description and the article that gives it, which old ones don't tell. */
    described: {
      many: true,
      entries: (source) =>
        source.unnamed && !source.confidential
          ? underNames(source, source.created).map(({ key, sort }) => ({
              key: describedKey(source.article, key),
              sort,
            }))
          : [],
    },
    /** By name and alias, compared as `nameKey` does, by age. */
    name: { many: true, entries: (source) => underNames(source, source.created) },
    /** By name and alias, by age, without those that are known by a description only. */
    named: {
      many: true,
      entries: (source) =>
        source.unnamed && !source.confidential ? [] : underNames(source, source.created),
    },
    /** Public ones by what their names look like, and how else they are written. */
    lookAlike: {
      many: true,
      entries: ({ name, aliases, confidential, unnamed, created }) =>
        confidential || unnamed
          ? []
          : [...new Set([name, ...aliases].flatMap(writtenAlikeKeys))].map((key) => ({
              key: sortable(key),
              sort: created,
            })),
    },
    /** Those that stand for themselves, by what those have in common that may be one. */
    likeness: {
      many: true,
      entries: (source) =>
        source.joined
          ? []
          : likenessKeys(source).map((key) => ({ key: sortable(key), sort: source.created })),
    },
    /** By name and alias, by id. */
    nameAndId: { many: true, entries: (source) => underNames(source, source.id) },
    /** By the beginnings of the words of its names, for suggestions. */
    word: {
      many: true,
      entries: (source) =>
        [...new Set([source.name, ...source.aliases].flatMap(wordStarts))].flatMap((words) =>
          all(words),
        ),
    },
    /** The confidential ones; a pseudonym is given once. */
    pseudonym: {
      unique: true,
      entries: (source) => (source.confidential ? under(nameKey(source.name)) : []),
    },
    confidential: {
      entries: (source) => (source.confidential ? all(source.name.padStart(60, ' ')) : []),
    },
    /** Those that were entered in a blind round which is still open. */
    round: { entries: ({ round, created }) => under(round, created) },
  },
  claims: {
    all: { entries: (claim) => all(claim.created) },
    /** By wording; those of a blind round apart, since others may not learn of them. */
    statement: { unique: true, entries: (claim) => under(claimKey(claim)) },
    round: { entries: ({ round, created }) => under(round, created) },
  },
  rounds: {
    article: { entries: (round) => under(round.article, round.created) },
    open: { entries: (round) => (isOpen(round) ? all(round.created) : []) },
    /** By each whose part of it is awaited. */
    awaited: {
      many: true,
      entries: (round) => awaited(round).flatMap((person) => under(person, round.created)),
    },
  },
  settings: {
    all: { entries: (settings) => all(settings.id) },
  },
  events: {
    action: { entries: (event) => under(event.action, event.id) },
    all: { entries: (event) => all(event.id) },
    subject: { entries: (event) => under(`${event.subject.kind}/${event.subject.id}`, event.id) },
    article: { entries: (event) => under(event.article, event.id) },
    person: { entries: (event) => under(event.by, event.id) },
  },
  people: {
    all: { entries: (person) => all(nameKey(person.name)) },
    email: { unique: true, entries: (person) => under(person.email) },
  },
  sessions: {
    expires: { entries: (session) => all(session.expires) },
    person: { entries: (session) => under(session.person, session.expires) },
  },
  tokens: {
    kind: { entries: (token) => under(token.kind, token.created) },
    person: {
      entries: (token) => under(token.person && `${token.kind}/${token.person}`, token.created),
    },
  },
  identities: {
    all: { entries: (identity) => all(identity.id) },
    name: {
      many: true,
      entries: (identity) => underNames(identity, ''),
    },
    /** By the id that the source bore before it was masked. */
    formerId: { many: true, entries: (identity) => under(identity.formerId) },
  },
  /** Read by id alone. */
  nameWitnesses: {},
  attempts: {
    until: { entries: (attempt) => all(attempt.until) },
    key: { entries: (attempt) => under(attempt.key, attempt.until) },
  },
  answers: {
    until: { entries: (request) => all(request.until) },
  },
  shares: {
    all: { entries: (share) => all(share.created) },
    article: { entries: (share) => under(share.article, share.created) },
    digest: { unique: true, entries: (share) => under(share.digest) },
  },
} as const satisfies DeclaredIndexes;
