import { fontFiles } from './font-files.js';
import { lettersOfFont, lettersOutside } from './font-letters.js';

/** Letters that every Latin face has, and that texts are full of. */
const latin = [0, 0x24f] as const;

let read: Promise<(text: string) => string[]> | null = null;

/**
 * The letters of a text, each once, that the fonts installed with the program do not have: another of the
 * system's may. Letters that say nothing by themselves are not among them.
 */
export async function doubtfulLetters(text: string): Promise<string[]> {
  read ??= Promise.all(fontFiles().map(lettersOfFont)).then((runs) =>
    lettersOutside([latin, ...runs.flat()]),
  );
  return (await read)(text);
}
