import type { Annotation } from '../domain/annotations/annotation.js';
import { fitsFilter } from '../domain/annotations/annotation-filter.js';
import type { ArticleReading } from '../domain/articles/article-reading.js';
import type { Event } from '../domain/history/event.js';
import type { PublicPart } from './public-part.js';
import type { ReportScope } from './report-scope.js';

/** What of an article's public part a report is about. */
export interface ChosenPart extends PublicPart {
  /** How many public annotations are left out because others were chosen. */
  notChosen: number;
  /** Of the newest event that tells of what was chosen: RFC 3339, UTC; null where none does. */
  date: string | null;
}

/** What a scope leaves of a public part. */
export function chosenPart(
  part: PublicPart,
  { article, claims, sources }: ArticleReading,
  { annotations: chosenIds, audience, filter }: ReportScope,
): ChosenPart {
  const annotations = part.annotations.filter(
    ({ annotation }) =>
      (chosenIds?.has(annotation.id) ?? true) &&
      fitsFilter(annotation, filter, { claims, sources }),
  );
  const notChosen = part.annotations.length - annotations.length;
  const told = new Set([article.id, ...annotations.map(({ annotation }) => annotation.id)]);
  const events =
    notChosen === 0 ? part.events : part.events.filter(({ subject }) => told.has(subject.id));
  const chosen = { ...part, annotations, notChosen, events, date: newest(events) };
  return audience === 'readers' ? forReaders(chosen) : chosen;
}

function newest(events: readonly Event[]): string | null {
  return events.reduce<string | null>((last, { at }) => (last && last > at ? last : at), null);
}

/**
 * A part without colleagues: how it was judged is in it, but nobody's name and nothing that they said.
 */
function forReaders(part: ChosenPart): ChosenPart {
  const annotations = part.annotations.map(({ annotation, ...placed }) => ({
    ...placed,
    annotation: withoutPeople(annotation),
  }));
  return { ...part, annotations, events: [], proposalsLeftOut: 0 };
}

/** Who is who is kept, within the annotation, by numbers that say nothing else. */
function withoutPeople(annotation: Annotation): Annotation {
  const { parts, settlement } = annotation;
  const numbers = new Map<string, string>();
  const numberOf = (person: string) => {
    const number = numbers.get(person) ?? String(numbers.size);
    numbers.set(person, number);
    return number;
  };
  const unsigned = <T extends { by: string }>(said: T): T => ({ ...said, by: numberOf(said.by) });
  const written = Object.entries(parts).map(([name, part]) => [name, unsigned(part)]);
  return {
    ...annotation,
    creator: numberOf(annotation.creator),
    modifiedBy: numberOf(annotation.modifiedBy),
    parts: Object.fromEntries(written),
    verdicts: annotation.verdicts.map((verdict) => ({ ...unsigned(verdict), comment: null })),
    proposals: [],
    comments: [],
    requests: [],
    settlement: settlement && { ...unsigned(settlement), reason: '' },
    overrides: annotation.overrides.map(unsigned),
  };
}
