import { maxHolders, maxHops } from '../ground-rules.js';
import { type RelationCode, relationOf } from '../relations.js';
import { type Reliability, reliabilityCodes } from '../scales.js';
import { type Fault, type Flaw, sentences, withColumns } from './faults.js';
import {
  type Arrow,
  aComma,
  arrowHead,
  arrowToLeft,
  arrowWithin,
  controlAt,
  enclosedAt,
  idAt,
  isBlank,
  isGapSign,
  type NotationSpan,
  nextArrow,
  quoteEnd,
  skipBlanks,
  special,
  tidy,
  tornArrow,
  trimmed,
  withPlainSigns,
} from './scan.js';
import { type StatedTerms, wordOf } from './words.js';

/*
 * A line of notation is read stretch by stretch, a stretch being what lies between two arrows.
 * The first flaw of a stretch is reported and the reading goes on at the next arrow, so that one
 * slip hides no more than its own hop. Every step only goes forward: time is linear in the line.
 */

/** What notation says of one holder of a hop, or of a gap. */
export interface NotationHop extends StatedTerms {
  /** null: an honest gap, `?`. */
  name: string | null;
  /** The first characters of a register entry's id. */
  id: string | null;
  reliability: Reliability | null;
  /** Whether it stands in one hop with the one before it: ` + ` is between them. */
  beside: boolean;
  /** How its hop passed on to the next, *passed* for a bare arrow; null before ` + ` and at the end. */
  relation: RelationCode | null;
}

/** A hop of which nothing is said: an honest gap. */
export const nothingSaid: NotationHop = {
  name: null,
  id: null,
  reliability: null,
  kind: null,
  unnamed: false,
  another: false,
  confidential: false,
  firstHand: false,
  basis: null,
  check: null,
  beside: false,
  relation: null,
};

/** A hop as typed; `at` is where it stands in the line, without its arrow, in UTF-16 units. */
export interface HopDraft extends NotationHop {
  at: NotationSpan;
}

/** What stands between two arrows, and where in it the name does (empty where there is none). */
interface ParsedHop {
  within: NotationSpan;
  name: NotationSpan;
  hop: HopDraft | null;
}

/** The longest name that the register takes, in UTF-16 code units. */
const maxNameCharacters = 200;

