/** What ids are made of: lower-case letters and digits, without those that look alike. */
export const idLetters = '23456789abcdefghjkmnpqrstuvwxyz';

export const idLength = 12;

/** Whether a text has the form of an id, whether or not something bears it. */
export function isId(text: string): boolean {
  return text.length === idLength && [...text].every((letter) => idLetters.includes(letter));
}
