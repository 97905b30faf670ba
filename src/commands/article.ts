import { Command } from 'commander';
import { addArticle } from '../desk/articles/articles.js';
import {
  blocksOfText,
  type CaptureChoice,
  type CapturedArticle,
  capture,
  leftOutOf,
  withoutOffers,
} from '../desk/capture/capture.js';
import type { Desk } from '../desk/desk.js';
import { operator } from '../desk/people/people.js';
import type { Confirmation } from '../domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../domain/articles/article.js';
import { parse } from '../domain/parse.js';
import { all } from '../store/store.js';
import { type Input, readInput } from './files.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';
import { confirmOption, withWayOut } from './way-out.js';

/** The command `whence article`: adds one from a file, and lists them. */
export function articleCommand(shell: Shell): Command {
  return new Command('article').addCommand(addCommand(shell)).addCommand(listCommand(shell));
}

interface AddOptions extends CommonOptions {
  title?: string;
  publisher?: string;
  url?: string;
  byline?: string;
  published?: string;
  language?: string;
  encoding?: string;
  whole?: boolean;
  as?: string;
  confirm?: Confirmation[];
}

/** A text of the longest kind, in the script that takes the most bytes. */
const maxFileBytes = 8 * 1024 * 1024;

function addCommand(shell: Shell): Command {
  return command('add', 'add an article; prints its id')
    .argument('<file>', 'a text, or a page that ends in .html or .md; - reads a text from stdin')
    .option('--title <text>', 'unless the file has it')
    .option('--publisher <name>', 'unless the file has it')
    .option('--url <address>', 'where it was published')
    .option('--byline <names>', 'who wrote it')
    .option('--published <date>', 'such as 2011-03-20')
    .option('--language <tag>', 'such as en or ar')
    .option('--encoding <name>', 'how the file is to be read, such as windows-1252')
    .option('--whole', 'take all that a page shows, not only its main part')
    .option('--as <email>', 'who adds it; else it is the operator of the machine')
    .addOption(confirmOption())
    .action((file: string, options: AddOptions, command: Command) =>
      add(shell, file, options, command),
    );
}

async function add(
  shell: Shell,
  file: string,
  options: AddOptions,
  command: Command,
): Promise<void> {
  const { as, confirm } = options;
  const found = await capturedFrom(shell, file, options);
  const { title = found.title, publisher = found.publisher } = options;
  if (title === '') command.error('error: the file does not say its title: give --title');
  if (publisher === '')
    command.error('error: the file does not say its publisher: give --publisher');
  const { url = found.url, byline = found.byline } = options;
  const { published: publishedAt = found.publishedAt, language = found.language } = options;
  const details = { title, publisher, url, byline, publishedAt, language };
  const input = parse(articleInput, { ...details, text: found.text });
  const blocks = await blocksOfText(input.text, found, new Set());
  const { id } = await onDesk(shell, options, 'make', async (desk) =>
    addArticle(desk, as ? await personOf(desk, as) : operator, { ...input, confirm }, blocks).catch(
      withWayOut,
    ),
  );
  answer(shell, options, { id }, id);
}

/** A text as it is kept, read from a file of the shell; what is to be said of it is said as a warning. */
export async function capturedFrom(
  shell: Shell,
  file: string,
  choice: CaptureChoice,
): Promise<CapturedArticle> {
  const source = asPageOrText(await readInput(shell, file, maxFileBytes));
  const { encoding, whole } = choice;
  const found = withoutOffers(await capture(source, { encoding, whole }));
  for (const note of found.notes) shell.warn(note);
  for (const { text } of leftOutOf(found, new Set())) shell.warn(`Left out: ${text}`);
  return found;
}

/** A shell's files need no ending to be texts. */
function asPageOrText({ name, bytes }: Input): Input {
  return { name: /\.(?:md|markdown|x?html?)$/iu.test(name) ? name : 'text.txt', bytes };
}

function listCommand(shell: Shell): Command {
  return command('list', 'a line for each: id, date, annotations, publisher, title').action(
    (options: CommonOptions) =>
      onDesk(shell, options, 'read', (desk) => list(shell, desk, options)),
  );
}

async function list(shell: Shell, desk: Desk, { json }: CommonOptions): Promise<void> {
  const items: ListedArticle[] = [];
  for await (const article of all(desk.store, 'articles', 'added', { key: '' })) {
    const annotations = await desk.store.count('annotations', 'article', article.id);
    if (json) items.push(listed(article, annotations));
    else shell.say(lineOf(article, annotations));
  }
  if (json) shell.say(JSON.stringify({ items }));
}

type ListedArticle = ReturnType<typeof listed>;

function listed(article: Article, annotations: number) {
  const { id, title, publisher, byline, url, publishedAt, language, edition } = article;
  return { id, title, publisher, byline, url, publishedAt, language, edition, annotations };
}

/** Columns between tabs. What would steer the terminal is left out of names from elsewhere. */
function lineOf({ id, publishedAt, publisher, title }: Article, annotations: number): string {
  return [id, publishedAt ?? '-', String(annotations), publisher, title]
    .map((column) => column.replace(/\p{Cc}/gu, ''))
    .join('\t');
}
