import { runsRightToLeftAlone } from '../../domain/text/direction.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { reportMapView } from '../html/report-map.js';
import { furtherFigures, keyFigures } from '../key-figures.js';
import { hasChanged, type Overall } from '../overall.js';
import type { LeftOut, Report, ReportedArticle } from '../report.js';
import { blindWords, changedWords, headline, leftOutWords } from '../sentences.js';
import { type Links, linkWithin } from './links.js';
import { mapWithLegend } from './map-with-legend.js';
import { pictureRun } from './picture.js';
import { closed, paragraph } from './runs.js';
import { colours, textWidth } from './styles.js';
import { joined, type Xml } from './xml.js';

/* What a report begins with: what it is about, what that rests on, in sentences and as a map. */

const emuInTwentieth = 635;
/** A pixel of the map, at the most and at the least: smaller, its words can't be read. */
const [mostEmu, leastEmu] = [7200, 4600];
/** Some 95 mm, that the text begins on the same page; 175 for a map that only fits upright. */
const [maxMapEmu, maxUprightEmu] = [3_420_000, 6_300_000];

/** Where an article of several begins. */
function articleBookmark(article: number): string {
  return `article_${article}`;
}

/** One article begins below what is said of a selection: there is nothing to list. */
function hasSeveral({ contents }: Report): boolean {
  return contents.length > 1;
}

/** The first page of a report on several articles, and what leads to each. */
export function* wholeFront(report: Report, overall: Overall): Generator<Xml> {
  yield paragraph({ style: 'Kicker' }, ['Provenance report']);
  yield paragraph({ style: 'Title' }, [headline(report)]);
  yield* figureParagraphs(keyFigures(overall.summary), report, overall.leftOut);
  if (!hasSeveral(report)) return;
  for (const [place, { title }] of report.contents.entries()) {
    yield paragraph({}, [linkWithin(articleBookmark(place + 1), title)]);
  }
}

/** The first page of an article, its map among it. */
export async function* articleFront(
  reported: ReportedArticle,
  report: Report,
  { links, number }: { links: Links; number: number },
): AsyncGenerator<Xml> {
  const { annotations, article, blind, leftOut, sourcing, summary } = reported;
  const bookmark = links.bookmark(articleBookmark(number));
  const published = article.publishedAt === null ? [] : [showDate(article.publishedAt)];
  const kicker = ['Provenance report', [closed(article.publisher), ...published].join(', ')].join(
    ' · ',
  );
  yield paragraph({ style: 'Kicker', pageBreakBefore: hasSeveral(report) }, [kicker]);
  const rightToLeft = runsRightToLeftAlone(article.title, article.language);
  yield paragraph({ style: report.whole ? 'ArticleTitle' : 'Title', rightToLeft }, [
    { xml: joined([bookmark.start, bookmark.end]) },
    article.title,
  ]);
  if (annotations.length > 0) yield paragraph({ style: 'Subtitle' }, [sourcing.sentence]);
  const chosen = report.whole ? { scopeWords: [] } : report;
  yield* figureParagraphs(furtherFigures(summary), chosen, leftOut);
  if (blind) yield paragraph({}, [blindWords]);
  yield* mapParagraphs(reported, report, links);
  yield paragraph({ style: 'Small', ruleBelow: colours.rule, after: 240 }, []);
}

function* figureParagraphs(
  figures: string,
  { scopeWords }: Pick<Report, 'scopeWords'>,
  leftOut: LeftOut,
): Generator<Xml> {
  if (figures !== '') yield paragraph({}, [figures]);
  const aside = [...scopeWords, ...leftOutWords(leftOut)].join(' ');
  if (aside !== '') yield paragraph({ style: 'Small' }, [aside]);
}

const nothing = joined([]);

async function* mapParagraphs(
  reported: ReportedArticle,
  { layOut }: Report,
  links: Links,
): AsyncGenerator<Xml> {
  const view = await reportMapView(reported, layOut);
  if (!view) return;
  const forms = view.broad.form === 'lying' ? (['broad', 'narrow'] as const) : (['broad'] as const);
  const pictures = forms.map((form) => mapWithLegend(view, form));
  const tried = [
    ...pictures.map((picture) => ({ picture, maxHeight: maxMapEmu })),
    ...pictures.slice(-1).map((picture) => ({ picture, maxHeight: maxUprightEmu })),
  ];
  const shown = tried
    .map(({ picture, maxHeight }) => ({ picture, scale: scaleOf(picture, maxHeight) }))
    .find(({ scale }) => scale >= leastEmu);
  yield nothing;
  if (!shown) {
    yield paragraph({ style: 'Small' }, [
      'The map of these ways is too large for a page; the report’s page and its HTML file show it.',
    ]);
    return;
  }
  const about = { alternative: view.label, links, scale: Math.floor(shown.scale) };
  const drawing = pictureRun(shown.picture, about);
  let drawn = drawing.next();
  for (; !drawn.done; drawn = drawing.next()) yield nothing;
  const run = drawn.value;
  yield paragraph({ before: 240, after: 60, rightToLeft: false }, [{ xml: run }]);
  if (view.left !== null) yield paragraph({ style: 'Small' }, [view.left]);
}

/** How much of a page a pixel of a map takes, so that it is as large as a page allows. */
function scaleOf({ height, width }: { height: number; width: number }, maxHeight: number): number {
  return Math.min(mostEmu, (textWidth * emuInTwentieth) / width, maxHeight / height);
}

/** What a report ends with; `before` is what its first page says that its articles come to. */
export function* foot(overall: Overall, before: Overall | null): Generator<Xml> {
  if (before && hasChanged(before, overall)) yield paragraph({ style: 'Small' }, [changedWords]);
  if (overall.date !== null) {
    yield paragraph({ style: 'Small', before: 240 }, [`As of ${showMoment(overall.date)}.`]);
  }
}
