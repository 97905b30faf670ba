import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { elementsOf, type Node, named, parsed } from '../reports/docx/xml-tree.js';

const run = promisify(execFile);

/** A comment as LibreOffice has read it. */
export interface OfficeComment {
  author: string;
  words: string;
  /** What stands between the ends of its range, paragraphs parted by a line break. */
  anchored: string;
}

/** Which LibreOffice there is; null where there is none. */
export async function officeVersion(): Promise<string | null> {
  return run('soffice', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

/** Converts a document into another kind, in its folder, and comes back with the new file's path. */
export async function converted(file: string, folder: string, kind: string): Promise<string> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const limits = { timeout: 300_000 };
  const asked = [profile, '--headless', '--convert-to', kind, '--outdir', folder, file];
  await run('soffice', asked, limits);
  return join(folder, `${basename(file, '.docx')}.${kind}`);
}

/** The comments of a document that was converted into flat OpenDocument, in the order of the text. */
export async function officeComments(file: string): Promise<OfficeComment[]> {
  const document = parsed(await readFile(file, 'utf8'));
  const [body] = named(document, 'office:text');
  if (!body) throw new Error('The document has no text.');
  const comments = new Map<string, OfficeComment>();
  const open = new Set<string>();
  read(body, (words) => {
    for (const name of open) {
      const comment = comments.get(name);
      if (comment) comment.anchored += words;
    }
  });
  return [...comments.values()];

  function read(node: Node, add: (words: string) => void): void {
    const name = node.attributes['office:name'] ?? '';
    if (node.name === 'office:annotation') {
      comments.set(name, commentOf(node));
      open.add(name);
      return;
    }
    if (node.name === 'office:annotation-end') open.delete(name);
    else if (node.name === 'text:p' || node.name === 'text:h') add('\n');
    else add(spaceOf(node));
    for (const child of node.children) {
      if (typeof child !== 'string') read(child, add);
      // Between the elements of a body there is nothing but what makes its XML legible.
      else if (/^text:(?:p|h|span|a)$/u.test(node.name)) add(child);
    }
  }
}

function commentOf(node: Node): OfficeComment {
  const [creator] = named(node, 'dc:creator');
  const paragraphs = elementsOf(node).filter(({ name }) => name === 'text:p');
  return {
    author: creator?.children.join('') ?? '',
    words: paragraphs.map(wordsOf).join('\n'),
    anchored: '',
  };
}

function wordsOf(node: Node): string {
  return node.children
    .map((child) => (typeof child === 'string' ? child : spaceOf(child) + wordsOf(child)))
    .join('');
}

/** White space that OpenDocument writes as elements. */
function spaceOf({ attributes, name }: Node): string {
  if (name === 'text:tab') return '\t';
  if (name === 'text:line-break') return '\n';
  return name === 'text:s' ? ' '.repeat(Number(attributes['text:c'] ?? 1)) : '';
}
