import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Chain, Evidence } from '../../domain/chain/chain.js';
import { chainDifference, type HopField } from '../../domain/chain/chain-difference.js';
import { type DrawnHop, drawnHops, locatorWords } from '../../domain/chain/drawn-hops.js';
import { eachText, type HolderText, holderTexts } from '../../domain/chain/hop-details.js';
import { printedRelation } from '../../domain/chain/relations.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import type { Source } from '../../domain/register/source.js';
import { inQuotes } from '../../domain/text/wording.js';
import { drawnAs } from './card-view.js';

/** How a step of two chains laid side by side is told: a sign, always with its word. */
const kinds = {
  kept: { sign: '', word: '' },
  changed: { sign: '~', word: 'changed' },
  added: { sign: '+', word: 'added' },
  removed: { sign: '−', word: 'left out' },
} as const;

/** A holder of both chains, or of one of them. */
export interface StepView {
  kind: keyof typeof kinds;
  sign: string;
  word: string;
  /** As it is drawn: as proposed, or as it was where it is left out. */
  drawnHop: DrawnHop;
  class: string;
  /** In what a changed holder differs, as "reliability" "B" "D". */
  changes: { what: string; before: string; after: string }[];
}

/** Two chains in one drawing, origin first. */
export function chainSteps(before: Chain, after: Chain, reading: Pick<ArticleReading, 'sources'>) {
  const sourceOf = (id: string) => reading.sources.get(id);
  const rows = { before: compared(before, sourceOf), after: compared(after, sourceOf) };
  return chainDifference(before, after).flatMap((step): StepView[] => {
    const was = step.before === null ? undefined : rows.before[step.before - 1];
    const is = step.after === null ? undefined : rows.after[step.after - 1];
    const drawnHop = is ?? was;
    if (!drawnHop) return [];
    const changes = was && is ? step.fields.map((field) => changeOf(field, was, is)) : [];
    return [{ kind: step.kind, ...kinds[step.kind], drawnHop, class: drawnAs(drawnHop), changes }];
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
  const { what, say } = fields[field];
  return { what, before: say(was), after: say(is) };
}

type HopLabel = { what: string; say: (drawnHop: ComparedHop) => string };

const fields: Record<HopField, HopLabel> = {
  ...eachText(labelOfText),
  source: { what: 'holder', say: ({ name }) => name },
  firstHand: { what: 'first-hand', say: ({ firstHand }) => (firstHand ? 'yes' : 'not said') },
  relation: { what: 'passed on', say: ({ passedOn }) => passedOn || 'not known how' },
  basis: { what: 'basis', say: ({ basis }) => basis },
  check: { what: 'check', say: ({ checked }) => checked ?? 'not said' },
  rating: { what: 'reliability', say: ratingOf },
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
