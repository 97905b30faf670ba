import { announce } from '../page/announce.js';

const things = '[data-on]';
const ownUse = 'a, button, summary, input, select, textarea, form';

/**
 * Aims the one form of a verdict at a part of the annotation: by a click on the thing, by its key, or
 * by the choice in the form itself. What is aimed at is marked in the card.
 */
export class VerdictAim {
  private readonly choice: HTMLSelectElement;
  private readonly wholeAgain: HTMLElement | null;

  /** `card` holds what can be aimed at, and so may the text beside it. */
  constructor(
    form: HTMLFormElement,
    private readonly card: HTMLElement,
    private readonly aimed: () => void,
  ) {
    const choice = form.elements.namedItem('on');
    if (!(choice instanceof HTMLSelectElement)) throw new TypeError('The form has no field “on”');
    this.choice = choice;
    this.wholeAgain = form.querySelector<HTMLElement>('[data-aim-whole]');
    this.wholeAgain?.addEventListener('click', () => this.at('whole'));
    choice.addEventListener('change', () => this.show());
    card.addEventListener('click', ({ target }) => this.onClick(target));
    card.classList.add('aimable');
  }

  get on(): string {
    return this.choice.value;
  }

  /** As in "hop 2, US diplomat in London". */
  get words(): string {
    return this.choice.selectedOptions[0]?.textContent?.trim() ?? '';
  }

  /** Aims at a part, where the annotation has it. */
  at(on: string): boolean {
    const has = [...this.choice.options].some(({ value }) => value === on);
    if (!has) return false;
    this.choice.value = on;
    this.show();
    // In a long chain the form may stand over what a key aims at.
    if (on.startsWith('hop:')) this.bringIntoSight();
    announce(`Review: ${this.words}`);
    return true;
  }

  private bringIntoSight(): void {
    const aimedAt = this.card.querySelector('.aimed-at');
    aimedAt?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  private onClick(target: EventTarget | null): void {
    const thing = target instanceof Element ? target.closest<HTMLElement>(things) : null;
    if (!thing || !(target instanceof Element) || target.closest(ownUse)) return;
    if (window.getSelection()?.isCollapsed === false) return;
    this.at(thing.dataset.on ?? '');
  }

  /** Draws what is aimed at. */
  show(): void {
    const { on } = this;
    for (const thing of this.card.querySelectorAll<HTMLElement>(things)) {
      const [place = ''] = /^hop:\d+/u.exec(thing.dataset.on ?? '') ?? [];
      const isAimedAt = thing.dataset.on === on || place === on;
      thing.classList.toggle('aimed-at', isAimedAt);
      if (isAimedAt) thing.setAttribute('aria-current', 'true');
      else thing.removeAttribute('aria-current');
    }
    if (this.wholeAgain) this.wholeAgain.hidden = on === 'whole';
    this.aimed();
  }
}
