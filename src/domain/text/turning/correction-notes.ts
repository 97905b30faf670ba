import type { Span } from '../span.js';
import { keysOf } from './key-words.js';
import { type Phrases, phrasesIn } from './phrases.js';
import { wordsOf } from './sentence-words.js';
import { sentencesIn, surroundingsOf } from './surroundings.js';
import { turningIn } from './turning-words.js';

/* What a note of correction says, anywhere in a text, of a passage that stands as it did: “An earlier version said that …” */

/**
 * By language (BCP 47, its first part), as those that take back: words with which a note of a text's own faults begins, and
 * pairs that stand anywhere in one.
 */
const correcting: Phrases = {
  en: `correction* clarification* corrigend* erratum earlier+version previous+version original+version article+amended
    article+corrected was+corrected been+corrected`,
  de: `korrektur* berichtigung* richtigstellung* frühere*+fassung frühere*+version erste*+fassung ursprüngliche*+fassung
    haben+korrigiert wurde+korrigiert haben+berichtigt wurde+berichtigt`,
  fr: 'correction* rectificati* erratum version+précédente version+antérieure première+version',
  es: 'corrección* rectificaci* fe+erratas versión+anterior',
  it: 'correzion* rettific* errata versione+precedente',
  pt: 'correção* retifica* errata versão+anterior',
  nl: 'correctie* rectificatie* eerdere+versie vorige+versie',
  no: 'rettelse* korreksjon* tidligere+versjon',
  sv: 'rättelse* tidigare+version',
  da: 'rettelse* tidligere+version',
  ar: 'تصحيح* تصويب* نسخة+سابقة',
  fa: 'تصحیح اصلاحیه',
  ur: 'تصحیح وضاحت',
  hi: 'सुधार संशोधन',
  ru: 'исправл* уточнени* поправк* ранн*+версии ранн*+версия предыдущ*+версии',
  tr: 'düzeltme* önceki+sürümü önceki+sürümünde',
};

/** A sentence of a note that has come into a text. */
interface Note {
  sentence: string;
  words: readonly string[];
  keys: ReadonlySet<string>;
}

/** More sentences of notes are not read. */
const mostSentences = 50;

/**
 * Tells of a span of the older text whether a note of correction speaks of it that stands in what has come into the newer one:
 * why, as a plain sentence, or null. It does where it has two longer words of the span's sentence, or a name or figure of the
 * span that the older text has nowhere else.
 */
export function correctionsIn(
  came: readonly Span[],
  { was, now }: { was: string; now: string },
  language: string | null,
): (span: Span) => string | null {
  const readings = turningIn(language);
  let notes: Note[] | undefined;
  return (span) => {
    notes ??= notesIn();
    if (notes.length === 0) return null;
    const exact = was.slice(span.start, span.end);
    const { before, after } = surroundingsOf(was, span);
    const keys = [...keysOf(wordsOf(before + exact + after), readings)];
    const named = wordsOf(exact).filter(isNameOrFigure);
    const note = notes.find(
      (each) =>
        keys.filter((key) => each.keys.has(key)).length > 1 ||
        named.some((word) => each.words.includes(word) && standsOnce(word, was)),
    );
    return note ? `A correction that has come in speaks of it: “${note.sentence}”` : null;
  };

  function notesIn(): Note[] {
    const sentences = came.flatMap((span) => noteLinesIn(now, span, language)).flatMap(sentencesIn);
    return sentences.slice(0, mostSentences).flatMap((each) => {
      const [sentence, words] = [each.trim(), wordsOf(each)];
      return was.includes(sentence) ? [] : { sentence, words, keys: keysOf(words, readings) };
    });
  }
}

/** What comes in with fewer units is no note. */
const noteUnits = 30;

/** A longer line is no note, nor a longer one a heading under which a note stands. */
const lineUnits = { note: 1000, heading: 40 };

/** What has come in of each line that is a note of correction, or stands under a heading that says so. */
function noteLinesIn(text: string, { start, end }: Span, language: string | null): string[] {
  if (end - start < noteUnits) return [];
  const from = Math.max(0, start - lineUnits.note);
  let at = from + text.slice(from, start).lastIndexOf('\n') + 1;
  const closes = text.slice(end, end + lineUnits.note).indexOf('\n');
  const lines = text.slice(at, end + (closes === -1 ? lineUnits.note : closes)).split('\n');
  let isHeaded = false;
  return lines.flatMap((line) => {
    const came = text.slice(Math.max(at, start), Math.min(at + line.length, end));
    at += line.length + 1;
    if (line.trim() === '' || line.length > lineUnits.note) return [];
    const isHeadedNote = isHeaded;
    const isNote = speaksOfFaults(line, language);
    isHeaded = isNote && line.length <= lineUnits.heading && !/[.!?]\s*$/u.test(line);
    return isNote || isHeadedNote ? came : [];
  });
}

/** This many words begin a line. */
const firstWords = 3;

function speaksOfFaults(line: string, language: string | null): boolean {
  const words = wordsOf(line);
  const isPair = (phrase: string) => phrase.includes(' ');
  return phrasesIn(words, correcting, language).some(
    (phrase) => isPair(phrase) || words.slice(0, firstWords).includes(phrase),
  );
}

function isNameOrFigure(word: string): boolean {
  return /^\p{Lu}.{2}|^\p{N}{2}/u.test(word);
}

function standsOnce(word: string, text: string): boolean {
  return text.indexOf(word) === text.lastIndexOf(word);
}
