import { partLabel } from '../../domain/annotations/part-words.js';
import { evidenceFieldNames, textsInLine } from '../../domain/chain/hop-details.js';
import { parseNotation, printNotation } from '../../domain/chain/notation/notation.js';
import { Problem } from '../../domain/problem.js';
import { inQuotes } from '../../domain/text/wording.js';
import type { AnnotationForm, HopForm } from './annotation-forms.js';
import { confidenceLabel, labelOfCredibility } from './scales-view.js';

/** A field in which two versions of an annotation differ, in words. */
export interface Difference {
  field: string;
  label: string;
  mine: string;
  theirs: string;
}

/** A field, or several that only make sense together, that one version is taken of as a whole. */
interface Choice {
  field: string;
  label: string;
  parts: (keyof AnnotationForm)[];
  show: (form: AnnotationForm) => string;
  same: (mine: AnnotationForm, theirs: AnnotationForm) => boolean;
}

const plain = (
  field: 'confidence' | 'credibility' | 'claim' | 'stance' | 'note' | 'labels',
  label: string,
  show: (text: string) => string = (text) => text || 'none',
): Choice => ({
  field,
  label,
  parts: [field],
  show: (form) => show(form[field]),
  same: (mine, theirs) => mine[field].trim() === theirs[field].trim(),
});

const choices: Choice[] = [
  {
    field: 'exact',
    label: partLabel('span'),
    parts: ['exact', 'prefix', 'suffix', 'start', 'end'],
    show: ({ exact }) => inQuotes(exact),
    same: (mine, theirs) => mine.exact === theirs.exact && samePlace(mine, theirs),
  },
  {
    field: 'chain',
    label: partLabel('chain'),
    parts: ['chain', 'hops'],
    show: (form) => [form.chain, ...form.hops.flatMap(wordsOfHop)].join('\n'),
    same: (mine, theirs) =>
      canonical(mine.chain) === canonical(theirs.chain) && sameHops(mine, theirs),
  },
  plain('confidence', partLabel('confidence'), confidenceLabel),
  plain('credibility', partLabel('credibility'), labelOfCredibility),
  plain('claim', partLabel('claim')),
  plain('stance', `${partLabel('stance')} towards the claim`),
  plain('note', partLabel('note')),
  plain('labels', partLabel('labels')),
];

/** The fields in which what somebody typed differs from what stands by now. */
export function differencesOf(mine: AnnotationForm, theirs: AnnotationForm): Difference[] {
  return choices
    .filter(({ same }) => !same(mine, theirs))
    .map(({ field, label, show }) => ({ field, label, mine: show(mine), theirs: show(theirs) }));
}

/**
 * What somebody typed, with the fields of which they chose what stands by now. Throws *invalid*
 * while a choice is open: nothing is overwritten unseen.
 */
export function merge(mine: AnnotationForm, theirs: AnnotationForm): AnnotationForm {
  const asked = mine.choosing !== '' || Object.keys(mine.take).length > 0;
  if (!asked) return mine;
  const differing = choices.filter(({ same }) => !same(mine, theirs));
  const open = differing.filter(({ field }) => mine.take[field] === undefined);
  if (open.length > 0) throw openChoices(open);
  const taken = differing.filter(({ field }) => mine.take[field] === 'theirs');
  const parts = taken.flatMap(({ parts }) => parts.map((part) => [part, theirs[part]]));
  return { ...mine, ...Object.fromEntries(parts) };
}

function openChoices(open: readonly Choice[]): Problem {
  const message = 'Choose one of the two versions of each field.';
  const fields = open.map(({ field }) => ({ field: `take[${field}]`, message: 'Choose one.' }));
  return new Problem('invalid', message, fields);
}

function samePlace(mine: AnnotationForm, theirs: AnnotationForm): boolean {
  return mine.start === '' || mine.start === theirs.start;
}

function sameHops(mine: AnnotationForm, theirs: AnnotationForm): boolean {
  if (mine.hops.length === 0) return true;
  const words = (form: AnnotationForm) => JSON.stringify(form.hops.map(wordsOfHop));
  return words(mine) === words(theirs);
}

function wordsOfHop(hop: HopForm, index: number): string[] {
  const { reason } = hop;
  const piece = evidenceFieldNames.map((name) => hop[name]).filter(Boolean);
  const others = hop.evidence.split(/\s+/u).filter(Boolean).length - 1;
  const said = [
    ...textsInLine(hop),
    reason && `reason of the rating: ${reason}`,
    piece.length > 0 && `evidence: ${piece.join(', ')}`,
    others > 0 && `and ${others} more of it`,
  ].filter(Boolean);
  return said.length === 0 ? [] : [`Hop ${index + 1}: ${said.join('; ')}`];
}

function canonical(chain: string): string {
  const { hops, faults } = parseNotation(chain);
  return faults.length > 0 ? chain : printNotation(hops);
}
