import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Stands in for `src/desk/compiled.ts`, as vitest.config.ts says: a thread or process of its own starts from
 * the built file in half the time, unless something in the source is newer, so that no test is of what was.
 */

const source = fileURLToPath(new URL('../src/', import.meta.url));
const built = fileURLToPath(new URL('../dist/', import.meta.url));

/** Whether everything is to run from source, as a test wants it. */
export const running = { fromSource: false };

let isFresh: boolean | null = null;

/**
 * The built file of a module of the source; null where it has to run from source.
 * @public The program imports it by the name of the one that it stands in for.
 */
export function compiledFile(module: URL): string | null {
  if (running.fromSource) return null;
  const asked = fileURLToPath(module);
  const file = asked.replace(source, built);
  // What a test has built for itself.
  if (file === asked) return existsSync(file) ? file : null;
  isFresh ??= isNewerThanSource(join(built, 'cli.js'));
  return isFresh && existsSync(file) ? file : null;
}

function isNewerThanSource(program: string): boolean {
  if (!existsSync(program)) return false;
  const builtAt = statSync(program).mtimeMs;
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  return files.every((file) => statSync(join(source, file)).mtimeMs < builtAt);
}
