import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import { directionOfWords } from '../../domain/text/direction.js';
import type { Format } from '../format.js';
import { OverallCount, overallOf } from '../overall.js';
import type { Report, ReportedArticle } from '../report.js';
import { headline, mapBehindWords } from '../sentences.js';
import { articleView, footView, headView } from './html-view.js';
import { isMapBehind, reportMapView } from './report-map.js';

/** The project's own folder: this file stands two below it, compiled or not. */
const root = new URL('../../../', import.meta.url);

/** Those of the app's style sheets that the report's page needs too, in the order in which they count. */
const styles = [
  ...['base', 'controls', 'article', 'cards', 'map'],
  ...['report', 'report-notes', 'report-print', 'report-file'],
];

/**
 * The reading and the tool face, the letters of western Europe: a reader's own fonts show the rest.
 * They are the greater part of the file, and what makes it look the same everywhere.
 */
const fonts = [
  {
    family: 'Source Serif 4',
    file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  },
  { family: 'Inter', file: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2' },
];

/** One file that loads nothing from elsewhere and runs nothing: its styles and fonts are in it. */
export const html: Format = {
  label: 'HTML',
  purpose: 'one file, to read, print and send',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  recordOnly: null,
  async *write(report) {
    yield await part('file-head', { title: headline(report), css: await allStyles() });
    yield* bodyParts(report);
    yield await part('file-foot', {});
  },
};

/** The report as it stands in a page, in pieces; `tools`, in HTML, stand beside the title of each article. */
export async function* bodyParts(report: Report, tools = ''): AsyncGenerator<string> {
  const { articles, scope, whole } = report;
  const isRecord = scope.audience === 'record';
  const before = whole ? await overallOf(report) : null;
  yield await part('body-head', { head: headView(report, before) });
  const count = new OverallCount();
  for await (const article of articles()) {
    count.add(article);
    yield* articleParts(article, { single: !whole, isRecord, tools }, report);
  }
  yield await part('body-foot', { foot: footView(count.overall, before, scope) });
}

async function* articleParts(
  reported: ReportedArticle,
  { isRecord, single, tools }: { single: boolean; isRecord: boolean; tools: string },
  { layOut, scopeWords }: Report,
): AsyncGenerator<string> {
  const article = articleView(reported);
  const map = await reportMapView(reported, layOut);
  const shown = { article, single, map, mapBehind: isMapBehind(map) ? mapBehindWords : null };
  const scope = scopeWords.join(' ');
  yield await part('article-head', { ...shown, scope, tools });
  for (const paragraphs of article.paragraphs)
    yield await part('paragraphs', { paragraphs, direction: article.direction });
  yield await part('notes-head', { article, single });
  for (const note of article.notes) {
    const direction = directionOfWords(note.quote ?? '', article.language);
    yield await part('note', { note, direction });
  }
  yield await part('record-head', { ...shown, isRecord });
  for (const record of article.records) yield await part('record', { record });
  yield await part('article-foot', { article, single, isRecord });
}

/** A view of `views/reports` with what it shows. */
function part(name: string, shown: object): Promise<string> {
  const file = fileURLToPath(new URL(`views/reports/${name}.ejs`, root));
  return ejs.renderFile(file, shown, { cache: true });
}

let loading: Promise<string> | undefined;

/** Read once: a package's files and ours do not change while the program runs. */
function allStyles(): Promise<string> {
  loading ??= Promise.all([...fonts.map(fontFace), ...styles.map(style)]).then((parts) =>
    parts.join('\n'),
  );
  return loading;
}

function style(name: string): Promise<string> {
  return readFile(new URL(`public/styles/${name}.css`, root), 'utf8');
}

async function fontFace({ family, file }: (typeof fonts)[number]): Promise<string> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(file));
  const source = `url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")`;
  return `@font-face { font-family: "${family}"; font-weight: 100 900; src: ${source}; }`;
}
