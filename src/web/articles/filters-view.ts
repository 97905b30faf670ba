import { type Status, statuses } from '../../domain/annotations/annotation.js';
import {
  type AnnotationFilter,
  everyAnnotation,
  type FilterName,
  filterNames,
  fitsFilter,
  isFiltering,
  isSameChoice,
  maxChosen,
} from '../../domain/annotations/annotation-filter.js';
import { hiddenWords } from '../../domain/annotations/filter-words.js';
import { labelKey } from '../../domain/annotations/labels.js';
import type { PrintableReading } from '../../domain/articles/article-reading.js';
import { type Chain, eachHolder } from '../../domain/chain/chain.js';
import { confidenceLevels } from '../../domain/chain/scales.js';
import { endIdOf } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import { capitalised } from '../../domain/text/wording.js';
import type { Viewer } from '../page/viewer.js';

/** This many of an article's sources stand as chips; the others are chosen from a list. */
const maxSourceChips = 3;

/** The filters of a query, as far as it names any. */
export function filtersOf(query: Readonly<Record<string, unknown>>): AnnotationFilter {
  const asked = (name: FilterName) =>
    [...new Set([query[name]].flat())]
      .filter((value) => typeof value === 'string')
      .filter((value) => value !== '')
      .slice(0, maxChosen);
  return {
    confidence: asked('confidence'),
    status: asked('status'),
    person: asked('person'),
    source: asked('source'),
    claim: asked('claim'),
    label: asked('label'),
  };
}

/** A filter to be switched on and off, with how many annotations it is about. */
interface ChipView {
  name: FilterName;
  value: string;
  label: string;
  count: number;
  /** Drawn before the label: a level's stroke or a status's sign. */
  level: string | null;
  sign: Status | null;
  pressed: boolean;
  /** Where it is switched, without scripts. */
  href: string;
}

interface ChoiceView {
  name: FilterName;
  label: string;
  options: { value: string; label: string }[];
}

/** The filters that a reading offers: what none of its annotations has is not offered. */
export interface FiltersView {
  /** The page that is filtered, by its path. */
  page: string;
  /** Where it shows everything. */
  clear: string;
  chips: ChipView[];
  /** What has no chip is chosen from lists. */
  choices: ChoiceView[];
  /** As in "Source, person or claim". */
  more: string;
  /** What is asked for, for the form of the lists. */
  asked: { name: string; value: string }[];
  filtering: boolean;
  count: number;
  /** How many annotations are hidden, in a sentence. */
  hidden: string;
}

/** `page` is the path of a page that is filtered, with what else its address says. */
export function filtersView(
  reading: PrintableReading,
  filters: AnnotationFilter,
  { actor }: Pick<Viewer, 'actor'>,
  page: FilteredPage = { path: `/articles/${reading.article.id}`, query: [] },
): FiltersView {
  const { annotations } = reading;
  const counts = countsOf(reading, filters.label);
  const all = candidates(reading, counts, actor.id);
  const isChip = ({ name, value, isFirst }: Candidate) => isFirst || isChosen(filters, name, value);
  const choices = choicesOf(all.filter((each) => !isChip(each)));
  const filtering = isFiltering(filters);
  const hidden = filtering
    ? annotations.filter(({ annotation }) => !fitsFilter(annotation, filters, reading)).length
    : 0;
  return {
    page: page.path,
    clear: addressOf(page, everyAnnotation),
    chips: all.filter(isChip).map(({ isFirst: _, ...chip }) => ({
      ...chip,
      pressed: isChosen(filters, chip.name, chip.value),
      href: addressOf(page, toggled(filters, chip)),
    })),
    choices,
    more: capitalised(choices.map(({ label }) => label.toLowerCase()).join(', ')).replace(
      /, (\w+)$/u,
      ' or $1',
    ),
    asked: parametersOf(page, filters).map(([name, value]) => ({ name, value })),
    filtering,
    count: annotations.length,
    hidden: hiddenWords(hidden, annotations.length),
  };
}

type Counts = Record<FilterName, Map<string, number>>;

/**
 * Joined sources and claims are offered as the one that stands for them. Labels that are asked for are counted
 * where nothing has them, too: they may have been asked for beside another article.
 */
function countsOf(
  { annotations, claims, sources }: PrintableReading,
  labelsAsked: readonly string[],
): Counts {
  const made = () => new Map<string, number>();
  const sourceOf = (id: string) => sources.get(id);
  const claimOf = (id: string) => claims.get(id);
  const counts: Counts = {
    confidence: made(),
    status: made(),
    person: made(),
    source: made(),
    claim: made(),
    label: made(),
  };
  const spelled = firstSpelling();
  for (const label of labelsAsked) counts.label.set(spelled(label), 0);
  for (const { annotation } of annotations) {
    const { confidence, status, creator, chain, claim, labels } = annotation;
    addOne(counts.confidence, confidence ?? 'none');
    addOne(counts.status, status);
    addOne(counts.person, creator);
    if (claim !== null) addOne(counts.claim, endIdOf(claim, claimOf));
    for (const label of labels) addOne(counts.label, spelled(label));
    for (const source of endsIn(chain, sourceOf)) addOne(counts.source, source);
  }
  return counts;
}

