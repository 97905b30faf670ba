import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ejs from 'ejs';
import { projectFolder } from './project-folder.js';

export const viewsFolder = join(projectFolder, 'views');

type Locals = Readonly<Record<string, unknown>>;
type View = (locals: Locals) => string;

/** Views that were read, by their files: none changes while the program runs. */
const views = new Map<string, View>();

/**
 * Renders the view in a file, for express. An include is found by what its view calls it, once; ejs
 * by itself looks on the disk for each, some thousand times for a page of many cards.
 */
export function renderView(
  file: string,
  locals: object,
  done: (fault: unknown, html?: string) => void,
): void {
  let fault: unknown = null;
  let html: string | undefined;
  try {
    html = viewIn(file)({ ...locals });
  } catch (thrown) {
    fault = thrown;
  }
  done(fault, html);
}

function viewIn(file: string): View {
  const view = views.get(file) ?? readView(file);
  views.set(file, view);
  return view;
}

/** In a view its locals come before what ejs hands it, `include` too. */
function readView(file: string): View {
  const write = written(file);
  const included = new Map<string, View>();
  return (locals) => {
    const include = (name: string, more?: Locals) => {
      const view = included.get(name) ?? viewIn(join(dirname(file), `${name}.ejs`));
      included.set(name, view);
      return view({ ...locals, ...more });
    };
    return write({ ...locals, include });
  };
}

/**
 * A view as ejs writes it, with those of its locals declared that it is given. By itself ejs finds them
 * by *with*, which is never optimised: a long page took twice as long. It is compiled once for each
 * set of names.
 */
function written(file: string): View {
  const text = readFileSync(file, 'utf8');
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu)?.filter(isName));
  const compiled = new Map<string, View>();
  return (locals) => {
    const names = Object.keys(locals).filter((name) => words.has(name));
    const known = compiled.get(names.join());
    if (known) return known(locals);
    const options = {
      filename: file,
      escape: escapeMarkup,
      strict: true,
      destructuredLocals: names,
      // Our locals are taken as they are, not copied once more.
      unsafePrototypeLocals: true,
      async: false as const,
    };
    const view = ejs.compile(`<% { %>${text}<% } %>`, options);
    compiled.set(names.join(), view);
    return view(locals);
  };
}

/** Whether something can be called so: most words of a view are markup, and some are the language's. */
function isName(word: string): boolean {
  try {
    new Function(`"use strict"; let ${word};`);
    return true;
  } catch {
    return false;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** As ejs escapes; most of what is written, ids and classes, needs no other string made for it. */
function escapeMarkup(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  return /[&<>"']/u.test(text) ? text.replace(/[&<>"']/gu, (sign) => entities[sign] ?? sign) : text;
}
