type Press = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>;

/**
 * The key that a press means as a command of one letter or sign: the character that it types,
 * whatever CapsLock says, so that AZERTY and Dvorak count as printed on the keys; where the layout
 * has no Latin letters (Cyrillic, Greek, Hebrew, Arabic, Thai), what stands in its place on a
 * keyboard that has. A capital letter stands for Shift.
 */
export function commandKey({ code, key, shiftKey }: Press): string {
  if (key === '؟') return '?';
  // Where letters stand in the places of signs, the key of / types a full stop.
  if (key === '.' && code === 'Slash') return '/';
  const letter = isForeign(key) ? (atPlace(code, shiftKey) ?? key) : halfWide(key);
  // What types nothing has a name: Enter, Dead.
  if ([...letter].length > 1) return letter;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

/**
 * The figure that is printed on a key which types a sign or an accented letter, as on AZERTY and Czech keyboards, where
 * figures take Shift; null for any other key, and with Shift.
 */
export function figureOn({ code, key, shiftKey }: Press): string | null {
  const [, figure = null] = /^Digit(\d)$/u.exec(code) ?? [];
  return shiftKey || [...key].length !== 1 || /^[a-z\d]$/iu.test(key) ? null : figure;
}

/** Whether a key types letters, vowel signs or figures that are no Latin ones. */
function isForeign(key: string): boolean {
  return /^[\p{L}\p{M}\p{Nd}]{1,3}$/u.test(key) && !/[\p{Script=Latin}\d０-９]/u.test(key);
}

/** What a keyboard with Latin letters has in the place of a key, as far as it may be a command. */
function atPlace(code: string, shiftKey: boolean): string | undefined {
  if (code === 'Slash') return shiftKey ? '?' : '/';
  if (code === 'Period') return '.';
  return /^(?:Key([A-Z])|Digit(\d))$/u.exec(code)?.slice(1).find(Boolean);
}

/** Input methods for Chinese and Japanese type letters and signs that are as wide as theirs. */
function halfWide(key: string): string {
  return /^[！-～]$/u.test(key) ? key.normalize('NFKC') : key;
}
