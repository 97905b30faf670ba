import { expect, test } from 'vitest';
import { commandKey, figureOn } from '../../../src/browser/page/command-key.js';

test.each([
  ['j', 'j', 'KeyJ', false, 'a Latin letter'],
  ['j', 'J', 'KeyJ', false, 'one with CapsLock on'],
  ['J', 'J', 'KeyJ', true, 'one with Shift, which is another command'],
  ['J', 'j', 'KeyJ', true, 'one with Shift while CapsLock is on'],
  ['j', 'о', 'KeyJ', false, 'the same key with a Russian layout'],
  ['k', 'Л', 'KeyK', false, 'a Cyrillic capital by CapsLock'],
  ['n', 'ν', 'KeyN', false, 'a Greek letter'],
  ['e', 'ק', 'KeyE', false, 'a Hebrew letter'],
  ['a', 'ش', 'KeyA', false, 'an Arabic letter'],
  ['b', 'لا', 'KeyB', false, 'two Arabic letters on one key'],
  ['a', 'a', 'KeyQ', false, 'a letter of AZERTY, by the character'],
  ['j', 'j', 'KeyC', false, 'a letter of Dvorak, by the character'],
  ['é', 'é', 'Digit2', false, 'a Latin letter with an accent'],
  ['?', '?', 'Digit7', true, 'a sign, wherever it stands'],
  ['?', '؟', 'Slash', true, 'the question mark of Arabic layouts'],
  ['/', '/', 'KeyQ', false, 'a sign where other layouts have a letter'],
  ['/', '.', 'Slash', false, 'the full stop of a Russian layout, which stands where / does'],
  ['.', 'ю', 'Period', false, 'a letter where the full stop stands'],
  ['/', 'ظ', 'Slash', false, 'an Arabic letter where / stands'],
  ['?', 'ฦ', 'Slash', true, 'a Thai letter where ? stands'],
  ['j', '่', 'KeyJ', false, 'a tone mark of Thai'],
  ['e', 'ा', 'KeyE', false, 'a vowel sign of Hindi'],
  ['u', 'लु', 'KeyU', false, 'a letter with its vowel sign'],
  ['0', '٠', 'Digit0', false, 'an Arabic figure'],
  ['a', 'ａ', 'KeyA', false, 'a letter as wide as Chinese ones'],
  ['?', '？', 'Slash', true, 'a sign as wide as Chinese ones'],
  ['º', 'º', 'Backquote', false, 'a sign that is made of a Latin letter'],
  ['ж', 'ж', 'Semicolon', false, 'a letter in the place of a sign, which is no command'],
  ['Enter', 'Enter', 'Enter', false, 'a key that types nothing'],
  ['Dead', 'Dead', 'BracketLeft', false, 'a dead key'],
])('%s is meant by %s at %s (shift: %s): %s', (meant, key, code, shiftKey, _what) => {
  expect(commandKey({ key, code, shiftKey })).toBe(meant);
});

test.each([
  ['1', '&', 'Digit1', false, 'a sign of AZERTY'],
  ['2', 'ě', 'Digit2', false, 'an accented letter of a Czech layout'],
  ['0', 'à', 'Digit0', false, 'the last of AZERTY'],
  [null, '!', 'Digit1', true, 'a sign that takes Shift'],
  [null, '1', 'Digit1', false, 'a figure that is typed'],
  [null, 'a', 'Digit1', false, 'a letter in the place of a figure'],
  [null, '&', 'KeyQ', false, 'a sign in the place of a letter'],
  [null, 'Dead', 'Digit6', false, 'a dead key'],
])('%s is printed on the key of %s at %s (shift: %s): %s', (figure, key, code, shiftKey, _what) => {
  expect(figureOn({ key, code, shiftKey })).toBe(figure);
});
