import type { Command } from 'commander';
import { readSettings, UnusableSetting } from '../settings.js';
import { isFile } from '../store/open-store.js';
import { copyDatabase } from './copy.js';
import { answer, type CommonOptions, command, type Shell } from './shell.js';

interface BackupOptions extends CommonOptions {
  public?: boolean;
}

/** `whence backup`: copies a database into a file, what is private into another beside it, or leaves that out. */
export function backupCommand(shell: Shell): Command {
  return command('backup')
    .argument(
      '<file>',
      'a free name, as in desk-monday.json; what is private goes into desk-monday.private.json',
    )
    .option('--public', 'the public file alone, to be shared: no people, no identities')
    .action((file: string, options: BackupOptions) => backup(shell, file, options));
}

async function backup(shell: Shell, file: string, options: BackupOptions): Promise<void> {
  if (!isFile(file)) {
    throw new UnusableSetting('A backup is a file: use “whence copy” to fill another database.');
  }
  const { database } = readSettings(shell.env, options);
  const { commit, documents } = await copyDatabase(shell, database, file, {
    alone: options.public === true,
  });
  const held = Object.entries(documents)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  answer(
    shell,
    options,
    { file, commit, documents },
    `${file} holds ${options.public ? 'the public part of the desk, to be opened by itself,' : 'the desk'} up to commit ${commit}: ${held.join(', ') || 'it is empty'}.`,
  );
}
