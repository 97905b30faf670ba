import type { Annotation } from '../../domain/annotations/annotation.js';
import { labelKey } from '../../domain/annotations/labels.js';
import { seesAnnotation } from '../../domain/rounds/visibility.js';
import type { Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, pages } from '../documents.js';
import { type Derivation, KeptOfStores } from '../kept.js';

/** What is kept of an annotation with labels. */
type LabelledAnnotation = Pick<Annotation, 'article' | 'creator' | 'labels'>;

const labelled = new KeptOfStores<LabelledAnnotation>(derivationOf);

function derivationOf(store: Store): Derivation<LabelledAnnotation> {
  const rowsOf = (annotations: readonly Annotation[]) =>
    new Map(
      annotations
        .filter(({ deleted, labels }) => deleted === null && labels.length > 0)
        .map(({ id, article, creator, labels }) => [id, { article, creator, labels }]),
    );
  return {
    async *everything() {
      for await (const page of pages(store, 'annotations', 'labelled', '')) yield rowsOf(page);
    },
    some: async (ids) => rowsOf(await documents(store, 'annotations', ids)),
    marks: (change) => (change.in === 'annotations' ? [change.doc.id] : []),
  };
}

/** The labels of what is kept, while that stays as it is. */
const labelsOf = new WeakMap<readonly LabelledAnnotation[], readonly string[]>();

/**
 * The labels of the desk's annotations, as far as whoever asks may see those: the most frequent first,
 * each as it is spelled most often. What others did this very moment may be missing.
 */
export async function deskLabels({ whole, visibility }: Desk): Promise<readonly string[]> {
  const { list } = await labelled.told(whole);
  if (visibility.blind.size > 0) {
    return mostFrequent(list.filter((each) => seesAnnotation(visibility, each)));
  }
  const labels = labelsOf.get(list) ?? mostFrequent(list);
  labelsOf.set(list, labels);
  return labels;
}

function mostFrequent(annotations: readonly LabelledAnnotation[]): string[] {
  const spelled = new Map<string, number>();
  for (const { labels } of annotations) {
    for (const label of labels) spelled.set(label, (spelled.get(label) ?? 0) + 1);
  }
  const byKey = new Map<string, { label: string; most: number; count: number }>();
  for (const [label, count] of spelled) {
    const known = byKey.get(labelKey(label)) ?? { label, most: 0, count: 0 };
    const most = count > known.most ? { label, most: count } : known;
    byKey.set(labelKey(label), { ...known, ...most, count: known.count + count });
  }
  return [...byKey.values()]
    .toSorted((one, other) => other.count - one.count || one.label.localeCompare(other.label, 'en'))
    .map(({ label }) => label);
}
