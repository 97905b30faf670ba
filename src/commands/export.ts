import { type Command, Option } from 'commander';
import { exportReport, prepareFormat } from '../desk/reports/download.js';
import type { ArticleProgress } from '../desk/reports/reports.js';
import type { FilterName } from '../domain/annotations/annotation-filter.js';
import { type FormatName, formatNames, readFormat } from '../reports/formats.js';
import { audiences, csvRows, readScope } from '../reports/report-scope.js';
import { demandForeign } from '../store/open-store.js';
import { writeOutput } from './files.js';
import { type CommonOptions, command, onDesk, type Shell } from './shell.js';

interface ExportOptions extends CommonOptions, Partial<Record<FilterName, string[]>> {
  all?: boolean;
  for?: string;
  edition?: string;
  format: FormatName;
  rows?: string;
  out?: string;
}

/** The command `whence export`: a report in a file, of an article or the whole desk. */
export function exportCommand(shell: Shell): Command {
  const exporting = command('export')
    .argument('[article]', 'the article’s id')
    .option('--all', 'the whole desk')
    .addOption(new Option('--format <name>').choices(formatNames).makeOptionMandatory())
    .addOption(new Option('--for <whom>', 'with the record unless told').choices(audiences))
    .option(
      '--edition <number>',
      'an earlier one, as the article stood then; the newest unless told',
    )
    .option('--confidence <level...>', 'only annotations of these levels')
    .option('--status <status...>', 'only annotations of these statuses')
    .option('--person <id...>', 'only annotations that one of these made')
    .option('--source <id...>', 'only annotations with one of these in the chain')
    .option('--claim <id...>', 'only annotations on one of these')
    .option('--label <words...>', 'only annotations with one of these')
    .addOption(new Option('--rows <what>', 'of csv; annotations unless told').choices(csvRows))
    .option('--out <file>', 'where to write it; else it goes to stdout');
  return exporting.action(async (article: string | undefined, options: ExportOptions) => {
    if ((article === undefined) !== (options.all === true)) {
      exporting.error('error: name an article, or say --all', { exitCode: 2 });
    }
    await write(shell, article ?? null, options);
  });
}

async function write(shell: Shell, article: string | null, options: ExportOptions): Promise<void> {
  const { out, json } = options;
  const scope = readScope({ ...options });
  const format = readFormat(options.format, scope);
  prepareFormat(format);
  await onDesk(shell, options, 'read', async (desk, settings) => {
    if (out) await demandForeign(out, settings.database);
    shell.progress('Writing the report …');
    const { baseUrl } = settings;
    const onArticle = ({ article, articles, round }: ArticleProgress) =>
      shell.progress(`Article ${article} of ${articles}${round > 1 ? ', for data' : ''} …`);
    const told = { onArticle, tell: shell.warn };
    const download = await exportReport(desk, article, format, { baseUrl, scope, ...told });
    const { date, filename, mediaType, pieces } = download;
    const description = { format, mediaType, filename, date };
    if (out) {
      await writeOutput(out, pieces);
      shell.say(json ? JSON.stringify({ ...description, out }) : out);
    } else if (json) {
      shell.say(JSON.stringify({ ...description, ...(await contentOf(pieces)) }));
    } else for await (const piece of pieces) await shell.put(piece);
  });
}

/** A report in a JSON text: what is not text is in base 64, and says so. */
async function contentOf(pieces: AsyncIterable<string | Uint8Array>) {
  const all: (string | Uint8Array)[] = [];
  for await (const piece of pieces) all.push(piece);
  if (all.every((piece) => typeof piece === 'string')) return { content: all.join('') };
  const bytes = Buffer.concat(all.map((piece) => Buffer.from(piece)));
  return { encoding: 'base64', content: bytes.toString('base64') };
}
