import { button, element } from './element.js';

let nextAct = new AbortController();

/** What a flash offers to do. */
export interface Offer {
  label: string;
  run: () => void;
  key?: string;
}

/**
 * Shows a sentence at the foot of the page until it is closed or the next one comes. One that asks
 * nothing has been read by the next press or key, and goes with it.
 */
export function flash(sentence: string, details: readonly string[] = [], offers: Offer[] = []) {
  closeFlash();
  const shown = element('p', { role: 'status' });
  const words = element('div', { class: 'notice-words' }, shown);
  if (details.length > 0) {
    words.append(element('ul', {}, ...details.map((detail) => element('li', {}, detail))));
  }
  const box = element('div', { class: 'notice' }, words);
  for (const { label, run, key } of offers) {
    box.append(button(label, () => act(run), 'notice-act', key));
  }
  const close = button('×', closeFlash, 'notice-close');
  close.setAttribute('aria-label', 'Close this message');
  box.append(close);
  document.body.append(box);
  // A live region is read out when its text changes, not when it comes along with it.
  shown.textContent = sentence;
  if (details.length === 0 && offers.length === 0) closeWithNextAct();
}

/** Takes the sentence off the page. */
export function closeFlash(): void {
  nextAct.abort();
  document.querySelector('.notice')?.remove();
}

/** Lets what the server has said of the last act be closed. */
export function closeServerFlashes(): void {
  for (const box of document.querySelectorAll('.flashes > .flash')) {
    const close = button('×', () => box.remove(), 'notice-close');
    close.setAttribute('aria-label', 'Close this message');
    box.append(close);
  }
}

function closeWithNextAct(): void {
  nextAct = new AbortController();
  const { signal } = nextAct;
  document.addEventListener('pointerdown', closeFlash, { signal });
  document.addEventListener('keydown', (event) => isPlain(event) && closeFlash(), { signal });
}

/** The key that saves may be held longer than saving takes. */
function isPlain({ key, ctrlKey, metaKey, repeat }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !repeat && !['Shift', 'Alt', 'Control', 'Meta'].includes(key);
}

function act(run: () => void): void {
  closeFlash();
  run();
}
