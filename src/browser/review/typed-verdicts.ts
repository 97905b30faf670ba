import { draftsOf } from '../annotations/draft.js';
import { digestOf, guarded } from '../page/storage.js';

/** Where a tab keeps which words it has sent as a page does, by their digest: it stays there after signing out. */
const sentPlace = 'whence:sent-verdict';

/** Words that were typed for a verdict; those of a dispute are of no other verdict. */
interface TypedVerdict {
  why: string;
  on: string;
  isDispute: boolean;
  /** It was sent and taken back: nothing sends it again but what somebody presses once they have it before them. */
  isTakenBack?: boolean;
}

/**
 * The reasons that were typed for verdicts and not sent, by annotation: they are there again after one
 * has looked at others, or has left the page. Like all drafts they are gone after signing out.
 */
export class TypedVerdicts {
  private readonly place = `${draftsOf(document.documentElement.dataset.person ?? '')}verdict:`;

  /**
   * Puts what was typed for an annotation into its form, a dispute as one that is begun, and keeps what
   * is typed there from now on. Whoever agrees after all sends no reason of a dispute, nor one that the
   * window is too narrow to show: it stays kept.
   * Answers what stands there.
   */
  follow(form: HTMLFormElement, id: string): string {
    const why = form.querySelector<HTMLTextAreaElement>('[name="comment"]');
    const on = form.querySelector<HTMLSelectElement>('[name="on"]');
    if (!why || !on) return '';
    const isDisputing = () => form.classList.contains('disputing');
    const keep = () => this.keep(id, { why: why.value, on: on.value, isDispute: isDisputing() });
    // What the server has sent back is newer.
    if (why.value === '') putInto(form, why, on, this.kept(id));
    // A script that comes late finds what somebody has typed by then.
    if (why.value !== why.defaultValue) keep();
    form.addEventListener('input', keep);
    form.addEventListener('formdata', ({ formData }) => {
      const isOfAnother = isDisputing() && formData.get('verdict') !== 'dispute';
      if (isOfAnother || !why.checkVisibility()) formData.delete('comment');
    });
    return why.value;
  }

  /**
   * These entries are sent. Once what is answered is called, what they hold of the words typed for the
   * annotation is forgotten, unless others were typed meanwhile; it says whether they were.
   */
  sending(id: string, entries: readonly [string, string][]): () => boolean {
    const before = this.kept(id)?.why;
    return () => {
      const words = this.kept(id)?.why;
      const isTypedOn = words !== undefined && words !== before;
      if (!isTypedOn && entries.some(([name]) => name === 'comment')) this.forget(id);
      return isTypedOn;
    };
  }

  /**
   * These entries are sent as a page sends them: what they hold of the words typed for the annotation is forgotten by
   * the page that says they are saved. The one that asks to sign in may be left.
   */
  leaving(id: string, entries: readonly [string, string][]): void {
    const why = entries.some(([name]) => name === 'comment') ? this.kept(id)?.why : undefined;
    const sent = JSON.stringify({ id, words: why === undefined ? null : digestOf(why) });
    guarded(() => sessionStorage.setItem(sentPlace, sent));
  }

  /** Forgets the words that this tab has sent, once a page says that they are saved. */
  forgetSaved(): void {
    const sent = guarded(() => JSON.parse(sessionStorage.getItem(sentPlace) ?? '{}'));
    if (!document.querySelector(`[data-saved-draft="verdict:${sent?.id}"]`)) return;
    guarded(() => sessionStorage.removeItem(sentPlace));
    const why = this.kept(sent.id)?.why;
    if (why !== undefined && digestOf(why) === sent.words) this.forget(sent.id);
  }

  /** A verdict was taken back: its words are as if not sent, unless others have been typed since. */
  bringBack(id: string, entries: readonly [string, string][]): void {
    if (this.kept(id)) return;
    const { comment: why = '', on = '', verdict } = Object.fromEntries(entries);
    this.keep(id, { why, on, isDispute: verdict === 'dispute', isTakenBack: true });
  }

  private kept(id: string): TypedVerdict | null {
    const kept = guarded(() => localStorage.getItem(this.place + id));
    if (!kept) return null;
    const read = guarded<Partial<TypedVerdict> | null>(() => JSON.parse(kept));
    // Words that an earlier program kept stand alone.
    const said = read?.why === undefined ? {} : read;
    const { why = kept, on = '', isDispute = false, isTakenBack = false } = said;
    return { why, on, isDispute, isTakenBack };
  }

  private keep(id: string, typed: TypedVerdict): void {
    if (typed.why.trim() === '') this.forget(id);
    else guarded(() => localStorage.setItem(this.place + id, JSON.stringify(typed)));
  }

  private forget(id: string): void {
    guarded(() => localStorage.removeItem(this.place + id));
  }
}

function putInto(
  form: HTMLFormElement,
  why: HTMLTextAreaElement,
  on: HTMLSelectElement,
  typed: TypedVerdict | null,
): void {
  if (!typed) return;
  why.value = typed.why;
  if (typed.isDispute) form.classList.add('disputing');
  if (typed.isTakenBack) form.dataset.takenBack = '';
  if ([...on.options].some(({ value }) => value === typed.on)) on.value = typed.on;
}
