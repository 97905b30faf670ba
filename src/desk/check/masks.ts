import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { type Chain, wordsOfHolder } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { type Event, inArticlesWords } from '../../domain/history/event.js';
import type { Certainty } from '../../domain/register/name-forms.js';
import { pseudonymNumber } from '../../domain/register/pseudonym.js';
import type { Source } from '../../domain/register/source.js';
import { proposedIn, type Values } from '../../reports/json/event-values.js';
import { all, type Store } from '../../store/store.js';
import { identitiesShowing } from '../register/identities/identities-in-text.js';
import { type Finding, fault, note } from './finding.js';

/** Words that people of the desk read, and the place where they stand. */
interface Words {
  where: string;
  text: string;
  /** Published by others, who may name somebody for reasons of their own. */
  published?: true;
  /** The entry of which they are said: somebody may speak in public, too. */
  entry?: string;
  /** Who reads them, where that is not everyone. */
  readers?: string;
}

/**
 * Who a confidential source is, showing where everyone reads: in the desk's own words a fault, in
 * what an article itself says a note. A finding tells the place and the pseudonym, never the name.
 */
export async function* checkMasks(store: Store): AsyncGenerator<Finding> {
  const showing = await identitiesShowing(store);
  for await (const { where, text, published, entry, readers } of publicWords(store)) {
    for (const [id, how] of text === '' ? [] : showing(text, entry)) {
      const who = masked(id, await store.get('sources', id));
      if (!published) yield inOwnWords(where, who, how, readers);
      else if (how === 'whole') {
        yield note(where, `The article names ${who}; see that no annotation says that it is them.`);
      }
    }
  }
}

function inOwnWords(where: string, who: string, how: Certainty, readers = 'everyone'): Finding {
  return how === 'whole'
    ? fault(where, `The name of ${who} stands here, where ${readers} reads it.`)
    : note(where, `What may be a part of the name of ${who} stands here: see whether it is meant.`);
}

function masked(id: string, source: Source | null): string {
  const name = source && pseudonymNumber(source.name) !== null ? ` (${source.name})` : '';
  return `the confidential source ${id}${name}`;
}

async function* publicWords(store: Store): AsyncGenerator<Words> {
  for await (const article of all(store, 'articles', 'added', { key: '' }))
    yield ofArticle(article);
  for await (const edition of all(store, 'editions', 'all', { key: '', limit: 10 })) {
    yield* ofEdition(edition);
  }
  for await (const annotation of all(store, 'annotations', 'all', { key: '' })) {
    yield* ofAnnotation(annotation);
  }
  for await (const source of all(store, 'sources', 'all', { key: '' })) yield* ofSource(source);
  for await (const claim of all(store, 'claims', 'all', { key: '' })) {
    const { id, statement, decision } = claim;
    const text = joined(statement, decision?.reason, ...reasonsOf(claim));
    yield { where: `claim ${id}`, text };
  }
  for await (const { id, shared } of all(store, 'wordings', 'all', { key: '' })) {
    const text = joined(...shared.map(({ decision }) => decision?.reason));
    yield { where: `article ${id}, decisions on shared wording`, text };
  }
  for await (const { id, note } of all(store, 'shares', 'all', { key: '' })) {
    yield { where: `share ${id}, note`, text: joined(note), readers: 'whoever shares reports' };
  }
  for await (const event of all(store, 'events', 'all', { key: '' })) yield* ofEvent(event);
}

function ofArticle({ id, title, publisher, byline, url }: Article): Words {
  return { where: `article ${id}`, text: joined(title, publisher, byline, url), published: true };
}

function* ofEdition({ deskThen, id, text, note }: Edition): Generator<Words> {
  const where = `edition ${id}`;
  yield { where, text, published: true };
  yield { where: `${where}, note`, text: joined(note) };
  const pairs = (deskThen?.claims ?? []).flatMap(({ asserts, denies }) =>
    [asserts, denies].flatMap(({ wording }) => wording.decided),
  );
  const decided = joined(...pairs.map(({ decision }) => decision?.reason));
  yield { where: `${where}, decisions on shared wording when it came in`, text: decided };
}

function* ofAnnotation(annotation: Annotation): Generator<Words> {
  const where = `annotation ${annotation.id}`;
  yield { where: `${where}, note`, text: joined(annotation.note) };
  yield { where: `${where}, labels`, text: joined(...annotation.labels) };
  yield* ofChain(annotation.chain, where);
  yield* ofReview(annotation, where);
}

function* ofChain(chain: Chain, where: string): Generator<Words> {
  for (const [index, { holders }] of chain.entries()) {
    const text = joined(...holders.flatMap(wordsOfHolder));
    yield { where: `${where}, hop ${index + 1}`, text };
  }
}

/** What colleagues wrote about it. What they judged and proposed by choosing holds no words. */
function* ofReview(annotation: Annotation, where: string): Generator<Words> {
  for (const { id, comment, hop } of annotation.verdicts) {
    const words = hop?.holders.flatMap(wordsOfHolder) ?? [];
    yield { where: `${where}, verdict ${id}`, text: joined(comment, ...words) };
  }
  for (const { id, content, outcome, reason } of annotation.proposals) {
    const at = `${where}, proposal ${id}`;
    const refusal = outcome?.decision === 'declined' ? outcome.reason : null;
    yield { where: at, text: joined(reason, refusal) };
    yield* ofChain(content.chain, at);
  }
  for (const { id, text } of annotation.comments) {
    yield { where: `${where}, comment ${id}`, text: joined(text) };
  }
  for (const { id, note } of annotation.requests) {
    yield { where: `${where}, request ${id}`, text: joined(note) };
  }
  yield { where: `${where}, settlement`, text: joined(annotation.settlement?.reason) };
  yield { where: `${where}, set aside`, text: joined(...reasonsOf(annotation)) };
}

function reasonsOf({ overrides }: Pick<Annotation | Claim, 'overrides'>): string[] {
  return overrides.map(({ reason }) => reason);
}

function* ofSource({ id, name, aliases, description, ratings }: Source): Generator<Words> {
  const where = `source ${id}`;
  yield { where, text: joined(name, ...aliases, description), entry: id };
  const reasons = joined(...ratings.map(({ reason }) => reason));
  yield { where: `${where}, ratings`, text: reasons, entry: id };
}

/** A quote in an event is the article's, and was met there. */
function* ofEvent({ id, action, subject, before, after }: Event): Generator<Words> {
  const where = `event ${id}`;
  const values = [before, after, proposedIn(after)].map((part) => withoutQuotes(part));
  const text = joined(...values.flatMap(stringsIn));
  const isPublished = inArticlesWords.includes(action) || action === 'annotation.carried';
  if (isPublished) yield { where, text, published: true };
  else yield subject.kind === 'source' ? { where, text, entry: subject.id } : { where, text };
}

function withoutQuotes(values: Values): Values {
  return values && { ...values, target: null, proposed: null };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

/** Kept apart: words that end one field and begin the next are no name. */
function joined(...parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' | ');
}
