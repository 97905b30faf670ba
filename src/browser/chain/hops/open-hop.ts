import { button, element } from '../../page/element.js';
import { NameField, type NameWishes } from '../name-field.js';
import type { Register } from '../register.js';

/** An offer beside an empty hop. */
export interface HopOffer {
  words: string;
  /** What it says to those who hear it, where that is more. */
  label?: string;
  key?: string;
  isOn?: boolean;
  run: () => void;
}

/** A hop that waits for a name: one stands at each end of the chain. */
export class OpenHop {
  readonly box = element('li', { 'data-station': true, class: 'add' });
  readonly field: NameField;
  private readonly sign = element('span', { class: 'kind' });
  private signAtRest: Element | null = null;
  private signTyped: Element | null = null;
  private readonly offers = element('span', { class: 'offers' });
  private shown = '';

  constructor(label: string, register: Register, wishes: NameWishes) {
    this.box.append(this.sign);
    this.field = new NameField(label, this.box, register, {
      ...wishes,
      signs: (sign) => {
        this.signTyped = sign;
        this.showSign();
      },
    });
    this.box.append(this.offers);
  }

  /** What it asks, its sign, and what is offered in the place of a name. */
  show(question: { label: string; placeholder: string }, sign: Element, offers: HopOffer[]): void {
    this.field.ask(question.label, question.placeholder);
    this.signAtRest = sign;
    this.showSign();
    // Buttons that say the same stay, so that the focus on one does.
    const said = JSON.stringify(offers);
    if (said === this.shown) return;
    this.shown = said;
    this.offers.replaceChildren(...offers.map(offerButton));
  }

  private showSign(): void {
    this.sign.replaceChildren(this.signTyped ?? this.signAtRest ?? '');
  }
}

function offerButton({ words, label, key, isOn, run }: HopOffer): HTMLElement {
  const made = button(words, run, 'chip', key);
  // A press takes no focus from what is being typed: it is what is typed that would be left.
  made.addEventListener('pointerdown', (event) => event.preventDefault());
  if (label) made.setAttribute('aria-label', label);
  if (isOn !== undefined) made.setAttribute('aria-pressed', String(isOn));
  return made;
}
