import { createHash, hash } from 'node:crypto';
import { idCharacters, idLetters } from '../domain/id.js';

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** The id that follows from a text, always the same. */
export function idFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, idCharacters);
  return Array.from(bytes, (byte) => idLetters.charAt(byte % idLetters.length)).join('');
}
