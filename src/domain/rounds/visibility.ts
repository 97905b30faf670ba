import type { Annotation } from '../annotations/annotation.js';
import type { Event } from '../history/event.js';
import type { Round } from './round.js';

/*
 * While a blind round is open on an article, everybody sees there what they made themselves and
 * nothing else: those who take part, so that they judge for themselves, and everybody else, so that
 * nothing can be passed on.
 */

/** What is needed of a round to know of whom it waits for what. */
export type OpenRound = Pick<Round, 'id' | 'article' | 'people' | 'created' | 'creator'>;

/** Who looks, and the articles on which a blind round is open. */
export interface Visibility {
  /** null: nobody in particular, as an export or a command; they see nothing of a round. */
  person: string | null;
  /** By the article's id. */
  blind: ReadonlyMap<string, OpenRound>;
}

/** Whether an annotation may be seen. */
export function seesAnnotation(
  { person, blind }: Visibility,
  { article, creator }: Pick<Annotation, 'article' | 'creator'>,
): boolean {
  return !blind.has(article) || creator === person;
}

/**
 * Whether a source or a claim may be seen. One that was entered in a round bears its id until the
 * round has ended.
 */
export function seesEntry(
  { person }: Visibility,
  { round, creator }: { round: string | null; creator: string },
): boolean {
  return round === null || creator === person;
}

/** What an event tells of, as far as that decides who may see it. */
export interface EventVisibility {
  annotation(id: string): Promise<Pick<Annotation, 'article' | 'creator'> | null>;
  entry(
    kind: 'source' | 'claim',
    id: string,
  ): Promise<{ round: string | null; creator: string } | null>;
}

/**
 * Whether an event may be seen: with what it tells of. Where that is gone, an event about an
 * annotation of an article with an open round is seen by who caused it.
 */
export async function seesEvent(
  visibility: Visibility,
  { subject, article, by }: Pick<Event, 'subject' | 'article' | 'by'>,
  toldOf: EventVisibility,
): Promise<boolean> {
  const { kind, id } = subject;
  if (kind === 'annotation') {
    if (article !== null && !visibility.blind.has(article)) return true;
    const annotation = await toldOf.annotation(id);
    return annotation
      ? seesAnnotation(visibility, annotation)
      : article === null || by === visibility.person;
  }
  if (kind !== 'source' && kind !== 'claim') return true;
  const entry = await toldOf.entry(kind, id);
  return entry === null || seesEntry(visibility, entry);
}
