import { isSame } from '../equality.js';
import { valuesOf } from '../values.js';
import { type Content, type ContentPart, contentParts, type Statement } from './content.js';
import type { Annotation } from './model.js';

export { type ContentPart, contentParts, type Statement } from './content.js';

const fields: Readonly<Record<ContentPart, readonly (keyof Statement)[]>> = {
  span: ['edition', 'target'],
  chain: ['chain'],
  confidence: ['confidence'],
  credibility: ['credibility'],
  claim: ['claim'],
  stance: ['stance'],
};

/** The fields of the content that make up these parts. */
export function fieldsOf(parts: readonly ContentPart[]): (keyof Statement)[] {
  return parts.flatMap((part) => fields[part]);
}

/** The parts in which two statements differ, in the order of `contentParts`. */
export function partsDiffering(one: Statement, other: Statement): ContentPart[] {
  return contentParts.filter((part) =>
    fields[part].some((field) => !isSame(one[field], other[field])),
  );
}

/** A content with some parts as another has them. A stance never stands without its claim. */
export function withParts(
  content: Content,
  from: Statement,
  parts: readonly ContentPart[],
): Content {
  const mixed: Content = { ...content, ...valuesOf(from, fieldsOf(parts)) };
  return {
    ...mixed,
    stance: mixed.claim === null ? null : (mixed.stance ?? from.stance ?? 'asserts'),
  };
}

/** The parts that a revision has changed since the one given, in the order of `contentParts`. */
export function changedSince(
  { parts }: Pick<Annotation, 'parts'>,
  revision: number,
): ContentPart[] {
  return contentParts.filter((part) => (parts[part]?.revision ?? 1) > revision);
}

/**
 * Whose words an annotation is made of as it stands: its creator's, and those of everybody who
 * wrote a part of it. They are the ones who can't judge it.
 */
export function authorsOf({ creator, parts }: Pick<Annotation, 'creator' | 'parts'>): string[] {
  return [...new Set([creator, ...Object.values(parts).map(({ by }) => by)])];
}
