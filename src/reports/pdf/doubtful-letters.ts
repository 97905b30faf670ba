import { basename } from 'node:path';
import { fontFiles } from './font-files.js';
import { lettersOfFont, lettersOutside } from './font-letters.js';

/** A text is set in one of these, and those of other scripts beside it: `views/reports/pdf/faces.typ`. */
const faces = ['SourceSerif4_', 'Inter_'];

let read: Promise<(text: string) => string[]> | null = null;

/**
 * The letters of a text, each once, that the fonts installed with the program do not have, alone or with the marks on
 * them: another of the system's may. Letters that say nothing by themselves are not among them.
 */
export async function doubtfulLetters(text: string): Promise<string[]> {
  read ??= readStacks().then(lettersOutside);
  return (await read)(text);
}

async function readStacks() {
  const fonts = await Promise.all(
    fontFiles().map(async (path) => ({ name: basename(path), runs: await lettersOfFont(path) })),
  );
  return faces.map((face) =>
    fonts
      .filter(({ name }) => faces.every((other) => other === face || !name.startsWith(other)))
      .map(({ runs }) => runs),
  );
}
