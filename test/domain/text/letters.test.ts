import { expect, test } from 'vitest';
import {
  isCapital,
  isLetter,
  isNumeral,
  isSmall,
  isWordly,
} from '../../../src/domain/text/letters.js';

const told = [
  [isLetter, /\p{L}/u],
  [isCapital, /\p{Lu}/u],
  [isSmall, /\p{Ll}/u],
  [isNumeral, /\p{N}/u],
  [isWordly, /[\p{L}\p{M}\p{N}'’-]/u],
] as const;

test('a character is told as Unicode has it, at each of its units', () => {
  for (let point = 0; point < 0x20000; point += point < 0x3000 ? 1 : 61) {
    const character = String.fromCodePoint(point);
    for (const [tells, pattern] of told)
      for (let at = 1; at <= character.length; at += 1)
        expect(tells(` ${character} `, at), `U+${point.toString(16)}`).toBe(
          pattern.test(character),
        );
  }
});

test.each(['', 'a', '\ud83d', 'é'])('nothing stands before or behind “%s”', (text) => {
  for (const [tells] of told)
    expect([tells(text, -1), tells(text, text.length)]).toEqual([false, false]);
});
