/** What ids are made of: lower-case letters and digits, without those that look alike. */
export const idLetters = '23456789abcdefghjkmnpqrstuvwxyz';

export const idCharacters = 12;

/** How an id goes on to end, whatever it begins with where it is stored. */
export function idEnd(id: string): string {
  return id.slice(-8);
}
