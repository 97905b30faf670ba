import { type Refusal, send } from '../annotations/save.js';
import { announce } from '../page/announce.js';
import { element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { closeFlash, flash } from '../page/flash.js';
import { standsAnew } from '../page/gesture.js';
import { addShortcut, isTyping } from '../page/keys.js';
import { Signal } from '../page/signal.js';
import { fetchPage, ReviewPages, sendAsPage, sendForPage } from './review-pages.js';
import { TypedVerdicts } from './typed-verdicts.js';

/** The server's answer to a verdict that it has taken. */
interface VerdictAnswer {
  message: string;
  warnings?: string[];
  undo: { action: string };
}

/** Where the article stands above its annotation, in a box of its own. */
const narrow = window.matchMedia('(max-width: 62rem)');

const verdictForms = 'form[data-verdict-form], form[data-part-verdict-form]';
const wholeForm = 'form[data-verdict-form]';

/** The keys that press what they stand on. */
const keys: readonly [key: string, pressed: string, words: string][] = [
  ['a', `${wholeForm} button[value="agree"]`, 'Agree'],
  ['d', `${wholeForm} button[value="dispute"]`, 'Dispute, and say why'],
  ['u', `${wholeForm} button[value="unsure"]`, 'Unsure'],
  ['j', '[data-step="next"]', 'Next in the queue'],
  ['k', '[data-step="previous"]', 'Previous in the queue'],
];

/**
 * One annotation of the queue after another, in the same page: a verdict is sent, and the next
 * annotation, which was fetched meanwhile, takes the place of the active one.
 */
export class Review {
  /** Another page took the place of the one before: its `main`. */
  readonly shown = new Signal<HTMLElement>();
  private readonly pages = new ReviewPages();
  private readonly typed = new TypedVerdicts();
  /** What was judged since the page was opened: pages that were fetched before may lead back there. */
  private readonly done = new Set<string>();
  private undo: { id: string; action: string; back: string } | null = null;
  private isSending = false;

  constructor(private main: HTMLElement) {
    for (const [key, pressed, words] of keys) {
      const decides = pressed.startsWith(wholeForm);
      addShortcut(key, words, () => this.press(pressed), { decides });
    }
    addShortcut('p', 'Propose another chain', () => this.propose());
    addShortcut('z', 'Undo the last verdict', () => void this.takeBack());
    this.listen();
    this.furnish();
  }

  private listen(): void {
    document.addEventListener('submit', (event) => this.onSubmit(event));
    document.addEventListener('click', (event) => this.onClick(event));
    window.addEventListener('popstate', () => void this.load(location.href));
    onEscape(
      () => this.main.contains(document.activeElement) && isTyping(document.activeElement),
      () => this.focus(),
    );
  }

  private get id(): string {
    return this.main.dataset.review ?? '';
  }

  /** Where to go from here: to what is next, or to the list of what is left. */
  private get onward(): string {
    const { back = '/review' } = this.main.dataset;
    const next = /^\/review\/([^?#]+)/u.exec(back)?.[1];
    const list = this.find<HTMLAnchorElement>('a[data-queue]')?.href;
    return next !== undefined && this.done.has(next) ? (list ?? back) : back;
  }

  private find<E extends HTMLElement>(selector: string): E | null {
    return this.main.querySelector<E>(selector);
  }

  private press(selector: string): void {
    const pressed = this.find(selector);
    if (pressed) pressed.click();
    else announce(selector.startsWith('form') ? this.whyNot() : 'There is no other one.');
  }

  private whyNot(): string {
    return this.find('.why-not')?.textContent ?? 'There is nothing to review here.';
  }

  /** Opens the field for another chain, with the present one to begin from. */
  private propose(): void {
    const field = this.find<HTMLTextAreaElement>(`${wholeForm} [name="proposal"]`);
    if (!field) {
      this.press('[data-propose]');
      return;
    }
    const more = field.closest('details');
    if (more) more.open = true;
    if (field.value === '') field.value = this.main.dataset.notation ?? '';
    field.focus();
  }

  private onSubmit(event: SubmitEvent): void {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || !target.matches(verdictForms)) return;
    if (!this.main.contains(target)) return;
    event.preventDefault();
    void this.judge(target, submitter);
  }

  private onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a[data-step]') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.go(link.href);
  }

  private async judge(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    const entries = this.entriesOf(form, submitter);
    const answer = await send<VerdictAnswer>(form.action, entries);
    this.isSending = false;
    if (answer.kind === 'failed' && answer.signIn) return sendAsPage(form.action, entries);
    if (answer.kind === 'failed') return flash(answer.sentence);
    if (answer.kind === 'refused') return this.showAgain(form.action, entries, answer.refusal);
    const { message, warnings = [], undo } = answer.body;
    this.undo = { id: this.id, action: undo.action, back: location.href };
    this.done.add(this.id);
    form.remove();
    await this.go(this.onward);
    const offers = [{ label: 'Undo', key: 'z', run: () => void this.takeBack() }];
    flash(message, warnings, offers);
  }

  /** What could not be taken comes back in the page's own form, as it does without scripts. */
  private async showAgain(action: string, entries: [string, string][], { detail }: Refusal) {
    const page = await sendForPage(action, entries);
    if (page?.querySelector('main[data-review]')) this.show(page);
    else flash(detail);
  }

  /** The chain that stands in the field unchanged is no proposal. */
  private entriesOf(form: HTMLFormElement, submitter: HTMLElement | null): [string, string][] {
    return [...new FormData(form, submitter)].map(([name, value]) => {
      const isSame = name === 'proposal' && value === this.main.dataset.notation;
      return [name, isSame ? '' : String(value)];
    });
  }

  private async takeBack(): Promise<void> {
    const { undo } = this;
    if (undo === null || this.isSending) return announce('There is no verdict to undo.');
    this.isSending = true;
    const answer = await send<VerdictAnswer>(undo.action);
    this.isSending = false;
    if (answer.kind === 'failed') return flash(answer.sentence);
    this.undo = null;
    if (answer.kind === 'refused') return flash(answer.refusal.detail);
    this.done.delete(undo.id);
    this.pages.forget();
    await this.go(undo.back);
    flash(answer.body.message);
  }

  /** Shows another annotation, and leaves a way back to the active one. */
  private async go(address: string): Promise<void> {
    const page = await this.pages.take(address);
    if (page) history.pushState(null, '', address);
    else location.assign(address);
    this.show(page);
    if (page) void this.refresh(address);
  }

  private async load(address: string): Promise<void> {
    this.show(await fetchPage(address));
  }

  private show(page: Document | null): void {
    const main = page?.querySelector('main');
    if (!page || !main) return;
    this.typed.keep(this.main);
    closeFlash();
    document.title = page.title;
    this.main.replaceWith(main);
    this.main = main;
    takeHead(page);
    standsAnew();
    this.enter();
  }

  /** How far one is was not known yet when the page was fetched ahead. */
  private async refresh(address: string): Promise<void> {
    const page = await fetchPage(address);
    const bar = page?.querySelector('.queue-bar');
    if (!page || !bar || location.href !== new URL(address, location.href).href) return;
    takeHead(page);
    this.find('.queue-bar')?.replaceWith(bar);
    this.main.dataset.back = page.querySelector('main')?.dataset.back ?? '/review';
    this.furnish();
  }

  private enter(): void {
    this.furnish();
    this.shown.send(this.main);
    const passage = document.getElementById(`passage-${this.id}`);
    passage?.scrollIntoView({ block: narrow.matches ? 'start' : 'center', behavior: 'instant' });
    this.focus();
    const words = ['.queue-bar > span', '.why'].map((part) => this.find(part)?.textContent?.trim());
    announce(words.filter(Boolean).join('. '));
  }

  /** What the page's script adds to what is shown. */
  private furnish(): void {
    this.typed.fill(this.main);
    this.putKeys();
    // The list of what is left is not known before the verdict is given.
    if (this.onward.includes('/review/')) this.pages.fetchAhead(this.onward);
  }

  private focus(): void {
    this.find('.review-panel')?.focus({ preventScroll: true });
  }

  private putKeys(): void {
    const shown = [...keys, ['p', `${wholeForm} .more > summary`] as const];
    for (const [key, pressed] of shown) {
      const place = this.find(pressed);
      if (place && !place.querySelector('kbd')) place.append(' ', element('kbd', {}, key));
    }
  }
}

/** The head of the page says how much waits. */
function takeHead(page: Document): void {
  const fresh = page.querySelector('header.top nav');
  if (fresh) document.querySelector('header.top nav')?.replaceWith(fresh);
}
