import type { Colleague } from '../../desk/people/colleagues.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { RefusedForm } from '../forms/sent-form.js';
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

/** `back` is the path to which its forms return; `refused` the one that could not be taken. */
export function reviewingView(
  annotation: Annotation,
  reading: ArticleReading,
  judges: readonly Colleague[],
  viewer: Viewer,
  options: { back?: string | undefined; refused?: RefusedForm | null } = {},
): ReviewingView {
  return {
    judging: judgingView(annotation, reading, viewer, options),
    settlement: settlementView(annotation, reading, viewer, options),
    proposals: proposalViews(annotation, reading, viewer, options),
    requests: requestsView(annotation, judges, reading, viewer, options),
    thread: threadView(annotation, reading, viewer, options),
  };
}
