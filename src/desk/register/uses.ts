import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Desk } from '../desk.js';

/** What uses an entry of the register, seen or not. */
interface Uses {
  /** How many other entries belong to it or are joined into it. */
  others: number;
  /** Annotations that mention it, deleted ones included: the first of them. */
  annotations: Annotation[];
  areMore: boolean;
}

/** What uses the entry with that id. */
export async function usesOf({ whole }: Pick<Desk, 'whole'>, id: string): Promise<Uses> {
  const [belonging, joined, { items, next }] = await Promise.all([
    whole.count('sources', 'affiliation', id),
    whole.count('sources', 'joined', id),
    whole.find('annotations', 'mention', { key: id, limit: 50 }),
  ]);
  return { others: belonging + joined, annotations: items, areMore: next !== null };
}
