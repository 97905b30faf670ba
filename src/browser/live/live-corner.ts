import { element } from '../page/element.js';

let box: HTMLElement | null = null;

/** The corner of the page in which what colleagues do is said: nothing gives way to it. */
export function liveCorner(): HTMLElement {
  if (!box) {
    box = element('div', { class: 'live-corner' });
    document.body.append(box);
  }
  return box;
}
