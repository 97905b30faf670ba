import type { Comparison } from '../../desk/rounds/comparison.js';
import { byAge } from '../../domain/age.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { type ContentPart, contentParts } from '../../domain/annotations/content-parts.js';
import { partLabel, partWord, valueWords } from '../../domain/annotations/part-words.js';
import type { ArticleReading, PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { isSame } from '../../domain/equality.js';
import { listed } from '../../domain/history/words.js';
import { may } from '../../domain/rights.js';
import { type Group, groupKinds } from '../../domain/rounds/comparison.js';
import { type Decision, observersOf, type Round } from '../../domain/rounds/round.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { inQuotes } from '../../domain/text/wording.js';
import { type BoundsView, boundPassage, boundsView } from '../annotations/bounds-view.js';
import { type CardView, cardView } from '../annotations/card-view.js';
import { chainSteps, type StepView } from '../annotations/chain-difference-view.js';
import { type RefusedForm, refusedAt } from '../forms/sent-form.js';
import { withQuery } from '../page/links.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';

/** How a kind of group is told: a sign, always with its words, and a rule of its own at the side. */
const kinds = {
  agreed: { sign: 'equal', words: 'Agreed', plural: 'agreed' },
  differing: { sign: 'unequal', words: 'Differing', plural: 'differing' },
  single: { sign: 'minus', words: 'Found by one', plural: 'found by one person' },
} as const satisfies Record<Group['kind'], object>;

/** What one person says of one part; drawn as what is unlike the first person's where it is. */
interface CellView {
  annotation: string;
  text: string | null;
  chain: CardView['chain'] | null;
  steps: StepView[] | null;
  bounds: BoundsView | null;
  /** Whether it was chosen when the form could not be taken: beforehand nobody's is. */
  chosen: boolean;
}

interface PartView {
  part: ContentPart;
  word: string;
  label: string;
  differs: boolean;
  cells: CellView[];
}

interface ColumnView {
  id: string;
  author: string;
  note: string | null;
  /** What became of it by the decision. */
  fate: 'stays' | 'is set aside' | null;
}

interface DecisionView {
  sentence: string;
  at: MomentView;
}

/** Annotations side by side that stand for one passage. */
interface GroupView {
  anchor: string;
  kind: Group['kind'];
  sign: string;
  words: string;
  ids: string[];
  exact: string;
  direction: Direction;
  /** Who of those who handed in did not annotate it. */
  missing: string;
  /** In what they differ, in words; empty where they don't. */
  differing: string;
  columns: ColumnView[];
  parts: PartView[];
  decision: DecisionView | null;
  /** What could not be decided of it. */
  again: RefusedForm | null;
  /** Where to go on once it is decided: to the same passage, or to the next that is undecided. */
  back: string;
}

interface TallyView {
  href: string;
  label: string;
  count: number;
  isShown: boolean;
}

/** What the people of a round found, side by side. */
interface ComparisonView {
  tallies: TallyView[];
  isEmpty: boolean;
  groups: GroupView[];
  mayDecide: boolean;
  action: string;
}

/** What could not be decided, at the group that it is about, if that still waits for a decision. */
export function atItsGroup(refused: RefusedForm, { groups }: Comparison): RefusedForm {
  const sent = refused.ticked('ids').toSorted();
  const group = groups.find(({ ids, decision }) => !decision && isSame(ids.toSorted(), sent));
  return { ...refused, at: group ? anchorOfGroup(group.ids) : '' };
}

/**
 * `only` narrows it down to one kind of group, or to those that are undecided. What could not be decided is chosen in
 * its group again.
 */
export function comparisonView(
  { round, groups, reading }: Comparison,
  only: string,
  viewer: Viewer,
  refused: RefusedForm | null,
): ComparisonView {
  const shown = groups.filter((group) => fits(group, only));
  return {
    tallies: talliesOf(round, groups, only),
    isEmpty: groups.length === 0,
    groups: shown.map((group, at) => ({
      ...groupView(group, round, reading, viewer, refusedAt(refused, anchorOfGroup(group.ids))),
      back: placeOf(round, only, only === 'undecided' ? (shown[at + 1] ?? group) : group),
    })),
    mayDecide: may(viewer.actor, 'hold blind rounds'),
    action: `/rounds/${round.id}/decisions`,
  };
}

/** Under which a group is found on its page. */
function anchorOfGroup(ids: readonly string[]): string {
  return `group-${ids.toSorted()[0] ?? ''}`;
}

function placeOf({ id }: Round, only: string, { ids }: Group): string {
  return `${addressOf(id, only)}#${anchorOfGroup(ids)}`;
}

function addressOf(round: string, only: string): string {
  return withQuery(`/rounds/${round}`, { only });
}

function fits({ kind, decision }: Group, only: string): boolean {
  if (only === 'undecided') return decision === null;
  return groupKinds.every((each) => each !== only) || kind === only;
}

function talliesOf({ id }: Round, groups: readonly Group[], only: string): TallyView[] {
  const tally = (name: string, label: string, sign: string | null = null) => ({
    href: addressOf(id, name),
    label,
    sign,
    count: groups.filter((group) => fits(group, name)).length,
    isShown: name === only,
  });
  return [
    tally('', groups.length === 1 ? 'passage' : 'passages'),
    ...groupKinds.map((kind) => tally(kind, kinds[kind].plural, kinds[kind].sign)),
    tally('undecided', 'undecided'),
  ];
}

function groupView(
  group: Group,
  round: Round,
  reading: ArticleReading,
  viewer: Viewer,
  again: RefusedForm | null,
): Omit<GroupView, 'back'> {
  const { kind, ids, differing, decision } = group;
  const { people } = reading;
  const order = observersOf(round);
  const row = group.annotations.toSorted(
    (one, other) => order.indexOf(one.creator) - order.indexOf(other.creator),
  );
  const missing = order.filter((person) => !row.some(({ creator }) => creator === person));
  const { sign, words } = kinds[kind];
  const columns = row.map((annotation) => columnView(annotation, decision, reading));
  return {
    anchor: anchorOfGroup(ids),
    ...{ kind, sign, words, ids },
    exact: inQuotes(row[0]?.target.exact ?? ''),
    direction: directionOfWords(row[0]?.target.exact ?? '', reading.article.language),
    missing: listed(missing.map((person) => people.get(person) ?? person)),
    differing: listed(differing.map(partWord)),
    columns: kind === 'agreed' ? [oneForAll(row, decision, reading)] : columns,
    parts: partViews(kind === 'agreed' ? earliestOf(row) : row, differing, reading, viewer, again),
    again,
    decision: decision && decisionView(decision, reading, viewer),
  };
}

function columnView(
  { id, creator, note, deleted }: Annotation,
  decision: Decision | null,
  { people }: ArticleReading,
): ColumnView {
  const fate = deleted ? 'is set aside' : 'stays';
  return { id, author: people.get(creator) ?? creator, note, fate: decision && fate };
}

/** What all found alike is shown once, as the earliest has it, with what each noted. */
function oneForAll(
  row: readonly Annotation[],
  decision: Decision | null,
  reading: ArticleReading,
): ColumnView {
  const columns = row.map((annotation) => columnView(annotation, decision, reading));
  const notes = columns.filter(({ note }) => note).map(({ author, note }) => `${author}: ${note}`);
  return {
    id: earliestOf(row)[0]?.id ?? '',
    author: listed(columns.map(({ author }) => author)),
    note: notes.join('\n'),
    fate: null,
  };
}

function earliestOf(row: readonly Annotation[]): Annotation[] {
  return row.toSorted(byAge).slice(0, 1);
}

/** The parts in which they differ first. */
function partViews(
  row: readonly Annotation[],
  differing: readonly ContentPart[],
  reading: ArticleReading,
  viewer: Viewer,
  again: RefusedForm | null,
): PartView[] {
  const said = contentParts.filter((part) => row.some((annotation) => says(annotation, part)));
  const views = said.map((part) => ({
    part,
    word: partWord(part),
    label: partLabel(part),
    differs: differing.includes(part),
    cells: row.map((annotation, at) => ({
      ...cellView(part, annotation, at === 0 ? null : (row[0] ?? null), reading, viewer),
      annotation: annotation.id,
      chosen: again?.typed[`parts[${part}]`] === annotation.id,
    })),
  }));
  return [...views.filter(({ differs }) => differs), ...views.filter(({ differs }) => !differs)];
}

function says(annotation: Annotation, part: ContentPart): boolean {
  return part === 'span' || part === 'chain' || annotation[part] !== null;
}

const blank = { text: null, chain: null, steps: null, bounds: null };

function cellView(
  part: ContentPart,
  annotation: Annotation,
  first: Annotation | null,
  reading: ArticleReading,
  viewer: Viewer,
): Omit<CellView, 'annotation' | 'chosen'> {
  if (part === 'chain') {
    const steps = first && chainSteps(first.chain, annotation.chain, reading);
    if (steps?.some(({ kind }) => kind !== 'kept')) return { ...blank, steps };
    return {
      ...blank,
      chain: cardView(placedIn(reading, annotation), null, reading, viewer).chain,
    };
  }
  const { exact } = annotation.target;
  if (part === 'span' && first && first.target.exact !== exact) {
    const [was, is] = [boundPassage(first, reading), boundPassage(annotation, reading)];
    return { ...blank, bounds: boundsView(was, is, reading) };
  }
  return {
    ...blank,
    text: part === 'span' ? inQuotes(exact) : valueWords(part, annotation, reading.claims),
  };
}

function placedIn({ annotations }: ArticleReading, annotation: Annotation): PlacedAnnotation {
  const placed = annotations.find((each) => each.annotation.id === annotation.id);
  return placed ?? { annotation, placement: { kind: 'missing' } };
}

const outcomes: Readonly<Record<Decision['outcome'], string>> = {
  'taken over': 'Taken over',
  resolved: 'Resolved',
  kept: 'Kept as it is',
  'set aside': 'Set aside',
};

function decisionView(
  { outcome, by, at, parts }: Decision,
  { people }: ArticleReading,
  viewer: Viewer,
): DecisionView {
  const merged = contentParts.filter((part) => parts[part] !== undefined).map(partWord);
  const how = merged.length === 0 ? '' : `, with another’s ${listed(merged)}`;
  const sentence = `${outcomes[outcome]} by ${people.get(by) ?? by}${how}`;
  return { sentence, at: momentView(at, viewer) };
}
