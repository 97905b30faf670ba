import { TypedVerdicts } from './typed-verdicts.js';
import { addVerdictKeys, verdictFormIn } from './verdict-form.js';

/** The page of one annotation, whose form of a verdict the browser itself sends. */
export function judgeOnOwnPage(): void {
  const form = document.querySelector<HTMLFormElement>('form#verdict');
  const id = document.querySelector<HTMLElement>('article.card[data-annotation]')?.dataset
    .annotation;
  if (!form || !id) return;
  const typed = new TypedVerdicts();
  typed.follow(form, id);
  const verdict = verdictFormIn(document);
  if (verdict) addVerdictKeys(() => verdict);
  // Behind what holds it where there is no connection.
  window.addEventListener('submit', ({ target, submitter, defaultPrevented }) => {
    if (target !== form || defaultPrevented) return;
    const entries = [...new FormData(form, submitter)];
    typed.leaving(
      id,
      entries.map(([name, value]) => [name, String(value)]),
    );
  });
}
