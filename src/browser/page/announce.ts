import { element } from './element.js';

let region: HTMLElement | null = null;

/** Says a sentence to people who listen to the page instead of looking at it. */
export function announce(sentence: string): void {
  region ??= makeRegion();
  // The same sentence twice is no change, and would not be read out again.
  region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
}

function makeRegion(): HTMLElement {
  const made = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  document.body.append(made);
  return made;
}
