import { button, element } from './element.js';

/** What a flash offers to do. */
export interface Offer {
  label: string;
  run: () => void;
  key?: string;
}

/** Shows a sentence at the foot of the page until it is closed or the next one comes. */
export function flash(sentence: string, details: readonly string[] = [], offers: Offer[] = []) {
  closeFlash();
  const said = element('p', { role: 'status' });
  const box = element('div', { class: 'notice' }, said);
  if (details.length > 0) {
    box.append(element('ul', {}, ...details.map((detail) => element('li', {}, detail))));
  }
  for (const { label, run, key } of offers) {
    box.append(button(label, () => act(run), 'notice-act', key));
  }
  const close = button('×', closeFlash, 'notice-close');
  close.setAttribute('aria-label', 'Close this message');
  box.append(close);
  document.body.append(box);
  // A live region is read out when its text changes, not when it comes along with it.
  said.textContent = sentence;
}

function closeFlash(): void {
  document.querySelector('.notice')?.remove();
}

function act(run: () => void): void {
  closeFlash();
  run();
}
