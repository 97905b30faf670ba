import { fold, searchFolds } from '../text/folds.js';
import { lookAlikeKeys } from '../text/look-alikes.js';

/*
 * Names that are one to whoever reads them and are written otherwise: with look-alike letters, with or without accents,
 * vowel signs, hamza or niqqud, with *ue* for *ü*, with the letters of Urdu or Persian for those of Arabic, or with a space
 * in a name of a script that has none. Whether one is meant is asked.
 */

/** Two names that have one of these in common may be one. */
export function writtenAlikeKeys(name: string): string[] {
  const inTwo = withSigns(name.normalize('NFC'), asTwo);
  const written = [name, shortWord.test(inTwo) ? name : inTwo, withSigns(name, asOne)];
  const keys = written.map((each) => `w${plain(each)}`).filter((key) => key.length > 1);
  return [...lookAlikeKeys(name), ...new Set(keys)];
}

/** As a word is written that has no letters of its own language at hand. */
const asTwo: ReadonlyMap<string, string> = new Map(
  Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', æ: 'ae', œ: 'oe' }),
);
/** Alone, such a word is a name of its own: *Doe* and *Dø*, *Boel* and *Böl*. */
const shortWord = /^\p{L}{1,4}$/u;
/** Letters that are one with a stroke to Unicode, and to nobody else. */
const asOne: ReadonlyMap<string, string> = new Map(
  Object.entries({ ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ħ: 'h', ı: 'i' }),
);
/** Letters that Arabic, Persian and Urdu write in shapes of their own. */
const ofArabic: ReadonlyMap<string, string> = new Map(
  Object.entries({ ی: 'ي', ى: 'ي', ے: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه', ە: 'ه', ة: 'ه', ۃ: 'ه' }),
);

function withSigns(name: string, signs: ReadonlyMap<string, string>): string {
  return Array.from(name.toLowerCase(), (letter) => signs.get(letter) ?? letter).join('');
}

function plain(name: string): string {
  const folded = withSigns(fold(name, searchFolds), ofArabic).replace(/\s+/gu, ' ').trim();
  return unspaced.test(folded) ? folded.replaceAll(' ', '') : folded;
}

const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul} ]+$/u;
