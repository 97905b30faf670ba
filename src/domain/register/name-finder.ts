import { indexOfLastAtMost } from '../binary-search.js';
import { finished } from '../finished.js';
import { fold, searchFolds } from '../text/folds.js';
import { drawnLetter } from '../text/look-alikes.js';
import type { Span } from '../text/span.js';
import type { Source } from './source.js';

/*
 * Where somebody's name stands in people's own words, by its parts too: the surname, initials, other
 * names, whatever accents, case, look-alike letters and characters that can't be seen it is written
 * with, and in web addresses, which write letters as bytes. A text is read once, however many names are looked for.
 */

/** A source by its real names. */
export interface NamedSource {
  id: string;
  name: string;
  aliases: readonly string[];
  kind: Source['kind'];
  unnamed: boolean;
}

/**
 * How surely a stretch of text is a name: `whole`, the name itself or another name; `part`, its surname
 * or its initials, written as those are, or all its words as one; `faint`, any other word of it, or a part in small letters.
 */
export const surenesses = ['whole', 'part', 'faint'] as const;
export type Sureness = (typeof surenesses)[number];

/** A name that stands in a text; its span is of the text as it was given. */
export interface NameFound extends Span {
  /** The source's. */
  id: string;
  how: Sureness;
}

/** A form of a name, as it is looked for in a folded text. */
interface NameForm {
  id: string;
  key: string;
  how: Sureness;
  /** Faint unless it is written with a capital; nothing unless it is written in capitals alone. */
  written: 'anyhow' | 'capital' | 'capitals';
}

/** A text as it is folded; a character may come to nothing, or to eighteen letters. */
interface FoldedWords {
  text: string;
  /** Of each character where it begins in the text as it was given, and in the folded one; ascending. */
  origins: number[];
  places: number[];
}

/** In UTF-16 units, or characters: to read so many for names takes some milliseconds. */
const unitsAtOnce = 20_000;

/** The forms of names that begin with the same two units, and of how many units they are. */
interface Forms {
  lengths: number[];
  byKey: Map<string, NameForm[]>;
}

/** Some sources are named there in a folded text, by as many of their names as are written so. */
type Met = (forms: readonly NameForm[], at: number, end: number) => void;

/** Finds the names of some sources in any number of texts. */
export class NameFinder {
  /** By their first two units, which is enough to pass over nearly all of a text. */
  readonly #forms = new Map<string, Forms>();
  readonly #firsts = new Set<number>();

  constructor(sources: Iterable<NamedSource>) {
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
    if (!lengths.includes(form.key.length)) lengths.push(form.key.length);
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
        const how = surenessOf(form, words);
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
  named(text: string): Map<string, Sureness> {
    const surest = new Map<string, Sureness>();
    const told = new Map<readonly NameForm[], Set<string>>();
    const reading = this.#read(text, (folded) => (forms, at, end) => {
      const span = originalSpan(folded, at, end, text);
      const words = text.slice(span.start, span.end);
      const spelling = `${isWritten(words, 'capital')} ${isWritten(words, 'capitals')}`;
      const known = told.get(forms) ?? new Set();
      if (known.has(spelling)) return;
      told.set(forms, known.add(spelling));
      for (const form of forms) {
        const how = surenessOf(form, words);
        if (how === 'whole' || (how === 'part' && !surest.has(form.id))) surest.set(form.id, how);
      }
    });
    finished(reading);
    return surest;
  }

  /** Reads a text as it is written and, where letters may pass for others, as it is drawn. */
  *#read(text: string, metIn: (folded: FoldedWords) => Met): Generator<undefined, void> {
    if (this.#forms.size === 0) return;
    for (const asDrawn of isPlain(text) ? [false] : [false, true]) {
      const folded = yield* foldWords(text, asDrawn);
      yield* this.#standing(folded.text, metIn(folded));
    }
  }

  *#standing(text: string, met: Met): Generator<undefined, void> {
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
function surenessOf({ how, written }: NameForm, words: string): Sureness | null {
  if (isWritten(words, written)) return how;
  return written === 'capitals' ? null : 'faint';
}

