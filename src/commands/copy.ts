import { Command } from 'commander';
import { Problem } from '../domain/problem.js';
import { counted } from '../domain/text/wording.js';
import { checkedDatabase } from '../settings.js';
import { type Counts, copyInto } from '../store/copy.js';
import {
  identityOf,
  openFilling,
  openPublicFilling,
  openStore,
  shownDatabase,
} from '../store/open-store.js';
import { answer, type Shell } from './shell.js';

/** The command `whence copy`: a desk from one store into another that is empty. */
export function copyCommand(shell: Shell): Command {
  return new Command('copy')
    .argument('<from>', 'the desk’s database: a file, or a postgres:// address')
    .argument('<to>', 'the empty one: a file’s path, or a postgres:// address')
    .option('--json', 'print JSON')
    .action((from: string, to: string, options: { json?: boolean }) =>
      copy(shell, checkedDatabase('FROM', from), checkedDatabase('TO', to), options),
    );
}

async function copy(
  shell: Shell,
  from: string,
  to: string,
  options: { json?: boolean },
): Promise<void> {
  const copied = await copyDatabase(shell, from, to);
  const { documents, commit } = copied;
  const total = Object.values(documents).reduce((sum, count) => sum + count, 0);
  answer(
    shell,
    options,
    { from: copied.from, to: copied.to, commit, documents },
    `${copied.to} holds all of ${copied.from}: ${counted(total, 'document')}, up to commit ${commit}.`,
  );
}

/** What was copied; databases as they may be printed. */
interface CopyResult {
  from: string;
  to: string;
  /** The number of the last commit. */
  commit: number;
  documents: Counts;
}

/**
 * Copies a desk as it stands at one moment, though others go on working on it, with progress.
 * Throws *conflict* where both are one database or `to` is not empty, and as opening throws. What is
 * `alone` is the public part, into a file.
 */
export async function copyDatabase(
  shell: Shell,
  from: string,
  to: string,
  { alone = false } = {},
): Promise<CopyResult> {
  const source = await identityOf(from);
  if (source === (await identityOf(to))) {
    throw new Problem('conflict', 'A database can’t be copied into itself. Name another.');
  }
  const store = await openStore(from, { mode: 'read', log: shell });
  try {
    const snapshot = await store.snapshot();
    try {
      const { commit, commits } = snapshot;
      const fill = alone ? openPublicFilling : openFilling;
      const documents = await copyInto(
        await fill(to, { from: shownDatabase(source), commits }),
        snapshot,
        (collection, count) =>
          shell.progress(`Copying ${collection}: ${count.toLocaleString('en')} …`),
        alone ? 'public' : null,
      );
      return { from: shownDatabase(from), to: shownDatabase(to), commit, documents };
    } finally {
      await snapshot.close();
    }
  } finally {
    await store.close();
  }
}
