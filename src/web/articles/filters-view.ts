import { type Status, statuses } from '../../domain/annotations/annotation.js';
import type { PlacedAnnotation, PrintableReading } from '../../domain/articles/article-reading.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { confidenceLevels } from '../../domain/chain/scales.js';

const filterNames = ['confidence', 'source', 'person', 'status'] as const;
type FilterName = (typeof filterNames)[number];
/** What is asked for; the empty string asks for nothing. */
export type Filters = Record<FilterName, string>;

/** The filters of a query, as far as it names any. */
export function filtersOf(query: Readonly<Record<string, unknown>>): Filters {
  const asked = (name: FilterName) => (typeof query[name] === 'string' ? query[name] : '');
  return {
    confidence: asked('confidence'),
    source: asked('source'),
    person: asked('person'),
    status: asked('status'),
  };
}

export function isFiltering(filters: Filters): boolean {
  return filterNames.some((name) => filters[name] !== '');
}

/** Whether an annotation is among those that are asked for. */
export function fits({ annotation }: PlacedAnnotation, filters: Filters): boolean {
  const { confidence, source, person, status } = filters;
  return (
    (confidence === '' || confidence === (annotation.confidence ?? 'none')) &&
    (source === '' || sourcesIn(annotation.chain).includes(source)) &&
    (person === '' || annotation.creator === person) &&
    (status === '' || annotation.status === status)
  );
}

export interface FilterView {
  name: FilterName;
  label: string;
  options: { value: string; label: string; selected: boolean }[];
}

/** The filters that a reading offers: what none of its annotations has is not offered. */
export function filterViews(reading: PrintableReading, filters: Filters): FilterView[] {
  const { annotations, people } = reading;
  const creators = [...new Set(annotations.map(({ annotation }) => annotation.creator))];
  const present = new Set<Status>(annotations.map(({ annotation }) => annotation.status));
  const offered: [FilterName, string, (readonly [string, string])[]][] = [
    ['confidence', 'Confidence', confidenceLevels.map(({ code, words }) => [code, words] as const)],
    ['source', 'Source', byName(sourceOptions(reading))],
    ['person', 'Person', byName(creators.map((id) => [id, people.get(id) ?? id]))],
    ['status', 'Status', statuses.filter((code) => present.has(code)).map((code) => [code, code])],
  ];
  return offered.map(([name, label, options]) => ({
    name,
    label,
    options: [['', 'Any'] as const, ...options].map(([value, label]) => ({
      value,
      label,
      selected: value === filters[name],
    })),
  }));
}

/** Sources of one name are told apart as notation does it. */
function sourceOptions({ sources, shortIds }: PrintableReading): (readonly [string, string])[] {
  return Array.from(sources.values(), ({ id, name }) => {
    const shortId = shortIds.get(id);
    return [id, shortId ? `${name} #${shortId}` : name];
  });
}

function byName(options: (readonly [string, string])[]): (readonly [string, string])[] {
  return options.sort(([, one], [, other]) => one.localeCompare(other, 'en'));
}
