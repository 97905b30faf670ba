import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** They are written anew whenever the program is built, or its packages are installed. */
const marks = ['../cli.js', '../../node_modules/.package-lock.json'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const atStart = marks.map(stampOf);

/**
 * Whether the files of the program are others than those with which it was started, or none: what is loaded when it
 * is needed, such as threads and processes, then may not be there, or not go with what runs.
 */
export function isReplaced(): boolean {
  return marks.some((file, at) => stampOf(file) !== atStart[at]);
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size}` : '';
}
