import { announce } from './announce.js';
import { button, element } from './element.js';

/** What a toast offers to do. One that is called Undo has its key, `z`. */
export interface ToastOffer {
  label: string;
  run: () => void;
  key?: string;
}

/** How long a toast stays that asks nothing, in milliseconds. */
const shownMs = 8000;

/**
 * Shows a sentence at the foot of the page in the place of the one before. It goes after a while, but
 * not while it is pointed at or has the focus; one with details, such as warnings, is to be read and
 * closed.
 */
export function flash(
  sentence: string,
  details: readonly string[] = [],
  offers: ToastOffer[] = [],
) {
  closeFlash();
  const words = element('p', {});
  const toast = element('div', { class: 'toast', role: 'status', 'data-toast': true }, words);
  if (details.length > 0) {
    toast.append(element('ul', {}, ...details.map((detail) => element('li', {}, detail))));
  }
  toast.append(...offers.map((offer) => offerButton(toast, offer)));
  toastBox().append(toast);
  // A live region is read out when its text changes, not when it comes along with it.
  words.textContent = sentence;
  tend(toast);
}

/** Says a sentence with the one that is shown, if any, whose offers stay; once. */
export function flashBeside(sentence: string): void {
  const words = document.querySelector('[data-toast] p');
  if (!words) flash(sentence);
  else if (!words.textContent.includes(sentence)) words.append(` ${sentence}`);
}

/** Takes the sentence off the page. */
export function closeFlash(): void {
  for (const toast of document.querySelectorAll('[data-toast]')) toast.remove();
}

/** Lets what the server says of the last act go like any other toast. */
export function tendServerFlashes(): void {
  for (const toast of document.querySelectorAll<HTMLElement>('[data-toast]')) {
    toast.querySelector('button[data-undo]')?.append(' ', element('kbd', {}, 'z'));
    announce([...toast.querySelectorAll('p, li')].map((part) => part.textContent).join(' '));
    tend(toast);
  }
}

/** Does what the toast that is shown offers to undo; whether there is one. */
export function undoShown(): boolean {
  const undo = document.querySelector<HTMLElement>('[data-toast] button[data-undo]');
  undo?.click();
  return undo !== null;
}

function offerButton(toast: HTMLElement, { label, run, key }: ToastOffer): HTMLButtonElement {
  const act = () => {
    putAway(toast);
    run();
  };
  const made = button(label, act, '', key);
  made.toggleAttribute('data-undo', label === 'Undo');
  return made;
}

function toastBox(): HTMLElement {
  const there = document.querySelector<HTMLElement>('.toasts');
  if (there) return there;
  const made = element('div', { class: 'toasts' });
  document.body.append(made);
  return made;
}

/** From where the focus came into a toast. */
const cameFrom = new WeakMap<HTMLElement, EventTarget | null>();

/** Takes a toast off the page; the focus goes back to where it came from. */
function putAway(toast: HTMLElement): void {
  const from = cameFrom.get(toast);
  toast.remove();
  if (from instanceof HTMLElement) from.focus({ preventScroll: true });
}

/** Lets a toast go once its time is over. */
function tend(toast: HTMLElement): void {
  toast.addEventListener('focusin', ({ relatedTarget }) => {
    const isWithin = relatedTarget instanceof Node && toast.contains(relatedTarget);
    if (!isWithin) cameFrom.set(toast, relatedTarget);
  });
  if (toast.querySelector('li')) {
    toast.append(button('Close', () => putAway(toast), ''));
    return;
  }
  let timer = 0;
  const stay = () => window.clearTimeout(timer);
  const leave = () => {
    stay();
    if (toast.matches(':hover, :focus-within')) return;
    timer = window.setTimeout(() => toast.remove(), shownMs);
  };
  for (const event of ['pointerenter', 'focusin']) toast.addEventListener(event, stay);
  // The focus has moved on only once the event is over.
  for (const event of ['pointerleave', 'focusout']) {
    toast.addEventListener(event, () => queueMicrotask(leave));
  }
  leave();
}
