import type { ClaimInWords } from '../../desk/claims/claim-reading.js';
import type { ClaimStanding } from '../../desk/claims/kept-claims.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { ClaimFigures } from '../../domain/claims/claim-figures.js';
import {
  type CountedInSentence,
  claimSentences,
  isNoneKnown,
  rangeWords,
  type SentencePart,
  sentenceText,
} from '../../domain/claims/claim-sentence.js';
import type { Event } from '../../domain/history/event.js';
import { describe, eventSentence, type HistoryNames } from '../../domain/history/history.js';
import { listed, textOf } from '../../domain/history/words.js';
import type { MapView } from '../../domain/map/map-view.js';
import { may } from '../../domain/rights.js';
import { counted, numberWord } from '../../domain/text/wording.js';
import { type LevelClass, levelView } from '../annotations/level-view.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type SourceLink, sourceLink } from '../register/sources-view.js';
import { type ClaimWarningView, claimWarningView } from '../sourcing/claim-warning-view.js';
import { type GroupView, groupsOf, stanceTerms } from './claim-passages-view.js';
import type { ClaimReading } from './claim-reading.js';
import { type StateView, signs } from './claim-row-view.js';

/** A part of the sentence; a number leads to what it counts. */
interface PieceView {
  text: string;
  href: string | null;
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
interface ClaimPage {
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
  history: ClaimStep[];
  mayDecide: boolean;
}

/** What was done with the claim, in a sentence, and with the difference where it is all in its wording. */
interface ClaimStep {
  at: MomentView;
  sentence: string;
  reworded: { by: string; was: string; is: string } | null;
}

/**
 * A claim’s own page: what it says, the sentence on its witnesses, what was decided, and the passages by stance.
 */
export function claimPage(reading: ClaimReading, viewer: Viewer): ClaimPage {
  const { claim, standing, told, people, names } = reading;
  // A joined one is decided with the one that stands for it.
  const { decision, state } = standing.claim;
  const [lead = [], ...others] = told.sentences;
  const pieces = (parts: readonly SentencePart[]) => parts.map((part) => pieceView(claim.id, part));
  return {
    id: claim.id,
    tag: reading.tag,
    statement: claim.statement,
    state: { code: state, sign: signs[state] },
    decision: decision && {
      by: people.get(decision.by) ?? decision.by,
      at: momentView(decision.at, viewer),
      reason: decision.reason,
    },
    entered: momentView(claim.created, viewer),
    enteredBy: people.get(claim.creator) ?? claim.creator,
    lead: pieces(lead),
    others: [...others.map(pieces), ...changedPassages(told)],
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
      .map((event) => ({
        at: momentView(event.at, viewer),
        sentence: describe(event, names),
        reworded: rewordedIn(event, names),
      }))
      .reverse(),
    mayDecide: may(viewer.actor, 'decide claims'),
  };
}

/** How a claim was reworded, where nothing else was done with it. */
function rewordedIn(event: Event, names: HistoryNames): ClaimStep['reworded'] {
  const { before, after } = event;
  const [was, is] = [textOf(before?.statement), textOf(after?.statement)];
  const isAll = was !== null && is !== null && textOf(after?.state) === null;
  return isAll ? { by: eventSentence(event, names).who, was, is } : null;
}

function linkTo({ id, statement }: Claim): ClaimLink {
  return { id, statement };
}

const anchors: Record<CountedInSentence, string> = {
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

/** That the text has changed under passages, until an editor sets that aside: it leads to what is said of it below. */
function changedPassages({ warnings }: ClaimInWords): PieceView[][] {
  const standing = warnings.filter(({ code, override }) => code === 'passage changed' && !override);
  return standing.map(({ about }) => [
    { text: 'The text has changed under ', href: null },
    { text: `${numberWord(about.length)} of its passages`, href: '#warnings' },
    { text: '.', href: null },
  ]);
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

function independentWords(asserts: ClaimFigures['asserts']): string {
  if (asserts.annotations === 0) return 'none';
  const { atLeast, atMost } = asserts.independence;
  const words = rangeWords(asserts.independence);
  return atLeast === atMost && isNoneKnown(asserts) ? `at most ${words}` : words;
}

function rangeView(id: string, { asserts }: ClaimFigures): ClaimPage['range'] {
  return {
    words: independentWords(asserts),
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

function outsideWords(
  { inside, outside }: ClaimStanding,
  { sources }: ClaimInWords,
): string | null {
  if (inside === outside) return null;
  return sentenceText(claimSentences(outside, (id) => sources.get(id)));
}
