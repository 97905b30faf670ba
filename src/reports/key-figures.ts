import { statuses } from '../domain/annotations/annotation.js';
import { confidenceLevels } from '../domain/chain/scales.js';
import { listed } from '../domain/history/words.js';
import { capitalised, numberWord } from '../domain/text/wording.js';
import type { Summary } from './summary.js';

/**
 * A summary in sentences: "Five passages rest on four origins; one source is unnamed. Two are of high
 * confidence, two moderate, one low. Four are reviewed: three agreed, one disputed." Empty where nothing is
 * annotated.
 */
export function keyFigures(summary: Summary): string {
  if (summary.annotations === 0) return '';
  const rests = restsOn(summary);
  const levels = levelsIn(summary, rests === '' ? passages : numberWord);
  return joined(rests, levels, ...reviewAndCare(summary));
}

/**
 * The same for an article, below the sentence on the origins that carry it, which it does not say again: "Two passages
 * are of high confidence, two moderate, one low. Four are reviewed: three agreed, one disputed. One source is unnamed."
 */
export function furtherFigures(summary: Summary): string {
  if (summary.annotations === 0) return '';
  const [reviews, ...care] = reviewAndCare(summary);
  const sources = listed(sourcesToMention(summary));
  return joined(levelsIn(summary, passages), reviews, sources && sentence(sources), ...care);
}

function reviewAndCare(summary: Summary) {
  return [reviewsOf(summary), asksForCare(summary), notCarried(summary)] as const;
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((each) => each !== '').join(' ');
}

function restsOn(summary: Summary): string {
  const { annotations, missing, origins, originsNotStated, withdrawn } = summary;
  const carrying = annotations - missing - withdrawn;
  if (carrying === 0) return '';
  const all = passages(annotations);
  const resting = origins === 0 ? carrying : carrying - originsNotStated;
  const those = resting === annotations ? all : `${numberWord(resting)} of ${all}`;
  const head = `${those} ${resting === 1 ? 'rests' : 'rest'} on ${origins === 0 ? 'no stated origin' : many(origins, 'origin')}`;
  const sources = sourcesToMention(summary);
  return sentence(sources.length === 0 ? head : `${head}; ${listed(sources)}`);
}

function sourcesToMention(summary: Summary): string[] {
  const { confidentialSources, origins, originsNotStated, unnamedSources } = summary;
  return [
    unnamedSources > 0 && `${many(unnamedSources, 'source')} ${isAre(unnamedSources)} unnamed`,
    confidentialSources > 0 &&
      `${many(confidentialSources, 'source')} ${isAre(confidentialSources)} confidential`,
    originsNotStated > 0 &&
      origins > 0 &&
      `${passages(originsNotStated)} ${originsNotStated === 1 ? 'does not state its' : 'do not state their'} origin`,
  ].filter((part) => part !== false);
}

function levelsIn({ confidence }: Summary, countOf: (count: number) => string): string {
  const [first, ...others] = confidenceLevels
    .map(({ code, words }) => ({ code, count: confidence[code], words: words.toLowerCase() }))
    .filter(({ count }) => count > 0);
  if (!first) return '';
  const what = first.code === 'none' ? first.words : `of ${first.words} confidence`;
  return sentence(
    [
      `${countOf(first.count)} ${isAre(first.count)} ${what}`,
      ...others.map(({ count, words }) => `${numberWord(count)} ${words}`),
    ].join(', '),
  );
}

function reviewsOf({ annotations, statuses: counts }: Summary): string {
  const reviewed = annotations - counts.unreviewed;
  if (reviewed === 0) return 'None is reviewed.';
  const found = statuses.filter((status) => status !== 'unreviewed' && counts[status] > 0);
  const head = `${numberWord(reviewed)} ${isAre(reviewed)} reviewed`;
  if (found.length === 1) return sentence(`${head} and ${found[0]}`);
  return sentence(
    `${head}: ${found.map((status) => `${numberWord(counts[status])} ${status}`).join(', ')}`,
  );
}

function asksForCare({ adrift, missing, onTrust }: Summary): string {
  const otherwise = adrift - missing;
  const parts = [
    onTrust > 0 && `${many(onTrust, 'hop')} ${isAre(onTrust)} taken on trust`,
    otherwise > 0 &&
      `${passages(otherwise)} no longer ${otherwise === 1 ? 'stands as it was' : 'stand as they were'} marked`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : sentence(listed(parts));
}

/** Why fewer passages are said to be carried than these figures count. */
function notCarried({ missing, withdrawn }: Summary): string {
  if (missing + withdrawn === 0) return '';
  const parts = [
    missing > 0 &&
      `${passages(missing)} no longer ${missing === 1 ? 'stands' : 'stand'} in the text`,
    withdrawn > 0 && `${numberWord(withdrawn)} ${isAre(withdrawn)} withdrawn`,
  ].filter((part) => part !== false);
  const counted = missing + withdrawn === 1 ? 'it is not' : 'they are not';
  return sentence(`${listed(parts)}; ${counted} counted as carried`);
}

function sentence(words: string): string {
  return `${capitalised(words)}.`;
}

function isAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function passages(count: number): string {
  return many(count, 'passage');
}

/** A count in words up to ten, with its noun. */
function many(count: number, noun: string): string {
  return `${numberWord(count)} ${noun}${count === 1 ? '' : 's'}`;
}
