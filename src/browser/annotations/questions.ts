import { confirmationWords } from '../../domain/annotations/confirmation-words.js';
import { shortId } from '../chain/suggestions.js';
import { element } from '../page/element.js';
import type { Conflict, PassageCandidate, Refusal } from './save.js';

/*
 * What the server answered to a form that it did not take, drawn in the form: faults at their
 * fields, and its questions with the answers to choose from.
 */

/** What a question does with its answer, where a field alone would not carry it. */
interface QuestionActions {
  chooseSource(name: string, id: string): void;
  /** The place in the chain where a fault of that field, with that sentence, is shown; or null. */
  openField(name: string, sentence: string): HTMLElement | null;
}

const confirmWords: Readonly<Record<string, string>> = confirmationWords;

let drawn = 0;

/** Takes off a form all that was said of its faults. */
export function clearFaults(form: HTMLFormElement): void {
  for (const made of form.querySelectorAll('.from-server')) made.remove();
  for (const field of form.querySelectorAll('[data-faulty]')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('data-faulty');
    unlink(field);
  }
}

/** Shows a sentence at the head of the form, and in it a link, if there is one. */
export function showFailure(form: HTMLFormElement, sentence: string, link?: HTMLElement): void {
  const paragraph = element('p', {});
  const alert = element('div', { class: 'from-server', role: 'alert' }, paragraph);
  form.prepend(alert);
  // A live region is read out when its text changes, not when it comes along with it.
  paragraph.append(sentence, ...(link ? [' ', link] : []));
  alert.scrollIntoView({ block: 'nearest' });
}

/** Shows all that a refusal says, and takes the focus to the first thing to mend. */
export function showRefusal(
  form: HTMLFormElement,
  refusal: Refusal,
  answers: QuestionActions,
): void {
  const { errors, detail, candidates, sources, confirm, conflict } = refusal;
  for (const { field, message } of errors) {
    const place = answers.openField(field, message) ?? fieldOf(form, field);
    // What is asked about needs no fault beside the question.
    if (place && !candidates && !sources) showFault(place, message);
  }
  const questions = [
    ...(candidates ? [askPlace(form, candidates)] : []),
    ...(sources ?? []).map((question) => askSource(question, answers)),
    ...(confirm ? [askConfirmation(confirm)] : []),
    ...(conflict ? [askVersions(form, conflict)] : []),
  ];
  form.prepend(...questions);
  showFailure(form, detail);
  const first = questions[0]?.querySelector('input') ?? form.querySelector('[data-faulty]');
  if (first instanceof HTMLElement) first.focus();
}

function fieldOf(form: HTMLFormElement, name: string): HTMLElement | null {
  return form.querySelector<HTMLElement>(`[data-field="${CSS.escape(shownName(name))}"]`);
}

function showFault(field: HTMLElement, message: string): void {
  drawn += 1;
  const id = `fault-${drawn}`;
  field.hidden = false;
  field.closest('details')?.setAttribute('open', '');
  const fault = element('p', { class: 'fault from-server', id }, message);
  field.append(fault);
  const control = field.querySelector('input:not([type=hidden]), textarea, select, .name');
  control?.setAttribute('aria-invalid', 'true');
  control?.setAttribute('data-faulty', id);
  control?.setAttribute(
    'aria-describedby',
    `${control.getAttribute('aria-describedby') ?? ''} ${id}`.trim(),
  );
}

function unlink(field: Element): void {
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  const left = ids.filter((id) => !id.startsWith('fault-'));
  field.setAttribute('aria-describedby', left.join(' '));
}

/** The API's names of fields, as the form has them. */
function shownName(name: string): string {
  if (name.startsWith('hops')) return 'chain';
  return name.replace(/^target\./u, '');
}

function question(title: string, ...content: HTMLElement[]): HTMLFieldSetElement {
  const made = element(
    'fieldset',
    { class: 'candidates from-server' },
    element('legend', {}, title),
  );
  made.append(...content);
  return made;
}

function choice(name: string, value: string, ...words: (Node | string)[]): HTMLLabelElement {
  const radio = element('input', { type: 'radio', name, value });
  return element('label', { class: 'choice' }, radio, element('span', {}, ...words));
}

function askPlace(form: HTMLFormElement, candidates: PassageCandidate[]): HTMLElement {
  const places = candidates.map(({ start, before, exact, after }) =>
    choice(
      'place',
      String(start),
      element('span', { class: 'place' }, `…${before}`, element('b', {}, exact), `${after}…`),
    ),
  );
  const asked = question('Which of these places?', ...places);
  asked.addEventListener('change', () => {
    const place = candidates.find(({ start }) => String(start) === new FormData(form).get('place'));
    if (!place) return;
    setField(form, 'start', String(place.start));
    setField(form, 'end', String(place.end));
    setField(form, 'prefix', '');
    setField(form, 'suffix', '');
  });
  return asked;
}

function askSource(
  { name, candidates }: NonNullable<Refusal['sources']>[number],
  answers: QuestionActions,
): HTMLElement {
  drawn += 1;
  const group = `source-${drawn}`;
  const entries = candidates.map(({ id, name: known, kind }) =>
    choice(
      group,
      id,
      known,
      element('small', {}, ` ${kind ?? 'kind not said'} · #${id.slice(0, 6)}`),
    ),
  );
  const asked = question(`Which “${name}”?`, ...entries);
  asked.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    answers.chooseSource(name, shortId({ id: target.value }, candidates));
  });
  return asked;
}

function askConfirmation(questions: NonNullable<Refusal['confirm']>): HTMLElement {
  const ticks = questions.map(({ code: value }) => {
    const tick = element('input', { type: 'checkbox', name: 'confirm', value });
    return element('label', { class: 'choice' }, tick, confirmWords[value] ?? 'Yes, save it so');
  });
  return question('Before it is saved', ...ticks);
}

/** Both versions, field by field; none is chosen beforehand, so none is overwritten unseen. */
function askVersions(form: HTMLFormElement, { etag, fields }: Conflict): HTMLElement {
  setField(form, 'seen', etag);
  setField(form, 'choosing', 'yes');
  const versions = fields.map(({ field, label, mine, theirs }) => {
    const name = `take[${field}]`;
    const asked = element(
      'fieldset',
      { class: 'version' },
      element('legend', {}, label),
      choice(name, 'mine', element('b', {}, 'Yours '), version(field, mine)),
      choice(name, 'theirs', element('b', {}, 'As it stands now '), version(field, theirs)),
    );
    for (const radio of asked.querySelectorAll('input')) radio.required = true;
    return asked;
  });
  return question('Choose, field by field, what is to stand:', ...versions);
}

function version(field: string, value: string): HTMLElement {
  const isLine = field === 'chain';
  return element('span', { class: isLine ? 'value notation' : 'value' }, value || '(nothing)');
}

/** Sets a field of the form, which is made where it is missing. */
export function setField(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    field.value = value;
  else form.append(element('input', { type: 'hidden', name, value }));
}
