import { createHash } from 'node:crypto';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { commentsIn, partOf, type WordPackage } from './word-package.js';
import { named, wordsOf } from './xml-tree.js';

export const readers = { scope: { ...wholeRecord, audience: 'readers' as const } };

/** The words of the whole document, a paragraph a line. */
export function shown(parts: WordPackage): string[] {
  return named(partOf(parts, 'word/document.xml'), 'w:p').map(wordsOf);
}

export function roots(parts: WordPackage) {
  return commentsIn(parts).filter(({ replyTo }) => replyTo === null);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
