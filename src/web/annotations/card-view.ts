import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import { labelKey } from '../../domain/annotations/labels.js';
import { stanceWords } from '../../domain/annotations/part-words.js';
import type { ArticleReading, PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { type ChainSummary, grade, sourcesIn, summarise } from '../../domain/chain/chain.js';
import { type DrawnHop, drawnHops, todayWords, weakestHop } from '../../domain/chain/drawn-hops.js';
import { holderTextNames, holderTexts } from '../../domain/chain/hop-details.js';
import { spokenHop } from '../../domain/chain/hop-words.js';
import {
  credibilityInSentence,
  reliabilityInSentence,
  reliabilityWords,
} from '../../domain/chain/scales.js';
import { isReasonForCare } from '../../domain/chain/weakness.js';
import type { Person } from '../../domain/people/person.js';
import { withEnds } from '../../domain/register/joining.js';
import { contributorsTo } from '../../domain/review/proposal.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { type VerdictCode, verdictOf } from '../../domain/review/verdict.js';
import { mayDo } from '../../domain/rights.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import { spanOf } from '../articles/text-view.js';
import { initialsOf } from '../people/initials.js';
import { type StatusView, statusView, type TallyView, talliesOf } from '../review/status-view.js';
import { type InContext, inContext } from './in-context.js';
import { type LevelView, levelView } from './level-view.js';

/** Who looks, and in which zone they read the time. */
export interface Viewer {
  actor: Person;
  timeZone: string;
}

export interface MomentView {
  iso: string;
  words: string;
}

/** A holder and how it is drawn. */
interface DrawnHopView extends DrawnHop {
  class: string;
  /** What stands below the name: "told · taken on trust". */
  aside: string;
  /** The hop as it is read aloud. */
  spoken: string;
  /** What was said of the holder in words of one's own, under its headings. */
  texts: { heading: string; text: string }[];
  /** Whether the viewer may ask who it is. */
  mayAsk: boolean;
}

/** What the chain is worth: a sentence in parts, and whether it gives reason to be careful. */
interface WeakView {
  parts: string[];
  careful: boolean;
}

/** Everything that an annotation's card shows. */
export interface CardView {
  id: string;
  article: string;
  /** In the order of the text, from 1; null where it stands by itself. */
  number: number | null;
  level: LevelView;
  grade: { code: string; words: string } | null;
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
  claim: { id: string; stance: string; statement: string } | null;
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
  /** "2 comments", or what else leads to all that is said of it. */
  comments: string;
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
  return {
    id: annotation.id,
    article: annotation.article,
    number,
    level: levelView(annotation.confidence),
    grade: gradeView(annotation, summary),
    status: statusView(annotation, reading.sources),
    tallies: talliesOf(annotation),
    withdrawn: isWithdrawn(annotation),
    exact: annotation.target.exact,
    direction: directionOfWords(annotation.target.exact, reading.article.language),
    span: span && { start: span.start, end: span.end },
    placement: placementWords(placed),
    placementKind: placement.kind,
    places: mayDo(viewer.actor, 'change the annotation', annotation)
      ? placesOf(placed, reading)
      : [],
    from: carriedFrom(annotation, reading),
    attachTo: mayDo(viewer.actor, 'change the annotation', annotation)
      ? attachedTo(placed, reading)
      : null,
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
    mayChange: mayDo(viewer.actor, 'change the annotation', annotation),
    comments:
      annotation.comments.length > 0 ? counted(annotation.comments.length, 'comment') : 'Open',
    judging: mayDo(viewer.actor, 'judge the annotation', annotation)
      ? { revision: annotation.revision, mine: verdictOf(annotation, 'whole', viewer.actor.id) }
      : null,
  };
}

export function momentView(iso: string, { timeZone }: Viewer): MomentView {
  return { iso, words: showMoment(iso, timeZone) };
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

function gradeView({ chain, credibility }: Annotation, { weakest }: ChainSummary) {
  const code = grade(chain, credibility);
  if (code === null) return null;
  const source = weakest
    ? `weakest source ${reliabilityInSentence(weakest.reliability)}`
    : 'no source rated';
  const information = credibility
    ? `information ${credibilityInSentence(credibility)}`
    : 'information not rated';
  return { code, words: `${source}; ${information}` };
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

function drawnHopView(
  drawnHop: DrawnHop,
  hops: number,
  { sources }: ArticleReading,
  { actor }: Viewer,
): DrawnHopView {
  const source = drawnHop.source === null ? null : sources.get(drawnHop.source);
  return {
    class: drawnAs(drawnHop),
    aside: asideOf(drawnHop),
    spoken: spokenDrawnHop(drawnHop, hops),
    texts: holderTextNames.flatMap((name) => {
      const text = drawnHop[name];
      return text === null ? [] : { heading: holderTexts[name].heading, text };
    }),
    mayAsk: source ? source.confidential && mayDo(actor, 'see who the source is', source) : false,
    ...drawnHop,
    as: drawnHop.as && inQuotes(drawnHop.as),
    evidence: drawnHop.evidence.map((piece) => ({
      ...piece,
      shown: piece.url && shownAddress(piece.url),
      excerpt: piece.excerpt && inQuotes(piece.excerpt),
    })),
  };
}

/** The class under which a holder, and the stretch to the next one, is drawn: see cards.css. */
export function drawnAs(drawnHop: DrawnHop): string {
  const beside = drawnHop.beside ? ' beside' : '';
  return `${drawnHop.sign} ${stretch(drawnHop)}`.trim() + beside;
}

function stretch({ check }: DrawnHop): string {
  if (check === null) return 'unsaid';
  return check === 'on trust' ? 'trust' : check;
}

function spokenDrawnHop(drawnHop: DrawnHop, of: number): string {
  const { hop, name, relation, printed, source } = drawnHop;
  const passedOn = relation === null ? null : printed;
  return spokenHop({ hop, of }, source === null ? [] : [drawnHop], passedOn, name);
}

function asideOf(drawnHop: DrawnHop): string {
  const bare = drawnHop.relation === 'passed' && 'passed on, not known how';
  const parts = [
    drawnHop.confidential && 'confidential',
    drawnHop.unnamed && !drawnHop.confidential && 'unnamed',
    drawnHop.firstHand && 'first-hand',
    drawnHop.basis !== 'not stated' && drawnHop.basis,
    drawnHop.printed || bare,
    drawnHop.checked,
    todayWords(drawnHop),
  ];
  return parts.filter(Boolean).join(' · ');
}

function weakView(summary: ChainSummary, row: readonly DrawnHop[]): WeakView | null {
  const { weakest, unnamed, confidential, unknown, onTrust } = summary;
  const name = weakestHop(row, summary)?.name;
  const parts = [
    weakest && `weakest link: ${name}, ${reliabilityWords(weakest.reliability).toLowerCase()}`,
    unknown > 0 && `${unknown} unknown`,
    unnamed > 0 && `${unnamed} unnamed`,
    confidential > 0 && `${confidential} confidential`,
    onTrust > 0 && `${onTrust} on trust`,
  ].filter((part) => typeof part === 'string');
  if (parts.length === 0) return null;
  return { parts, careful: isReasonForCare(summary) };
}

function claimView({ claim, stance }: Annotation, { claims }: ArticleReading): CardView['claim'] {
  const statement = claim && claims.get(claim)?.statement;
  return statement ? { id: claim, stance: stanceWords(stance ?? 'asserts'), statement } : null;
}
