import { showDate } from '../text/shown-dates.js';
import { counted } from '../text/wording.js';
import { bandFromLanes } from './geometry.js';
import type { AcyclicMap } from './layers.js';
import { type MapNode, relationWords, type Strand } from './source-map.js';

/** What is written on an edge, the fuller first: how it was passed on, and of a band its number. */
export function relationTexts(strands: readonly Strand[]): string[] {
  const words = relationWords(strands).join(', ');
  const number = strands.length >= bandFromLanes ? String(strands.length) : '';
  return [...new Set([[words, number].filter(Boolean).join(' · '), number])].filter(Boolean);
}

/** What stands beneath the name of a reader: when it published, how many passages, and how many of them do not assert. */
export function noteOf({ into }: AcyclicMap, { id, annotations, published }: MapNode): string {
  const strands = (into.get(id) ?? []).flatMap((edge) => edge.strands);
  const others = (stance: Strand['stance'], one: string, many: string) => {
    const { size } = new Set(
      strands.filter((each) => each.stance === stance).map(({ annotation }) => annotation),
    );
    if (size === 0) return [];
    if (annotations.length === 1) return [one];
    return size === annotations.length ? [`all ${many}`] : [`${size} ${size === 1 ? one : many}`];
  };
  return [
    ...datesInWords(published),
    ...(annotations.length > 1 ? [counted(annotations.length, 'passage')] : []),
    ...others('denies', 'denies', 'deny'),
    ...others('questions', 'questions', 'question'),
  ].join(', ');
}

/** "20 March 2011", "21 and 24 March 2011", "20 March to 2 April 2011"; none for no dates. */
function datesInWords(dates: readonly string[]): string[] {
  const words = [...new Set(dates.toSorted().map((date) => showDate(date)))];
  if (words.length < 2) return words;
  const [first, last] = [words[0]?.split(' ') ?? [], words.at(-1)?.split(' ') ?? []];
  const own = first.findLastIndex((word, at) => at === 0 || word !== last.at(at - first.length));
  const joint = words.length === 2 ? 'and' : 'to';
  return [[...first.slice(0, own + 1), joint, ...last].join(' ')];
}
