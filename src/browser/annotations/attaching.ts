import type { Span } from '../../domain/text/span.js';
import { announce } from '../page/announce.js';
import { onEscape } from '../page/escape.js';
import { closeFlash, flash } from '../page/flash.js';

/** An annotation that has lost its place, while another passage is selected for it. */
export class Attaching {
  private form: HTMLFormElement | null = null;

  /** `isElsewhere` says whether Escape has another meaning now. */
  constructor(isElsewhere: () => boolean) {
    onEscape(
      () => this.isOn && !isElsewhere(),
      () => this.end(),
    );
  }

  get isOn(): boolean {
    return this.form !== null;
  }

  /** What the button by a selection says. */
  get label(): string {
    return `Put ${this.name} here`;
  }

  /** Begins with the form on the annotation's card that takes a place. */
  begin(form: HTMLFormElement): void {
    this.form = form;
    const cancel = { label: 'Cancel', run: () => this.end() };
    flash(`Select the passage for ${this.name} in the text.`, [], [cancel]);
  }

  /** Sends the place; the page comes again with the annotation there. */
  put({ start, end }: Span): void {
    const { form } = this;
    if (!form) return;
    for (const [name, value] of Object.entries({ start, end })) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = `${value}`;
    }
    this.form = null;
    form.requestSubmit();
  }

  end(): void {
    if (!this.isOn) return;
    this.form = null;
    closeFlash();
    announce('Nothing was attached.');
  }

  private get name(): string {
    const number = this.form?.closest<HTMLElement>('[data-number]')?.dataset.number;
    return number ? `annotation ${number}` : 'this annotation';
  }
}
