import { send } from '../annotations/save.js';
import type { ChangedArticle } from '../live/changed-article.js';
import { announce } from '../page/announce.js';
import { element } from '../page/element.js';
import { flash } from '../page/flash.js';
import { standsAnew } from '../page/gesture.js';
import { addShortcut } from '../page/keys.js';
import { mayUndo, undoLast } from '../page/undo.js';
import { sendAsPage } from '../review/review-pages.js';
import type { ActiveCard } from './active-card.js';

/** The server's answer to a verdict that it has taken, and to one that is undone. */
interface VerdictAnswer {
  id: string;
  message: string;
  warnings?: string[];
  undo?: { action: string };
}

const keys: readonly [key: string, pressed: string, words: string][] = [
  ['a', 'button[value="agree"]', 'Agree'],
  ['d', 'button[value="dispute"]', 'Dispute, and say why'],
  ['u', 'button[value="unsure"]', 'Unsure'],
  ['p', 'a', 'Propose another chain'],
];

/**
 * The verdict in the open card, in the place of the link to where one is given: one form, which a
 * card gets when it opens.
 */
export class VerdictBar {
  private isSending = false;

  constructor(
    private readonly form: HTMLTemplateElement,
    private readonly article: ChangedArticle,
    private readonly active: ActiveCard,
  ) {
    active.opened.listen((card) => this.offer(card));
    for (const [key, pressed, words] of keys) {
      addShortcut(key, words, () => this.press(pressed), { decides: key !== 'p' });
    }
  }

  private press(selector: string): void {
    const { card } = this.active;
    const pressed = card?.querySelector<HTMLElement>(`.verdict-bar :is(${selector})`);
    if (pressed) pressed.click();
    else announce(card ? 'This one is not yours to review.' : 'Open an annotation first.');
  }

  private offer(card: HTMLElement): void {
    const link = card.querySelector<HTMLAnchorElement>('a[data-judge]');
    const made = this.form.content.firstElementChild?.cloneNode(true);
    if (!link || link.hidden || !(made instanceof HTMLFormElement)) return;
    link.hidden = true;
    const page = `/annotations/${card.dataset.annotation}`;
    made.action = `${page}/verdicts`;
    made.querySelector('[name="revision"]')?.setAttribute('value', link.dataset.judge ?? '');
    const back = new URLSearchParams({ back: location.pathname });
    made.querySelector('a')?.setAttribute('href', `${page}/proposals/new?${back}`);
    for (const [key, pressed] of keys) {
      made.querySelector(pressed)?.append(' ', element('kbd', {}, key));
    }
    made.querySelector(`button[value="${link.dataset.mine}"]`)?.setAttribute('data-mine', '');
    this.listen(made);
    card.append(made);
  }

  private listen(form: HTMLFormElement): void {
    const why = form.querySelector<HTMLElement>('.field');
    form.querySelector('button[value="dispute"]')?.addEventListener('click', (event) => {
      if (!why?.hidden) return;
      event.preventDefault();
      why.hidden = false;
      why.querySelector('textarea')?.focus();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const entries = [...new FormData(form, event.submitter)];
      void this.judge(
        form.action,
        entries.map(([name, value]) => [name, String(value)]),
      );
    });
  }

  private async judge(action: string, entries: [string, string][]): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    const answer = await send<VerdictAnswer>(action, entries);
    this.isSending = false;
    // What it asks or refuses, its own page says, with all that was typed.
    const isForPage = answer.kind === 'refused' || (answer.kind === 'failed' && answer.signIn);
    if (isForPage) return sendAsPage(action, entries);
    if (answer.kind === 'failed') return flash(answer.sentence);
    await this.show(answer.body);
  }

  private async show({ id, message, warnings = [], undo }: VerdictAnswer): Promise<void> {
    await this.article.update(id);
    standsAnew();
    if (undo) mayUndo(() => void this.takeBack(undo.action));
    flash(message, warnings, undo ? [{ label: 'Undo', key: 'z', run: undoLast }] : []);
  }

  private async takeBack(action: string): Promise<void> {
    const answer = await send<VerdictAnswer>(action);
    if (answer.kind === 'done') return this.show(answer.body);
    flash(answer.kind === 'refused' ? answer.refusal.detail : answer.sentence);
  }
}
