import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { settlementOutcomes } from '../../domain/review/settlement.js';
import { isSettled } from '../../domain/review/status.js';
import { may, mayDo } from '../../domain/rights.js';
import { type PageForms, type RefusedForm, refusedAt } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { formAnchor } from './form-anchors.js';

type Outcome = (typeof settlementOutcomes)[number];

/** How a dispute was settled, and by what it is. */
export interface SettlementView {
  action: string;
  back: string;
  given: {
    words: string;
    meaning: string;
    by: string;
    at: MomentView;
    reason: string;
    /** The revision that it closed, where that is not the present one: it is open again. */
    earlier: number | null;
  } | null;
  /** The decisions, each with why the viewer may not take it; none where there is nothing to settle. */
  outcomes: readonly (Outcome & { whyNot: string | null })[];
  /** Whether its form stands open: where it was refused, and in the queue, where the dispute may wait for it. */
  isOpen: boolean;
  again: RefusedForm | null;
}

/** The form by which a dispute is settled, or how it was, as far as the viewer may see and do it. */
export function settlementView(
  annotation: Annotation,
  reading: Pick<ArticleReading, 'people'>,
  viewer: Viewer,
  { back, refused }: PageForms,
): SettlementView {
  const again = refusedAt(refused, formAnchor.settlement);
  return {
    action: `/annotations/${annotation.id}/settlement`,
    back,
    given: givenView(annotation, reading, viewer),
    outcomes: outcomesFor(annotation, viewer),
    isOpen: again !== null || back !== '',
    again,
  };
}

function givenView(
  annotation: Annotation,
  { people }: Pick<ArticleReading, 'people'>,
  viewer: Viewer,
): SettlementView['given'] {
  const { settlement } = annotation;
  const outcome = settlementOutcomes.find(({ code }) => code === settlement?.outcome);
  if (!settlement || !outcome) return null;
  return {
    words: outcome.words,
    meaning: outcome.meaning,
    by: people.get(settlement.by) ?? settlement.by,
    at: momentView(settlement.at, viewer),
    reason: settlement.reason,
    earlier: isSettled(annotation) ? null : settlement.revision,
  };
}

/** Nobody settles a dispute of their own annotation but by conceding. */
function outcomesFor(annotation: Annotation, { actor }: Viewer): SettlementView['outcomes'] {
  const isOpen = annotation.deleted === null && annotation.status === 'disputed';
  if (!isOpen || !may(actor, 'settle disputes')) return [];
  const isOthers = mayDo(actor, 'uphold or amend it', annotation);
  return settlementOutcomes.map((outcome) => {
    const isOpenToViewer = isOthers || outcome.code === 'withdrawn';
    return { ...outcome, whyNot: isOpenToViewer ? null : notOfOnesOwn };
  });
}

const notOfOnesOwn = 'not open to you, since the annotation is yours: ask another editor';
