import { Command } from 'commander';
import { doubtOf } from '../desk/articles/coming-edition.js';
import { readyToCompare } from '../desk/articles/edition-thread.js';
import { addEdition, previewEdition } from '../desk/articles/editions.js';
import { blocksOfText } from '../desk/capture/capture.js';
import { operator } from '../desk/people/people.js';
import type { Confirmation } from '../domain/annotations/annotation-input.js';
import { editionInput } from '../domain/articles/article.js';
import { parse } from '../domain/parse.js';
import { capturedFrom } from './article.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';
import { confirmOption, withWayOut } from './way-out.js';

/** The command `whence edition`: brings in an article’s new edition. */
export function editionCommand(shell: Shell): Command {
  return new Command('edition').addCommand(addCommand(shell));
}

interface AddOptions extends CommonOptions {
  note?: string;
  after?: string;
  dryRun?: boolean;
  encoding?: string;
  whole?: boolean;
  as?: string;
  confirm?: Confirmation[];
}

function addCommand(shell: Shell): Command {
  return command('add', 'bring in a new edition; prints its number and where annotations stand')
    .argument('<article>', 'the article’s id')
    .argument('<file>', 'a text, or a page that ends in .html or .md; - reads a text from stdin')
    .option('--note <text>', 'what is new')
    .option(
      '--after <edition>',
      'the edition that it corrects, by number or SHA-256; refused if another is the newest',
    )
    .option('--dry-run', 'say what it would do, and write nothing')
    .option('--encoding <name>', 'how the file is to be read, such as windows-1252')
    .option('--whole', 'take all that a page shows, not only its main part')
    .option('--as <email>', 'who brings it in; else it is the operator of the machine')
    .addOption(confirmOption())
    .action((article: string, file: string, options: AddOptions) =>
      add(shell, article, file, options),
    );
}

/** In hexadecimal digits; a number is shorter. */
const sha256Length = 64;

async function add(
  shell: Shell,
  article: string,
  file: string,
  options: AddOptions,
): Promise<void> {
  const { as, after, confirm, dryRun, note = null } = options;
  const found = await capturedFrom(shell, file, options);
  const corrected = after?.length === sha256Length ? after : after && Number(after);
  const input = parse(editionInput, { text: found.text, note, after: corrected });
  // It gets ready while the desk is opened.
  void readyToCompare(input.text);
  const blocks = await blocksOfText(input.text, found, new Set());
  const carried = await onDesk(shell, options, 'write', async (desk) => {
    const actor = as ? await personOf(desk, as) : operator;
    if (dryRun) return previewEdition(desk, actor, article, input);
    return addEdition(desk, actor, article, { ...input, blocks, confirm }).catch(withWayOut);
  });
  const { edition, newest, counts } = carried;
  const doubt = doubtOf(carried);
  if (doubt) shell.warn(doubt);
  const placements = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  const said = [`edition ${edition.number}`, ...placements].join('\t');
  answer(
    shell,
    options,
    { number: edition.number, after: newest.sha256, placements: counts },
    said,
  );
}
