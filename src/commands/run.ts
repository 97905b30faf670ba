import { Command, CommanderError } from 'commander';
import { Problem } from '../domain/problem.js';
import { UnusableSetting } from '../settings.js';
import { annotateCommand } from './annotate.js';
import { articleCommand } from './article.js';
import { backupCommand } from './backup.js';
import { checkCommand } from './check.js';
import { copyCommand } from './copy.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { salvageCommand } from './salvage.js';
import { serveCommand } from './serve.js';
import type { Shell } from './shell.js';
import { sourceCommand } from './source.js';
import { tokenCommand } from './token.js';
import { userCommand } from './user.js';

/** Every command adds itself here. */
const commands: ((shell: Shell) => Command)[] = [
  serveCommand,
  userCommand,
  tokenCommand,
  articleCommand,
  annotateCommand,
  sourceCommand,
  exportCommand,
  importCommand,
  copyCommand,
  backupCommand,
  checkCommand,
  salvageCommand,
];

/**
 * Runs a command line, without the names of the program. Answers with the exit status: 0 done, 1 a
 * problem with the work, 2 wrong usage.
 */
export async function run(words: readonly string[], shell: Shell): Promise<number> {
  const program = new Command('whence').description('who told whom: annotated provenance');
  for (const make of commands) program.addCommand(make(shell));
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
