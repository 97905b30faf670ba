import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import { labelKey } from '../../domain/annotations/labels.js';
import { stanceWords } from '../../domain/annotations/part-words.js';
import {
  type ArticleReading,
  type PlacedAnnotation,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { sourcesIn, summarise } from '../../domain/chain/chain.js';
import { drawnHops } from '../../domain/chain/drawn-hops.js';
import { withEnds } from '../../domain/register/joining.js';
import { contributorsTo, openProposals } from '../../domain/review/proposal.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { type VerdictCode, verdictOf } from '../../domain/review/verdict.js';
import { mayDo } from '../../domain/rights.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { initialsOf } from '../people/initials.js';
import { type StatusView, statusView, type TallyView, talliesOf } from '../review/status-view.js';
import {
  type DrawnHopView,
  drawnHopView,
  type GradeView,
  gradeView,
  type WeakView,
  weakView,
} from './chain-view.js';
import { type InContext, inContext } from './in-context.js';
import { type LevelView, levelView } from './level-view.js';

/** Everything that an annotation's card shows. */
export interface CardView {
  id: string;
  article: string;
  /** In the order of the text, from 1; null where it stands by itself. */
  number: number | null;
  level: LevelView;
  grade: GradeView | null;
  status: StatusView;
  /** The verdicts that stand. */
  tallies: TallyView[];
  /** Whether the desk no longer stands by it. */
  withdrawn: boolean;
  exact: string;
  /** Of the text from which the passage is. */
  direction: Direction;
  /** UTF-16; null for one that stands nowhere for sure. */
  span: { start: number; end: number } | null;
  placement: string | null;
  placementKind: string;
  /** Where it can be attached, for whoever may: what it reads now, or each of its copies. */
  places: PlaceView[];
  /** The edition from which it was carried over to the one that is read, and where it is there; null for one of its own. */
  from: { edition: number; href: string } | null;
  /** Where another passage can be selected for it, and about where that is in UTF-16; null unless it has lost its own. */
  attachTo: { edition: number; near: number } | null;
  /** Another that has no place either, to which attaching this one leads; null where it is the only one. */
  nextLost: string | null;
  internal: boolean;
  chain: DrawnHopView[];
  weak: WeakView | null;
  /** `ids` are its own and those of the claims into which it is joined, parted by spaces. */
  claim: { id: string; ids: string; stance: string; statement: string } | null;
  note: string | null;
  labels: readonly string[];
  /** The forms under which they are compared, a line each. */
  labelKeys: string;
  creator: string;
  author: string;
  /** The author's, and whether that is whoever looks. */
  initials: string;
  isOwn: boolean;
  /** Whose words stand in it beside the author's. */
  contributors: string[];
  created: MomentView;
  /** Who changed it last and when, where that is not its making. */
  changed: { by: string; at: MomentView } | null;
  sources: string;
  etag: string;
  mayChange: boolean;
  /** What leads to all that is said of it: "1 proposal, 2 comments". */
  discussion: { href: string; words: string };
  /** What a verdict of the viewer's is bound to, and theirs so far; null where they may give none. */
  judging: { revision: number; mine: VerdictCode | null } | null;
}

/** The card of an annotation that bears that number in its reading. */
export function cardView(
  placed: PlacedAnnotation,
  number: number | null,
  reading: ArticleReading,
  viewer: Viewer,
): CardView {
  const { annotation, placement } = placed;
  const row = drawnHops(annotation.chain, (id) => reading.sources.get(id));
  const summary = summarise(annotation.chain, (id) => reading.sources.get(id));
  const span = spanOf(placed);
  const mayChange = mayDo(viewer.actor, 'change the annotation', annotation);
  return {
    id: annotation.id,
    article: annotation.article,
    number,
    level: levelView(annotation.confidence),
    grade: gradeView(annotation.chain, annotation.credibility),
    status: statusView(annotation, reading.sources),
    tallies: talliesOf(annotation),
    withdrawn: isWithdrawn(annotation),
    exact: annotation.target.exact,
    direction: directionOfWords(annotation.target.exact, reading.article.language),
    span: span && { start: span.start, end: span.end },
    placement: placementWords(placed),
    placementKind: placement.kind,
    places: mayChange ? placesOf(placed, reading) : [],
    from: carriedFrom(annotation, reading),
    attachTo: mayChange ? attachedTo(placed, reading) : null,
    nextLost: null,
    internal: summary.internal,
    chain: row.map((drawnHop) => drawnHopView(drawnHop, summary.hops, reading, viewer)),
    weak: weakView(summary, row),
    claim: claimView(annotation, reading),
    note: annotation.note,
    labels: annotation.labels,
    labelKeys: annotation.labels.map(labelKey).join('\n'),
    ...making(annotation, reading, viewer),
    sources: withEnds(sourcesIn(annotation.chain), (id) => reading.sources.get(id)).join(' '),
    etag: etag(annotation),
    mayChange,
    discussion: discussionView(annotation),
    judging: mayDo(viewer.actor, 'judge the annotation', annotation)
      ? { revision: annotation.revision, mine: verdictOf(annotation, 'whole', viewer.actor.id) }
      : null,
  };
}

/** A proposal that waits is led to first. */
function discussionView(annotation: Annotation): CardView['discussion'] {
  const proposals = openProposals(annotation);
  const [first] = proposals;
  const counts: [number, string][] = [
    [proposals.length, 'proposal'],
    [annotation.comments.length, 'comment'],
  ];
  const words = counts.filter(([count]) => count > 0).map(([count, of]) => counted(count, of));
  const place = first ? `#proposal-${first.id}` : '';
  return { href: `/annotations/${annotation.id}${place}`, words: words.join(', ') || 'Open' };
}

function making(annotation: Annotation, { people }: ArticleReading, viewer: Viewer) {
  const { creator, created, modified, modifiedBy } = annotation;
  const author = people.get(creator) ?? creator;
  return {
    creator,
    author,
    initials: initialsOf(author),
    isOwn: creator === viewer.actor.id,
    contributors: contributorsTo(annotation).map((person) => people.get(person) ?? person),
    created: momentView(created, viewer),
    changed:
      modified === created
        ? null
        : { by: people.get(modifiedBy) ?? modifiedBy, at: momentView(modified, viewer) },
  };
}

/** A place of an edition at which an annotation can be attached; positions in UTF-16. */
interface PlaceView {
  start: number;
  end: number;
  edition: number;
  label: string;
  /** What tells it from others; null where there is but one. */
  inContext: InContext | null;
}

/** What is said of a passage without a place, and what stands for a reason where none is told. */
const lostWords = {
  ambiguous: {
    unsaid: 'It is not certain where the passage stands in this edition.',
    sentence: 'Say which place is meant, or select another.',
  },
  missing: {
    unsaid: 'The passage is not in this edition.',
    sentence: 'Select where it belongs in this edition.',
  },
};

function placementWords({ placement, annotation }: PlacedAnnotation): string | null {
  if (placement.kind === 'exact' || placement.kind === 'moved') return null;
  if (placement.kind !== 'changed') {
    const { unsaid, sentence } = lostWords[placement.kind];
    return `${placement.reason || unsaid} ${sentence}`;
  }
  if (placement.now === annotation.target.exact)
    return `The text has changed under this. ${placement.reason ?? ''}`.trim();
  return `The text has changed under this: it reads now ${inQuotes(placement.now)}.`;
}

function carriedFrom(annotation: Annotation, { article, edition }: ArticleReading) {
  if (annotation.edition === edition.number) return null;
  const href = `/articles/${article.id}?edition=${annotation.edition}#annotation-${annotation.id}`;
  return { edition: annotation.edition, href };
}

/** The newest edition, for one that has lost its place in it. */
function attachedTo(
  placed: PlacedAnnotation,
  { article, edition }: ArticleReading,
): CardView['attachTo'] {
  const { kind } = placed.placement;
  if (kind === 'exact' || kind === 'moved' || edition.number !== article.edition) return null;
  return { edition: edition.number, near: (spanOf(placed) ?? placed.annotation.target).start };
}

const placeContextUnits = 60;

function placesOf(
  { annotation, placement }: PlacedAnnotation,
  { edition }: ArticleReading,
): PlaceView[] {
  if (annotation.edition === edition.number) return [];
  const { text, number } = edition;
  if (placement.kind === 'changed') {
    const isSame = placement.now === annotation.target.exact;
    const label = isSame ? 'It still holds here' : 'Take the new wording';
    return [{ ...placement.span, edition: number, label, inContext: null }];
  }
  if (placement.kind !== 'ambiguous') return [];
  return placement.candidates.map((span) => ({
    ...{ ...span, edition: number, label: 'It is this one' },
    inContext: inContext(text, span, placeContextUnits),
  }));
}

function claimView({ claim, stance }: Annotation, { claims }: ArticleReading): CardView['claim'] {
  const statement = claim && claims.get(claim)?.statement;
  if (!statement) return null;
  const ids = withEnds([claim], (id) => claims.get(id)).join(' ');
  return { id: claim, ids, stance: stanceWords(stance ?? 'asserts'), statement };
}
