import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Chain, Evidence } from '../../domain/chain/chain.js';
import { chainDifference, type HopField } from '../../domain/chain/chain-difference.js';
import { type DrawnHop, drawnHops, locatorWords } from '../../domain/chain/drawn-hops.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import { drawnAs } from './card-view.js';

/** How a step of two chains laid side by side is told: a sign, always with its word. */
const kinds = {
  kept: { sign: '', word: '' },
  changed: { sign: '~', word: 'changed' },
  added: { sign: '+', word: 'added' },
  removed: { sign: '−', word: 'left out' },
} as const;

/** A station of both chains, or of one of them. */
export interface StepView {
  kind: keyof typeof kinds;
  sign: string;
  word: string;
  /** As it is drawn: as proposed, or as it was where it is left out. */
  station: DrawnHop;
  class: string;
  /** In what a changed station differs, as "reliability" "B" "D". */
  changes: { what: string; before: string; after: string }[];
}

/** Two chains in one drawing, origin first. */
export function chainSteps(before: Chain, after: Chain, reading: Pick<ArticleReading, 'sources'>) {
  const sourceOf = (id: string) => reading.sources.get(id);
  const rows = { before: drawnHops(before, sourceOf), after: drawnHops(after, sourceOf) };
  return chainDifference(before, after).flatMap((step): StepView[] => {
    const was = step.before === null ? undefined : rows.before[step.before - 1];
    const is = step.after === null ? undefined : rows.after[step.after - 1];
    const station = is ?? was;
    if (!station) return [];
    const pair = was && is && { before: was, after: is };
    const changes = pair ? step.fields.map((field) => changeOf(field, pair)) : [];
    return [{ kind: step.kind, ...kinds[step.kind], station, class: drawnAs(station), changes }];
  });
}

function changeOf(field: HopField, { before, after }: Record<'before' | 'after', DrawnHop>) {
  const { what, say } = fields[field];
  return { what, before: say(before), after: say(after) };
}

type HopLabel = { what: string; say: (station: DrawnHop) => string };

const fields: Record<HopField, HopLabel> = {
  source: { what: 'holder', say: ({ name }) => name },
  as: { what: 'described as', say: ({ as }) => as ?? 'nothing' },
  firstHand: { what: 'first-hand', say: ({ firstHand }) => (firstHand ? 'yes' : 'not said') },
  relation: { what: 'passed on', say: ({ printed }) => printed || 'not known how' },
  basis: { what: 'basis', say: ({ basis }) => basis },
  terms: { what: 'terms', say: ({ terms }) => terms ?? 'none' },
  check: { what: 'check', say: ({ checked }) => checked ?? 'not said' },
  rating: { what: 'reliability', say: ratingOf },
  evidence: { what: 'evidence', say: ({ evidence }) => evidenceOf(evidence) },
  beside: {
    what: 'stands',
    say: ({ beside }) => (beside ? 'with the one before it' : 'by itself'),
  },
};

function ratingOf({ reliability, reason }: DrawnHop): string {
  if (reliability === null) return 'not rated';
  return `${reliabilityInSentence(reliability)}${reason ? ` (${reason})` : ''}`;
}

function evidenceOf(evidence: readonly Evidence[]): string {
  return evidence.map(pieceWords).join('; ') || 'none';
}

function pieceWords(piece: Evidence): string {
  const excerpt = piece.excerpt && `“${piece.excerpt}”`;
  return [piece.url, excerpt, piece.file?.name, locatorWords(piece)].filter(Boolean).join(', ');
}
