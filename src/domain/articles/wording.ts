import { z } from 'zod';
import { count, type Fields, neededWords, ordinal, stored } from '../fields.js';
import type { Event } from '../history/event.js';
import type { Article } from './article.js';
import { decisionShape } from './wording-decision.js';

/** A passage that stands nearly alike in two texts; positions as a target's. */
function passageShape() {
  const span = z.strictObject({ start: count, end: count });
  return z.strictObject({ here: span, there: span, words: ordinal });
}

/**
 * What was found when an edition of an article was held against the newest ones of all articles that
 * were there. It bears the article's id; that it is there says that it was compared.
 */
function wordingShape(fields: Fields) {
  return z.strictObject({
    id: fields.id,
    version: ordinal,
    edition: ordinal,
    shared: z.array(
      z.strictObject({
        article: fields.id,
        edition: ordinal,
        passages: z.array(passageShape()),
        decision: decisionShape(fields).nullable(),
      }),
    ),
  });
}

export const wordingStored = wordingShape(stored);
export interface Wording extends z.output<typeof wordingStored> {}
export type SharedWithArticle = Wording['shared'][number];
export type SharedPassage = SharedWithArticle['passages'][number];
export type WordingDecision = NonNullable<SharedWithArticle['decision']>;

/** What an editor sends to decide it. */
export const wordingDecisionInput = z.object({
  independent: z.boolean('Say whether they count as independent.'),
  reason: neededWords(2000, 'Say why.'),
});
export type WordingDecisionInput = z.output<typeof wordingDecisionInput>;

const decidedValues = z.object({
  with: stored.id,
  ...decisionShape(stored).pick({ independent: true, reason: true }).shape,
});

/** Of which two articles an event tells what their shared wording means; null where it was taken back. */
export function wordingDecidedIn({
  action,
  subject,
  before,
  after,
  at,
  by,
}: Event): { articles: [string, string]; decision: WordingDecision | null } | null {
  if (action !== 'wording.decided') return null;
  const { with: other, independent, reason } = decidedValues.parse(after ?? before);
  return { articles: [subject.id, other], decision: after && { independent, reason, at, by } };
}

/** What is kept of the editions that are the newest of both: where a new one came, that tells of both. */
export function currentOf(
  wording: Wording,
  articles: ReadonlyMap<string, Pick<Article, 'edition'>>,
): SharedWithArticle[] {
  if (articles.get(wording.id)?.edition !== wording.edition) return [];
  return wording.shared.filter(
    ({ article, edition }) => articles.get(article)?.edition === edition,
  );
}

/** How many words two articles share. */
export function wordsShared({ passages }: Pick<SharedWithArticle, 'passages'>): number {
  return passages.reduce((sum, { words }) => sum + words, 0);
}

/** The same, seen from the other article. */
export function fromOtherSide(
  { id, edition }: Wording,
  shared: SharedWithArticle,
): SharedWithArticle {
  const passages = shared.passages
    .map(({ here, there, words }) => ({ here: there, there: here, words }))
    .sort((one, other) => one.here.start - other.here.start);
  return { article: id, edition, passages, decision: shared.decision };
}
