import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { exportArticle } from '../desk/reports/reports.js';
import { type FormatName, formatNames } from '../reports/formats.js';
import { demandForeign } from '../store/open-store.js';
import { writeOutput } from './files.js';
import { type CommonOptions, command, onDesk, type Shell } from './shell.js';

interface ExportOptions extends CommonOptions {
  all?: boolean;
  format: FormatName;
  out?: string;
}

export function exportCommand(shell: Shell): Command {
  const exporting = command('export')
    .argument('[article]', 'the article’s id')
    .option('--all', 'the whole desk')
    .addOption(new Option('--format <name>').choices(formatNames).makeOptionMandatory())
    .option('--out <file>', 'where to write it; else it goes to stdout');
  return exporting.action(async (article: string | undefined, options: ExportOptions) => {
    if ((article === undefined) !== (options.all === true)) {
      exporting.error('error: name an article, or say --all', { exitCode: 2 });
    }
    await write(shell, article ?? null, options);
  });
}

async function write(shell: Shell, article: string | null, options: ExportOptions): Promise<void> {
  const { format, out, json } = options;
  await onDesk(shell, options, 'read', async (desk, settings) => {
    if (out) await demandForeign(out, settings.database);
    shell.progress('Writing the report …');
    const { pieces, date, filename, mediaType } = await exportArticle(
      desk,
      article,
      format,
      settings,
    );
    const description = { format, mediaType, filename, date };
    if (out) {
      await writeOutput(out, pieces);
      shell.say(json ? JSON.stringify({ ...description, out }) : out);
    } else if (json) {
      shell.say(JSON.stringify({ ...description, content: await text(pieces) }));
    } else for await (const piece of pieces) await shell.put(piece);
  });
}
