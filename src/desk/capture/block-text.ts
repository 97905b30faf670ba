import type { BlockContext } from './block-place.js';

const wordEnd = /[\p{Ll}\p{Lu}\p{N}.)~]$/u;
const wordStart = /^[\p{Ll}\p{Lu}\p{N}(©~]/u;

/** White space as a browser shows it; with lines, where those of the source are kept. */
function collapsed(text: string, lines: false | 'lines'): string {
  if (lines === false) return text.replace(/[ \t\n\r\f]+/gu, ' ');
  return text.replace(/[ \t\f]+/gu, ' ').replace(/ ?\r?\n ?/gu, '\n');
}

/** Gathers a block's lines; white space that is not verbatim never stands twice or at a line's start. */
export class BlockLines {
  #parts: string[] = [];
  #last = '\n';
  #isApart = false;

  /** What is written next does not run into the word before it. */
  apart(): void {
    this.#isApart = true;
  }

  /** Whether anything but white space was written. */
  write(text: string, verbatim: BlockContext['verbatim']): boolean {
    const shown = verbatim === true ? text : collapsed(text, verbatim);
    const part = verbatim !== true && /\s/u.test(this.#last) ? shown.replace(/^ /u, '') : shown;
    if (part === '') return false;
    if (this.#isApart && wordEnd.test(this.#last) && wordStart.test(part)) this.#parts.push(' ');
    this.#isApart = false;
    this.#parts.push(part);
    this.#last = part.at(-1) ?? '';
    return part.trim() !== '';
  }

  /** Whether a break was written last, behind other words. */
  isBroken(): boolean {
    return this.#last === '\n' && this.#parts.length > 0;
  }

  /** Whether no letter was written yet. */
  isWordless(): boolean {
    return !this.#parts.some((part) => /[\p{L}\p{N}]/u.test(part));
  }

  /** The letters written last. */
  last(): string {
    return (this.#parts.at(-1) ?? '').slice(-16);
  }

  take(): string {
    const lines = this.#parts
      .join('')
      .split('\n')
      .map((line) => line.trimEnd());
    this.#parts = [];
    this.#last = '\n';
    this.#isApart = false;
    const hasWords = (line: string) => line !== '';
    return lines.slice(lines.findIndex(hasWords), lines.findLastIndex(hasWords) + 1).join('\n');
  }
}
