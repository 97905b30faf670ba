import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ejs from 'ejs';
import { projectFolder } from './project-folder.js';

export const viewsFolder = join(projectFolder, 'views');

type Locals = Readonly<Record<string, unknown>>;

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
    html = viewIn(file, Object.keys(locals)).drawn({ ...locals });
  } catch (thrown) {
    fault = thrown;
  }
  done(fault, html);
}

/** Views that were read, by their files and locals: none changes while the program runs. */
const views = new Map<string, View>();

function viewIn(file: string, names: readonly string[]): View {
  const key = [file, ...names].join();
  const view = views.get(key) ?? new View(file, names);
  views.set(key, view);
  return view;
}

/** A view for locals of these names. */
class View {
  readonly #file: string;
  readonly #names: readonly string[];
  readonly #write: Writing;
  /** By what they are called, with the names of what they are given. */
  readonly #included = new Map<string, View>();

  constructor(file: string, names: readonly string[]) {
    this.#file = file;
    this.#names = names;
    this.#write = written(file, [...names, 'include']);
  }

  /** It keeps the locals, and hands them on to what it includes. */
  drawn(locals: Record<string, unknown>): string {
    locals.include = (name: string, more: Locals = {}) =>
      this.#including(name, more).drawn({ ...locals, ...more });
    return this.#write(locals);
  }

  #including(name: string, more: Locals): View {
    const key = `${name} ${Object.keys(more).join()}`;
    const known = this.#included.get(key);
    if (known) return known;
    const names = new Set([...this.#names, ...Object.keys(more)]);
    const view = viewIn(join(dirname(this.#file), `${name}.ejs`), [...names]);
    this.#included.set(key, view);
    return view;
  }
}

/** The texts of views, with what in them can be the name of a local. */
const texts = new Map<string, { text: string; words: ReadonlySet<string> }>();

function textIn(file: string) {
  const known = texts.get(file);
  if (known) return known;
  const text = readFileSync(file, 'utf8');
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu)?.filter(isName));
  texts.set(file, { text, words });
  return { text, words };
}

type Writing = (locals: Locals) => string;
const writings = new Map<string, Writing>();

/**
 * A view as ejs writes it, with those of its locals declared that it is given and names: they come before
 * what ejs hands it, `include` too. By itself ejs finds them by *with*, which is never optimised: a long
 * page took twice as long.
 */
function written(file: string, given: readonly string[]): Writing {
  const { text, words } = textIn(file);
  const names = given.filter((name) => words.has(name));
  const key = [file, ...names].join();
  const known = writings.get(key);
  if (known) return known;
  const options = {
    filename: file,
    escape: escapeMarkup,
    strict: true,
    destructuredLocals: names,
    // Our locals are taken as they are, not copied once more.
    unsafePrototypeLocals: true,
    async: false as const,
  };
  const writing = ejs.compile(`<% { %>${text}<% } %>`, options);
  writings.set(key, writing);
  return writing;
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
  if (typeof value === 'number') return String(value);
  const text = value === undefined || value === null ? '' : String(value);
  if (!/[&<>"']/.test(text)) return text;
  if (text.length > longUnits) return escapedByBytes(text);
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** What is longer may be signs alone, which by a pattern take four times as long. */
const longUnits = 100_000;

/** By its byte, what is written for a sign of markup. */
const entityBytes = Array.from({ length: 256 }, (_, byte) => {
  const entity = entities[String.fromCharCode(byte)];
  return entity === undefined ? null : Buffer.from(entity);
});

function escapedByBytes(text: string): string {
  const bytes = Buffer.from(text);
  const escaped = Buffer.allocUnsafe(bytes.length * '&quot;'.length);
  let length = 0;
  for (const byte of bytes) {
    const entity = entityBytes[byte];
    if (!entity) {
      escaped[length] = byte;
      length += 1;
    } else
      for (const part of entity) {
        escaped[length] = part;
        length += 1;
      }
  }
  return escaped.toString('utf8', 0, length);
}
