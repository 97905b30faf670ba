import { passageAddress } from '../../desk/annotations/passage-address.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { adriftIn, adriftWords } from '../../domain/annotations/carried.js';
import { isInternal } from '../../domain/chain/chain.js';
import type { Stance } from '../../domain/claims/claim.js';
import type { ClaimPassage } from '../../domain/claims/claim-figures.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { type PassageRowView, passageRow } from '../annotations/passage-row-view.js';
import { type WayView, wayView } from '../annotations/way-view.js';
import { dateWords } from '../articles/date-view.js';
import type { MomentView, Viewer } from '../page/viewer.js';
import type { ClaimReading, WitnessChoice } from './claim-reading.js';

interface PassageView extends PassageRowView {
  href: string;
  published: MomentView | null;
  /** Off the record, orphaned, withdrawn: why it counts less than others. */
  asides: string[];
  way: WayView;
}

export interface GroupView {
  id: string;
  heading: string;
  count: number;
  passages: PassageView[];
  /** How many more there are than are shown. */
  more: number;
}

export const stanceTerms = [
  { stance: 'asserts', term: 'Assert', id: 'asserting', heading: 'Asserting it' },
  { stance: 'denies', term: 'Deny', id: 'denying', heading: 'Denying it' },
  { stance: 'questions', term: 'Question', id: 'questioning', heading: 'Questioning it' },
] as const satisfies readonly { stance: Stance; [field: string]: string }[];

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

/**
 * The passages of a claim by stance, as many of each as a page shows; those of the chosen witnesses alone, if some
 * were chosen.
 */
export function groupsOf(reading: ClaimReading, viewer: Viewer): GroupView[] {
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
  const published = article?.publishedAt ?? null;
  const adrift = adriftIn(annotation);
  return {
    ...passageRow(annotation, article, sources),
    href: passageAddress(annotation),
    published: published === null ? null : dateWords(published, viewer),
    asides: [
      ...(isInternal(annotation.chain) ? ['Off the record: stays inside the desk'] : []),
      ...(isOrphan ? ['The passage is not in the newest edition'] : []),
      ...(!isOrphan && adrift ? [adriftWords[adrift]] : []),
      ...(isWithdrawn(annotation) ? ['Withdrawn: does not count'] : []),
    ],
    way: wayView(annotation.chain, sources),
  };
}
