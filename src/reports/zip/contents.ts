import type { Article } from '../../domain/articles/article.js';
import type { Evidence } from '../../domain/chain/hop.js';
import { contributorsTo } from '../../domain/review/proposal.js';
import { folderName } from '../file-name.js';
import type { Identifiers } from '../identifiers.js';
import type { ReportedArticle } from '../report.js';

type EvidenceFile = NonNullable<Evidence['file']>;

/** Where the documents on an article stand in an archive. */
export interface ArticleFolder {
  /** With `/` at its end; empty where the article is the only one. */
  path: string;
  iri: string;
  article: Pick<Article, 'title' | 'publisher' | 'byline' | 'url' | 'publishedAt' | 'language'>;
}

/** What the articles of an archive come to, taken down while they go by. */
export class Contents {
  readonly folders: ArticleFolder[] = [];
  /** What is not in it, and why, in sentences. */
  readonly refused: string[] = [];
  /** The names of those who annotated, by their identifiers; of a report for readers there are none. */
  readonly people = new Map<string, string>();
  /** The files on which annotations rest, by their digests. */
  readonly evidence = new Map<string, EvidenceFile>();
  readonly #identifiers: Identifiers;
  /** How many articles there are; null where the report is about the only one. */
  readonly #expected: number | null;

  constructor(identifiers: Identifiers, expected: number | null) {
    this.#identifiers = identifiers;
    this.#expected = expected;
  }

  add({ annotations, article, iri, named }: ReportedArticle): ArticleFolder {
    for (const { annotation, drawnHops } of annotations) {
      for (const id of [annotation.creator, ...contributorsTo(annotation)]) {
        const name = named.people.get(id);
        if (name !== undefined) this.people.set(this.#identifiers.person(id), name);
      }
      for (const { file } of drawnHops.flatMap(({ evidence }) => evidence)) {
        if (file) this.evidence.set(file.sha256, file);
      }
    }
    const { byline, language, publishedAt, publisher, title, url } = article;
    const path = this.#pathOf(title);
    const folder = { path, iri, article: { byline, language, publishedAt, publisher, title, url } };
    this.folders.push(folder);
    return folder;
  }

  #pathOf(title: string): string {
    if (this.#expected === null) return '';
    return `articles/${folderName(title, this.folders.length + 1, this.#expected)}/`;
  }
}
