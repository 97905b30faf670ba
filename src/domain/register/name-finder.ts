import { indexOfLastAtMost } from '../binary-search.js';
import { finished } from '../finished.js';
import type { Span } from '../text/span.js';
import { type FoldedWords, foldWords, isPlain, unitsAtOnce } from './folded-words.js';
import {
  type Certainty,
  certainties,
  formsOf,
  type NameForm,
  type SourceNames,
} from './name-forms.js';

/*
 * Where somebody's name stands in people's own words, by its parts too: the surname, initials, other
 * names, whatever accents, case, look-alike letters and characters that can't be seen it is written
 * with, and in web addresses, which write letters as bytes. A text is read once, however many names are looked for.
 */

/** A name that stands in a text; its span is of the text as it was given. */
export interface NameFound extends Span {
  /** The source's. */
  id: string;
  how: Certainty;
}

/**
 * The forms of names that begin with the same two units, and of how many units they are, the most first: in which
 * order sources are found must not tell what others are looked for.
 */
interface Forms {
  lengths: number[];
  byKey: Map<string, NameForm[]>;
}

/** Some sources are named there in a folded text, by as many of their names as are written so. */
type OnNamesMet = (forms: readonly NameForm[], at: number, end: number) => void;

/** Finds the names of some sources in any number of texts. */
export class NameFinder {
  /** By their first two units, which is enough to pass over nearly all of a text. */
  readonly #forms = new Map<string, Forms>();
  readonly #firsts = new Set<number>();

  constructor(sources: Iterable<SourceNames>) {
    for (const source of sources) {
      for (const form of formsOf(source)) this.#add(form);
    }
  }

  #add(form: NameForm): void {
    const start = form.key.slice(0, 2);
    const begun: Forms = this.#forms.get(start) ?? { lengths: [], byKey: new Map() };
    const { lengths, byKey } = begun;
    const borne = byKey.get(form.key) ?? [];
    // Those of one source come one after the other, the surest first.
    if (borne.at(-1)?.id === form.id) return;
    byKey.set(form.key, borne);
    borne.push(form);
    if (!lengths.includes(form.key.length)) {
      lengths.push(form.key.length);
      lengths.sort((one, other) => other - one);
    }
    this.#forms.set(start, begun);
    this.#firsts.add(form.key.charCodeAt(0));
  }

  /** The names that stand in a text, in its order; of those that overlap in it for one source, the surest. */
  find(text: string): NameFound[] {
    return finished(this.findInTurns(text));
  }

  /** The same; it yields between pieces of a long text. */
  *findInTurns(text: string): Generator<undefined, NameFound[]> {
    const found: NameFound[] = [];
    yield* this.#read(text, (folded) => (forms, at, end) => {
      const span = originalSpan(folded, at, end, text);
      const words = text.slice(span.start, span.end);
      for (const form of forms) {
        const how = certaintyOf(form, words);
        if (how !== null) found.push({ ...span, id: form.id, how });
      }
    });
    const last = new Map<string, number>();
    const kept: NameFound[] = [];
    for (const each of found.toSorted((one, other) => one.start - other.start)) {
      const at = last.get(each.id) ?? -1;
      const before = kept[at];
      if (before && before.end > each.start) {
        if (isSurer(each, before)) kept[at] = each;
      } else last.set(each.id, kept.push(each) - 1);
    }
    return kept;
  }

  /**
   * Which sources a text names, and how surely at best, but for those that it names faintly alone: in time with
   * the text and with the sources, however many of them bear a name that it repeats.
   */
  named(text: string): Map<string, Certainty> {
    const surest = new Map<string, Certainty>();
    const told = new Map<readonly NameForm[], Set<string>>();
    const reading = this.#read(text, (folded) => (forms, at, end) => {
      const span = originalSpan(folded, at, end, text);
      const words = text.slice(span.start, span.end);
      const spelling = `${isWritten(words, 'capital')} ${isWritten(words, 'capitals')}`;
      const known = told.get(forms) ?? new Set();
      if (known.has(spelling)) return;
      told.set(forms, known.add(spelling));
      for (const form of forms) {
        const how = certaintyOf(form, words);
        if (how === 'whole' || (how === 'part' && !surest.has(form.id))) surest.set(form.id, how);
      }
    });
    finished(reading);
    return surest;
  }

  /** Reads a text as it is written and, where letters may pass for others, as it is drawn. */
  *#read(text: string, metIn: (folded: FoldedWords) => OnNamesMet): Generator<undefined, void> {
    if (this.#forms.size === 0) return;
    for (const asDrawn of isPlain(text) ? [false] : [false, true]) {
      const folded = yield* foldWords(text, asDrawn);
      yield* this.#standing(folded.text, metIn(folded));
    }
  }

  *#standing(text: string, met: OnNamesMet): Generator<undefined, void> {
    for (let at = 0; at < text.length - 1; at++) {
      if ((at + 1) % unitsAtOnce === 0) yield;
      const begun =
        this.#firsts.has(text.charCodeAt(at)) && this.#forms.get(text.slice(at, at + 2));
      if (!begun || joins(text, at)) continue;
      for (const length of begun.lengths) {
        const end = at + length;
        const forms = begun.byKey.get(text.slice(at, end));
        if (forms && !joins(text, end)) met(forms, at, end);
      }
    }
  }
}

/** How surely some words that a form stands in are the name; null where they are not even faintly. */
function certaintyOf({ how, written }: NameForm, words: string): Certainty | null {
  if (isWritten(words, written)) return how;
  return written === 'capitals' ? null : 'faint';
}

function isSurer(one: NameFound, other: NameFound): boolean {
  const rank = ({ how }: NameFound) => certainties.indexOf(how);
  const length = ({ start, end }: NameFound) => end - start;
  return rank(one) < rank(other) || (rank(one) === rank(other) && length(one) > length(other));
}

/** In Latin letters only whole words count ("Ann" is not in "announced"); elsewhere words join. */
function joins(text: string, at: number): boolean {
  return /^[\p{Script=Latin}\d]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));
}

/** What a stretch of a folded text comes from, with the marks behind it. */
function originalSpan(
  { origins, places }: FoldedWords,
  at: number,
  end: number,
  text: string,
): Span {
  const last = origins[indexOfLastAtMost(places, end - 1) + 1] ?? text.length;
  const marks = /^[\p{M}\p{Default_Ignorable_Code_Point}]*/u.exec(text.slice(last));
  const start = origins[indexOfLastAtMost(places, at)] ?? 0;
  return { start, end: last + (marks?.[0].length ?? 0) };
}

function isWritten(text: string, written: NameForm['written']): boolean {
  if (written === 'anyhow') return true;
  const letters = text.replace(/%[\da-f]{2}/giu, '').match(/\p{L}/gu) ?? [];
  const wanted = written === 'capital' ? letters.slice(0, 1) : letters;
  return wanted.every((letter) => letter === letter.toUpperCase());
}
