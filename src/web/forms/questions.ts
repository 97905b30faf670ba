import { type Confirmation, confirmations } from '../../domain/annotations/annotation-input.js';
import { confirmationWords } from '../../domain/annotations/confirmation-words.js';
import type { Problem } from '../../domain/problem.js';
import { listIn } from '../http/problems.js';
import { severalIn } from './form-fields.js';

/** What must be said yes to before something is saved: a box to tick in its form. */
export interface QuestionView {
  value: FormQuestion;
  label: string;
  isTicked: boolean;
}

/** What is asked of forms: of the register's also whether two entries may bear one name. */
const formQuestions = [...confirmations, 'namesake'] as const;
type FormQuestion = (typeof formQuestions)[number];

/**
 * What is asked of a form now, as the details of its problem say it, and what was said yes to
 * before, which need not be asked twice.
 */
export function questionsOf(body: unknown, details: Problem['details']): QuestionView[] {
  const codes = listIn<{ code: string }>(details, 'confirm').map(({ code }) => code);
  const ticked = confirmedIn(body, formQuestions);
  return formQuestions
    .filter((value) => ticked.includes(value) || codes.includes(value))
    .map((value) => ({ value, label: confirmationWords[value], isTicked: ticked.includes(value) }));
}

/** What was said yes to in a form, of what is asked there. */
export function confirmedIn(body: unknown): Confirmation[];
export function confirmedIn<Q extends FormQuestion>(body: unknown, asked: readonly Q[]): Q[];
export function confirmedIn(body: unknown, asked: readonly FormQuestion[] = confirmations) {
  const sent = severalIn(body, 'confirm');
  return asked.filter((question) => sent.includes(question));
}
