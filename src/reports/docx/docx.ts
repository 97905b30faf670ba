import type { Format } from '../format.js';
import { OverallCount, overallOf } from '../overall.js';
import type { Report, ReportedArticle } from '../report.js';
import { headline } from '../sentences.js';
import { Archive, type ArchivePart } from './archive.js';
import { type TextParagraph, textParagraphs } from './article-text.js';
import { commentsRoot, threadElements, threadsOf } from './comments.js';
import { articleFront, foot, wholeFront } from './front.js';
import { Links } from './links.js';
import { footerPart, headerPart, sectionProperties } from './page-parts.js';
import { recordParts } from './record.js';
import * as parts from './static-parts.js';
import { stylesPart } from './styles.js';
import { textEnd, textRoot, toldArticle, toldParagraph } from './text-part.js';
import { declaration, endTag, joined, startTag, type Xml } from './xml.js';

/**
 * A Word document (ECMA-376, transitional): the article's text with a comment at each annotated passage,
 * and behind it the record. It is written in pieces, and compressed while it is.
 */
export const docx: Format = {
  label: 'Word',
  purpose: 'the text with a comment at each passage, to send and to work on',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: 'docx',
  recordOnly: null,
  async *write(report) {
    const archive = new Archive();
    await archive.add('[Content_Types].xml', parts.contentTypes());
    await archive.add('_rels/.rels', parts.relationships(parts.packageRelations));
    const writer = new DocumentWriter(archive);
    yield archive.take();
    for await (const _ of writer.write(report)) yield archive.take();
    await addStaticParts(archive, headline(report), writer);
    archive.end();
    yield archive.take();
  },
};

async function addStaticParts(
  archive: Archive,
  title: string,
  { date, links }: DocumentWriter,
): Promise<void> {
  await archive.add('word/_rels/document.xml.rels', parts.relationships(links.relations));
  await archive.add('word/styles.xml', stylesPart());
  await archive.add('word/settings.xml', parts.settings());
  await archive.add('word/fontTable.xml', parts.fontTable());
  await archive.add('word/header1.xml', headerPart(title));
  await archive.add('word/footer1.xml', footerPart());
  await archive.add('customXml/_rels/item1.xml.rels', parts.relationships(parts.customRelations));
  await archive.add('customXml/itemProps1.xml', parts.customProperties());
  await archive.add('docProps/core.xml', parts.coreProperties(title, date));
  await archive.add('docProps/app.xml', parts.appProperties());
}

/** Writes the parts that grow with a report beside each other, article by article. */
class DocumentWriter {
  readonly links = new Links();
  /** Of the newest event that the report tells. */
  date: string | null = null;
  readonly #body: ArchivePart;
  readonly #comments: ArchivePart;
  readonly #extended: ArchivePart;
  readonly #told: ArchivePart;
  #nextComment = 0;
  #nextParagraph = 1;

  constructor(archive: Archive) {
    this.#body = archive.begin('word/document.xml');
    this.#comments = archive.begin('word/comments.xml');
    this.#extended = archive.begin('word/commentsExtended.xml');
    this.#told = archive.begin('customXml/item1.xml');
  }

  /** Yields between pieces, each some milliseconds of work at the most. */
  async *write(report: Report): AsyncGenerator<undefined> {
    await this.#begin();
    const before = report.whole ? await overallOf(report) : null;
    if (before) yield* this.#add(wholeFront(report, before));
    const count = new OverallCount();
    let number = 0;
    for await (const reported of report.articles()) {
      number += 1;
      count.add(reported);
      yield* this.#article(reported, report, number);
    }
    this.date = count.overall.date;
    yield* this.#add(foot(count.overall, before));
    await this.#end();
  }

  async #begin(): Promise<void> {
    const root = (name: string, attributes: Readonly<Record<string, string>>) =>
      joined([declaration, startTag(name, attributes)]);
    await this.#body.write(joined([root('w:document', parts.namespaces), startTag('w:body')]));
    await this.#comments.write(root('w:comments', commentsRoot));
    await this.#extended.write(root('w15:commentsEx', commentsRoot));
    await this.#told.write(joined([declaration, textRoot]));
  }

  async #end(): Promise<void> {
    const tail = joined([sectionProperties(), endTag('w:body'), endTag('w:document')]);
    await this.#body.write(tail);
    await this.#comments.write(endTag('w:comments'));
    await this.#extended.write(endTag('w15:commentsEx'));
    await this.#told.write(textEnd);
    for (const part of [this.#body, this.#comments, this.#extended, this.#told]) await part.end();
  }

  async *#article(
    reported: ReportedArticle,
    report: Report,
    number: number,
  ): AsyncGenerator<undefined> {
    yield* this.#add(articleFront(reported, report, { links: this.links, number }));
    const placed = yield* this.#text(reported, number);
    yield* this.#add(recordParts(reported, { article: number, placed, links: this.links }));
  }

  /** The text, then the comments of those annotations that have a place in it, which it comes to. */
  async *#text(
    reported: ReportedArticle,
    article: number,
  ): AsyncGenerator<undefined, ReadonlySet<string>> {
    const threads = threadsOf(reported.annotations, this.#nextComment);
    const placed = new Set<string>();
    const { end, start } = this.links.bookmark(`text_${article}`);
    const writing = { article, threads, placed, links: this.links };
    await this.#told.write(toldArticle(reported, article));
    await this.#body.write(start);
    for (const written of textParagraphs(reported, writing, this.#nextParagraph)) {
      this.#nextParagraph += written.length;
      await this.#paragraphs(written);
      yield;
    }
    await this.#body.write(end);
    await this.#told.write(endTag('article'));
    for (const [id, thread] of threads) {
      this.#nextComment = Math.max(this.#nextComment, ...thread.ids.map((each) => each + 1));
      if (!placed.has(id)) continue;
      const { comments, extended } = threadElements(thread);
      await this.#comments.write(joined(comments));
      await this.#extended.write(joined(extended));
      yield;
    }
    return placed;
  }

  async #paragraphs(written: readonly { xml: Xml; told: TextParagraph }[]): Promise<void> {
    await this.#body.write(joined(written.map(({ xml }) => xml)));
    await this.#told.write(joined(written.map(({ told }) => toldParagraph(told))));
  }

  async *#add(pieces: Iterable<Xml> | AsyncIterable<Xml>): AsyncGenerator<undefined> {
    for await (const piece of pieces) {
      await this.#body.write(piece);
      yield;
    }
  }
}
