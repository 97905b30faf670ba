import { passageAddress } from '../../desk/annotations/passage-address.js';
import type { ArticleSourcing } from '../../desk/sourcing/article-sourcing.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { ClaimFigures } from '../../domain/claims/claim-figures.js';
import { claimSentences, sentenceText } from '../../domain/claims/claim-sentence.js';
import { quoted } from '../../domain/history/words.js';
import { may } from '../../domain/rights.js';
import {
  type SourcingFact,
  sourcingFacts,
  sourcingSentence,
} from '../../domain/sourcing/sourcing.js';
import type { SourcingCheck } from '../../domain/sourcing/sourcing-checks.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { capitalised, counted } from '../../domain/text/wording.js';
import { type RefusedForm, refusedAt } from '../forms/sent-form.js';
import type { Viewer } from '../page/viewer.js';
import { overrideView, type SetAsideView } from './override-view.js';

interface CheckView {
  title: string;
  sentence: string;
  quote: string;
  direction: Direction;
  href: string;
  setAside: SetAsideView;
}

/** What carries an article, at a glance. */
export interface SourcingView {
  article: string;
  title: string;
  sentence: string;
  facts: (SourcingFact & { href: string | null })[];
  /** How many independent sources it has; null where that is worked out on a page of its own. */
  independence: string | null;
  /** "3 warnings, 1 set aside"; null where no check found anything. */
  found: string | null;
  checks: CheckView[];
  /** How many more there are than are shown. */
  more: number;
}

interface SourcingShown extends ArticleSourcing {
  figures: ClaimFigures | null;
}

interface SourcingPlace {
  /** Where one comes back to from a form. */
  back: string;
  maxChecks: number;
  refused?: RefusedForm | null;
}

/** How an article’s annotations are sourced: figures, and at most `maxChecks` checks that want somebody’s eye. */
export function sourcingView(
  reading: ArticleReading,
  { sourcing, checks, figures }: SourcingShown,
  viewer: Viewer,
  { back, maxChecks, refused = null }: SourcingPlace,
): SourcingView {
  const { article, sources } = reading;
  const sourceOf = (id: string) => sources.get(id);
  const shown = checks.slice(0, maxChecks);
  const quotes = new Map(
    shown.length === 0
      ? []
      : reading.annotations.map(({ annotation }) => [annotation.id, annotation.target.exact]),
  );
  const setAside = checks.filter(({ override }) => override !== null).length;
  const aside = setAside > 0 ? `, ${setAside} set aside` : '';
  return {
    article: article.id,
    title: article.title,
    sentence: sourcingSentence(sourcing, sourceOf),
    facts: sourcingFacts(sourcing, sourceOf).map((fact) => ({
      ...fact,
      href: fact.annotation && passageAddress({ article: article.id, id: fact.annotation }),
    })),
    independence: figures && sentenceText(claimSentences(figures, sourceOf)),
    found: checks.length === 0 ? null : `${counted(checks.length, 'warning')}${aside}`,
    checks: shown.map((check) => ({
      title: capitalised(check.code),
      sentence: check.sentence,
      quote: quoted(quotes.get(check.annotation) ?? ''),
      direction: directionOfWords(quotes.get(check.annotation) ?? '', article.language),
      href: passageAddress({ article: article.id, id: check.annotation }),
      setAside: setAsideView(check, reading, viewer, { back, refused }),
    })),
    more: checks.length - shown.length,
  };
}

/** The id of the element of a page in which a check stands. */
export function checkAnchor(annotation: string, code: string): string {
  return `check-${annotation}-${code.replaceAll(' ', '-')}`;
}

function setAsideView(
  { annotation, code, override }: SourcingCheck,
  { people }: ArticleReading,
  viewer: Viewer,
  { back, refused }: Pick<SourcingPlace, 'back' | 'refused'>,
): SetAsideView {
  const path = `/annotations/${annotation}/overrides`;
  const at = checkAnchor(annotation, code);
  return {
    ...{ at, code, about: '', back },
    action: override ? `${path}/${override.id}/withdrawal` : path,
    override: overrideView(override, people, viewer),
    mayChange: may(viewer.actor, 'set aside warnings'),
    refused: refusedAt(refused ?? null, at),
  };
}
