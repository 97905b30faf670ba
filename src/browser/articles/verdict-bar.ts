import type { ChangedArticle } from '../live/changed-article.js';
import { element } from '../page/element.js';
import { flash, flashBeside } from '../page/flash.js';
import { noteNewUnderPointer } from '../page/gesture.js';
import { mayUndo, undoOffer } from '../page/undo.js';
import { sendAsPage } from '../review/review-pages.js';
import { TypedVerdicts } from '../review/typed-verdicts.js';
import { addVerdictKeys, VerdictForm } from '../review/verdict-form.js';
import { type VerdictAnswer, VerdictSending } from '../review/verdict-sending.js';
import { showWaiting } from '../review/waiting.js';
import type { ActiveCard } from './active-card.js';
import type { Marks } from './marks.js';

/**
 * The verdict in the open card, in the place of the link to where one is given: one form, which a
 * card gets when it opens and gives up when another does.
 */
export class VerdictBar {
  private open: VerdictForm | null = null;
  private readonly typed = new TypedVerdicts();
  private readonly sending = new VerdictSending();

  constructor(
    private readonly blank: HTMLTemplateElement,
    private readonly article: ChangedArticle,
    private readonly active: ActiveCard,
    marks: Marks,
  ) {
    active.opened.listen((card) => this.offer(card));
    addVerdictKeys(() => this.current());
    marks.again.listen((id) => {
      if (id === active.card?.dataset.annotation) this.open?.aim.at('span');
    });
  }

  private current(): VerdictForm | string {
    const { card } = this.active;
    if (!card) return 'Open an annotation first.';
    if (this.open && card.contains(this.open.form)) return this.open;
    return 'This one is not yours to review.';
  }

  private offer(card: HTMLElement): void {
    if (this.open && card.contains(this.open.form)) return;
    this.close();
    const link = card.querySelector<HTMLAnchorElement>('a[data-judge]');
    const made = this.blank.content.firstElementChild?.cloneNode(true);
    if (!link || !(made instanceof HTMLFormElement)) return;
    link.hidden = true;
    const { annotation = '' } = card.dataset;
    const page = `/annotations/${annotation}`;
    made.action = `${page}/verdicts`;
    made.querySelector('[name="revision"]')?.setAttribute('value', link.dataset.judge ?? '');
    const back = new URLSearchParams({ back: location.pathname });
    made.querySelector('[data-propose]')?.setAttribute('href', `${page}/proposals/new?${back}`);
    made.querySelector(`button[value="${link.dataset.mine}"]`)?.setAttribute('data-mine', '');
    made.querySelector('[name="on"]')?.append(...partsOf(card));
    if (this.typed.follow(made, annotation) !== '') made.classList.add('disputing');
    made.addEventListener('submit', (event) => this.onSubmit(event, made));
    card.append(made);
    this.open = new VerdictForm(made, card);
  }

  /** The card that was open goes back to rest. */
  private close(): void {
    const form = this.open?.form;
    this.open = null;
    const card = form?.closest<HTMLElement>('[data-annotation]');
    if (!form || !card) return;
    if (form.contains(document.activeElement)) this.active.enter();
    form.remove();
    const link = card.querySelector<HTMLElement>('a[data-judge]');
    if (link) link.hidden = false;
  }

  private onSubmit(event: SubmitEvent, form: HTMLFormElement): void {
    event.preventDefault();
    const entries = [...new FormData(form, event.submitter)];
    void this.judge(
      form.closest<HTMLElement>('[data-annotation]')?.dataset.annotation ?? '',
      form.action,
      entries.map(([name, value]) => [name, String(value)]),
    );
  }

  private async judge(judged: string, action: string, entries: [string, string][]): Promise<void> {
    const sent = this.typed.sending(judged, entries);
    const answer = await this.sending.send(action, entries);
    if (!answer) return;
    // What it asks or refuses, its own page says, with all that was typed.
    const isForPage = answer.kind === 'refused' || (answer.kind === 'failed' && answer.signIn);
    if (isForPage) {
      this.typed.leaving(judged, entries);
      const back = `${location.pathname}#annotation-${judged}`;
      return sendAsPage(action, [...entries, ['back', back]]);
    }
    if (answer.kind === 'failed') return flash(answer.sentence);
    const { undo } = answer.body;
    if (undo) mayUndo(() => void this.takeBack(judged, undo.action, entries));
    // Another card may have been opened meanwhile, with a form of its own; who types in this one has it still.
    const stays = sent();
    if (!stays && this.open?.form.action === action) this.close();
    await this.show(answer.body, stays);
  }

  private async show(
    { id, message, warnings = [], undo, waiting }: VerdictAnswer,
    stays = false,
  ): Promise<void> {
    showWaiting(waiting);
    if (!stays) await this.article.update(id);
    if (document.activeElement === document.body) this.active.enter();
    noteNewUnderPointer();
    flash(message, warnings, undo ? [undoOffer] : []);
  }

  private async takeBack(id: string, action: string, sent: [string, string][]): Promise<void> {
    if (this.sending.isUnderway) {
      mayUndo(() => void this.takeBack(id, action, sent));
      return flashBeside('Your verdict is on its way. Undo it once it is saved.');
    }
    const answer = await this.sending.send(action);
    if (!answer) return;
    if (answer.kind !== 'done')
      return flash(answer.kind === 'refused' ? answer.refusal.detail : answer.sentence);
    this.typed.bringBack(id, sent);
    await this.show(answer.body);
  }
}

/** What of an annotation can be judged, as its card has it. */
function partsOf(card: HTMLElement): HTMLOptionElement[] {
  const hops = [...card.querySelectorAll<HTMLElement>('.chain > [data-on]')].map((hop) => ({
    on: hop.dataset.on ?? '',
    name: hop.querySelector('bdi')?.textContent ?? '',
  }));
  const together = hops
    .filter(({ on }) => on.endsWith('.1'))
    .map(({ on }) => {
      const hop = on.slice(0, -'.1'.length);
      const names = hops.filter((each) => each.on.startsWith(`${hop}.`)).map(({ name }) => name);
      return { on: hop, name: names.join(' and ') };
    });
  const parts: [on: string, words: string][] = [
    ['whole', 'the whole'],
    ['span', 'the passage'],
    ['chain', 'the chain as a whole'],
    ...[...hops, ...together].map(({ on, name }): [string, string] => {
      return [on, `hop ${on.slice('hop:'.length)}, ${name}`];
    }),
    ['confidence', 'the confidence'],
    ['credibility', 'the credibility'],
  ];
  if (card.querySelector('[data-on="claim"]')) parts.push(['claim', 'the claim']);
  return parts.map(([value, words]) => element('option', { value }, words));
}
