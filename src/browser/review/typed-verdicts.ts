const fields = ['comment'];

/** What was typed into the form of a verdict and not sent, by annotation, while one looks at others. */
export class TypedVerdicts {
  private readonly typed = new Map<string, [name: string, value: string][]>();

  keep(page: HTMLElement): void {
    const { review = '' } = page.dataset;
    const typed = fieldsIn(page)
      .map(({ name, value }): [string, string] => [name, value])
      .filter(([, value]) => value.trim() !== '');
    this.typed.set(review, typed);
  }

  /** What was typed for an annotation has been sent. */
  forget(id: string): void {
    this.typed.delete(id);
  }

  fill(page: HTMLElement): void {
    const typed = new Map(this.typed.get(page.dataset.review ?? ''));
    for (const field of fieldsIn(page)) {
      if (field.value === '') field.value = typed.get(field.name) ?? '';
    }
  }
}

function fieldsIn(page: HTMLElement): HTMLTextAreaElement[] {
  const selector = fields.map((name) => `form[data-verdict-form] [name="${name}"]`).join();
  return [...page.querySelectorAll<HTMLTextAreaElement>(selector)];
}
