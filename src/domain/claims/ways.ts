/*
 * How many independent sources bear a claim is counted over ways. A chain in which every hop has one
 * holder is one way; each choice among the holders of its hops is another.
 */

/** A holder as the register has it: the entry that stands for it. */
export interface CountedHolder {
  source: string;
  /** Known by a description or a pseudonym alone: it may be somebody whom the register has elsewhere. */
  isDark: boolean;
  /** It is the publisher of the article in which the chain stands, or belongs to it. */
  isPublishers: boolean;
  /** The entries of which an editor has said that they are other sources. */
  differsFrom?: readonly string[];
}

/** The chain of an annotation; a hop without holders is a gap. */
export interface CountedChain {
  annotation: string;
  /** The article in which it stands, and those with which that shares wording and is not known to be independent of. */
  article?: string;
  sharesWith?: readonly string[];
  hops: readonly (readonly CountedHolder[])[];
}

/** One choice of holders. Each gap has a name of its own, since nobody is known to be two of them. */
export interface Way {
  annotation: string;
  /** What it can share with another way, each once, in the order of the chain. Never empty. */
  core: readonly string[];
  /** What stands in the closing end alone: shared only with what is in another way's core. */
  end: readonly string[];
  /** The origin is unknown, unnamed or confidential: it may come from anybody. */
  hasDarkOrigin: boolean;
  /** Unknown, unnamed and confidential go-betweens: outside the closing end, and in it. */
  darkCore: readonly string[];
  darkEnd: readonly string[];
}

/** A chain of more ways than this is not counted out: a hop of several holders is two or three. */
const maxWaysOfChain = 64;

/** The ways of a chain: all of them, or the first 64, which share as little as they can. */
export function waysOf(chain: CountedChain): { ways: Way[]; isCut: boolean } {
  const hops = chain.hops.map(distinctHolders);
  const count = hops.reduce((product, { length }) => product * Math.max(length, 1), 1);
  const isCut = count > maxWaysOfChain;
  const choices = Array.from({ length: Math.min(count, maxWaysOfChain) }, (_, number) =>
    isCut ? hops.map((holders) => holders[number % holders.length]) : choiceOf(hops, number),
  );
  return { ways: choices.map((choice) => wayOf(chain.annotation, choice)), isCut };
}

/** The entries of a hop: two that are joined are one. */
function distinctHolders(holders: readonly CountedHolder[]): readonly CountedHolder[] {
  return [...new Map(holders.map((holder) => [holder.source, holder])).values()];
}

type Choice = readonly (CountedHolder | undefined)[];

/** The choice of that number, counted like the digits of a number whose places have several bases. */
function choiceOf(hops: readonly (readonly CountedHolder[])[], number: number): Choice {
  let rest = number;
  return hops.map((holders) => {
    const base = Math.max(holders.length, 1);
    const holder = holders[rest % base];
    rest = Math.floor(rest / base);
    return holder;
  });
}

function wayOf(annotation: string, choice: Choice): Way {
  const [origin] = choice;
  const endStart = startOfEnd(choice);
  const keyAt = (at: number) => choice[at]?.source ?? gapKey(annotation, at);
  const keys = choice.map((_, at) => keyAt(at));
  const core = new Set(keys.slice(0, endStart));
  const end = new Set(keys.filter((key) => !core.has(key)));
  const dark = new Set(keys.filter((_, at) => at > 0 && (choice[at]?.isDark ?? true)));
  return {
    annotation,
    core: [...core],
    end: [...end],
    hasDarkOrigin: origin?.isDark ?? true,
    darkCore: [...core].filter((key) => dark.has(key)),
    darkEnd: [...end].filter((key) => dark.has(key)),
  };
}

/**
 * Where the closing end begins that belongs to the article's own publisher: its last hops, as far as
 * all of them do. The origin is none of it.
 */
function startOfEnd(choice: Choice): number {
  let start = choice.length;
  while (start > 1 && choice[start - 1]?.isPublishers) start -= 1;
  return start;
}

/** No id of a source begins with a question mark. */
function gapKey(annotation: string, at: number): string {
  return `?${annotation} ${at}`;
}

/** Whether a key of a way is a gap and no entry of the register. */
export function isGap(key: string): boolean {
  return key.startsWith('?');
}

/**
 * More ways of a chain than this can't be counted beside each other: the fewest holders of a hop that
 * is outside the closing end however one chooses.
 */
export function narrowestHop({ hops }: CountedChain): number {
  let least = Math.max(distinctHolders(hops[0] ?? []).length, 1);
  for (const holders of hops) {
    if (holders.some(({ isPublishers }) => isPublishers)) continue;
    least = Math.min(least, Math.max(distinctHolders(holders).length, 1));
  }
  return least;
}
