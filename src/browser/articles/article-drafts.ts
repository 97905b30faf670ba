import { type Draft, Drafts, entryOf, newDraftKey, OpenDraft } from '../annotations/draft.js';
import { button, element } from '../page/element.js';
import { oncePerTask } from '../page/signal.js';
import { inBrief } from '../text/passage.js';

/*
 * What is typed to add an article or an edition is a draft of its person, like an annotation that is
 * typed, until the server says that it is saved. A form of it says whose by `data-draft-of`.
 */

const typedFields = [
  'title',
  'publisher',
  'byline',
  'url',
  'publishedAt',
  'language',
  'text',
  'note',
];

/** In UTF-16 units, of five million that a browser keeps, of all drafts of one form: the rest is for what is typed elsewhere. */
const maxUnits = 1_000_000;

/** Keeps what is typed into the form of an article for its author, and drops what was saved since. */
export function keepArticleDrafts(): void {
  const { person } = document.documentElement.dataset;
  if (person === undefined) return;
  const ofArticles = '[data-saved-draft]:not([data-saved-draft^="verdict:"])';
  for (const saved of document.querySelectorAll<HTMLElement>(ofArticles)) {
    const drafts = new Drafts(person, saved.dataset.savedDraft ?? '');
    if (drafts.open !== null && !drafts.isOpenChangedElsewhere) drafts.drop(drafts.open);
    drafts.open = null;
  }
  const form = document.querySelector<HTMLFormElement>('form[data-draft-of]');
  if (form) new ArticleDraft(form, new Drafts(person, form.dataset.draftOf ?? ''));
}

