import { sourcesIn } from '../chain/chain.js';
import type { Claim } from '../claims/claim.js';
import { withEnds } from '../register/joining.js';
import type { Source } from '../register/source.js';
import type { Annotation } from './annotation.js';
import { isSameLabel } from './labels.js';

/** What annotations can be chosen by. */
export const filterNames = ['confidence', 'status', 'person', 'source', 'claim', 'label'] as const;
export type FilterName = (typeof filterNames)[number];

/**
 * Which annotations are meant: of each name that has any, one of its values. Confidence is a level or
 * "none", a person who made the annotation, a source one that stands in its chain, by their ids; a label in any case.
 */
export type AnnotationFilter = Readonly<Record<FilterName, readonly string[]>>;

/** The filter that leaves nothing out. */
export const everyAnnotation: AnnotationFilter = {
  confidence: [],
  status: [],
  person: [],
  source: [],
  claim: [],
  label: [],
};

/** More of one name than this are no choice that somebody made. */
export const maxChosen = 50;

/** What annotations name, by id. */
interface NamedIds {
  sources: ReadonlyMap<string, Source>;
  claims: ReadonlyMap<string, Claim>;
}

/** Whether a filter leaves anything out. */
export function isFiltering(filter: AnnotationFilter): boolean {
  return filterNames.some((name) => filter[name].length > 0);
}

/** Whether an annotation is meant: by a source or claim also where it names one joined into it. */
export function fitsFilter(
  annotation: Annotation,
  filter: AnnotationFilter,
  named: NamedIds,
): boolean {
  // A long article asks for each of thousands, and mostly for all.
  if (!isFiltering(filter)) return true;
  const held = filterValues(annotation, named);
  return filterNames.every((name) => {
    const wanted = filter[name];
    return (
      wanted.length === 0 ||
      wanted.some((value) => held[name].some((each) => isSameChoice(name, each, value)))
    );
  });
}

/** Whether two values of a name mean the same. */
export function isSameChoice(name: FilterName, one: string, other: string): boolean {
  return one === other || (name === 'label' && isSameLabel(one, other));
}

/** What an annotation has of each name. */
function filterValues(
  { confidence, status, creator, chain, claim, labels }: Annotation,
  { sources, claims }: NamedIds,
): AnnotationFilter {
  return {
    confidence: [confidence ?? 'none'],
    status: [status],
    person: [creator],
    source: withEnds(sourcesIn(chain), (id) => sources.get(id)),
    claim: claim === null ? [] : withEnds([claim], (id) => claims.get(id)),
    label: labels,
  };
}
