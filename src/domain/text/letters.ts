/*
 * What a character is. A pattern of all letters of all scripts takes longer to be made than a thousand plain ones to be
 * told, so those are told without.
 */

/** Whether such a character stands at a place of a text, or half of it. */
type CharacterTest = (text: string, at: number) => boolean;

export const isLetter = characterTest(/[A-Za-z]/, /\p{L}/u);
export const isCapital = characterTest(/[A-Z]/, /\p{Lu}/u);
export const isSmall = characterTest(/[a-z]/, /\p{Ll}/u);
export const isNumeral = characterTest(/[0-9]/, /\p{N}/u);
/** Of a word or figure, or what joins its parts. */
export const isWordly = characterTest(/[A-Za-z0-9'-]/, /[\p{L}\p{M}\p{N}’]/u);

function characterTest(plain: RegExp, any: RegExp): CharacterTest {
  return (text, at) =>
    text.charCodeAt(at) < 0x80 ? plain.test(text.charAt(at)) : any.test(characterAt(text, at));
}

function characterAt(text: string, at: number): string {
  const before = text.codePointAt(at - 1) ?? 0;
  return String.fromCodePoint(before > 0xffff ? before : (text.codePointAt(at) ?? 0));
}
