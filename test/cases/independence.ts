import type { CountedChain } from '../../src/domain/claims/ways.js';

/**
 * Chains as "Ann > Bob + ~official > ? > *Hindu": `?` is a gap, `~` an unnamed or confidential source,
 * `*` the article's own publisher or its staff. The annotations are called 1, 2, 3 …
 */
export function chains(...lines: string[]): CountedChain[] {
  return lines.map((line, at) => ({
    annotation: String(at + 1),
    hops: line.split(' > ').map((hop) =>
      hop === '?'
        ? []
        : hop.split(' + ').map((word) => ({
            source: word.replace(/^[~*]+/u, ''),
            isDark: word.includes('~'),
            isPublishers: word.includes('*'),
          })),
    ),
  }));
}

/** One choice of holders; null is a gap. */
type Choice = (CountedChain['hops'][number][number] | null)[];
interface TriedWay {
  annotation: string;
  choice: Choice;
}

function choicesOf({ annotation, hops }: CountedChain): TriedWay[] {
  let choices: Choice[] = [[]];
  for (const holders of hops) {
    const options = holders.length === 0 ? [null] : holders;
    choices = choices.flatMap((choice) => options.map((option) => [...choice, option]));
  }
  return choices.map((choice) => ({ annotation, choice }));
}

/** Whether a place is in the closing end of the article's own publisher: it and all behind it. */
function isInEnd(choice: Choice, at: number): boolean {
  return at > 0 && choice.slice(at).every((holder) => holder?.isPublishers);
}

function isOnlyEnd(choice: Choice, source: string): boolean {
  return choice.every((holder, at) => holder?.source !== source || isInEnd(choice, at));
}

function share(one: TriedWay, other: TriedWay): boolean {
  const isSameGap = one.choice.some((holder, at) => holder === null && other.choice[at] === null);
  if (one.annotation === other.annotation && isSameGap) return true;
  return one.choice.some(
    (holder) =>
      holder !== null &&
      other.choice.some((its) => its?.source === holder.source) &&
      !(isOnlyEnd(one.choice, holder.source) && isOnlyEnd(other.choice, holder.source)),
  );
}

const isDark = (holder: Choice[number] | undefined) => !holder || holder.isDark;

/** Whether both hold a dark go-between, one of which is not in the closing end. */
function mayMeet(one: TriedWay, other: TriedWay): boolean {
  const dark = ({ choice }: TriedWay, isEnd: boolean) =>
    choice.some((holder, at) => at > 0 && isDark(holder) && isInEnd(choice, at) === isEnd);
  return (
    (dark(one, false) && (dark(other, false) || dark(other, true))) ||
    (dark(one, true) && dark(other, false))
  );
}

function largest(ways: TriedWay[], meet: (one: TriedWay, other: TriedWay) => boolean): number {
  const [first, ...rest] = ways;
  if (!first) return 0;
  const beside = rest.filter((other) => !meet(first, other));
  return Math.max(1 + largest(beside, meet), largest(rest, meet));
}

/** The range by trying everything, in the words of the rule. */
export function triedRange(given: readonly CountedChain[]): { atLeast: number; atMost: number } {
  const ways = given.flatMap(choicesOf);
  const known = ways.filter(({ choice: [origin] }) => !isDark(origin));
  const least = largest(known, (one, other) => share(one, other) || mayMeet(one, other));
  return { atLeast: Math.max(least, Math.min(1, ways.length)), atMost: largest(ways, share) };
}

/**
 * So many chains of three hops and a paper, a tenth of them with two holders in a hop or an unnamed
 * one, over sources that are used as in life: some very often, most hardly. The same each time.
 */
export function manyChains(count: number): CountedChain[] {
  let state = 7;
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const sources = count / 5;
  const holder = () => {
    const source = `s${Math.floor(sources * random() ** 2)}`;
    return { source, isDark: random() < 0.1, isPublishers: false };
  };
  const hop = () => (random() < 0.1 ? [holder(), holder()] : [holder()]);
  return Array.from({ length: count }, (_, at) => {
    const paper = { source: `p${Math.floor(random() * 20)}`, isDark: false, isPublishers: true };
    return { annotation: `a${at}`, hops: [hop(), hop(), hop(), [paper]] };
  });
}
