import { readdir, readFile } from 'node:fs/promises';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { Problem } from '../../domain/problem.js';
import { doubtfulLetters } from './doubtful-letters.js';
import { fontFiles } from './font-files.js';
import { type LinkTarget, leadWithin, withinPrefix } from './links-within.js';
import {
  lettersIn,
  lettersOf,
  likeliest,
  missingWords,
  withoutLetters,
} from './missing-letters.js';
import type { PdfDocument } from './pdf-document.js';

/** A document as it was set, and what whoever asked is to be told of it, in sentences. */
export interface Typeset {
  pdf: Uint8Array;
  said: string[];
}

/** The template and its parts. The project's own folder stands three above this file's. */
const templates = new URL('../../../views/reports/pdf/', import.meta.url);

/** A document is set anew without what no font has; what turns up only then is left out once more. */
const maxRounds = 4;

interface Workshop {
  compiler: NodeCompiler;
  /** By their names. */
  templates: ReadonlyMap<string, Buffer>;
}

/** Fonts are read once for all documents. */
let opened: Promise<Workshop> | null = null;

/** Makes ready whatever each document needs: it takes as long as a short one. */
export function openWorkshop(): Promise<Workshop> {
  opened ??= Promise.all([newCompiler(), readTemplates()]).then(([compiler, templates]) => ({
    compiler,
    templates,
  }));
  return opened;
}

async function readTemplates(): Promise<Workshop['templates']> {
  const names = await readdir(templates);
  const read = names.map(async (name) => [name, await readFile(new URL(name, templates))] as const);
  return new Map(await Promise.all(read));
}

/**
 * Sets a document as tagged PDF, after PDF/UA-1. It takes a second for some thousand notes and holds up whoever does
 * it. The same document gives the same bytes. Throws *unsupported* where there is no compiler for this
 * system.
 */
export async function typeset(document: PdfDocument): Promise<Typeset> {
  const workshop = await openWorkshop();
  const letters = JSON.stringify(document);
  const doubtful = await doubtfulLetters(letters);
  const missing = new Set(lettersOf(await missingOf(doubtful), doubtful));
  const within = withinPrefix(letters);
  return withCompiler((compiler) => {
    const template = String(workshop.templates.get('report.typ'));
    for (let round = 1, isLast = false; ; round += 1) {
      const said = missingWords(missing);
      const told = { ...document, unset: said, within };
      const compiled = endingWell((close) => {
        compiler.mapShadow('/report.json', dataOf({ ...told, close }, missing));
        return compiledBy(compiler, template);
      }, compiler);
      const { letters: named, pdf } = written(compiler, compiled, isLast);
      if (pdf) {
        leadWithin(pdf, { places: placesOf(compiler, compiled), prefix: within });
        return { pdf, said };
      }
      const found = named.filter((letter) => !missing.has(letter));
      for (const letter of likeliest(found, doubtful)) missing.add(letter);
      isLast = found.length === 0 || round + 1 === maxRounds;
    }
  });
}

/** Whoever turns to a last page that holds no more of its height wonders whether something is missing. */
const fewLines = 0.3;

/** In longer documents one page more is nothing, and to set them again takes long. */
const fewPages = 12;

/** A document with its lines closer together, if that saves a last page that would hold a few of them alone. */
function endingWell(
  setAs: (close: boolean) => NodeTypstDocument,
  compiler: NodeCompiler,
): NodeTypstDocument {
  const usual = setAs(false);
  const { filled, pages } = endOf(compiler, usual);
  if (pages === 1 || pages > fewPages || filled > fewLines) return usual;
  const close = setAs(true);
  return endOf(compiler, close).pages < pages ? close : usual;
}

/** How many pages a document has, and how far down its last one it goes: a part of the height. */
function endOf(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
): { filled: number; pages: number } {
  return compiler.query(document, { selector: '<end>', field: 'value' })[0];
}

/**
 * Sets letters, which fails over those that no font has: each once, and with its marks in each face, since another
 * font stands in for a letter, but seldom for the marks on it.
 */
const lettersTemplate = `#import "faces.typ": *
#set document(title: "Letters")
#let letters = json("/letters.json")
#let set-in(face, letters) = { set text(font: face); for letter in letters [#letter \\ ] }
#set-in(serif, letters)
#set-in(sans, letters.filter(letter => letter.codepoints().len() > 1))`;

/** Those of some letters, alone or with their marks, that neither the fonts here nor those of the system have. */
export async function missingOf(letters: readonly string[]): Promise<string[]> {
  if (letters.length === 0) return [];
  return withCompiler((compiler) => {
    const missing: string[] = [];
    for (let left = letters; ; ) {
      compiler.mapShadow('/letters.json', Buffer.from(JSON.stringify(left)));
      const { letters: found } = written(compiler, compiledBy(compiler, lettersTemplate), false);
      const unset = left.filter((part) => [...part].every((letter) => found.includes(letter)));
      missing.push(...unset);
      if (unset.length === 0) return missing;
      left = left.filter((part) => !unset.includes(part));
    }
  });
}

async function withCompiler<T>(use: (compiler: NodeCompiler) => T): Promise<T> {
  const { compiler, templates } = await openWorkshop();
  for (const [name, part] of templates) compiler.mapShadow(`/${name}`, part);
  try {
    return use(compiler);
  } finally {
    compiler.resetShadow();
    compiler.evictCache(0);
  }
}

async function newCompiler(): Promise<NodeCompiler> {
  const fonts = fontFiles().map((file) => readFile(file));
  const [{ NodeCompiler }, fontBlobs] = await Promise.all([compilerPackage(), Promise.all(fonts)]);
  return NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs }] });
}

function compiledBy(compiler: NodeCompiler, template: string): NodeTypstDocument {
  const compiled = compiler.compile({ mainFileContent: template });
  if (compiled.result) return compiled.result;
  const faults = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
  throw new Error(`The report cannot be set: ${JSON.stringify(faults.slice(0, 3))}`);
}

/**
 * A document as PDF, or the letters that no font has. What the standard refuses for another cause is
 * written without its mark, and tagged all the same.
 */
function written(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
  isLast: boolean,
): { pdf?: Buffer; letters: readonly string[] } {
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: 'ua-1' }), letters: [] };
  } catch (fault) {
    const letters = lettersIn(String(fault));
    if (letters.length > 0 && !isLast) return { letters };
    return { pdf: compiler.pdf(document, {}), letters: [] };
  }
}

/** Where the links within lead to: the template says it at its end. */
function placesOf(compiler: NodeCompiler, document: NodeTypstDocument): LinkTarget[] {
  return compiler.query(document, { selector: '<places>', field: 'value' })[0] ?? [];
}

/** The document as JSON. Of the words in it, letters that no font has are replaced by their script's name. */
function dataOf(document: PdfDocument, missing: ReadonlySet<string>): Buffer {
  const shown = (_key: string, value: unknown) =>
    typeof value === 'string' ? withoutLetters(value, missing) : value;
  return Buffer.from(JSON.stringify(document, missing.size === 0 ? undefined : shown));
}

async function compilerPackage() {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler');
  } catch (cause) {
    const system = `${process.platform} on ${process.arch}`;
    const fault = new Problem(
      'unsupported',
      `PDF documents cannot be made here: there is no typesetter for ${system}. Take another format.`,
    );
    fault.cause = cause;
    throw fault;
  }
}
