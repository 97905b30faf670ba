import type { ClaimTold } from '../../desk/claims/claim-reading.js';
import type { ClaimStanding } from '../../desk/claims/kept-claims.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import { grade, isInternal } from '../../domain/chain/chain.js';
import { drawnHops, type Sign } from '../../domain/chain/drawn-hops.js';
import type { Claim, Stance } from '../../domain/claims/claim.js';
import {
  type ClaimFigures,
  type ClaimPassage,
  isCircular,
  isContested,
  isSingleSourced,
} from '../../domain/claims/claim-figures.js';
import {
  claimSentences,
  type SentencePart,
  sentenceText,
  type Witnessed,
} from '../../domain/claims/claim-sentence.js';
import type { Event } from '../../domain/history/event.js';
import { describe, type HistoryNames } from '../../domain/history/history.js';
import { listed, quoted } from '../../domain/history/words.js';
import type { MapView } from '../../domain/map/map-view.js';
import type { Source } from '../../domain/register/source.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { may } from '../../domain/rights.js';
import { type Direction, directionOf } from '../../domain/text/direction.js';
import { counted } from '../../domain/text/wording.js';
import { type MomentView, momentView, type Viewer } from '../annotations/card-view.js';
import { type LevelClass, type LevelView, levelView } from '../annotations/level-view.js';
import { dateWords } from '../articles/date-view.js';
import type { RefusedForm } from '../forms/sent-form.js';
import { type SourceLink, sourceLink } from '../register/source-page-view.js';
import { type StatusView, statusView } from '../review/status-view.js';
import { type ClaimWarningView, claimWarningView } from '../sourcing/claim-warning-view.js';

/** A claim in a list. */
export interface ClaimRow {
  id: string;
  statement: string;
  sentence: string;
  state: StateView;
  /** "3 assert, 1 denies": the annotations by their stances. */
  stances: string;
  /** What it is filtered by: single source, circular, contested. */
  marks: string[];
}

interface StateView {
  code: Claim['state'];
  sign: string;
}

/** The signs of statuses serve here too: nothing said yet, yes, no, both. */
const signs = {
  open: 'unreviewed',
  confirmed: 'agreed',
  refuted: 'declined',
  undecided: 'disputed',
} as const satisfies Record<Claim['state'], string>;

export function claimRow({ claim, inside }: ClaimStanding, told: ClaimTold): ClaimRow {
  return {
    id: claim.id,
    statement: claim.statement,
    sentence: sentenceText(told.sentences),
    state: { code: claim.state, sign: signs[claim.state] },
    stances: stancesWords(inside),
    marks: [
      ...(isSingleSourced(inside) ? ['single source'] : []),
      ...(isCircular(inside) ? ['circular'] : []),
      ...(isContested(inside) ? ['contested'] : []),
    ],
  };
}

