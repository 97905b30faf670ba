import { inRuns } from '../../domain/annotations/number-runs.js';
import { elementOf, fragment } from '../page/element.js';
import { Signal } from '../page/signal.js';
import type { Marks } from './marks.js';

/** The number of cards that are fetched at once: as many as the server sends. */
const cardsPerFetch = 100;

/** The annotations' cards, those of the page and those that are fetched when they are wanted. */
export class Cards {
  /** Cards came or went. */
  readonly changed = new Signal<void>();
  /** Annotations were made, changed or deleted, and are told anew. */
  readonly retold = new Signal<void>();
  private readonly asked = new Set<string>();
  private numbers: ReadonlyMap<string, number>;

  constructor(
    readonly box: HTMLElement,
    private readonly article: string,
    private readonly marks: Marks,
  ) {
    this.numbers = this.numbered();
  }

  get(id: string): HTMLElement | null {
    return document.querySelector<HTMLElement>(`article#${CSS.escape(`annotation-${id}`)}`);
  }

  /** The cards of the margin, in the order of the text. */
  all(): HTMLElement[] {
    return [...this.box.querySelectorAll<HTMLElement>(':scope > [data-annotation]')];
  }

  /** Those of the annotations whose passages have no place in the text. */
  placeless(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('.orphans > [data-annotation]')];
  }

  numberOf(id: string): number {
    return this.numbers.get(id) ?? 0;
  }

  /** Whether every annotation of the text has its card in the page. */
  get isWhole(): boolean {
    return this.marks.ids.length <= this.all().length;
  }

  /** Where to ask which annotations fit a filter. */
  matchesAddress(query: string): string {
    return `/articles/${this.article}/cards?${query}`;
  }

  /** Where to have the filters drawn anew. */
  filtersAddress(query: string): string {
    return `/articles/${this.article}/filters?${query}`;
  }

  /** Puts a card in its place in the order of the text, instead of the one that it replaces. */
  put(html: string): void {
    const card = elementOf(html);
    if (!card) return;
    this.get(card.dataset.annotation ?? '')?.remove();
    this.insert(card);
  }

  remove(id: string): void {
    this.get(id)?.remove();
    this.asked.delete(id);
  }

  /** Fetches the cards that the page lacks; those that can't be had are asked for again later. */
  async ensure(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.asked.has(id) && this.get(id) === null);
    for (let at = 0; at < missing.length; at += cardsPerFetch) {
      await this.fetch(missing.slice(at, at + cardsPerFetch));
    }
  }

  /** Fetches the cards of the page anew: a name that stands in them has changed. */
  async reload(): Promise<void> {
    const cards = document.querySelectorAll<HTMLElement>('article[data-annotation]');
    const ids = [...cards].flatMap(({ dataset }) => dataset.annotation ?? []);
    for (let at = 0; at < ids.length; at += cardsPerFetch) {
      const html = (await this.load(ids.slice(at, at + cardsPerFetch))) ?? '';
      for (const card of fragment(html).querySelectorAll<HTMLElement>('article[data-annotation]')) {
        this.get(card.dataset.annotation ?? '')?.replaceWith(card);
        this.showNumber(card);
      }
    }
    this.changed.send();
  }

  /** Numbers cards and highlights by the order of the text, as the server does; those without a place come last. */
  renumber(): void {
    this.numbers = this.numbered();
    for (const mark of this.marks.all()) {
      const ending = (mark.dataset.last ?? '').split(' ').filter((id) => this.numbers.has(id));
      const numbers = inRuns(ending.map((id) => this.numberOf(id)));
      if (numbers !== '' && mark.dataset.numbers !== numbers) mark.dataset.numbers = numbers;
    }
    for (const card of [...this.all(), ...this.placeless()]) this.showNumber(card);
  }

  private numbered(): ReadonlyMap<string, number> {
    const placeless = this.placeless().flatMap(({ dataset }) => dataset.annotation ?? []);
    const ids = new Set([...this.marks.ids, ...placeless]);
    return new Map([...ids].map((id, index) => [id, index + 1]));
  }

  private showNumber(card: HTMLElement): void {
    const number = String(this.numberOf(card.dataset.annotation ?? ''));
    if (number === '0' || card.dataset.number === number) return;
    card.dataset.number = number;
    card.setAttribute('aria-label', `Annotation ${number}`);
    for (const said of card.querySelectorAll('.n, [data-n]')) said.textContent = number;
  }

  private async fetch(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.asked.add(id);
    const html = await this.load(ids);
    if (html === null) {
      for (const id of ids) this.asked.delete(id);
      return;
    }
    for (const card of fragment(html).querySelectorAll<HTMLElement>('article[data-annotation]')) {
      if (this.get(card.dataset.annotation ?? '') === null) this.insert(card);
    }
    this.changed.send();
  }

  private async load(ids: readonly string[]): Promise<string | null> {
    try {
      const query = new URLSearchParams({ ids: ids.join(',') });
      const response = await fetch(`/articles/${this.article}/cards?${query}`);
      return response.ok && !response.redirected ? await response.text() : null;
    } catch {
      return null;
    }
  }

  private insert(card: HTMLElement): void {
    const place = this.numberOf(card.dataset.annotation ?? '');
    const next = this.all().find((other) => this.numberOf(other.dataset.annotation ?? '') > place);
    this.box.insertBefore(card, place === 0 ? null : (next ?? null));
    this.showNumber(card);
  }
}
