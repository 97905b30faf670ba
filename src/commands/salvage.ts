import type { Command } from 'commander';
import { readSettings, UnusableSetting } from '../settings.js';
import { salvage } from '../store/file/salvage.js';
import { isFile } from '../store/open-store.js';
import { answer, type CommonOptions, command, type Shell } from './shell.js';

/** `whence salvage`: mends a desk that its journal, or a file that is gone, keeps from being opened. */
export function salvageCommand(shell: Shell): Command {
  return command('salvage').action(async (options: CommonOptions) => {
    const { database } = readSettings(shell.env, options);
    if (!isFile(database)) {
      throw new UnusableSetting('Only a JSON file has a journal: PostgreSQL mends its own.');
    }
    const saved = await salvage(database);
    const { kept, aside, without } = saved ?? { kept: null, aside: null, without: null };
    answer(shell, options, { kept, aside, without }, sentence(saved));
  });
}

function sentence(saved: Awaited<ReturnType<typeof salvage>>): string {
  if (!saved) return 'Nothing needs to be salvaged.';
  const { kept, aside, without } = saved;
  const cut = `Kept ${kept} ${kept === 1 ? 'save' : 'saves'} of the journal. All of it, as it was, is in ${aside}, which is private.`;
  const gone = `The desk goes on without ${without}: what stood there alone is not in it.`;
  return [...(aside ? [cut] : []), ...(without ? [gone] : [])].join(' ');
}
