import type { LiveEvent } from '../../domain/live/live-event.js';
import type { NewParagraph } from '../annotations/save.js';
import { type PageParts, replaceParagraphs, showTally } from '../articles/page-changes.js';
import { flash } from '../page/flash.js';
import { loadAnew } from '../people/kept-beside.js';
import type { LivePart } from './changes.js';

/** The parts of the page that look different now; *whole* where the page itself does. */
type ArticleParts =
  | { whole: true }
  | { whole: false; cards: string[]; gone: string[]; paragraphs: NewParagraph[] };

/** The number of changed cards that are fetched at once: as many as the server sends. */
const maxCards = 100;

/** An article's page, which takes over changes one by one: reading goes on where it was. */
export class ChangedArticle implements LivePart {
  constructor(
    private readonly page: HTMLElement,
    private readonly parts: PageParts,
  ) {}

  concerns({ kind, id, article }: LiveEvent): boolean {
    if (kind === 'desk' || article === this.article) return true;
    return document.querySelector(`.card[data-sources~="${CSS.escape(id)}"]`) !== null;
  }

  async show(changes: readonly LiveEvent[], missed: boolean): Promise<boolean> {
    if (document.querySelector('.popover:not([hidden]) form')) {
      flash('Save or close the form first: the changes wait.');
      return false;
    }
    if ([...document.querySelectorAll('textarea')].some(isReason)) {
      flash('Send your verdict or empty its reason first: the changes wait.');
      return false;
    }
    const ids = [...new Set(changes.filter(isOfAnnotation).map(({ id }) => id))];
    const paragraphs = this.paragraphsOf(ids);
    const isMuch = Math.max(ids.length, paragraphs.length) > maxCards;
    if (missed || isMuch || changes.some(isOfAll)) return reload();
    const fresh = await this.fetch(ids, paragraphs);
    if (fresh?.whole) return reload();
    if (!fresh) {
      flash('The changes can’t be had from the server. Check the connection, then try again.');
      return false;
    }
    this.take(fresh);
    for (const id of fresh.cards.map(idOf)) this.parts.cards.get(id)?.classList.add('fresh');
    if (changes.some(({ kind }) => kind === 'source')) await this.parts.cards.reload();
    return true;
  }

  /** Shows an annotation as it is after an act of one's own. */
  async update(id: string): Promise<void> {
    const fresh = await this.fetch([id], this.paragraphsOf([id]));
    if (fresh && !fresh.whole) this.take(fresh);
    else reload();
  }

  private get article(): string {
    return this.page.dataset.article ?? '';
  }

  /** Where the paragraphs begin in which these annotations stand on the page. */
  private paragraphsOf(ids: readonly string[]): string[] {
    const lines = ids.flatMap((id) => this.parts.marks.linesOf(id));
    const starts = lines.map((line) => line.closest<HTMLElement>('p[data-start]')?.dataset.start);
    return [...new Set(starts)].filter((start) => start !== undefined);
  }

  private async fetch(
    ids: readonly string[],
    paragraphs: readonly string[],
  ): Promise<ArticleParts | null> {
    const { edition = '' } = this.page.dataset;
    const asked = { edition, ids: ids.join(), paragraphs: paragraphs.join() };
    try {
      const address = `/articles/${this.article}/changes?${new URLSearchParams(asked)}`;
      const response = await fetch(address, { headers: { Accept: 'application/json' } });
      return response.ok ? ((await response.json()) as ArticleParts) : null;
    } catch {
      return null;
    }
  }

  private take({ cards, gone, paragraphs }: Extract<ArticleParts, { whole: false }>): void {
    const { parts } = this;
    const focused = focusedCard();
    const onMark = document.activeElement?.closest('mark') != null;
    if (gone.includes(parts.marks.activeId ?? '')) parts.marks.activate(null);
    for (const card of document.querySelectorAll('.card.fresh')) card.classList.remove('fresh');
    replaceParagraphs(parts, paragraphs);
    for (const id of gone) parts.cards.remove(id);
    for (const card of cards) parts.cards.put(card);
    showTally(parts);
    if (onMark) parts.marks.focusActive();
    else if (focused !== undefined) enter(parts.cards.get(focused));
  }
}

/** Whether it is the reason of a verdict that is not given yet. */
function isReason(field: HTMLTextAreaElement): boolean {
  return field.matches('.verdict-bar *') && field.value !== '';
}

function isOfAnnotation({ kind }: LiveEvent): boolean {
  return kind === 'annotation';
}

/** What is not a matter of some annotations. */
function isOfAll({ kind }: LiveEvent): boolean {
  return kind === 'article' || kind === 'round' || kind === 'desk';
}

/** Drafts are kept, and come back with the page. */
function reload(): false {
  loadAnew();
  return false;
}

function idOf(card: string): string {
  return /data-annotation="(\w+)"/u.exec(card)?.[1] ?? '';
}

function focusedCard(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('article[data-annotation]')?.dataset
    .annotation;
}

function enter(card: HTMLElement | null): void {
  if (!card || card.contains(document.activeElement)) return;
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
}
