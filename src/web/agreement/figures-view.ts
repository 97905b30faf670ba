import type { Agreement, AgreementQuery } from '../../desk/agreement/agreement.js';
import type { ReviewFigures } from '../../desk/review/review-figures.js';
import { type Figure, type Measure, measures, topics } from '../../domain/agreement/agreement.js';
import { wordsFor } from '../../domain/agreement/agreement-words.js';
import type { Article } from '../../domain/articles/article.js';
import { printedRelation } from '../../domain/chain/relations.js';
import type { Coverage, DisputeShare, Share } from '../../domain/review/review-figures.js';
import type { VerdictCode } from '../../domain/review/verdict.js';
import { counted } from '../../domain/text/wording.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { durationWords } from './duration-view.js';
import { barPlot, intervalPlot, type PlotView } from './plots-view.js';

/** Whose agreement the page is asked for. */
export type FiguresAsked = AgreementQuery;

interface ShareRow extends Omit<Share, 'person'> {
  name: string;
  plot: PlotView;
}

interface CoverageRow {
  title: string;
  href: string;
  annotations: number;
  waiting: number;
  judges: string;
  plot: PlotView;
}

interface DisputedRow {
  name: string;
  href: string | null;
  annotations: number;
  disputed: number;
  plot: PlotView;
}

interface FigureRow {
  about: string;
  measure: string;
  value: string;
  interval: string;
  units: number;
  observers: number;
  words: string;
  plot: PlotView | null;
}

interface ChoiceView {
  value: string;
  label: string;
  selected: boolean;
}

/** Everything that the page of figures shows. */
interface FiguresPage {
  isEmpty: boolean;
  isPartial: boolean;
  waits: WaitsView;
  /** How verdicts are drawn. */
  key: Readonly<Record<VerdictCode, PlotView>>;
  shares: ShareRow[];
  coverage: CoverageRow[];
  moreArticles: number;
  sources: DisputedRow[];
  relations: DisputedRow[];
  agreement: AgreementView | null;
  form: {
    articles: ChoiceView[];
    /** The choices for the one and for the other. */
    people: [ChoiceView[], ChoiceView[]];
    isOneRound: boolean;
    isBlind: boolean;
    isFiltered: boolean;
  };
}

interface WaitsView {
  waiting: string;
  median: string | null;
  oldest: { href: string; title: string; since: MomentView } | null;
  ages: { words: string; count: number; plot: PlotView }[];
  firstVerdict: string | null;
}

interface AgreementView {
  basis: string;
  isBlind: boolean;
  rows: FigureRow[];
}

interface FiguresParts {
  figures: ReviewFigures;
  /** null where what was asked for could not be answered. */
  agreement: Agreement | null;
  asked: FiguresAsked;
  /** The articles whose agreement can be asked for. */
  choices: readonly Article[];
}

/** The page of figures: shares, coverage, what waits, where disputes arise, and agreement. */
export function figuresPage(parts: FiguresParts, viewer: Viewer): FiguresPage {
  const { figures, agreement } = parts;
  const { sources, relations } = figures.disagreement;
  return {
    isEmpty: figures.annotations === 0,
    isPartial: figures.isPartial,
    waits: waitsView(figures, viewer),
    key: { agree: keyOf('agree'), dispute: keyOf('dispute'), unsure: keyOf('unsure') },
    shares: shareRows(figures),
    coverage: coverageRows(figures),
    moreArticles: figures.moreArticles,
    sources: disputedRows(sources, (id) => sourceName(figures, id)),
    relations: disputedRows(relations, (code) => ({
      name: printedRelation(code) || 'not known how',
      href: null,
    })),
    agreement: agreement && agreementView(agreement),
    form: formView(parts),
  };
}

function waitsView({ waits, articles }: ReviewFigures, viewer: Viewer): WaitsView {
  const { waiting, median, oldest, ages, firstVerdict } = waits;
  const largest = Math.max(1, ...ages.map(({ count }) => count));
  return {
    waiting: counted(waiting, 'annotation'),
    median: median === null ? null : durationWords(median),
    oldest: oldest && {
      href: `/annotations/${oldest.id}`,
      title: articles.get(oldest.article)?.title ?? oldest.article,
      since: momentView(oldest.since, viewer),
    },
    ages: ages.map(({ words, count }) => ({
      words,
      count,
      plot: barPlot([{ class: 'whole', count }], largest),
    })),
    firstVerdict: firstVerdict === null ? null : durationWords(firstVerdict),
  };
}

