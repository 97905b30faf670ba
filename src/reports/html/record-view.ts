import { showMoment } from '../../domain/text/shown-dates.js';
import type { HistoryEntry, ReportedAnnotation } from '../reported-annotation.js';
import type { ReportedReview } from '../reported-review.js';
import { authorsWords, lastChangeWords } from '../sentences.js';
import { type ReviewView, reviewView } from './html-review.js';

/** What the record says of an annotation: who made it, what colleagues said, and every act. */
export interface RecordView {
  id: string;
  number: number;
  made: ToldView;
  review: ReviewView | null;
  history: ToldView[];
}

/** Something that happened, as a sentence. */
export interface ToldView {
  iso: string;
  at: string;
  sentence: string;
}

/** The record of an annotation; null where the report is for readers. */
export function recordView(entry: ReportedAnnotation): RecordView | null {
  const { annotation, history, number, review } = entry;
  const who = authorsWords(entry);
  if (who === null) return null;
  const { created, id } = annotation;
  const change = lastChangeWords(entry);
  const sentence = `${who} annotated it${change === null ? '' : `; it was ${change}`}.`;
  return {
    id,
    number,
    made: toldView({ at: created, sentence }),
    review: reviewView(history.length === 0 ? review : proposalsOf(review)),
    history: history.filter(({ at }, index) => index > 0 || at !== created).map(toldView),
  };
}

/** The history tells of verdicts and settlements; what was proposed stands in full. */
function proposalsOf(review: ReportedReview): ReportedReview {
  return { ...review, verdicts: [], settlement: null };
}

/** An entry of the history as the record shows it. */
export function toldView({ at, sentence }: HistoryEntry): ToldView {
  return { iso: at, at: showMoment(at), sentence };
}
