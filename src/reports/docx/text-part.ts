import type { ReportedArticle } from '../report.js';
import type { TextParagraph } from './article-text.js';
import { textNamespace } from './static-parts.js';
import { element, endTag, startTag, type Xml } from './xml.js';

/*
 * The part that tells the article's text from the record, so that the document can be read in again: by a
 * bookmark, and paragraph by paragraph, with which edition it is and its digest. The text is `lead`, and
 * then each paragraph's words and the white space behind it, which is an empty line unless it says so.
 */

export const textRoot = startTag('annotated-text', { xmlns: textNamespace });
export const textEnd = endTag('annotated-text');

const usualGap = '\n\n';

/** The start of what is told of an article. */
export function toldArticle({ article, edition, iri }: ReportedArticle, number: number): Xml {
  const lead = /^\s*\n/u.exec(edition.text)?.[0];
  return startTag('article', {
    iri,
    edition: edition.number,
    sha256: edition.sha256,
    characters: edition.length,
    language: article.language,
    bookmark: `text_${number}`,
    lead,
  });
}

/** What a paragraph is in the edition’s text, for who reads the document in again. */
export function toldParagraph({ block, gap, id }: TextParagraph): Xml {
  return element('paragraph', {
    id,
    kind: block?.kind,
    level: block?.level,
    marker: block?.marker,
    gap: gap === usualGap ? undefined : gap,
  });
}
