import type { Colleague } from '../../desk/people/colleagues.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { authorsOf } from '../../domain/annotations/content-parts.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { openRequests } from '../../domain/review/request.js';
import { may, mayDo } from '../../domain/rights.js';
import { dateWords } from '../articles/date-view.js';
import { type PageForms, type RefusedForm, refusedAt } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { formAnchor } from './form-anchors.js';

interface RequestView {
  by: string;
  to: string;
  at: MomentView;
  note: string | null;
  due: MomentView | null;
  /** Where it is taken back, by those who may. */
  withdrawal: string | null;
}

/** Who was asked for a verdict, and who may be. */
export interface RequestsView {
  action: string;
  back: string;
  open: RequestView[];
  /** Whom the viewer may ask. */
  colleagues: Colleague[];
  again: RefusedForm | null;
}

/** `judges` are the people of the desk who may judge at all. */
export function requestsView(
  annotation: Annotation,
  judges: readonly Colleague[],
  { people }: Pick<ArticleReading, 'people'>,
  viewer: Viewer,
  { back, refused }: PageForms,
): RequestsView {
  const { actor } = viewer;
  const open = openRequests(annotation);
  const mayAsk = annotation.deleted === null && may(actor, 'ask for reviews');
  const taken = new Set([...authorsOf(annotation), ...open.map(({ to }) => to), actor.id]);
  const nameOf = (person: string) => (person === actor.id ? 'you' : (people.get(person) ?? person));
  return {
    action: `/annotations/${annotation.id}/requests`,
    back,
    open: open.map((request) => ({
      by: nameOf(request.by),
      to: nameOf(request.to),
      at: momentView(request.at, viewer),
      note: request.note,
      due: request.due === null ? null : dateWords(request.due, viewer),
      withdrawal:
        annotation.deleted === null && mayDo(actor, 'take back the request', request)
          ? `/annotations/${annotation.id}/requests/${request.id}/withdrawal`
          : null,
    })),
    colleagues: mayAsk ? judges.filter(({ id }) => !taken.has(id)) : [],
    again: refusedAt(refused, formAnchor.request),
  };
}