function shareRows({ shares, people }: ReviewFigures): ShareRow[] {
  const largest = Math.max(1, ...shares.map(({ verdicts }) => total(verdicts)));
  return shares.map(({ person, ...share }) => ({
    ...share,
    name: people.get(person) ?? person,
    plot: barPlot(
      Object.entries(share.verdicts).map(([verdict, count]) => ({ class: verdict, count })),
      largest,
    ),
  }));
}

function keyOf(verdict: VerdictCode): PlotView {
  return { ...barPlot([{ class: verdict, count: 1 }], 5), width: 24 };
}

function total(verdicts: Share['verdicts']): number {
  return verdicts.agree + verdicts.dispute + verdicts.unsure;
}

function coverageRows(figures: ReviewFigures): CoverageRow[] {
  const largest = Math.max(1, ...figures.coverage.map(({ annotations }) => annotations));
  return figures.coverage.map((coverage) => coverageRow(coverage, figures, largest));
}

function coverageRow(
  { article, annotations, waiting, judges }: Coverage,
  { articles, people }: ReviewFigures,
  largest: number,
): CoverageRow {
  return {
    title: articles.get(article)?.title ?? article,
    href: `/articles/${article}`,
    annotations,
    waiting,
    judges: judges
      .map(({ person, judged }) => `${people.get(person) ?? person} ${judged}`)
      .join(', '),
    plot: barPlot(
      [
        { class: 'whole', count: annotations - waiting },
        { class: 'rest', count: waiting },
      ],
      largest,
    ),
  };
}

function disputedRows<T>(
  rows: readonly DisputeShare<T>[],
  nameOf: (what: T) => Pick<DisputedRow, 'name' | 'href'>,
): DisputedRow[] {
  const largest = Math.max(1, ...rows.map(({ annotations }) => annotations));
  return rows.map(({ what, annotations, disputed }) => ({
    ...nameOf(what),
    annotations,
    disputed,
    plot: barPlot(
      [
        { class: 'dispute', count: disputed },
        { class: 'rest', count: annotations - disputed },
      ],
      largest,
    ),
  }));
}

function sourceName({ sources }: ReviewFigures, id: string | null) {
  if (id === null) return { name: 'Nobody named: not stated or not known', href: null };
  return { name: sources.get(id)?.name ?? id, href: `/sources/${id}` };
}

function agreementView({ figures, articles, isBlind }: Agreement): AgreementView {
  const where = counted(articles, 'article');
  return {
    basis:
      articles === 0
        ? 'Not enough data: it takes two people who have annotated the same article.'
        : `From ${where}.`,
    isBlind,
    rows: articles === 0 ? [] : figures.map(figureRow),
  };
}

/** What is a share of spans, and knows no bounds of reliability. */
const shares: readonly Measure[] = ['f1-exact', 'f1-overlapping'];

function figureRow(figure: Figure): FigureRow {
  const { measure, about, value, interval, units, observers } = figure;
  return {
    about: topics.find(({ code }) => code === about)?.printed ?? about,
    measure: measures.find(({ code }) => code === measure)?.printed ?? measure,
    value: value === null ? '–' : decimal(value),
    interval: interval === null ? '' : `${decimal(interval[0])} to ${decimal(interval[1])}`,
    units,
    observers,
    words: wordsFor(figure),
    plot:
      value === null ? null : intervalPlot(value, interval, { bounds: !shares.includes(measure) }),
  };
}

function decimal(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

function formView({ figures, asked, choices }: FiguresParts): FiguresPage['form'] {
  const { article, round, people = [], blind = false } = asked;
  const [one = '', other = ''] = people;
  const names = figures.shares
    .map(({ person }) => ({ value: person, label: figures.people.get(person) ?? person }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return {
    articles: [
      { value: '', label: 'The whole desk', selected: article === undefined },
      ...choices.map(({ id, title }) => ({ value: id, label: title, selected: id === article })),
    ],
    people: [peopleChoices(names, one), peopleChoices(names, other)],
    isOneRound: round !== undefined,
    isBlind: blind,
    isFiltered: article !== undefined || round !== undefined || people.length > 0 || blind,
  };
}

function peopleChoices(
  names: readonly Omit<ChoiceView, 'selected'>[],
  chosen: string,
): ChoiceView[] {
  return [
    { value: '', label: 'Anybody', selected: chosen === '' },
    ...names.map((name) => ({ ...name, selected: name.value === chosen })),
  ];
}
