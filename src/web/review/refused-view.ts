import type { ConfirmView } from '../annotations/annotation-form-view.js';
import type { Faults } from '../http/problems.js';

/** The forms of reviewing that stand on one page. */
export type ReviewForm = 'verdict' | 'proposal' | 'comment' | 'settlement' | 'request';

/** A form that could not be taken: which one, what was typed into it, and what is wrong. */
export interface RefusedForm {
  form: ReviewForm;
  /** Which of several: the judged part, a proposal's or a comment's id; empty for the only one. */
  about: string;
  typed: Readonly<Record<string, string>>;
  faults: Faults;
  /** What has to be said yes to first. */
  confirm: readonly ConfirmView[];
  /** What was changed while somebody looked, in sentences. */
  changes: readonly string[];
}

/** What a form shows beside its fields when it is shown again. */
export type RefusedFields = Pick<RefusedForm, 'typed' | 'faults' | 'confirm'>;

/** The element of a page in which a form stands. */
export function anchorOf({ form, about }: Pick<RefusedForm, 'form' | 'about'>): string {
  if (form === 'verdict') return `on-${about.replace(':', '-')}`;
  if (form === 'proposal') return `proposal-${about}`;
  if (form === 'comment') return about === '' ? 'thread' : `comment-${about}`;
  return form === 'settlement' ? 'settlement' : 'requests';
}

/** What one of the forms shows again, if it is the one that could not be taken. */
export function againIn(
  refused: RefusedForm | null,
  form: ReviewForm,
  about = '',
): RefusedFields | null {
  return refused?.form === form && refused.about === about ? refused : null;
}

/** What a page says at its head of a form that could not be taken, and where the form stands. */
export interface RefusedView {
  message: string;
  changes: readonly string[];
  at: string;
}

export function refusedView(refused: RefusedForm | null): RefusedView | null {
  if (refused === null) return null;
  const { faults, changes } = refused;
  return { message: faults.message, changes, at: anchorOf(refused) };
}
