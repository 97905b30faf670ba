import { turningNothing } from '../../domain/text/direction.js';
import { withoutControls } from '../../domain/text/text.js';

/*
 * People's words as CommonMark (0.31) that shows them as they are: nothing in them becomes markup,
 * a link or HTML, in the dialects that link bare addresses and strike through (GFM) either.
 */

/** ASCII punctuation that means something somewhere within a line; a backslash takes that away. */
const meaningful = /[\\`*_{}[\]<>~|&!#$@^]|:(?=\/\/)/gu;

/** What begins a list, a heading underline or a rule when it stands first on a line. */
const lineStart = /^([+=-])|^(\d{1,9})([.)])/u;

/** A text on one line, which turns nothing about: white space runs, line breaks included, become one space. */
export function inline(text: string): string {
  return escapeLine(turningNothing(text).replace(/\s+/gu, ' ').trim());
}

/** One line of a text with its own white space; tabs and outer spaces are written as references. */
export function line(text: string): string {
  const within = text.trim();
  const before = text.slice(0, text.length - text.trimStart().length);
  const after = text.slice(before.length + within.length);
  return `${references(before)}${escapeLine(within)}${references(after)}`;
}

/** A text of several lines as a block: its line breaks stay, an empty line makes a new paragraph. */
export function block(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.split('\n').map(inline).join('\\\n'))
    .join('\n\n');
}

/** A text in a code span, as it is but for its white space. */
export function code(text: string): string {
  const content = withoutControls(text.replace(/\s+/gu, ' ').trim());
  const longest = Math.max(0, ...[...content.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One space on each side is taken off again; it keeps a backtick at an end from joining the fence.
  const pad = /^`|`$/u.test(content) ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** A web address (http or https) as a link that shows it. */
export function link(url: string): string {
  // Written out by the URL standard an address holds no space and no angle bracket.
  return `<${new URL(url).href}>`;
}

/** Blocks as a list, one item each. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item.replaceAll('\n', '\n  ').replace(/ +$/gmu, '')}`).join('\n');
}

/** Blocks as a quotation. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((part) => `> ${part}`.trimEnd())
    .join('\n');
}

function escapeLine(text: string): string {
  return withoutControls(text)
    .replace(meaningful, '\\$&')
    .replace(lineStart, (_, sign: string | undefined, number: string, mark: string) =>
      sign ? `\\${sign}` : `${number}\\${mark}`,
    )
    .replace(/\bwww\./giu, (www) => `${www.slice(0, 3)}\\.`);
}

function references(space: string): string {
  return [...space].map((character) => `&#${character.codePointAt(0)};`).join('');
}
