import { type AnnotationFilter, fitsFilter } from '../../domain/annotations/annotation-filter.js';
import {
  type PlacedAnnotation,
  type PrintableReading,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { isInternal } from '../../domain/chain/chain.js';
import { verdictKinds } from '../../domain/review/verdict.js';
import { may, mayDo } from '../../domain/rights.js';
import { counted } from '../../domain/text/wording.js';
import {
  type AnnotationFormView,
  annotationFormView,
} from '../annotations/annotation-form-view.js';
import { newForm } from '../annotations/annotation-forms.js';
import { type CardView, cardView } from '../annotations/card-view.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import type { RoundView } from '../rounds/round-view.js';
import { dateWords } from './date-view.js';
import type { TextFrame } from './drawn-text.js';
import { type FiltersView, filtersView } from './filters-view.js';

/** The number of cards in the page as it is sent; the others are fetched when they are wanted. */
const maxCards = 300;

interface ArticlePage {
  title: string;
  id: string;
  publisher: string;
  published: { iso: string; words: string } | null;
  byline: string | null;
  url: string | null;
  edition: { number: number; of: number };
  captured: MomentView;
  /** Whether a newer edition has come: this one is read, and no more annotated. */
  isEarlier: boolean;
  mayAddEdition: boolean;
  count: number;
  unreviewed: number;
  /** Said on paper, where they are left out; null where none is off the record. */
  leftOffPaper: string | null;
  mayAnnotate: boolean;
  /** Why somebody who annotates can't do so here; null where they can, and for those who never do. */
  whyNot: string | null;
  /** Whether the viewer may change what describes the article. */
  mayEdit: boolean;
  text: TextFrame;
  /** Cards of annotations that stand nowhere for sure. */
  orphans: (CardView & { isHidden: boolean })[];
  /** How many annotations fit the filters without a card in the page. */
  more: number;
  filters: FiltersView;
  form: AnnotationFormView | null;
  /** The verdicts that can be given in the margin; null for whoever gives none. */
  verdicts: typeof verdictKinds | null;
  /** The blind round that is open on it. */
  blind: RoundView | null;
}

/** What its page shows beside the reading: the text's frame, the blind round, the labels that the form offers. */
interface Beside {
  text: TextFrame;
  blind: RoundView | null;
  labels: readonly string[];
}

/** Everything that an article's page shows. Who has handed in a blind round annotates no more. */
export function articlePage(
  reading: PrintableReading,
  { orphans, more }: ChosenAnnotations,
  filters: AnnotationFilter,
  viewer: Viewer,
  { text, blind, labels }: Beside,
): ArticlePage {
  const { article, edition, annotations } = reading;
  const isEarlier = edition.number < article.edition;
  const mayAnnotate = isEarlier ? false : blind ? blind.mayAnnotate : may(viewer.actor, 'annotate');
  return {
    title: article.title,
    id: article.id,
    publisher: article.publisher,
    published: article.publishedAt === null ? null : dateWords(article.publishedAt, viewer),
    byline: article.byline,
    url: article.url,
    edition: { number: edition.number, of: article.edition },
    captured: momentView(edition.capturedAt, viewer),
    isEarlier,
    mayAddEdition: !isEarlier && !blind && may(viewer.actor, 'add articles'),
    count: annotations.length,
    unreviewed: annotations.filter(({ annotation }) => annotation.status === 'unreviewed').length,
    leftOffPaper: leftOffPaper(annotations),
    mayAnnotate,
    whyNot: mayAnnotate || !may(viewer.actor, 'annotate') ? null : whyNot(isEarlier),
    mayEdit: mayDo(viewer.actor, 'change the article', article),
    text,
    orphans: orphans.map(({ placed, number, isHidden }, at) => {
      const next = orphans[(at + 1) % orphans.length]?.placed.annotation.id;
      const nextLost = next === placed.annotation.id ? null : (next ?? null);
      return { ...cardView(placed, number, reading, viewer), nextLost, isHidden };
    }),
    more,
    filters: filtersView(reading, filters, viewer),
    form: mayAnnotate
      ? annotationFormView(newAnnotation(article.id), newForm(edition), { ...reading, labels })
      : null,
    verdicts: may(viewer.actor, 'judge') ? verdictKinds : null,
    blind,
  };
}

function whyNot(isEarlier: boolean): string {
  return isEarlier
    ? 'An earlier edition is not annotated any more: the newest one is.'
    : 'You have handed in: nothing is annotated here until the blind round has ended.';
}

/** An annotation with its number in the reading, from 1. */
export interface NumberedAnnotation {
  placed: PlacedAnnotation;
  number: number;
}

/** The annotations that fit the filters, and those without a place that don't. */
interface ChosenAnnotations {
  /** Those whose cards are sent with the page. */
  carded: NumberedAnnotation[];
  /** Those that stand nowhere for sure; all of their cards are sent, for there is no mark from which to ask for one. */
  orphans: (NumberedAnnotation & { isHidden: boolean })[];
  /** How many more there are. */
  more: number;
}

/** Which annotations of a reading its page shows by their cards. */
export function chosenIn(reading: PrintableReading, filters: AnnotationFilter): ChosenAnnotations {
  const chosen: ChosenAnnotations = { carded: [], orphans: [], more: 0 };
  let number = 0;
  for (const placed of reading.annotations) {
    number += 1;
    const isHidden = !fitsFilter(placed.annotation, filters, reading);
    if (spanOf(placed) === null) chosen.orphans.push({ placed, number, isHidden });
    else if (isHidden) continue;
    else if (chosen.carded.length === maxCards) chosen.more += 1;
    else chosen.carded.push({ placed, number });
  }
  return chosen;
}

/** Where a new annotation's form is sent, and what it is called. */
export function newAnnotation(article: string) {
  return {
    id: 'tag',
    action: `/articles/${article}/annotations`,
    heading: 'Annotate a passage',
    submit: 'Save annotation',
    back: `/articles/${article}`,
  };
}

function leftOffPaper(annotations: readonly PlacedAnnotation[]): string | null {
  const count = annotations.filter(({ annotation }) => isInternal(annotation.chain)).length;
  if (count === 0) return null;
  const words = counted(count, 'annotation off the record is', 'annotations off the record are');
  return `${words} left out here.`;
}
