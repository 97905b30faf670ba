import type { Colleague } from '../../desk/people/colleagues.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { PageForms } from '../forms/sent-form.js';
import type { Viewer } from '../page/viewer.js';
import { type ThreadView, threadView } from './comments-view.js';
import { type ProposalView, proposalViews } from './proposal-view.js';
import { type RequestsView, requestsView } from './requests-view.js';
import { type SettlementView, settlementView } from './settlement-view.js';
import { type JudgingView, judgingView } from './verdicts-view.js';

/** All of the reviewing of one annotation, for a page that shows it. */
export interface ReviewingView {
  judging: JudgingView;
  settlement: SettlementView;
  proposals: ProposalView[];
  requests: RequestsView;
  thread: ThreadView;
}

export function reviewingView(
  annotation: Annotation,
  reading: ArticleReading,
  judges: readonly Colleague[],
  viewer: Viewer,
  forms: PageForms,
): ReviewingView {
  return {
    judging: judgingView(annotation, reading, viewer, forms),
    settlement: settlementView(annotation, reading, viewer, forms),
    proposals: proposalViews(annotation, reading, viewer, forms),
    requests: requestsView(annotation, judges, reading, viewer, forms),
    thread: threadView(annotation, reading, viewer, forms),
  };
}
