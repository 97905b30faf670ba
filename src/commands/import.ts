import { type Command, Option } from 'commander';
import { type ImportResult, importReport } from '../desk/reports/transfer.js';
import type { Confirmation } from '../domain/annotations/annotation-input.js';
import { readInput, utf8 } from './files.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';
import { confirmOption, withWayOut } from './way-out.js';

type ImportOptions = CommonOptions & { as: string; keepMasks?: boolean; confirm?: Confirmation[] };

/** Near the longest text that the JavaScript engine can hold. */
const maxFileBytes = 400 * 1024 * 1024;

/** The command `whence import`: what a report in JSON holds, into this desk. */
export function importCommand(shell: Shell): Command {
  return command('import')
    .argument('<file>', 'the report; - reads stdin')
    .addOption(new Option('--format <name>').choices(['json']).default('json'))
    .requiredOption('--as <email>', 'the admin who brings it in')
    .option('--keep-masks', 'who is masked here since comes in under the pseudonym')
    .addOption(confirmOption(['identity']))
    .action(async (file: string, options: ImportOptions) => {
      const text = utf8(file, await readInput(shell, file, maxFileBytes));
      const result = await onDesk(shell, options, 'write', async (desk) => {
        const admin = await personOf(desk, options.as);
        shell.progress('Taking it in …');
        const { keepMasks = false, confirm = [] } = options;
        return importReport(desk, admin, text, { keepMasks, confirm }).catch(withWayOut);
      });
      answer(shell, options, { ...result }, linesOf(result));
    });
}

function linesOf(result: ImportResult): string {
  return Object.entries(result)
    .map(([what, { added, present }]) => `${what}: ${added} added, ${present} already here`)
    .join('\n');
}
