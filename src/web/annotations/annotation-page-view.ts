import type { AnnotationHistory } from '../../desk/history/history.js';
import type { Colleague } from '../../desk/people/colleagues.js';
import {
  type ArticleReading,
  type PlacedAnnotation,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { chainSentence, drawnHops } from '../../domain/chain/drawn-hops.js';
import { confidences, confidenceWords, credibilityLabel } from '../../domain/chain/scales.js';
import { describe } from '../../domain/history/history.js';
import { mayDo } from '../../domain/rights.js';
import type { RefusedForm } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type ReviewingView, reviewingView } from '../review/reviewing-view.js';
import { type CardView, cardView } from './card-view.js';
import { asAnnotated, type InContext, inContext } from './in-context.js';

/** Everything that an annotation's own page shows. */
interface AnnotationPage {
  article: { id: string; title: string };
  card: CardView;
  reviewing: ReviewingView;
  /** A form of the page that could not be taken, what was changed meanwhile, and where it stands. */
  refused: RefusedForm | null;
  passage: InContext;
  sentence: string;
  confidence: string;
  credibility: string;
  revision: number;
  /** The newest first; where it is long, its beginning stands behind one line. */
  history: { newest: Happening[]; earlier: Happening[] };
  deleted: { by: string; at: MomentView; mayRestore: boolean } | null;
}

interface Happening {
  at: MomentView;
  sentence: string;
}

/** At most this many entries of the history are read without opening anything; a single one is never hidden. */
const shownAtOnce = 10;

/** What the page needs beside the annotation; `judges` may be asked for a verdict. */
interface Beside {
  history: AnnotationHistory;
  judges: readonly Colleague[];
  refused: RefusedForm | null;
}

/** An annotation’s own page: the passage, its chain, verdicts, comments and history, newest first. */
export function annotationPage(
  placed: PlacedAnnotation,
  reading: ArticleReading,
  { history, judges, refused }: Beside,
  viewer: Viewer,
): AnnotationPage {
  const { annotation } = placed;
  const { deleted } = annotation;
  const { article, sources, people } = reading;
  const happenings = history.events
    .map((event) => ({
      at: momentView(event.at, viewer),
      sentence: describe(event, history.names),
    }))
    .toReversed();
  const shown = happenings.length > shownAtOnce + 1 ? shownAtOnce : happenings.length;
  return {
    article: { id: article.id, title: article.title },
    card: cardView(placed, null, reading, viewer),
    reviewing: reviewingView(annotation, reading, judges, viewer, { back: '', refused }),
    refused,
    passage: passageOf(placed, reading),
    sentence: chainSentence(drawnHops(annotation.chain, (id) => sources.get(id))),
    confidence: confidenceMeaning(placed),
    credibility: credibilityLabel(placed.annotation.credibility),
    revision: annotation.revision,
    history: {
      newest: happenings.slice(0, shown),
      earlier: happenings.slice(shown),
    },
    deleted: deleted && {
      by: people.get(deleted.by) ?? deleted.by,
      at: momentView(deleted.at, viewer),
      mayRestore: mayDo(viewer.actor, 'restore the annotation', annotation),
    },
  };
}

const surroundingUnits = 280;

/** The passage with what stands around it: in the text, or as it was when it was tagged. */
function passageOf(placed: PlacedAnnotation, { edition: { text } }: ArticleReading): InContext {
  const span = spanOf(placed);
  return span ? inContext(text, span, surroundingUnits) : asAnnotated(placed.annotation.target);
}

function confidenceMeaning({ annotation: { confidence } }: PlacedAnnotation): string {
  const level = confidences.find(({ code }) => code === confidence);
  return level ? `${level.words}: ${level.meaning}` : confidenceWords(null);
}
