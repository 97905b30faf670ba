import { draftsOf } from '../annotations/draft.js';
import { guarded } from '../page/storage.js';

/**
 * The reasons that were typed for verdicts and not sent, by annotation: they are there again after one
 * has looked at others, or has left the page. Like all drafts they are gone after signing out.
 */
export class TypedVerdicts {
  private readonly place = `${draftsOf(document.documentElement.dataset.person ?? '')}verdict:`;

  /**
   * Puts what was typed for an annotation into its form, keeps what is typed there from now on, and
   * answers what stands there.
   */
  follow(form: HTMLFormElement, id: string): string {
    const why = form.querySelector<HTMLTextAreaElement>('[name="comment"]');
    if (!why) return '';
    // What the server has sent back is newer.
    if (why.value === '') why.value = guarded(() => localStorage.getItem(this.place + id)) ?? '';
    // A script that comes late finds what somebody has typed by then.
    if (why.value !== why.defaultValue) this.keep(id, why.value);
    why.addEventListener('input', () => this.keep(id, why.value));
    return why.value;
  }

  /** What was typed for an annotation has been sent. */
  forget(id: string): void {
    guarded(() => localStorage.removeItem(this.place + id));
  }

  private keep(id: string, reason: string): void {
    if (reason.trim() === '') this.forget(id);
    else guarded(() => localStorage.setItem(this.place + id, reason));
  }
}