function isSurer(one: NameFound, other: NameFound): boolean {
  const rank = ({ how }: NameFound) => surenesses.indexOf(how);
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

/** What stands between a given name and a surname, and is neither. */
const particles = new Set(
  'al and at auf av az bin bint d da das de del della den der des di do dos du e el et for i in ibn la le les of on op the und van vom von y z zu zum zur'.split(
    ' ',
  ),
);

/** The surest first: another name may be a part of the name. */
function formsOf(source: NamedSource): NameForm[] {
  const forms = [source.name, ...source.aliases].flatMap((name) => [
    ...formsOfName(name, false, source),
    ...(isPlain(name) ? [] : formsOfName(name, true, source)),
  ]);
  return surenesses.flatMap((sureness) => forms.filter(({ how }) => how === sureness));
}

function formsOfName(name: string, asDrawn: boolean, source: NamedSource): NameForm[] {
  const { id, kind, unnamed } = source;
  const raw = finished(foldWords(name, asDrawn)).text.trim();
  const whole = raw.replaceAll('|', ' ').replace(/ +/gu, ' ').trim();
  const words = whole.split(' ');
  const form = (key: string, how: Sureness, written: NameForm['written'] = 'anyhow') => ({
    ...{ id, key, how },
    written,
  });
  const isShort = words.length === 1 && whole.length < 4;
  const own = form(whole, 'whole', isShort ? 'capital' : 'anyhow');
  const parts =
    unnamed || words.length < 2 ? [] : partsOf(words, kind === null || kind === 'person');
  const asWritten = raw === whole ? [] : [form(raw, 'whole')];
  return [own, ...asWritten, ...parts.map(([key, how, written]) => form(key, how, written))].filter(
    ({ key }) => key.length > 1,
  );
}

type Part = [key: string, how: Sureness, written?: NameForm['written']];

function partsOf(words: readonly string[], isPerson: boolean): Part[] {
  const telling = words.filter((word) => !particles.has(word));
  const initials = words.map((word) => [...word][0] ?? '');
  const letters = initials.join('');
  const abbreviated: Part = [letters, letters.length > 2 ? 'part' : 'faint', 'capitals'];
  const faint = telling.map((word): Part => [word, 'faint']);
  // As addresses and accounts are called.
  const together: Part = [words.join(''), 'part'];
  if (!isPerson) return [abbreviated, together, ...faint.filter(([word]) => word.length > 3)];
  const surname = telling.at(-1) ?? '';
  return [
    [[words.at(-1), ...words.slice(0, -1)].join(' '), 'whole'],
    [surname, 'part', 'capital'],
    together,
    [initials.join(' '), 'part', 'capitals'],
    abbreviated,
    ...faint.filter(([word]) => word !== surname),
  ];
}

/** Whether a text has letters of the Latin alphabet alone: then none of another passes for one. */
function isPlain(text: string): boolean {
  return !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]|[\u{1D400}-\u{1D7FF}]/u.test(
    text,
  );
}

/**
 * A text as small letters without accents, with one space between its words: marks, signs and what
 * can't be seen are left out. As it is drawn, letters that look like Latin ones are those.
 */
function* foldWords(text: string, asDrawn: boolean): Generator<undefined, FoldedWords> {
  const [origins, places]: [number[], number[]] = [[], []];
  let [folded, isSpaced] = ['', true];
  for (let at = 0; at < text.length; ) {
    if ((origins.length + 1) % unitsAtOnce === 0) yield;
    const encoded = text[at] === '%' ? encodedAt(text, at) : null;
    const character = encoded?.character ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    origins.push(at);
    places.push(folded.length);
    at += encoded?.length ?? character.length;
    const letters = foldCharacter(character, asDrawn);
    if (letters === '') continue;
    folded += isSpaced && letters.startsWith(' ') ? letters.slice(1) : letters;
    isSpaced = folded === '' || letters.endsWith(' ');
  }
  return { text: folded, origins, places };
}

const encodedCharacter =
  /%(?:[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3})/iuy;

/** A character as web addresses write it, in bytes of UTF-8. */
function encodedAt(text: string, at: number): { character: string; length: number } | null {
  encodedCharacter.lastIndex = at;
  const [written] = encodedCharacter.exec(text) ?? [];
  if (written === undefined) return null;
  try {
    return { character: decodeURIComponent(written), length: written.length };
  } catch {
    return null;
  }
}

/** What may stand within a name is a space; any other sign parts what is before it from what is behind. */
function betweenWords(signs: string): string {
  return /^[\s\p{Pd}\p{Pc}.,'’‘´`·•&/+]+$/u.test(signs) ? ' ' : '|';
}

/** More characters than any text of people has; what is beyond is worked out each time. */
const maxKnown = 20_000;
const known = { asWritten: new Map<string, string>(), asDrawn: new Map<string, string>() };

function foldCharacter(character: string, asDrawn: boolean): string {
  const before = known[asDrawn ? 'asDrawn' : 'asWritten'];
  const seen = before.get(character);
  if (seen !== undefined) return seen;
  const folded = foldLetters((asDrawn ? drawnLetter(character) : null) ?? character);
  if (before.size < maxKnown) before.set(character, folded);
  return folded;
}

function foldLetters(letters: string): string {
  if (/^[\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(letters)) return fold(letters, searchFolds);
  return fold(letters, searchFolds).replace(/[^\p{L}\p{N}\p{M}]+/gu, betweenWords) || ' ';
}
