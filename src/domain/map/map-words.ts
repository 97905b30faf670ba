import { counted } from '../text/wording.js';
import { bandFromLanes } from './geometry.js';
import type { AcyclicMap } from './layers.js';
import { relationWords, type Station, type Strand } from './source-map.js';

/** What is written on a stretch, the fuller first: how it was passed on, and of a band its number. */
export function relationTexts(strands: readonly Strand[]): string[] {
  const words = relationWords(strands).join(', ');
  const number = strands.length >= bandFromLanes ? String(strands.length) : '';
  return [...new Set([[words, number].filter(Boolean).join(' · '), number])].filter(Boolean);
}

/** What stands beneath the name of a reader: how many passages, and how many of them do not assert. */
export function noteOf({ into }: AcyclicMap, { id, annotations }: Station): string {
  const strands = (into.get(id) ?? []).flatMap((stretch) => stretch.strands);
  const others = (stance: Strand['stance'], one: string, many: string) => {
    const { size } = new Set(
      strands.filter((each) => each.stance === stance).map(({ annotation }) => annotation),
    );
    if (size === 0) return [];
    if (annotations.length === 1) return [one];
    return size === annotations.length ? [`all ${many}`] : [`${size} ${size === 1 ? one : many}`];
  };
  return [
    ...(annotations.length > 1 ? [counted(annotations.length, 'passage')] : []),
    ...others('denies', 'denies', 'deny'),
    ...others('questions', 'questions', 'question'),
  ].join(', ');
}
