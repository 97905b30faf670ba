import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Article, Edition } from '../../../src/domain/articles/article.js';
import { describe as quoteOf } from '../../../src/domain/text/quotes/quote.js';
import { docx } from '../../../src/reports/docx/docx.js';
import type { Material } from '../../../src/reports/public-part.js';
import { annotation, article, edition, hop } from '../documents.js';
import { ofOneEdition } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { opened, type WordPackage } from './word-package.js';

type Options = Parameters<typeof reportOf>[1];

export async function bytesOf(
  materials: readonly Material[],
  options: Options = {},
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of docx.write(reportOf(materials, options))) {
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

export async function wordOf(
  materials: readonly Material[],
  options: Options = {},
): Promise<WordPackage> {
  return opened(await bytesOf(materials, options));
}

interface Marked {
  article?: Partial<Article>;
  blocks?: Edition['blocks'];
  /** Said of each annotation. */
  with?: Partial<Annotation>;
}

/** An article with annotations at spans of its text, which are in UTF-16. */
export function markedArticle(
  text: string,
  spans: readonly (readonly [start: number, end: number])[],
  { article: described = {}, blocks = [], with: part = {} }: Marked = {},
): Material {
  const only = { ...edition('marked', 1, text), blocks: [...blocks] };
  const annotations = spans.map(([start, end], at) => {
    const span = { start, end };
    const target = { ...quoteOf(text, span), ...span };
    const own = { article: 'marked', target, chain: [hop('post')], ...part };
    return annotation(`marked-${at + 1}`, only, text.slice(start, end), own);
  });
  return ofOneEdition(only, annotations, { article: article('marked', described) });
}

/** The spans at which a text reads some words, one each, from where the last one began. */
export function spansOf(text: string, words: readonly string[]): [number, number][] {
  return words.map((each) => {
    const start = text.indexOf(each);
    if (start === -1) throw new Error(`The text does not read “${each}”.`);
    return [start, start + each.length];
  });
}