/** The draft of one form, under the key of its tab. */
class ArticleDraft {
  private readonly notice = element('div', { class: 'article-draft' });
  /** Null until something is typed, or gone on with. */
  private open: OpenDraft | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly drafts: Drafts,
  ) {
    form.before(this.notice);
    // A program that puts in many lines, for somebody who dictates, makes an event of each.
    const keep = oncePerTask(() => this.notice.replaceChildren(...this.keep()));
    form.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLElement && target.matches('[name]:not([type=file])')) keep();
    });
    // A script that comes late finds what somebody has typed by then.
    const typed = typedFields.filter((name) => this.isChanged(name));
    this.restore(typed);
    if (typed.length > 0) this.notice.append(...this.keep());
  }

  private get own(): Draft | null {
    return this.drafts.open === null ? null : this.drafts.read(this.drafts.open);
  }

  /**
   * Of a page that is blank, but for what is typed already, all is filled in; of a preview what was typed on that very
   * page. Another text is the beginning of another draft.
   */
  private restore(typed: readonly string[]): void {
    const before = this.own && entryOf(this.own, 'text');
    const isAnother = typed.includes('text') && before !== this.field('text')?.value;
    // What another tab wrote meanwhile stands on no preview: it waits, and what is typed here is a draft of its own.
    if (this.isBlank ? isAnother : this.drafts.isOpenChangedElsewhere) this.drafts.open = null;
    if (this.drafts.open !== null) this.open = new OpenDraft(this.drafts, this.drafts.open);
    const { own } = this;
    if (own && (this.isBlank || entryOf(own, 'key') === this.pageKey)) this.fill(own, typed);
    else if (this.isBlank) this.offerOthers();
  }

  private isChanged(name: string): boolean {
    const field = this.field(name);
    return field !== null && field.type !== 'hidden' && field.value !== field.defaultValue;
  }

  private get isBlank(): boolean {
    return this.form.matches('[data-article-source]') && this.field('text')?.defaultValue === '';
  }

  /** What tells a page from every other, also once it is loaded anew. */
  private get pageKey(): string {
    return this.field('key')?.value ?? '';
  }

  private fill(draft: Draft, typed: readonly string[] = []): void {
    let [isAnother, isBeside] = [false, false];
    this.drafts.takeOver();
    for (const [name, value] of draft.entries) {
      if (!typedFields.includes(name)) continue;
      const field = this.field(name) ?? this.addHidden(name);
      isBeside ||= field.type === 'hidden';
      isAnother ||= field.defaultValue !== value;
      if (!typed.includes(name)) field.value = value;
    }
    if (!isAnother) return;
    const notice = element('p', { class: 'draft-notice', role: 'status' });
    this.notice.replaceChildren(notice);
    const beside = isBeside ? ', with what you typed beside the preview' : '';
    notice.append(
      `What you typed is here again${beside}. `,
      button('Discard', () => this.discard(), 'link'),
    );
  }

  /** What was typed on a later page, and is to stand there again. */
  private addHidden(name: string): HTMLInputElement {
    const field = element('input', { type: 'hidden', name });
    this.form.append(field);
    return field;
  }

  /** What waits from other tabs, one line each. */
  private offerOthers(): void {
    const lines = this.drafts.kept().map((key) => {
      const draft = this.drafts.read(key);
      const what = draft && (entryOf(draft, 'title') ?? entryOf(draft, 'text'));
      return element(
        'p',
        { class: 'draft-line', 'data-draft': key },
        '1 unsaved draft: ',
        element('bdi', {}, inBrief(what ?? '')),
        button('Go on', () => this.goOn(key), 'link'),
        button('Discard', () => this.discardOther(key), 'link'),
      );
    });
    this.notice.replaceChildren(...lines);
  }

  private goOn(key: string): void {
    const draft = this.drafts.read(key);
    this.begin(key);
    if (draft) this.fill(draft);
    this.field('text')?.focus();
  }

  private discardOther(key: string): void {
    this.drafts.drop(key);
    this.offerOthers();
    this.field('text')?.focus();
  }

  private begin(key: string): OpenDraft {
    this.drafts.open = key;
    this.open = new OpenDraft(this.drafts, key);
    return this.open;
  }

  /** Answers what is to be said where it can't be kept. */
  private keep(): readonly HTMLElement[] {
    const open = this.open ?? this.begin(newDraftKey());
    const typed = [...new FormData(this.form)].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && this.isTyped(name) && value !== '' ? [[name, value]] : [],
    );
    const entries: [string, string][] = [...typed, ['key', this.pageKey]];
    const draft = { entries, span: null };
    const isTooLong = unitsOf(draft) + this.unitsBeside(open.key) > maxUnits;
    open.keep(typed.length > 0 && !isTooLong ? draft : null);
    const words =
      'This is too long to be kept in this browser: it is gone once you leave the page.';
    return isTooLong ? [element('p', { class: 'draft-notice', role: 'status' }, words)] : [];
  }

  private unitsBeside(own: string): number {
    const others = this.drafts.kept().filter((key) => key !== own);
    return others.reduce((sum, key) => sum + unitsOf(this.drafts.read(key)), 0);
  }

  /** The text of a file is not typed, unless somebody has changed it. */
  private isTyped(name: string): boolean {
    if (name !== 'text' || this.form.matches('[data-article-source]'))
      return typedFields.includes(name);
    const field = this.field('text');
    const wasTyped = this.own && entryOf(this.own, 'text') !== undefined;
    return Boolean(wasTyped) || field?.value !== field?.defaultValue;
  }

  private discard(): void {
    this.open?.drop();
    this.open = null;
    this.drafts.open = null;
    this.form.reset();
    for (const name of typedFields) {
      const field = this.field(name);
      if (field?.type === 'hidden') field.remove();
    }
    this.notice.replaceChildren();
    this.field('text')?.focus();
  }

  private field(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    const field = this.form.elements.namedItem(name);
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    return isText ? field : null;
  }
}

function unitsOf(draft: Draft | null): number {
  return draft?.entries.reduce((sum, [, value]) => sum + value.length, 0) ?? 0;
}
