import { Command, CommanderError } from 'commander';
import { Problem } from '../domain/problem.js';
import { UnusableSetting } from '../settings.js';
import type { Shell } from './shell.js';

/** What a command is for, and its file, which is read when it is called: a list of them needs none. */
interface CommandEntry {
  purpose: string;
  load: () => Promise<(shell: Shell) => Command>;
}

const commands: Record<string, CommandEntry> = {
  serve: {
    purpose: 'serve the desk to browsers and programs',
    load: async () => (await import('./serve.js')).serveCommand,
  },
  user: {
    purpose: 'people of the desk',
    load: async () => (await import('./user.js')).userCommand,
  },
  token: {
    purpose: 'tokens for programs',
    load: async () => (await import('./token.js')).tokenCommand,
  },
  article: {
    purpose: 'articles of the desk',
    load: async () => (await import('./article.js')).articleCommand,
  },
  edition: {
    purpose: 'editions of an article',
    load: async () => (await import('./edition.js')).editionCommand,
  },
  annotate: {
    purpose: 'annotate a passage of an article; prints the annotation’s id',
    load: async () => (await import('./annotate.js')).annotateCommand,
  },
  source: {
    purpose: 'the register of sources',
    load: async () => (await import('./source.js')).sourceCommand,
  },
  export: {
    purpose: 'write a report on an article, or on the whole desk',
    load: async () => (await import('./export.js')).exportCommand,
  },
  import: {
    purpose: 'take in a report of the format json, whole or not at all',
    load: async () => (await import('./import.js')).importCommand,
  },
  copy: {
    purpose: 'copy a whole desk into a database that is empty or not there yet',
    load: async () => (await import('./copy.js')).copyCommand,
  },
  backup: {
    purpose: 'write the desk as it stands into a new file, beside a running server',
    load: async () => (await import('./backup.js')).backupCommand,
  },
  check: {
    purpose: 'read the whole database and say what is wrong with it',
    load: async () => (await import('./check.js')).checkCommand,
  },
  salvage: {
    purpose:
      'keep what can be of a journal that can’t be used, or go on without a file that is gone',
    load: async () => (await import('./salvage.js')).salvageCommand,
  },
};

/**
 * Runs a command line, without the names of the program. Answers with the exit status: 0 done, 1 a
 * problem with the work, 2 wrong usage.
 */
export async function run(words: readonly string[], shell: Shell): Promise<number> {
  const program = new Command('whence').description('who told whom: annotated provenance');
  for (const [name, entry] of Object.entries(commands)) {
    program.addCommand(await made(name, entry, words, shell));
  }
  for (const each of withSubcommands(program)) {
    each.exitOverride().configureOutput({
      writeOut: (text) => shell.say(text.trimEnd()),
      writeErr: (text) => shell.warn(text.trimEnd()),
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (fault) {
    return statusOf(fault, shell);
  }
}

/** A command, whole if it is named in the line, else what a list of them tells. */
async function made(
  name: string,
  { purpose, load }: CommandEntry,
  words: readonly string[],
  shell: Shell,
): Promise<Command> {
  const command = words.includes(name) ? (await load())(shell) : new Command(name);
  return command.description(purpose);
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Says in one line what was wrong, and with what status the program ends. */
function statusOf(fault: unknown, { warn }: Shell): number {
  // Commander has printed its own line, or the help that was asked for.
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2;
  if (fault instanceof UnusableSetting) {
    warn(fault.message);
    return 2;
  }
  if (fault instanceof Problem) {
    warn(fault.message);
    return 1;
  }
  warn(`Internal error: ${fault instanceof Error ? fault.stack : String(fault)}`);
  return 1;
}
