import { type ProposalMade, type Refusal, unreachable } from '../annotations/save.js';
import { undoOfProposal } from '../annotations/undoing.js';
import { announce } from '../page/announce.js';
import { element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { closeFlash, flash, flashBeside } from '../page/flash.js';
import { noteNewUnderPointer } from '../page/gesture.js';
import { addShortcut } from '../page/keys.js';
import { Signal } from '../page/signal.js';
import { isTyping } from '../page/typing.js';
import { mayUndo, undoOffer } from '../page/undo.js';
import { giveBackKept, keepTyped } from '../people/kept-beside.js';
import { newPlace } from '../people/typed-before.js';
import { PassageLevel } from './passage-level.js';
import { Proposing } from './proposing.js';
import { fetchPage, ReviewPages, sendAsPage, sendForPage } from './review-pages.js';
import { Sitting } from './sitting.js';
import { TypedVerdicts } from './typed-verdicts.js';
import { addVerdictKeys, type VerdictForm, verdictFormIn } from './verdict-form.js';
import { VerdictSending } from './verdict-sending.js';
import { showWaiting } from './waiting.js';

/** The keys that press what they stand on. */
const keys: readonly [key: string, pressed: string, words: string][] = [
  ['j', '[data-step="next"]', 'Next in the queue'],
  ['k', '[data-step="previous"]', 'Previous in the queue'],
];

/** A verdict that can be taken back: by what address, where it was given, and what was sent. */
interface Given {
  id: string;
  action: string;
  back: string;
  entries: [string, string][];
}

/**
 * One annotation of the queue after another, in the same page: a verdict is sent, and the next
 * annotation, which was fetched meanwhile, takes the place of the active one.
 */
export class Review {
  /** Another page took the place of the one before: its `main`. */
  readonly shown = new Signal<HTMLElement>();
  private readonly pages = new ReviewPages();
  private readonly typed = new TypedVerdicts();
  /** What was judged: pages that were fetched before may lead back there. */
  private readonly sitting = new Sitting();
  private readonly sending = new VerdictSending();
  private form: VerdictForm | null = null;
  private proposing: Proposing | null = null;
  private readonly level = new PassageLevel();

  constructor(private main: HTMLElement) {
    for (const [key, pressed, words] of keys) addShortcut(key, words, () => this.press(pressed));
    addVerdictKeys(() => this.form ?? this.whyNot());
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
    return next !== undefined && this.sitting.has(next) ? (list ?? back) : back;
  }

  private find<E extends HTMLElement>(selector: string): E | null {
    return this.main.querySelector<E>(selector);
  }

  private press(selector: string): void {
    const pressed = this.find(selector);
    if (pressed) pressed.click();
    else flashBeside('There is no other one.');
  }

  private whyNot(): string {
    return this.find('.why-not')?.textContent ?? 'There is nothing to review here.';
  }

  private onSubmit(event: SubmitEvent): void {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || !target.matches('form[data-verdict-form]')) return;
    if (!this.main.contains(target)) return;
    event.preventDefault();
    void this.judge(target, submitter);
  }

  private onClick(event: MouseEvent): void {
    const { target } = event;
    const link = target instanceof Element ? target.closest('a[data-step]') : null;
    const mark = target instanceof Element ? target.closest('.paper mark') : null;
    const propose = target instanceof Element ? target.closest('a[data-propose]') : null;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (propose && isPlain && this.propose()) event.preventDefault();
    if (mark && window.getSelection()?.isCollapsed) this.form?.aim.at('span');
    if (!(link instanceof HTMLAnchorElement)) return;
    if (!isPlain) return;
    event.preventDefault();
    void this.go(link.href);
  }

  /** Opens the form of a proposal in the place of the card, where the page has what it takes. */
  private propose(): boolean {
    const root = this.find('[data-edition-text]');
    const panel = this.find('.review-panel');
    if (!root || !panel) return false;
    this.proposing ??= new Proposing(this.main, root, panel, (made) => void this.proposed(made));
    void this.proposing.begin();
    return true;
  }

  private async proposed({ message, warnings, undo }: ProposalMade): Promise<void> {
    const back = location.href;
    this.pages.forget();
    await this.go(this.onward);
    flash(
      message,
      warnings,
      undoOfProposal(undo, () => this.go(back)),
    );
  }

  private async judge(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const entries = [...new FormData(form, submitter)].map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const judged = { id: this.id, back: location.href, entries };
    const from = this.main;
    const sent = this.typed.sending(judged.id, entries);
    const answer = await this.sending.send(form.action, entries);
    if (!answer) return;
    if (answer.kind === 'failed' && answer.signIn) {
      this.typed.leaving(judged.id, entries);
      return sendAsPage(form.action, entries);
    }
    if (answer.kind === 'failed') return flash(answer.sentence);
    if (answer.kind === 'refused') {
      if (this.id !== judged.id) history.pushState(newPlace(), '', judged.back);
      return this.showAgain(form.action, entries, answer.refusal);
    }
    const { message, warnings = [], undo, waiting } = answer.body;
    if (undo) mayUndo(() => void this.takeBack({ ...judged, action: undo.action }));
    this.sitting.add(judged.id, from);
    // Whoever types at it still goes on by themselves.
    const stays = sent() && this.id === judged.id;
    if (!stays) await this.goOnFrom(judged.id);
    showWaiting(waiting);
    flash(message, warnings, undo ? [undoOffer] : []);
  }

  /** To what is next, unless who judged has gone there while the verdict was on its way. */
  private async goOnFrom(judged: string): Promise<void> {
    if (this.id !== judged) return this.refresh(location.href);
    this.find('form[data-verdict-form]')?.remove();
    this.form = null;
    const isEarlier = this.pages.isAhead(this.onward);
    await this.go(this.onward, isEarlier);
  }

  /** What could not be taken comes back in the page's own form, as it does without scripts. */
  private async showAgain(action: string, entries: [string, string][], { detail }: Refusal) {
    const page = await sendForPage(action, entries);
    if (page?.querySelector('main[data-review]')) this.show(page);
    else flash(detail);
  }

  private async takeBack(given: Given): Promise<void> {
    const again = () => mayUndo(() => void this.takeBack(given));
    if (this.sending.isUnderway) {
      again();
      return flashBeside('Your verdict is on its way. Undo it once it is saved.');
    }
    const answer = await this.sending.send(given.action);
    if (!answer) return;
    if (answer.kind === 'failed') {
      again();
      return flash(answer.sentence);
    }
    if (answer.kind === 'refused') return flash(answer.refusal.detail);
    this.sitting.remove(given.id);
    this.typed.bringBack(given.id, given.entries);
    this.pages.forget();
    await this.go(given.back);
    flash(answer.body.message);
  }

  /** Shows another annotation, and leaves a way back to the active one. */
  private async go(address: string, isEarlier = false): Promise<void> {
    const page = await this.pages.take(address);
    if (page === 'unreachable') return flash(unreachable);
    if (page) history.pushState(newPlace(), '', address);
    else location.assign(address);
    this.show(page, isEarlier);
    if (page) void this.refresh(address);
  }

  private async load(address: string): Promise<void> {
    const page = await fetchPage(address);
    if (page === 'unreachable') flash(unreachable);
    else this.show(page);
  }

  private show(page: Document | null, isEarlier = false): void {
    const main = page?.querySelector('main');
    if (!page || !main) return;
    closeFlash();
    document.title = page.title;
    keepTyped();
    this.main.replaceWith(main);
    this.main = main;
    giveBackKept();
    this.proposing = null;
    takeHead(page);
    noteNewUnderPointer();
    this.enter(isEarlier);
  }

  /** How far one is was not known yet when the page was fetched ahead. */
  private async refresh(address: string): Promise<void> {
    const page = await fetchPage(address);
    if (page === 'unreachable') return;
    const bar = page?.querySelector('.queue-bar');
    if (!page || !bar || location.href !== new URL(address, location.href).href) return;
    takeHead(page);
    this.find('.queue-bar')?.replaceWith(bar);
    const { back = '/review', place, total } = page.querySelector('main')?.dataset ?? {};
    Object.assign(this.main.dataset, { back, place: place ?? '', total: total ?? '' });
    this.furnish();
  }

  private enter(isEarlier = false): void {
    this.furnish(isEarlier);
    this.shown.send(this.main);
    this.level.show();
    this.focus();
    const words = ['.queue-place', '.why'].map((part) => this.find(part)?.textContent?.trim());
    announce(words.filter(Boolean).join('. '));
  }

  /** What the page's script adds to what is shown. */
  private furnish(isEarlier = false): void {
    this.level.follow(this.main);
    this.sitting.tell(this.main, isEarlier);
    if (!this.form || !this.main.contains(this.form.form)) {
      const fresh = this.find<HTMLFormElement>('form[data-verdict-form]');
      if (fresh) this.typed.follow(fresh, this.id);
      this.form = verdictFormIn(this.main);
    }
    this.putKeys();
    // The list of what is left is not known before the verdict is given.
    if (this.onward.includes('/review/')) this.pages.fetchAhead(this.onward);
  }

  private focus(): void {
    this.find('.review-panel')?.focus({ preventScroll: true });
  }

  private putKeys(): void {
    for (const [key, pressed] of keys) {
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
