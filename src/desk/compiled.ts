import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The file of a compiled module; null where the program runs from source, as `npm run dev` does. */
export function compiledFile(module: URL): string | null {
  const file = fileURLToPath(module);
  return existsSync(file) ? file : null;
}
