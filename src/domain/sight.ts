import type { Annotation } from './annotation.js';
import type { Round } from './round.js';

/*
 * While a blind round is open on an article, everybody sees there what they made themselves and
 * nothing else: those who take part, so that they judge for themselves, and everybody else, so that
 * nothing can be passed on.
 */

/** Who looks, and the articles on which a blind round is open. */
export interface Sight {
  /** null: nobody in particular, as an export or a command; they see nothing of a round. */
  person: string | null;
  /** By the article's id. */
  blind: ReadonlyMap<string, Pick<Round, 'id'>>;
}

/** Whether an annotation may be seen. */
export function seesAnnotation(
  { person, blind }: Sight,
  { article, creator }: Pick<Annotation, 'article' | 'creator'>,
): boolean {
  return !blind.has(article) || creator === person;
}

/**
 * Whether a source or a claim may be seen. One that was entered in a round bears its id until the
 * round has ended.
 */
export function seesEntry(
  { person }: Sight,
  { round, creator }: { round: string | null; creator: string },
): boolean {
  return round === null || creator === person;
}