function stancesWords({ asserts, denies, questions }: ClaimFigures): string {
  const rows = [
    [asserts.annotations, 'asserts', 'assert'],
    [denies.annotations, 'denies', 'deny'],
    [questions.annotations, 'questions', 'question'],
  ] as const;
  const words = rows.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`],
  );
  return words.join(', ') || 'no passages';
}

/** A part of the sentence; a number leads to what it counts. */
interface PieceView {
  text: string;
  href: string | null;
}

interface LinkView {
  name: string;
  sign: Sign;
  source: string | null;
  /** What stands before the next: an arrow, or a plus between holders of one hop; null at the end. */
  joint: 'arrow' | 'plus' | null;
  printed: string;
}

interface PassageView {
  id: string;
  href: string;
  quote: string;
  direction: Direction;
  article: string;
  publisher: string;
  published: MomentView | null;
  level: LevelView;
  grade: string | null;
  status: StatusView;
  /** Off the record, orphaned, withdrawn: why it counts less than others. */
  asides: string[];
  chain: LinkView[];
  /** How many links are not shown, behind the second. */
  more: number;
}

interface GroupView {
  id: string;
  heading: string;
  count: number;
  passages: PassageView[];
  /** How many more there are than are shown. */
  more: number;
}

interface TallyRow {
  term: string;
  words: string;
  href: string;
  levels: LevelClass[];
}

interface ClaimLink {
  id: string;
  statement: string;
}

/** Everything that a claim's page shows. */
export interface ClaimPage {
  id: string;
  tag: string;
  statement: string;
  state: StateView;
  decision: { by: string; at: MomentView; reason: string | null } | null;
  entered: MomentView;
  enteredBy: string;
  lead: PieceView[];
  others: PieceView[][];
  tally: TallyRow[];
  range: { words: string; href: string; chains: string };
  warnings: ClaimWarningView[];
  /** Unnamed go-betweens that may be one person, and where an editor says that they are not. */
  doubts: { one: SourceLink; other: SourceLink; action: string }[];
  /** How it is told outside the desk, where that differs. */
  outside: string | null;
  map: MapView | null;
  groups: GroupView[];
  /** Which witnesses alone are shown, in words. */
  shown: string | null;
  joinedInto: ClaimLink | null;
  joined: ClaimLink[];
  alike: ClaimLink[];
  history: { at: MomentView; sentence: string }[];
  mayDecide: boolean;
}

/** What a claim's page is made of: the annotations are those that are shown. */
export interface ClaimReading {
  claim: Claim;
  tag: string;
  standing: ClaimStanding;
  told: ClaimTold;
  annotations: ReadonlyMap<string, Annotation>;
  articles: ReadonlyMap<string, Article>;
  sources: ReadonlyMap<string, Source>;
  /** Pairs of go-betweens that may be one person. */
  doubts: readonly (readonly [Source, Source])[];
  joined: readonly Claim[];
  alike: readonly Claim[];
  events: readonly Event[];
  names: HistoryNames;
  people: ReadonlyMap<string, string>;
  witnesses: WitnessChoice | null;
  /** The form of the page that could not be taken. */
  refused: RefusedForm | null;
  /** Sources, of which one stands in the chains of those that are shown; none: all are. */
  through: readonly string[];
  map: MapView | null;
}

/** Whose witnesses alone are shown. */
export type WitnessChoice = 'independent' | 'possible' | 'denying-independent';

export function witnessChoice(asked: string): WitnessChoice | null {
  const choices = ['independent', 'possible', 'denying-independent'] as const;
  return choices.find((choice) => choice === asked) ?? null;
}

export function claimPage(reading: ClaimReading, viewer: Viewer): ClaimPage {
  const { claim, standing, told, people, names } = reading;
  const { decision } = claim;
  const [lead = [], ...others] = told.sentences;
  const pieces = (parts: readonly SentencePart[]) => parts.map((part) => pieceView(claim.id, part));
  return {
    id: claim.id,
    tag: reading.tag,
    statement: claim.statement,
    state: { code: claim.state, sign: signs[claim.state] },
    decision: decision && {
      by: people.get(decision.by) ?? decision.by,
      at: momentView(decision.at, viewer),
      reason: decision.reason,
    },
    entered: momentView(claim.created, viewer),
    enteredBy: people.get(claim.creator) ?? claim.creator,
    lead: pieces(lead),
    others: others.map(pieces),
    tally: tallyOf(reading),
    range: rangeView(claim.id, standing.inside),
    warnings: told.warnings.map((warning) =>
      claimWarningView(standing.claim.id, warning, reading, viewer),
    ),
    doubts: doubtsOf(reading),
    outside: outsideWords(standing, told),
    map: reading.map,
    groups: groupsOf(reading, viewer),
    shown: shownWords(reading),
    joinedInto: standing.claim.id === claim.id ? null : linkTo(standing.claim),
    joined: reading.joined.map(linkTo),
    alike: reading.alike.map(linkTo),
    history: reading.events
      .map((event) => ({ at: momentView(event.at, viewer), sentence: describe(event, names) }))
      .reverse(),
    mayDecide: may(viewer.actor, 'decide claims'),
  };
}

function linkTo({ id, statement }: Claim): ClaimLink {
  return { id, statement };
}

const anchors: Record<Witnessed, string> = {
  asserts: '#asserting',
  independent: '?witnesses=independent#asserting',
  possible: '?witnesses=possible#asserting',
  denies: '#denying',
  'denying-independent': '?witnesses=denying-independent#denying',
  questions: '#questioning',
};

function pieceView(claim: string, { text, counts }: SentencePart): PieceView {
  return { text, href: counts && `/claims/${claim}${anchors[counts]}` };
}

function shownWords({ witnesses, through, sources }: ClaimReading): string | null {
  if (through.length > 0) {
    const names = through.flatMap((id) => sources.get(id)?.name ?? []);
    return names.length === 0 ? null : `Only passages that came through ${listed(names)}`;
  }
  if (witnesses === null) return null;
  return witnesses === 'possible'
    ? 'Only passages that may be independent of each other'
    : 'Only passages that are independent of each other';
}

const stanceTerms = [
  { stance: 'asserts', term: 'Assert', id: 'asserting', heading: 'Asserting it' },
  { stance: 'denies', term: 'Deny', id: 'denying', heading: 'Denying it' },
  { stance: 'questions', term: 'Question', id: 'questioning', heading: 'Questioning it' },
] as const satisfies readonly { stance: Stance; [field: string]: string }[];

/** More strokes than this tell nothing. */
const maxStrokes = 12;

const levelOrder: readonly LevelClass[] = ['high', 'moderate', 'low', 'none'];

function tallyOf({ standing, annotations }: ClaimReading): TallyRow[] {
  return stanceTerms.map(({ stance, term, id }) => {
    const { annotations: passages, articles } = standing.inside[stance];
    const levels = standing.passages
      .filter((passage) => passage.stance === stance)
      .flatMap(({ annotation }) => annotations.get(annotation) ?? [])
      .map(({ confidence }) => levelView(confidence).class)
      .toSorted((one, other) => levelOrder.indexOf(one) - levelOrder.indexOf(other));
    const words =
      passages === 0 ? 'none' : `${counted(passages, 'passage')}, ${counted(articles, 'article')}`;
    return { term, words, href: `#${id}`, levels: levels.slice(0, maxStrokes) };
  });
}

