import { blockFinder } from '../../domain/articles/text-block.js';
import { runsRightToLeftAlone } from '../../domain/text/direction.js';
import type { Paragraph, Segment } from '../../domain/text/segments.js';
import { stacking } from '../../domain/text/stacking.js';
import type { ReportedArticle } from '../report.js';
import type { PdfBlock, PdfLevel, PdfPiece } from './pdf-document.js';
import { languageCode, printable, printableInPieces } from './printable.js';

/** The article's text as blocks with their marks; it yields within long words, and after each part of some hundred paragraphs. */
export function* pdfText(reported: ReportedArticle): Generator<undefined, PdfBlock[]> {
  const drawer = new BlockDrawer(reported);
  const blocks: PdfBlock[] = [];
  for (const part of reported.paragraphs) {
    for (const paragraph of part) yield* drawer.add(paragraph, blocks);
    yield;
  }
  return blocks;
}

class BlockDrawer {
  readonly #reported: ReportedArticle;
  readonly #blockAt: ReturnType<typeof blockFinder>;
  readonly #entries: ReadonlyMap<string, { number: number; level: PdfLevel }>;
  readonly #placesOf: ReturnType<typeof stacking>;
  /** Levels of headings follow each other: a reader who hears them never misses one. */
  #level = 1;

  constructor(reported: ReportedArticle) {
    this.#reported = reported;
    this.#blockAt = blockFinder(reported.edition.blocks);
    this.#entries = new Map(
      reported.annotations.map(({ annotation, confidence, number }) => [
        annotation.id,
        { number, level: confidence.code },
      ]),
    );
    this.#placesOf = stacking((id) => this.#levelOf(id));
  }

  *add(paragraph: Paragraph, blocks: PdfBlock[]): Generator<undefined, void> {
    const block = this.#blockAt(paragraph.start);
    const pieces: PdfPiece[] = [];
    for (const segment of paragraph.segments) pieces.push(yield* this.#piece(segment));
    const directed = this.#directionOf(paragraph);
    switch (block?.kind) {
      case 'heading': {
        this.#level = Math.min(Math.max(2, block.level ?? 2), this.#level + 1, 6);
        blocks.push({ kind: 'heading', level: this.#level, ...directed, pieces });
        return;
      }
      case 'list item': {
        blocks.push({
          kind: block.kind,
          marker: printable(block.marker ?? ''),
          ...directed,
          pieces,
        });
        return;
      }
      case 'quotation':
      case 'caption': {
        blocks.push({ kind: block.kind, ...directed, pieces });
        return;
      }
      default:
        blocks.push({ kind: 'paragraph', ...directed, pieces });
    }
  }

  #levelOf(id: string): PdfLevel {
    return this.#entries.get(id)?.level ?? 'none';
  }

  #numberOf(id: string): number {
    return this.#entries.get(id)?.number ?? 0;
  }

  #directionOf({ start, end }: Paragraph) {
    const { article, edition } = this.#reported;
    const rtl = runsRightToLeftAlone(edition.text.slice(start, end), article.language);
    return { rtl, lang: languageCode(article.language) };
  }

  *#piece(segment: Segment): Generator<undefined, PdfPiece> {
    const places = this.#placesOf(segment);
    const [first] = segment.ids;
    const words = this.#reported.edition.text.slice(segment.start, segment.end);
    return {
      text: yield* printableInPieces(words),
      lines: segment.ids.flatMap((id): PdfPiece['lines'] => {
        const place = places.get(id);
        return place === undefined ? [] : [[this.#levelOf(id), place]];
      }),
      tint: first === undefined ? null : this.#levelOf(first),
      anchors: segment.starts.map((id) => [this.#numberOf(id), id]),
      numbers: segment.ends.map((id) => [this.#numberOf(id), this.#levelOf(id), id]),
    };
  }
}
