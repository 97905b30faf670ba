import { upgradedAnnotation } from '../../domain/annotations/earlier-annotation.js';
import { isObject } from '../../domain/values.js';
import { transferVersion } from './transfer-format.js';

/**
 * A file of version 1 or 2 as one of today, from JSON to JSON; any other, as it is. Version 1 had
 * nothing of reviewing: it becomes one in which nobody has reviewed anything. Throws a `ZodError` with
 * the place of what is wrong in a chain.
 */
export function upgradedTransfer(file: unknown): unknown {
  if (!isObject(file) || ![1, 2].includes(Number(file.formatVersion))) return file;
  const { articles } = file;
  return {
    ...file,
    formatVersion: transferVersion,
    ...(Array.isArray(articles) && { articles: articles.map(upgradedArticle) }),
  };
}

function upgradedArticle(article: unknown, index: number): unknown {
  if (!isObject(article) || !Array.isArray(article.annotations)) return article;
  const place = ['articles', index, 'annotations'];
  return {
    ...article,
    annotations: article.annotations.map((each: unknown, n) =>
      upgradedAnnotation(each, [...place, n]),
    ),
  };
}
