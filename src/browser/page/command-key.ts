type Press = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>;

/**
 * The key that a press means as a command of one letter or sign: the character that it types,
 * whatever CapsLock says, so that AZERTY and Dvorak count as printed on the keys; where the layout
 * has no Latin letters (Cyrillic, Greek, Hebrew, Arabic), the letter that stands in its place on a
 * keyboard that has. A capital letter stands for Shift.
 */
export function commandKey({ code, key, shiftKey }: Press): string {
  if (key === '؟') return '?';
  const [, byPlace] = /^Key([A-Z])$/u.exec(code) ?? [];
  const isForeign = /^\p{L}{1,2}$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  const letter = isForeign ? (byPlace ?? key) : key;
  // What types nothing has a name: Enter, Dead.
  if ([...letter].length > 1) return letter;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}