/** Gives a label as it was spelled when it was first given. */
function firstSpelling(): (label: string) => string {
  const spellings = new Map<string, string>();
  return (label) => {
    const key = labelKey(label);
    const first = spellings.get(key) ?? label;
    spellings.set(key, first);
    return first;
  };
}

/** The ids of what stands for the sources of a chain, each once; it is short, and a set would cost more. */
function endsIn(chain: Chain, sourceOf: (id: string) => Source | undefined): string[] {
  const ends: string[] = [];
  eachHolder(chain, ({ source }) => {
    const end = endIdOf(source, sourceOf);
    if (!ends.includes(end)) ends.push(end);
  });
  return ends;
}

function addOne(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** What can be filtered by; the first stand as chips, whether they are chosen or not. */
interface Candidate extends Omit<ChipView, 'pressed' | 'href'> {
  isFirst: boolean;
}

function candidates(reading: PrintableReading, counts: Counts, viewer: string): Candidate[] {
  const { annotations, people, claims } = reading;
  const of = (name: FilterName, value: string, label: string, isFirst: boolean): Candidate => {
    const count = counts[name].get(value) ?? 0;
    return { name, value, label, count, level: null, sign: null, isFirst };
  };
  // What every annotation has parts none of them.
  const frequent = [...counts.source]
    .filter(([, count]) => count > 1 && count < annotations.length)
    .sort(([, one], [, other]) => other - one)
    .slice(0, maxSourceChips)
    .map(([id]) => id);
  const named = byName(sourceNames(reading));
  return [
    ...confidenceLevels.map(({ code, words }) => ({
      ...of('confidence', code, words, true),
      level: code,
    })),
    ...statuses.map((code) => ({
      ...of('status', code, capitalised(code), true),
      sign: code,
    })),
    of('person', viewer, 'Mine', true),
    ...frequent.map((id) => of('source', id, named.find(([one]) => one === id)?.[1] ?? id, true)),
    ...named
      .filter(([id]) => !frequent.includes(id))
      .map(([id, name]) => of('source', id, name, false)),
    ...byName([...counts.person.keys()].map((id) => [id, people.get(id) ?? id] as const))
      .filter(([id]) => id !== viewer)
      .map(([id, name]) => of('person', id, name, false)),
    ...byName(
      [...counts.claim.keys()].map((id) => [id, claims.get(id)?.statement ?? id] as const),
    ).map(([id, statement]) => of('claim', id, statement, false)),
    ...byName([...counts.label.keys()].map((label) => [label, label] as const)).map(([label]) =>
      of('label', label, label, false),
    ),
  ].filter(({ name, count }) => count > 0 || name === 'label');
}

const choiceLabels = {
  source: 'Source',
  person: 'Person',
  claim: 'Claim',
  label: 'Label',
} as const;

function choicesOf(candidates: readonly Candidate[]): ChoiceView[] {
  return (['source', 'person', 'claim', 'label'] as const)
    .map((name) => ({
      name,
      label: choiceLabels[name],
      options: candidates
        .filter((each) => each.name === name)
        .map(({ value, label, count }) => ({ value, label: `${label} · ${count}` })),
    }))
    .filter(({ options }) => options.length > 0);
}

function isChosen(filters: AnnotationFilter, name: FilterName, value: string): boolean {
  return filters[name].some((each) => isSameChoice(name, each, value));
}

/** The filters with one more value, or without it if it was there. */
function toggled(
  filters: AnnotationFilter,
  { name, value }: Pick<ChipView, 'name' | 'value'>,
): AnnotationFilter {
  const chosen = filters[name];
  const others = chosen.filter((each) => !isSameChoice(name, each, value));
  return { ...filters, [name]: others.length < chosen.length ? others : [...chosen, value] };
}

interface FilteredPage {
  path: string;
  query: readonly (readonly [string, string])[];
}

function addressOf(page: FilteredPage, filters: AnnotationFilter): string {
  const query = parametersOf(page, filters);
  return `${page.path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
}

function parametersOf({ query }: FilteredPage, filters: AnnotationFilter): [string, string][] {
  const chosen = filterNames.flatMap((name) =>
    filters[name].map((value): [string, string] => [name, value]),
  );
  return [...query.map(([name, value]): [string, string] => [name, value]), ...chosen];
}

/** Sources of one name are told apart as notation does it. */
function sourceNames({ sources, shortIds }: PrintableReading): (readonly [string, string])[] {
  return Array.from(sources.values(), ({ id, name }) => {
    const shortId = shortIds.get(id);
    return [id, shortId ? `${name} #${shortId}` : name];
  });
}

function byName(options: (readonly [string, string])[]): (readonly [string, string])[] {
  return options.sort(([, one], [, other]) => one.localeCompare(other, 'en'));
}
