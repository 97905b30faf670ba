import { isDeepStrictEqual } from 'node:util';
import { type Article, type Edition, editionId } from '../../domain/articles/article.js';
import {
  currentOf,
  fromOtherSide,
  type SharedPassage,
  type SharedWithArticle,
  type Wording,
  type WordingDecision,
  type WordingDecisionInput,
  wordingDecidedIn,
  wordsShared,
} from '../../domain/articles/wording.js';
import { Problem } from '../../domain/problem.js';
import { demand } from '../../domain/rights.js';
import type { OwnWords } from '../../domain/text/shared-wording/own-words.js';
import {
  fingerprintsOf,
  type SharedStretch,
  type ShingledWords,
  sharedStretches,
  shinglesOf,
} from '../../domain/text/shared-wording/shared-wording.js';
import { type Change, insert, remove, replace, type Store } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { sha256 } from '../digest.js';
import { documentsById, everyOne, pages } from '../documents.js';
import { record } from '../history/record.js';
import { Pace } from '../pace.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { commitWithRetry } from '../with-retry.js';
import {
  type IndexedArticle,
  ownWordsOf,
  type WordingIndex,
  wordingIndexOf,
} from './wording-index.js';

/** An article that shares wording with another, as that one's page and the API show it. */
export interface SharingArticle extends SharedWithArticle {
  with: Article;
}

/**
 * Holds an article's newest edition against those of all others, unless that was done, and keeps what
 * they share, with what the history says was decided of that: it may have come in since. It takes time
 * with the article, not with the desk, once the words of all are known.
 */
export async function compareWording(desk: Desk, id: string): Promise<void> {
  await commitWithRetry(desk, async () => {
    const article = await desk.whole.get('articles', id);
    const before = await desk.whole.get('wordings', id);
    if (!article) return [];
    const isCompared = before?.edition === article.edition;
    const found = isCompared ? before.shared : await comparedNow(desk.whole, article);
    const shared = await asDecided(desk.whole, id, found);
    if (isCompared && isDeepStrictEqual(shared, before.shared)) return [];
    const wording = { id, version: before?.version ?? 1, edition: article.edition, shared };
    return [before ? replace('wordings', wording) : insert('wordings', wording)];
  });
}

async function comparedNow(
  store: Store,
  { id, edition: number }: Article,
): Promise<SharedWithArticle[]> {
  const edition = await store.get('editions', editionId(id, number));
  return edition ? sharedOf(store, await wordingIndexOf(store), edition) : [];
}

/** Compares, one by one, the articles of which that was not done: those of earlier programs, and imported ones. */
export async function compareAllWording(desk: Desk): Promise<void> {
  for await (const articles of pages(desk.whole, 'articles', 'added', '')) {
    const ids = articles.map(({ id }) => id);
    const known = await documentsById({ store: desk.whole }, 'wordings', ids);
    const rest = articles.filter(({ id, edition }) => known.get(id)?.edition !== edition);
    for (const { id } of rest) await compareWording(desk, id);
  }
}

/** What an article shares, as editors last decided what it means, on whichever of both articles' pages. */
async function asDecided(
  store: Store,
  id: string,
  shared: readonly SharedWithArticle[],
): Promise<SharedWithArticle[]> {
  const ids = shared.length === 0 ? [] : [id, ...shared.map(({ article }) => article)];
  const histories = await Promise.all(
    ids.map((each) => everyOne(store, 'events', 'subject', { key: `article/${each}` })),
  );
  const inOrder = histories.flat().sort((one, other) => (one.id < other.id ? -1 : 1));
  const decisions = new Map<string, WordingDecision | null>();
  for (const pair of inOrder.map(wordingDecidedIn)) {
    if (!pair?.articles.includes(id)) continue;
    for (const each of pair.articles) decisions.set(each, pair.decision);
  }
  return shared.map((each) => ({ ...each, decision: decisions.get(each.article) ?? null }));
}

/**
 * What an edition shares with the newest editions of others, nothing of it decided. Those named are looked at even where
 * so many have the same words that others are found in their place.
 */
export async function sharedOf(
  store: Store,
  index: WordingIndex,
  edition: Edition,
  named: readonly string[] = [],
): Promise<SharedWithArticle[]> {
  const pace = new Pace();
  const own = await ownWordsOf(edition);
  const here = { words: own.words, shingles: await pace.through(shinglesOf(own.words)) };
  const shared: SharedWithArticle[] = [];
  // By their words, which are one for all articles with one text: so many may have it from an agency.
  const known = new Map<Int32Array, SharedPassage[]>();
  const others = await pace.through(index.sharing(here.shingles, edition.article));
  for (const article of named) {
    const other = index.get(article);
    if (other) others.add(other);
  }
  for (const other of others) {
    const passages = known.get(other.words) ?? (await passagesWith(store, here, own, other, pace));
    if (passages === null) continue;
    known.set(other.words, passages);
    const { article, edition: number } = other;
    if (passages.length > 0) shared.push({ article, edition: number, passages, decision: null });
  }
  return shared.sort((one, another) => (one.article < another.article ? -1 : 1));
}