/** What begins another part of a hop than its name. */
const opensPart = /[#[(]/u;

/** Reads a line into its holders and faults; see `parseNotation` for what it promises. */
export function parseHops(typed: string): { parsedHops: ParsedHop[]; faults: Fault[] } {
  const line = withPlainSigns(typed);
  const parsedHops: ParsedHop[] = [];
  const flaws = controlFlaws(line);
  let [hops, holders] = [0, 0];
  for (let start: Start | null = { from: 0, beside: false }; start !== null; ) {
    const index: number = hops - Number(start.beside);
    const reading = new HolderReader(typed, line, start, index);
    const beyond = start.beside ? beyondHop(holders) : beyondChain(hops);
    if (beyond !== null) {
      flaws.push(reading.flaw(beyond));
      break;
    }
    [hops, holders] = start.beside ? [hops, holders + 1] : [hops + 1, 1];
    const { parsedHop, flaw, next } = reading.read();
    parsedHops.push(parsedHop);
    if (flaw) flaws.push(flaw);
    start = next;
  }
  return { parsedHops, faults: withColumns(line, flaws) };
}

function beyondHop(holders: number): string | null {
  return holders < maxHolders ? null : sentences.tooManyHolders(maxHolders);
}

function beyondChain(hops: number): string | null {
  return hops < maxHops ? null : sentences.tooMany(maxHops);
}

/** Where a holder starts, and whether it stands in one hop with the one before it. */
interface Start {
  from: number;
  beside: boolean;
}

/** Reads one holder; `index` counts the hops before its own. */
class HolderReader {
  private at: number;
  private readonly hop: HopDraft;
  private name: NotationSpan;
  private found = false;
  /** The words that were read so far, by the question that each answers. */
  private readonly said = new Map<keyof StatedTerms, string>();

  constructor(
    /** As typed: a name in quotation marks keeps its own signs. */
    private readonly typed: string,
    private readonly line: string,
    private readonly start: Start,
    private readonly index: number,
  ) {
    this.at = skipBlanks(line, start.from);
    this.name = { start: this.at, end: this.at };
    const at = { start: this.at, end: this.at };
    this.hop = { ...nothingSaid, beside: start.beside, at };
  }

  /** The holder, its first flaw, and where the one after its arrow starts. */
  read(): { parsedHop: ParsedHop; flaw: Flaw | null; next: Start | null } {
    const inside = this.readName() ?? this.readParts() ?? this.readNothingElse();
    const arrow = nextArrow(this.line, inside?.at ?? this.at);
    const within = { start: this.start.from, end: arrow?.start ?? this.line.length };
    this.hop.at.end = trimmed(this.line, within).end;
    const isPlus = arrow?.relation === null;
    if (arrow && arrow.relation !== null) {
      this.hop.relation = relationOf(arrow.relation) ?? 'passed';
    }
    return {
      parsedHop: { within, name: this.name, hop: this.found ? this.hop : null },
      flaw: inside ?? this.lonelyGap(isPlus) ?? arrowFlaw(this.line, arrow),
      next: arrow && { from: arrow.end, beside: isPlus },
    };
  }

  flaw(message: string, at = this.at): Flaw {
    return { at, message };
  }

  private readName(): Flaw | null {
    return this.line[this.at] === '"' ? this.readQuotedName() : this.readBareName();
  }

  private readQuotedName(): Flaw | null {
    const start = this.at;
    const closing = quoteEnd(this.line, start);
    const end = closing ?? nextArrow(this.line, start)?.start ?? this.line.length;
    const text = this.typed.slice(start + 1, end).replace(/\\(["＂\\])/gu, '$1');
    this.takeName(tidy(text), trimmed(this.line, { start, end: closing === null ? end : end + 1 }));
    if (closing === null) return this.flaw(sentences.quoteOpen, start);
    return tidy(text) === '' ? this.flaw(sentences.nameInQuotes, start) : this.tooLong();
  }

  private readBareName(): Flaw | null {
    const start = this.at;
    const stop = nextArrow(this.line, start)?.start ?? this.line.length;
    const cut = this.line.slice(start, stop).search(special);
    const stretch = trimmed(this.line, { start, end: cut < 0 ? stop : start + cut });
    const name = tidy(this.line.slice(stretch.start, stretch.end));
    if (name === '') return this.missingName(stop);
    if (isGapSign(name)) return this.readGap(stretch);
    this.takeName(name, stretch);
    return this.strayArrow() ?? this.tooLong();
  }

  private readGap(stretch: NotationSpan): Flaw | null {
    this.takeName(null, stretch);
    return opensPart.test(this.line.charAt(this.at)) ? this.flaw(sentences.gapAlone) : null;
  }

  private takeName(name: string | null, stretch: NotationSpan): void {
    this.hop.name = name;
    this.name = stretch;
    this.found = name !== '';
    this.at = skipBlanks(this.line, stretch.end);
  }

  /** A gap is a hop by itself. */
  private lonelyGap(beforePlus: boolean): Flaw | null {
    if (this.hop.name !== null || !(beforePlus || this.start.beside)) return null;
    return this.flaw(sentences.gapBeside, this.name.start);
  }

  private missingName(stop: number): Flaw {
    if (this.at < stop) return this.flaw(sentences.nameBefore(this.line.charAt(this.at)));
    const isPlus = nextArrow(this.line, stop)?.relation === null;
    if (this.start.beside || isPlus) return this.flaw(sentences.plusAlone);
    const first = this.index === 0;
    if (stop === this.line.length) return this.flaw(first ? sentences.empty : sentences.arrowLast);
    return this.flaw(first ? sentences.arrowFirst : sentences.arrowTwice);
  }

  /** An arrow that was mistyped: taken for a part of the name it would go unseen. */
  private strayArrow(): Flaw | null {
    const name = this.line.slice(this.name.start, this.name.end);
    const mistyped = [
      { at: arrowToLeft(name), message: sentences.arrowToLeft },
      { at: arrowWithin(name), message: sentences.arrowTouches },
      { at: tornArrow(name, this.isBeforeArrow()), message: sentences.arrowTorn },
    ];
    const found = mistyped.find(({ at }) => at !== null);
    return found ? this.flaw(found.message, this.name.start + (found.at ?? 0)) : null;
  }

  private isBeforeArrow(): boolean {
    const next = nextArrow(this.line, this.at);
    return next?.start === this.at && next.relation !== null;
  }

  private tooLong(): Flaw | null {
    if ((this.hop.name?.length ?? 0) <= maxNameCharacters) return null;
    return this.flaw(sentences.nameTooLong(maxNameCharacters), this.name.start);
  }

  /** What stands behind the name, in any order. */
  private readParts(): Flaw | null {
    const readers = {
      '#': () => this.readId(),
      '[': () => this.readReliability(),
      '(': () => this.readWords(),
    };
    for (;;) {
      const opening = this.line.charAt(this.at);
      if (opening !== '#' && opening !== '[' && opening !== '(') return null;
      const flaw = readers[opening]();
      if (flaw) return flaw;
    }
  }

  private readId(): Flaw | null {
    if (this.hop.id !== null) return this.flaw(sentences.partTwice);
    const id = idAt(this.line, this.at + 1);
    if (id === '') return this.flaw(sentences.id);
    this.hop.id = id;
    this.at = skipBlanks(this.line, this.at + 1 + id.length);
    return null;
  }

  private readReliability(): Flaw | null {
    if (this.hop.reliability !== null) return this.flaw(sentences.partTwice);
    const open = this.at;
    const text = this.takeEnclosed(']');
    if (text === null) return this.flaw(sentences.bracketOpen, open);
    const letter = reliabilityOf(text);
    if (letter === null) return this.flaw(sentences.reliability, open + 1);
    this.hop.reliability = letter;
    return null;
  }

  private readWords(): Flaw | null {
    let start = this.at + 1;
    const text = this.takeEnclosed(')');
    if (text === null) return this.flaw(sentences.parenthesisOpen, start - 1);
    for (const part of text.split(aComma)) {
      const stretch = trimmed(this.line, { start, end: start + part.length });
      const flaw = this.readWord(stretch);
      if (flaw) return flaw;
      start += part.length + 1;
    }
    return null;
  }

  private readWord({ start, end }: NotationSpan): Flaw | null {
    const typed = tidy(this.line.slice(start, end));
    const found = wordOf(typed);
    if (!found) return this.flaw(sentences.unknownWord(typed), start);
    const { word, part } = found;
    const earlier = this.said.get(part);
    if (earlier === word) return this.flaw(sentences.repeated(word), start);
    if (earlier !== undefined) return this.flaw(sentences.contradiction(earlier, word), start);
    if (part === 'firstHand' && this.index > 0) return this.flaw(sentences.originOnly, start);
    this.said.set(part, word);
    Object.assign(this.hop, found.said);
    return null;
  }

  private readNothingElse(): Flaw | null {
    const stop = nextArrow(this.line, this.at)?.start ?? this.line.length;
    if (this.at === stop) return null;
    const next = this.line.charAt(this.at);
    if (arrowHead(this.line, this.at) !== '') return this.flaw(sentences.arrowTouches);
    const inName = special.test(next) && this.at === skipBlanks(this.line, this.name.end);
    return this.flaw(inName ? sentences.quoteIt(next) : sentences.arrowExpected);
  }

  /** What stands in the brackets that open here; null where they are not closed. */
  private takeEnclosed(closing: string): string | null {
    const text = enclosedAt(this.line, this.at + 1);
    const end = this.at + 1 + text.length;
    if (this.line[end] !== closing) return null;
    this.at = skipBlanks(this.line, end + 1);
    return text;
  }
}

function reliabilityOf(text: string): Reliability | null {
  return (
    reliabilityCodes.find((code) => code === tidy(text).normalize('NFKC').toUpperCase()) ?? null
  );
}

function arrowFlaw(line: string, arrow: Arrow | null): Flaw | null {
  if (!arrow || arrow.relation === null) return null;
  const { start, end, relation } = arrow;
  if (end < line.length && !isBlank(line.charAt(end)))
    return { at: end, message: sentences.arrowTouches };
  if (relationOf(relation) !== null) return null;
  return { at: line.indexOf(relation, start), message: sentences.unknownRelation(tidy(relation)) };
}

function controlFlaws(line: string): Flaw[] {
  const at = controlAt(line);
  if (at === null) return [];
  return [{ at, message: sentences.unshowable }];
}
