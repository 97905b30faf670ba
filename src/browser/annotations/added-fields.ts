import { button, element } from '../page/element.js';

/** What an annotation may say beside its chain and its level, each with the fields for it. */
const parts = [
  { label: 'Credibility', fields: ['credibility'] },
  { label: 'Claim', fields: ['claim', 'stance'] },
  { label: 'Note', fields: ['note'] },
  { label: 'Labels', fields: ['labels'] },
] as const;

/**
 * The fields that stand in the form once they are asked for, one by one, by the buttons beside Save.
 * Which buttons are left follows from the fields that are shown: see form.css.
 */
export class AddedFields {
  constructor(private readonly form: HTMLFormElement) {
    const more = form.querySelector('[data-more]');
    more?.replaceWith(...more.querySelectorAll(':scope > .field'));
    const offered = parts.filter(({ fields: [first] }) => this.field(first));
    const buttons = offered.map(({ label, fields }) => {
      const add = button(`+ ${label}`, () => this.add(fields), 'add');
      add.dataset.add = fields[0];
      return add;
    });
    form.querySelector('.actions')?.append(element('div', { class: 'adds' }, ...buttons));
    this.showFilled();
  }

  /** Shows what holds something, and leaves the rest to be asked for. */
  showFilled(): void {
    for (const { fields } of parts) {
      const isFilled = fields.some((name) => this.control(name)?.value);
      for (const name of fields) {
        const field = this.field(name);
        if (field) field.hidden = !isFilled && !field.querySelector('.fault');
      }
    }
  }

  private add(fields: readonly string[]): void {
    for (const name of fields) {
      const field = this.field(name);
      if (field) field.hidden = false;
    }
    const [first = ''] = fields;
    this.control(first)?.focus();
  }

  private field(name: string): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(`[data-field="${name}"]`);
  }

  private control(name: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null {
    return this.field(name)?.querySelector('input, textarea, select') ?? null;
  }
}