function rangeView(id: string, { asserts }: ClaimFigures): ClaimPage['range'] {
  const { atLeast, atMost } = asserts.independence;
  return {
    words: asserts.annotations === 0 ? 'none' : `${atLeast}, at most ${atMost}`,
    href: `/claims/${id}${anchors.independent}`,
    chains: asserts.annotations === 0 ? '' : `of ${counted(asserts.annotations, 'chain')}`,
  };
}

/** Asked only where it would tell more sources. */
function doubtsOf({ doubts, standing }: ClaimReading): ClaimPage['doubts'] {
  const { atLeast, atMost } = standing.inside.asserts.independence;
  if (atLeast >= atMost) return [];
  return doubts.map(([one, other]) => ({
    ...{ one: sourceLink(one), other: sourceLink(other) },
    action: `/sources/${one.id}/differences`,
  }));
}

function outsideWords({ inside, outside }: ClaimStanding, { sources }: ClaimTold): string | null {
  if (inside === outside) return null;
  return sentenceText(claimSentences(outside, (id) => sources.get(id)));
}

/** By annotation, in which places among those that are independent it stands; null: all are shown. */
function placesShown({ standing, witnesses }: ClaimReading): ReadonlySet<string> | null {
  if (witnesses === null) return null;
  const { asserts, denies } = standing.inside;
  const ways: Record<WitnessChoice, string[][]> = {
    independent: asserts.independence.witnesses,
    possible: asserts.independence.possibleWitnesses,
    'denying-independent': denies.independence.witnesses,
  };
  return new Set(ways[witnesses].flat());
}

/** As many of one stance are shown. */
export const maxPassagesShown = 200;

function groupsOf(reading: ClaimReading, viewer: Viewer): GroupView[] {
  const shown = placesShown(reading);
  const onlyStance = reading.witnesses === 'denying-independent' ? 'denies' : 'asserts';
  return stanceTerms.flatMap(({ stance, id, heading }) => {
    const passages = reading.standing.passages.filter(
      (passage) =>
        passage.stance === stance &&
        (shown === null || stance !== onlyStance || shown.has(passage.annotation)) &&
        cameThrough(passage, reading.through),
    );
    if (passages.length === 0) return [];
    const views = passages.flatMap(({ annotation, isOrphan }) => {
      const found = reading.annotations.get(annotation);
      return found ? [passageView(found, isOrphan, reading, viewer)] : [];
    });
    const more = passages.length - views.length;
    return [{ id, heading, count: passages.length, passages: views, more }];
  });
}

function cameThrough({ chain }: ClaimPassage, through: readonly string[]): boolean {
  if (through.length === 0) return true;
  return chain.hops.some((holders) => holders.some(({ source }) => through.includes(source)));
}

function passageView(
  annotation: Annotation,
  isOrphan: boolean,
  { articles, sources }: ClaimReading,
  viewer: Viewer,
): PassageView {
  const article = articles.get(annotation.article);
  const links = chainLinks(annotation, sources);
  const published = article?.publishedAt ?? null;
  return {
    id: annotation.id,
    href: `/articles/${annotation.article}#annotation-${annotation.id}`,
    quote: quoted(annotation.target.exact),
    direction: directionOf(article?.language ?? null),
    article: article?.title ?? annotation.article,
    publisher: article?.publisher ?? '',
    published: published === null ? null : dateWords(published, viewer),
    level: levelView(annotation.confidence),
    grade: grade(annotation.chain, annotation.credibility),
    status: statusView(annotation, sources),
    asides: [
      ...(isInternal(annotation.chain) ? ['Off the record: stays inside the desk'] : []),
      ...(isOrphan ? ['The passage is not in the newest edition'] : []),
      ...(isWithdrawn(annotation) ? ['Withdrawn: does not count'] : []),
    ],
    chain: links.length > maxLinks ? [...links.slice(0, 2), ...links.slice(-1)] : links,
    more: links.length > maxLinks ? links.length - 3 : 0,
  };
}

/** A longer chain is its beginning and its end. */
const maxLinks = 4;

function chainLinks({ chain }: Annotation, sources: ReadonlyMap<string, Source>): LinkView[] {
  const row = drawnHops(chain, (id) => sources.get(id));
  return row.map(({ name, sign, source, printed }, at) => {
    const next = row[at + 1];
    return { name, sign, source, printed, joint: next ? (next.beside ? 'plus' : 'arrow') : null };
  });
}
