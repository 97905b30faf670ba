import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Chain, Evidence } from '../../domain/chain/chain.js';
import {
  chainDifference,
  type HopDifference,
  type HopField,
} from '../../domain/chain/chain-difference.js';
import { type DrawnHop, drawnHops, locatorWords } from '../../domain/chain/drawn-hops.js';
import { eachText, type HolderText, holderTexts } from '../../domain/chain/hop-details.js';
import { printedRelation } from '../../domain/chain/relations.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import type { Source } from '../../domain/register/source.js';
import { type HopStep, hopSteps } from '../../domain/review/hop-steps.js';
import type { HopPart } from '../../domain/review/proposal.js';
import { showDate } from '../../domain/text/shown-dates.js';
import { inQuotes } from '../../domain/text/wording.js';
import { drawnAs } from './chain-view.js';

/** How a step of two chains laid side by side is told; its sign, of the same name, stands beside it. */
const words = { kept: '', changed: 'changed', added: 'added', removed: 'left out' } as const;

/** A holder of both chains, or of one of them. */
export interface StepView {
  kind: keyof typeof words;
  word: string;
  /** As it is drawn: as proposed, or as it was where it is left out. */
  drawnHop: DrawnHop;
  class: string;
  /** What stood in the place of its name, and of how it was passed on; null where that is the same. */
  was: { name: string | null; relation: string | null };
  /** In what else a changed holder differs, as "reliability" "B" "D". */
  changes: { what: string; before: string; after: string }[];
  /** Where this begins a hop that is taken over by a tick of its own: that hop's name. */
  tick: HopPart | null;
}

type Register = Pick<ArticleReading, 'sources'>;

/** Two chains in one drawing, origin first. */
export function chainSteps(before: Chain, after: Chain, { sources }: Register): StepView[] {
  const sourceOf = (id: string) => sources.get(id);
  const rows = { before: compared(before, sourceOf), after: compared(after, sourceOf) };
  return stepViews(chainDifference(before, after), rows);
}

/** The same hop by hop, as a proposed chain is taken over: each hop that differs has its tick. */
export function proposedSteps(before: Chain, after: Chain, { sources }: Register): StepView[] {
  const sourceOf = (id: string) => sources.get(id);
  const [ones, others] = [compared(before, sourceOf), compared(after, sourceOf)];
  return hopSteps(before, after).flatMap((step) => {
    const rows = { before: rowsOf(ones, step.before), after: rowsOf(others, step.after) };
    const differences = chainDifference(hopOf(before, step.before), hopOf(after, step.after));
    const views = stepViews(differences.map(ofHop(step)), rows);
    return views.map((view, index) => (index === 0 && step.part ? ticked(view, step.part) : view));
  });
}

/** A hop of several may begin with one who stays: what became of the hop stands there all the same. */
function ticked(view: StepView, tick: HopPart): StepView {
  return view.kind === 'kept'
    ? { ...view, kind: 'changed', word: words.changed, tick }
    : { ...view, tick };
}

function rowsOf(rows: readonly ComparedHop[], number: number | null): ComparedHop[] {
  return rows.filter(({ hop }) => hop === number);
}

function hopOf(chain: Chain, number: number | null): Chain {
  return number === null ? [] : chain.slice(number - 1, number);
}

/** What follows from another place in the chain is told by the hop that came or went. */
function ofHop({ kind }: HopStep): (difference: HopDifference) => HopDifference {
  return (difference) =>
    kind === 'kept' ? { ...difference, kind: 'kept', fields: [] } : difference;
}

interface ComparedRows {
  before: readonly ComparedHop[];
  after: readonly ComparedHop[];
}

function stepViews(differences: readonly HopDifference[], rows: ComparedRows): StepView[] {
  return differences.flatMap(({ kind, fields, ...at }): StepView[] => {
    const was = at.before === null ? undefined : rows.before[at.before - 1];
    const is = at.after === null ? undefined : rows.after[at.after - 1];
    const drawnHop = is ?? was;
    if (!drawnHop) return [];
    const drawn = { kind, word: words[kind], drawnHop, class: drawnAs(drawnHop), tick: null };
    const changes = was && is ? fields.map((field) => changeOf(field, was, is)) : [];
    const shown = changes.filter(({ isDrawn }) => isDrawn);
    const before = (field: HopField) =>
      shown.find((change) => change.field === field)?.before ?? null;
    return [
      {
        ...drawn,
        was: { name: before('source'), relation: before('relation') },
        changes: changes.filter(({ isDrawn, before, after }) => !isDrawn && before !== after),
      },
    ];
  });
}

/** A holder with how its hop passed it on: drawn behind the last holder, compared at the first. */
type ComparedHop = DrawnHop & { passedOn: string };

function compared(chain: Chain, sourceOf: (id: string) => Source | undefined): ComparedHop[] {
  return drawnHops(chain, sourceOf).map((drawnHop) => {
    const passedOn = printedRelation(chain[drawnHop.hop - 1]?.relation ?? 'passed');
    return { ...drawnHop, passedOn };
  });
}

function changeOf(field: HopField, was: ComparedHop, is: ComparedHop) {
  const { what, say, further } = fields[field];
  const words = (drawnHop: ComparedHop) =>
    say(drawnHop) + (further && say(was) === say(is) ? further(drawnHop) : '');
  // How several passed it on is drawn at the last of them, and compared at the first.
  const isDrawn =
    field === 'source' || (field === 'relation' && is.printed !== '' && is.printed === is.passedOn);
  return { field, isDrawn, what, before: words(was), after: words(is) };
}

interface HopLabel {
  what: string;
  say: (drawnHop: ComparedHop) => string;
  /** What else tells two apart of which the same is said. */
  further?: (drawnHop: ComparedHop) => string;
}

const fields: Record<HopField, HopLabel> = {
  ...eachText(labelOfText),
  source: { what: 'holder', say: ({ name }) => name },
  firstHand: { what: 'first-hand', say: ({ firstHand }) => (firstHand ? 'yes' : 'not said') },
  relation: { what: 'passed on', say: ({ passedOn }) => passedOn || 'not known how' },
  basis: { what: 'basis', say: ({ basis }) => basis },
  check: { what: 'check', say: ({ checked }) => checked ?? 'not said' },
  rating: {
    what: 'reliability',
    say: ratingOf,
    further: ({ ratedAt }) => (ratedAt ? `, of ${showDate(ratedAt)}` : ''),
  },
  evidence: { what: 'evidence', say: ({ evidence }) => evidenceOf(evidence) },
  beside: {
    what: 'stands',
    say: ({ beside }) => (beside ? 'with the one before it' : 'by itself'),
  },
};

function labelOfText(name: HolderText): HopLabel {
  const { what, none } = holderTexts[name].difference;
  return { what, say: (drawnHop) => drawnHop[name] ?? none };
}

function ratingOf({ reliability, reason }: DrawnHop): string {
  if (reliability === null) return 'not rated';
  return `${reliabilityInSentence(reliability)}${reason ? ` (${reason})` : ''}`;
}

function evidenceOf(evidence: readonly Evidence[]): string {
  return evidence.map(pieceWords).join('; ') || 'none';
}

function pieceWords(piece: Evidence): string {
  const excerpt = piece.excerpt && inQuotes(piece.excerpt);
  return [piece.url, excerpt, piece.file?.name, locatorWords(piece)].filter(Boolean).join(', ');
}
