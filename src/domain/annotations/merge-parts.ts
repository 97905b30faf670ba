import { type Annotation, contentOf, revise, type Stamp } from './annotation.js';
import { type ContentPart, contentParts, withParts } from './content-parts.js';

/** By part, the annotation from which it is taken. */
export type Choice = Readonly<Partial<Record<ContentPart, Annotation>>>;

/** An annotation with parts of others that stand for the same passage; each keeps its author. */
export function mergeParts(base: Annotation, choice: Choice, stamp: Stamp): Annotation {
  let merged = base;
  for (const part of contentParts) {
    const from = choice[part];
    if (!from || from.id === base.id) continue;
    const author = from.parts[part]?.by ?? from.creator;
    merged = revise(merged, withParts(contentOf(merged), from, [part]), stamp, author);
  }
  return merged;
}