/** The passages that an article shares with another; null where that one is gone. */
async function passagesWith(
  store: Store,
  here: ShingledWords,
  own: OwnWords,
  other: IndexedArticle,
  pace: Pace,
): Promise<SharedPassage[] | null> {
  const prints = await pace.through(fingerprintsOf(other.words));
  const stretches = await pace.through(sharedStretches(here, { words: other.words, prints }));
  await pace.giveWay();
  if (stretches.length === 0) return [];
  const text = await store.get('editions', editionId(other.article, other.edition));
  return text && passagesOf(stretches, own, await ownWordsOf(text));
}

function passagesOf(
  stretches: readonly SharedStretch[],
  here: OwnWords,
  there: OwnWords,
): SharedPassage[] {
  const span = ({ starts, ends }: OwnWords, { start, end }: { start: number; end: number }) => ({
    start: starts[start] ?? 0,
    end: ends[end - 1] ?? 0,
  });
  return stretches.map((stretch) => ({
    here: span(here, stretch.here),
    there: span(there, stretch.there),
    words: Math.round(stretch.halves / 2),
  }));
}

/**
 * The articles that share wording with one, those with the most words first. Of two that were compared at
 * one moment, each has found the other: it is told once.
 */
export async function sharedWordingOf(desk: Desk, id: string): Promise<SharingArticle[]> {
  const [own, others] = await Promise.all([
    desk.whole.get('wordings', id),
    everyOne(desk.whole, 'wordings', 'with', { key: id }),
  ]);
  const named = [
    ...(own?.shared.map(({ article }) => article) ?? []),
    ...others.map((each) => each.id),
  ];
  if (named.length === 0) return [];
  const articles = await documentsById(desk, 'articles', [id, ...named]);
  const there = others.flatMap((wording) =>
    currentOf(wording, articles)
      .filter(({ article }) => article === id)
      .map((each) => fromOtherSide(wording, each)),
  );
  const here = own ? currentOf(own, articles) : [];
  const shared = new Map([...there, ...here].map((each) => [each.article, each]));
  return [...shared.values()]
    .flatMap((each) => {
      const article = articles.get(each.article);
      return article ? [{ ...each, with: article }] : [];
    })
    .sort((one, other) => wordsShared(other) - wordsShared(one));
}

/** What goes with an article that is deleted. */
export async function wordingGoing(desk: Desk, id: string): Promise<Change[]> {
  const own = await desk.whole.get('wordings', id);
  const others = await everyOne(desk.whole, 'wordings', 'with', { key: id });
  const without = others.map((wording) => {
    const shared = wording.shared.filter(({ article }) => article !== id);
    return replace('wordings', { ...wording, shared });
  });
  return [...(own ? [remove('wordings', own)] : []), ...without];
}

/** Names what was decided of shared wording when somebody saw it; '' for nothing. A form sends it back. */
export function decisionTag(decision: WordingDecision | null): string {
  if (!decision) return '';
  const { independent, reason, at, by } = decision;
  return sha256(JSON.stringify([independent, reason, at, by]));
}

/**
 * An editor's decision on what it means that two articles share wording; null takes it back. Throws
 * *not-found* where they share none, and *stale* where something else is decided by now than what was `seen`
 * (null: in any case). Answers the tag of what is decided now.
 */
export async function decideWording(
  desk: Desk,
  actor: Actor,
  [one, other]: readonly [string, string],
  said: (WordingDecisionInput & WithConfirmation) | null,
  seen: string | null = null,
): Promise<string> {
  demand(actor, 'set aside warnings');
  await demandUnnamed(desk, actor, said?.reason ?? null, said?.confirm);
  let tag = '';
  await commitWithRetry(desk, async () => {
    const wordings = await desk.whole.getMany('wordings', [one, other]);
    const stamp = { at: now(desk), by: actor.id };
    const decision = said && { independent: said.independent, reason: said.reason, ...stamp };
    const isMeant = (wording: Wording, { article }: SharedWithArticle) =>
      article === (wording.id === one ? other : one);
    const [first] = wordings.flatMap((wording) =>
      wording.shared.filter((each) => isMeant(wording, each)),
    );
    if (!first) throw new Problem('not-found', 'These articles share no wording.');
    const before = first.decision;
    const isDone = isSame(before, decision);
    tag = decisionTag(isDone ? before : decision);
    if (isDone) return [];
    if (seen !== null && seen !== decisionTag(before)) {
      throw new Problem('stale', 'Another editor has decided it meanwhile. Look at it again.');
    }
    return [
      // Both, also where one does not name the other: it may be compared at this moment, not knowing of this.
      ...wordings.map((wording) => {
        const decided = (each: SharedWithArticle) =>
          isMeant(wording, each) ? { ...each, decision } : each;
        return replace('wordings', { ...wording, shared: wording.shared.map(decided) });
      }),
      eventOf({ one, other, ...stamp }, before, decision),
    ];
  });
  return tag;
}

/** What is sent twice is decided once. */
function isSame(one: WordingDecision | null, other: WordingDecision | null): boolean {
  if (one === null || other === null) return one === other;
  return one.independent === other.independent && one.reason === other.reason;
}

function eventOf(
  { one, other, at, by }: { one: string; other: string; at: string; by: string },
  before: WordingDecision | null,
  after: WordingDecision | null,
): Change {
  const values = (decision: WordingDecision | null) =>
    decision && { with: other, independent: decision.independent, reason: decision.reason };
  const happened = {
    action: 'wording.decided',
    before: values(before),
    after: values(after),
  } as const;
  return record({ at, by }, { kind: 'article', id: one }, happened, one);
}
