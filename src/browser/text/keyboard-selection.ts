import { firstWhere } from '../../domain/binary-search.js';
import type { Span } from '../../domain/text/span.js';
import { announce } from '../page/announce.js';
import { commandKey } from '../page/command-key.js';
import { element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { flashBeside } from '../page/flash.js';
import { showPassage } from './passage.js';
import { scrollNow } from './scroll.js';
import type { EditionText } from './text-position.js';
import { sentenceAt, wordBefore, wordFrom } from './words.js';

const helpWith = (enter: string) =>
  `Arrow keys go from word to word and line to line, Page Up and Page Down further; with Shift they extend. S takes the sentence. Enter ${enter}, Escape leaves.`;

/** How far a page is: less than a window shows, so that one sees how it goes on. */
const pageLines = 12;

/** What Enter does where the passage of an open form is chosen anew. */
export const asPassage = 'makes it the passage of the open annotation';

/** Selecting a passage with the keys alone: word by word, line by line, or a sentence at once. */
export class KeyboardSelection {
  private anchor: Span | null = null;
  private focus: Span | null = null;
  private back: Element | null = null;
  private readonly hint = element('p', { class: 'selecting-hint', hidden: true });

  /** `chosen` gets the passage; null when the mode was left without one. */
  constructor(
    paper: HTMLElement,
    private readonly text: EditionText,
    private readonly chosen: (span: Span | null) => void,
  ) {
    paper.append(this.hint);
    text.root.addEventListener('keydown', (event) => this.onKey(event));
    text.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !text.root.contains(relatedTarget)) this.leave();
    });
    document.addEventListener('selectionchange', () => this.followPointer());
    onEscape(
      () => this.isOn,
      () => {
        this.goBack();
        announce('Selecting ended.');
        this.chosen(null);
      },
    );
  }

  get isOn(): boolean {
    return this.anchor !== null;
  }

  /** Begins at a passage, or at the first word in sight; `enter` says what is done with what is selected. */
  start(from: Span | null, enter: string): void {
    const { root, content } = this.text;
    const first = wordFrom(content, from?.start ?? this.firstInSight());
    if (!first) {
      flashBeside('This text has no words.');
      return;
    }
    this.back = document.activeElement;
    this.anchor = first;
    this.focus = (from && wordBefore(content, from.end)) ?? first;
    root.tabIndex = -1;
    // A screen reader hands the arrow keys on to an application only.
    root.setAttribute('role', 'application');
    root.setAttribute('aria-label', 'Selecting a passage');
    root.focus({ preventScroll: true });
    const help = helpWith(enter);
    this.hint.textContent = help;
    this.showHint(true);
    this.show();
    announce(`Selecting. ${help} At: ${this.words()}`);
  }

  leave(): void {
    if (!this.isOn) return;
    this.anchor = null;
    this.focus = null;
    this.showHint(false);
    const { root } = this.text;
    for (const name of ['role', 'aria-label', 'tabindex']) root.removeAttribute(name);
    window.getSelection()?.removeAllRanges();
    showPassage(this.text, null);
  }

  /** What lies where it stands makes way; the root says so, as a browser takes longer to look for a line that is shown. */
  private showHint(isShown: boolean): void {
    this.hint.hidden = !isShown;
    document.documentElement.classList.toggle('selecting', isShown);
  }

  private get span(): Span | null {
    const { anchor, focus } = this;
    if (!anchor || !focus) return null;
    return { start: Math.min(anchor.start, focus.start), end: Math.max(anchor.end, focus.end) };
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.isOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Tab' || event.key === 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') {
      this.take();
      return;
    }
    if (commandKey(event) === 's') {
      this.takeSentence();
      return;
    }
    const word = this.next(event.key);
    if (word) this.moveTo(word, event.shiftKey);
  }

  private take(): void {
    const { span } = this;
    this.goBack();
    if (span) this.chosen(span);
  }

  private goBack(): void {
    const { back } = this;
    this.leave();
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  }

  private takeSentence(): void {
    const { content } = this.text;
    const sentence = this.focus && sentenceAt(content, this.focus.start);
    if (!sentence) return;
    this.anchor = { start: sentence.start, end: sentence.start };
    this.focus = { start: sentence.end, end: sentence.end };
    this.show();
    announce(this.words());
  }

  /** What is selected with the mouse or a finger meanwhile is what is chosen: the keys go on from it. */
  private followPointer(): void {
    const { span } = this;
    const selection = window.getSelection();
    if (!span || !selection || selection.isCollapsed) return;
    const found = this.text.spanOf(selection.getRangeAt(0));
    if (!found || (found.start === span.start && found.end === span.end)) return;
    this.anchor = { start: found.start, end: found.start };
    this.focus = { start: found.end, end: found.end };
    showPassage(this.text, found);
  }

  private moveTo(word: Span, extend: boolean): void {
    this.focus = word;
    if (!extend) this.anchor = word;
    this.show();
    announce(this.words());
  }

  /** The word to which a key leads; null where there is none, or for another key. */
  private next(key: string): Span | null {
    const { focus } = this;
    const { root, content } = this.text;
    if (!focus) return null;
    const isRtl = getComputedStyle(root).direction === 'rtl';
    if (key === (isRtl ? 'ArrowLeft' : 'ArrowRight')) return wordFrom(content, focus.end);
    if (key === (isRtl ? 'ArrowRight' : 'ArrowLeft')) return wordBefore(content, focus.start);
    if (key === 'ArrowDown') return this.line('forward');
    if (key === 'ArrowUp') return this.line('backward');
    if (key === 'PageDown') return this.line('forward', pageLines);
    if (key === 'PageUp') return this.line('backward', pageLines);
    return null;
  }

  /** The browser alone knows where its lines break. */
  private line(direction: 'forward' | 'backward', lines = 1): Span | null {
    const selection = window.getSelection();
    const { focus, text } = this;
    if (!selection || !focus) return null;
    const { startContainer, startOffset } = text.rangeOf(focus);
    selection.collapse(startContainer, startOffset);
    for (let moved = 0; moved < lines; moved += 1) selection.modify('move', direction, 'line');
    const { focusNode, focusOffset } = selection;
    if (!focusNode || !text.root.contains(focusNode)) return null;
    return wordFrom(text.content, text.offsetOf(focusNode, focusOffset));
  }

  private show(): void {
    const { span, focus } = this;
    if (!span || !focus) return;
    const range = this.text.rangeOf(span);
    window
      .getSelection()
      ?.setBaseAndExtent(
        range.startContainer,
        range.startOffset,
        range.endContainer,
        range.endOffset,
      );
    showPassage(this.text, span);
    this.keepInSight(focus);
  }

  private keepInSight(focus: Span): void {
    const { top, bottom } = this.text.rangeOf(focus).getBoundingClientRect();
    const margin = window.innerHeight * 0.15;
    if (top < margin) scrollNow(top - margin * 2);
    else if (bottom > window.innerHeight - margin) {
      scrollNow(bottom - window.innerHeight + margin * 2);
    }
  }

  private words(): string {
    const { span } = this;
    return span ? this.text.content.slice(span.start, span.end) : '';
  }

  private firstInSight(): number {
    const top = document.querySelector('header.top')?.getBoundingClientRect().bottom ?? 0;
    const { content } = this.text;
    const first = this.text
      .paragraphs()
      .find((paragraph) => paragraph.getBoundingClientRect().bottom > top);
    const start = Number(first?.dataset.start ?? 0);
    return this.firstBelow(Math.max(top, 0), start, content.length);
  }

  /** The first word below a height: lines go down the page, so that halving finds it. */
  private firstBelow(top: number, from: number, to: number): number {
    const isBelow = (start: number) => {
      const end = Math.min(start + 1, this.text.content.length);
      const rect = this.text.rangeOf({ start, end }).getBoundingClientRect();
      return rect.top >= top || rect.height <= 0;
    };
    return firstWhere(to, isBelow, from);
  }
}
